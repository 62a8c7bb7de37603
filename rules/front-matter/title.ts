import {
  codePoint,
  defineRule,
  type Fix,
  type FrontMatter,
  type Range,
  t,
  truncate,
  windows1252,
} from "../../src/rule.js";
import { originalTitle } from "./_original-title.js";

export default defineRule({
  name: "front-matter/title",
  summary: "Require plain-text titles of a suitable length",
  severity: "warning",
  // A title from a feed is its author's, and often part of the address: only what is shown wrongly is reported.
  presets: { "rss-archive": ["warning", { end: "" }] },
  fixable: "safe",
  options: {
    keys: { type: "array", items: { type: "string" }, default: ["title"], description: "Keys that hold titles" },
    max: {
      type: "integer",
      minimum: 1,
      default: 120,
      description: "Maximum number of characters, counted as readers see them",
    },
    min: {
      type: "integer",
      minimum: 0,
      default: 1,
      description: "Minimum number of characters, counted as readers see them; the schema validates empty titles",
    },
    end: { type: "string", default: "。．｡", description: "Characters that a title must not end with" },
  },
  messages: {
    long: (d: { key: string; length: number; max: number }) =>
      t("front-matter/title.long", '"{key}" has {count} characters, but at most {max} are allowed. Shorten the text.', {
        key: d.key,
        count: d.length,
        max: d.max,
      }),
    short: (d: { key: string; length: number; min: number }) =>
      d.length === 1
        ? t(
            "front-matter/title.short.one",
            '"{key}" has 1 character, but at least {min} are required. Use a longer text.',
            { key: d.key, min: d.min },
          )
        : t(
            "front-matter/title.short",
            '"{key}" has {count} characters, but at least {min} are required. Use a longer text.',
            { key: d.key, count: d.length, min: d.min },
          ),
    spaces: (d: { key: string }) =>
      t("front-matter/title.spaces", '"{key}" starts or ends with whitespace. Remove the whitespace.', { key: d.key }),
    tags: (d: { key: string; tag: string }) =>
      t(
        "front-matter/title.tags",
        '"{key}" contains the HTML tag "{tag}", which most themes show as text. Remove the tag.',
        { key: d.key, tag: d.tag },
      ),
    entity: (d: { key: string; entity: string; char: string }) =>
      t(
        "front-matter/title.entity",
        '"{key}" contains "{entity}", which most themes show as text. Use the character "{char}".',
        { key: d.key, entity: d.entity, char: d.char },
      ),
    hidden: (d: { key: string; char: string }) =>
      t(
        "front-matter/title.hidden",
        '"{key}" contains an escaped control character ({char}) that changes how pages and terminals show text. Remove it.',
        { key: d.key, char: d.char },
      ),
    script: (d: { key: string; code: string }) =>
      t(
        "front-matter/title.script",
        '"{key}" contains "{code}", which runs in the browsers of readers if the theme does not escape titles. Remove it.',
        { key: d.key, code: d.code },
      ),
    replaced: (d: { key: string; meant: string }) =>
      t(
        "front-matter/title.replaced",
        '"{key}" has "_" in place of characters that file names cannot have. The article has the title "{meant}". Use that text.',
        { key: d.key, meant: d.meant },
      ),
    end: (d: { key: string; end: string }) =>
      t("front-matter/title.end", '"{key}" ends with "{end}". Remove the "{end}" at the end.', {
        key: d.key,
        end: d.end,
      }),
  },

  frontMatter(frontMatter, { article, options, report }) {
    if (!frontMatter?.data) return;
    for (const key of options.keys) {
      const title = frontMatter.data[key];
      if (typeof title !== "string" || /\{\{|\{%/.test(title)) continue;
      const at = frontMatter.place([key], "value");
      if (!at) continue;
      const source = frontMatter.written([key]) ?? "";
      const write = (text: string, name: string, safety: Fix["safety"], written?: string): Fix | undefined => {
        // Without its escape, the character would be in the file, where nobody sees it.
        if (invisibleIn(text) > invisibleIn(source)) return undefined;
        // Only what changes is written anew: a text in quotes may continue in further lines.
        const kept = written === undefined ? undefined : frontMatter.setSource([key], written);
        const edit = kept ?? frontMatter.setString([key], text);
        return edit && { title: name, safety, edits: [edit] };
      };
      const inner = trimmed(title, source);
      const length = lengthOf(inner);
      // The schema says whether a title may be empty.
      if (length === 0) continue;
      if (length < options.min) {
        report("short", { at, data: { key, length, min: options.min } });
      } else if (length > options.max) report("long", { at, data: { key, length, max: options.max } });
      // The newline at the end of a YAML block scalar is part of its syntax.
      const isBlock = /^[|>]/.test(frontMatter.written([key]) ?? "");
      if (inner !== title && !(isBlock && title.startsWith(inner) && title.slice(inner.length).trim() === ""))
        report("spaces", {
          at,
          data: { key },
          fix: write(inner, t("front-matter/title.fix.spaces", "Remove the whitespace"), "safe", quotedTrimmed(source)),
        });

      // text/invisible reports the characters themselves, everywhere in the file.
      const [char] = hidden.exec(title) ?? [];
      if (char !== undefined && !frontMatter.written([key])?.includes(char))
        report("hidden", {
          at,
          data: { key, char: codePoint(char) },
          fix: write(
            title.replace(new RegExp(hidden, "g"), ""),
            t("front-matter/title.fix.hidden", "Remove the hidden characters"),
            "unsafe",
          ),
        });
      const code = active.exec(title);
      if (code)
        report("script", {
          at: placeOf(frontMatter, key, title, code.index, code[0].length) ?? at,
          data: { key, code: truncate(code[0]) },
        });

      const tag = formatting.test(title) ? title.match(firstFormatting) : null;
      if (tag)
        report("tags", {
          at: placeOf(frontMatter, key, title, tag.index ?? 0, tag[0].length) ?? at,
          data: { key, tag: truncate(tag[0]) },
          fix: write(title.replace(allFormatting, ""), t("front-matter/title.fix.tags", "Remove the tags"), "unsafe"),
        });
      const entity = [...title.matchAll(allReferences)].find(([reference]) => decoded(reference) !== undefined);
      if (entity)
        report("entity", {
          at: placeOf(frontMatter, key, title, entity.index, entity[0].length) ?? at,
          data: { key, entity: entity[0], char: decoded(entity[0]) ?? "" },
          fix: write(
            title.replace(allReferences, (reference) => decoded(reference) ?? reference),
            t("front-matter/title.fix.entities", "Replace the character references with the characters"),
            "unsafe",
          ),
        });
      const meant = originalTitle(article, inner);
      if (meant !== undefined)
        report("replaced", {
          at,
          data: { key, meant: truncate(meant) },
          fix: write(meant, t("front-matter/title.fix.replaced", "Use the title in the article"), "unsafe"),
        });
      const end = [...inner].at(-1) ?? "";
      if (end !== "" && options.end.includes(end) && !inner.endsWith(end + end)) {
        const last = title.lastIndexOf(end);
        report("end", {
          at: placeOf(frontMatter, key, title, last, end.length) ?? at,
          data: { key, end },
          fix: write(
            title.slice(0, last),
            t("front-matter/title.fix.end", 'Remove the "{end}" at the end', { end }),
            "unsafe",
          ),
        });
      }
    }
  },
});

/** The range of a part of a title; `undefined` where the source differs from the value (escapes, folded lines). */
function placeOf(frontMatter: FrontMatter, key: string, title: string, at: number, length: number): Range | undefined {
  const value = frontMatter.place([key], "value");
  const written = frontMatter.written([key]) ?? "";
  const quote = /^["']/.test(written) ? 1 : 0;
  if (!value || written.slice(quote, written.length - quote) !== title) return undefined;
  const start = value.start + quote + at;
  return { start, end: start + length };
}

/**
 * Without whitespace and zero-width spaces at the start and end. Characters that text/invisible reports, because they are
 * in the file and not written as an escape, stay: one rule is enough.
 */
function trimmed(title: string, source: string): string {
  const isSpace = (at: number) => {
    const char = title[at] ?? "";
    if (/[\u000b\u000c\u200b\u2028\u2029\ufeff]/.test(char)) return !source.includes(char);
    return char.trim() === "";
  };
  let start = 0;
  let end = title.length;
  while (start < end && isSpace(start)) start++;
  while (end > start && isSpace(end - 1)) end--;
  return title.slice(start, end);
}

/** A text in quotes and several lines without the spaces at its ends; `undefined` for others. */
function quotedTrimmed(source: string): string | undefined {
  const [, quote, text = ""] = /^(["'])(.*)\1$/s.exec(source) ?? [];
  if (!/[\r\n]/.test(text)) return undefined;
  const inner = text.replace(/^[ \t]+|(?<![ \t])[ \t]+$/g, "");
  return quote === undefined || inner === text || /\\$|^[\r\n]|[\r\n]$/.test(inner) ? undefined : quote + inner + quote;
}

/** Created at first use: that takes longer than to lint an article. */
let segments: Intl.Segmenter | undefined;

/** In grapheme clusters (https://unicode.org/reports/tr29/): a family emoji is one, so is a letter with its accents. */
function lengthOf(text: string): number {
  if (simple.test(text)) return text.length;
  segments ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  let clusters = 0;
  for (const _ of segments.segment(text)) clusters++;
  return clusters;
}

/** ASCII, Latin letters, punctuation without joiners, kana, CJK ideographs: each is one character for readers. */
const simple =
  /^[\x20-\x7e\u00a0-\u02ff\u2010-\u2027\u3000-\u3029\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uff01-\uff5e]*$/;

/** Control characters, and characters that change the direction of text. */
const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** How many characters of a text are invisible; without control characters, which a fix writes as escapes. */
const invisibleIn = (text: string): number =>
  text.match(/(?![ \p{Cc}])[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu)?.length ?? 0;

/** A script, or a tag with a handler. "How to use <script>" is text. */
const active = /<script(?:\s[^<>]{0,500})?>(?=.{0,5000}<\/script)|<[a-z][^<>]{0,500}\son[a-z]{3,20}\s{0,9}=/is;

const formattingNames = "a|b|i|u|s|em|strong|del|ins|strike|sub|sup|code|font|span|small|big|mark|p|div|h[1-6]|center";
/** Formatting that the author wanted to apply. `<video>` in "How to use <video>" is text. */
const formatting = new RegExp(`<br\\s{0,9}/?>|</(?:${formattingNames})\\s{0,9}>`, "i");
const firstFormatting = new RegExp(`<br\\s{0,9}/?>|</?(?:${formattingNames})(?:\\s[^<>]*)?>`, "i");
const allFormatting = new RegExp(firstFormatting, "gi");

/** The references that feeds and editors put into titles; others are rare, or text about HTML. */
const named: Readonly<Record<string, string>> = {
  amp: "&",
  quot: '"',
  apos: "'",
  nbsp: " ",
  lt: "<",
  gt: ">",
  ldquo: "“",
  rdquo: "”",
  lsquo: "‘",
  rsquo: "’",
  hellip: "…",
  mdash: "—",
  ndash: "–",
  middot: "·",
};
const allReferences = new RegExp(`&(?:${Object.keys(named).join("|")}|#\\d{1,6}|#[xX][0-9a-fA-F]{1,6});`, "g");

/** Decodes a reference as browsers do; `undefined` if the result is not text. */
function decoded(reference: string): string | undefined {
  const name = reference.slice(1, -1);
  if (!name.startsWith("#")) return named[name];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  // https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state
  if (code >= 0x80 && code <= 0x9f) {
    const char = windows1252[code - 0x80] ?? "";
    return char.charCodeAt(0) === code ? undefined : char;
  }
  const isText = code > 31 && code !== 127 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000);
  return isText ? String.fromCodePoint(code) : undefined;
}
