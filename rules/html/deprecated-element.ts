import {
  type ArticleContext,
  type Attributes,
  defineRule,
  type Edit,
  type Element,
  type Fix,
  removeAttribute,
  standardElements,
  t,
  tagNameRange,
} from "../../src/rule.js";

/** https://html.spec.whatwg.org/multipage/obsolete.html#non-conforming-features */
const successors = new Map([
  ["acronym", "abbr"],
  ["dir", "ul"],
  ["listing", "pre"],
  ["strike", "s"],
  ["tt", "code"],
]);

/** Elements with a style that looks as browsers show the obsolete one (https://html.spec.whatwg.org/multipage/rendering.html). */
const styled = new Map<string, { readonly tag: string; readonly style: string }>([
  ["big", { tag: "span", style: "font-size: larger" }],
  ["center", { tag: "div", style: "text-align: center" }],
  ["nobr", { tag: "span", style: "white-space: nowrap" }],
]);

/** https://html.spec.whatwg.org/multipage/rendering.html#phrasing-content-3 */
const fontSizes = ["", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large"];

const messages = {
  replace: (d: { tag: string; successor: string }) =>
    t("html/deprecated-element.replace", "<{tag}> is obsolete. Use <{successor}> instead.", {
      tag: d.tag,
      successor: d.successor,
    }),
  style: (d: { tag: string }) =>
    t("html/deprecated-element.style", "<{tag}> is obsolete. Use CSS instead.", { tag: d.tag }),
  remove: (d: { tag: string }) =>
    t("html/deprecated-element.remove", "<{tag}> is obsolete. Remove the element, or only its tags.", { tag: d.tag }),
};

const handle = (element: Element, { report }: ArticleContext<object, typeof messages>): void => {
  if (element.namespace !== "html") return;
  const { tag } = element;
  const at = tagNameRange(element);
  const successor = successors.get(tag);
  const fix = replace(element);
  if (successor) report("replace", { at, data: { tag, successor }, fix });
  else if (replacedByCss.has(tag)) report("style", { at, data: { tag }, fix });
  else report("remove", { at, data: { tag } });
};

const replacedByCss = new Set(["basefont", "big", "blink", "center", "font", "marquee", "multicol", "nobr", "spacer"]);

export default defineRule({
  name: "html/deprecated-element",
  editorTag: "deprecated",
  summary: "Disallow obsolete elements",
  severity: "off",
  fixable: "unsafe",
  presets: { strict: "error" },
  messages,
  element: Object.fromEntries(
    [...standardElements].flatMap(([tag, { obsolete }]) => (obsolete ? [[tag, handle]] : [])),
  ),
});

/** Replaces the element by a current one that looks the same. */
function replace(element: Element): Fix | undefined {
  const { tag, endTag, attributes } = element;
  if (!endTag) return undefined;
  const successor = successors.get(tag);
  const to = successor ? { tag: successor, style: "" } : tag === "font" ? fontStyle(attributes) : styled.get(tag);
  if (!to) return undefined;
  const { style } = attributes;
  if (to.style && style && !style.quote) return undefined;
  const edits: Edit[] = [
    { range: tagNameRange(element), text: to.style && !style ? `${to.tag} style="${to.style}"` : to.tag },
    { range: { start: endTag.start + 2, end: endTag.start + 2 + tag.length }, text: to.tag },
  ];
  if (to.style && style)
    edits.push({ range: { start: style.valueRange.start, end: style.valueRange.start }, text: `${to.style}; ` });
  if (tag === "font")
    for (const name of fontAttributes) {
      const attribute = attributes[name];
      if (attribute) edits.push(removeAttribute(attribute));
    }
  return {
    title: t("html/deprecated-element.fix.replace", "Replace with <{tag}>", { tag: to.tag }),
    safety: "unsafe",
    edits,
  };
}

const fontAttributes = ["color", "face", "size"];

function fontStyle({ color, face, size }: Attributes): { tag: string; style: string } | undefined {
  const styles: string[] = [];
  // Other characters than those of a word could end the attribute or the declaration.
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
