import type { Change, Edit } from "../article/types.js";

/**
 * Edits of the linted text; stet applies all or none. Safe only if no reader or program can be worse off: stet reads the
 * result before it is written, and does not apply a safe fix that changes anything else than `changes`.
 */
export interface Fix {
  readonly title: string;
  readonly safety: "safe" | "unsafe";
  readonly edits: readonly Edit[];
  /** Default: nothing but the spelling of the source and the front matter values that it edits. */
  readonly changes?: readonly Change[] | undefined;
}
