import {
  type Attribute,
  defineRule,
  type Fix,
  globalValues,
  isTemplate,
  joinWithOr,
  removeAttribute,
  setValue,
  standardElements,
  suggest,
  t,
  truncate,
  type ValueKind,
} from "../../src/rule.js";

/** Elements of the document's head. */
const excludedTags = new Set(["meta", "link", "script", "style", "base"]);
/** Attributes of <img> that image/dimensions and image/referrer-policy check. */
const excludedOfImg = new Set(["width", "height", "referrerpolicy"]);

/**
 * What browsers do with an invalid value, by attribute, or by `tag.attribute` where the element matters. A keyword is the
 * "invalid value default" of the HTML standard. `null`: browsers behave as if the attribute were missing. `undefined`: it
 * depends on the value. The definitions: https://html.spec.whatwg.org/multipage/indices.html#attributes-3
 */
export const invalidValueDefaults: Readonly<Record<string, string | null | undefined>> = {
  // Browsers send the form in the encoding of that name.
  "accept-charset": undefined,
  autocapitalize: "sentences",
  autocomplete: "on",
  autocorrect: "on",
  "button.type": "submit",
  closedby: null,
  colorspace: "limited-srgb",
  contenteditable: null,
  crossorigin: "anonymous",
  decoding: "auto",
  dir: null,
  draggable: null,
  enctype: "application/x-www-form-urlencoded",
  enterkeyhint: null,
  fetchpriority: "auto",
  formenctype: "application/x-www-form-urlencoded",
  formmethod: "get",
  hidden: "hidden",
  "input.type": "text",
  inputmode: null,
  kind: "metadata",
  loading: "eager",
  method: "get",
  "ol.type": "1",
  popover: "manual",
  popovertargetaction: "toggle",
  preload: null,
  referrerpolicy: null,
  scope: null,
  shadowrootmode: null,
  shape: "rect",
  spellcheck: null,
  translate: null,
  wrap: "soft",
  writingsuggestions: null,
  "xml:space": null,
};

/** Attributes that any value turns on, like a boolean attribute, although they have keywords. */
const onWithAnyValue = new Set(["hidden", "crossorigin", "popover"]);

/** Numbers for the examples in messages. */
const exampleNumbers: Readonly<Record<string, number>> = {
  width: 640,
  height: 360,
  colspan: 2,
  rowspan: 2,
  span: 2,
  size: 20,
  cols: 60,
  rows: 4,
  maxlength: 100,
};

/** The list of keywords is shown up to this number of characters. */
const longestList = 90;

interface Value {
  readonly name: string;
  readonly value: string;
}

/** Quotation marks of word processors and input methods at the start of a value. */
const typographic = /^[“”„‟‘’‚‛″＂＇]/;

export default defineRule({
  name: "html/attribute-value",
  summary: "Disallow invalid attribute values",
  severity: "warning",
  fixable: "safe",
  // Of all invalid values, only this one hides text from readers.
  presets: { "rss-archive": ["warning", { attributes: ["hidden"] }] },
  options: {
    attributes: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Names of the only attributes to check; without any, all are checked",
    },
  },
  messages: {
    quotes: ({ name, quote }: { name: string; quote: string }) =>
      t(
        "html/attribute-value.quotes",
        "Typographic quotation mark {quote} around the value of {name}: browsers make it part of the value. Use straight \" or '.",
        { name, quote },
      ),
    keyword: ({ name, value, fallback, remedy }: Value & { fallback: string | null | undefined; remedy: string }) =>
      fallback === undefined
        ? t("html/attribute-value.keyword", '{name}="{value}" is invalid. {remedy}', { name, value, remedy })
        : fallback === null
          ? t("html/attribute-value.keyword.ignored", '{name}="{value}" is invalid, and browsers ignore it. {remedy}', {
              name,
              value,
              remedy,
            })
          : t(
              "html/attribute-value.keyword.fallback",
              '{name}="{value}" is invalid. Browsers treat it as "{fallback}". {remedy}',
              { name, value, fallback, remedy },
            ),
    number: ({ name, value, minimum, example }: Value & { minimum: number | undefined; example: number }) =>
      minimum === undefined
        ? t(
            "html/attribute-value.number",
            '{name}="{value}" is not a valid integer. Use a number, for example {name}="{example}".',
            { name, value, example },
          )
        : t(
            "html/attribute-value.number.minimum",
            '{name}="{value}" is invalid. Use an integer of at least {minimum}, for example {name}="{example}".',
            { name, value, minimum, example },
          ),
    unit: ({ name, value, number }: Value & { number: string }) =>
      t(
        "html/attribute-value.unit",
        '{name}="{value}" is not an integer. Browsers read it as {number}. Use {name}="{number}".',
        { name, value, number },
      ),
    boolean: ({ name, value }: Value) =>
      name === "hidden"
        ? t(
            "html/attribute-value.boolean.hidden",
            'hidden="{value}" still hides the element. Remove the attribute to show the element.',
            { value },
          )
        : t(
            "html/attribute-value.boolean",
            '{name}="{value}" still turns {name} on. Remove the attribute to turn it off.',
            { name, value },
          ),
  },

  prepare: ({ attributes }) =>
    attributes.length === 0 ? undefined : new Set(attributes.map((name) => name.toLowerCase())),

  element: {
    "*"({ tag, namespace, attributes }, { prepared: only, report }) {
      for (const name in attributes) {
        const attribute = attributes[name];
        if (only && !only.has(name)) continue;
        if (attribute?.quote === "" && typographic.test(attribute.raw)) reportQuotes(attribute);
      }
      if (namespace !== "html" || excludedTags.has(tag)) return;
      const ownValues = standardElements.get(tag)?.values;
      for (const name in attributes) {
        if (only && !only.has(name)) continue;
        const attribute = attributes[name];
        const kind =
          ownValues && Object.hasOwn(ownValues, name)
            ? ownValues[name]
            : Object.hasOwn(globalValues, name)
              ? globalValues[name]
              : undefined;
        if (!attribute?.hasValue || !kind || isTemplate(attribute.value)) continue;
        if (tag === "img" && excludedOfImg.has(name)) continue;
        check(attribute, kind);
      }

      function reportQuotes({ name, raw, valueRange: at }: Attribute): void {
        // Values with spaces are several attributes: only the author knows where they end.
        const isWhole = raw.length > 2 && typographic.test(raw.slice(-1)) && !/["']/.test(raw);
        report("quotes", {
          at,
          data: { name, quote: raw[0] ?? "" },
          fix: isWhole
            ? {
                title: t("html/attribute-value.fix.quotes", "Use straight quotation marks"),
                safety: "unsafe",
                edits: [{ range: at, text: `"${raw.slice(1, -1)}"` }],
              }
            : undefined,
        });
      }

      function check(attribute: Attribute, kind: ValueKind): void {
        const { name, value, valueRange: at } = attribute;
        const shown = { name, value: truncate(value.replace(/\s+/g, " "), 40) };
        const isOff = /^\s*(?:false|0|no|off)\s*$/i.test(value);
        if (kind === "boolean") {
          if (isOff) report("boolean", { at, data: shown, fix: turnOff(attribute) });
        } else if (typeof kind === "string") {
          if ((kind === "integer" ? /^-?\d+$/ : kind === "from-0" ? /^\d+$/ : /^0*[1-9]\d*$/).test(value)) return;
          // Browsers accept a percentage of the available space.
          const isSide = name === "width" || name === "height";
          if (isSide && /^\d+(?:\.\d+)?%$/.test(value)) return;
          const number = /^\s*(\d+)(?:\.0+)?(?:px)?;?\s*$/i.exec(value)?.[1];
          if (number === undefined || kind === "from-1") {
            const minimum = kind === "integer" ? undefined : kind === "from-1" ? 1 : 0;
            report("number", { at, data: { ...shown, minimum, example: exampleNumbers[name] ?? 1 } });
          } else
            report("unit", {
              at,
              data: { ...shown, number },
              fix: {
                title: t("html/attribute-value.fix.number", 'Replace with "{number}"', { number }),
                safety: "safe",
                changes: ["attributes"],
                edits: [setValue(attribute, number)],
              },
            });
        } else {
          const word = name === "type" && tag === "ol" ? value : value.toLowerCase();
          if (value === "" || kind.includes(word.trim())) return;
          if (isOff && onWithAnyValue.has(name)) {
            report("boolean", { at, data: shown, fix: turnOff(attribute) });
            return;
          }
          const ofElement = `${tag}.${name}`;
          const fallback = invalidValueDefaults[Object.hasOwn(invalidValueDefaults, ofElement) ? ofElement : name];
          report("keyword", { at, data: { ...shown, fallback, remedy: remedyFor(word.trim(), kind, fallback) } });
        }
      }
    },
  },
});

/** Unsafe: readers see something that they did not see before. */
const turnOff = (attribute: Attribute): Fix => ({
  title: t("html/attribute-value.fix.remove", "Remove {name}", { name: attribute.name }),
  safety: "unsafe",
  edits: [removeAttribute(attribute)],
});

/** The keywords to use. A long list would hide the right one, so it is replaced by the most similar keyword. */
function remedyFor(value: string, kind: readonly string[], fallback: string | null | undefined): string {
  const keywords = kind.filter((keyword) => keyword !== "");
  const list = joinWithOr(keywords.map((keyword) => t("common.quoted", '"{dotted}"', { dotted: keyword })));
  if (list.length <= longestList) return t("html/attribute-value.remedy.list", "Use {list}.", { list });
  const guess = nearest(value, keywords);
  if (guess !== undefined) return t("html/attribute-value.remedy.guess", 'Did you mean "{guess}"?', { guess });
  // The fallback as an example changes nothing on the page.
  const example = fallback ?? keywords[0] ?? "";
  return t("html/attribute-value.remedy.example", 'Use one of the {count} valid values, for example "{example}".', {
    count: keywords.length,
    example,
  });
}

/** A keyword with nearly the same spelling, or one that is a longer or shorter form: `telephone` and `tel`. */
function nearest(value: string, keywords: readonly string[]): string | undefined {
  const [similar] = suggest(value, keywords, 1);
  if (similar !== undefined || value.length < 3) return similar;
  const byLength = [...keywords].sort((a, b) => a.length - b.length);
  return (
    byLength.find((keyword) => keyword.startsWith(value)) ??
    byLength.reverse().find((keyword) => keyword.length >= 3 && value.startsWith(keyword))
  );
}
