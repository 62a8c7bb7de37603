/** kramdown: https://github.com/gettalong/kramdown/blob/master/lib/kramdown/parser/kramdown/emphasis.rb */
import { append } from "../../../platform/lists.js";
import { after } from "./flanking.js";
import { type Content, type EmphasisProgram, type Pair, type Run, runAt } from "./types.js";

type Size = 1 | 2;

interface Found {
  /** Where the emphasis around it ends, if it does. */
  readonly close: number | undefined;
  /** All in it. */
  readonly pairs: readonly Pair[];
}

/** Spaces of ASCII. Others, such as that of Chinese, are none. */
const space = /[ \t-\r]/;

class Reader {
  /** What begins at an offset does not depend on where the emphasis around it ends. */
  readonly #known = new Map<string, Pair & Found>();

  constructor(
    readonly text: string,
    readonly runs: readonly Run[],
  ) {}

  /** Reads on from an offset to the end of the innermost emphasis around it. */
  read(from: number, around: readonly Size[], mark?: string): Found {
    const size = around.at(-1);
    const pairs: Pair[] = [];
    let at = from;
    for (let index = runAt(this.runs, from); index < this.runs.length; index++) {
      const run = this.runs[index] as Run;
      at = Math.max(at, run.start);
      while (at < run.end) {
        if (size && run.mark === mark && at > from && this.#ends(at, size, run)) return { close: at, pairs };
        const length = run.end - at > 1 ? 2 : 1;
        const emphasis = this.#begins(at, length, run, around) ? this.#emphasis(at, length, run, around) : undefined;
        if (emphasis) append(pairs, [...emphasis.pairs, emphasis]);
        at = emphasis ? emphasis.close + emphasis.size : at + length;
      }
    }
    return { close: undefined, pairs };
  }

  #begins(at: number, size: Size, { mark }: Run, around: readonly Size[]): boolean {
    const isInWord = mark === "_" && /[\p{L}\p{M}]-?$/u.test(this.text.slice(Math.max(0, at - 4), at));
    return !isInWord && !around.includes(size) && !space.test(this.text.charAt(at + size));
  }

  #emphasis(
    at: number,
    size: Size,
    run: Run,
    around: readonly Size[],
  ): (Pair & { readonly pairs: readonly Pair[] }) | undefined {
    const key = `${at} ${size} ${around.join()}`;
    let found = this.#known.get(key);
    if (!found) {
      found = { open: at, size, ...this.read(at + size, [...around, size], run.mark) } as Pair & Found;
      this.#known.set(key, found);
    }
    if (found.close !== undefined) return found;
    return size === 2 && around.at(-1) !== 1 ? this.#emphasis(at, 1, run, around) : undefined;
  }

  #ends(at: number, size: Size, { end, mark }: Run): boolean {
    const left = end - at;
    // Two marks are not the end of what one began.
    if (left < size || (size === 1 && left === 2) || space.test(this.text.charAt(at - 1))) return false;
    return mark === "*" || left > size || !/[\p{L}\p{M}\p{Nd}]/u.test(after(this.text, end));
  }
}

export const kramdown: EmphasisProgram = {
  pairs: ({ text, runs }: Content) => new Reader(text, runs).read(0, []).pairs,
};
