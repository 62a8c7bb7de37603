import { defineRule, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "html/duplicate-attribute",
  summary: "Disallow duplicate attributes",
  severity: "error",
  fixable: "safe",
  messages: {
    duplicate: (d: { name: string; same: boolean }) =>
      d.same
        ? t("html/duplicate-attribute.duplicate.same", 'Duplicate attribute "{name}". Remove the second one.', {
            name: d.name,
          })
        : t(
            "html/duplicate-attribute.duplicate.different",
            'Duplicate attribute "{name}". Browsers ignore the second value. Keep one value, or combine the two.',
            { name: d.name },
          ),
  },

  parseError({ code, range, element, alone }, { article: { text }, report }) {
    if (code !== "duplicate-attribute") return;
    const { start, end } = range;
    const name = text.slice(start, end);
    const first = element?.attributes[name.toLowerCase()];
    const rest = text.slice(end, Math.min(element?.startTag.end ?? end, end + 4000));
    const value = /^(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?(?=[\s/>])/.exec(rest);
    const same = value !== null && first?.raw === (value[1] ?? value[2] ?? value[3] ?? "");
    const isPlain = alone && value && !/\{[{%]|<%/.test(value[0]) && /\s/.test(text[start - 1] ?? "");
    report("duplicate", {
      at: range,
      data: { name: truncate(name, 40), same },
      fix:
        first && isPlain
          ? {
              title: same
                ? t("html/duplicate-attribute.fix.remove", "Remove the second attribute")
                : t("html/duplicate-attribute.fix.removeIgnored", "Remove the second attribute, which browsers ignore"),
              safety: same ? "safe" : "unsafe",
              edits: [{ range: { start: start - 1, end: end + value[0].length }, text: "" }],
            }
          : undefined,
    });
  },
});
