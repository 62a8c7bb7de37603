import {
  type Article,
  continuation,
  defineRule,
  type Element,
  type Fix,
  type Range,
  removePart,
  t,
  tagNameRange,
} from "../../src/rule.js";

export default defineRule({
  name: "html/empty-element",
  editorTag: "unnecessary",
  summary: "Disallow empty headings and, optionally, other empty elements",
  severity: "warning",
  fixable: "safe",
  options: {
    elements: {
      type: "array",
      items: { type: "string" },
      default: ["h1", "h2", "h3", "h4", "h5", "h6"],
      description: "Elements that must have content",
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
        "<{tag}> is empty, and screen readers stop at it without any text. Add text or remove the heading.",
        { tag: d.tag },
      ),
    paragraph: () => t("html/empty-element.paragraph", "<p> is empty. Remove the paragraph, and use CSS for spacing."),
    other: (d: { tag: string }) =>
      t("html/empty-element.other", "<{tag}> is empty. Remove the element.", { tag: d.tag }),
  },

  element: {
    "*"(element, { article, options, report }) {
      const { tag, attributes, endTag, namespace } = element;
      if (element.children.length > 1 || namespace !== "html" || !options.elements.includes(tag)) return;
      if (!endTag || !isEmpty(element) || continuation(element, article) !== "") return;
      if (attributes["aria-hidden"]?.value === "true" || attributes.hidden) return;
      const isHeading = /^h[1-6]$/.test(tag);
      // Other attributes make it an icon, an anchor or a place that a script fills.
      const isPlain = Object.keys(attributes).every((name) => name === "style" || name === "dir" || name === "lang");
      if (!isHeading && !isPlain) return;
      const at = tagNameRange(element);
      const fix = isPlain ? remove(element, article) : undefined;
      if (isHeading) report("heading", { at, data: { tag }, fix });
      else if (tag === "p") report("paragraph", { at, data: undefined, fix });
      else report("other", { at, data: { tag }, fix });
    },
  },
});

/** Whitespace is not content, and neither are no-break spaces and zero-width spaces. */
const isEmpty = ({ children }: Element): boolean =>
  children.every((child) => child.type === "text" && /^[\s\u200b\u2060\ufeff]*$/.test(child.value));

/**
 * The page looks the same without an inline element in text that has no style and no whitespace in it. Without text next to it,
 * a style sheet may draw with it, as with the bars of a menu: `<button><i></i><i></i></button>`.
 */
function remove({ tag, range, attributes, children }: Element, article: Article): Fix {
  const isInline = !/^(?:p|h[1-6])$/.test(tag);
  const isInvisible = isInline && children.length === 0 && !attributes.style && isNextToText(article.text, range);
  return {
    title: t("html/empty-element.fix.remove", "Remove <{tag}>", { tag }),
    safety: isInvisible ? "safe" : "unsafe",
    changes: ["elements"],
    edits: [removePart(article, range)],
  };
}

const isNextToText = (text: string, { start, end }: Range): boolean =>
  /[^\s<>][^<>]*$/.test(text.slice(Math.max(0, start - 200), start)) ||
  /^[^<>]*[^\s<>]/.test(text.slice(end, end + 200));
