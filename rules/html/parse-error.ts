import { defineRule, type Edit, type Fix, type Range, standardElements, t, truncate } from "../../src/rule.js";
import { missingQuoteIn } from "./_missing-quotes.js";
import { nestedQuotesIn } from "./_nested-quotes.js";

interface Data {
  /** The characters at the place of the error. */
  readonly found: string;
  /** The attribute whose value ends early at a quotation mark within it. */
  readonly endsEarly?: string | undefined;
}
/** Adds the name of the error in the HTML standard, so that readers can search for it. */
const withCode = (code: string, message: (d: Data) => string) => (d: Data) =>
  t("common.parens", "{word} ({reason})", {
    word:
      d.endsEarly === undefined
        ? message(d)
        : t(
            "html/parse-error.endsEarly",
            "The value of {name} ends at a quotation mark within it, so browsers ignore the rest. Use the other kind of quotation marks within the value.",
            { name: d.endsEarly },
          ),
    reason: code,
  });

const plain = {
  "control-character-in-input-stream": () =>
    t("html/parse-error.controlCharacter", "Unexpected control character. Remove the character."),
  "noncharacter-in-input-stream": () =>
    t("html/parse-error.noncharacter", "Unexpected code point that is not a character. Remove it from the text."),
  "surrogate-in-input-stream": () =>
    t("html/parse-error.surrogate", "Only half of a character is here. Remove or restore the character."),
  "end-tag-with-attributes": (d: Data) =>
    t(
      "html/parse-error.endTagAttributes",
      'End tag "{found}" has attributes, which browsers ignore. Move them to the start tag.',
      { found: d.found },
    ),
  "end-tag-with-trailing-solidus": (d: Data) =>
    t("html/parse-error.endTagSlash", 'Unexpected "/" before ">" in the end tag "{found}". Remove the "/".', {
      found: d.found,
    }),
  "unexpected-solidus-in-tag": () =>
    t("html/parse-error.slashInTag", 'Unexpected "/" in the tag, which browsers ignore. Remove the "/".'),
  "unexpected-null-character": () =>
    t("html/parse-error.nulCharacter", "Unexpected NUL character. Remove the character."),
  "unexpected-question-mark-instead-of-tag-name": () =>
    t(
      "html/parse-error.questionMark",
      '"<?" starts a comment in HTML, so everything up to the next ">" is hidden. Remove "<?" or write "&lt;?".',
    ),
  "invalid-first-character-of-tag-name": (d: Data) =>
    d.found.startsWith("</")
      ? t(
          "html/parse-error.endTagStart",
          '"{found}" does not start an end tag, so everything up to the next ">" is hidden. Write the tag name after "</".',
          { found: d.found },
        )
      : /^<<+/.test(d.found)
        ? t("html/parse-error.tagStart.many", '"{found}" does not start a tag. Write "&lt;" for each "<".', {
            found: /^<+/.exec(d.found)?.[0] ?? "",
          })
        : t("html/parse-error.tagStart", '"<" before "{found}" does not start a tag. Write "&lt;" instead.', {
            found: d.found.slice(1),
          }),
  "unexpected-equals-sign-before-attribute-name": () =>
    t(
      "html/parse-error.equalsSign",
      'Unexpected "=" before an attribute name, so it becomes part of the name. Remove the "=".',
    ),
  "missing-end-tag-name": () =>
    t("html/parse-error.noTagName", '"</>" has no tag name, and browsers ignore it. Add the name or remove the tag.'),
  "unexpected-character-in-attribute-name": (d: Data) =>
    t(
      "html/parse-error.attributeName",
      "An attribute name contains {found}. Check for a missing or extra quotation mark before it.",
      { found: d.found },
    ),
  "unexpected-character-in-unquoted-attribute-value": (d: Data) =>
    t(
      "html/parse-error.unquotedValue",
      "An unquoted attribute value contains {found}. Put quotation marks around the whole value.",
      { found: d.found },
    ),
  "eof-before-tag-name": () =>
    t("html/parse-error.tagStart.end", '"<" at the end of the file does not start a tag. Write "&lt;" instead.'),
  "eof-in-tag": () =>
    t(
      "html/parse-error.unclosedTag",
      'The file ends inside this tag, so browsers drop it. Add ">", and check for a missing quotation mark.',
    ),
  "missing-attribute-value": () =>
    t("html/parse-error.missingValue", 'Missing attribute value after "=". Add a value or write "".'),
  "missing-whitespace-between-attributes": (d: Data) =>
    t(
      "html/parse-error.missingSpace",
      'Missing space before "{found}". Add a space, or check for a quotation mark inside the value before it.',
      { found: d.found },
    ),
  "cdata-in-html-content": () =>
    t("html/parse-error.cdata", '"<![CDATA[" starts a comment in HTML, so its text is hidden. Write the text alone.'),
  "incorrectly-opened-comment": () =>
    t(
      "html/parse-error.commentStart",
      '"<!" starts a comment, so everything up to the next ">" is hidden. Write "<!--" or "&lt;!".',
    ),
  "eof-in-script-html-comment-like-text": () =>
    t(
      "html/parse-error.unclosedScript",
      'The file ends inside a "<!--" in a script. Close the comment and the script.',
    ),
  "eof-in-doctype": () =>
    t("html/parse-error.unclosedDoctype", 'The file ends inside the doctype. Write "<!DOCTYPE html>".'),
  "nested-comment": () =>
    t(
      "html/parse-error.nestedComment",
      'Comments cannot be nested: the first "-->" ends both. Remove the inner "<!--".',
    ),
  "abrupt-closing-of-empty-comment": () =>
    t("html/parse-error.emptyComment", 'The comment ends where it starts. Write "<!-- -->" or remove the comment.'),
  "eof-in-comment": () =>
    t("html/parse-error.unclosedComment", 'Unclosed comment hides the rest of the file. Add "-->".'),
  "incorrectly-closed-comment": () =>
    t("html/parse-error.commentEnd", 'The comment ends with "--!>". Write "-->" instead.'),
  "eof-in-cdata": () => t("html/parse-error.unclosedCdata", 'Unclosed CDATA section. Add "]]>".'),
  doctype: () => t("html/parse-error.doctype", 'Invalid doctype. Write "<!DOCTYPE html>".'),
};

/** The standard names each error in a doctype, but the remedy is always the same. */
const doctypeCodes = [
  "unexpected-character-after-doctype-system-identifier",
  "missing-whitespace-after-doctype-public-keyword",
  "missing-whitespace-between-doctype-public-and-system-identifiers",
  "missing-whitespace-after-doctype-system-keyword",
  "missing-quote-before-doctype-public-identifier",
  "missing-quote-before-doctype-system-identifier",
  "missing-doctype-public-identifier",
  "missing-doctype-system-identifier",
  "abrupt-doctype-public-identifier",
  "abrupt-doctype-system-identifier",
  "missing-whitespace-before-doctype-name",
  "missing-doctype-name",
  "invalid-character-sequence-after-doctype-name",
] as const;

/** What stet does not read, so that crafted articles cannot stop it. These are no errors of the standard. */
const limits = {
  "stet-too-many-delimiters": () =>
    t(
      "html/parse-error.tooManyDelimiters",
      "More than {max} brackets and asterisks in one paragraph. stet does not check the rest of the paragraph for links and images. Split the paragraph.",
      { max: 10_000 },
    ),
  "stet-too-many-markers": () =>
    t(
      "html/parse-error.tooManyMarkers",
      "More than {max} list markers on one line. stet reads the rest as text. Remove the extra markers.",
      { max: 100 },
    ),
  "stet-too-many-spaces": () =>
    t(
      "html/parse-error.tooManySpaces",
      "More than {max} spaces in a row. stet reads the rest of the spaces as text. Remove the extra spaces.",
      { max: 500 },
    ),
  "stet-nested-brackets": () =>
    t(
      "html/parse-error.nestedBrackets",
      "Brackets are nested more than {max} levels deep. stet does not check all links between them. Remove the outer brackets.",
      { max: 3 },
    ),
  "stet-nested-too-deeply": () =>
    t(
      "html/parse-error.nestedTooDeeply",
      "The Markdown is nested too deeply. stet does not check its links and images. Reduce the nesting.",
    ),
  "stet-too-many-expressions": () =>
    t(
      "html/parse-error.tooManyExpressions",
      'More than {max} braces after "={" or "{/*" do not end. stet reads all expressions of this article as text. Close the braces.',
      { max: 100 },
    ),
};

type Code = Exclude<keyof typeof plain, "doctype"> | (typeof doctypeCodes)[number] | keyof typeof limits;
type QuoteId = "missing-closing-quote" | "missing-opening-quote";
const messages = Object.fromEntries([
  ...Object.entries(limits),
  ...Object.entries(plain)
    .filter(([code]) => code !== "doctype")
    .map(([code, message]) => [code, withCode(code, message)]),
  ...doctypeCodes.map((code) => [code, withCode(code, plain.doctype)]),
  [
    "missing-closing-quote",
    ({ found }: Data) =>
      t(
        "html/parse-error.closingQuote",
        "Missing closing quotation mark of {name}: the text up to the next one becomes part of the value. Add the quotation mark.",
        { name: found },
      ),
  ],
  [
    "missing-opening-quote",
    ({ found }: Data) =>
      t(
        "html/parse-error.openingQuote",
        "Missing opening quotation mark of {name}, so the last one becomes part of the value. Add the quotation mark.",
        { name: found },
      ),
  ],
]) as Record<Code | QuoteId, (d: Data) => string>;

const isKnown = (code: string): code is Code => Object.hasOwn(messages, code);

/** Whether the slash separates an attribute from what comes before it. `<sys/types.h>` is the name of a file. */
function isBeforeAttribute(text: string, slash: number): boolean {
  const [, tag = ""] = /<([a-z][^\s/<>]*)[^<>]*$/i.exec(text.slice(Math.max(0, slash - 500), slash)) ?? [];
  return standardElements.has(tag.toLowerCase()) && /^[a-z][\w:-]*\s*=/i.test(text.slice(slash + 1, slash + 60));
}

/** A whole processing instruction, such as `<?code-excerpt "a.go"?>`, which programs read. Code of PHP or XML is meant to be shown. */
const instruction = /^<\?(?!(?:php|xml)\b)[a-z][\w:-]*(?:[ \t][^<>\n]{0,1000})?\?>/i;

/** Errors of a tag whose cause may be a missing quotation mark. */
const quoteCodes = new Set<Code>([
  "missing-whitespace-between-attributes",
  "unexpected-character-in-attribute-name",
  "unexpected-character-in-unquoted-attribute-value",
  "unexpected-solidus-in-tag",
]);

export default defineRule({
  name: "html/parse-error",
  summary: "Disallow HTML syntax errors",
  severity: "error",
  fixable: "safe",
  messages,

  parseError({ code, range, element, alone }, { article: { text, body }, report }) {
    // Other rules report character references, duplicate attributes and "/>".
    if (!isKnown(code) || isOfWord(code, range, text)) return;
    if (code === "unexpected-question-mark-instead-of-tag-name" && instruction.test(text.slice(range.start))) return;
    if (body.hasComponents && /^<\/?>/.test(text.slice(range.start, range.start + 3))) return;
    const nested = element && mayEndValue.has(code) ? nestedQuotesIn(text, element.startTag) : undefined;
    if (nested) {
      const { name, edits, onlyFonts } = nested;
      const fix: Fix = {
        title: t("html/parse-error.fix.innerQuotes", "Change the quotation marks within the value"),
        // Other styles, which had no effect so far, may move or hide something.
        safety: onlyFonts ? "safe" : "unsafe",
        changes: ["attributes"],
        edits,
      };
      report(code, { at: range, data: { found: "", endsEarly: name }, fix });
      return;
    }
    const missing = element && quoteCodes.has(code) ? missingQuoteIn(element, range) : undefined;
    if (missing) {
      const { id, at, name, edit } = missing;
      const title = t("html/parse-error.fix.addQuote", "Add the quotation mark");
      report(id, { at, data: { found: truncate(name) }, fix: { title, safety: "unsafe", edits: [edit] } });
      return;
    }
    const fix = alone && !isWithinOtherTag(range, text) ? fixOf(code, range, text) : undefined;
    report(code, {
      at: range,
      data: { found: foundAt(code, range, text) },
      fix: fix && { ...fix, safety: isSafe(code, body.language) ? "safe" : "unsafe" },
    });
  },
});

/** Whether `<` is part of the name of the tag: `a <b</p>` is "a <b" and `</p>` to its author. */
const isWithinOtherTag = ({ start }: Range, text: string): boolean =>
  /<\/?[a-z][^\s/<>]*<[^<>]*$/i.test(text.slice(Math.max(0, start - 200), start));

/** Errors that a quotation mark within a value may cause. */
const mayEndValue = new Set<Code>([
  "missing-whitespace-between-attributes",
  "unexpected-character-in-attribute-name",
  "unexpected-character-in-unquoted-attribute-value",
]);

/** In Markdown "--!>" does not end a comment, so "-->" would change which text is part of it. */
const isSafe = (code: Code, language: "html" | "markdown"): boolean =>
  language === "html" || code !== "incorrectly-closed-comment";

/** `<![if !supportLists]>`, which html/office-markup reports. */
const isOfWord = (code: Code, { start }: Range, text: string): boolean =>
  code === "incorrectly-opened-comment" && /^<!\[(?:if\b|endif)/i.test(text.slice(start, start + 10));

function foundAt(code: string, { start, end }: Range, text: string): string {
  const found = text.slice(start, end);
  if (code === "missing-whitespace-between-attributes")
    return /^[^\s=>]*/.exec(text.slice(start, start + 40))?.[0] || found;
  if (code === "unexpected-character-in-attribute-name" || code === "unexpected-character-in-unquoted-attribute-value")
    return found === '"'
      ? t("html/parse-error.quotationMark", "a quotation mark")
      : t("common.quoted", '"{dotted}"', { dotted: found });
  return truncate(found.replace(/\s+/g, " "));
}

/** Edits that do not change what browsers show. They exist only where the tag has no other error. */
function fixOf(code: Code, range: Range, text: string): { title: string; edits: Edit[] } | undefined {
  const { start, end } = range;
  const found = text.slice(start, end);
  const insert = (at: number, inserted: string): Edit => ({ range: { start: at, end: at }, text: inserted });
  switch (code) {
    case "invalid-first-character-of-tag-name":
      if (found.startsWith("</")) return undefined;
      return {
        title: t("html/parse-error.fix.writeLt", 'Replace "<" with "&lt;"'),
        // The last character is the one after the "<"; it may have two code units.
        edits: [...found].slice(0, -1).map((_, at) => ({
          range: { start: start + at, end: start + at + 1 },
          text: "&lt;",
        })),
      };
    case "end-tag-with-trailing-solidus": {
      const slash = text.lastIndexOf("/", end - 1);
      return slash > start + 1
        ? {
            title: t("html/parse-error.fix.removeSlash", 'Remove "/"'),
            edits: [{ range: { start: slash, end: slash + 1 }, text: "" }],
          }
        : undefined;
    }
    case "unexpected-solidus-in-tag": {
      const slash = text[start] === "/" ? start : start - 1;
      if (text[slash] !== "/") return undefined;
      const separates = !/\s/.test(text[slash - 1] ?? "") && !/[\s>]/.test(text[slash + 1] ?? "");
      if (separates && !isBeforeAttribute(text, slash)) return undefined;
      return {
        title: t("html/parse-error.fix.removeSlash", 'Remove "/"'),
        edits: [{ range: { start: slash, end: slash + 1 }, text: separates ? " " : "" }],
      };
    }
    case "missing-attribute-value":
      return text[start] === ">"
        ? { title: t("html/parse-error.fix.addValue", 'Add the empty value ""'), edits: [insert(start, '""')] }
        : undefined;
    case "missing-whitespace-between-attributes":
      // Only before another attribute, not before the rest of a value that contains a quote.
      if (!/^[a-z][\w:-]*=(["'])/i.test(text.slice(start, start + 60))) return undefined;
      return { title: t("html/parse-error.fix.addSpace", "Add a space"), edits: [insert(start, " ")] };
    case "incorrectly-closed-comment":
      return found === "--!>"
        ? { title: t("html/parse-error.fix.closeComment", 'Replace with "-->"'), edits: [{ range, text: "-->" }] }
        : undefined;
    default:
      return undefined;
  }
}
