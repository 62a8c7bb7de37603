/**
 * Keeps what the front matter of a site's files says for the next run, which then reads only what has changed: one file per
 * site, with one line per source file.
 */

import path from "node:path";
import type { FrontMatterData } from "../generators/routes/types.js";
import { buildKey } from "../platform/build-key.js";
import { cacheFolder } from "../platform/cache-directory.js";
import { isSettled } from "../platform/file-stamp.js";
import { isRecord } from "../platform/is-record.js";
import { readLines, writeLines } from "../platform/line-cache.js";
import { sha256Of } from "../platform/sha256.js";

/** Size in bytes and time in milliseconds. */
export interface SeenFile {
  readonly size: number;
  readonly mtimeMs: number;
}

export interface FrontMatterMemory {
  /**
   * The front matter of a file.
   *
   * @param file relative to the root of the site.
   * @param read reads the file. Called only if it has changed, or if it is asked for a date that was not asked for before.
   */
  recall(file: string, seen: SeenFile, read: () => FrontMatterData | undefined): FrontMatterData | undefined;
  /** Writes what the next run may use. */
  keep(): Promise<void>;
}

/** A date as in `FrontMatterData`; `null` if there is none. */
type KeptDate = readonly [number, number] | "fails" | null;

interface Kept extends SeenFile {
  /** `undefined` if the file has no front matter. */
  readonly front: Omit<FrontMatterData, "date"> | undefined;
  /** By key, those that were asked for. */
  readonly dates: Map<string, KeptDate>;
}

type Line = readonly [
  file: string,
  size: number,
  mtimeMs: number,
  front?: readonly [data: FrontMatterData["data"], failed: 0 | 1, dates: readonly (readonly [string, KeptDate])[]],
];

/** Change it when the format changes. */
const format = "stet front matter 1";

/**
 * @param root absolute path of the site.
 * @param key everything that the reading of front matter depends on, besides the build of stet.
 */
export function openFrontMatterMemory(root: string, key: string): FrontMatterMemory {
  const folder = cacheFolder("sites");
  const file = folder && path.join(folder, `${sha256Of(root).slice(0, 32)}-front.jsonl`);
  const head = `${format} ${sha256Of(JSON.stringify([buildKey(), key]))}`;
  const before = keptIn(file === undefined ? [] : readLines(file, head, isLine));
  const after = new Map<string, Kept>();
  let hasNews = false;

  const withDates = (
    { data, failed }: Omit<FrontMatterData, "date">,
    dates: Kept["dates"],
    read: () => FrontMatterData | undefined,
  ): FrontMatterData => ({
    data,
    failed,
    date(key) {
      const known = dates.get(key);
      if (known !== undefined) return known ?? undefined;
      const date = read()?.date(key);
      dates.set(key, date ?? null);
      hasNews = true;
      return date;
    },
  });

  return {
    recall(name, { size, mtimeMs }, read) {
      const known = after.get(name) ?? before.get(name);
      if (known?.size === size && known.mtimeMs === mtimeMs) {
        after.set(name, known);
        return known.front && withDates(known.front, known.dates, read);
      }
      const readAt = Date.now();
      const front = read();
      if (!isSettled({ mtimeMs, readAt }) || (front && !isPlain(front.data))) return front;
      hasNews = true;
      const dates: Kept["dates"] = new Map();
      after.set(name, { size, mtimeMs, front: front && { data: front.data, failed: front.failed }, dates });
      return front && withDates(front, dates, () => front);
    },
    async keep() {
      if (file === undefined || (!hasNews && after.size === before.size)) return;
      const lines = [...after].map(
        ([name, { size, mtimeMs, front, dates }]): Line =>
          front ? [name, size, mtimeMs, [front.data, front.failed ? 1 : 0, [...dates]]] : [name, size, mtimeMs],
      );
      await writeLines(file, head, lines);
    },
  };
}

function isLine(value: unknown): value is Line {
  if (!Array.isArray(value)) return false;
  const [name, size, mtimeMs, kept] = value;
  return (
    typeof name === "string" &&
    typeof size === "number" &&
    typeof mtimeMs === "number" &&
    (kept === undefined ||
      (Array.isArray(kept) && isRecord(kept[0]) && Array.isArray(kept[2]) && kept[2].every(isDated)))
  );
}

const isDated = (value: unknown): boolean =>
  Array.isArray(value) && typeof value[0] === "string" && isKeptDate(value[1]);

const isKeptDate = (value: unknown): boolean =>
  value === null ||
  value === "fails" ||
  (Array.isArray(value) && value.length === 2 && value.every((moment) => typeof moment === "number"));

const keptIn = (lines: readonly Line[]): Map<string, Kept> =>
  new Map(
    lines.map(([name, size, mtimeMs, kept]) => {
      const [data, failed, dates] = kept ?? [];
      return [name, { size, mtimeMs, front: data && { data, failed: failed === 1 }, dates: new Map(dates) }];
    }),
  );

/** Whether JSON keeps the value as it is. */
function isPlain(value: unknown): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== "object") return false;
  if (Array.isArray(value)) return value.every(isPlain);
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every(isPlain);
}
