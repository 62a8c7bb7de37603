/** Packages that change how Markdown is read. */
import type { Dialect } from "../article/types.js";

/** What the plugins of a site read. */
export function pluginsIn(packages: ReadonlyMap<string, string>): Partial<Dialect> {
  const hasSizes = [...packages.keys()].some((name) => /im(?:g|age)?-?size|markdown-it-plus/.test(name));
  return { ...cjkFriendly(packages), ...(hasSizes && { imageSizes: true }) };
}

/**
 * With plugins such as `remark-cjk-friendly`, punctuation does not keep Chinese text from being bold. VitePress has one since
 * version 2.
 */
function cjkFriendly(packages: ReadonlyMap<string, string>): Partial<Dialect> {
  const hasPlugin = [...packages.keys()].some((name) => name.includes("cjk-friendly"));
  const vitepress = Number(/\d+/.exec(packages.get("vitepress") ?? "")?.[0] ?? 0);
  return hasPlugin || vitepress >= 2 ? { emphasis: "ascii" } : {};
}
