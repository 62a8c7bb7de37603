import { defineRule, t } from "../../src/rule.js";

export default defineRule({
  name: "source/leading-blank",
  summary: "Front matter begins in the first line of the file",
  severity: "error",
  fixable: "safe",
  messages: {
    blank: (d: { lines: number }) =>
      d.lines === 1
        ? t(
            "source/leading-blank.blank.blankLine",
            "a blank line stands before the front matter, so most site generators do not see it: remove it",
          )
        : t(
            "source/leading-blank.blank.blankLines",
            "{lines} blank lines stand before the front matter, so most site generators do not see it: remove them",
            { lines: d.lines },
          ),
  },

  source(article, { report }) {
    const { text, lead } = article;
    const start = text.startsWith("\ufeff") ? 1 : 0;
    if (lead.end <= start || !article.frontMatter) return;
    const { data, problems } = article.frontMatter;
    // A text between two thematic breaks only looks like front matter.
    if (problems.some(({ code }) => code === "not-a-mapping")) return;
    const range = { start, end: lead.end };
    const certain = data !== undefined || problems.every(({ repair }) => repair);
    report("blank", {
      at: range,
      data: { lines: text.slice(start, lead.end).match(/\r\n?|\n/g)?.length ?? 1 },
      fix: {
        title: t("source/leading-blank.fix.beginFrontMatter", "begin with the front matter"),
        safety: certain ? "safe" : "unsafe",
        edits: [{ range, text: "" }],
      },
    });
  },
});
