/** Which folder `images.root` should name, if images that begin with a slash could not be checked without it. */

import path from "node:path";
import { t } from "../platform/i18n.js";
import { exists } from "../platform/paths.js";
import { decodePercent } from "../platform/percent.js";
import type { ImageFact } from "../probe/types.js";

/** The folders that generators and people use for files that are copied. */
const usual = ["public", "static", "source", "docs/public", "src/public", "assets", "content", "docs", "site", "."];

/** So many images are looked up. */
const mostLookups = 20;

/** @returns one note, or nothing if no folder has any of the images. */
export async function rootNotes(images: readonly ImageFact[], cwd: string): Promise<string[]> {
  const unknown = images.filter(({ reason, url }) => reason === "no-root" && url.startsWith("/"));
  const paths = unknown.slice(0, mostLookups).map(({ url }) => /^[^?#]*/.exec(url)?.[0] ?? "");
  if (paths.length === 0) return [];
  let best = { folder: "", found: 0 };
  for (const folder of usual) {
    let found = 0;
    for (const one of paths) if (await exists(path.join(cwd, folder, decodePercent(one)))) found++;
    if (found > best.found) best = { folder, found };
  }
  if (best.found === 0) return [];
  return [
    t(
      "run.root",
      "Images whose URL begins with / were not checked: {count}. Use --images-root {folder} to check them.",
      {
        count: unknown.length,
        folder: best.folder,
      },
    ),
  ];
}
