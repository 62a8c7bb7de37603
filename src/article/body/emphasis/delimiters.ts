/** Emphasis by the rules of CommonMark, with what programs and plugins change of them. */
import { after, before, type Flanking, flanking, type Side } from "./flanking.js";
import type { Content, EmphasisProgram, Pair } from "./types.js";

interface Rules {
  /** Whether a run between two characters opens and closes emphasis. */
  flanking(before: string, after: string, mark: string): Flanking;
  /** Of the marks of a run, those that are left of it count, not all of them (micromark). */
  readonly countsRest?: boolean;
}

interface Opener {
  readonly mark: string;
  readonly closes: boolean;
  readonly size: number;
  readonly start: number;
  end: number;
}

function pairs({ text, runs }: Content, { flanking, countsRest }: Rules): Pair[] {
  const found: Pair[] = [];
  const openers: Opener[] = [];
  /** How many openers are known not to match, by what decides about it, so that a search takes linear time. */
  const bottoms = new Map<string, number>();
  for (const { mark, start, end } of runs) {
    const { opens, closes } = flanking(before(text, start), after(text, end), mark);
    let from = start;
    while (closes && from < end) {
      const size = countsRest ? end - from : end - start;
      const key = `${mark}${opens}${size % 3}`;
      const bottom = bottoms.get(key) ?? 0;
      let at = openers.length - 1;
      while (at >= bottom && !isOpener(openers[at] as Opener, mark, size, opens, countsRest)) at--;
      const opener = openers[at];
      if (at < bottom || !opener) {
        bottoms.set(key, openers.length);
        break;
      }
      const used = Math.min(2, opener.end - opener.start, end - from);
      opener.end -= used;
      found.push({ open: opener.end, close: from, size: used });
      from += used;
      openers.length = opener.end > opener.start ? at + 1 : at;
      for (const [other, known] of bottoms) if (known > at) bottoms.set(other, at);
    }
    if (opens && from < end) openers.push({ mark, closes, size: end - start, start: from, end });
  }
  return found;
}

function isOpener(opener: Opener, mark: string, size: number, opens: boolean, countsRest?: boolean): boolean {
  if (opener.mark !== mark) return false;
  const other = countsRest ? opener.end - opener.start : opener.size;
  return !(opener.closes || opens) || (other + size) % 3 !== 0 || size % 3 === 0;
}

const withRules = (rules: Rules): EmphasisProgram => ({ pairs: (content) => pairs(content, rules) });

const sideOf = (character: string): Side =>
  /^\s?$/.test(character) ? "space" : /[\p{P}\p{S}]/u.test(character) ? "punctuation" : "letter";

export const commonMarkFlanking: Rules["flanking"] = (before, after, mark) =>
  flanking(sideOf(before), sideOf(after), mark);

export const commonMark = withRules({ flanking: commonMarkFlanking });

/** Of a character of two code units, such as an emoji, it reads one, which is a letter. */
const sideOfUnit = (character: string): Side => (character.length > 1 ? "letter" : sideOf(character));

/** https://github.com/micromark/micromark/blob/main/packages/micromark-core-commonmark/dev/lib/attention.js */
export const micromark = withRules({
  flanking: (before, after, mark) => flanking(sideOfUnit(before), sideOfUnit(after), mark),
  countsRest: true,
});

const cjk =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303f\u30fb\u30fc\u31c0-\u31ef\u3200-\u33ff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uffee]/u;

/** https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md */
function flankingInCjk(before: string, after: string, mark: string): Flanking {
  const isMark = (character: string) => character === "*" || character === "_";
  const isOther = (character: string) => sideOf(character) === "punctuation" && !cjk.test(character);
  const isFree = (character: string) => isOther(character) || sideOf(character) === "space" || isMark(character);
  const opens = !isFree(after) || (isOther(after) && (isFree(before) || cjk.test(before)));
  const closes = !isFree(before) || (isOther(before) && (isFree(after) || cjk.test(after)));
  if (mark === "*") return { opens, closes };
  return {
    opens: opens && (!closes || sideOf(before) !== "letter"),
    closes: closes && (!opens || sideOf(after) !== "letter"),
  };
}

export const cjkFriendly = withRules({ flanking: flankingInCjk });
export const cjkFriendlyMicromark = withRules({ flanking: flankingInCjk, countsRest: true });
