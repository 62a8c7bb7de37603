/** The recordings of pages, with the settings of their sites and what stet reads otherwise. docs/generators.md has the reasons. */
import type { PageSite } from "./compare.js";

/** The alternative text is the source in marked and kramdown, and markdown-it leaves code out of it. */
const alternative = "image-markup-in-alt";

/** Written as an HTML character reference in the alternative text; how far a quoted URL goes. */
const ofHugo = ["image-quotes", "url-bare-end"];

export const pageSites: readonly PageSite[] = [
  {
    name: "hexo",
    id: "hexo",
    settings: {},
    dependencies: { "hexo-renderer-marked": "7" },
    exceptions: [
      alternative,
      // What marked does otherwise than CommonMark.
      "blank-lines-of-spaces",
      "emphasis-odd",
      "entities",
      "link-nested",
      "link-space-between",
      // The renderer makes a list of the first definition of a paragraph.
      "definition-list",
    ],
  },
  {
    name: "hexo-markdown-it",
    id: "hexo",
    settings: {},
    dependencies: { "hexo-renderer-markdown-it": "7" },
    exceptions: [alternative, "heading-entities", "link-space-between", "url-bare-entities"],
  },
  {
    name: "jekyll",
    id: "jekyll",
    settings: {},
    exceptions: [
      alternative,
      // Tables of kramdown: lines with bars, with or without a delimiter row.
      "table-after-text",
      "table-ended",
      "table-escaped",
      "table-wrong-delimiter",
      "wiki-link",
      // HTML that kramdown shows as text; html/unclosed and html/stray-end-tag report most of it.
      "html-attributes",
      "html-inline-over-blank-line",
      "html-link-around-blocks",
      "html-stray-end",
      "url-bare-html",
      // Blocks and spans that kramdown does not read as CommonMark does.
      "autolink",
      "code-fence-title",
      "code-span",
      "emphasis-odd",
      "escapes",
      "heading-empty",
      "heading-setext",
      "link-nested",
      "link-parentheses",
      "link-reference-next-line",
      "list-empty-items",
    ],
  },
  { name: "hugo", id: "hugo", settings: {}, exceptions: ofHugo },
  {
    name: "hugo-unsafe",
    id: "hugo",
    settings: { markup: { goldmark: { renderer: { unsafe: true } } } },
    exceptions: ofHugo,
  },
  {
    name: "eleventy",
    id: "eleventy",
    settings: { dir: {} },
    dependencies: { "@11ty/eleventy": "^3.1.8" },
    exceptions: [alternative],
  },
];
