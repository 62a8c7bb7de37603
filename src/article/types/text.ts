/** Positions, edits and encoding. */
/** A half-open range `[start, end)` in UTF-16 units of the whole decoded text. A byte order mark counts as one unit. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A replacement: `text` replaces the text in `range`. An insertion has an empty range. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

export type Path = readonly (string | number)[];

/** Why the bytes of a file cannot be decoded. The article is then not parsed. */
export interface EncodingProblem {
  readonly kind: "utf-16le" | "utf-16be" | "utf-32" | "invalid-utf-8" | "nul" | "too-large";
  /** The first occurrence in `Article.text` (a lossy decoding). */
  readonly range: Range;
  /** A description for a message: `"bytes D6 D0 (GBK?)"`, `"a NUL character"`, ... */
  readonly found: string;
  /** The byte order of UTF-32, which `kind` does not include. */
  readonly isBigEndian?: true;
}

/**
 * What a fix changes on the page besides the spelling of the source. `attributes`: the attributes that it edits. `text`: the
 * characters that it edits. `elements`: the elements whose tags it adds or removes. `markdown`: the Markdown that it edits, which
 * becomes what it was meant to be, such as emphasis or a link.
 */
export type Change = "attributes" | "text" | "elements" | "markdown";
