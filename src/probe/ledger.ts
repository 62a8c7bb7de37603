/**
 * The ledger of a site's images, which is committed to Git: one line of JSON per URL, sorted, so that diffs are
 * readable and merges work line by line. Images in the ledger need no request.
 */
import { t } from "../platform/i18n.js";
import { jsonProblem } from "../platform/json-problem.js";
import type { ImageFact } from "./types.js";

export interface LedgerEntry {
  /** Normalized, as in articles. */
  readonly url: string;
  readonly type: string | null;
  /** Pixels as shown. */
  readonly width: number | null;
  readonly height: number | null;
  /** Of the whole file. */
  readonly bytes: number | null;
  /** SHA-256 (hexadecimal) of the first 4,096 bytes. */
  readonly start: string | null;
  /** The URL after redirects, if it is another one. */
  readonly final: string | null;
  /** The first day on which the image had these values: `2026-11-24`, UTC. */
  readonly day: string;
}

const keys = ["url", "type", "width", "height", "bytes", "start", "final", "day"] as const;

/** An invalid line: its number, from 1 on, and the error. */
export interface LedgerProblem {
  readonly line: number;
  readonly message: string;
}

/** Entries by URL. If a URL occurs twice (after a merge of two branches), the later day wins. */
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
    return t("probe.ledger.json", "not a line of JSON ({message})", { message: jsonProblem(error) });
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

/** Sorted by code units, independent of the locale. */
export function writeLedger(entries: Iterable<LedgerEntry>): string {
  return [...entries]
    .sort((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : 0))
    .map((entry) => `${JSON.stringify(Object.fromEntries(keys.map((key) => [key, entry[key]])))}\n`)
    .join("");
}

/** The entry for an image that was found. */
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

/** The known values that differ: `400x299 -> 120x90`. Empty if the images are the same as far as known. */
export function differences(before: LedgerEntry, after: LedgerEntry): string[] {
  const changes: string[] = [];
  const compare = (a: string | number | null, b: string | number | null, name = (change: string) => change) => {
    if (a !== null && b !== null && a !== b) changes.push(name(`${a} -> ${b}`));
  };
  const size = ({ width, height }: LedgerEntry) => (width === null || height === null ? null : `${width}x${height}`);
  compare(before.type, after.type);
  compare(size(before), size(after));
  compare(before.bytes, after.bytes, (change) => t("probe.ledger.bytes", "bytes {change}", { change }));
  if (changes.length === 0 && before.start !== null && after.start !== null && before.start !== after.start)
    changes.push(t("probe.ledger.content", "same size, different content"));
  return changes;
}
