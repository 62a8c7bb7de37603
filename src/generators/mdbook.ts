import { commonMark } from "../article/dialect.js";
import type { Profile } from "./types.js";

export const mdbook: Profile = {
  id: "mdbook",
  name: "mdBook",
  // https://rust-lang.github.io/mdBook/format/configuration/index.html
  config: ["book.toml"],
  detect: [{ files: ["book.toml"] }],
  content: {
    folders: ["{book.src|src}"],
    extensions: [".md"],
    ignores: ["{build.build-dir|book}/"],
    roots: ["{book.src|src}"],
  },
  // https://rust-lang.github.io/mdBook/format/markdown.html
  markdown: { parser: "pulldown-cmark", dialect: commonMark },
  init: { preset: "markdown-docs" },
};
