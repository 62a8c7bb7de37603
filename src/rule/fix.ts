import type { Edit } from "../article/types.js";

/** Edits on the text as it was linted: all or none. Unsafe unless the rule is certain that no reader or machine could mind. */
export interface Fix {
  readonly title: string;
  readonly safety: "safe" | "unsafe";
  readonly edits: readonly Edit[];
}
