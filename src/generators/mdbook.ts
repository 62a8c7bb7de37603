import { commonMark } from "../article/dialect.js";
import { otherPreprocessors } from "./routes/mdbook.js";
import type { Profile } from "./types.js";

export const mdbook: Profile = {
  id: "mdbook",
  name: "mdBook",
  // https://rust-lang.github.io/mdBook/format/configuration/index.html
  config: ["book.toml"],
  readsSettings: true,
  detect: [{ files: ["book.toml"] }],
  content: {
    folders: ["{book.src|src}"],
    extensions: [".md"],
    ignores: ["{build.build-dir|book}/"],
    roots: ["{book.src|src}"],
  },
  // https://rust-lang.github.io/mdBook/format/markdown.html
  markdown: {
    parser: "pulldown-cmark",
    // Definition lists are on by default since mdBook 0.5.
    dialect: { ...commonMark, definitionLists: "perhaps", bareUrls: "none" },
    // A preprocessor may read more, and change ids.
    ofSite: ({ settings }) =>
      otherPreprocessors(settings).length > 0 ? { admonitions: true } : { headingIdStyle: "mdbook" },
  },
  init: { preset: "markdown-docs" },
};
