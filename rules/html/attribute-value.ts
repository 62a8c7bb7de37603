import {
  type Attribute,
  anyOf,
  cut,
  defineRule,
  globalValues,
  isTemplate,
  setValue,
  standardElements,
  t,
  type ValueKind,
} from "../../src/rule.js";

/** Of a document's head, or of other rules: image/dimensions, image/referrer-policy. */
const elsewhere = new Set(["meta", "link", "script", "style", "base"]);
const elsewhereOfImg = new Set(["width", "height", "referrerpolicy"]);

export default defineRule({
  name: "html/attribute-value",
  summary: "Attributes with a fixed set of values have one of them",
  severity: "warning",
  fixable: "safe",
  presets: { "rss-archive": "off" },
  messages: {
    word: (d: { name: string; value: string; allowed: string }) =>
      t("html/attribute-value.word", '{name} "{value}" means nothing to browsers: write {allowed}', {
        name: d.name,
        value: d.value,
        allowed: d.allowed,
      }),
    number: (d: { name: string; value: string; least: number }) =>
      d.least > 0
        ? t("html/attribute-value.number.wholeNumber", '{name} "{value}" is not a whole number above 0: write one', {
            name: d.name,
            value: d.value,
          })
        : t("html/attribute-value.number.wholeNumberWrite", '{name} "{value}" is not a whole number: write one', {
            name: d.name,
            value: d.value,
          }),
    unit: (d: { name: string; value: string; meant: string }) =>
      t("html/attribute-value.unit", '{name} "{value}" has a unit, which browsers ignore: write "{meant}"', {
        name: d.name,
        value: d.value,
        meant: d.meant,
      }),
    boolean: (d: { name: string; value: string }) =>
      t(
        "html/attribute-value.boolean",
        '{name} is on whatever its value is, "{value}" too: remove the attribute, or the value',
        { name: d.name, value: d.value },
      ),
  },

  element: {
    "*"({ tag, namespace, attributes }, { report }) {
      if (namespace !== "html" || elsewhere.has(tag)) return;
      const own = standardElements.get(tag)?.values;
      for (const name in attributes) {
        const attribute = attributes[name];
        const kind =
          own && Object.hasOwn(own, name)
            ? own[name]
            : Object.hasOwn(globalValues, name)
              ? globalValues[name]
              : undefined;
        if (!attribute?.hasValue || !kind || isTemplate(attribute.value)) continue;
        if (tag === "img" && elsewhereOfImg.has(name)) continue;
        judge(attribute, kind);
      }

      function judge(attribute: Attribute, kind: ValueKind): void {
        const { name, value, valueRange: at } = attribute;
        const shown = { name, value: cut(value.replace(/\s+/g, " "), 40) };
        if (kind === "boolean") {
          if (/^\s*(?:false|0|no|off)\s*$/i.test(value)) report("boolean", { at, data: shown });
        } else if (typeof kind === "string") {
          if ((kind === "integer" ? /^-?\d+$/ : kind === "from-0" ? /^\d+$/ : /^0*[1-9]\d*$/).test(value)) return;
          // Browsers read a percentage of the room there is.
          const isSide = name === "width" || name === "height";
          if (isSide && /^\d+(?:\.\d+)?%$/.test(value)) return;
          const meant = /^\s*(\d+)(?:\.0+)?(?:px)?;?\s*$/i.exec(value)?.[1];
          if (meant === undefined || kind === "from-1")
            report("number", { at, data: { ...shown, least: kind === "from-1" ? 1 : 0 } });
          else
            report("unit", {
              at,
              data: { ...shown, meant },
              fix: {
                title: t("common.write", 'write "{real}"', { real: meant }),
                safety: "safe",
                edits: [setValue(attribute, meant)],
              },
            });
        } else {
          const word = name === "type" && tag === "ol" ? value : value.toLowerCase();
          if (value === "" || kind.includes(word.trim())) return;
          const words = kind.filter((one) => one !== "");
          const allowed =
            words.length > 6
              ? t("html/attribute-value.wordsSuch", 'one of {count} words, such as "{words}"', {
                  count: words.length,
                  words: words[0] ?? "",
                })
              : anyOf(words.map((one) => t("common.quoted", '"{dotted}"', { dotted: one })));
          report("word", { at, data: { ...shown, allowed } });
        }
      }
    },
  },
});
