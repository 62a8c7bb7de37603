import { defineRule, t } from "../../src/rule.js";

export default defineRule({
  name: "html/heading-order",
  summary: "Headings go down by one level at a time",
  severity: "off",
  presets: { strict: "error", "markdown-docs": "warning", accessibility: "warning" },
  messages: {
    skipped: (d: { level: number; before: number }) =>
      t(
        "html/heading-order.skipped",
        "a heading of level {level} follows one of level {before}, as if one were missing between: make it level {before2}",
        { level: d.level, before: d.before, before2: d.before + 1 },
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
