import type { Profile } from "./types.js";

export const docusaurus: Profile = {
  id: "docusaurus",
  name: "Docusaurus",
  // https://docusaurus.io/docs/configuration
  config: [
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "docusaurus.config.mjs",
    "docusaurus.config.cjs",
    "docusaurus.config.mts",
  ],
  detect: [
    {
      files: [
        "docusaurus.config.js",
        "docusaurus.config.ts",
        "docusaurus.config.mjs",
        "docusaurus.config.cjs",
        "docusaurus.config.mts",
      ],
    },
  ],
  content: {
    // https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-docs#path
    folders: ["{presets.0.1.docs.path|docs}", "blog", "."],
    extensions: [".md", ".mdx"],
    ignores: ["build/", ".docusaurus/"],
    roots: ["{staticDirectories.0|static}"],
  },
  init: { preset: "markdown-docs" },
};
