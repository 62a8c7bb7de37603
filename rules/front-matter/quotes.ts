import { defineRule, disagreement, type Fix, type FrontMatter, type FrontMatterScalar, t } from "../../src/rule.js";

type Style = "single" | "double" | "plain";

export default defineRule({
  name: "front-matter/quotes",
  summary: "Text in front matter is quoted in one style",
  severity: "off",
  fixable: "safe",
  options: {
    style: {
      type: "string",
      enum: ["single", "double"],
      default: "single",
      description: "the quotes to use, where the text does not hold them itself",
    },
    require: {
      type: "string",
      enum: ["as-written", "as-needed", "always"],
      default: "as-written",
      description: "which text is quoted: that which is (only the style is looked at), that which must be, or all",
    },
  },
  messages: {
    style: (d: { wanted: Style; part: "key" | "value" }) =>
      d.part === "key"
        ? t("front-matter/quotes.style.keyQuotes", "this key is not in {wanted} quotes: quote it so", {
            wanted: named(d.wanted),
          })
        : t("front-matter/quotes.style.valueQuotes", "this value is not in {wanted} quotes: quote it so", {
            wanted: named(d.wanted),
          }),
    needless: (d: { part: "key" | "value" }) =>
      d.part === "key"
        ? t("front-matter/quotes.needless.keyQuotes", "this key is in quotes that it does not need: remove them")
        : t("front-matter/quotes.needless.valueQuotes", "this value is in quotes that it does not need: remove them"),
    missing: (d: { wanted: Style }) =>
      t("front-matter/quotes.missing", "this text is not in quotes: put it in {wanted} quotes", {
        wanted: named(d.wanted),
      }),
  },

  frontMatter(frontMatter, { article, options, report }) {
    const language = frontMatter?.language;
    if (!frontMatter?.data || (language !== "yaml" && language !== "toml")) return;
    for (const scalar of frontMatter.scalars()) {
      const { style, part, value, range } = scalar;
      // Numbers, dates and booleans are no text; a block scalar has no quotes; quoted text of many lines is laid out.
      if (typeof value !== "string" || style === "block") continue;
      const written = article.text.slice(range.start, range.end);
      if (/[\r\n]/.test(written) || (style === "plain" && (part === "key" || language === "toml"))) continue;
      if (style === "plain") {
        if (options.require !== "always" || isDate(written)) continue;
        const wanted = fitting(value, options.style);
        report("missing", { at: range, data: { wanted }, fix: rewritten(frontMatter, scalar, wanted) });
        continue;
      }
      const bare = options.require === "as-needed" && rewritten(frontMatter, scalar, "plain");
      if (bare && !/^['"]/.test(bare.edits[0]?.text ?? "'")) {
        report("needless", { at: range, data: { part }, fix: bare });
        continue;
      }
      const wanted = fitting(value, options.style);
      if (wanted === style) continue;
      const fix = rewritten(frontMatter, scalar, wanted);
      if (fix?.edits[0]?.text !== written) report("style", { at: range, data: { wanted, part }, fix });
    }
  },
});

const named = (style: Style): string =>
  style === "single" ? t("front-matter/quotes.single", "single") : t("front-matter/quotes.double", "double");

/** A plain YAML date is a date to some readers: in quotes it would be text. */
const isDate = (written: string): boolean => /^\d{4}-\d\d?-\d\d?/.test(written) || disagreement(written) !== undefined;

/** The style, unless the text would need escapes in it and none in the other. */
function fitting(value: string, style: "single" | "double"): "single" | "double" {
  // Control characters can be written in double quotes only.
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(value)) return "double";
  const awkward = style === "single" ? /'/ : /["\\]/;
  const other = style === "single" ? "double" : "single";
  const awkwardOther = style === "single" ? /["\\]/ : /'/;
  return awkward.test(value) && !awkwardOther.test(value) ? other : style;
}

function rewritten(frontMatter: FrontMatter, { path, part, value }: FrontMatterScalar, style: Style): Fix | undefined {
  const text = String(value);
  const edit = part === "key" ? frontMatter.renameKey(path, text, style) : frontMatter.setString(path, text, style);
  const title =
    style === "plain"
      ? t("front-matter/quotes.removeQuotes", "remove the quotes")
      : t("front-matter/quotes.useQuotes", "use {style} quotes", { style: named(style) });
  return edit && { title, safety: "safe", edits: [edit] };
}
