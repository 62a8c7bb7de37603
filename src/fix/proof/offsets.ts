/** Where the places of a text are after edits. */

import type { Edit, Range } from "../../article/types.js";
import { firstIndex } from "../../platform/binary-search.js";

/**
 * Maps the offsets of a text to those of the edited text. At the border of an edit, an offset has several places: an
 * element that ends where an end tag is inserted may end before or after it.
 */
export class Offsets {
  readonly #edits: readonly Edit[];
  /** The start of each edit's new text. */
  readonly #starts: readonly number[];

  /** @param edits sorted and disjoint. */
  constructor(edits: readonly Edit[]) {
    this.#edits = edits;
    let shift = 0;
    this.#starts = edits.map(({ range, text }) => {
      const start = range.start + shift;
      shift += text.length - (range.end - range.start);
      return start;
    });
  }

  /** The places of an offset in the edited text, both included. */
  placesOf(offset: number): Range {
    let at = this.#firstEndingAt(offset);
    const before = this.#edits[at - 1];
    let start = before ? (this.#starts[at - 1] as number) + before.text.length + offset - before.range.end : offset;
    let end = start;
    for (let first = true; at < this.#edits.length; at++, first = false) {
      const { range, text } = this.#edits[at] as Edit;
      if (range.start > offset) break;
      if (first) start = this.#starts[at] as number;
      end = (this.#starts[at] as number) + text.length;
    }
    return { start, end };
  }

  /** Whether an edit replaces all of a range. */
  isRemoved({ start, end }: Range): boolean {
    for (let at = this.#firstEndingAt(end); at < this.#edits.length; at++) {
      const { range } = this.#edits[at] as Edit;
      if (range.start > start) return false;
      if (range.start < range.end && range.end >= end) return true;
    }
    return false;
  }

  /** Whether all of a range of the edited text is new. */
  isNew({ start, end }: Range): boolean {
    const at = this.#lastStartingAt(start);
    const edit = this.#edits[at];
    return edit !== undefined && end <= (this.#starts[at] as number) + edit.text.length;
  }

  /** The edits that touch a range, also at its borders. */
  touching({ start, end }: Range): readonly Edit[] {
    const first = this.#firstEndingAt(start);
    let last = first;
    while (last < this.#edits.length && (this.#edits[last] as Edit).range.start <= end) last++;
    return this.#edits.slice(first, last);
  }

  /** The ranges of the new texts that touch a range of the edited text. */
  newTouching({ start, end }: Range): readonly { readonly edit: Edit; readonly range: Range }[] {
    const found: { edit: Edit; range: Range }[] = [];
    for (let at = Math.max(0, this.#lastStartingAt(start)); at < this.#edits.length; at++) {
      const from = this.#starts[at] as number;
      if (from > end) break;
      const edit = this.#edits[at] as Edit;
      const range = { start: from, end: from + edit.text.length };
      if (range.end >= start) found.push({ edit, range });
    }
    return found;
  }

  /** The first edit that does not end before the offset. */
  #firstEndingAt(offset: number): number {
    return firstIndex(this.#edits.length, (index) => (this.#edits[index] as Edit).range.end >= offset);
  }

  /** The last edit whose new text does not start after the offset; -1 if there is none. */
  #lastStartingAt(offset: number): number {
    return firstIndex(this.#starts.length, (index) => (this.#starts[index] as number) > offset) - 1;
  }
}
