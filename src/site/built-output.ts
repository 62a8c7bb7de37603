/** Whether the folder of the built site is newer than all that it is made of, and what is in it. */
import type { Dirent } from "node:fs";
import path from "node:path";
import type { GeneratorPlan } from "../generators/index.js";
import type { RouteIndex } from "../generators/routes/types.js";
import { existsSync, modifiedAt, readdirSync } from "../platform/observed-fs.js";
import { turns } from "../platform/turns.js";
import type { BuiltPage } from "./model.js";

/** Generators that write all pages anew in each build, and leave those of articles that are gone. */
const leavesPages = new Set(["hugo", "eleventy"]);

/** Files in the root that a build writes after its pages. */
const writtenByBuild: Readonly<Record<string, string>> = { hexo: "db.json", jekyll: ".jekyll-metadata" };

/** No page is made of the configuration of stet, which `stet init` writes. */
const ofStet = /^stet\.config\.[^.]+$/;

/**
 * `builtSince`: the time before which pages in the built site are left from earlier builds, in milliseconds since 1970. `builtWhole`:
 * whether all articles are in it. Empty if there is no built site, or if an article or setting is newer than it.
 *
 * @param root absolute path of the site.
 * @param output absolute path of the built site.
 */
export async function builtOutput(
  { id }: Pick<GeneratorPlan, "id">,
  root: string,
  output: string,
  { articles, copies }: Pick<RouteIndex, "articles" | "copies">,
): Promise<Pick<RouteIndex, "builtSince" | "builtWhole">> {
  if (output === path.resolve(root) || !existsSync(output)) return {};
  const build = await newestPage(output);
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
  for (const entry of readdirSync(root)) {
    if (!entry.isFile() || entry.name === writtenByBuild[id] || ofStet.test(entry.name)) continue;
    if (!see(path.join(root, entry.name))) return {};
  }
  return {
    builtSince: leavesPages.has(id) ? newest : 0,
    // The page of an article is missing after a build that has failed, that still runs, or that had other settings.
    builtWhole: articles.every(([, route]) => route.state !== "page" || existsSync(path.join(output, route.output))),
  };
}

/** Files and folders of a built site. More are no built site: a setting may say that it is the root of the disk. */
const mostEntries = 1_000_000;

/**
 * The time of the page that was written last. `undefined` if there is none, or if not all can be seen. What goes while the
 * folder is read was no page of a finished build.
 */
async function newestPage(output: string): Promise<number | undefined> {
  let newest: number | undefined;
  for (const file of (await pageFiles(output)) ?? []) {
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
export const pagesIn = async (output: string, since: number): Promise<BuiltPage[]> =>
  ((await pageFiles(output)) ?? [])
    .filter((file) => (modifiedAt(file) ?? 0) >= since)
    .sort()
    .map((file) => ({ file, output: path.relative(output, file).replaceAll(path.sep, "/") }));

/** `undefined` if not all can be seen. */
async function pageFiles(output: string): Promise<string[] | undefined> {
  const turn = turns();
  const folders = [output];
  const files: string[] = [];
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    await turn();
    const entries = entriesOf(folder);
    seen += entries?.length ?? 0;
    if (!entries || seen > mostEntries) return undefined;
    for (const entry of entries) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) folders.push(file);
      else if (entry.isFile() && /\.html?$/i.test(entry.name)) files.push(file);
    }
  }
  return files;
}

/** `undefined` if the folder cannot be read. */
function entriesOf(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined;
  }
}
