import { type Article, defineRule, type Edit, proseRanges, type Range, t, truncate } from "../../src/rule.js";

const han = "[\\u3041-\\u30fa\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff]";

/** What follows a mark of Chinese text: Chinese, a quotation or bracket of it, a word or a number, a space, or the end of the line. */
const rest = `${han}|[“‘「『（【《]|["']${han}|[A-Za-z0-9¥]|\\r?(?:$|\\n)|(?<=[ \\t])\\S`;

/** Not the name of an emoji (`:smile:`), a query (`?q=1`) or the form of a time (`时:分:秒`). */
const noName = "(?!:[\\w+-]+:|\\?[\\w.-]+=|(?<=时):分|(?<=分):秒)";

/** After a Chinese character, and what may end a quotation of it. `3:30` does not match. */
const afterHan = `(?<=${han}[”’"']?|[」』）】》])${noName}([,;:]|[!?]+)[ \\t]*(?=${rest})`;
/**
 * After a Latin word or a number, or a quotation of them, and before Chinese: `API,效果`. Not in `:smile:好`, nor after names such as
 * Yahoo!, and not before a quotation mark, which may end a Latin quotation.
 */
const afterLatin = `(?<=[A-Za-z0-9)%+#]["”’]?)(?<!(?<![A-Za-z0-9]):[\\w+-]+)([,?;:])(?=${han}|[「『（【《])`;
const marks = new RegExp(`${afterHan}|${afterLatin}`, "g");

/** A full stop only at the end of a line: within one, it may separate the parts of a name, `约翰.史密斯`. */
const stops = new RegExp(`(?<=${han}[”’]?|[」』）】》])\\.(?=[ \\t]*\\r?(?:$|\\n))`, "g");

const brackets = new RegExp(`(?<=${han})[ ]?\\(([^()\\r\\n]{0,200})\\)`, "g");

/** Markup that readers do not see, between two parts of one text: the ends of bold text and of links. */
const betweenParts =
  /^(?:[*_~]{1,3}|\[|\]\([^()\s]{0,2000}\)|<\/?(?:a|b|strong|em|i|span|u|s|del|mark|font)(?:\s[^<>]{0,2000})?>){1,6}$/;

/** Inline code is like a Latin word: a mark between it and Chinese text belongs to the Chinese. */
const codeSpan = /^(`{1,3})[^`\r\n]{1,2000}\1$/;

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
      !/[\u3041-\u9fff][ ”’"']?[,!?;:.(]|[」』）】》*_~>)`][,!?;:.]|[A-Za-z0-9)%+#][,?;:][\u3041-\u9fff「『（【《]|[０-９Ａ-Ｚａ-ｚ]/.test(
        text,
      )
    )
      return;
    const punctuation: Edit[] = [];
    const letters: Edit[] = [];
    for (const part of partsOf(text, proseRanges(article, options.frontMatterKeys))) {
      for (const edit of halfWidthIn(article, part, options.brackets)) punctuation.push(edit);
      if (options.letters)
        for (const { start, end, found } of matches(text, part, /[０-９Ａ-Ｚａ-ｚ]+/g))
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

/** A range of text with the characters that readers see before and after it. */
interface Part extends Range {
  readonly before: string;
  readonly after: string;
}

/** Bold text and links end a range, but not the sentence. */
function partsOf(text: string, ranges: readonly Range[]): Part[] {
  const isOne = (left: Range | undefined, right: Range | undefined) =>
    left !== undefined && right !== undefined && betweenParts.test(text.slice(left.end, right.start));
  return ranges.map((range, at) => {
    const [previous, next] = [ranges[at - 1], ranges[at + 1]];
    const gap = previous ? text.slice(previous.end, range.start) : "";
    const before =
      previous && isOne(previous, range)
        ? text.slice(Math.max(previous.start, previous.end - 2), previous.end)
        : codeSpan.test(gap)
          ? "a"
          : "";
    // Code or a link may follow the range, and a mark may be the start of it. NUL is neither text nor the end of a line.
    const isEnd = /^(?:[*_~]{1,3})?(?:$|\s|<\/)/.test(text.slice(range.end, range.end + 5));
    const isJoined = !isEnd && isOne(range, next);
    const after = next && isJoined ? text.slice(next.start, Math.min(next.end, next.start + 2)) : isEnd ? "" : "\0";
    return { ...range, before, after };
  });
}

function* matches(text: string, { start, end, before, after }: Part, pattern: RegExp) {
  for (const match of `${before}${text.slice(start, end)}${after}`.matchAll(pattern)) {
    const [found] = match;
    const at = start + match.index - before.length;
    if (at < start || at + found.length > end) continue;
    yield { start: at, end: at + found.length, found, inner: match[1] ?? match[2] ?? "" };
  }
}

function halfWidthIn({ text }: Article, part: Part, withBrackets: boolean): Edit[] {
  const edits: Edit[] = [];
  for (const { start, end, inner } of matches(text, part, marks))
    edits.push({ range: { start, end }, text: [...inner].map((mark) => wide[mark] ?? mark).join("") });
  for (const { start, end } of matches(text, part, stops)) edits.push({ range: { start, end }, text: "。" });
  if (withBrackets)
    for (const { start, end, found, inner } of matches(text, part, brackets)) {
      if (!/[\u3041-\u9fff]/.test(inner)) continue;
      const open = start + found.indexOf("(");
      edits.push({ range: { start, end: open + 1 }, text: "（" }, { range: { start: end - 1, end }, text: "）" });
    }
  return edits.sort((a, b) => a.range.start - b.range.start);
}
