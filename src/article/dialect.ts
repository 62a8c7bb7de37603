/** The dialects of Markdown, and which of them an article is read in if the configuration does not choose one. */
import type { Dialect, SiteGenerator } from "./types.js";

export const commonMark: Dialect = { base: "commonmark", footnotes: true };
/** A renderer that plugins extend: what the article has is what it is written for. */
export const extensible: Dialect = { ...commonMark, definitionLists: "perhaps", admonitions: true };
/** What other programs read although CommonMark does not; see "Text instead of markup" in docs/generators.md. */
export const kramdown = { emphasis: "kramdown", spacesInUrls: true, looseTables: true } as const;
export const pythonMarkdown = {
  emphasis: "python-markdown",
  headings: "no-space",
  spacesInUrls: true,
  looseTags: true,
  unusedFootnotes: "shown",
  foreignReferences: true,
} as const;
export const marked = {
  emphasis: "marked",
  headings: "any-space",
  openParentheses: true,
  unusedFootnotes: "unknown",
} as const;
/** A program that is not known may read everything that some program reads. */
export const unknownProgram = {
  ...marked,
  ...kramdown,
  ...pythonMarkdown,
  emphasis: "unknown",
  unusedFootnotes: "unknown",
  wideDelimiterRows: true,
  imageSizes: true,
} as const;

/** As @mdx-js/mdx reads it with plugins that are common: without its configuration, a formula is not an error. */
export const mdx: Dialect = { base: "mdx", containers: true, math: true };
/** Docusaurus accepts more than the compiler of MDX. */
export const anyMdx: Dialect = { ...mdx, htmlComments: true, headingIds: true };

const extensibleOrMdx: Dialect = { ...extensible, mayBeMdx: true };

/** The dialect of a file. Without a known generator, its extension decides, and what some generator compiles is right. */
export function dialectOf(
  path: string,
  data: Readonly<Record<string, unknown>>,
  generator: SiteGenerator | undefined,
): Dialect {
  if (generator) return generator.dialect(data);
  // Docusaurus, Next.js and others also compile `.md` files as MDX.
  return isMdxFile(path) ? anyMdx : extensibleOrMdx;
}

export const isMdxFile = (path: string): boolean => /\.mdx$/i.test(path);
