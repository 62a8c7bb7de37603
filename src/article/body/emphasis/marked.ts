/** marked 2 and later: https://github.com/markedjs/marked/blob/master/src/Tokenizer.ts (emStrong) */
import { after, before, type Side } from "./flanking.js";
import { type Content, type EmphasisProgram, type Pair, type Run, runAt } from "./types.js";

type Mark = Run["mark"];

/** What a run is to the emphasis before it: its end, the beginning of other emphasis, or both. */
type Role = "ends" | "begins" | "both" | "text";

/** After `**`, an asterisk that is alone between double underscores is skipped, and so it is the other way round. */
const orphans: Readonly<Record<Mark, RegExp>> = {
  "*": /[^_*]*?__[^_*]*?\*[^_*]*?(?=__)/y,
  _: /[^_*]*?\*\*[^_*]*?_[^_*]*?(?=\*\*)/y,
};

/** What counts as punctuation: before and after marks that begin emphasis, and around those that end it. */
interface Punctuation {
  readonly before: RegExp;
  readonly after: RegExp;
  readonly around: Readonly<Record<Mark, RegExp>>;
}

class Reader {
  readonly pairs: Pair[] = [];
  readonly #text: string;
  readonly #runs: readonly Run[];
  readonly #ends: ReadonlySet<number>;

  constructor(
    { text, runs, ends }: Content,
    readonly punctuation: Punctuation,
  ) {
    this.#text = text;
    this.#runs = runs;
    this.#ends = ends;
  }

  /** Reads the text between two offsets, which may be in runs. */
  read(from: number, to: number): void {
    // Each level is in another one, so no more than one of them goes on.
    let at = from;
    for (let index = runAt(this.#runs, from); index < this.#runs.length; index++) {
      const run = this.#runs[index] as Run;
      at = Math.max(at, run.start);
      const end = Math.min(run.end, to);
      while (at < end) {
        const found = this.#emphasis(at, index, from, to);
        if (found) {
          const { open, close, size } = found;
          this.pairs.push(found);
          this.read(open + size, close);
          at = close + size;
          from = at;
        } else at++;
      }
      if (end === to) return;
    }
  }

  #emphasis(at: number, index: number, from: number, to: number): Pair | undefined {
    const { mark, end: endOfRun } = this.#runs[index] as Run;
    const end = Math.min(endOfRun, to);
    const next = this.#side(end < to ? after(this.#text, end) : "", mark, this.punctuation.after);
    if (next === "space") return undefined;
    const previous = this.#previous(at, from);
    if (mark === "_" && next === "letter" && /[\p{L}\p{N}]/u.test(previous)) return undefined;
    if (next === "punctuation" && /[*_]/.test(previous)) return undefined;
    if (next === "punctuation" && previous !== "" && this.#side(previous, mark, this.punctuation.before) === "letter")
      return undefined;
    const length = end - at;
    let [total, both] = [length, 0];
    const skipTo = this.#afterOrphan(end, to, mark);
    for (let other = index + 1; other < this.#runs.length; other++) {
      const { start, end: last, mark: of } = this.#runs[other] as Run;
      if (start >= to) break;
      if (of !== mark || start < skipTo) continue;
      const stop = Math.min(last, to);
      const role = this.#role(start, stop, to, mark);
      const size = stop - start;
      if (role === "text") continue;
      if (role === "begins") {
        total += size;
        continue;
      }
      if (role === "both" && length % 3 !== 0 && (length + size) % 3 === 0) {
        both += size;
        continue;
      }
      total -= size;
      if (total > 0) continue;
      const used = Math.min(size, size + total + both);
      const pairSize = Math.min(length, used) % 2 === 1 ? 1 : 2;
      return { open: at, close: start + used - pairSize, size: pairSize };
    }
    return undefined;
  }

  #afterOrphan(at: number, to: number, mark: Mark): number {
    const pattern = orphans[mark];
    pattern.lastIndex = at;
    const found = pattern.exec(this.#text);
    return found && at + found[0].length <= to ? at + found[0].length : at;
  }

  #role(start: number, stop: number, to: number, mark: Mark): Role {
    const punctuation = this.punctuation.around[mark];
    const one = this.#side(before(this.#text, start), mark, punctuation);
    const other = this.#side(stop < to ? after(this.#text, stop) : "", mark, punctuation);
    if (one === "space") return other === "space" ? "text" : "begins";
    if (one === "punctuation") return other === "space" ? "ends" : other === "letter" ? "begins" : "both";
    return other !== "letter" ? "ends" : mark === "*" ? "both" : "text";
  }

  /** The character that decides whether a mark begins emphasis: nothing after emphasis, code, links and the like. */
  #previous(at: number, from: number): string {
    let offset = at;
    while (offset > from && !this.#ends.has(offset) && this.#text[offset - 1] === "_") offset--;
    return offset <= from || this.#ends.has(offset) ? "" : this.#text.charAt(offset - 1);
  }

  #side(character: string, mark: Mark, punctuation: RegExp): Side {
    if (/^\s?$/.test(character)) return "space";
    return character !== mark && punctuation.test(character) ? "punctuation" : "letter";
  }
}

const withPunctuation = (punctuation: Punctuation): EmphasisProgram => ({
  pairs(content) {
    const reader = new Reader(content, punctuation);
    reader.read(0, content.text.length);
    return reader.pairs;
  },
  mask(source, name) {
    if (name === "Escape") return "\\+";
    return name === "Entity" ? source : `[${"a".repeat(Math.max(0, source.length - 2))}]`;
  },
});

const unicode = /[\p{P}\p{S}]/u;
const unicodeWithoutTilde = /(?!~)[\p{P}\p{S}]/u;
const ascii = /[!-/:-@[-`{-~]/;
const asciiWithoutBackslash = /[!-/:-@[\]-`{-~]/;

/** marked 5 and later. */
export const marked = withPunctuation({
  before: unicode,
  after: unicodeWithoutTilde,
  around: { "*": unicodeWithoutTilde, _: unicode },
});
/** marked 2 to 4. */
export const olderMarked = withPunctuation({
  before: asciiWithoutBackslash,
  after: asciiWithoutBackslash,
  around: { "*": ascii, _: ascii },
});
