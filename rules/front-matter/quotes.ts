import { defineRule, type Fix, type FrontMatter, type FrontMatterScalar, t, yamlDisagreement } from "../../src/rule.js";

type Style = "single" | "double" | "plain";

export default defineRule({
  name: "front-matter/quotes",
  summary: "Enforce one style of quotes in front matter",
  severity: "off",
  fixable: "safe",
  options: {
    style: {
      type: "string",
      enum: ["single", "double"],
      default: "single",
      description: "Quotes to use, except around text that contains this quote character",
    },
    require: {
      type: "string",
      enum: ["as-written", "as-needed", "always"],
      default: "as-written",
      description:
        "Which text needs quotes: text that already has them (only their style is checked), only text that must have them, or all values that are text",
    },
  },
  messages: {
    style: (d: { wanted: Style; part: "key" | "value" }) =>
      d.part === "key"
        ? t("front-matter/quotes.style.key", "Wrong quotes around this key. Use {wanted} quotes.", {
            wanted: nameOf(d.wanted),
          })
        : t("front-matter/quotes.style.value", "Wrong quotes around this value. Use {wanted} quotes.", {
            wanted: nameOf(d.wanted),
          }),
    needless: (d: { part: "key" | "value" }) =>
      d.part === "key"
        ? t("front-matter/quotes.needless.key", "Unneeded quotes around this key. Remove the quotes.")
        : t("front-matter/quotes.needless.value", "Unneeded quotes around this value. Remove the quotes."),
    missing: (d: { wanted: Style }) =>
      t("front-matter/quotes.missing", "Missing quotes around this text. Use {wanted} quotes.", {
        wanted: nameOf(d.wanted),
      }),
  },

  frontMatter(frontMatter, { article, options, report }) {
    const language = frontMatter?.language;
    if (!frontMatter?.data || (language !== "yaml" && language !== "toml")) return;
    for (const scalar of frontMatter.scalars()) {
      const { style, part, value, range } = scalar;
      // Numbers, dates and booleans are not text, and a block scalar has no quotes. The layout of quoted text of several
      // lines is the author's choice.
      if (typeof value !== "string" || style === "block") continue;
      const written = article.text.slice(range.start, range.end);
      if (/[\r\n]/.test(written) || (style === "plain" && (part === "key" || language === "toml"))) continue;
      if (style === "plain") {
        if (options.require !== "always" || isDate(written)) continue;
        const wanted = fitting(value, options.style);
        report("missing", { at: range, data: { wanted }, fix: rewritten(frontMatter, scalar, wanted) });
        continue;
      }
      // Without its escape the character would be in the file, and nobody would see it there.
      if (style === "double" && hasEscapedInvisible(written, value)) continue;
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

const nameOf = (style: Style): string =>
  style === "single" ? t("front-matter/quotes.single", "single") : t("front-matter/quotes.double", "double");

/** A plain YAML date is a date for some programs: in quotes it would be text. */
const isDate = (written: string): boolean =>
  /^\d{4}-\d\d?-\d\d?/.test(written) || yamlDisagreement(written) !== undefined;

/** All spaces but the ordinary one, and control, bidi, format and other characters without a shape. */
const invisible = /(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu;

/** Whether the value has more invisible characters than its written form, where an escape such as `\u202E` is visible. */
const hasEscapedInvisible = (written: string, value: string): boolean =>
  (value.match(invisible)?.length ?? 0) > (written.match(invisible)?.length ?? 0);

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
      ? t("front-matter/quotes.fix.remove", "Remove the quotes")
      : t("front-matter/quotes.fix.use", "Use {style} quotes", { style: nameOf(style) });
  return edit && { title, safety: "safe", edits: [edit] };
}
