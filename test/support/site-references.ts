import { lint } from "../../src/index.js";

/** Lints the articles of a site by the rules for what they refer to on it, as its generator reads them. */
export const lintReferences = (folder: string) =>
  lint({
    paths: ["."],
    cwd: folder,
    offline: true,
    cache: false,
    noConfig: true,
    concurrency: "off",
    extensions: [".md", ".mdx"],
    rules: { "link/local": "error", "link/fragment": "error", "image/local": "error" },
  });
