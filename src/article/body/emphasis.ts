/** Emphasis as programs read it that do not follow CommonMark. */
import type { Element, InlineContext, MarkdownConfig } from "@lezer/markdown";
import { type InlineParser, inlineParser, inner } from "./parser-internals.js";

const emphasis = inlineParser("Emphasis");

/** Which sides of a run of `*` or `_` may hold emphasis, by the characters before and after it. */
type Sides = (
  before: string,
  after: string,
  isUnderscore: boolean,
) => { readonly opens: boolean; readonly closes: boolean };

const withSides = (sides: Sides): MarkdownConfig => ({
  parseInline: [
    {
      name: "Emphasis",
      parse(cx, next, start) {
        const end = emphasis(cx, next, start);
        const delimiter = end < 0 ? undefined : inner(cx).parts.at(-1);
        if (!delimiter) return end;
        const { opens, closes } = sides(cx.slice(start - 1, start), cx.slice(end, end + 1), next === 95);
        delimiter.side = (opens ? 1 : 0) | (closes ? 2 : 0);
        return end;
      },
    },
  ],
});

const isSpace = (character: string): boolean => /^\s?$/.test(character);

/**
 * kramdown: emphasis begins before everything but a space, and ends after everything but a space.
 * https://github.com/gettalong/kramdown/blob/master/lib/kramdown/parser/kramdown/emphasis.rb
 */
const loose = withSides((before, after, isUnderscore) => ({
  opens: !isSpace(after) && !(isUnderscore && /[\p{L}-]/u.test(before) && /\p{L}/u.test(after)),
  closes: !isSpace(before) && !(isUnderscore && /[\p{L}\p{N}]/u.test(after)),
}));

/** marked 1 to 4: only ASCII punctuation keeps emphasis from beginning or ending. */
const ascii = withSides((before, after, isUnderscore) => {
  const isMark = (character: string) => /[!-/:-@[-`{-~]/.test(character);
  const left = !isSpace(after) && (!isMark(after) || isSpace(before) || isMark(before));
  const right = !isSpace(before) && (!isMark(before) || isSpace(after) || isMark(after));
  return {
    opens: left && (!isUnderscore || !right || isMark(before)),
    closes: right && (!isUnderscore || !left || isMark(after)),
  };
});

/** The parts of a match: `mark` opens or closes `strong` or `em`. */
type Shape = "strong(em)" | "em(strong)" | "strong+em" | "strong" | "em";

/**
 * https://github.com/Python-Markdown/markdown/blob/master/markdown/inlinepatterns.py (AsteriskProcessor, UnderscoreProcessor)
 *
 * Where Python looks for the next end of the first part if the second part has no end, a lookahead takes the first end: what
 * is not found after it is not found after a later one.
 */
const asterisks: readonly (readonly [RegExp, Shape])[] = [
  [/(\*)\1{2}(?=(.+?)\1)\2\1(.*?)\1{2}/suy, "strong(em)"],
  [/(\*)\1{2}(?=(.+?)\1{2})\2\1{2}(.*?)\1/suy, "em(strong)"],
  [/(\*)\1(?!\1)([^*]+?)\1(?!\1)(.+?)\1{3}/suy, "strong+em"],
  [/(\*{2})(.+?)\1/suy, "strong"],
  [/(\*)([^*]+)\1/suy, "em"],
];
const underscores: readonly (readonly [RegExp, Shape])[] = [
  [/(_)\1{2}(?=(.+?)\1)\2\1(.*?)\1{2}/suy, "strong(em)"],
  [/(_)\1{2}(?=(.+?)\1{2})\2\1{2}(.*?)\1/suy, "em(strong)"],
  [/(?<![\p{L}\p{N}_])(_)\1(?!\1)(?=(.+?)(?<![\p{L}\p{N}_])\1(?!\1))\2\1(.+?)\1{3}(?![\p{L}\p{N}_])/suy, "strong+em"],
  [/(?<![\p{L}\p{N}_])(_{2})(?!_)(.+?)(?<!_)\1(?![\p{L}\p{N}_])/suy, "strong"],
  [/(?<![\p{L}\p{N}_])(_)(?!_)(.+?)(?<!_)\1(?![\p{L}\p{N}_])/suy, "em"],
];

/** The text without asterisks and underscores that belong to something else: escapes, code, tags, and links. */
const masks = new WeakMap<InlineContext, string>();
/** Asterisks and underscores of one paragraph, each of which may be compared with the rest of it. */
const maxMarks = 1000;

function maskOf(cx: InlineContext): string {
  let mask = masks.get(cx);
  if (mask === undefined) {
    mask = inner(cx).text.replace(
      /\\[\s\S]|(?<!(?<!\\)`)(`+)(?!`)[\s\S]{1,1000}?(?<!`)\1(?!`)|!?\[[^[\]]{0,500}\]\([^()]{0,500}\)|<[^<>]{1,500}>/g,
      (found) => "x".repeat(found.length),
    );
    if ((mask.match(/[*_]/g)?.length ?? 0) > maxMarks) mask = "";
    masks.set(cx, mask);
  }
  return mask;
}

const inPython: InlineParser = (cx, next, start) => {
  if (next !== 42 && next !== 95) return -1;
  const mask = maskOf(cx);
  const at = start - cx.offset;
  if (mask === "") return start + 1;
  let run = at + 1;
  while (mask.charCodeAt(run) === next) run++;
  // A mark between spaces is text.
  if (run === at + 1 && isSpace(mask[at - 1] ?? "") && isSpace(mask[run] ?? "")) return start + 1;
  for (const [pattern, shape] of next === 42 ? asterisks : underscores) {
    pattern.lastIndex = at;
    const found = pattern.exec(mask);
    if (found) return cx.addElement(elementOf(cx, start, found, shape));
  }
  return start + 1;
};

function elementOf(
  cx: InlineContext,
  start: number,
  [whole, , first = "", second = ""]: RegExpExecArray,
  shape: Shape,
): Element {
  const end = start + whole.length;
  const text = (from: number, to: number) => cx.parser.parseInline(cx.slice(from, to), from);
  const mark = (from: number, size: number) => cx.elt("EmphasisMark", from, from + size);
  const node = (name: "Emphasis" | "StrongEmphasis", from: number, to: number, content: Element[]) => {
    const size = name === "Emphasis" ? 1 : 2;
    return cx.elt(name, from, to, [mark(from, size), ...content, mark(to - size, size)]);
  };
  if (shape === "strong") return node("StrongEmphasis", start, end, text(start + 2, end - 2));
  if (shape === "em") return node("Emphasis", start, end, text(start + 1, end - 1));
  if (shape === "strong+em") {
    const middle = start + 2 + first.length;
    return node("StrongEmphasis", start, end, [
      ...text(start + 2, middle),
      node("Emphasis", middle, end - 2, text(middle + 1, end - 3)),
    ]);
  }
  const [outer, within, size] =
    shape === "strong(em)"
      ? (["StrongEmphasis", "Emphasis", 1] as const)
      : (["Emphasis", "StrongEmphasis", 2] as const);
  const from = start + 3 - size;
  const to = from + 2 * size + first.length;
  return node(outer, start, end, [
    node(within, from, to, text(start + 3, start + 3 + first.length)),
    ...text(to, to + second.length),
  ]);
}

export const emphasisOf: Readonly<Record<"ascii" | "spaces" | "python-markdown", MarkdownConfig>> = {
  ascii,
  spaces: loose,
  "python-markdown": { parseInline: [{ name: "Emphasis", parse: inPython }] },
};
