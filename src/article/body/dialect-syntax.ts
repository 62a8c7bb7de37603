/** Where a dialect differs from CommonMark with GitHub's extensions in its inline syntax, as extensions of the parser. */
import { parser as commonmark, type InlineContext, type MarkdownConfig } from "@lezer/markdown";
import type { Dialect } from "../types.js";

/** Declares what the parser's classes have, but their types do not. */
interface InnerContext {
  readonly text: string;
  readonly parts: readonly ({ readonly to: number; side?: number } | null)[];
  readonly hasOpenLink: boolean;
}

type InlineParser = (cx: InlineContext, next: number, start: number) => number;

const inner = (cx: InlineContext): InnerContext => cx as unknown as InnerContext;

/** The end of a bare URL or mail address that begins at this place of the text; `undefined` if there is none. */
type UrlEnd = (text: string, at: number) => number | undefined;

function matched(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

const balance = (text: string): number => text.split(")").length - text.split("(").length;

const markedUrl = /(?:(?:ftp|https?):\/\/|www\.)(?:[a-zA-Z0-9-]+\.?)+[^\s<]*/y;
const markedMail = /[a-zA-Z0-9._+-]+@[a-zA-Z0-9-_]+(?:\.[a-zA-Z0-9-_]*[a-zA-Z0-9])+(?![-_])/y;

/** https://github.com/markedjs/marked/blob/master/src/rules.ts */
function markedEnd(text: string, at: number): number | undefined {
  const url = matched(markedUrl, text, at);
  if (url === undefined) {
    if (/[\w.+-]/.test(text[at - 1] ?? "")) return undefined;
    const mail = matched(markedMail, text, at);
    return mail === undefined ? undefined : at + mail.length;
  }
  let end = url.length;
  for (;;) {
    const rest = url.slice(0, end);
    const last = rest.at(-1) ?? "";
    const entity = last === ";" ? /&[a-zA-Z0-9]+;$/.exec(rest)?.index : undefined;
    if (entity !== undefined) end = entity;
    else if (/[?!.,:;*_'"~]/.test(last) || (last === ")" && balance(rest) > 0)) end--;
    else return end === 0 ? undefined : at + end;
  }
}

const goldmarkUrl =
  /(?:www\.[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?:[/#?][-a-zA-Z0-9@:%_+.~#!?&/=();,'">^{}[\]`]*)?|(?:https?|ftp):\/\/[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?::\d+)?(?:[/#?][-a-zA-Z0-9@:%_+.~#$!?&/=();,'">^{}[\]`]*)?)/y;
const goldmarkMail = /[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+/y;

/** https://github.com/yuin/goldmark/blob/master/extension/linkify.go */
function goldmarkEnd(text: string, at: number): number | undefined {
  if (!/^[ \n*_~(]?$/.test(text[at - 1] ?? "")) return undefined;
  const url = matched(goldmarkUrl, text, at);
  if (url !== undefined) {
    const last = url.at(-1);
    if (last === ".") return at + url.length - 1;
    if (last === ")") return at + url.length - Math.max(0, balance(url));
    const entity = last === ";" ? /&[a-zA-Z0-9]+;$/.exec(url)?.index : undefined;
    return at + (entity ?? url.length);
  }
  const mail = matched(goldmarkMail, text, at)?.replace(/\.$/, "");
  if (mail === undefined || /^[!-/:-@[-`{-~]/.test(mail) || /[-_]/.test(text[at + mail.length] ?? "")) return undefined;
  return at + mail.length;
}

const ends: Readonly<Record<"marked" | "goldmark", UrlEnd>> = { marked: markedEnd, goldmark: goldmarkEnd };

/** Where bare URLs begin and end. */
export const bareUrls = (rules: keyof typeof ends): MarkdownConfig => ({
  parseInline: [
    {
      name: "Autolink",
      parse(cx, next, start) {
        // A letter, a digit, or what may begin a mail address.
        if (!/[\w.+!#$%&'=?^`{|}-]/.test(String.fromCharCode(next)) || inner(cx).hasOpenLink) return -1;
        const end = ends[rules](inner(cx).text, start - cx.offset);
        return end === undefined ? -1 : cx.addElement(cx.elt("URL", start, end + cx.offset));
      },
    },
  ],
});

/** The parser of emphasis, which is not exported. */
const { inlineParsers, inlineNames } = commonmark as unknown as {
  readonly inlineParsers: readonly InlineParser[];
  readonly inlineNames: readonly string[];
};
const emphasis = inlineParsers[inlineNames.indexOf("Emphasis")] as InlineParser;

/**
 * kramdown: emphasis begins before everything but a space, and ends after everything but a space.
 * https://github.com/gettalong/kramdown/blob/master/lib/kramdown/parser/kramdown/emphasis.rb
 */
export const looseEmphasis: MarkdownConfig = {
  parseInline: [
    {
      name: "Emphasis",
      parse(cx, next, start) {
        const end = emphasis(cx, next, start);
        const delimiter = end < 0 ? undefined : inner(cx).parts.at(-1);
        if (!delimiter) return end;
        const [before, after] = [cx.slice(start - 1, start), cx.slice(end, end + 1)];
        const isUnderscore = next === 95;
        const opens =
          after !== "" && !/\s/.test(after) && !(isUnderscore && /[\p{L}-]/u.test(before) && /\p{L}/u.test(after));
        const closes = before !== "" && !/\s/.test(before) && !(isUnderscore && /[\p{L}\p{N}]/u.test(after));
        delimiter.side = (opens ? 1 : 0) | (closes ? 2 : 0);
        return end;
      },
    },
  ],
};

/** Whether something other than text ends here, to which an attribute list may belong. */
export const endsElement = (cx: InlineContext, at: number): boolean => inner(cx).parts.at(-1)?.to === at;

/** `$$…$$` in kramdown: https://kramdown.gettalong.org/syntax.html#math-blocks */
export const kramdownMath: MarkdownConfig = {
  defineNodes: [{ name: "Math" }],
  parseInline: [
    {
      name: "Math",
      parse(cx, next, start) {
        if (next !== 36) return -1;
        const [formula] = /^\$\$[^$]+\$\$(?!\$)/.exec(cx.slice(start, Math.min(cx.end, start + 5000))) ?? [];
        return formula === undefined ? -1 : cx.addElement(cx.elt("Math", start, start + formula.length));
      },
      before: "Emphasis",
    },
  ],
};

const tilde = { resolve: "Strikethrough", mark: "StrikethroughMark" };

/** `~text~`, as marked reads it. */
export const singleTilde: MarkdownConfig = {
  parseInline: [
    {
      name: "SingleTilde",
      parse(cx, next, start) {
        if (next !== 126 || cx.char(start - 1) === 126 || cx.char(start + 1) === 126) return -1;
        const [before, after] = [cx.slice(start - 1, start), cx.slice(start + 1, start + 2)];
        return cx.addDelimiter(tilde, start, start + 1, !/^\s?$/.test(after), !/^\s?$/.test(before));
      },
      before: "Emphasis",
    },
  ],
};

/** What a dialect's inline syntax adds. */
export function inlineSyntax({
  bareUrls: rules,
  looseEmphasis: isLoose,
  singleTilde: isSingle,
  wholeElements,
}: Dialect) {
  return [
    ...(rules && rules !== "none" ? [bareUrls(rules)] : []),
    ...(isLoose ? [looseEmphasis] : []),
    ...(isSingle ? [singleTilde] : []),
    ...(wholeElements === "kramdown" ? [kramdownMath] : []),
  ];
}
