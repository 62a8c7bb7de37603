import { addAttribute, defineRule, type Fix, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "image/alt",
  summary: "Require an alt attribute on every img",
  severity: "warning",
  presets: { "rss-archive": "off", accessibility: "error" },
  options: {
    requireText: {
      type: "boolean",
      default: false,
      description: 'Also report empty alt text, as in `alt=""` and `![](a.png)`',
    },
  },
  messages: {
    missing: () =>
      t("image/alt.missing", 'Missing alt attribute. Describe the image, or use alt="" if it is decorative.'),
    empty: () => t("image/alt.empty", "Empty alt text. Describe what the image shows."),
  },

  image(reference, { options, report }) {
    const { kind, attributes, startTag, target, alt } = reference;
    if (target.kind === "template") return;
    if (kind === "markdown") {
      if (options.requireText && !alt?.trim()) report("empty", { at: reference.range, data: undefined });
      return;
    }
    if (kind !== "img" || !startTag) return;
    // Hidden from everybody or from screen readers, or described for them by ARIA.
    const role = attributes.role?.value.trim().toLowerCase();
    if (attributes.hidden || attributes["aria-hidden"]?.value === "true") return;
    if (role === "presentation" || role === "none") return;
    if (attributes["aria-label"]?.value.trim() || attributes["aria-labelledby"]?.value.trim()) return;

    const name = { start: startTag.start + 1, end: startTag.start + 4 };
    if (alt === undefined) {
      const add = (title: string, value: string): Fix => ({
        title,
        safety: "unsafe",
        edits: [addAttribute(startTag, attributes, "alt", value)],
      });
      const tooltip = attributes.title?.value.trim();
      report("missing", {
        at: name,
        data: undefined,
        suggestions: [
          ...(tooltip
            ? [
                add(
                  t("image/alt.fix.title", 'Use the title "{title}" as alt text', { title: truncate(tooltip) }),
                  tooltip,
                ),
              ]
            : []),
          add(t("image/alt.fix.decorative", 'Mark the image as decorative with alt=""'), ""),
        ],
      });
    } else if (options.requireText && !alt.trim()) {
      report("empty", { at: attributes.alt?.range ?? name, data: undefined });
    }
  },
});
