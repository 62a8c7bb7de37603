import { type Article, type Attribute, defineRule, type Fix, isTemplate, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "html/inline-style",
  summary: "Disallow style attributes",
  severity: "off",
  fixable: "unsafe",
  options: {
    allow: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "CSS properties that a `style` attribute may set",
    },
  },
  presets: { strict: "warning" },
  messages: {
    style: (d: { properties: string }) =>
      t("html/inline-style.style", "The style attribute sets {properties}. Use the site's style sheet instead.", {
        properties: d.properties,
      }),
  },

  element: {
    "*"({ attributes, namespace }, { article, options, report }) {
      const { style } = attributes;
      if (!style || namespace !== "html" || isTemplate(style.value)) return;
      const declarations = style.value.split(";").filter((one) => one.trim() !== "");
      const nameOf = (one: string): string => (one.split(":", 1)[0] ?? "").trim().toLowerCase();
      // html/office-markup reports the properties that only Word knows.
      const isFine = (one: string): boolean => nameOf(one).startsWith("mso-") || options.allow.includes(nameOf(one));
      const wrong = declarations.filter((one) => !isFine(one));
      if (wrong.length === 0) return;
      const names = [...new Set(wrong.map(nameOf))];
      report("style", {
        at: style.range,
        data: { properties: truncate(names.join(t("html/inline-style.comma", ", "))) },
        fix: without(style, declarations.filter(isFine), article),
      });
    },
  },
});

function without(style: Attribute, left: readonly string[], { text }: Article): Fix | undefined {
  // A `;` in a URL or a character reference does not end a declaration.
  if (style.raw !== style.value || /["'(]/.test(style.value)) return undefined;
  const { start, end } = style.range;
  const before = /\s/.test(text[start - 1] ?? "") ? start - 1 : start;
  const edit =
    left.length > 0
      ? { range: style.valueRange, text: left.map((one) => one.trim()).join("; ") }
      : { range: { start: before, end }, text: "" };
  return { title: t("html/inline-style.fix.remove", "Remove these styles"), safety: "unsafe", edits: [edit] };
}
