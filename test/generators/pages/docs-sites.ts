/** The recordings of pages of generators for documentation, with the settings of their sites. */
import type { PageSite } from "./compare.js";
import { mdxPages } from "./mdx.js";
import { pythonMarkdownPages } from "./python-markdown.js";
import { vuePages } from "./vue.js";

/** VitePress puts `./` before paths, and `.html` after them. */
const withoutHtml = (url: string): string =>
  /^[a-z]+:/i.test(url) ? url : url.replace(/^(?:\.\/)+/, "").replace(/\.(?:html|md)(?=$|#)/, "");

/** Docusaurus resolves paths from the address of the page, which is in the root. */
const absolute = (url: string): string => (/^(?:[a-z]+:|[#/{]|$)/i.test(url) ? url : `/${url}`);

const ofPython = {
  "html-center": "Since Python-Markdown 3.5, center is a block of HTML; stet reads it so.",
  "python-reference":
    "A space may be between a text and its reference, if the reference is defined; stet reads two references.",
};

export const docsSites: readonly PageSite[] = [
  { name: "astro", id: "astro", settings: {}, articles: mdxPages, exceptions: {} },
  {
    name: "docusaurus",
    id: "docusaurus",
    settings: { markdown: { format: "detect" } },
    version: "^3.0.0",
    articles: mdxPages,
    written: absolute,
    exceptions: {},
  },
  {
    name: "vitepress",
    id: "vitepress",
    settings: {},
    articles: vuePages,
    written: withoutHtml,
    exceptions: {},
  },
  {
    name: "mkdocs",
    id: "mkdocs",
    settings: { site_name: "Ferry" },
    articles: pythonMarkdownPages,
    exceptions: ofPython,
  },
  {
    name: "mkdocs-extensions",
    id: "mkdocs",
    settings: {
      site_name: "Ferry",
      markdown_extensions: [
        ...["abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", { toc: { permalink: true } }],
        ...[
          "caret",
          "details",
          "keys",
          "magiclink",
          "mark",
          "snippets",
          "superfences",
          "tabbed",
          "tasklist",
          "tilde",
        ].map((name) => `pymdownx.${name}`),
      ],
    },
    articles: pythonMarkdownPages,
    exceptions: ofPython,
  },
];
