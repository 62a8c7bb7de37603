import { extensible, pythonMarkdown } from "../article/dialect.js";
import { isUnblank, rewrite } from "./fences.js";
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
  // https://www.mkdocs.org/user-guide/writing-your-docs/#meta-data
  frontMatter: {
    yaml: "1.1",
    reads: isUnblank,
    reader: () => ({
      library: "PyYAML",
      // https://www.mkdocs.org/user-guide/writing-your-docs/#meta-data
      titleIsHeading: true,
      unreadFence({ open, close, content }) {
        if (!/^---[ \t]*$/.test(open))
          return /^-{4,}[ \t]*$/.test(open) ? { part: "open", effect: "text", write: "---" } : rewrite("text");
        if (content === "") return rewrite("text");
        return /^(?:---|\.\.\.)[ \t]*$/.test(close) ? undefined : { part: "close", effect: "text", write: "---" };
      },
      dateKeys: [],
      date: () => undefined,
      switches: {},
    }),
  },
  // https://python-markdown.github.io/extensions/md_in_html/
  readsWholeElements: () => true,
  // https://www.mkdocs.org/user-guide/configuration/#markdown_extensions
  markdown: {
    parser: "Python-Markdown",
    dialect: { ...extensible, ...pythonMarkdown },
    wholeElements: "python-markdown",
  },
  init: { preset: "markdown-docs" },
};
