/** Markdown as its blocks and their text, for rules about markup that readers see as text. Ranges are file-wide. */
import type { Range } from "./text.js";

/** A paragraph, heading or table cell. */
export interface TextBlock extends Range {
  readonly kind: "paragraph" | "heading" | "cell";
  /** Whether it is directly in the article, and not in a list, a quote or a table. */
  readonly isTopLevel: boolean;
  /**
   * What readers see as text, at the same offsets as in the file. Hidden by `\0`: markup that Markdown reads, code, tags, URLs,
   * formulas, escaped characters, character references and template tags. Hidden by spaces: the marks of quotes.
   */
  readonly text: string;
}

/** Bold text that Markdown reads. */
export interface StrongEmphasis extends Range {
  /** The markers at its start and its end. */
  readonly open: Range;
  readonly close: Range;
}

/** A table of Markdown. */
export interface MarkdownTable extends Range {
  readonly columns: number;
  readonly rows: readonly TableRow[];
}

export interface TableRow extends Range {
  /** The content of each cell without the whitespace around it. */
  readonly cells: readonly Range[];
}

/** A fenced code block. */
export interface Fence extends Range {
  /** The opening backticks or tildes. */
  readonly open: Range;
  readonly isClosed: boolean;
  /** Whether it is directly in the article, and not in a list or a quote. */
  readonly isTopLevel: boolean;
}

export interface MarkdownText {
  /** In the order of the file. */
  readonly blocks: readonly TextBlock[];
  readonly strong: readonly StrongEmphasis[];
  readonly tables: readonly MarkdownTable[];
  readonly fences: readonly Fence[];
  /** HTML in which Markdown is not read. */
  readonly htmlBlocks: readonly Range[];
}
