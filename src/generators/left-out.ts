/** The files of a site of which its generator makes no articles: layouts, includes, built output, and other formats. */
import path from "node:path";
import { isWithin } from "../platform/tree.js";
import { pathWith } from "./settings.js";
import type { LeftOut, Profile, Site } from "./types.js";

/**
 * @param site `undefined` if its files were not found.
 * @returns for the absolute path of a folder, which of its files to leave out.
 */
export function leftOutOf({ name, content }: Profile, site: Site | undefined): (folder: string) => LeftOut | undefined {
  if (!site || name === undefined) return () => undefined;
  const { root, settings } = site;
  const pathsOf = (patterns: readonly string[]) =>
    patterns.flatMap((pattern) => {
      const found = pathWith(pattern, settings);
      return found === undefined || found.startsWith("..") ? [] : [path.resolve(root, found)];
    });
  // A folder that holds the whole site, as output in `.`, is not left out.
  const folders = pathsOf(content.ignores).filter((folder) => folder !== path.resolve(root));
  const copied = pathsOf(content.roots);
  const partialIn = (folder: string): string | undefined => {
    const parts = path.relative(root, folder).split(path.sep);
    const at = parts.findIndex((part) => content.partials?.test(part));
    return at === -1 ? undefined : path.resolve(root, ...parts.slice(0, at + 1));
  };
  return (folder) => {
    const whole = folders.find((one) => isWithin(folder, one)) ?? partialIn(folder);
    if (whole !== undefined) return { generator: name, folder: whole };
    // Files that the generator copies are pages, too.
    const isCopied = copied.some((one) => isWithin(folder, one));
    const except = content.mayReadOthers || isCopied ? {} : { except: content.extensions };
    return { generator: name, ...except, ...(content.partials && { partials: content.partials }) };
  };
}
