/** A built site: the folder of pages and files that a generator writes, and that a web server shows as it is. */
import { existsSync } from "node:fs";
import path from "node:path";
import { isWithin } from "../platform/tree.js";
import { built } from "./built-profile.js";
import { markdownReader } from "./markdown.js";
import { builtRoutes } from "./routes/built.js";
import type { GeneratorPlan } from "./types.js";

/** The built site of a generator, if the folder is in it. */
export function builtSite({ root, routes }: GeneratorPlan, folder: string): string | undefined {
  if (root === undefined || routes?.outputFolder === undefined) return undefined;
  const output = path.resolve(root, routes.outputFolder);
  return output !== path.resolve(root) && isWithin(folder, output) && existsSync(output) ? output : undefined;
}

/** Files that are in the root of a site only. */
const rootFiles = ["sitemap.xml", "robots.txt", "404.html", ".nojekyll", "_redirects"];

/** The root of a built site of which nothing else is known: the nearest folder with such a file, or the highest with `index.html`. */
export function builtRoot(folder: string): string | undefined {
  let highest: string | undefined;
  for (let at = folder; ; at = path.dirname(at)) {
    if (rootFiles.some((name) => existsSync(path.join(at, name)))) return at;
    if (existsSync(path.join(at, "index.html"))) highest = at;
    if (path.dirname(at) === at) return highest;
  }
}

/**
 * @param root absolute path of the built site.
 * @param generator that made the site, if it is known.
 * @param isChosen whether the configuration says that these files are a built site, and not which folder is one.
 */
export function builtPlan(root: string, generator: GeneratorPlan | undefined, isChosen: boolean): GeneratorPlan {
  const site = { profile: built, root, settings: {} };
  const routes = builtRoutes(root, generator?.routes);
  return {
    id: "built",
    name: "built site",
    key: JSON.stringify(["built", routes.key]),
    root,
    unpublished: () => undefined,
    reads: () => false,
    readsWholeElements: false,
    markdown: markdownReader(built, site),
    // It is searched only if its path is given.
    leftOut: () => (isChosen ? undefined : { generator: generator?.name, folder: root }),
    addressKeys: () => [],
    routes,
  };
}
