import type { Profile } from "./types.js";

export const mkdocs: Profile = {
  id: "mkdocs",
  name: "MkDocs",
  // https://www.mkdocs.org/user-guide/configuration/
  config: ["mkdocs.yml", "mkdocs.yaml"],
  detect: [{ files: ["mkdocs.yml", "mkdocs.yaml"] }],
  content: {
    folders: ["{docs_dir|docs}"],
    extensions: [".md", ".markdown"],
    ignores: ["{site_dir|site}/"],
    roots: ["{docs_dir|docs}"],
  },
  // https://python-markdown.github.io/extensions/md_in_html/
  init: { preset: "markdown-docs", readsWholeElements: true },
};
