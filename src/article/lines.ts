/** A place for people: both 1-based, columns in UTF-16 units, as ESLint and the Language Server Protocol count. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A `LineIndex` as plain data: the columns of the first line begin behind `first`, each line begins at its start. */
export interface LineTable {
  readonly first: number;
  readonly length: number;
  readonly starts: Uint32Array | readonly number[];
}

/**
 * Offsets to lines and columns. A line ends with `\n`, `\r\n` or a lone `\r`; a byte order mark at the start of the
 * text is not counted as a column. The index is built when first asked; each question is a binary search.
 */
export class LineIndex {
  /** An index that was kept or sent as plain data. */
  static from({ first, length, starts }: LineTable): LineIndex {
    const index = new LineIndex("");
    index.#first = first;
    index.#length = length;
    index.#starts = starts instanceof Uint32Array ? starts : Uint32Array.from(starts);
    return index;
  }

  /** Gone when the index is built: an index may be kept where the text must not. */
  #text: string | undefined;
  #length: number;
  #first: number;
  #starts: Uint32Array | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#length = text.length;
    this.#first = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  /** Builds the index now, so that it holds on to the text no longer. */
  build(): this {
    this.#starts ??= lineStarts(this.#text ?? "");
    this.#text = undefined;
    return this;
  }

  /** All that the index knows, as plain data. */
  table(): LineTable {
    return { first: this.#first, length: this.#length, starts: this.build().#starts as Uint32Array };
  }

  /** The place of `offset`; offsets outside the text are moved to its nearest end. */
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

/** Where each line begins. */
export function lineStarts(text: string): Uint32Array {
  const starts = [0];
  for (const lineBreak of text.matchAll(/\r\n?|\n/g)) starts.push(lineBreak.index + lineBreak[0].length);
  return Uint32Array.from(starts);
}
