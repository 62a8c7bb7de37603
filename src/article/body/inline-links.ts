/**
 * Links and images of programs that read their URLs otherwise than CommonMark: kramdown and Python-Markdown, whose URLs may have
 * spaces, and in whose links no other link begins; marked, where one does.
 */
import type { InlineContext, MarkdownConfig } from "@lezer/markdown";
import { normalLabel } from "./labels.js";
import { inner } from "./parser-internals.js";

export type LinkProgram = "kramdown" | "python-markdown" | "marked";

const open = 91;
const paren = 40;

/** Parentheses from the opening one to the closing one, relative to the text. */
interface Destination {
  readonly from: number;
  readonly to: number;
  /** After the closing parenthesis. */
  readonly end: number;
}

/** How many links around the text that is parsed now allow none in them. */
let depth = 0;

/** Whether the text that is parsed now is that of a link. */
export const isInLink = (): boolean => depth > 0;

/** What the text that is parsed now defines, as `normalLabel` writes it. */
let definitions: ReadonlySet<string> = new Set();

const definition = /^ {0,3}\[([^[\]]*)\]: *(?:\n *)?\S/gm;

/** Parses a text in which links depend on what it defines. */
export function withDefinitions<T>(source: string, parse: () => T): T {
  const outer = definitions;
  definitions = new Set([...source.matchAll(definition)].map(([, label = ""]) => normalLabel(label)));
  try {
    return parse();
  } finally {
    definitions = outer;
  }
}

/**
 * Brackets after `[text]` that make a link of both, by the definitions: `[text] [label]`, with a space. Without a definition of the
 * label, `[text]` may be a link alone: then they are empty.
 */
function referenceAfter(text: string, from: number, close: number): readonly [start: number, end: number] | undefined {
  const [, space = "", label] =
    definitions.size === 0 ? [] : (/^(\s?)\[([^\]]*)\]/.exec(text.slice(close + 1, close + 500)) ?? []);
  if (label === undefined) return undefined;
  const own = normalLabel(text.slice(from, close));
  const start = close + 1 + space.length;
  if (definitions.has(normalLabel(label) || own)) return space === "" ? undefined : [start, start + label.length + 2];
  return space === "" && definitions.has(own) ? [close + 1, close + 1] : undefined;
}

/** The closing bracket of the one before `from`. Escapes and code have none. */
function closingBracket(text: string, from: number): number | undefined {
  let count = 1;
  const last = Math.min(text.length, from + 2000);
  for (let at = from; at < last; at++) {
    const character = text[at];
    if (character === "\\") at++;
    else if (character === "`") {
      const [run = ""] = /^`+/.exec(text.slice(at, at + 100)) ?? [];
      const end = text.indexOf(run, at + run.length);
      at += run.length - 1;
      if (end !== -1) at = end + run.length - 1;
    } else if (character === "[") count++;
    else if (character === "]" && --count === 0) return at;
  }
  return undefined;
}

const trimmed = (text: string, start: number, stop: number, end: number): Destination => {
  let [from, to] = [start, stop];
  while (from < to && /\s/.test(text[from] as string)) from++;
  while (to > from && /\s/.test(text[to - 1] as string)) to--;
  return { from, to, end };
};

/** `(<a b.md>)`, with or without a title. */
function angled(text: string, at: number): Destination | undefined {
  const [whole, before = "", url = ""] =
    /^(\(\s*)(<[^<>\n]*>)\s*(?:(?:'[^']*'|"[^"]*")\s*)?\)/.exec(text.slice(at, at + 2000)) ?? [];
  if (whole === undefined) return undefined;
  const from = at + before.length;
  return { from, to: from + url.length, end: at + whole.length };
}

/** https://github.com/gettalong/kramdown/blob/master/lib/kramdown/parser/kramdown/link.rb */
function kramdownDestination(text: string, at: number): Destination | undefined {
  if (text[at + 1] === "<") return angled(text, at);
  let count = 0;
  const last = Math.min(text.length, at + 2000);
  for (let next = at; next < last; next++) {
    const character = text[next] as string;
    if (character === "(") count++;
    else if (character === ")" && --count === 0) return trimmed(text, at + 1, next, next + 1);
    else if (/\s/.test(character) && /^["']$/.test(text[next + 1] ?? "")) {
      const [title] = /^\s*(["'])[\s\S]+?\1\s*?\)/.exec(text.slice(next, next + 2000)) ?? [];
      return title === undefined ? undefined : trimmed(text, at + 1, next, next + title.length);
    }
  }
  return undefined;
}

/** https://github.com/Python-Markdown/markdown/blob/master/markdown/inlinepatterns.py (LinkInlineProcessor) */
function pythonDestination(text: string, at: number): Destination | undefined {
  const inAngles = angled(text, at);
  if (inAngles) return inAngles;
  let count = 1;
  let quote: number | undefined;
  let last = "";
  const stop = Math.min(text.length, at + 2000);
  for (let next = at + 1; next < stop; next++) {
    const character = text[next] as string;
    if (character === "\\") next++;
    else if (quote === undefined) {
      if (character === "(") count++;
      else if (character === ")" && --count === 0) return trimmed(text, at + 1, next, next + 1);
      else if (character === '"' || character === "'") quote = next;
    } else if (character === ")" && last === text[quote] && next - 1 > quote) {
      return trimmed(text, at + 1, quote, next + 1);
    }
    if (character !== " ") last = character;
  }
  // The quote is a part of the URL.
  const close = quote === undefined ? -1 : text.indexOf(")", quote);
  return close === -1 ? undefined : trimmed(text, at + 1, close, close + 1);
}

/** As CommonMark reads it, without what is rare. */
function markedDestination(text: string, at: number): Destination | undefined {
  const [whole, before = "", url = ""] =
    /^(\(\s*)(?!\s)([^\s()<]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/.exec(
      text.slice(at, at + 2000),
    ) ?? [];
  if (whole === undefined) return undefined;
  const from = at + before.length;
  return { from, to: from + url.length, end: at + whole.length };
}

const destinations: Readonly<Record<LinkProgram, (text: string, at: number) => Destination | undefined>> = {
  kramdown: kramdownDestination,
  "python-markdown": pythonDestination,
  marked: markedDestination,
};

/** Reads `[text](url)` from its first bracket. References and what is not read here are left to the parser of CommonMark. */
export const inlineLinks = (program: LinkProgram): MarkdownConfig => ({
  parseInline: [
    {
      name: "InlineLink",
      parse(cx, next, start) {
        const isImage = next === 33 && cx.char(start + 1) === open;
        if (next !== open && !isImage) return -1;
        // No link begins in a link.
        if (isInLink() && !isImage) return start + 1;
        return inlineLink(cx, start, start + (isImage ? 2 : 1), program);
      },
      before: "Link",
    },
  ],
});

function inlineLink(cx: InlineContext, start: number, from: number, program: LinkProgram): number {
  const { text } = inner(cx);
  const isImage = from - start === 2;
  const close = closingBracket(text, from - cx.offset);
  if (close === undefined) return -1;
  const reference = program === "python-markdown" ? referenceAfter(text, from - cx.offset, close) : undefined;
  if (reference) return referenceLink(cx, start, from, close, reference);
  if (text.charCodeAt(close + 1) !== paren) return -1;
  // marked reads links as CommonMark does, but for those in links.
  if (program === "marked" && (isImage || !text.slice(from - cx.offset, close).includes("]("))) return -1;
  const found = destinations[program](text, close + 1);
  if (!found) return -1;
  const at = cx.offset;
  const end = found.end + at;
  const allowsNone = program !== "marked" && !isImage;
  if (allowsNone) depth++;
  try {
    const label = cx.parser.parseInline(text.slice(from - at, close), from);
    return cx.addElement(
      cx.elt(isImage ? "Image" : "Link", start, end, [
        cx.elt("LinkMark", start, from),
        ...label,
        cx.elt("LinkMark", close + at, close + at + 1),
        cx.elt("LinkMark", close + at + 1, close + at + 2),
        ...(found.to > found.from ? [cx.elt("URL", found.from + at, found.to + at)] : []),
        ...titleIn(cx, text, found),
        cx.elt("LinkMark", end - 1, end),
      ]),
    );
  } finally {
    if (allowsNone) depth--;
  }
}

function referenceLink(
  cx: InlineContext,
  start: number,
  from: number,
  close: number,
  [label, end]: readonly [start: number, end: number],
): number {
  const at = cx.offset;
  const content = cx.parser.parseInline(inner(cx).text.slice(from - at, close), from);
  return cx.addElement(
    cx.elt(from - start === 2 ? "Image" : "Link", start, end + at, [
      cx.elt("LinkMark", start, from),
      ...content,
      cx.elt("LinkMark", close + at, close + at + 1),
      ...(end > label ? [cx.elt("LinkLabel", label + at, end + at)] : []),
    ]),
  );
}

function titleIn(cx: InlineContext, text: string, { to, end }: Destination) {
  const rest = text.slice(to, end - 1);
  const from = to + (rest.length - rest.trimStart().length);
  const length = rest.trim().length;
  return length > 0 ? [cx.elt("LinkTitle", from + cx.offset, from + length + cx.offset)] : [];
}
