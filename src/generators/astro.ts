import type { Profile } from "./types.js";

export const astro: Profile = {
  id: "astro",
  name: "Astro",
  // https://docs.astro.build/en/guides/configuring-astro/#supported-config-file-types
  config: ["astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.mts", "astro.config.cjs"],
  detect: [
    { files: ["astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.mts", "astro.config.cjs"] },
    { dependency: "astro" },
  ],
  // https://docs.astro.build/en/basics/project-structure/
  content: {
    folders: ["{srcDir|src}/content", "{srcDir|src}/data", "{srcDir|src}/pages"],
    extensions: [".md", ".mdx", ".markdown"],
    ignores: ["{outDir|dist}/", ".astro/"],
    roots: ["{publicDir|public}"],
  },
  init: { preset: "recommended", schema: "preset:astro" },
};
