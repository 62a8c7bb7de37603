import { defineRule, t, tagNameRange } from "../../src/rule.js";

export default defineRule({
  name: "html/iframe-title",
  summary: "Require a title on iframes",
  severity: "warning",
  presets: { "rss-archive": "off", accessibility: "error" },
  messages: {
    missing: () =>
      t(
        "html/iframe-title.missing",
        '<iframe> has no title, so screen readers read out its URL. Add title="…" with a short description.',
      ),
    empty: () =>
      t(
        "html/iframe-title.empty",
        "<iframe> has an empty title, so screen readers read out its URL. Add a short description to the title.",
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
      else report("missing", { at: tagNameRange(element), data: undefined });
    },
  },
});
