/** Reads template tags as they are written. */
import type { RouteIndex, Unknown } from "../routes/types.js";

/** A word in a tag, without its quotes. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The name and the words of `{% name a "b c" 'd' %}`; `undefined` if it is not such a tag. */
export function partsOf(tag: string): { readonly name: string; readonly words: readonly Word[] } | undefined {
  const [head = "", name = ""] = /^\{%[-~]?\s*([\w-]+)(?=\s|[-~]?%\})/.exec(tag) ?? [];
  return name === "" ? undefined : { name, words: wordsIn(tag, head.length) };
}

/** The words of a tag after its name. */
function wordsIn(tag: string, from: number): Word[] {
  const inside = tag.replace(/\s*[-~]?%\}$/, "");
  return [...inside.slice(from).matchAll(/"([^"]*)"|'([^']*)'|[^\s"']+/g)].map(
    ({ 0: found, 1: double, 2: single, index }) => {
      const text = double ?? single ?? found;
      const start = from + index + (text === found ? 0 : 1);
      return { text, start, end: start + text.length };
    },
  );
}

/** Why there may be pages that the index of a site does not have. */
export const generalGap = ({ gaps }: RouteIndex): Unknown | undefined =>
  gaps.find(({ prefix = "", upTo, only }) => prefix === "" && upTo === undefined && only !== "files")?.reason;
