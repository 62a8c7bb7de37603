import { defineRule, isEmptyItem, isWithin, t } from "../../src/rule.js";

export default defineRule({
  name: "source/final-newline",
  summary: "Require exactly one newline at the end of the file",
  severity: "off",
  fixable: "safe",
  messages: {
    missing: () => t("source/final-newline.missing", "Missing newline at the end of the file. Add a newline."),
    extra: (d: { lines: number }) =>
      d.lines === 1
        ? t("source/final-newline.extra.one", "1 blank line at the end of the file. Remove the line.")
        : t("source/final-newline.extra.many", "{lines} blank lines at the end of the file. Remove the lines.", {
            lines: d.lines,
          }),
  },

  source(article, { report }) {
    const { text } = article;
    let start = text.length;
    while (start > 0 && " \t\r\n".includes(text[start - 1] ?? "")) start--;
    // An empty file has no last line.
    if (start === 0 || (start === 1 && text[0] === "\ufeff")) return;
    const tail = text.slice(start);
    const breaks = tail.match(/\r\n?|\n/g) ?? [];
    const newline = breaks[0] ?? /\r\n?|\n/.exec(text)?.[0] ?? "\n";
    const hasLast = /[\r\n]$/.test(tail);
    if (hasLast && breaks.length === 1) return;
    // At the end of an unclosed code block, or of front matter, blank lines may be content.
    const mayBeContent =
      isWithin(article.code, start - 1) || (article.frontMatter && article.body.range.start >= start);
    const isItem = article.body.language === "markdown" && /^[ \t]/.test(tail) && isEmptyItem(text, start);
    const at = { start, end: text.length };
    const fix = {
      title: t("source/final-newline.fix.end", "End the file with one newline"),
      safety: (mayBeContent && tail !== "") || isItem ? "unsafe" : "safe",
      edits: [{ range: at, text: newline }],
    } as const;
    if (breaks.length > 0) report("extra", { at, data: { lines: breaks.length - (hasLast ? 1 : 0) }, fix });
    else report("missing", { at, data: undefined, fix });
  },
});
