/**
 * What was noted of the articles of a site, kept for the next run: a file per site in the cache folder, a line per
 * article, with a checksum over all. Whatever is wrong with it, it is as if it were not there.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { SitePlan } from "../../config/types.js";
import type { Summaries } from "../../lint/index.js";
import { replaceFile } from "../../platform/atomic-write.js";
import { cacheDirectory } from "../../platform/cache-directory.js";

/** What was noted of one article, true as long as the file has this size and time and is read and judged like this. */
export interface Note {
  readonly size: number;
  readonly mtimeMs: number;
  /** See `planKey`. */
  readonly plan: string;
  readonly summaries: Summaries;
}

/** Notes by path, relative to the site's base. */
export type Notes = ReadonlyMap<string, Note>;

/** A change of this format needs another name. */
const format = "stet site 1";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

const fileOf = ({ base, content }: SitePlan): string =>
  path.join(cacheDirectory(), "sites", `${digest(JSON.stringify([base, content])).slice(0, 32)}.jsonl`);

export async function readNotes(site: SitePlan): Promise<Notes> {
  try {
    const text = await readFile(fileOf(site), "utf8");
    const end = text.indexOf("\n");
    const lines = text.slice(end + 1);
    if (text.slice(0, end) !== `${format} ${digest(lines)}`) return new Map();
    const notes = new Map<string, Note>();
    for (const line of lines.split("\n")) {
      if (line === "") continue;
      const [name, size, mtimeMs, plan, summaries] = JSON.parse(line) as [string, number, number, string, Summaries];
      notes.set(name, { size, mtimeMs, plan, summaries });
    }
    return notes;
  } catch {
    return new Map();
  }
}

/** Replaces the file as a whole, so that runs side by side read one or the other. A cache that cannot be kept is none. */
export async function writeNotes(site: SitePlan, notes: Notes): Promise<void> {
  try {
    const lines = [...notes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { size, mtimeMs, plan, summaries }]) => JSON.stringify([name, size, mtimeMs, plan, summaries]))
      .join("\n");
    await replaceFile(fileOf(site), `${format} ${digest(lines)}\n${lines}`, { mode: 0o600, folderMode: 0o700 });
  } catch {
    // No space, no permission: the next run reads the articles again.
  }
}
