import { type Article, defineRule, type Element, type Fix, leavesNoTrace, nameRange, t } from "../../src/rule.js";

export default defineRule({
  name: "html/empty-element",
  editorTag: "unnecessary",
  summary: "No heading, paragraph or emphasis is empty",
  severity: "warning",
  fixable: "safe",
  options: {
    elements: {
      type: "array",
      items: { type: "string" },
      default: ["h1", "h2", "h3", "h4", "h5", "h6"],
      description: "elements that must hold something",
    },
  },
  presets: {
    strict: ["error", { elements: "h1 h2 h3 h4 h5 h6 p span strong em b i u s small mark sub sup font".split(" ") }],
    "rss-archive": "off",
    accessibility: "warning",
  },
  messages: {
    heading: (d: { tag: string }) =>
      t(
        "html/empty-element.heading",
        "<{tag}> is empty, and readers who go from heading to heading stop at it: give it words or remove it",
        { tag: d.tag },
      ),
    paragraph: () => t("html/empty-element.paragraph", "<p> is empty: remove it, and make room by CSS"),
    other: (d: { tag: string }) => t("html/empty-element.other", "<{tag}> is empty: remove it", { tag: d.tag }),
  },

  element: {
    "*"(element, { article, options, report }) {
      const { tag, attributes, endTag, namespace } = element;
      if (element.children.length > 1 || namespace !== "html" || !options.elements.includes(tag)) return;
      if (!endTag || !isEmpty(element) || attributes["aria-hidden"]?.value === "true" || attributes.hidden) return;
      const isHeading = /^h[1-6]$/.test(tag);
      // An icon, an anchor, a place for a script.
      const isPlain = Object.keys(attributes).every((name) => name === "style" || name === "dir" || name === "lang");
      if (!isHeading && !isPlain) return;
      const at = nameRange(element);
      const fix = isPlain ? remove(element, article) : undefined;
      if (isHeading) report("heading", { at, data: { tag }, fix });
      else if (tag === "p") report("paragraph", { at, data: undefined, fix });
      else report("other", { at, data: { tag }, fix });
    },
  },
});

/** Blanks alone count for nothing, no-break spaces and those without a width included. */
const isEmpty = ({ children }: Element): boolean =>
  children.every((child) => child.type === "text" && /^[\s\u200b\u2060\ufeff]*$/.test(child.value));

/** Without a style and without a blank in it an inline element leaves no trace. */
function remove({ tag, range, attributes, children }: Element, article: Article): Fix {
  const isTraceless =
    !/^(?:p|h[1-6])$/.test(tag) && children.length === 0 && !attributes.style && leavesNoTrace(article, range);
  return {
    title: t("html/empty-element.fix.remove", "remove the <{tag}>", { tag }),
    safety: isTraceless ? "safe" : "unsafe",
    edits: [{ range, text: "" }],
  };
}
