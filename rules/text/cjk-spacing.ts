import { cut, defineRule, type Edit, proseWith, t } from "../../src/rule.js";

/** Chinese characters and kana; Korean is written with blanks of its own. */
const han = "[\\u3041-\\u30fa\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff]";
const opening = "（「『【《〈“‘";
const closing = "，。！？；：、）」』】》〉";

/** Where a blank is wanted: between a character and a letter or digit. A percent sign belongs to its number. */
const missing = {
  letters: new RegExp(`(?<=${han})(?=[A-Za-z])|(?<=[A-Za-z])(?=${han})`, "g"),
  all: new RegExp(`(?<=${han})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=${han})`, "g"),
};
const between = {
  letters: new RegExp(`(?<=${han}) +(?=[A-Za-z])|(?<=[A-Za-z]) +(?=${han})`, "g"),
  all: new RegExp(`(?<=${han}) +(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%]) +(?=${han})`, "g"),
};
/** Fullwidth punctuation has its room in itself. */
const besidePunctuation = new RegExp(`(?<=[^\\s>#*+-]) +(?=[${closing}])|(?<=[${opening}${closing}]) +(?=[^\\s])`, "g");

export default defineRule({
  name: "text/cjk-spacing",
  summary: "Chinese and Latin words are parted by a blank, and fullwidth punctuation by none",
  severity: "off",
  fixable: "unsafe",
  options: {
    style: {
      type: "string",
      enum: ["blank", "none"],
      default: "blank",
      description: "what stands between Chinese and Latin: a blank, or nothing",
    },
    digits: { type: "boolean", default: true, description: "numbers are parted like words: `5 月`, not `5月`" },
    punctuation: { type: "boolean", default: true, description: "tell of blanks beside fullwidth punctuation" },
    frontMatterKeys: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "front matter values that are looked at as well, such as `title`",
    },
  },
  messages: {
    missing: (d: { near: string; more: number }) =>
      t("text/cjk-spacing.missing", 'a blank is missing between Chinese and Latin in "{near}"{more}: add it', {
        near: d.near,
        more: also(d.more),
      }),
    extra: (d: { near: string; more: number }) =>
      t("text/cjk-spacing.extra", 'a blank stands between Chinese and Latin in "{near}"{more}: remove it', {
        near: d.near,
        more: also(d.more),
      }),
    punctuation: (d: { near: string; more: number }) =>
      t("text/cjk-spacing.punctuation", 'a blank stands beside fullwidth punctuation in "{near}"{more}: remove it', {
        near: d.near,
        more: also(d.more),
      }),
  },

  source(article, { options, report }) {
    const { text } = article;
    if (!/[\u3041-\u9fff]/.test(text)) return;
    const which = options.digits ? "all" : "letters";
    const words = options.style === "blank" ? missing[which] : between[which];
    // Most articles of an author who minds have none.
    const hasWords = text.search(words) >= 0;
    const hasPunctuation = options.punctuation && text.search(besidePunctuation) >= 0;
    if (!hasWords && !hasPunctuation) return;
    const ranges = proseWith(article, options.frontMatterKeys);
    const find = (pattern: RegExp, put: string): Edit[] =>
      ranges.flatMap(({ start, end }) =>
        [...text.slice(start, end).matchAll(pattern)].map(({ 0: found, index }) => ({
          range: { start: start + index, end: start + index + found.length },
          text: put,
        })),
      );
    const tell = (id: "missing" | "extra" | "punctuation", title: string, edits: readonly Edit[]) => {
      const [first] = edits;
      if (!first) return;
      const { start, end } = first.range;
      const near = text.slice(Math.max(0, start - 4), end + 4).replace(/^.*[\r\n\ufeff>]|[\r\n<].*$/gs, "");
      // The characters on both sides, since a place between them is not seen.
      const at = { start: start - 1, end: end + 1 };
      report(id, { at, data: { near: cut(near), more: edits.length - 1 }, fix: { title, safety: "unsafe", edits } });
    };
    if (hasWords && options.style === "blank")
      tell("missing", t("text/cjk-spacing.addBlanks", "add the blanks"), find(words, " "));
    else if (hasWords) tell("extra", t("text/cjk-spacing.removeBlanks", "remove the blanks"), find(words, ""));
    if (hasPunctuation)
      tell("punctuation", t("text/cjk-spacing.removeBlanks", "remove the blanks"), find(besidePunctuation, ""));
  },
});

function also(more: number): string {
  if (more === 0) return "";
  return more === 1
    ? t("common.morePlace", " (and so in 1 more place)")
    : t("common.morePlaces", " (and so in {more} more places)", { more });
}
