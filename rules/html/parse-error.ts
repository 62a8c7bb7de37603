import { type Attribute, defineRule, type Edit, type Element, type Range, t, truncate } from "../../src/rule.js";

interface Data {
  /** The characters at the place of the error. */
  readonly found: string;
}
/** Adds the name of the error in the HTML standard, so that readers can search for it. */
const withCode = (code: string, message: (d: Data) => string) => (d: Data) =>
  t("common.parens", "{word} ({reason})", { word: message(d), reason: code });

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

type Code = Exclude<keyof typeof plain, "doctype"> | (typeof doctypeCodes)[number];
type QuoteId = "missing-closing-quote" | "missing-opening-quote";
const messages = Object.fromEntries([
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

/** Errors of a tag whose cause may be a missing quotation mark. */
const quoteCodes = new Set<Code>([
  "missing-whitespace-between-attributes",
  "unexpected-character-in-attribute-name",
  "unexpected-character-in-unquoted-attribute-value",
  "unexpected-solidus-in-tag",
]);

interface MissingQuote {
  readonly id: QuoteId;
  readonly at: Range;
  readonly name: string;
  readonly edit: Edit;
}

/** The attribute whose quotation mark is missing: the tag then ends at a later one. */
function missingQuote({ attributes, startTag }: Element, { start }: Range): MissingQuote | undefined {
  const all = Object.values(attributes).sort((a, b) => a.range.start - b.range.start);
  for (const attribute of all) {
    const { name, raw, quote, valueRange } = attribute;
    if (quote && attribute.range.start < start) {
      const end = endOf(attribute);
      if (end === undefined) continue;
      const at = valueRange.start + end;
      return {
        id: "missing-closing-quote",
        at: { start: valueRange.start - 1, end: Math.min(at, startTag.end) },
        name,
        edit: { range: { start: at, end: at }, text: quote },
      };
    }
    const [last = ""] = /["']$/.exec(raw) ?? [];
    if (!quote && last && raw.indexOf(last) === raw.length - 1 && raw.length > 1)
      return {
        id: "missing-opening-quote",
        at: { start: valueRange.end - 1, end: valueRange.end },
        name,
        edit: { range: { start: valueRange.start, end: valueRange.start }, text: last },
      };
  }
  return undefined;
}

/** Where a value that contains another attribute or tags should end; `undefined` if it contains none. */
function endOf({ raw }: Attribute): number | undefined {
  // `width="640 height="480"`
  const next = raw.search(/\s+[a-z][\w:-]*\s*=\s*$/i);
  if (next !== -1 && !/[<>]/.test(raw)) return next;
  // `href="/a>text</a> … <a href="/b"`
  const tag = raw.search(/\/?>/);
  return tag !== -1 && /<\/?[a-z]/i.test(raw.slice(tag)) ? tag : undefined;
}

export default defineRule({
  name: "html/parse-error",
  summary: "Disallow HTML syntax errors",
  severity: "error",
  fixable: "safe",
  messages,

  parseError({ code, range, alone, element }, { article: { text, body }, report }) {
    // Other rules report character references, duplicate attributes and "/>".
    if (!isKnown(code) || isOfWord(code, range, text)) return;
    if (body.hasComponents && /^<\/?>/.test(text.slice(range.start, range.start + 3))) return;
    const missing = element && quoteCodes.has(code) ? missingQuote(element, range) : undefined;
    if (missing) {
      const { id, at, name, edit } = missing;
      const title = t("html/parse-error.fix.addQuote", "Add the quotation mark");
      report(id, { at, data: { found: truncate(name) }, fix: { title, safety: "unsafe", edits: [edit] } });
      return;
    }
    const fix = alone ? fixOf(code, range, text) : undefined;
    report(code, {
      at: range,
      data: { found: foundAt(code, range, text) },
      fix: fix && { ...fix, safety: isSafe(code, body.language) ? "safe" : "unsafe" },
    });
  },
});

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
