import { defineRule, nameRange, t } from "../../src/rule.js";

export default defineRule({
  name: "html/iframe-title",
  summary: "Every iframe has a title that says what it shows",
  severity: "warning",
  presets: { "rss-archive": "off", accessibility: "error" },
  messages: {
    missing: () =>
      t(
        "html/iframe-title.missing",
        'the iframe has no title, screen readers read out its address: add title="…" with what it shows',
      ),
    empty: () =>
      t(
        "html/iframe-title.empty",
        "the iframe's title is empty, screen readers read out its address: write what it shows",
      ),
  },

  element: {
    iframe(element, { report }) {
      const { title, hidden, style, tabindex } = element.attributes;
      const { "aria-label": label, "aria-labelledby": labelledBy, "aria-hidden": ariaHidden } = element.attributes;
      if (title && title.value.trim() !== "") return;
      if (label?.value.trim() || labelledBy?.value.trim()) return;
      if (hidden || ariaHidden?.value === "true" || tabindex?.value.trim() === "-1") return;
      if (style && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style.value)) return;
      if (title) report("empty", { at: title.range, data: undefined });
      else report("missing", { at: nameRange(element), data: undefined });
    },
  },
});
