/** Where bare URLs begin and end: each program has its own rules. */
import type { InlineContext, MarkdownConfig } from "@lezer/markdown";
import type { Dialect } from "../types.js";
import { isInLink } from "./inline-links.js";
import { endsElement, inner, wordSyntax } from "./parser-internals.js";

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
  const url = matched(linkifyUrl, text, at)?.replace(/(?<!\*)\*+$/, "");
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
  /(?:(?:ht|f)tps?:\/\/|w{3}\.)[\p{L}\p{N}][-\p{L}\p{N}_.?,!'(){}[\]/+&@%$#=:"|~;]*[\p{L}\p{N}\-/#@$+=]/iuy;
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
  // `mailto:a@b` has a directive, `:a`: https://github.com/remarkjs/remark-directive
  "micromark-directives": (text, at) => (text[at - 1] === ":" ? undefined : micromarkEnd(text, at)),
  magiclink: magicEnd,
};

let last: InlineContext | undefined;
let lastMayHaveUrls = false;

/** The parser asks at every character of a text, and most texts have no URL. */
function mayHaveUrls(cx: InlineContext): boolean {
  // Not by the text: to compare two equal texts takes as long as they are.
  if (cx !== last) {
    last = cx;
    lastMayHaveUrls = /:\/\/|www\.|@|[^\s.]\.[^\s.]/.test(inner(cx).text);
  }
  return lastMayHaveUrls;
}

/** Where bare URLs begin and end. */
export const bareUrls = (rules: keyof typeof ends): MarkdownConfig => ({
  parseInline: [
    {
      name: "Autolink",
      parse(cx, next, start) {
        if (isInLink() || !mayHaveUrls(cx)) return -1;
        // A letter, a digit, or what may begin a mail address.
        if (next < 128 && !/[\w.+!#$%&'=?^`{|}-]/.test(String.fromCharCode(next))) return -1;
        const { text } = inner(cx);
        const at = start - cx.offset;
        if (rules === "goldmark" && !beginsGoldmarkUrl(cx, text[at - 1] ?? "", start)) return -1;
        let end = ends[rules](text, at);
        if (end === undefined) return -1;
        // It looks at all that was read before, so it is only asked where there is a URL.
        const { hasOpenLink } = inner(cx);
        if (rules === "goldmark" && hasOpenLink) return -1;
        // The bracket that ends a link is no part of a URL in it. marked does not know yet whether there is a link.
        if (hasOpenLink && !(rules === "marked" && !endsLink(text, at)))
          end = at + (/^(?:[^[\]]|\[[^\]]*\])*/.exec(text.slice(at, end))?.[0].length ?? 0);
        return end <= at ? -1 : cx.addElement(cx.elt("URL", start, end + cx.offset));
      },
    },
    // A bare URL may begin within a word.
    {
      ...wordSyntax,
      parse: (cx, next, start) => (mayHaveUrls(cx) ? -1 : wordSyntax.parse(cx, next, start)),
    },
  ],
});

/** Whether the next bracket may end a link. */
const endsLink = (text: string, at: number): boolean => /^[^\][]*\][([]/.test(text.slice(at, at + 2000));

const beginsGoldmarkUrl = (cx: InlineContext, before: string, start: number): boolean =>
  /^[ \n*_~("']?$/.test(before) || endsElement(cx, start);
