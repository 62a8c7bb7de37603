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

/** In which `<center>` does not begin a block. */
const dependencies = { markdown: "==3.4.1" };

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
    dependencies,
    exceptions: {},
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
    dependencies,
    exceptions: {},
  },
];
