import { defineRule, say } from "../../src/rule.js";

export default defineRule({
  name: "source/leading-blank",
  summary: "Front matter begins in the first line of the file",
  severity: "error",
  fixable: "safe",
  messages: {
    blank: (d: { lines: number }) =>
      d.lines === 1
        ? say`a blank line stands before the front matter, so most site generators do not see it: remove it`
        : say`${d.lines} blank lines stand before the front matter, so most site generators do not see it: remove them`,
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
        title: say`begin with the front matter`,
        safety: certain ? "safe" : "unsafe",
        edits: [{ range, text: "" }],
      },
    });
  },
});
