import { defineRule, t } from "../../src/rule.js";

export default defineRule({
  name: "source/leading-blank",
  summary: "Disallow blank lines before front matter",
  severity: "error",
  fixable: "safe",
  messages: {
    // Hexo reads front matter after exactly one empty line, Hugo after any number of blank lines.
    blank: (d: { lines: number }) =>
      d.lines === 1
        ? t(
            "source/leading-blank.blank.one",
            "Blank line before the front matter, so Jekyll and generators with gray-matter (such as Eleventy) ignore it. Remove the line.",
          )
        : t(
            "source/leading-blank.blank.many",
            "{lines} blank lines before the front matter, so Jekyll, Hexo and generators with gray-matter (such as Eleventy) ignore it. Remove the lines.",
            { lines: d.lines },
          ),
  },

  folded: {
    blank: () =>
      t(
        "source/leading-blank.folded.blank",
        "Blank lines before the front matter, so most site generators ignore it. Remove the lines.",
      ),
  },

  source(article, { report }) {
    const { text, lead } = article;
    const start = text.startsWith("\ufeff") ? 1 : 0;
    if (lead.end <= start || !article.frontMatter) return;
    const { data, problems } = article.frontMatter;
    // Text between two thematic breaks only looks like front matter.
    if (problems.some(({ code }) => code === "not-a-mapping")) return;
    const range = { start, end: lead.end };
    const isCertain = data !== undefined || problems.every(({ repair }) => repair);
    report("blank", {
      at: range,
      data: { lines: text.slice(start, lead.end).match(/\r\n?|\n/g)?.length ?? 1 },
      fix: {
        title: t("source/leading-blank.fix.remove", "Remove the blank lines"),
        safety: isCertain ? "safe" : "unsafe",
        edits: [{ range, text: "" }],
      },
    });
  },
});
