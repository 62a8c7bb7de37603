import { cut, defineRule, type Fix } from "../../src/rule.js";

export default defineRule({
  name: "front-matter/title",
  summary: "Titles are plain text of a length that lists and search results can show",
  severity: "warning",
  fixable: "safe",
  options: {
    keys: { type: "array", items: { type: "string" }, default: ["title"], description: "the keys that hold titles" },
    max: { type: "integer", minimum: 1, default: 120, description: "characters, as readers count them, at most" },
    min: { type: "integer", minimum: 0, default: 1, description: "characters, as readers count them, at least" },
    end: { type: "string", default: "。", description: "characters that a title does not end with, such as `。.`" },
  },
  messages: {
    long: (d: { key: string; length: number; max: number }) =>
      `"${d.key}" has ${d.length} characters, ${d.max} are allowed: shorten it`,
    short: (d: { key: string; length: number; min: number }) =>
      d.length === 0
        ? `"${d.key}" is empty: write what the article is about`
        : `"${d.key}" has ${d.length} character${d.length === 1 ? "" : "s"}, ${d.min} are wanted: say more`,
    blanks: (d: { key: string }) => `"${d.key}" has blanks around it: remove them`,
    tags: (d: { key: string; tag: string }) =>
      `"${d.key}" holds the HTML tag "${d.tag}", which most themes show as it is written: remove it`,
    entity: (d: { key: string; entity: string; char: string }) =>
      `"${d.key}" holds "${d.entity}", which most themes show as it is written: write "${d.char}"`,
    end: (d: { key: string; end: string }) => `"${d.key}" ends with "${d.end}": a title has no full stop`,
    damaged: (d: { key: string; part: string }) =>
      `"${d.key}" holds "${d.part}", which is text read in the wrong encoding: restore it from its source`,
  },

  frontMatter(frontMatter, { options, report }) {
    if (!frontMatter?.data) return;
    for (const key of options.keys) {
      const title = frontMatter.data[key];
      if (typeof title !== "string" || /\{\{|\{%/.test(title)) continue;
      const value = frontMatter.place([key], "value");
      if (!value) continue;
      const at = value.start === value.end ? (frontMatter.place([key], "key") ?? value) : value;
      const write = (text: string, name: string, safety: Fix["safety"]): Fix | undefined => {
        const edit = frontMatter.setString([key], text);
        return edit && { title: name, safety, edits: [edit] };
      };
      const inner = title.replace(/^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/g, "");
      const length = lengthOf(inner);
      if (length < options.min) {
        report("short", { at, data: { key, length, min: options.min } });
        if (length === 0) continue;
      } else if (length > options.max) report("long", { at, data: { key, length, max: options.max } });
      if (inner !== title) report("blanks", { at, data: { key }, fix: write(inner, "remove the blanks", "safe") });

      const tag = formatting.exec(title)?.[0];
      if (tag !== undefined)
        report("tags", {
          at,
          data: { key, tag: cut(tag) },
          fix: write(title.replace(everyFormatting, ""), "remove the tags", "unsafe"),
        });
      const entity = references.exec(title)?.[0];
      if (entity !== undefined)
        report("entity", {
          at,
          data: { key, entity, char: decoded(entity) },
          fix: write(title.replace(everyReference, decoded), "write the characters", "unsafe"),
        });
      const part = mojibake.exec(title)?.[0];
      if (part !== undefined) report("damaged", { at, data: { key, part } });
      const end = [...inner].at(-1) ?? "";
      if (end !== "" && options.end.includes(end) && !inner.endsWith(end + end))
        report("end", {
          at,
          data: { key, end },
          fix: write(title.slice(0, title.lastIndexOf(end)), `remove the "${end}"`, "unsafe"),
        });
    }
  },
});

const segments = new Intl.Segmenter("en", { granularity: "grapheme" });

/** In grapheme clusters (https://unicode.org/reports/tr29/): a family emoji is one, so is a letter with its accents. */
function lengthOf(text: string): number {
  if (simple.test(text)) return text.length;
  let clusters = 0;
  for (const _ of segments.segment(text)) clusters++;
  return clusters;
}

/** ASCII, Latin letters, general punctuation without joiners, kana, CJK ideographs: nothing here joins its neighbours. */
const simple =
  /^[\x20-\x7e\u00a0-\u02ff\u2010-\u2027\u3000-\u3029\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uff01-\uff5e]*$/;

/** Formatting that somebody meant to be applied. `<video>` in "How to use <video>" is text. */
const formatting = /<br\s*\/?>|<\/(?:b|i|u|em|strong|font|span|small|big|mark|p|div|h[1-6]|center)\s*>/i;
const everyFormatting =
  /<br\s*\/?>|<\/?(?:b|i|u|em|strong|font|span|small|big|mark|p|div|h[1-6]|center)(?:\s[^<>]*)?>/gi;

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
const references = new RegExp(`&(?:${Object.keys(named).join("|")}|#\\d{1,6}|#[xX][0-9a-fA-F]{1,6});`);
const everyReference = new RegExp(references, "g");

function decoded(reference: string): string {
  const name = reference.slice(1, -1);
  const [, hexadecimal, decimal] = /^#(?:[xX]([0-9a-fA-F]+)|(\d+))$/.exec(name) ?? [];
  const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal);
  if (hexadecimal || decimal)
    return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : reference;
  return named[name] ?? reference;
}

/**
 * The replacement character; what it becomes when UTF-8 is read as GBK; bytes that were never written, in GBK; the byte
 * order mark, quotes and accented letters of UTF-8 read as Windows-1252.
 */
const mojibake = /\ufffd|锟斤拷|烫烫烫|屯屯屯|ï»¿|â€[™œ˜¦“”\u009d]|Ã[\u00a0-\u00bf]/;
