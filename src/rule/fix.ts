import type { Edit } from "../article/types.js";

/** Edits of the linted text; stet applies all or none. Safe only if no reader or program can be worse off. */
export interface Fix {
  readonly title: string;
  readonly safety: "safe" | "unsafe";
  readonly edits: readonly Edit[];
}
