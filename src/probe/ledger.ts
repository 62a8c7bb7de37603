/**
 * The ledger of a site's pictures, made to be committed: one line of JSON per URL, sorted, so that changes read well in
 * a review and merge line by line. What is in it need not be asked again.
 */
import { t } from "../platform/i18n.js";
import type { ImageFact } from "./types.js";

export interface LedgerEntry {
  /** As articles name it, normalised. */
  readonly url: string;
  readonly type: string | null;
  /** As shown, in pixels. */
  readonly width: number | null;
  readonly height: number | null;
  /** Of the whole file. */
  readonly bytes: number | null;
  /** SHA-256 (hexadecimal) of the first 4,096 bytes. */
  readonly start: string | null;
  /** After redirects, where that is another URL. */
  readonly final: string | null;
  /** The day on which it was first seen like this: `2026-11-24`, UTC. */
  readonly day: string;
}

const keys = ["url", "type", "width", "height", "bytes", "start", "final", "day"] as const;

/** A line that is no entry: its number, from 1 on, and what is wrong with it. */
export interface LedgerProblem {
  readonly line: number;
  readonly message: string;
}

/** Entries by URL; of a URL that stands twice (two branches merged), the later day. */
export function readLedger(text: string): {
  readonly entries: Map<string, LedgerEntry>;
  readonly problems: readonly LedgerProblem[];
} {
  const entries = new Map<string, LedgerEntry>();
  const problems: LedgerProblem[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const entry = entryOf(line);
    if (typeof entry === "string") problems.push({ line: index + 1, message: entry });
    else if ((entries.get(entry.url)?.day ?? "") <= entry.day) entries.set(entry.url, entry);
  }
  return { entries, problems };
}

function entryOf(line: string): LedgerEntry | string {
  if (/^(<{7}|={7}|>{7})/.test(line))
    return t("probe.ledger.conflict", "merge conflict: keep the lines of both sides and remove the conflict markers");
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch (error) {
    return t("probe.ledger.json", "not a line of JSON ({message})", { message: (error as Error).message });
  }
  const entry = { ...(data as Partial<LedgerEntry>) };
  if (typeof entry.url !== "string" || !URL.canParse(entry.url))
    return t("probe.ledger.url", '"url" is missing or not absolute');
  if (typeof entry.day !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(entry.day))
    return t("probe.ledger.day", '"day" is missing or not a date such as 2026-11-24');
  for (const key of ["width", "height", "bytes"] as const)
    if (entry[key] != null && !(Number.isInteger(entry[key]) && (entry[key] as number) >= 0))
      return t("probe.ledger.integer", '"{key}" is not an integer', { key });
  for (const key of ["type", "start", "final"] as const)
    if (entry[key] != null && typeof entry[key] !== "string")
      return t("probe.ledger.string", '"{key}" is not a string', { key });
  return Object.fromEntries(keys.map((key) => [key, entry[key] ?? null])) as unknown as LedgerEntry;
}

/** In the order of code units, which no locale changes. */
export function writeLedger(entries: Iterable<LedgerEntry>): string {
  return [...entries]
    .sort((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : 0))
    .map((entry) => `${JSON.stringify(Object.fromEntries(keys.map((key) => [key, entry[key]])))}\n`)
    .join("");
}

/** What to note of a picture that is there. */
export function entryFor(fact: ImageFact, day: string): LedgerEntry {
  const { url, type, width, height, bytes, start, finalUrl } = fact;
  const final = finalUrl === undefined || finalUrl === url ? null : finalUrl;
  return {
    url,
    type: type ?? null,
    width: width ?? null,
    height: height ?? null,
    bytes: bytes ?? null,
    start: start ?? null,
    final,
    day,
  };
}

/** In which of what both know they differ: `400x299 -> 120x90`. Empty: the same picture, as far as can be told. */
export function differences(before: LedgerEntry, after: LedgerEntry): string[] {
  const told: string[] = [];
  const compare = (a: string | number | null, b: string | number | null, name = (change: string) => change) => {
    if (a !== null && b !== null && a !== b) told.push(name(`${a} -> ${b}`));
  };
  const size = ({ width, height }: LedgerEntry) => (width === null || height === null ? null : `${width}x${height}`);
  compare(before.type, after.type);
  compare(size(before), size(after));
  compare(before.bytes, after.bytes, (change) => t("probe.ledger.bytes", "bytes {change}", { change }));
  if (told.length === 0 && before.start !== null && after.start !== null && before.start !== after.start)
    told.push(t("probe.ledger.content", "same size, different content"));
  return told;
}
