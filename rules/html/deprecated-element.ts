import {
  type ArticleContext,
  type Attributes,
  defineRule,
  type Edit,
  type Element,
  type Fix,
  nameRange,
  standardElements,
  t,
} from "../../src/rule.js";

/** https://html.spec.whatwg.org/multipage/obsolete.html#non-conforming-features */
const successors = new Map([
  ["acronym", "abbr"],
  ["dir", "ul"],
  ["listing", "pre"],
  ["strike", "s"],
  ["tt", "code"],
]);

/** What browsers make of it (https://html.spec.whatwg.org/multipage/rendering.html), as an element with a style. */
const styled = new Map<string, { readonly tag: string; readonly style: string }>([
  ["big", { tag: "span", style: "font-size: larger" }],
  ["center", { tag: "div", style: "text-align: center" }],
  ["nobr", { tag: "span", style: "white-space: nowrap" }],
]);

/** https://html.spec.whatwg.org/multipage/rendering.html#phrasing-content-3 */
const fontSizes = ["", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large"];

const messages = {
  replace: (d: { tag: string; by: string }) =>
    t("html/deprecated-element.obsoleteUse", "<{tag}> is obsolete: use <{by}>", { tag: d.tag, by: d.by }),
  style: (d: { tag: string }) =>
    t("html/deprecated-element.obsoleteUseCss", "<{tag}> is obsolete: use CSS", { tag: d.tag }),
  remove: (d: { tag: string }) =>
    t("html/deprecated-element.obsoleteRemove", "<{tag}> is obsolete: remove it", { tag: d.tag }),
};

const handle = (element: Element, { report }: ArticleContext<object, typeof messages>): void => {
  if (element.namespace !== "html") return;
  const { tag } = element;
  const at = nameRange(element);
  const by = successors.get(tag);
  const fix = replace(element);
  if (by) report("replace", { at, data: { tag, by }, fix });
  else if (byStyle.has(tag)) report("style", { at, data: { tag }, fix });
  else report("remove", { at, data: { tag } });
};

const byStyle = new Set(["basefont", "big", "blink", "center", "font", "marquee", "multicol", "nobr", "spacer"]);

export default defineRule({
  name: "html/deprecated-element",
  editorTag: "deprecated",
  summary: "No element is one that HTML has given up",
  severity: "off",
  fixable: "unsafe",
  presets: { strict: "error" },
  messages,
  element: Object.fromEntries(
    [...standardElements].flatMap(([tag, { obsolete }]) => (obsolete ? [[tag, handle]] : [])),
  ),
});

/** The same look in today's words. */
function replace(element: Element): Fix | undefined {
  const { tag, endTag, attributes } = element;
  if (!endTag) return undefined;
  const by = successors.get(tag);
  const to = by ? { tag: by, style: "" } : tag === "font" ? fontStyle(attributes) : styled.get(tag);
  if (!to) return undefined;
  const { style } = attributes;
  if (to.style && style && !style.quote) return undefined;
  const edits: Edit[] = [
    { range: nameRange(element), text: to.style && !style ? `${to.tag} style="${to.style}"` : to.tag },
    { range: { start: endTag.start + 2, end: endTag.start + 2 + tag.length }, text: to.tag },
  ];
  if (to.style && style)
    edits.push({ range: { start: style.valueRange.start, end: style.valueRange.start }, text: `${to.style}; ` });
  if (tag === "font")
    for (const name of fontAttributes) {
      const range = attributes[name]?.range;
      if (range) edits.push({ range: { start: range.start - 1, end: range.end }, text: "" });
    }
  return { title: t("html/deprecated-element.fix.write", "write <{tag}>", { tag: to.tag }), safety: "unsafe", edits };
}

const fontAttributes = ["color", "face", "size"];

function fontStyle({ color, face, size }: Attributes): { tag: string; style: string } | undefined {
  const styles: string[] = [];
  // What is no plain word might end the attribute, or the declaration.
  if (color) {
    if (!/^#?\w+$/.test(color.value.trim())) return undefined;
    styles.push(`color: ${color.value.trim()}`);
  }
  if (face) {
    if (!/^[\w\s,\u0080-\uffff-]+$/.test(face.value)) return undefined;
    styles.push(`font-family: ${face.value.trim()}`);
  }
  if (size) {
    const [, sign, digits] = /^([+-]?)(\d)$/.exec(size.value.trim()) ?? [];
    if (!digits) return undefined;
    const number = sign === "+" ? 3 + +digits : sign === "-" ? 3 - +digits : +digits;
    styles.push(`font-size: ${fontSizes[Math.min(7, Math.max(1, number))]}`);
  }
  return styles.length > 0 ? { tag: "span", style: styles.join("; ") } : undefined;
}
