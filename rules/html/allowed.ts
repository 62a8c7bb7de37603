import { cut, defineRule, type Fix, nameRange, t } from "../../src/rule.js";

export default defineRule({
  name: "html/allowed",
  summary: "Only elements and attributes of a list are used",
  severity: "off",
  fixable: "unsafe",
  options: {
    elements: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "names of the elements that may be used; none: all",
    },
    attributes: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "attributes that may be used: `href`, `img.alt` for one element, `data-*`; none: all",
    },
  },
  messages: {
    element: (d: { tag: string }) =>
      t("html/allowed.element", "<{tag}> is not among the elements allowed here: remove it or its tags", {
        tag: d.tag,
      }),
    attribute: (d: { tag: string; name: string }) =>
      t("html/allowed.attribute", "{name} of <{tag}> is not among the attributes allowed here: remove it", {
        name: d.name,
        tag: d.tag,
      }),
  },

  element: {
    "*"(element, { article: { text }, options, report }) {
      const { tag, attributes } = element;
      if (options.elements.length > 0 && !setOf(options.elements).has(tag)) {
        report("element", { at: nameRange(element), data: { tag: cut(tag, 40) }, fix: unwrap(element) });
        // Its attributes go with it.
        return;
      }
      if (options.attributes.length === 0) return;
      const names = setOf(options.attributes);
      for (const name in attributes) {
        const attribute = attributes[name];
        if (!attribute || names.has(name) || names.has(`${tag}.${name}`)) continue;
        const dash = name.indexOf("-");
        if (dash > 0 && names.has(`${name.slice(0, dash)}-*`)) continue;
        const { range } = attribute;
        // Behind a missing blank stands the quote of the attribute before.
        const start = /\s/.test(text[range.start - 1] ?? "") ? range.start - 1 : range.start;
        report("attribute", {
          at: range,
          data: { tag: cut(tag, 40), name: cut(name, 40) },
          fix: {
            title: t("html/allowed.fix.remove", "remove {name}", { name: cut(name, 40) }),
            safety: "unsafe",
            edits: [{ range: { start, end: range.end }, text: "" }],
          },
        });
      }
    },
  },
});

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();
function setOf(names: readonly string[]): ReadonlySet<string> {
  let set = sets.get(names);
  if (!set) {
    set = new Set(names.map((name) => name.toLowerCase()));
    sets.set(names, set);
  }
  return set;
}

/** Its content stays; not that of a script, which is no text for readers. */
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
  return { title: t("html/allowed.fix.removeTags", "remove its tags"), safety: "unsafe", edits };
}
