import { type Article, cut, defineRule, type Edit, proseWith, type Range, t } from "../../src/rule.js";

const han = "[\\u3041-\\u30fa\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff]";

/** Behind a character, in front of another, of a blank or of the end: `:smile:` and `3:30` are not that. */
const marks = new RegExp(
  `(?<=${han}[”’]?|[」』）】》])([,!?;:])[ \\t]*(?=${han}|[“‘「『（【《]|\\r?(?:$|\\n)|(?<=[ \\t])\\S)`,
  "g",
);

/** A full stop only at the end of a line: within one it may part a name, `约翰.史密斯`. */
const stops = new RegExp(`(?<=${han}[”’]?|[」』）】》])\\.(?=[ \\t]*\\r?(?:$|\\n))`, "g");

const brackets = new RegExp(`(?<=${han})[ ]?\\(([^()\\r\\n]{0,200})\\)`, "g");

const wide: Readonly<Record<string, string>> = { ",": "，", "!": "！", "?": "？", ";": "；", ":": "：" };

export default defineRule({
  name: "text/fullwidth-punctuation",
  summary: "Chinese text has fullwidth punctuation, and letters and digits of ordinary width",
  severity: "off",
  fixable: "unsafe",
  options: {
    brackets: { type: "boolean", default: true, description: "tell of `(…)` around Chinese words, too" },
    letters: { type: "boolean", default: true, description: "tell of fullwidth letters and digits, too: `Ａ１`" },
    frontMatterKeys: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "front matter values that are looked at as well, such as `title`",
    },
  },
  messages: {
    narrow: (d: { found: string; meant: string; more: number }) =>
      t("text/fullwidth-punctuation.narrow", '"{found}" stands in Chinese text{more}: write "{meant}"', {
        found: d.found,
        more: also(d.more),
        meant: d.meant,
      }),
    wide: (d: { found: string; meant: string; more: number }) =>
      t("text/fullwidth-punctuation.wide", '"{found}" is written in fullwidth characters{more}: write "{meant}"', {
        found: d.found,
        more: also(d.more),
        meant: d.meant,
      }),
  },

  source(article, { options, report }) {
    const { text } = article;
    if (!/[\u3041-\u9fff][ ”’]?[,!?;:.(]|[」』）】》][,!?;:.]|[０-９Ａ-Ｚａ-ｚ]/.test(text)) return;
    const narrow: Edit[] = [];
    const letters: Edit[] = [];
    for (const range of proseWith(article, options.frontMatterKeys)) {
      for (const edit of narrowIn(article, range, options.brackets)) narrow.push(edit);
      if (options.letters)
        for (const { start, end, found } of matches(text, range, /[０-９Ａ-Ｚａ-ｚ]+/g))
          letters.push({ range: { start, end }, text: found.normalize("NFKC") });
    }
    const tell = (id: "narrow" | "wide", edits: readonly Edit[]) => {
      const [first] = edits;
      if (!first) return;
      const found = cut(text.slice(first.range.start, first.range.end).trimEnd(), 20);
      const data = { found, meant: cut(first.text, 20), more: edits.length - 1 };
      const { start } = first.range;
      report(id, {
        at: { start, end: start + found.length },
        data,
        fix: {
          title:
            id === "narrow"
              ? t("text/fullwidth-punctuation.fix.writeFullwidthPunctuation", "write fullwidth punctuation")
              : t("text/fullwidth-punctuation.fix.writeOrdinaryLetters", "write ordinary letters"),
          safety: "unsafe",
          edits,
        },
      });
    };
    tell("narrow", narrow);
    tell("wide", letters);
  },
});

function also(more: number): string {
  if (more === 0) return "";
  return more === 1
    ? t("common.morePlace", " (and so in 1 more place)")
    : t("common.morePlaces", " (and so in {more} more places)", { more });
}

function* matches(text: string, { start, end }: Range, pattern: RegExp) {
  for (const match of text.slice(start, end).matchAll(pattern)) {
    const [found] = match;
    yield { start: start + match.index, end: start + match.index + found.length, found, inner: match[1] ?? "" };
  }
}

function narrowIn({ text }: Article, range: Range, withBrackets: boolean): Edit[] {
  const edits: Edit[] = [];
  for (const { start, end, inner } of matches(text, range, marks)) {
    // Where the range ends, code or a link may go on from here: then the sign may be the beginning of something.
    if (end === range.end && !/^(?:$|\s|<\/)/.test(text.slice(end, end + 2))) continue;
    edits.push({ range: { start, end }, text: wide[inner] ?? inner });
  }
  for (const { start, end } of matches(text, range, stops)) {
    if (end === range.end && !/^(?:$|\s|<\/)/.test(text.slice(end, end + 2))) continue;
    edits.push({ range: { start, end }, text: "。" });
  }
  if (withBrackets)
    for (const { start, end, found, inner } of matches(text, range, brackets)) {
      if (!/[\u3041-\u9fff]/.test(inner)) continue;
      const open = start + found.indexOf("(");
      edits.push({ range: { start, end: open + 1 }, text: "（" }, { range: { start: end - 1, end }, text: "）" });
    }
  return edits.sort((a, b) => a.range.start - b.range.start);
}
