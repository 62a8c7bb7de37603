import {
  type Article,
  type Attribute,
  cut,
  defineRule,
  type Element,
  type Fix,
  leavesNoTrace,
  type Range,
  t,
} from "../../src/rule.js";

/** Classes that Word, WPS, Apple's and Google's programs write into what they hand to others. */
const officeClass =
  /^(?:Mso\w+|WordSection\d+|Section\d+Word|Apple-(?:converted-space|style-span|tab-span|interchange-newline))$/;

/** Namespaces of Microsoft Office: https://learn.microsoft.com/openspecs/office_standards/ms-offhtml */
const officeTag = /^(?:o|w|v|m|x|st1|u1):/;

/** Of editors and of the clipboard. */
const officeAttribute = /^(?:data-mce-|_moz_|_mce_|data-cke-|data-pm-slice$)/;

export default defineRule({
  name: "html/office-markup",
  summary: "Nothing is left of the word processor or editor that the article was copied from",
  severity: "warning",
  fixable: "safe",
  messages: {
    element: (d: { tag: string }) =>
      t("html/office-markup.element", "<{tag}> is an element of Microsoft Office: remove the tags", { tag: d.tag }),
    style: (d: { names: string }) =>
      t("html/office-markup.style", "{names} in the style is understood by Word alone: remove it", { names: d.names }),
    class: (d: { names: string }) =>
      t("html/office-markup.class", "the class {names} was left by a word processor: remove it", { names: d.names }),
    attribute: (d: { name: string }) =>
      t("html/office-markup.attribute", "{name} was left by an editor: remove it", { name: d.name }),
    comment: (d: { text: string }) =>
      t("html/office-markup.comment", '"{text}" is for a word processor alone: remove it', { text: d.text }),
  },

  element: {
    "*"({ tag, attributes, startTag, endTag }, { article, report }) {
      if (officeTag.test(tag)) {
        const at = { start: startTag.start + 1, end: startTag.start + 1 + tag.length };
        report("element", { at, data: { tag }, fix: unwrap(startTag, endTag) });
      }
      for (const name in attributes) {
        const attribute = attributes[name];
        if (!attribute) continue;
        if (name === "style") {
          if (!/mso-/i.test(attribute.value)) continue;
          const all = attribute.value.split(";").filter((one) => one.trim() !== "");
          const words = all.filter((one) => isOffice(one)).map((one) => (one.split(":", 1)[0] ?? "").trim());
          if (words.length === 0) continue;
          const left = all.filter((one) => !isOffice(one)).map((one) => one.trim());
          const names = cut([...new Set(words)].join(", "), 60);
          const isPlain = attribute.raw === attribute.value && !/["'(]/.test(attribute.value);
          const fix = isPlain ? rewrite(attribute, left.join("; "), article, "safe") : undefined;
          report("style", { at: attribute.range, data: { names }, fix });
        } else if (name === "class") {
          const all = attribute.value.split(/\s+/).filter((one) => one !== "");
          const found = all.filter((one) => officeClass.test(one));
          if (found.length === 0) continue;
          const left = all.filter((one) => !officeClass.test(one)).join(" ");
          // A style sheet may know the class by now.
          const fix = attribute.raw === attribute.value ? rewrite(attribute, left, article, "unsafe") : undefined;
          report("class", { at: attribute.range, data: { names: cut(found.join(" "), 60) }, fix });
        } else if (officeAttribute.test(name))
          report("attribute", {
            at: attribute.range,
            data: { name: cut(name, 40) },
            fix: rewrite(attribute, "", article, "safe"),
          });
      }
    },
  },

  comment({ value, range }, { article, report }) {
    // `<!--[if gte mso 9]>…<![endif]-->`, and the halves `<![if …]>` and `<![endif]>`, which browsers take for comments.
    if (!/^\s*(?:\[(?:if\b|endif\])|StartFragment|EndFragment)/i.test(value)) return;
    const text = cut(article.text.slice(range.start, range.end).replace(/\s+/g, " "), 40);
    const safety = leavesNoTrace(article, range) ? "safe" : "unsafe";
    const fix: Fix = { title: t("common.remove", "remove it"), safety, edits: [{ range, text: "" }] };
    report("comment", { at: range, data: { text }, fix });
  },
});

const isOffice = (declaration: string): boolean => /^\s*mso-/i.test(declaration);

function unwrap(startTag: Range, endTag: Element["endTag"]): Fix | undefined {
  if (!endTag) return undefined;
  return {
    title: t("html/office-markup.fix.removeTags", "remove the tags"),
    safety: "unsafe",
    edits: [
      { range: startTag, text: "" },
      { range: endTag, text: "" },
    ],
  };
}

/** The attribute with another value, or without the attribute where none is left. */
function rewrite(attribute: Attribute, value: string, { text }: Article, safety: Fix["safety"]): Fix {
  const { range, valueRange, quote } = attribute;
  if (value !== "" && quote)
    return { title: t("common.remove", "remove it"), safety, edits: [{ range: valueRange, text: value }] };
  // Behind a missing blank stands the quote of the attribute before.
  const start = /\s/.test(text[range.start - 1] ?? "") ? range.start - 1 : range.start;
  return { title: t("common.remove", "remove it"), safety, edits: [{ range: { start, end: range.end }, text: "" }] };
}
