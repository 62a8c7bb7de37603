import {
  type Article,
  type ArticleContext,
  type Attribute,
  cut,
  defineRule,
  type Element,
  type Fix,
  standardElements,
  t,
} from "../../src/rule.js";

/** The property of CSS to use instead: https://html.spec.whatwg.org/multipage/obsolete.html#non-conforming-features */
const properties: Readonly<Record<string, string>> = {
  background: "background-image",
  bgcolor: "background-color",
  border: "border",
  cellspacing: "border-spacing",
  clear: "clear",
  color: "color",
  compact: "margin",
  frameborder: "border",
  height: "height",
  hspace: "margin",
  noshade: "border",
  nowrap: "white-space",
  rules: "border",
  scrolling: "overflow",
  size: "height",
  type: "list-style-type",
  valign: "vertical-align",
  vspace: "margin",
  width: "width",
};

function insteadOf(tag: string, name: string): string | undefined {
  if (tag === "script") return undefined;
  if (name === "name") return tag === "a" || tag === "img" ? "id" : undefined;
  if (name === "summary") return "<caption>";
  if (name === "align")
    return t("html/deprecated-attribute.cssTextAlign", "CSS (text-align, or float for what text flows around)");
  if (name === "cellpadding") return t("html/deprecated-attribute.cssPaddingCells", "CSS (padding of the cells)");
  const property = properties[name];
  return property && t("html/deprecated-attribute.css", "CSS ({property})", { property });
}

const messages = {
  deprecated: (d: { name: string; tag: string; use: string | undefined }) =>
    d.use === undefined
      ? t("html/deprecated-attribute.obsoleteRemove", "{name} of <{tag}> is obsolete: remove it", {
          name: d.name,
          tag: d.tag,
        })
      : t("html/deprecated-attribute.obsoleteUse", "{name} of <{tag}> is obsolete: use {use}", {
          name: d.name,
          tag: d.tag,
          use: d.use,
        }),
};

const handle = (element: Element, { article, report }: ArticleContext<object, typeof messages>): void => {
  const { tag, attributes, namespace } = element;
  if (namespace !== "html") return;
  for (const name of standardElements.get(tag)?.deprecated ?? []) {
    const attribute = attributes[name];
    if (!attribute) continue;
    const use = insteadOf(tag, name);
    report("deprecated", { at: attribute.range, data: { name, tag, use }, fix: repair(element, attribute, article) });
  }
};

export default defineRule({
  name: "html/deprecated-attribute",
  editorTag: "deprecated",
  summary: "No attribute is one that HTML has given up",
  severity: "off",
  fixable: "unsafe",
  presets: { strict: "error" },
  messages,
  element: Object.fromEntries(
    [...standardElements].flatMap(([tag, { deprecated }]) => (deprecated && tag !== "body" ? [[tag, handle]] : [])),
  ),
});

/** Cells, rows and their groups: https://html.spec.whatwg.org/multipage/rendering.html#tables-2 */
const cells = new Set(["td", "th", "tr", "tbody", "thead", "tfoot"]);
const blocks = new Set(["div", "h1", "h2", "h3", "h4", "h5", "h6", "p"]);

/** One declaration that does the same, if there is one. */
function declaration(tag: string, { name, value }: Attribute): string | undefined {
  const word = value.trim().toLowerCase();
  switch (name) {
    case "align":
      // Of a block it also moves blocks within: then the style is not all.
      if (!cells.has(tag) && !blocks.has(tag)) return undefined;
      return /^(?:left|right|center|justify)$/.test(word) ? `text-align: ${word}` : undefined;
    case "valign":
      return /^(?:top|middle|bottom|baseline)$/.test(word) ? `vertical-align: ${word}` : undefined;
    case "bgcolor":
      return /^(?:#[\da-f]{3}|#[\da-f]{6}|[a-z]+)$/.test(word) ? `background-color: ${word}` : undefined;
    case "width":
    case "height":
      if (!/^(?:td|th|table|col)$/.test(tag) || !/^\d+%?$/.test(word)) return undefined;
      return `${name}: ${word}${word.endsWith("%") ? "" : "px"}`;
    case "nowrap":
      return "white-space: nowrap";
    default:
      return undefined;
  }
}

function repair({ tag, attributes }: Element, attribute: Attribute, { text }: Article): Fix | undefined {
  const { range } = attribute;
  // Behind a missing blank stands the quote of the attribute before.
  const before = /\s/.test(text[range.start - 1] ?? "") ? range.start - 1 : range.start;
  const removed = { range: { start: before, end: range.end }, text: "" };
  if (tag === "a" && attribute.name === "name" && !attributes.id && /^\S+$/.test(attribute.value))
    return {
      title: t("html/deprecated-attribute.fix.callId", "call it id"),
      safety: "unsafe",
      edits: [{ range: { start: range.start, end: range.start + 4 }, text: "id" }],
    };
  if (tag === "img" && attribute.name === "border" && attribute.value.trim() === "0")
    return { title: t("common.remove", "remove it"), safety: "unsafe", edits: [removed] };
  const wanted = declaration(tag, attribute);
  const { style } = attributes;
  if (!wanted || (style && !style.quote)) return undefined;
  const title = t("common.write", 'write "{real}"', { real: cut(wanted) });
  if (!style) return { title, safety: "unsafe", edits: [{ range, text: `style="${wanted}"` }] };
  const at = style.valueRange.start;
  const gap = style.value.trim() === "" ? "" : "; ";
  return { title, safety: "unsafe", edits: [removed, { range: { start: at, end: at }, text: `${wanted}${gap}` }] };
}
