import { type Article, defineRule, type Edit, proseRanges, type Range, t, truncate } from "../../src/rule.js";

const han = "[\\u3041-\\u30fa\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff]";

/** After a Chinese character and before another, a space or the end of the line. `:smile:` and `3:30` do not match. */
const afterHan = `(?<=${han}[”’"']?|[」』）】》])([,!?;:])[ \\t]*(?=${han}|[“‘「『（【《]|\\r?(?:$|\\n)|(?<=[ \\t])\\S)`;
/**
 * After a Latin word or a number and before Chinese: `API,效果`. Not in `:smile:好`, nor after names such as Yahoo!, and not before
 * a quotation mark, which may end a Latin quotation.
 */
const afterLatin = `(?<=[A-Za-z0-9)%+#])(?<!(?<![A-Za-z0-9]):[\\w+-]+)([,?;:])(?=${han}|[「『（【《])`;
const marks = new RegExp(`${afterHan}|${afterLatin}`, "g");

/** A full stop only at the end of a line: within one, it may separate the parts of a name, `约翰.史密斯`. */
const stops = new RegExp(`(?<=${han}[”’]?|[」』）】》])\\.(?=[ \\t]*\\r?(?:$|\\n))`, "g");

const brackets = new RegExp(`(?<=${han})[ ]?\\(([^()\\r\\n]{0,200})\\)`, "g");

const wide: Readonly<Record<string, string>> = { ",": "，", "!": "！", "?": "？", ";": "；", ":": "：" };

export default defineRule({
  name: "text/fullwidth-punctuation",
  summary: "Require full-width punctuation and half-width letters and digits in Chinese text",
  severity: "off",
  fixable: "unsafe",
  options: {
    brackets: { type: "boolean", default: true, description: "Also report `(…)` around Chinese text" },
    letters: {
      type: "boolean",
      default: true,
      description: "Also report full-width letters and digits such as `Ａ１`",
    },
    frontMatterKeys: {
      type: "array",
      items: { type: "string" },
      default: ["title"],
      description: "Front matter keys whose values are also checked",
    },
  },
  messages: {
    halfWidth: (d: { found: string; replacement: string; more: number }) =>
      t("text/fullwidth-punctuation.halfWidth", 'Half-width "{found}" in Chinese text{more}. Use "{replacement}".', {
        found: d.found,
        more: morePlaces(d.more),
        replacement: d.replacement,
      }),
    fullWidth: (d: { found: string; replacement: string; more: number }) =>
      t("text/fullwidth-punctuation.fullWidth", 'Full-width "{found}"{more}. Use "{replacement}".', {
        found: d.found,
        more: morePlaces(d.more),
        replacement: d.replacement,
      }),
  },

  source(article, { options, report }) {
    const { text } = article;
    if (
      !/[\u3041-\u9fff][ ”’"']?[,!?;:.(]|[」』）】》][,!?;:.]|[A-Za-z0-9)%+#][,?;:][\u3041-\u9fff「『（【《]|[０-９Ａ-Ｚａ-ｚ]/.test(
        text,
      )
    )
      return;
    const punctuation: Edit[] = [];
    const letters: Edit[] = [];
    for (const range of proseRanges(article, options.frontMatterKeys)) {
      for (const edit of halfWidthIn(article, range, options.brackets)) punctuation.push(edit);
      if (options.letters)
        for (const { start, end, found } of matches(text, range, /[０-９Ａ-Ｚａ-ｚ]+/g))
          letters.push({ range: { start, end }, text: found.normalize("NFKC") });
    }
    const reportAll = (id: "halfWidth" | "fullWidth", edits: readonly Edit[]) => {
      const [first] = edits;
      if (!first) return;
      const found = truncate(text.slice(first.range.start, first.range.end).trimEnd(), 20);
      const data = { found, replacement: truncate(first.text, 20), more: edits.length - 1 };
      const { start } = first.range;
      report(id, {
        at: { start, end: start + found.length },
        data,
        fix: {
          title:
            id === "halfWidth"
              ? t("text/fullwidth-punctuation.fix.punctuation", "Use full-width punctuation")
              : t("text/fullwidth-punctuation.fix.letters", "Use half-width letters and digits"),
          safety: "unsafe",
          edits,
        },
      });
    };
    reportAll("halfWidth", punctuation);
    reportAll("fullWidth", letters);
  },
});

function morePlaces(more: number): string {
  if (more === 0) return "";
  return more === 1
    ? t("common.morePlace", " (and in 1 more place)")
    : t("common.morePlaces", " (and in {more} more places)", { more });
}

function* matches(text: string, { start, end }: Range, pattern: RegExp) {
  for (const match of text.slice(start, end).matchAll(pattern)) {
    const [found] = match;
    yield {
      start: start + match.index,
      end: start + match.index + found.length,
      found,
      inner: match[1] ?? match[2] ?? "",
    };
  }
}

function halfWidthIn({ text }: Article, range: Range, withBrackets: boolean): Edit[] {
  const edits: Edit[] = [];
  for (const { start, end, inner } of matches(text, range, marks)) {
    // Code or a link may follow the range, and the character may be the start of it.
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
