import { addAttribute, cut, defineRule, type Fix, t } from "../../src/rule.js";

export default defineRule({
  name: "image/alt",
  summary: "Every img has an alt attribute",
  severity: "warning",
  presets: { "rss-archive": "off", accessibility: "error" },
  options: {
    requireText: {
      type: "boolean",
      default: false,
      description: 'want words as well: `alt=""` and `![](a.png)` are then reported',
    },
  },
  messages: {
    missing: () =>
      t("image/alt.missing", 'img has no alt: say what the picture shows, or write alt="" if it only decorates'),
    empty: () => t("image/alt.empty", "the picture's text alternative is empty: say what it shows"),
  },

  image(reference, { options, report }) {
    const { kind, attributes, startTag, target, alt } = reference;
    if (target.kind === "template") return;
    if (kind === "markdown") {
      if (options.requireText && !alt?.trim()) report("empty", { at: reference.range, data: undefined });
      return;
    }
    if (kind !== "img" || !startTag) return;
    // Not shown, or not to those who listen; or named for them in another way.
    const role = attributes.role?.value.trim().toLowerCase();
    if (attributes.hidden || attributes["aria-hidden"]?.value === "true") return;
    if (role === "presentation" || role === "none") return;
    if (attributes["aria-label"]?.value.trim() || attributes["aria-labelledby"]?.value.trim()) return;
    // `<img src="a.png" {{ attributes }}>`: the template may bring it.
    if (Object.keys(attributes).some((name) => /[{}%]/.test(name))) return;

    const name = { start: startTag.start + 1, end: startTag.start + 4 };
    if (alt === undefined) {
      const add = (title: string, value: string): Fix => ({
        title,
        safety: "unsafe",
        edits: [addAttribute(startTag, attributes, "alt", value)],
      });
      const words = attributes.title?.value.trim();
      report("missing", {
        at: name,
        data: undefined,
        suggestions: [
          ...(words
            ? [add(t("image/alt.useTitleAlt", 'use the title "{words}" as alt', { words: cut(words) }), words)]
            : []),
          add(t("image/alt.markPictureDecorative", 'mark the picture as decorative with alt=""'), ""),
        ],
      });
    } else if (options.requireText && !alt.trim()) {
      report("empty", { at: attributes.alt?.range ?? name, data: undefined });
    }
  },
});
