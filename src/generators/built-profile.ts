import type { Profile } from "./types.js";

/** Only the configuration can choose it, or the folder: that of the output of another generator. */
export const built: Profile = {
  id: "built",
  name: "built site",
  config: [],
  detect: [],
  content: { folders: ["."], extensions: [".html", ".htm", ".xml"], ignores: [], roots: ["."] },
  markdown: { parser: "none", dialect: { base: "commonmark", isFinished: true, templates: "none" } },
  init: { preset: "built-site" },
};
