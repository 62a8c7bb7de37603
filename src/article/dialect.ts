/** How an article is read if the configuration does not choose a dialect. */
import type { Dialect, SiteGenerator } from "./types.js";

const commonMark: Dialect = { base: "commonmark" };
/** Docusaurus, Next.js and others also compile `.md` files as MDX. */
const unknown: Dialect = { ...commonMark, mayBeMdx: true };
/** As @mdx-js/mdx reads it with plugins that are common: without its configuration, a formula is not an error. */
const mdx: Dialect = { base: "mdx", containers: true, math: true };
/** Docusaurus accepts more than the compiler of MDX. */
export const anyMdx: Dialect = { ...mdx, htmlComments: true, headingIds: true };

/** The dialect of a file, by its extension. MDX is compiled, so what some generator compiles is right without a known one. */
export function dialectOf(path: string, generator: SiteGenerator | undefined): Dialect {
  if (!/\.mdx$/i.test(path)) return generator ? commonMark : unknown;
  return generator?.name === "Astro" ? mdx : anyMdx;
}
