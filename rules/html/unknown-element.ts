import { cut, defineRule, isComponent, nameRange, standardElements, suggest, t } from "../../src/rule.js";

export default defineRule({
  name: "html/unknown-element",
  summary: "Every tag is that of an element of HTML",
  severity: "error",
  options: {
    allow: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "names of elements that the site's generator knows",
    },
  },
  presets: { "markdown-docs": ["error", { allow: ["component", "transition", "keep-alive"] }] },
  messages: {
    unknown: (d: { tag: string; meant: string | undefined }) =>
      d.meant === undefined
        ? t(
            "html/unknown-element.unknown.elementHtml",
            '<{tag}> is no element of HTML, nothing is shown of the tag: if it is text, write "&lt;"',
            { tag: d.tag },
          )
        : t(
            "html/unknown-element.unknown.elementHtmlNothing",
            '<{tag}> is no element of HTML, nothing is shown of the tag: <{meant}> may be meant, or, if it is text, write "&lt;"',
            { tag: d.tag, meant: d.meant },
          ),
  },

  element: {
    "*"(element, { article, options, report }) {
      const { tag, namespace } = element;
      if (namespace !== "html" || standardElements.has(tag)) return;
      // Custom elements have a dash; a colon is Word's, or that of some other language within.
      if (tag.includes("-") || tag.includes(":") || options.allow.includes(tag)) return;
      if (isComponent(article, element.startTag.start)) return;
      const at = nameRange(element);
      const { start } = element.startTag;
      report("unknown", {
        at,
        data: {
          tag: cut(article.text.slice(at.start, at.end), 40),
          meant: suggest(tag, standardElements.keys(), 1)[0],
        },
        suggestions: [
          {
            title: t("html/unknown-element.fix.writeLt", 'write "&lt;"'),
            safety: "unsafe",
            edits: [{ range: { start, end: start + 1 }, text: "&lt;" }],
          },
        ],
      });
    },
  },
});
