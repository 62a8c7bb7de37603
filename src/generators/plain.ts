import { extensible } from "../article/dialect.js";
import type { Profile } from "./types.js";

/** A folder without a generator. Only the configuration can choose it. */
export const plain: Profile = {
  id: "plain",
  name: undefined,
  config: [],
  detect: [],
  content: { folders: ["content", "posts", "articles", "docs"], extensions: [], ignores: [], roots: [] },
  markdown: { parser: "CommonMark", dialect: extensible, format: () => undefined },
  init: { preset: "recommended" },
};
