import {
  type ArticleContext,
  type Attribute,
  defineRule,
  type Element,
  type Fix,
  removeAttribute,
  standardElements,
  t,
  truncate,
} from "../../src/rule.js";

/** The CSS property to use instead: https://html.spec.whatwg.org/multipage/obsolete.html#non-conforming-features */
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
    return t(
      "html/deprecated-attribute.textAlign",
      "the CSS property text-align (or float, to let text flow around the element)",
    );
  if (name === "cellpadding")
    return t("html/deprecated-attribute.padding", "the CSS property padding (on the table cells)");
  const property = properties[name];
  return property && t("html/deprecated-attribute.property", "the CSS property {property}", { property });
}

const messages = {
  deprecated: (d: { name: string; tag: string; use: string | undefined }) =>
    d.use === undefined
      ? t(
          "html/deprecated-attribute.deprecated.remove",
          '"{name}" is an obsolete attribute of <{tag}>. Remove the attribute.',
          {
            name: d.name,
            tag: d.tag,
          },
        )
      : t(
          "html/deprecated-attribute.deprecated.use",
          '"{name}" is an obsolete attribute of <{tag}>. Use {use} instead.',
          {
            name: d.name,
            tag: d.tag,
            use: d.use,
          },
        ),
};

const handle = (element: Element, { report }: ArticleContext<object, typeof messages>): void => {
  const { tag, attributes, namespace } = element;
  if (namespace !== "html") return;
  for (const name of standardElements.get(tag)?.deprecated ?? []) {
    const attribute = attributes[name];
    if (!attribute) continue;
    const use = insteadOf(tag, name);
    report("deprecated", { at: attribute.range, data: { name, tag, use }, fix: fixOf(element, attribute) });
  }
};

export default defineRule({
  name: "html/deprecated-attribute",
  editorTag: "deprecated",
  summary: "Disallow obsolete attributes",
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

/** The single CSS declaration that has the same effect, if there is one. */
function declaration(tag: string, { name, value }: Attribute): string | undefined {
  const word = value.trim().toLowerCase();
  switch (name) {
    case "align":
      // On other elements `align` also moves the blocks inside, which `text-align` alone does not do.
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

function fixOf({ tag, attributes }: Element, attribute: Attribute): Fix | undefined {
  const { range } = attribute;
  const removed = removeAttribute(attribute);
  if (tag === "a" && attribute.name === "name" && !attributes.id && /^\S+$/.test(attribute.value))
    return {
      title: t("html/deprecated-attribute.fix.renameToId", 'Rename the attribute to "id"'),
      safety: "unsafe",
      edits: [{ range: { start: range.start, end: range.start + 4 }, text: "id" }],
    };
  if (tag === "img" && attribute.name === "border" && attribute.value.trim() === "0")
    return {
      title: t("html/deprecated-attribute.fix.remove", "Remove the attribute"),
      safety: "unsafe",
      edits: [removed],
    };
  const wanted = declaration(tag, attribute);
  const { style } = attributes;
  if (!wanted || (style && !style.quote)) return undefined;
  const title = t("html/deprecated-attribute.fix.useStyle", 'Replace with the style "{declaration}"', {
    declaration: truncate(wanted),
  });
  if (!style) return { title, safety: "unsafe", edits: [{ range, text: `style="${wanted}"` }] };
  const at = style.valueRange.start;
  const gap = style.value.trim() === "" ? "" : "; ";
  return { title, safety: "unsafe", edits: [removed, { range: { start: at, end: at }, text: `${wanted}${gap}` }] };
}
