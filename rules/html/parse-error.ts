import { cut, defineRule, type Edit, type Range, t } from "../../src/rule.js";

interface Data {
  /** The characters at the place. */
  readonly found: string;
}
/** What the standard calls the error stands behind each message, to be looked up and searched for. */
const words = (code: string, message: (d: Data) => string) => (d: Data) =>
  t("common.parens", "{word} ({reason})", { word: message(d), reason: code });

const plain = {
  "control-character-in-input-stream": () =>
    t("html/parse-error.controlCharacterStands", "a control character stands here: remove it"),
  "noncharacter-in-input-stream": () =>
    t("html/parse-error.characterUnicodeKeeps", "a character that Unicode keeps out of texts stands here: remove it"),
  "surrogate-in-input-stream": () =>
    t("html/parse-error.halfCharacterStands", "half of a character stands here: remove or restore it"),
  "end-tag-with-attributes": (d: Data) =>
    t(
      "html/parse-error.endTagAttributes",
      'the end tag "{found}" has attributes, which are ignored: move them to the start tag',
      { found: d.found },
    ),
  "end-tag-with-trailing-solidus": (d: Data) =>
    t("html/parse-error.endTagBefore", 'the end tag "{found}" has a "/" before its ">": remove it', { found: d.found }),
  "unexpected-solidus-in-tag": () =>
    t("html/parse-error.standsAloneTag", 'a "/" stands alone in the tag and is ignored: remove it'),
  "unexpected-null-character": () => t("html/parse-error.nulCharacterStands", "a NUL character stands here: remove it"),
  "unexpected-question-mark-instead-of-tag-name": () =>
    t(
      "html/parse-error.beginsCommentHtml",
      '"<?" begins a comment in HTML, which hides everything up to the next ">": remove it, or write "&lt;?"',
    ),
  "invalid-first-character-of-tag-name": (d: Data) =>
    d.found.startsWith("</")
      ? t(
          "html/parse-error.beginsEndTag",
          '"{found}" begins no end tag, and hides everything up to the next ">": write the tag\'s name behind "</"',
          { found: d.found },
        )
      : /^<<+/.test(d.found)
        ? t("html/parse-error.beginsTagWrite", '"{found}" begins no tag: write "&lt;" for each "<"', {
            found: /^<+/.exec(d.found)?.[0] ?? "",
          })
        : t("html/parse-error.beforeBeginsTag", '"<" before "{found}" begins no tag: write "&lt;"', {
            found: d.found.slice(1),
          }),
  "unexpected-equals-sign-before-attribute-name": () =>
    t(
      "html/parse-error.standsBeforeAttributes",
      'a "=" stands before an attribute\'s name and becomes part of it: remove it',
    ),
  "missing-end-tag-name": () =>
    t("html/parse-error.namesElementIgnored", '"</>" names no element and is ignored: name it or remove the tag'),
  "unexpected-character-in-attribute-name": (d: Data) =>
    t(
      "html/parse-error.partAttributesName",
      "{found} is part of an attribute's name here: a quote before it is missing or superfluous",
      { found: d.found },
    ),
  "unexpected-character-in-unquoted-attribute-value": (d: Data) =>
    t(
      "html/parse-error.standsValueWithout",
      "{found} stands in a value without quotes: put quotes around the whole value",
      { found: d.found },
    ),
  "eof-before-tag-name": () =>
    t("html/parse-error.fileEndsBehind", 'the file ends behind a "<" that begins no tag: write "&lt;"'),
  "eof-in-tag": () =>
    t(
      "html/parse-error.fileEndsWithin",
      'the file ends within this tag, which is dropped: close it with ">", and look for a quote that is not closed',
    ),
  "missing-attribute-value": () =>
    t("html/parse-error.valueFollowsAdd", 'no value follows the "=": add one or write ""'),
  "missing-whitespace-between-attributes": (d: Data) =>
    t(
      "html/parse-error.blankStandsBefore",
      'no blank stands before "{found}": add one, or look for a quote within the value before it',
      { found: d.found },
    ),
  "cdata-in-html-content": () =>
    t(
      "html/parse-error.cdataBeginsComment",
      '"<![CDATA[" begins a comment in HTML, its text is not shown: write the text itself',
    ),
  "incorrectly-opened-comment": () =>
    t(
      "html/parse-error.beginsCommentHides",
      '"<!" begins a comment here, which hides everything up to the next ">": write "<!--" or "&lt;!"',
    ),
  "eof-in-script-html-comment-like-text": () =>
    t("html/parse-error.fileEndsWithinScript", 'the file ends within a "<!--" in a script: close both'),
  "eof-in-doctype": () =>
    t("html/parse-error.fileEndsWithinDoctype", 'the file ends within the doctype: write "<!DOCTYPE html>"'),
  "nested-comment": () =>
    t(
      "html/parse-error.commentsNestFirst",
      'comments do not nest, the first "-->" closes both: remove the inner "<!--"',
    ),
  "abrupt-closing-of-empty-comment": () =>
    t("html/parse-error.commentEndsWhere", 'this comment ends where it begins: write "<!-- -->" or remove it'),
  "eof-in-comment": () =>
    t("html/parse-error.commentNeverClosed", 'the comment is never closed and hides the rest of the file: add "-->"'),
  "incorrectly-closed-comment": () =>
    t("html/parse-error.commentClosedWrite", 'the comment is closed by "--!>": write "-->"'),
  "eof-in-cdata": () => t("html/parse-error.cdataSectionNever", 'the CDATA section is never closed: add "]]>"'),
  doctype: () =>
    t("html/parse-error.doctypeWrittenShould", 'the doctype is not written as it should be: write "<!DOCTYPE html>"'),
};

/** The standard has a name for each thing that can be wrong within a doctype; there is one remedy. */
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
const messages = Object.fromEntries([
  ...Object.entries(plain)
    .filter(([code]) => code !== "doctype")
    .map(([code, message]) => [code, words(code, message)]),
  ...doctypeCodes.map((code) => [code, words(code, plain.doctype)]),
]) as Record<Code, (d: Data) => string>;

const isKnown = (code: string): code is Code => Object.hasOwn(messages, code);

export default defineRule({
  name: "html/parse-error",
  summary: "HTML is written so that browsers need not guess",
  severity: "error",
  fixable: "safe",
  messages,

  parseError({ code, range, alone }, { article: { text, body }, report }) {
    // Character references, repeated attributes and "/" have rules of their own.
    if (!isKnown(code) || isOfWord(code, range, text)) return;
    if (body.hasComponents && /^<\/?>/.test(text.slice(range.start, range.start + 3))) return;
    const edits = alone ? repair(code, range, text) : undefined;
    report(code, {
      at: range,
      data: { found: foundAt(code, range, text) },
      fix: edits && { ...edits, safety: isRead(code, body.language) ? "safe" : "unsafe" },
    });
  },
});

/** To Markdown "--!>" ends no comment, and what stands behind it is none of its text. */
const isRead = (code: Code, language: "html" | "markdown"): boolean =>
  language === "html" || code !== "incorrectly-closed-comment";

/** `<![if !supportLists]>`: html/office-markup tells of it. */
const isOfWord = (code: Code, { start }: Range, text: string): boolean =>
  code === "incorrectly-opened-comment" && /^<!\[(?:if\b|endif)/i.test(text.slice(start, start + 10));

function foundAt(code: string, { start, end }: Range, text: string): string {
  const found = text.slice(start, end);
  if (code === "missing-whitespace-between-attributes")
    return /^[^\s=>]*/.exec(text.slice(start, start + 40))?.[0] || found;
  if (code === "unexpected-character-in-attribute-name" || code === "unexpected-character-in-unquoted-attribute-value")
    return found === '"' ? t("common.quote", "a quote") : t("common.quoted", '"{dotted}"', { dotted: found });
  return cut(found.replace(/\s+/g, " "));
}

/** Edits after which a browser shows the same; only for an error that is alone in its tag. */
function repair(code: Code, range: Range, text: string): { title: string; edits: Edit[] } | undefined {
  const { start, end } = range;
  const found = text.slice(start, end);
  const insert = (at: number, inserted: string): Edit => ({ range: { start: at, end: at }, text: inserted });
  switch (code) {
    case "invalid-first-character-of-tag-name":
      if (found.startsWith("</")) return undefined;
      return {
        title: t("html/parse-error.fix.writeLt", 'write "&lt;"'),
        // The last one is the character that follows, which may be two units.
        edits: [...found].slice(0, -1).map((_, at) => ({
          range: { start: start + at, end: start + at + 1 },
          text: "&lt;",
        })),
      };
    case "end-tag-with-trailing-solidus": {
      const slash = text.lastIndexOf("/", end - 1);
      return slash > start + 1
        ? {
            title: t("html/parse-error.fix.remove", 'remove "/"'),
            edits: [{ range: { start: slash, end: slash + 1 }, text: "" }],
          }
        : undefined;
    }
    case "unexpected-solidus-in-tag": {
      const slash = text[start] === "/" ? start : start - 1;
      if (text[slash] !== "/") return undefined;
      const parts = !/\s/.test(text[slash - 1] ?? "") && !/[\s>]/.test(text[slash + 1] ?? "");
      return {
        title: t("html/parse-error.fix.remove", 'remove "/"'),
        edits: [{ range: { start: slash, end: slash + 1 }, text: parts ? " " : "" }],
      };
    }
    case "missing-attribute-value":
      return text[start] === ">"
        ? { title: t("html/parse-error.fix.write", 'write ""'), edits: [insert(start, '""')] }
        : undefined;
    case "missing-whitespace-between-attributes":
      // Another attribute, not the rest of a value that held a quote.
      if (!/^[a-z][\w:-]*=(["'])/i.test(text.slice(start, start + 60))) return undefined;
      return { title: t("html/parse-error.fix.addBlank", "add a blank"), edits: [insert(start, " ")] };
    case "incorrectly-closed-comment":
      return found === "--!>"
        ? { title: t("html/parse-error.fix.write2", 'write "-->"'), edits: [{ range, text: "-->" }] }
        : undefined;
    default:
      return undefined;
  }
}
