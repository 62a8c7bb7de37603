import { defineRule, type Fix, removeAttribute, t, tagNameRange, truncate } from "../../src/rule.js";

export default defineRule({
  name: "html/allowed",
  summary: "Disallow elements and attributes that are not on your lists",
  severity: "off",
  fixable: "unsafe",
  options: {
    elements: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Names of the allowed elements; an empty list allows all elements",
    },
    attributes: {
      type: "array",
      items: { type: "string" },
      default: [],
      description:
        "Allowed attributes, for example `href`, `img.alt` (only on `img`) or `data-*`; an empty list allows all attributes",
    },
  },
  messages: {
    element: (d: { tag: string }) =>
      t("html/allowed.element", "<{tag}> is not an allowed element. Remove the element, or only its tags.", {
        tag: d.tag,
      }),
    attribute: (d: { tag: string; name: string }) =>
      t("html/allowed.attribute", '"{name}" is not an allowed attribute of <{tag}>. Remove the attribute.', {
        name: d.name,
        tag: d.tag,
      }),
  },

  prepare: ({ elements, attributes }) => ({ elements: lowerCase(elements), names: lowerCase(attributes) }),

  element: {
    "*"(element, { prepared: { elements, names }, report }) {
      const { tag, attributes } = element;
      if (elements.size > 0 && !elements.has(tag)) {
        report("element", { at: tagNameRange(element), data: { tag: truncate(tag, 40) }, fix: unwrap(element) });
        // The fix removes its attributes together with the tag.
        return;
      }
      if (names.size === 0) return;
      for (const name in attributes) {
        const attribute = attributes[name];
        if (!attribute || names.has(name) || names.has(`${tag}.${name}`)) continue;
        const dash = name.indexOf("-");
        if (dash > 0 && names.has(`${name.slice(0, dash)}-*`)) continue;
        report("attribute", {
          at: attribute.range,
          data: { tag: truncate(tag, 40), name: truncate(name, 40) },
          fix: {
            title: t("html/allowed.fix.removeAttribute", 'Remove "{name}"', { name: truncate(name, 40) }),
            safety: "unsafe",
            edits: [removeAttribute(attribute)],
          },
        });
      }
    },
  },
});

const lowerCase = (names: readonly string[]): ReadonlySet<string> => new Set(names.map((name) => name.toLowerCase()));

/** Removes the tags and keeps the content. The content of a script or a style sheet is not text for readers, so there is no fix. */
function unwrap({
  tag,
  startTag,
  endTag,
}: {
  tag: string;
  startTag: Fix["edits"][0]["range"];
  endTag: Fix["edits"][0]["range"] | undefined;
}): Fix | undefined {
  if (!endTag || tag === "script" || tag === "style") return undefined;
  const edits = [startTag, endTag].map((range) => ({ range, text: "" }));
  return { title: t("html/allowed.fix.removeTags", "Remove the tags of the element"), safety: "unsafe", edits };
}
