/**
 * A position for display. Line and column are 1-based, columns in UTF-16 units, as in ESLint and the Language Server
 * Protocol.
 */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * A serializable `LineIndex`. Columns of the first line count from `first`, those of other lines from the line start.
 */
export interface LineTable {
  readonly first: number;
  readonly length: number;
  readonly starts: Uint32Array | readonly number[];
}

/**
 * Maps offsets to lines and columns. A line ends with `
 * `, `\r
 * ` or a lone `\r`. A byte order mark at the start of the text does not count as a column. The index is built on first
 * use; each lookup is a binary search.
 */
export class LineIndex {
  /** Restores an index from plain data. */
  static from({ first, length, starts }: LineTable): LineIndex {
    const index = new LineIndex("");
    index.#first = first;
    index.#length = length;
    index.#starts = starts instanceof Uint32Array ? starts : Uint32Array.from(starts);
    return index;
  }

  /** `undefined` after the index is built, so that a stored index does not retain the text. */
  #text: string | undefined;
  #length: number;
  #first: number;
  #starts: Uint32Array | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#length = text.length;
    this.#first = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  /** Builds the index now, so that it no longer retains the text. */
  build(): this {
    this.#starts ??= lineStarts(this.#text ?? "");
    this.#text = undefined;
    return this;
  }

  /** The index as plain data. */
  table(): LineTable {
    return { first: this.#first, length: this.#length, starts: this.build().#starts as Uint32Array };
  }

  /** The line and column of `offset`. Offsets outside the text are clamped to it. */
  at(offset: number): Place {
    const starts = this.build().#starts as Uint32Array;
    const inside = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= inside) low = middle;
      else high = middle - 1;
    }
    const start = low === 0 ? this.#first : (starts[low] ?? 0);
    return { line: low + 1, column: Math.max(0, inside - start) + 1 };
  }
}

/** `new LineIndex(text)`. */
export const lineIndex = (text: string): LineIndex => new LineIndex(text);

/** The offset at which each line begins. */
export function lineStarts(text: string): Uint32Array {
  const starts = [0];
  for (const lineBreak of text.matchAll(/\r\n?|\n/g)) starts.push(lineBreak.index + lineBreak[0].length);
  return Uint32Array.from(starts);
}
