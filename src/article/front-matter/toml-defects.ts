/**
 * What is wrong with text that is no TOML, told as a person would. The parser says where it stumbled, which is often
 * behind the defect, and only the first; here each is brought to its place, with the edit where it is certain.
 */
import { t } from "../../platform/i18n.js";
import { tomlWords } from "../parser-words.js";
import type { FrontMatterProblem, Range } from "../types.js";
import type { Splice } from "./splice.js";
import { tomlTokens } from "./toml-tokens.js";

export interface TomlDefect extends Range {
  readonly code: FrontMatterProblem["code"];
  readonly message: string;
  readonly byParser?: true;
  readonly edit?: Splice | undefined;
}

/** Where the parser stumbled, and the first line of what it says. */
export interface Stumble {
  readonly at: number;
  readonly says: string;
}

export function tomlDefect(source: string, stumble: Stumble): TomlDefect {
  const known = classified(source, stumble);
  if (known.end > known.start) return known;
  // A character that counts as blank everywhere but in TOML.
  const at = Math.max(0, Math.min(stumble.at, source.length - 1));
  return { code: "syntax", start: at, end: at + 1, ...itsOwn(stumble.says) };
}

function classified(source: string, { at, says }: Stumble): TomlDefect {
  const line = lineOf(source, at);
  const word = wordAt(source, at);
  const context: Context = {
    source,
    at,
    line,
    word,
    said: { ...word, code: "syntax", ...itsOwn(says) },
  };
  if (/control characters/.test(says)) return inString(context);
  if (/unfinished string/.test(says))
    return defect(
      { start: word.start, end: at + 3 },
      t("frontMatter.toml.unclosedText", "Unclosed {quote}. Add the closing {quote}.", {
        quote: source.slice(at, at + 3),
      }),
    );
  if (/escape/.test(says)) return badEscape(context);
  if (/redefine|already defined/i.test(says)) return twice(context);
  if (/expected comma|end of structure/.test(says)) return inBrackets(context);
  if (/each key-value/.test(says)) return behindEntry(context);
  if (line.text.startsWith("[")) return header(context) ?? context.said;
  if (/in key|of key|key-value/.test(says)) return template(context) ?? badKey(context) ?? context.said;
  return badValue(context) ?? context.said;
}

interface Line extends Range {
  /** Without the comment and the blanks around it; `start` and `end` are those of this text. */
  readonly text: string;
}
interface Context {
  readonly source: string;
  readonly at: number;
  readonly line: Line;
  readonly word: Range;
  /** What is told if nothing better is known. */
  readonly said: TomlDefect;
}

const defect = ({ start, end }: Range, message: string, text?: string): TomlDefect => ({
  code: "syntax",
  start,
  end,
  message,
  edit: text === undefined ? undefined : { start, end, text },
});

export const basicString = (value: string): string => JSON.stringify(value).replaceAll("\u007f", "\\u007f");

function inString({ source, at, word }: Context): TomlDefect {
  if (at < source.length && source[at] !== "\n" && source[at] !== "\r")
    return defect(
      { start: word.start, end: at + 1 },
      t(
        "frontMatter.toml.controlCharacter",
        "Unescaped control character in a TOML string. Remove it or write it as an escape.",
      ),
    );
  const start = stringsAndBrackets(source, at).string ?? at;
  return defect(
    { start, end: start + source.slice(start, at).trimEnd().length },
    t("frontMatter.toml.unclosedString", "Unclosed string. Add the closing {quote} on this line.", {
      quote: source[start] ?? "",
    }),
  );
}

function badEscape({ source, at }: Context): TomlDefect {
  const start = source[at - 1] === "\\" ? at - 1 : at;
  const written = source.slice(start, start + 2);
  return defect(
    { start, end: start + written.length },
    t("frontMatter.toml.escape", "Invalid escape {escape} in TOML. Write \\\\ for a backslash, or use single quotes.", {
      escape: written,
    }),
  );
}

function twice({ source, line, word }: Context): TomlDefect {
  const isHeader = line.text.startsWith("[");
  const name = source.slice(word.start, word.end);
  const before = source.slice(0, line.start).split("\n");
  const isSame = !name.includes(".") || (isHeader && before.some((each) => each.trim().startsWith(line.text)));
  const message = isSame
    ? isHeader
      ? t("frontMatter.toml.duplicateTable", 'Duplicate table "{name}"', { name })
      : t("frontMatter.duplicateKey", 'Duplicate key "{key}"', { key: name })
    : t("frontMatter.toml.redefined", '"{name}", or a part of it, already has a value', { name });
  return { ...word, code: "duplicate-key", message };
}

function inBrackets({ source, at, line }: Context): TomlDefect {
  const { bracket } = stringsAndBrackets(source, at);
  const isNewEntry = at >= source.length || (at <= line.start && /^(?:["'\w-][^[\]{},]*=|\[|$)/.test(line.text));
  if (bracket !== undefined && (isNewEntry || source.slice(at).trim() === "")) {
    const closing = source[bracket] === "[" ? "]" : "}";
    return defect(
      { start: bracket, end: bracket + 1 },
      t("frontMatter.unclosedBracket", 'Unclosed "{bracket}". Add the missing "{closing}".', {
        bracket: source[bracket] ?? "",
        closing,
      }),
    );
  }
  const { start, end } = valueAt(source, at, true);
  if (/[，、]/.test(source[start] ?? ""))
    return defect(
      { start, end: start + 1 },
      t("frontMatter.toml.wideComma", "{comma} does not separate list items. Write a comma.", {
        comma: source[start] ?? "",
      }),
      /\s/.test(source[start + 1] ?? "") ? "," : ", ",
    );
  const previous = source.slice(0, at).trimEnd().length;
  return {
    ...defect({ start, end }, t("frontMatter.missingComma", "Missing comma before this item. Add a comma.")),
    edit: { start: previous, end: previous, text: "," },
  };
}

function behindEntry({ source, at, line }: Context): TomlDefect {
  const [, before = "", value = ""] = /^([^=]*=\s*)(.*)$/s.exec(line.text) ?? [];
  const quote = value[0] ?? "";
  // `'it's'`: a value that was put between quotes without a look at it.
  if (/["']/.test(quote) && value.length > 2 && value.endsWith(quote) && !value.includes("=")) {
    const start = line.start + before.length;
    const range = { start, end: start + value.length };
    return defect(
      range,
      t("frontMatter.toml.innerQuote", "Unescaped {quote} between {quote} quotes. Use the other kind of quotes.", {
        quote,
      }),
      basicString(value.slice(1, -1)),
    );
  }
  const isEntry = /^["'\w-][^=]*=/.test(source.slice(at, line.end));
  const previous = source.slice(0, at).trimEnd().length;
  return {
    ...defect(
      { start: at, end: line.end },
      t("frontMatter.toml.afterEntry", "Unexpected text after the entry. Move the text to a new line."),
    ),
    edit: isEntry ? { start: previous, end: at, text: source.includes("\r\n") ? "\r\n" : "\n" } : undefined,
  };
}

function header({ line }: Context): TomlDefect | undefined {
  const { start, end, text } = line;
  const closing = text.startsWith("[[") ? "]]" : "]";
  if (text.endsWith(closing)) return undefined;
  const rest = text.endsWith("]") ? "]" : closing;
  return {
    ...defect(
      { start, end },
      t("frontMatter.toml.header", "Unclosed table header. End the line with {closing}.", { closing }),
    ),
    edit: { start: end, end, text: rest },
  };
}

/** `{{ x }}` and `{% x %}`: the parser reads the brace as the beginning of a table. */
function template({ line }: Context): TomlDefect | undefined {
  const [, key = "", value = ""] = /^([^=]*=\s*)(\{[{%].*)$/.exec(line.text) ?? [];
  if (!value) return undefined;
  const start = line.start + key.length;
  const message = t(
    "frontMatter.toml.template",
    "TOML reads an unquoted template as a table. Write the value itself; in quotes, Hugo shows the template as plain text.",
  );
  return { ...defect({ start, end: line.end }, message, basicString(value)), code: "template" };
}

function badKey({ line }: Context): TomlDefect | undefined {
  const { start, end, text } = line;
  const [, before = "", sign = ""] = /^([^=:：＝]*)([=:：＝])/.exec(text) ?? [];
  const name = before.trimEnd();
  if (!sign)
    return defect(
      { start, end },
      t("frontMatter.toml.noValue", "Key without a value. Write = and a value after the key."),
    );
  if (sign !== "=") {
    const at = start + text.indexOf(sign);
    const blank = /\s/.test(text[at - start - 1] ?? "") ? "" : " ";
    const put = `${blank}=${/\s/.test(text[at - start + 1] ?? "") ? "" : " "}`;
    return defect(
      { start: at, end: at + 1 },
      t("frontMatter.toml.equalsSign", "Unexpected {sign} between key and value in TOML. Use =.", { sign }),
      put,
    );
  }
  if (name === "")
    return defect({ start, end: start + 1 }, t("frontMatter.toml.missingKey", "Missing key before =. Add a key."));
  const isCertain = !/["'.[\]{}]/.test(name);
  const message = t(
    "frontMatter.toml.unquotedKey",
    "Unquoted TOML keys can only have the characters A-Z, a-z, 0-9, _ and -. Put the key in quotes.",
  );
  return defect({ start, end: start + name.length }, message, isCertain ? basicString(name) : undefined);
}

function badValue({ source, at, line }: Context): TomlDefect | undefined {
  const { bracket } = stringsAndBrackets(source, at);
  let start = Math.min(at, source.length);
  while (start > line.start && !/[=[{,\n]/.test(source[start - 1] ?? "")) start--;
  while (/[ \t]/.test(source[start] ?? "")) start++;
  const range = bracket === undefined ? { start, end: Math.max(start, line.end) } : valueAt(source, start, true);
  const value = source.slice(range.start, range.end);
  if (value === "" || /^[\],}\r\n]/.test(value)) {
    const previous = source.slice(0, start).trimEnd().length;
    return defect(
      { start: previous - 1, end: previous },
      t("frontMatter.toml.missingValue", "Missing value. Add a value here."),
    );
  }
  if (/^(?:true|false)$/i.test(value)) {
    const constant = value.toLowerCase();
    return defect(
      range,
      t("frontMatter.toml.constant", "Invalid TOML value {value}. Write {constant}.", { constant, value }),
      constant,
    );
  }
  if (/^[-+]?0\d+$/.test(value))
    return defect(
      range,
      t(
        "frontMatter.toml.leadingZero",
        "TOML does not allow numbers with a leading zero. Remove the zero or put the value in quotes.",
      ),
    );
  if (bracket === undefined && value.endsWith(","))
    return defect(
      { start: range.end - 1, end: range.end },
      t("frontMatter.toml.trailingComma", "Unexpected comma after the entry. Remove the comma."),
      "",
    );
  if (/^\d{4}-\d|^\d\d:\d/.test(value))
    return defect(
      range,
      t("frontMatter.toml.date", "Invalid TOML date or time. Correct the date, or put text in quotes."),
    );
  if (/^[-+.\d]/.test(value))
    return defect(
      range,
      t("frontMatter.toml.number", "Invalid TOML number. Correct the number, or put text in quotes."),
    );
  if (/^[“”「『‘’]/.test(value))
    return defect(
      range,
      t("frontMatter.toml.quotes", "Invalid quote {quote} in TOML. Use \" or ' quotes.", {
        quote: value[0] ?? "",
      }),
      // More quotes are more values.
      /[“”「』『」‘’，、]/.test(value.slice(1, -1)) ? undefined : basicString(value.slice(1, -1)),
    );
  if (/^[{}[\]=]/.test(value)) return undefined;
  return defect(
    range,
    t("frontMatter.toml.unquotedText", "Unquoted text in TOML. Put the text in quotes."),
    // In a list, these may separate items. And a quote is part of another value.
    /["']/.test(value) || (bracket !== undefined && /[，、]/.test(value)) ? undefined : basicString(value),
  );
}

/** The value that begins here: a string with its quotes, or up to what ends it. */
function valueAt(source: string, start: number, inBrackets: boolean): Range {
  const rest = source.slice(start, start + 5000);
  const text =
    /^(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*')/.exec(rest)?.[0] ??
    (inBrackets ? /^[^,\]}#\r\n]+/ : /^[^#\r\n]+/).exec(rest)?.[0] ??
    "";
  return { start, end: start + Math.max(1, text.trimEnd().length) };
}

function wordAt(source: string, at: number): Range {
  // Where something is missing at the end of a line, the last character of the line stands for it.
  let start = Math.min(at, source.length);
  while (start > 0 && /\s/.test(source[start] ?? " ")) start--;
  const word = /^[^\s=,[\]{}#"']+/.exec(source.slice(start, start + 200))?.[0].length ?? 1;
  return { start, end: Math.min(source.length, start + word) };
}

function lineOf(source: string, at: number): Line {
  const from = source.lastIndexOf("\n", at - 1) + 1;
  const next = source.indexOf("\n", Math.min(at, source.length));
  const whole = source.slice(from, next === -1 ? source.length : next);
  const code = whole.slice(0, commentStart(whole));
  const start = from + (code.length - code.trimStart().length);
  const text = code.trim();
  return { start, end: start + text.length, text };
}

function commentStart(line: string): number {
  for (const { kind, start } of tomlTokens(line)) if (kind === "comment") return start;
  return line.length;
}

/** What is open at an offset: the string that it is in, and the innermost bracket of a value. */
function stringsAndBrackets(source: string, at: number): { string: number | undefined; bracket: number | undefined } {
  const brackets: number[] = [];
  let isValue = false;
  for (const { kind, start, end, isClosed } of tomlTokens(source)) {
    if (start >= at) break;
    const char = source[start];
    // An open string ends with its line, and there the parser stumbles.
    if (kind === "string" && (at < end || (!isClosed && at === end)))
      return { string: start, bracket: brackets.at(-1) };
    if (kind === "newline") isValue &&= brackets.length > 0;
    else if (char === "=") isValue = true;
    else if (isValue && (char === "[" || char === "{")) brackets.push(start);
    else if (char === "]" || char === "}") brackets.pop();
  }
  return { string: undefined, bracket: brackets.at(-1) };
}

const itsOwn = (says: string) => ({ message: upperFirst(tomlWords(says)), byParser: true }) as const;

const upperFirst = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
