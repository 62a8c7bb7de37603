import { type Article, type Attribute, cut, defineRule, type Fix, isTemplate, t } from "../../src/rule.js";

export default defineRule({
  name: "html/inline-style",
  summary: "Looks come from the site's style sheet, not from style attributes",
  severity: "off",
  fixable: "unsafe",
  options: {
    allow: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "properties that may be set in a `style` attribute",
    },
  },
  presets: { strict: "warning" },
  messages: {
    style: (d: { properties: string }) =>
      t("html/inline-style.style", "the style attribute sets {properties}: leave that to the site's style sheet", {
        properties: d.properties,
      }),
  },

  element: {
    "*"({ attributes, namespace }, { article, options, report }) {
      const { style } = attributes;
      if (!style || namespace !== "html" || isTemplate(style.value)) return;
      const declarations = style.value.split(";").filter((one) => one.trim() !== "");
      const nameOf = (one: string): string => (one.split(":", 1)[0] ?? "").trim().toLowerCase();
      // What only Word understands is html/office-markup's.
      const isFine = (one: string): boolean => nameOf(one).startsWith("mso-") || options.allow.includes(nameOf(one));
      const wrong = declarations.filter((one) => !isFine(one));
      if (wrong.length === 0) return;
      const names = [...new Set(wrong.map(nameOf))];
      report("style", {
        at: style.range,
        data: { properties: cut(names.join(", ")) },
        fix: without(style, declarations.filter(isFine), article),
      });
    },
  },
});

function without(style: Attribute, left: readonly string[], { text }: Article): Fix | undefined {
  // A `;` within a URL or a character reference is no end of a declaration.
  if (style.raw !== style.value || /["'(]/.test(style.value)) return undefined;
  const { start, end } = style.range;
  const before = /\s/.test(text[start - 1] ?? "") ? start - 1 : start;
  const edit =
    left.length > 0
      ? { range: style.valueRange, text: left.map((one) => one.trim()).join("; ") }
      : { range: { start: before, end }, text: "" };
  return { title: t("html/inline-style.fix.removeThem", "remove them"), safety: "unsafe", edits: [edit] };
}
