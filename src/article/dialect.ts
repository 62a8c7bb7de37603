/** How an article is read if the configuration does not choose a dialect. */
import type { Dialect, SiteGenerator } from "./types.js";

const commonMark: Dialect = { base: "commonmark", footnotes: true };
/** A renderer that plugins extend: what the article has is what it is written for. */
const extensible: Dialect = { ...commonMark, definitionLists: true, admonitions: true };
/** Docusaurus, Next.js and others also compile `.md` files as MDX. */
const unknown: Dialect = { ...extensible, mayBeMdx: true };

/** What the Markdown of each generator has by default. The others have plugins for all of it. */
const known: { readonly [name in SiteGenerator["name"]]?: Dialect } = {
  // kramdown, https://kramdown.gettalong.org/syntax.html
  Jekyll: { ...commonMark, definitionLists: true },
  // goldmark, https://gohugo.io/configuration/markup/#goldmark
  Hugo: { ...commonMark, definitionLists: true },
  // remark with remark-gfm
  Astro: commonMark,
  Docusaurus: commonMark,
  "Next.js": commonMark,
  // pulldown-cmark, https://rust-lang.github.io/mdBook/format/markdown.html
  mdBook: commonMark,
};

function markdownOf(generator: SiteGenerator): Dialect {
  const dialect = known[generator.name] ?? extensible;
  if (!generator.readsWholeElements) return dialect;
  return { ...dialect, wholeElements: generator.name === "Jekyll" ? "kramdown" : "python-markdown" };
}
/** As @mdx-js/mdx reads it with plugins that are common: without its configuration, a formula is not an error. */
const mdx: Dialect = { base: "mdx", containers: true, math: true };
/** Docusaurus accepts more than the compiler of MDX. */
export const anyMdx: Dialect = { ...mdx, htmlComments: true, headingIds: true };

/** The dialect of a file, by its extension. MDX is compiled, so what some generator compiles is right without a known one. */
export function dialectOf(path: string, generator: SiteGenerator | undefined): Dialect {
  if (!/\.mdx$/i.test(path)) return generator ? markdownOf(generator) : unknown;
  return generator?.name === "Astro" ? mdx : anyMdx;
}
