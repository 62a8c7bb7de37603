import { defineRule, say } from "../../src/rule.js";

export default defineRule({
  name: "html/heading-order",
  summary: "Headings go down by one level at a time",
  severity: "off",
  presets: { strict: "error", "markdown-docs": "warning", accessibility: "warning" },
  messages: {
    skipped: (d: { level: number; before: number }) =>
      say`a heading of level ${d.level} follows one of level ${d.before}, as if one were missing between: make it level ${d.before + 1}`,
  },

  body(_, { article: { headings }, report }) {
    let before: number | undefined;
    for (const { level, range } of headings) {
      if (before !== undefined && level > before + 1) report("skipped", { at: range, data: { level, before } });
      before = level;
    }
  },
});
