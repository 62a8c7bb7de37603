import {
  type Attribute,
  defineRule,
  type Element,
  type Fix,
  isWholeDocument,
  type Range,
  removeAttribute,
  removePart,
  t,
  truncate,
} from "../../src/rule.js";

/** Classes that Word, WPS and programs of Apple write into copied text. */
const officeClass =
  /^(?:Mso\w+|WordSection\d+|Section\d+Word|Apple-(?:converted-space|style-span|tab-span|interchange-newline))$/;

/** Namespaces of Microsoft Office: https://learn.microsoft.com/openspecs/office_standards/ms-offhtml */
const officeTag = /^(?:o|w|v|m|x|st1|u1):/;

/** Attributes that editors add for themselves or for the clipboard. */
const officeAttribute = /^(?:data-mce-|_moz_|_mce_|data-cke-|data-pm-slice$)/;

export default defineRule({
  name: "html/office-markup",
  summary: "Disallow leftover markup of word processors and editors",
  severity: "warning",
  // Readers do not see it, and nobody edits articles from feeds.
  presets: { "rss-archive": "off" },
  fixable: "safe",
  messages: {
    element: (d: { tag: string }) =>
      t("html/office-markup.element", "<{tag}> is a leftover element of Microsoft Office. Remove its tags.", {
        tag: d.tag,
      }),
    style: (d: { names: string }) =>
      t("html/office-markup.style", 'Leftover word-processor style "{names}". Remove this style.', { names: d.names }),
    class: (d: { names: string }) =>
      t("html/office-markup.class", 'Leftover word-processor class "{names}". Remove this class.', { names: d.names }),
    attribute: (d: { name: string }) =>
      t("html/office-markup.attribute", 'Leftover editor attribute "{name}". Remove the attribute.', { name: d.name }),
    comment: (d: { text: string }) =>
      t("html/office-markup.comment", 'Leftover word-processor comment "{text}". Remove the comment.', {
        text: d.text,
      }),
  },

  element: {
    "*"({ tag, attributes, startTag, endTag }, { report }) {
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
          const names = truncate([...new Set(words)].join(t("html/office-markup.comma", ", ")), 60);
          const isPlain = attribute.raw === attribute.value && !/["'(]/.test(attribute.value);
          const fix = isPlain ? rewrite(attribute, left.join("; "), "safe") : undefined;
          report("style", { at: attribute.range, data: { names }, fix });
        } else if (name === "class") {
          const all = attribute.value.split(/\s+/).filter((one) => one !== "");
          const found = all.filter((one) => officeClass.test(one));
          if (found.length === 0) continue;
          const left = all.filter((one) => !officeClass.test(one)).join(" ");
          // The site's style sheet may use the class.
          const fix = attribute.raw === attribute.value ? rewrite(attribute, left, "unsafe") : undefined;
          report("class", { at: attribute.range, data: { names: truncate(found.join(" "), 60) }, fix });
        } else if (officeAttribute.test(name))
          report("attribute", {
            at: attribute.range,
            data: { name: truncate(name, 40) },
            fix: rewrite(attribute, "", "safe"),
          });
      }
    },
  },

  comment({ value, range }, { article, report }) {
    // `<!--[if gte mso 9]>…<![endif]-->`, and the halves `<![if …]>` and `<![endif]>`, which browsers treat as comments.
    if (!/^\s*(?:\[(?:if\b|endif\])|StartFragment|EndFragment)/i.test(value)) return;
    // The author of a whole page has written them for Internet Explorer.
    if (/^\s*\[if\b[^\]]*\bIE\b/i.test(value) && isWholeDocument(article)) return;
    const text = truncate(article.text.slice(range.start, range.end).replace(/\s+/g, " "), 40);
    const edits = [removePart(article, range)];
    const fix: Fix = { title: removeTitle(), safety: "safe", changes: ["elements"], edits };
    report("comment", { at: range, data: { text }, fix });
  },
});

const isOffice = (declaration: string): boolean => /^\s*mso-/i.test(declaration);

function unwrap(startTag: Range, endTag: Element["endTag"]): Fix | undefined {
  if (!endTag) return undefined;
  return {
    title: t("html/office-markup.fix.removeTags", "Remove the tags of the element"),
    safety: "unsafe",
    edits: [
      { range: startTag, text: "" },
      { range: endTag, text: "" },
    ],
  };
}

const removeTitle = (): string => t("html/office-markup.fix.remove", "Remove the leftover markup");

/** Sets another value of the attribute, or removes the attribute if the value is empty. */
function rewrite(attribute: Attribute, value: string, safety: Fix["safety"]): Fix {
  const { valueRange, quote } = attribute;
  const edit = value !== "" && quote ? { range: valueRange, text: value } : removeAttribute(attribute);
  return { title: removeTitle(), safety, changes: ["attributes"], edits: [edit] };
}
