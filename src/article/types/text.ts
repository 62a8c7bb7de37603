/** Positions, edits and encoding. */
/** Half-open `[start, end)` in UTF-16 units of the whole file's decoded text. A byte order mark counts as one unit. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** One replacement: the text in `range` becomes `text`. An insertion has an empty range. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

export type Path = readonly (string | number)[];

/** Why a file's bytes are not the text they should be. The article is then not parsed. */
export interface EncodingProblem {
  readonly kind: "utf-16le" | "utf-16be" | "utf-32" | "invalid-utf-8" | "nul" | "too-large";
  /** Where it is first seen, in `Article.text` (a lossy decoding). */
  readonly range: Range;
  /** What was found, for a message: `"bytes D6 D0 (GBK?)"`, `"a NUL character"`, ... */
  readonly found: string;
  /** Of UTF-32: the kind does not say which it is. */
  readonly isBigEndian?: true;
}
