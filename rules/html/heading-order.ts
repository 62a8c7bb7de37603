import { defineRule, t } from "../../src/rule.js";

export default defineRule({
  name: "html/heading-order",
  summary: "Disallow skipped heading levels",
  severity: "off",
  presets: { strict: "error", "markdown-docs": "warning", accessibility: "warning" },
  messages: {
    skipped: (d: { level: number; before: number }) =>
      t(
        "html/heading-order.skipped",
        "The heading level jumps from {before} to {level}. Use level {expected} here, or correct the heading before it.",
        { level: d.level, before: d.before, expected: d.before + 1 },
      ),
  },

  body(_, { article: { headings }, report }) {
    let before: number | undefined;
    for (const { level, range } of headings) {
      if (before !== undefined && level > before + 1) report("skipped", { at: range, data: { level, before } });
      before = level;
    }
  },
});
