/** A built site: the folder of pages and files that a generator writes, and that a web server shows as it is. */
import path from "node:path";
import { existsSync } from "../platform/observed-fs.js";
import { isWithin } from "../platform/tree.js";
import { built } from "./built-profile.js";
import { markdownReader } from "./markdown.js";
import { builtRoutes } from "./routes/built.js";
import type { GeneratorPlan } from "./types.js";

/** The absolute path of the folder that a generator writes; `undefined` if it is not known. */
export const outputFolderOf = ({ root, routes }: Pick<GeneratorPlan, "root" | "routes">): string | undefined =>
  root === undefined || routes?.outputFolder === undefined ? undefined : path.resolve(root, routes.outputFolder);

/** The built site of a generator, if the folder is in it. */
export function builtSite(plan: GeneratorPlan, folder: string): string | undefined {
  const output = outputFolderOf(plan);
  const isOwn = output !== undefined && output !== path.resolve(plan.root ?? "");
  return isOwn && isWithin(folder, output) && existsSync(output) ? output : undefined;
}

/** Files that are in the root of a site only, or in those of its languages. */
const rootFiles = ["sitemap.xml", "robots.txt", "404.html", ".nojekyll", "_redirects"];

/**
 * The root of a built site of which nothing else is known: the nearest folder with such a file, or the highest with `index.html`.
 *
 * @param sourceFiles names of files that are in the sources of a site, but not in a built one.
 */
export function builtRoot(folder: string, sourceFiles: readonly string[]): string | undefined {
  const hasOne = (at: string, names: readonly string[]) => names.some((name) => existsSync(path.join(at, name)));
  let highest: string | undefined;
  for (let at = folder; ; at = path.dirname(at)) {
    if (hasOne(at, rootFiles))
      return aboveLanguages(at, (parent) => hasOne(parent, rootFiles) && !hasOne(parent, sourceFiles));
    if (existsSync(path.join(at, "index.html"))) highest = at;
    if (path.dirname(at) === at) return highest;
  }
}

/** Hugo and Docusaurus also write a sitemap and a 404 page into the folder of each language. */
function aboveLanguages(folder: string, isRoot: (folder: string) => boolean): string {
  let at = folder;
  for (let parent = path.dirname(at); parent !== at && isRoot(parent); parent = path.dirname(at)) at = parent;
  return at;
}

/**
 * @param root absolute path of the built site; `undefined` if it is not known, so that no address is known either.
 * @param generator that made the site, if it is known.
 * @param isChosen whether the configuration says that these files are a built site, and not which folder is one.
 */
export function builtPlan(
  root: string | undefined,
  generator: GeneratorPlan | undefined,
  isChosen: boolean,
): GeneratorPlan {
  const site = root === undefined ? undefined : { profile: built, root, settings: {} };
  const routes = root === undefined ? undefined : builtRoutes(root, generator?.routes);
  return {
    id: "built",
    name: "built site",
    key: JSON.stringify(["built", routes?.key]),
    root,
    unpublished: () => undefined,
    reads: () => false,
    readsWholeElements: false,
    markdown: markdownReader(built, site),
    // It is searched only if its path is given.
    leftOut: () => (isChosen || root === undefined ? undefined : { generator: generator?.name, folder: root }),
    addressKeys: () => [],
    routes,
  };
}
