import { defineRule, type Edit, proseRanges, t, truncate } from "../../src/rule.js";

/** Chinese characters and kana. Korean is written with spaces anyway. */
const han = "[\\u3041-\\u30fa\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff]";
const opening = "（「『【《〈“‘";
const closing = "，。！？；：、）」』】》〉";

/** Half-width brackets with Latin text, such as `(Figure 1)`. Brackets around Chinese text are full-width, `（图一）`. */
const latin = "[^()\\u2e80-\\uffff\\r\\n]";
const beforeBrackets = `(?=\\((?=[^()]{0,60}[A-Za-z])${latin}{1,60}\\))`;
/** After such brackets, and after the name of a function, `foo()`. */
const afterBrackets = `(?<=\\))(?:(?<=\\(${latin}{1,60}\\))(?<=[A-Za-z][^()]{0,60}\\))|(?<=[A-Za-z]\\(\\)))`;

/** Where a space is required: between a character and a letter, a digit or such brackets. A percent sign belongs to its number. */
const missing = {
  letters: new RegExp(
    `(?<=${han})(?:(?=[A-Za-z])|${beforeBrackets})|(?=${han})(?:(?<=[A-Za-z])|${afterBrackets})`,
    "g",
  ),
  all: new RegExp(
    `(?<=${han})(?:(?=[A-Za-z0-9])|${beforeBrackets})|(?=${han})(?:(?<=[A-Za-z0-9%])|${afterBrackets})`,
    "g",
  ),
};
const between = {
  letters: new RegExp(
    `(?<=${han}) +(?:(?=[A-Za-z])|${beforeBrackets})|(?:(?<=[A-Za-z])|${afterBrackets}) +(?=${han})`,
    "g",
  ),
  all: new RegExp(
    `(?<=${han}) +(?:(?=[A-Za-z0-9])|${beforeBrackets})|(?:(?<=[A-Za-z0-9%])|${afterBrackets}) +(?=${han})`,
    "g",
  ),
};
/** Full-width punctuation includes its own spacing. */
const nextToPunctuation = new RegExp(`(?<=[^\\s>#*+-]) +(?=[${closing}])|(?<=[${opening}${closing}]) +(?=[^\\s])`, "g");

export default defineRule({
  name: "text/cjk-spacing",
  summary: "Require a space between Chinese and Latin text, and none next to full-width punctuation",
  severity: "off",
  fixable: "unsafe",
  options: {
    style: {
      type: "string",
      enum: ["blank", "none"],
      default: "blank",
      description: "Whether to require a space between Chinese and Latin text (`blank`) or to disallow it (`none`)",
    },
    digits: { type: "boolean", default: true, description: "Treat digits like Latin letters: `5 月`, not `5月`" },
    punctuation: { type: "boolean", default: true, description: "Report spaces next to full-width punctuation" },
    frontMatterKeys: {
      type: "array",
      items: { type: "string" },
      default: ["title"],
      description: "Front matter keys whose values are also checked",
    },
  },
  messages: {
    missing: (d: { near: string; more: number }) =>
      t("text/cjk-spacing.missing", 'Missing space between Chinese and Latin text in "{near}"{more}. Add a space.', {
        near: d.near,
        more: morePlaces(d.more),
      }),
    extra: (d: { near: string; more: number }) =>
      t("text/cjk-spacing.extra", 'Space between Chinese and Latin text in "{near}"{more}. Remove the space.', {
        near: d.near,
        more: morePlaces(d.more),
      }),
    punctuation: (d: { near: string; more: number }) =>
      t("text/cjk-spacing.punctuation", 'Space next to full-width punctuation in "{near}"{more}. Remove the space.', {
        near: d.near,
        more: morePlaces(d.more),
      }),
  },

  source(article, { options, report }) {
    const { text } = article;
    if (!/[\u3041-\u9fff]/.test(text)) return;
    const which = options.digits ? "all" : "letters";
    const words = options.style === "blank" ? missing[which] : between[which];
    // A quick test first: most articles of an author who cares have no violation.
    const hasWords = text.search(words) >= 0;
    const hasPunctuation = options.punctuation && text.search(nextToPunctuation) >= 0;
    if (!hasWords && !hasPunctuation) return;
    const ranges = proseRanges(article, options.frontMatterKeys);
    const find = (pattern: RegExp, replacement: string): Edit[] =>
      ranges.flatMap(({ start, end }) =>
        [...text.slice(start, end).matchAll(pattern)].map(({ 0: found, index }) => ({
          range: { start: start + index, end: start + index + found.length },
          text: replacement,
        })),
      );
    const reportAll = (id: "missing" | "extra" | "punctuation", title: string, edits: readonly Edit[]) => {
      const [first] = edits;
      if (!first) return;
      const { start, end } = first.range;
      const near = text.slice(Math.max(0, start - 4), end + 4).replace(/^.*[\r\n\ufeff>]|[\r\n<].*$/gs, "");
      // The characters on both sides, since an empty range would not be visible.
      const at = { start: start - 1, end: end + 1 };
      report(id, {
        at,
        data: { near: truncate(near), more: edits.length - 1 },
        fix: { title, safety: "unsafe", edits },
      });
    };
    if (hasWords && options.style === "blank")
      reportAll("missing", t("text/cjk-spacing.fix.addSpaces", "Add the missing spaces"), find(words, " "));
    else if (hasWords) reportAll("extra", t("text/cjk-spacing.fix.removeSpaces", "Remove the spaces"), find(words, ""));
    if (hasPunctuation)
      reportAll(
        "punctuation",
        t("text/cjk-spacing.fix.removeSpaces", "Remove the spaces"),
        find(nextToPunctuation, ""),
      );
  },
});

function morePlaces(more: number): string {
  if (more === 0) return "";
  return more === 1
    ? t("common.morePlace", " (and in 1 more place)")
    : t("common.morePlaces", " (and in {more} more places)", { more });
}
