/**
 * Fixes for invalid YAML lines whose meaning is certain. Common causes: a template that writes `title: '` + title + `'`
 * (or with `"` if the title contains `'`) without escaping; values with a colon or a reserved first character;
 * indentation with tabs; and a full-width colon.
 */
import { t } from "../../platform/i18n.js";
import { linesFrom } from "./fence.js";
import type { Splice } from "./splice.js";

/** One defect. Offsets refer to the block's source. `text` replaces the range from `start` to `end`. */
export interface BrokenLine extends Splice {
  readonly message: string;
  /** What the edit does. */
  readonly title: string;
  readonly code: "syntax" | "template";
  /** The tabs that indent the line. The tab width is unknown here: `text` has as many characters as tabs. */
  readonly tabs?: number;
  /** The entry that results from the fix. */
  readonly meant?: { readonly key: string; readonly value: string };
}

export interface RepairOptions {
  /** Whether a line is valid YAML by itself: one entry whose value is a scalar or a list, not template syntax. */
  parsesAlone(line: string): boolean;
  quote(value: string): string;
}

/** The maximum number of lines to check. Each check is a small parse, and a longer block was not written by hand. */
const maxLines = 1000;

/** The broken lines of a block, in order. */
export function brokenLines(source: string, options: RepairOptions): BrokenLine[] {
  const broken: BrokenLine[] = [];
  let last: BrokenLine | undefined;
  let looked = 0;
  for (const line of linesFrom(source, 0)) {
    if (++looked > maxLines) break;
    const text = source.slice(line.start, line.end);
    if (text.trim() === "") continue;
    // An indented line continues the value above it, so this line alone is not sufficient.
    const wide = /^[\u00a0\u3000][ \t\u00a0\u3000]*(?=- |[\w-]+:(?: |$))/.exec(text)?.[0];
    if (wide !== undefined || /^[ \t]/.test(text)) {
      if (last && !text.trimStart().startsWith("#")) broken.splice(broken.indexOf(last), 1);
      last = undefined;
      if (wide !== undefined) broken.push(wideIndented(line.start, wide));
      const tabs = /^\t+/.exec(text)?.[0].length ?? 0;
      if (tabs > 0) broken.push(tabIndented(line.start, tabs));
      continue;
    }
    if (/^-(?=[^\s\d-])/.test(text)) broken.push(unpartedItem(line.start));
    last =
      brokenList(text, line.start, options) ??
      brokenEntry(text, line.start, options) ??
      brokenColon(text, line.start, options);
    if (last) broken.push(last);
  }
  return broken;
}

const tabIndented = (start: number, tabs: number): BrokenLine => ({
  start,
  end: start + tabs,
  text: " ".repeat(tabs),
  tabs,
  message: t("frontMatter.yaml.tab", "YAML does not allow tabs for indentation. Indent with spaces."),
  title: t("frontMatter.fix.indent", "Indent with spaces"),
  code: "syntax",
});

const wideIndented = (start: number, spaces: string): BrokenLine => ({
  start,
  end: start + spaces.length,
  // A full-width space is two columns.
  text: spaces.replaceAll("\u3000", "  ").replaceAll("\u00a0", " "),
  message: t(
    "frontMatter.yaml.wideIndent",
    "The line is indented with {space}, so YAML reads it as text. Indent with normal spaces.",
    {
      space: wideName(spaces),
    },
  ),
  title: t("frontMatter.fix.indent", "Indent with spaces"),
  code: "syntax",
});

const unpartedItem = (start: number): BrokenLine => ({
  start,
  end: start + 1,
  text: "- ",
  message: t(
    "frontMatter.yaml.itemSpace",
    "Missing space after the - of this list item, so YAML reads the line as text. Add a space.",
  ),
  title: t("frontMatter.fix.itemSpace", "Add a space after the -"),
  code: "syntax",
});

const wideName = (text: string): string =>
  text.includes("\u3000")
    ? t("frontMatter.fullWidthSpace", "a full-width space (U+3000)")
    : t("frontMatter.noBreakSpace", "a no-break space (U+00A0)");

/** Keys whose values are lists, so that several quoted values without brackets are certain to be one. */
const listKeys = /^(?:tags?|categor(?:y|ies)|keywords?|aliases|authors?)$/i;
/** Quoted values, separated by commas of any width. */
const quotedItems = /^(?:"[^"\\]*"|'[^']*')(?:\s*[,，、]\s*(?:"[^"\\]*"|'[^']*'))+$/;

/** `["a"，"b"]` and `"a", "b"`. */
function brokenList(line: string, offset: number, { parsesAlone }: RepairOptions): BrokenLine | undefined {
  const entry = splitEntry(line);
  if (!entry) return undefined;
  const { key, value, at } = entry;
  const isInBrackets = value.startsWith("[") && value.endsWith("]");
  const items = isInBrackets ? value.slice(1, -1).trim() : value;
  if (!quotedItems.test(items) || (!isInBrackets && !listKeys.test(key)) || parsesAlone(line)) return undefined;
  const commas = items.replace(/("[^"]*"|'[^']*')(\s*[，、]\s*)?/g, (_, item, comma) => item + (comma ? ", " : ""));
  const text = `[${commas}]`;
  if (!parsesAlone(`${key}: ${text}`)) return undefined;
  const start = offset + at;
  return {
    start,
    end: start + value.length,
    text,
    message: isInBrackets
      ? t("frontMatter.yaml.wideComma", 'A full-width comma does not separate the items of "{key}". Write a comma.', {
          key,
        })
      : t("frontMatter.yaml.noBrackets", 'Several quoted values in "{key}". Put the list in [ and ].', { key }),
    title: t("frontMatter.fix.list", "Write a list with commas"),
    code: "syntax",
  };
}

function brokenEntry(line: string, offset: number, { parsesAlone, quote }: RepairOptions): BrokenLine | undefined {
  const entry = splitEntry(line);
  const meant = entry && intended(entry.value);
  if (!entry || !meant || parsesAlone(line)) return undefined;
  const start = offset + entry.at;
  return {
    start,
    end: start + entry.value.length,
    text: quote(meant.value),
    message: meant.message(entry.key),
    title: t("frontMatter.fix.quote", 'Quote the value of "{key}"', { key: entry.key }),
    code: meant.code ?? "syntax",
    meant: { key: entry.key, value: meant.value },
  };
}

/** `title：甲`, `title:甲`: the separator between key and value is invalid. */
function brokenColon(line: string, offset: number, { parsesAlone }: RepairOptions): BrokenLine | undefined {
  const found =
    /^[\w\u00a1-\uff19\uff1b-\uffff][\w\u00a1-\uff19\uff1b-\uffff-]{0,40}([ \t]*)(：[ \t\u00a0\u3000]*|:(?!\/\/)[\u00a0\u3000]*)/.exec(
      line,
    );
  const [whole = "", spaces = "", colon = ""] = found ?? [];
  const value = line.slice(whole.length);
  if (!found || /^[ \t:：]/.test(value) || (value === "" && colon.startsWith(":"))) return undefined;
  const start = offset + whole.length - colon.length;
  const key = whole.slice(0, -colon.length - spaces.length);
  if (!parsesAlone(`${key}: ${value}`)) return undefined;
  return {
    start,
    end: start + colon.length,
    text: value === "" ? ":" : ": ",
    message: colon.startsWith("：")
      ? t(
          "frontMatter.yaml.fullWidthColon",
          'Full-width colon after "{key}", which YAML reads as text. Write ": " instead.',
          { key },
        )
      : colon.length > 1
        ? t(
            "frontMatter.yaml.wideSpace",
            'The colon of "{key}" is followed by {space}, so YAML reads the line as text. Use a normal space.',
            { space: wideName(colon), key },
          )
        : t(
            "frontMatter.yaml.colonSpace",
            'Missing space after the colon of "{key}", so YAML reads the line as text. Add a space.',
            { key },
          ),
    title: colon.startsWith("：")
      ? t("frontMatter.fix.colon", "Use an ASCII colon")
      : t("frontMatter.fix.colonSpace", "Add a space after the colon"),
    code: "syntax",
  };
}

/** An unindented line with an unquoted key and a value. */
function splitEntry(line: string): { key: string; value: string; at: number } | undefined {
  const colon = line.search(/:[ \t]/);
  if (colon < 1) return undefined;
  const key = line.slice(0, colon).trimEnd();
  if (key.length > 100 || !/^[\w\u00a1-\uffff][\w.\u00a1-\uffff -]*$/.test(key)) return undefined;
  const value = line.slice(colon + 1).trim();
  // Longer than any title, and too long for the regular expressions below.
  if (value === "" || value.length > 2000) return undefined;
  return { key, value, at: line.indexOf(value[0] ?? "", colon + 1) };
}

/** Escapes of YAML 1.2, section 5.7: the character after the backslash. */
const escapes = /\\[0abtnvfre "/\\N_LPxuU\t]/;

function intended(value: string): { value: string; message: (key: string) => string; code?: "template" } | undefined {
  const first = value[0] ?? "";
  if (first === "'" || first === '"') {
    if (value.length < 3 || !value.endsWith(first)) return undefined;
    const inner = value.slice(1, -1);
    // `"a" and "b"`, `"a", "b"`: a person quoted two words, not a template.
    if (new RegExp(`${first}\\s(?:.*\\s)?${first}`).test(inner)) return undefined;
    if (new RegExp(`${first}\\s*[,，、;；]\\s*${first}`).test(inner)) return undefined;
    // A valid YAML escape: the author may have intended it.
    if (first === '"' && escapes.test(inner)) return undefined;
    return { value: inner, message: (key) => quoteMessage(first, inner, key) };
  }
  // A space and # start a comment: the end of the value is then uncertain.
  if (/\s#/.test(value)) return undefined;
  if (/^\{[{%]/.test(value)) return { value, code: "template", message: templateWhy };
  if (first === "[") {
    const end = value.indexOf("]");
    const behind = value.slice(end + 1).trimStart();
    if (end === -1 || value.indexOf("[", 1) !== -1 || behind === "" || /^[,:\]}]/.test(behind)) return undefined;
    // `tags: [a]title: b`: the newline between two entries is missing.
    if (/^[\w-]+:(?:\s|$)/.test(behind)) return undefined;
    return {
      value,
      message: (key) =>
        t(
          "frontMatter.yaml.textAfterList",
          'The value of "{key}" starts as a list with [ and continues after the ]. Put the value in quotes.',
          { key },
        ),
    };
  }
  if (first === "@" || first === "`" || first === "%")
    return {
      value,
      message: (key) =>
        t(
          "frontMatter.yaml.reservedCharacter",
          'The value of "{key}" starts with {character}, which YAML reserves. Put the value in quotes.',
          { key, character: first },
        ),
    };
  if (/^[{}\],&*!|>#?-]/.test(value)) return undefined;
  if (/:(?:\s|$)/.test(value))
    return {
      value,
      message: (key) =>
        t(
          "frontMatter.yaml.colonInValue",
          'The value of "{key}" contains a colon followed by a space. Put the value in quotes.',
          { key },
        ),
    };
  return undefined;
}

/** The message about the quotes of a value. `inner` is the text between them. */
function quoteMessage(quote: string, inner: string, key: string): string {
  if (!inner.includes(quote))
    return t(
      "frontMatter.yaml.backslash",
      'Invalid escape in double-quoted "{key}". Use single quotes, or write \\\\ for a backslash.',
      { key },
    );
  return quote === "'"
    ? t(
        "frontMatter.yaml.singleQuote",
        "Unescaped ' in single-quoted \"{key}\". Write '' for the quote, or use double quotes.",
        { key },
      )
    : t(
        "frontMatter.yaml.doubleQuote",
        'Unescaped " in double-quoted "{key}". Write \\" for the quote, or use single quotes.',
        { key },
      );
}

/**
 * The message for a value that begins with `{{` or `{%`. Quotes alone do not help: generators do not render front
 * matter.
 */
export const templateWhy = (): string =>
  t(
    "frontMatter.yaml.template",
    "YAML reads an unquoted template as a mapping. Write the value itself; in quotes, Jekyll, Hugo and Hexo show the template as plain text.",
  );
