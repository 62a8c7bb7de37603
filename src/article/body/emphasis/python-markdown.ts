/**
 * Python-Markdown: https://github.com/Python-Markdown/markdown/blob/master/markdown/inlinepatterns.py (AsteriskProcessor,
 * UnderscoreProcessor). All asterisks come before the underscores, and a pair of marks is then a thing that is neither.
 */
import type { Content, EmphasisProgram, Pair } from "./types.js";

/** The parts of a match. */
type Shape = "strong(em)" | "em(strong)" | "strong+em" | "strong" | "em";
type Pattern = readonly [expression: RegExp, shape: Shape];

/**
 * Where Python looks for the next end of the first part if the second part has no end, a lookahead takes the first end: what
 * is not found after it is not found after a later one.
 */
const programs: readonly (readonly [mark: string, patterns: readonly Pattern[]])[] = [
  [
    "*",
    [
      [/(\*)\1{2}(?=(.+?)\1)\2\1(.*?)\1{2}/suy, "strong(em)"],
      [/(\*)\1{2}(?=(.+?)\1{2})\2\1{2}(.*?)\1/suy, "em(strong)"],
      [/(\*)\1(?!\1)([^*]+?)\1(?!\1)(.+?)\1{3}/suy, "strong+em"],
      [/(\*{2})(.+?)\1/suy, "strong"],
      [/(\*)([^*]+)\1/suy, "em"],
    ],
  ],
  [
    "_",
    [
      [/(_)\1{2}(?=(.+?)\1)\2\1(.*?)\1{2}/suy, "strong(em)"],
      [/(_)\1{2}(?=(.+?)\1{2})\2\1{2}(.*?)\1/suy, "em(strong)"],
      [
        /(?<![\p{L}\p{N}_])(_)\1(?!\1)(?=(.+?)(?<![\p{L}\p{N}_])\1(?!\1))\2\1(.+?)\1{3}(?![\p{L}\p{N}_])/suy,
        "strong+em",
      ],
      [/(?<![\p{L}\p{N}_])(_{2})(?!_)(.+?)(?<!_)\1(?![\p{L}\p{N}_])/suy, "strong"],
      [/(?<![\p{L}\p{N}_])(_)(?!_)(.+?)(?<!_)\1(?![\p{L}\p{N}_])/suy, "em"],
    ],
  ],
];

/** Replaces what is no longer text. It is neither a letter nor a space. */
const nothing = "\u0002";
/** A mark between spaces is text. */
const alone = /(?:^|\s)[*_](?:\s|$)/g;

/** A part of a match, with the offset where it begins. */
interface Part {
  readonly from: number;
  readonly text: string;
  /** 0: it is between marks of the match itself. 1: it is between marks that are in it, or after them. */
  readonly depth: number;
  readonly isTail: boolean;
}

class Reader {
  readonly pairs: Pair[] = [];

  /** @param first the first of `programs` that reads the text. -1: the text has all that may be in it. */
  read(text: string, offset: number, first: number, isInner = false): string {
    let data = first < 0 ? text.replace(alone, (found) => nothing.repeat(found.length)) : text;
    for (let program = Math.max(0, first); program < programs.length; program++) {
      const [mark, patterns] = programs[program] as (typeof programs)[number];
      for (let at = data.indexOf(mark); at !== -1; at = data.indexOf(mark, at)) {
        const parts: Part[] = [];
        const end = this.#match(data, at, offset, patterns, -1, parts);
        if (end === undefined) {
          at++;
          continue;
        }
        for (const { from, text: inner, depth, isTail } of parts) {
          let rest = inner;
          const isOfMatch = depth === 0 || (depth === 1 && !isTail);
          if (isOfMatch) rest = this.read(rest, from, isTail ? program : program + 1, true);
          if (depth > 0 || isTail || isInner) this.read(rest, from, -1, true);
        }
        data = data.slice(0, at) + nothing.repeat(end - at) + data.slice(end);
        // What did not match before this may match now.
        while (data[at - 1] === mark) at--;
      }
    }
    return data;
  }

  /** The first pattern that matches here, after the one in whose match the text is. */
  #match(
    data: string,
    at: number,
    offset: number,
    patterns: readonly Pattern[],
    within: number,
    parts: Part[],
    depth = 0,
  ): number | undefined {
    for (let index = within + 1; index < patterns.length; index++) {
      const [expression, shape] = patterns[index] as Pattern;
      expression.lastIndex = at;
      const found = expression.exec(data);
      if (!found) continue;
      this.#build(found, shape, offset + at, patterns, index, parts, depth);
      return at + found[0].length;
    }
    return undefined;
  }

  #build(
    [whole, , first = "", second = ""]: RegExpExecArray,
    shape: Shape,
    start: number,
    patterns: readonly Pattern[],
    index: number,
    parts: Part[],
    depth: number,
  ): void {
    const end = start + whole.length;
    const text = (content: string, from: number, level: number, isTail = false) =>
      this.#sub(content, from, patterns, index, parts, level, isTail);
    const pair = (open: number, close: number, size: number) => this.pairs.push({ open, close, size });
    if (shape === "strong" || shape === "em") {
      const size = shape === "strong" ? 2 : 1;
      pair(start, end - size, size);
      text(first, start + size, depth);
    } else if (shape === "strong+em") {
      const middle = start + 2 + first.length;
      pair(start, end - 2, 2);
      pair(middle, end - 3, 1);
      text(first, start + 2, depth);
      text(second, middle + 1, depth + 1);
    } else {
      const size = shape === "strong(em)" ? 1 : 2;
      const close = start + 3 + first.length;
      pair(start, end - (3 - size), 3 - size);
      pair(start + 3 - size, close, size);
      text(first, start + 3, depth + 1);
      text(second, close + size, depth + 1, true);
    }
  }

  /** The patterns after that of the match read what is in it. */
  #sub(
    data: string,
    from: number,
    patterns: readonly Pattern[],
    index: number,
    parts: Part[],
    depth: number,
    isTail: boolean,
  ): void {
    const mark = (patterns[0] as Pattern)[0].source[1] === "\\" ? "*" : "_";
    let [offset, at, tail] = [0, 0, isTail];
    const add = (to: number) => {
      if (to > offset) parts.push({ from: from + offset, text: data.slice(offset, to), depth, isTail: tail });
    };
    while (at < data.length) {
      if (data[at] !== mark) {
        at++;
        continue;
      }
      let matched = false;
      // After a match, the patterns that are left are tried behind it.
      for (let next = index + 1; next < patterns.length; next++) {
        const [expression, shape] = patterns[next] as Pattern;
        expression.lastIndex = at;
        const found = expression.exec(data);
        if (!found) continue;
        add(at);
        this.#build(found, shape, from + at, patterns, next, parts, depth + 1);
        offset = at = at + found[0].length;
        tail = true;
        matched = true;
      }
      if (!matched) at++;
    }
    add(data.length);
  }
}

export const pythonMarkdown: EmphasisProgram = {
  pairs({ text }: Content) {
    const reader = new Reader();
    reader.read(text, 0, -1);
    return reader.pairs;
  },
  mask: (source) => nothing.repeat(source.length),
};
