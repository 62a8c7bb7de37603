import { defineRule, isWithin, t } from "../../src/rule.js";

export default defineRule({
  name: "source/final-newline",
  summary: "The file ends with exactly one line break",
  severity: "off",
  fixable: "safe",
  messages: {
    missing: () => t("source/final-newline.missing", "the last line has no line break: end the file with one"),
    extra: (d: { lines: number }) =>
      d.lines === 1
        ? t("source/final-newline.extra.fileEnds", "the file ends with a blank line: remove it")
        : t("source/final-newline.extra.fileEndsBlank", "the file ends with {lines} blank lines: remove them", {
            lines: d.lines,
          }),
  },

  source(article, { report }) {
    const { text } = article;
    let start = text.length;
    while (start > 0 && " \t\r\n".includes(text[start - 1] ?? "")) start--;
    // A file of nothing has no last line.
    if (start === 0 || (start === 1 && text[0] === "\ufeff")) return;
    const tail = text.slice(start);
    const breaks = tail.match(/\r\n?|\n/g) ?? [];
    const ending = breaks[0] ?? /\r\n?|\n/.exec(text)?.[0] ?? "\n";
    const hasLast = /[\r\n]$/.test(tail);
    if (hasLast && breaks.length === 1) return;
    // In a block of code that is open to the end blank lines are its content, and so they may be in front matter.
    const shows = isWithin(article.code, start - 1) || (article.frontMatter && article.body.range.start >= start);
    const at = { start, end: text.length };
    const fix = {
      title: t("source/final-newline.fix.endLineBreak", "end with one line break"),
      safety: shows && tail !== "" ? "unsafe" : "safe",
      edits: [{ range: at, text: ending }],
    } as const;
    if (breaks.length > 0) report("extra", { at, data: { lines: breaks.length - (hasLast ? 1 : 0) }, fix });
    else report("missing", { at, data: undefined, fix });
  },
});
