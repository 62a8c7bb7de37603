/** Whether the folder of the built site is newer than all that it is made of, and what is in it. */
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { GeneratorPlan } from "../generators/index.js";
import type { RouteIndex } from "../generators/routes/types.js";
import type { BuiltPage } from "./model.js";

/** Generators that write all pages anew in each build, and leave those of articles that are gone. */
const leavesPages = new Set(["hugo", "eleventy"]);

/**
 * `builtSince`: the time before which pages in the built site are left from earlier builds, in milliseconds since 1970. `builtWhole`:
 * whether all articles are in it. Empty if there is no built site, or if an article or setting is newer than it.
 *
 * @param root absolute path of the site.
 * @param output absolute path of the built site.
 */
export function builtOutput(
  { id }: Pick<GeneratorPlan, "id">,
  root: string,
  output: string,
  { articles, copies }: Pick<RouteIndex, "articles" | "copies">,
): Pick<RouteIndex, "builtSince" | "builtWhole"> {
  if (output === path.resolve(root) || !existsSync(output)) return {};
  const build = newestPage(output);
  if (build === undefined) return {};
  let newest = 0;
  const folders = new Set<string>([root]);
  const see = (file: string): boolean => {
    const modified = modifiedAt(file) ?? 0;
    newest = Math.max(newest, modified);
    return modified <= build;
  };
  for (const [file] of articles) {
    const absolute = path.join(root, file);
    if (!see(absolute)) return {};
    folders.add(path.dirname(absolute));
  }
  for (const [, file] of copies) if (!see(path.join(root, file))) return {};
  // The time of a folder says when a file in it was added or removed. That of the root also changes with the output.
  for (const folder of folders) if (folder !== path.resolve(root) && !see(folder)) return {};
  for (const entry of readdirSync(root, { withFileTypes: true }))
    if (entry.isFile() && !see(path.join(root, entry.name))) return {};
  return {
    builtSince: leavesPages.has(id) ? newest : 0,
    // The page of an article is missing after a build that has failed, that still runs, or that had other settings.
    builtWhole: articles.every(([, route]) => route.state !== "page" || existsSync(path.join(output, route.output))),
  };
}

/** The time of the page that was written last. */
function newestPage(output: string): number | undefined {
  let newest: number | undefined;
  for (const file of pageFiles(output)) {
    const modified = modifiedAt(file);
    if (modified !== undefined && modified > (newest ?? 0)) newest = modified;
  }
  return newest;
}

/**
 * The pages of the built site.
 *
 * @param since see `RouteIndex.builtSince`.
 */
export const pagesIn = (output: string, since: number): BuiltPage[] =>
  pageFiles(output)
    .filter((file) => (modifiedAt(file) ?? 0) >= since)
    .sort()
    .map((file) => ({ file, output: path.relative(output, file).replaceAll(path.sep, "/") }));

const pageFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) =>
    entry.isFile() && /\.html?$/i.test(entry.name) ? [path.join(entry.parentPath, entry.name)] : [],
  );

const modifiedAt = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.mtimeMs;
