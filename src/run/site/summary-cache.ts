/**
 * Caches the summaries of a site's articles for the next run. One file per site in the cache folder, with one line per
 * article and a checksum. A damaged file counts as missing.
 */
import { createHash } from "node:crypto";
import path from "node:path";
import type { SitePlan } from "../../config/types.js";
import type { Summaries } from "../../lint/index.js";
import { replaceFile } from "../../platform/atomic-write.js";
import { cacheFolder } from "../../platform/cache-directory.js";
import { readOwn } from "../../platform/disk.js";

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

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

function fileOf({ base, content }: SitePlan): string | undefined {
  const folder = cacheFolder("sites");
  return folder && path.join(folder, `${digest(JSON.stringify([base, content])).slice(0, 32)}.jsonl`);
}

export async function readSummaries(site: SitePlan): Promise<SummaryCache> {
  try {
    const file = fileOf(site);
    if (file === undefined) return new Map();
    const text = readOwn(file);
    const end = text.indexOf("\n");
    const lines = text.slice(end + 1);
    if (text.slice(0, end) !== `${format} ${digest(lines)}`) return new Map();
    const cached = new Map<string, CachedSummaries>();
    for (const line of lines.split("\n")) {
      if (line === "") continue;
      const [name, size, mtimeMs, plan, summaries] = JSON.parse(line) as [string, number, number, string, Summaries];
      cached.set(name, { size, mtimeMs, plan, summaries });
    }
    return cached;
  } catch {
    return new Map();
  }
}

/** Replaces the file as a whole, so that parallel runs read a complete file. */
export async function writeSummaries(site: SitePlan, cached: SummaryCache): Promise<void> {
  try {
    const file = fileOf(site);
    if (file === undefined) return;
    const lines = [...cached]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { size, mtimeMs, plan, summaries }]) => JSON.stringify([name, size, mtimeMs, plan, summaries]))
      .join("\n");
    await replaceFile(file, `${format} ${digest(lines)}\n${lines}`, { mode: 0o600, folderMode: 0o700, follow: false });
  } catch {
    // No space or no permission: the next run reads the articles again.
  }
}
