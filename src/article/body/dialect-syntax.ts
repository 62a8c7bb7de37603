/** Where a dialect differs from CommonMark with GitHub's extensions in its syntax, as extensions of the parser. */
import {
  type BlockContext,
  parser as commonmark,
  type Element,
  type InlineContext,
  type Line,
  type MarkdownConfig,
} from "@lezer/markdown";
import type { Dialect } from "../types.js";
import { sourceOf } from "./indented-blocks.js";

/** Declares what the parser's classes have, but their types do not. */
interface InnerContext {
  readonly text: string;
  readonly parts: readonly ({ readonly from: number; readonly to: number; side?: number } | null)[];
  readonly hasOpenLink: boolean;
}

type BlockParser = (cx: BlockContext, line: Line) => boolean | null;
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
  return at + withoutEnd(url, /[?!.,:;*_'"~]/).length;
}

/** Without punctuation, an entity, or closing parentheses without opening ones at the end. */
function withoutEnd(url: string, punctuation = /[?!.,:*_~]/): string {
  for (let end = url.length; ; ) {
    const rest = url.slice(0, end);
    const last = rest.at(-1) ?? "";
    const entity = last === ";" ? /&[a-zA-Z0-9]+;$/.exec(rest)?.index : undefined;
    if (entity !== undefined) end = entity;
    else if (punctuation.test(last) || (last === ")" && balance(rest) > 0)) end--;
    else return rest;
  }
}

/** What linkify-it reads as a part of a path: brackets in pairs, and punctuation within words. */
const linkifyPath =
  /(?:[/?#](?:[^\s><｜()[\]{}.,"'?!\-;]|\[[^\s\]]*\]|\([^\s)]*\)|\{[^\s}]*\}|"[^\s"]+"|'[^\s']+'|'(?=[\p{L}\p{N}-])|\.{2,}[a-zA-Z0-9%/&]|\.(?![\s.]|$)|-+|,(?!\s|$)|;(?!\s|$)|!+(?![\s!]|$)|\?(?![\s?]|$))+|\/)?/u
    .source;
const label = String.raw`[\p{L}\p{N}\p{M}\p{S}](?:[\p{L}\p{N}\p{M}\p{S}-]{0,61}[\p{L}\p{N}\p{M}\p{S}])?`;
const host = `(?:${label}\\.)*${label}`;
const hostEnd = String.raw`(?=$|[><｜]|[\s\p{P}])(?!-|_|\.-|\.(?!$|[\s\p{P}]))`;
const linkifyUrl = new RegExp(`(?:https?|ftp):\\/\\/(?:${host}(?::\\d+)?${hostEnd})${linkifyPath}`, "iuy");
const countries =
  "a[cdefgilmnoqrstuwxz]|b[abdefghijmnorstvwyz]|c[acdfghiklmnoruvwxyz]|d[ejkmoz]|e[cegrstu]|f[ijkmor]|g[abdefghilmnpqrstuwy]|h[kmnrtu]|i[delmnoqrst]|j[emop]|k[eghimnprwyz]|l[abcikrstuvy]|m[acdeghklmnopqrstuvwxyz]|n[acefgilopruz]|om|p[aefghklmnrstwy]|qa|r[eosuw]|s[abcdeghijklmnortuvxyz]|t[cdfghjklmnortvwz]|u[agksyz]|v[aceginu]|w[fs]|y[et]|z[amw]";
const knownEnds = `biz|com|edu|gov|net|org|pro|web|xxx|aero|asia|coop|info|museum|name|shop|рф|${countries}`;
const linkifyDomain = new RegExp(`(?:${label}\\.)+(?:${knownEnds})(?::\\d+)?${hostEnd}${linkifyPath}`, "iuy");
const linkifyMail = new RegExp(
  String.raw`(?:mailto:)?[\p{L}\p{N}\-;:&=+$,.]{1,70}@(?:(?<=mailto:\S*)${host}|(?:${label}\.)+(?:${knownEnds}))${hostEnd}`,
  "iuy",
);

/** https://github.com/markdown-it/linkify-it/blob/master/lib/re.mjs */
function linkifyEnd(text: string, at: number, readsDomains: boolean): number | undefined {
  const before = text[at - 1] ?? "";
  if (/[a-z0-9.+-]/i.test(before)) return undefined;
  // https://github.com/markdown-it/markdown-it/blob/master/lib/rules_inline/linkify.mjs
  const url = matched(linkifyUrl, text, at)?.replace(/\*+$/, "");
  if (url !== undefined) return at + url.length;
  const mail = matched(linkifyMail, text, at);
  if (mail !== undefined) return at + mail.length;
  if (!readsDomains || !/^$|[\s$+<=>^`|\p{P}]/u.test(before) || /[.:/\-_@]/.test(before)) return undefined;
  const domain = matched(linkifyDomain, text, at);
  return domain === undefined ? undefined : at + domain.length;
}

const goldmarkUrl =
  /(?:www\.[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?:[/#?][-a-zA-Z0-9@:%_+.~#!?&/=();,'">^{}[\]`]*)?|(?:https?|ftp):\/\/[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?::\d+)?(?:[/#?][-a-zA-Z0-9@:%_+.~#$!?&/=();,'">^{}[\]`]*)?)/y;
const goldmarkMail = /[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+/y;

/** https://github.com/yuin/goldmark/blob/master/extension/linkify.go */
function goldmarkEnd(text: string, at: number): number | undefined {
  const url = matched(goldmarkUrl, text, at);
  if (url !== undefined) return at + withoutEnd(url).length;
  const mail = matched(goldmarkMail, text, at)?.replace(/\.$/, "");
  if (mail === undefined || /^[!-/:-@[-`{-~]/.test(mail) || /[-_]/.test(text[at + mail.length] ?? "")) return undefined;
  return at + mail.length;
}

const micromarkUrl = /(?:https?:\/\/|www\.)(?:[^\s\p{P}\p{S}]|[-._])+[^\s<]*/iuy;
const micromarkMail = /[a-z0-9+\-._]+@(?:[a-z0-9_-]+\.)+[a-z0-9_-]*[a-z](?![\w-])/iy;

/** https://github.com/micromark/micromark-extension-gfm-autolink-literal */
function micromarkEnd(text: string, at: number): number | undefined {
  const before = text[at - 1] ?? "";
  const url = matched(micromarkUrl, text, at);
  const mayBegin = url !== undefined && /^w/i.test(url) ? /^[\s(*_~[\]]?$/ : /^[^a-z]?$/i;
  if (url !== undefined && mayBegin.test(before)) return at + withoutEnd(url, /[!"'*,.:;?_~]/).length;
  if (/[\w/+.-]/.test(before)) return undefined;
  const mail = matched(micromarkMail, text, at);
  return mail === undefined ? undefined : at + mail.length;
}

/** https://github.com/facelessuser/pymdown-extensions/blob/main/pymdownx/magiclink.py */
const magicUrl =
  /(?:(?:ht|f)tps?:\/\/(?!_)[\p{L}\p{N}][-\p{L}\p{N}_]*(?:\.[-\p{L}\p{N}_.]+)*|w{3}\.(?!_)[\p{L}\p{N}][-\p{L}\p{N}_]*(?:\.[-\p{L}\p{N}_.]+)*)\/?[-\p{L}\p{N}_.?,!'(){}[\]/+&@%$#=:"|~;]*[\p{L}\p{N}\-/#@$+=]/iuy;
const magicMail =
  /[-+a-z\d_](?:[-a-z\d_+]|\.(?!\.))*(?<!\.)@(?:[-a-z\d_]+\.)(?:[-a-z\d_]|(?<!\.)\.(?!\.))*[a-z]\b(?![-@])/iy;

function magicEnd(text: string, at: number): number | undefined {
  const before = text[at - 1] ?? "";
  const url = /[\p{L}\p{N}]/u.test(before) ? undefined : matched(magicUrl, text, at);
  if (url !== undefined) return at + url.length;
  const mail = /[-/+@\w.]/.test(before) ? undefined : matched(magicMail, text, at);
  return mail === undefined ? undefined : at + mail.length;
}

const ends: Readonly<Record<Exclude<NonNullable<Dialect["bareUrls"]>, "none">, UrlEnd>> = {
  marked: markedEnd,
  goldmark: goldmarkEnd,
  linkify: (text, at) => linkifyEnd(text, at, true),
  // https://github.com/markdown-it/linkify-it#set-options (fuzzyLink: false)
  "linkify-schemes": (text, at) => linkifyEnd(text, at, false),
  micromark: micromarkEnd,
  magiclink: magicEnd,
};

let lastText = "";
let lastMayHaveUrls = false;

/** The parser asks at every character of a text, and most texts have no URL. */
function mayHaveUrls(text: string): boolean {
  if (text !== lastText) {
    lastText = text;
    lastMayHaveUrls = /:\/\/|www\.|@|[^\s.]\.[^\s.]/.test(text);
  }
  return lastMayHaveUrls;
}

/** Where bare URLs begin and end. */
export const bareUrls = (rules: keyof typeof ends): MarkdownConfig => ({
  parseInline: [
    {
      name: "Autolink",
      parse(cx, next, start) {
        if (!mayHaveUrls(inner(cx).text)) return -1;
        // A letter, a digit, or what may begin a mail address.
        if (next < 128 && !/[\w.+!#$%&'=?^`{|}-]/.test(String.fromCharCode(next))) return -1;
        const { text, hasOpenLink } = inner(cx);
        const at = start - cx.offset;
        if (rules === "goldmark" && (hasOpenLink || !beginsGoldmarkUrl(cx, text[at - 1] ?? "", start))) return -1;
        let end = ends[rules](text, at);
        if (end === undefined) return -1;
        // The bracket that ends a link is no part of a URL in it.
        if (hasOpenLink) end = at + (/^(?:[^[\]]|\[[^\]]*\])*/.exec(text.slice(at, end))?.[0].length ?? 0);
        return end <= at ? -1 : cx.addElement(cx.elt("URL", start, end + cx.offset));
      },
    },
  ],
});

const beginsGoldmarkUrl = (cx: InlineContext, before: string, start: number): boolean =>
  /^[ \n*_~("']?$/.test(before) || endsElement(cx, start);

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

/** A destination with spaces, which CommonMark reads as text: `(the pier.png "Title")`. */
const spacedDestination = /^\([ \t]*((?=[^\s()<>"])[^()\n"]*?[^\s()"])(?:[ \t]+("[^"\n]*"|'[^'\n]*'))?[ \t]*\)/;

/** https://kramdown.gettalong.org/syntax.html#links-and-images */
const spacedLinks: MarkdownConfig = {
  parseInline: [
    {
      name: "SpacedLinkEnd",
      parse(cx, next, start) {
        if (next !== 93 || cx.char(start + 1) !== 40) return -1;
        const [whole, url = ""] = spacedDestination.exec(cx.slice(start + 1, Math.min(cx.end, start + 2000))) ?? [];
        if (whole === undefined || !/[ \t]/.test(url)) return -1;
        const { parts } = inner(cx);
        const opens = (at: number) =>
          /^!?\[$/.test(cx.slice(parts[at]?.from ?? 0, parts[at]?.to ?? 0)) && parts[at]?.side === 1;
        let at = parts.length - 1;
        while (at >= 0 && !opens(at)) at--;
        const open = parts[at];
        if (at < 0 || !open) return -1;
        const urlStart = start + 2 + whole.slice(1).search(/[^ \t]/);
        const end = start + 1 + whole.length;
        const content = cx.takeContent(at) as Element[];
        (parts as unknown[])[at] = cx.elt(open.to - open.from === 2 ? "Image" : "Link", open.from, end, [
          cx.elt("LinkMark", open.from, open.to),
          ...content,
          cx.elt("LinkMark", start, start + 1),
          cx.elt("LinkMark", start + 1, start + 2),
          cx.elt("URL", urlStart, urlStart + url.length),
          cx.elt("LinkMark", end - 1, end),
        ]);
        return end;
      },
      before: "LinkEnd",
    },
  ],
};

/** `$$…$$` in kramdown: https://kramdown.gettalong.org/syntax.html#math-blocks */
const kramdownMath: MarkdownConfig = {
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

/** The block parsers of CommonMark by name, which are not exported. */
const { blockParsers, blockNames } = commonmark as unknown as {
  readonly blockParsers: readonly (BlockParser | undefined)[];
  readonly blockNames: readonly string[];
};

/** Block parsers that do not read lines for which `isText` holds. */
const without = (names: readonly string[], isText: (cx: BlockContext, line: Line) => boolean): MarkdownConfig => ({
  parseBlock: names.map((name) => {
    const parse = blockParsers[blockNames.indexOf(name)] as BlockParser;
    return { name, parse: (cx: BlockContext, line: Line) => !isText(cx, line) && parse(cx, line) };
  }),
});

/** Without indented code, what is indented by 4 spaces is a paragraph. */
export const noIndentedCode: MarkdownConfig[] = [
  { remove: ["IndentedCode"] },
  without(
    ["FencedCode", "Blockquote", "HorizontalRule", "BulletList", "OrderedList", "ATXHeading"],
    (_cx, line) => line.indent >= line.baseIndent + 4,
  ),
];

/** https://kramdown.gettalong.org/syntax.html, https://github.com/kramdown/parser-gfm */
const kramdownBlocks: MarkdownConfig[] = [
  without(["ATXHeading"], (_cx, line) => line.indent > line.baseIndent || /^#+[ \t]*$/.test(line.text.slice(line.pos))),
  without(["OrderedList"], (_cx, line) => /^\d+\)/.test(line.text.slice(line.pos))),
  // A fence has one word, and an end.
  without(["FencedCode"], (cx, line) => {
    const [, fence, info = ""] = /^(`{3,}|~{3,})[ \t]*(.*)$/.exec(line.text.slice(line.pos)) ?? [];
    if (fence === undefined) return false;
    if (/\S\s+\S/.test(info)) return true;
    const source = sourceOf(cx);
    return !new RegExp(`\\n[ >\\t]*${fence}`).test(source.read(cx.lineStart + line.text.length, source.length));
  }),
  {
    parseBlock: [{ name: "NumberInText", endLeaf: (_cx, line) => /^\d+\.[ \t]/.test(line.text.slice(line.pos)) }],
  },
];

/** One or more lines with a heading within: https://python-markdown.github.io/#syntax */
const pythonHeading = /^(#{1,6})((?:\\.|[^\\])*?)#*[ \t\r]*$/;

/** https://github.com/Python-Markdown/markdown/blob/master/markdown/blockprocessors.py */
const pythonBlocks: MarkdownConfig[] = [
  without(["OrderedList"], (_cx, line) => /^\d+\)/.test(line.text.slice(line.pos))),
  // A fence has an end.
  without(["FencedCode"], (cx, line) => {
    const fence = /^(?:`{3,}|~{3,})/.exec(line.text.slice(line.pos))?.[0];
    if (fence === undefined) return false;
    const source = sourceOf(cx);
    return !new RegExp(`\\n[ >\\t]*${fence}`).test(source.read(cx.lineStart + line.text.length, source.length));
  }),
  {
    parseBlock: [
      {
        name: "ATXHeading",
        parse(cx, line) {
          const found = line.indent > line.baseIndent ? null : pythonHeading.exec(line.text.slice(line.pos));
          if (!found) return false;
          const [, mark = "", content = ""] = found;
          const start = cx.lineStart + line.pos;
          const inside = start + mark.length;
          const end = inside + content.length;
          const last = start + line.text.slice(line.pos).trimEnd().length;
          const closing = end < last ? [cx.elt("HeaderMark", end, last)] : [];
          const inline = cx.parser.parseInline(content, inside);
          cx.nextLine();
          cx.addElement(
            cx.elt(`ATXHeading${mark.length}`, start, Math.max(last, inside), [
              cx.elt("HeaderMark", start, inside),
              ...inline,
              ...closing,
            ]),
          );
          return true;
        },
        endLeaf: (_cx, line) => line.indent === line.baseIndent && pythonHeading.test(line.text.slice(line.pos)),
      },
      {
        // Only one line is a heading by the line below it.
        name: "UnderlineOfLines",
        endLeaf: (_cx, line, leaf) =>
          leaf.content.includes("\n") && /^(?:=+|-+)[ \t\r]*$/.test(line.text.slice(line.pos)),
      },
    ],
  },
];

/** What a dialect adds to the parser. */
export function dialectSyntax({
  bareUrls: rules,
  looseEmphasis: isLoose,
  singleTilde: isSingle,
  wholeElements,
}: Dialect) {
  return [
    ...(rules && rules !== "none" ? [bareUrls(rules)] : []),
    ...(isLoose ? [looseEmphasis] : []),
    ...(isSingle ? [singleTilde] : []),
    ...(wholeElements === "kramdown" ? [kramdownMath, spacedLinks, ...kramdownBlocks] : []),
    ...(wholeElements === "python-markdown" ? pythonBlocks : []),
  ];
}
