import { commonMark } from "../article/dialect.js";
import type { Profile } from "./types.js";

/** Next.js has no front matter of its own; each site chooses a package. */
export const next: Profile = {
  id: "next",
  name: "Next.js",
  readsSettings: true,
  // https://nextjs.org/docs/app/api-reference/config/next-config-js
  config: ["next.config.js", "next.config.mjs", "next.config.ts"],
  detect: [{ files: ["next.config.js", "next.config.mjs", "next.config.ts"] }, { dependency: "next" }],
  content: {
    folders: [
      "content",
      "src/content",
      "posts",
      "_posts",
      "blog",
      "articles",
      "data",
      "docs",
      "pages",
      "src/pages",
      "app",
      "src/app",
    ],
    // https://nextjs.org/docs/app/guides/mdx
    extensions: [".md", ".mdx"],
    mayReadOthers: true,
    ignores: ["{distDir|.next}/", "out/"],
    roots: ["public"],
  },
  // https://nextjs.org/docs/app/guides/mdx: each site chooses whether it compiles `.md`.
  markdown: {
    parser: "MDX",
    dialect: commonMark,
    format: () => undefined,
    ofSite: ({ dependencies }) => (dependencies?.has("rehype-slug") ? { headingIdStyle: "rehype-slug" } : {}),
  },
  init: { preset: "recommended" },
};
