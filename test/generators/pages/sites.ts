/** The recordings of pages, with the settings of their sites and what stet reads otherwise. */
import type { PageSite } from "./compare.js";

export const pageSites: readonly PageSite[] = [
  {
    name: "hexo",
    id: "hexo",
    settings: {},
    dependencies: { "hexo-renderer-marked": "7" },
    exceptions: {},
  },
  {
    name: "hexo-markdown-it",
    id: "hexo",
    settings: {},
    dependencies: { "hexo-renderer-markdown-it": "7" },
    exceptions: {},
  },
  {
    name: "jekyll",
    id: "jekyll",
    settings: {},
    exceptions: {},
  },
  { name: "hugo", id: "hugo", settings: {}, exceptions: {} },
  {
    name: "hugo-unsafe",
    id: "hugo",
    settings: { markup: { goldmark: { renderer: { unsafe: true } } } },
    exceptions: {},
  },
  {
    name: "eleventy",
    id: "eleventy",
    settings: { dir: {} },
    dependencies: { "@11ty/eleventy": "^3.1.8" },
    exceptions: {},
  },
];
