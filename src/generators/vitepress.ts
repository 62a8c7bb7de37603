import { extensible } from "../article/dialect.js";
import { grayMatterFence, isUnblank } from "./fences.js";
import { pluginsIn } from "./markdown-packages.js";
import type { Profile } from "./types.js";

/** The root of the site is the folder that holds `.vitepress`. */
export const vitepress: Profile = {
  id: "vitepress",
  name: "VitePress",
  // https://vitepress.dev/reference/site-config#config-resolution
  config: [
    ".vitepress/config.js",
    ".vitepress/config.ts",
    ".vitepress/config.mjs",
    ".vitepress/config.mts",
    ".vitepress/config/index.js",
    ".vitepress/config/index.ts",
    ".vitepress/config/index.mts",
  ],
  detect: [{ files: [".vitepress"] }],
  // https://vitepress.dev/guide/routing#root-and-source-directory
  content: {
    folders: ["{srcDir|.}"],
    extensions: [".md"],
    ignores: [".vitepress/", "{outDir|.vitepress/dist}/"],
    roots: ["{srcDir|.}/public"],
  },
  // https://vitepress.dev/reference/frontmatter-config; themes decide what dates and switches mean.
  frontMatter: {
    yaml: "js-yaml-3",
    reads: isUnblank,
    reader: () => ({
      library: "js-yaml",
      // https://vitepress.dev/reference/frontmatter-config#title
      titleIsHeading: true,
      unreadFence: grayMatterFence(["yaml", "yml", "json", "js", "javascript"]),
      dateKeys: [],
      date: () => undefined,
      switches: {},
    }),
  },
  // https://vitepress.dev/guide/using-vue, https://vitepress.dev/guide/markdown#custom-containers
  markdown: { parser: "markdown-it", dialect: { ...extensible, vue: true, containers: true }, ofPackages: pluginsIn },
  init: { preset: "markdown-docs" },
};
