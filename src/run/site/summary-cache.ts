/** Caches the summaries of a site's articles for the next run: one file per site, with one line per article. */

import path from "node:path";
import type { SitePlan } from "../../config/types.js";
import type { Summaries } from "../../lint/index.js";
import { cacheFolder } from "../../platform/cache-directory.js";
import { isRecord } from "../../platform/is-record.js";
import { readLines, writeLines } from "../../platform/line-cache.js";
import { sha256Of } from "../../platform/sha256.js";

/** The summaries of one article. Valid while the file has this size and time and the plan has this key. */
export interface CachedSummaries {
  readonly size: number;
  readonly mtimeMs: number;
  /** See `planKey`. */
  readonly plan: string;
  readonly summaries: Summaries;
}

/** By path, relative to the site's base. */
export type SummaryCache = ReadonlyMap<string, CachedSummaries>;

/** Change it when the format changes. */
const format = "stet site 1";

function fileOf({ base, content }: SitePlan): string | undefined {
  const folder = cacheFolder("sites");
  return folder && path.join(folder, `${sha256Of(JSON.stringify([base, content])).slice(0, 32)}.jsonl`);
}

/** One article: its path, and what is cached of it. */
type Line = readonly [name: string, size: number, mtimeMs: number, plan: string, summaries: Summaries];

const isLine = (value: unknown): value is Line => {
  if (!Array.isArray(value)) return false;
  const [name, size, mtimeMs, plan, summaries] = value;
  return (
    typeof name === "string" &&
    typeof size === "number" &&
    typeof mtimeMs === "number" &&
    typeof plan === "string" &&
    isRecord(summaries)
  );
};

export async function readSummaries(site: SitePlan): Promise<SummaryCache> {
  const file = fileOf(site);
  const lines = file === undefined ? [] : readLines(file, format, isLine);
  return new Map(lines.map(([name, size, mtimeMs, plan, summaries]) => [name, { size, mtimeMs, plan, summaries }]));
}

export async function writeSummaries(site: SitePlan, cached: SummaryCache): Promise<void> {
  const file = fileOf(site);
  if (file === undefined) return;
  const lines = [...cached]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { size, mtimeMs, plan, summaries }]): Line => [name, size, mtimeMs, plan, summaries]);
  await writeLines(file, format, lines);
}
