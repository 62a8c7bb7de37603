/** The page of a path of Astro. */
import type { Route } from "./types.js";

/** How Astro writes pages. */
export interface AstroOutput {
  /** `build.format`. */
  readonly format: "directory" | "file" | "preserve";
  /** `trailingSlash` is `never`. */
  readonly isBare: boolean;
}

/** The page at a path without slashes at its ends: `guides/a`; `""` for the home page. */
export function astroPage(
  path: string,
  { format, isBare }: AstroOutput,
  isIndex = false,
): Route & { readonly state: "page" } {
  if (path === "") return { state: "page", url: "/", output: "index.html", aliases: [] };
  const inFolder = format === "directory" ? path !== "404" && path !== "500" : format === "preserve" && isIndex;
  return {
    state: "page",
    url: isBare || !inFolder ? `/${path}` : `/${path}/`,
    output: inFolder ? `${path}/index.html` : `${path}.html`,
    aliases: [],
  };
}
