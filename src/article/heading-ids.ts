/** The ids that generators make of headings: what their pages in `test/generators/` have. */
import type { HeadingPiece, HeadingSource } from "./body/heading-source.js";
import { counted, free, type HeadingIdRules, joined } from "./heading-id-rules.js";
import { docsHeadingIds } from "./heading-ids-docs.js";
import { withSteps } from "./text-steps.js";
import type { AttributeMarks, HeadingIdStyle, TextStep } from "./types.js";

/** `## Title {#id}`, https://kramdown.gettalong.org/syntax.html#specifying-a-header-id */
const kramdownId = /[\t ]\{#([A-Za-z_:\u00c0-\uffff][-\w.:\u00b7-\uffff]*)\}[ \t]*$/;
/** `## Title {#id .class key=value}`, https://gohugo.io/content-management/markdown-attributes/ */
const goldmarkList =
  /(?<![ \t])[ \t]*\{(?:[ \t,]*(?:[#.][\w:.\u0080-\uffff-]*|[A-Za-z_:][\w:.-]*[ \t]*=[ \t]*(?:"[^"]*"|'[^']*'|\[[^\]{}]*\]|[\w.-]+))(?=[\s,#}]))+[ \t,]*\}[ \t]*$/;

const goldmark = (make: (raw: string) => string): HeadingIdRules => ({
  attributes: goldmarkList,
  // https://github.com/yuin/goldmark/blob/master/parser/attribute.go: the last one counts.
  idIn: (list) => [...list.matchAll(/"[^"]*"|'[^']*'|#([\w:.\u0080-\uffff-]+)/g)].flatMap(([, id]) => id ?? []).at(-1),
  make: ({ raw }) => make(raw.slice(raw.lastIndexOf("\n") + 1)) || "heading",
  number: free,
  knowsWritten: true,
});

/** https://github.com/gohugoio/hugo/blob/master/markup/goldmark/autoid.go */
const github = (raw: string): string =>
  [...raw.trim()]
    .map((char) => (char === "-" || char === " " ? "-" : /[\p{L}\p{Nd}_]/u.test(char) ? char.toLowerCase() : ""))
    .join("");

const withoutAccents = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .normalize("NFC");

const styles: Readonly<Record<HeadingIdStyle, HeadingIdRules>> = {
  ...docsHeadingIds,
  // https://github.com/hexojs/hexo-renderer-marked/blob/master/lib/renderer.js
  marked: {
    make: ({ pieces }) => slugize(withoutTags(joined(pieces.map(smart), ["text", "code", "tag", "note"])).trim()),
    number: counted,
  },
  // https://github.com/hexojs/hexo-renderer-marked/blob/6.1.0/lib/renderer.js: character references are part of the id.
  "marked-references": {
    make: ({ pieces }) => slugize(joined(pieces.map(escaped), ["text", "code", "note"]).trim()),
    number: counted,
  },
  // https://github.com/hexojs/hexo-renderer-markdown-it/blob/master/lib/anchors.js
  "hexo-markdown-it": {
    firstLevel: 2,
    make: ({ pieces }) => slugize(joined(pieces.map(smartQuotes), ["text", "code", "tag", "image", "note"])),
    number(id, used) {
      const count = (used.get(id) ?? 0) + 1;
      used.set(id, count);
      return count === 1 ? id : `${id}-${count}`;
    },
  },
  // https://kramdown.gettalong.org/converter/html.html#auto-ids
  kramdown: {
    attributes: kramdownId,
    make: ({ raw }) =>
      raw
        .replace(/^[^a-zA-Z]+/, "")
        .replace(/[^a-zA-Z0-9 -]/g, "")
        .replaceAll(" ", "-")
        .toLowerCase() || "section",
    number: counted,
  },
  // https://github.com/kramdown/parser-gfm/blob/master/lib/kramdown/parser/gfm.rb
  "kramdown-gfm": {
    attributes: kramdownId,
    make: ({ pieces }) =>
      joined(pieces.map(withoutDashes), ["text", "code"])
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\- \t]/gu, "")
        .replace(/[ \t]/g, "-"),
    number: counted,
  },
  goldmark: goldmark(github),
  "goldmark-ascii": goldmark((raw) => github(withoutAccents(raw).replace(/[^\0-\x7f]/g, ""))),
  // https://github.com/russross/blackfriday/blob/v2/block.go (SanitizedAnchorName)
  blackfriday: goldmark((raw) => (raw.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join("-")),
};

/** The attribute list at the end of the content of a heading, and the id in it. */
export function attributesAtEnd(
  content: string,
  style: HeadingIdStyle | undefined,
  marks?: AttributeMarks,
): { readonly start: number; readonly id: string | undefined } | undefined {
  const pattern = style && (marks ? listWith(marks, content) : /[}>]$/.test(content) && styles[style].attributes);
  const found = (pattern || undefined)?.exec(content);
  if (!found) return undefined;
  const [list, ...groups] = found;
  const own = groups.find(Boolean) ?? (style && styles[style].idIn?.(list));
  const id = own ?? /(?:^|[\s{])#([^\s{}"'.=]+)|\bid=["']?([^\s"'{}]+)/.exec(list)?.slice(1).find(Boolean);
  return { start: found.index, id };
}

/** The attribute list of VitePress with other marks. */
function listWith(marks: AttributeMarks, content: string): RegExp | undefined {
  if (marks === "none" || !content.endsWith(marks[1])) return undefined;
  const [left, right] = marks.map((mark) => mark.replace(/[^\w\s]/g, "\\$&")) as [string, string];
  return new RegExp(`(?<![ \\t])[ \\t]*${left}[ \\t]*(?=[#.\\w])(?:[^{}"']|"[^"]*"|'[^']*')*${right}[ \\t]*$`);
}

/** Whether the generator reads attribute lists, which may hold ids. */
export const readsAttributes = (style: HeadingIdStyle | undefined): boolean =>
  style === undefined || styles[style].attributes !== undefined;

/** Whether `## Title ## {#id}` shows the second `##`. */
export const keepsClosingMarks = (style: HeadingIdStyle | undefined): boolean =>
  style !== undefined && (styles[style].keepsClosingMarks ?? false);

/** Whether template tags are text when ids are made. */
export const readsTemplates = (style: HeadingIdStyle): boolean => styles[style].readsTemplates ?? false;

/**
 * The ids of all headings of an article, in order. `null`: the heading has none; `undefined`: that is not known.
 *
 * @param steps how the site makes ids of texts, if not as the generator does.
 */
export function headingIds(
  headings: readonly HeadingSource[],
  style: HeadingIdStyle,
  steps?: readonly TextStep[],
): (string | null | undefined)[] {
  const { firstLevel = 1, firstShown = 1, make, text, number, knowsWritten } = styles[style];
  const made = (heading: HeadingSource) => (steps && text ? withSteps(text(heading), steps) : make(heading));
  const used = new Map<string, number>();
  // An id that is not known has no number either: `-1` is what follows an empty one.
  const numbered = (id: string | undefined) => (id === undefined ? undefined : number(id, used) || undefined);
  return headings.map((heading) => {
    if (heading.id !== undefined && knowsWritten) used.set(heading.id, 1);
    if (heading.id === undefined && heading.level < firstLevel) return null;
    const id = heading.id ?? numbered(made(heading));
    return heading.level < firstShown ? null : id;
  });
}

/** https://github.com/hexojs/hexo-util/blob/master/lib/slugize.ts */
const slugize = (text: string): string =>
  withoutDiacritics(text)
    .replace(/[\0-\x1f]/g, "")
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'<>,.?/]+/g, "-")
    .replace(/^-+|-+$/g, "");

/** Letters that are no ASCII letter with an accent. */
const ligatures = new Map(
  "Æ:AE Ø:O ß:s æ:ae ø:o Đ:D đ:d Ħ:H ħ:h ı:i Ł:L ł:l Œ:OE œ:oe Ŧ:T ŧ:t"
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);

const withoutDiacritics = (text: string): string =>
  text.replace(/[À-ɏḀ-ỿⒶ-ⓩⱠ-ⱿꜢ-ꟿＡ-Ｚａ-ｚ]/g, (letter) => {
    const plain = letter.normalize("NFKD").replace(/\p{Mn}/gu, "");
    return /^[a-z]+$/i.test(plain) ? plain : (ligatures.get(letter) ?? letter);
  });

/** kramdown makes dashes of them, which are no part of an id. */
const withoutDashes = (piece: HeadingPiece): HeadingPiece =>
  piece.kind === "text" ? { ...piece, value: piece.value.replace(/---?/g, "") } : piece;

/** A `<` before a space is text. */
const withoutTags = (html: string): string => html.replace(/<!--[\s\S]*?-->|<(?! )[^>]*>?/g, "");

/** https://github.com/markdown-it/markdown-it/blob/master/lib/rules_core/smartquotes.mjs: after punctuation, a quote opens. */
function smartQuotes(piece: HeadingPiece): HeadingPiece {
  if (piece.kind !== "text") return piece;
  const value = piece.value
    .replace(/(^|[\s\p{P}\p{S}])'(?=[\p{L}\p{N}])/gu, "$1‘")
    .replace(/(^|[\s\p{P}\p{S}])"(?=[\p{L}\p{N}])/gu, "$1“");
  return smart({ kind: "text", value });
}

/** A piece as HTML. */
function escaped(piece: HeadingPiece): HeadingPiece {
  const { kind, written } = piece;
  if (kind === "code") return { ...piece, value: asReferences(piece.value.replaceAll("&", "&amp;")) };
  const value = written ?? smart(piece).value.replace(/&(?!#?\w+;)/g, "&amp;");
  return { ...piece, value: asReferences(value) };
}

const asReferences = (html: string): string =>
  html.replace(/[<>"']/g, (char) => ({ "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[char] as string);

/** https://github.com/hexojs/hexo-renderer-marked#options (smartypants) */
function smart(piece: HeadingPiece): HeadingPiece {
  if (piece.kind !== "text") return piece;
  // marked leaves most character references as they are.
  const value = (/^&(?!(?:amp|lt|gt|quot|#39);)/.test(piece.written ?? "") ? (piece.written ?? "") : piece.value)
    .replace(/---/g, "—")
    .replace(/--/g, "–")
    .replace(/(^|[-—/([{"\s])'/g, "$1‘")
    .replace(/'/g, "’")
    .replace(/(^|[-—/([{‘\s])"/g, "$1“")
    .replace(/"/g, "”")
    .replace(/\.{3}/g, "…");
  return { ...piece, value };
}
