/** The addresses of a built site: those of its files. */
import { builtAddress } from "./built-address.js";
import type { Route, RoutePlan } from "./types.js";

/**
 * @param root absolute path.
 * @param made the addresses of the site as its generator makes them, if it is known.
 */
export function builtRoutes(root: string, made: RoutePlan | undefined): RoutePlan {
  const home = made ? undefined : builtAddress(root);
  const base = made?.base ?? home?.base ?? "/";
  const origin = made?.origin ?? home?.origin;
  return {
    base,
    origin,
    outputFolder: undefined,
    key: JSON.stringify(["built", base, origin]),
    sourceLinks: "as-is",
    copiedFrom: (output) => [output],
    async index(files) {
      const articles: [string, Route][] = [];
      for (const file of files.below("."))
        if (/\.html?$/i.test(file)) {
          const url = `/${file.replace(/(^|\/)index\.html?$/i, "$1")}`;
          articles.push([file, { state: "page", url, output: file, aliases: [] }]);
        }
      return { articles, generated: [], copies: [], gaps: [] };
    },
  };
}
