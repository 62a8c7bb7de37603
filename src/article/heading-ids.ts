/** The ids that generators make of headings: what their pages in `test/generators/` have. */
import type { HeadingPiece, HeadingSource } from "./body/heading-source.js";
import type { HeadingIdStyle } from "./types.js";

interface Style {
  /** The attribute list at the end of a heading; the first group that is not empty is the id. */
  readonly attributes?: RegExp;
  /** Headings above this level get no id. */
  readonly firstLevel?: number;
  /** The id before it is numbered. */
  make(heading: HeadingSource): string;
  /** @param used ids with a count that the style chooses. */
  number(id: string, used: Map<string, number>): string;
  /** Whether written ids count when ids are numbered. */
  readonly knowsWritten?: true;
}

/** `## Title {#id}`, https://kramdown.gettalong.org/syntax.html#specifying-a-header-id */
const kramdownId = /[\t ]+\{#([A-Za-z_:\u00c0-\uffff][-\w.:\u00b7-\uffff]*)\}[ \t]*$/;
/** `## Title {#id .class key=value}`, https://gohugo.io/content-management/markdown-attributes/ */
const goldmarkList = /[ \t]*\{[ \t]*(?=[#.\w])(?:[^{}"']|"[^"]*"|'[^']*')*\}[ \t]*$/;

const joined = (pieces: readonly HeadingPiece[], kinds: readonly HeadingPiece["kind"][]): string =>
  pieces.flatMap(({ kind, value }) => (kinds.includes(kind) ? value : [])).join("");

/** `a`, `a-1`, `a-2`: each id has its own count. */
function counted(id: string, used: Map<string, number>): string {
  const count = used.get(id) ?? 0;
  used.set(id, count + 1);
  return count === 0 ? id : `${id}-${count}`;
}

/** The first of `a`, `a-1`, `a-2` that is free. */
function free(id: string, used: Map<string, number>): string {
  let name = id;
  for (let next = 1; used.has(name); next++) name = `${id}-${next}`;
  used.set(name, 1);
  return name;
}

const goldmark = (make: (raw: string) => string): Style => ({
  attributes: goldmarkList,
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

const styles: Readonly<Record<HeadingIdStyle, Style>> = {
  // https://github.com/hexojs/hexo-renderer-marked/blob/master/lib/renderer.js
  marked: {
    make: ({ pieces }) => slugize(withoutTags(joined(pieces.map(smart), ["text", "code", "tag"])).trim()),
    number: counted,
  },
  // https://github.com/hexojs/hexo-renderer-markdown-it/blob/master/lib/anchors.js
  "hexo-markdown-it": {
    firstLevel: 2,
    make: ({ pieces }) => slugize(joined(pieces, ["text", "code", "tag", "image"])),
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
      joined(pieces, ["text", "code"])
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
): { readonly start: number; readonly id: string | undefined } | undefined {
  const pattern = style && content.endsWith("}") ? styles[style].attributes : undefined;
  const found = pattern?.exec(content);
  if (!found) return undefined;
  const [list, own] = found;
  const id = own ?? /(?:^|[\s{])#([^\s{}"'.=]+)|\bid=["']?([^\s"'{}]+)/.exec(list)?.slice(1).find(Boolean);
  return { start: found.index, id };
}

/** The ids of all headings of an article, in order. */
export function headingIds(headings: readonly HeadingSource[], style: HeadingIdStyle): (string | undefined)[] {
  const { firstLevel = 1, make, number, knowsWritten } = styles[style];
  const used = new Map<string, number>();
  return headings.map((heading) => {
    if (heading.id === undefined) return heading.level < firstLevel ? undefined : number(make(heading), used);
    if (knowsWritten) used.set(heading.id, 1);
    return heading.id;
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

/** A `<` before a space is text. */
const withoutTags = (html: string): string => html.replace(/<!--[\s\S]*?-->|<(?! )[^>]*>?/g, "");

/** https://github.com/hexojs/hexo-renderer-marked#options (smartypants) */
function smart(piece: HeadingPiece): HeadingPiece {
  if (piece.kind !== "text" || !/['"]|--|\.{3}/.test(piece.value)) return piece;
  const value = piece.value
    .replace(/---/g, "—")
    .replace(/--/g, "–")
    .replace(/(^|[-—/([{"\s])'/g, "$1‘")
    .replace(/'/g, "’")
    .replace(/(^|[-—/([{‘\s])"/g, "$1“")
    .replace(/"/g, "”")
    .replace(/\.{3}/g, "…");
  return { ...piece, value };
}
