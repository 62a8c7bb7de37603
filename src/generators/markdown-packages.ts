/** Packages that change how Markdown is read. */
import type { Dialect } from "../article/types.js";

/**
 * With plugins such as `remark-cjk-friendly`, punctuation does not keep Chinese text from being bold. VitePress has one since
 * version 2.
 */
export function cjkFriendly(packages: ReadonlyMap<string, string>): Partial<Dialect> {
  const hasPlugin = [...packages.keys()].some((name) => name.includes("cjk-friendly"));
  const vitepress = Number(/\d+/.exec(packages.get("vitepress") ?? "")?.[0] ?? 0);
  return hasPlugin || vitepress >= 2 ? { emphasis: "ascii" } : {};
}
