/**
 * Clearer messages and ranges for YAML syntax errors. The parser reports an error where its state machine detects it,
 * often a line before or after the mistake, and in the specification's terms.
 */
import { Lexer, type YAMLParseError } from "yaml";
import { t } from "../../platform/i18n.js";
import type { Range } from "../types.js";

/** The range and message for an error. `undefined`: the parser's own are adequate. */
export function yamlDefect(
  source: string,
  { code, message, pos: [from, to] }: Pick<YAMLParseError, "code" | "message" | "pos">,
): (Range & { readonly message: string }) | undefined {
  const start = Math.min(from, source.length);
  if (/directives-end/.test(message)) {
    const line = Math.max(0, source.search(/^%/m));
    return {
      start: line,
      end: trimmedEnd(source, line),
      message: t("frontMatter.yaml.directive", "Front matter cannot contain YAML directives. Remove this line."),
    };
  }
  switch (code) {
    case "BAD_DQ_ESCAPE": {
      const end = Math.min(source.length, start + 2);
      const written = source.slice(start, end);
      return {
        start,
        end,
        message: t(
          "frontMatter.yaml.escape",
          "Invalid escape {escape} in double quotes. Write \\\\ for a backslash, or use single quotes.",
          { escape: written },
        ),
      };
    }
    case "MULTILINE_IMPLICIT_KEY":
      return start > firstCharacter(source, lineStart(source, start))
        ? badIndentation(source, start)
        : keyWithoutColon(source, start);
    case "BLOCK_AS_IMPLICIT_KEY":
    case "BAD_INDENT":
    case "MISSING_CHAR":
    case "UNEXPECTED_TOKEN":
      if (/must be sufficiently indented|Expected flow|flow (?:map|sequence|collection)/i.test(message))
        return unclosed(source, start);
      if (/at node end/.test(message))
        return {
          start,
          end: Math.min(to, lineEnd(source, start)),
          message: t(
            "frontMatter.yaml.afterValue",
            "Unexpected text after the value. Remove the text, or put the whole value in quotes.",
          ),
        };
      if (/^Implicit map keys need/.test(message)) return keyWithoutColon(source, start);
      return code === "BLOCK_AS_IMPLICIT_KEY" || code === "BAD_INDENT" ? badIndentation(source, start) : undefined;
    default:
      return undefined;
  }
}

/** Several lines before a colon: the first is not an entry, or is no longer part of a block scalar. */
function keyWithoutColon(source: string, at: number): Range & { message: string } {
  const start = firstCharacter(source, lineStart(source, at));
  const before = source.slice(0, lineStart(source, at));
  const line = { start, end: trimmedEnd(source, start) };
  if (/[|>][-+\d]*$/.test(before.trimEnd().slice(-10)))
    return {
      ...line,
      message: t(
        "frontMatter.yaml.blockIndent",
        "Text below | or > must be indented more than its key. Indent this line.",
      ),
    };
  if (/\n[ \t\r]*\n$/.test(before))
    return {
      ...line,
      message: t(
        "frontMatter.yaml.missingColon.body",
        "Missing colon after the key. Add a colon, or close the front matter above if the article starts here.",
      ),
    };
  return {
    ...line,
    message: t(
      "frontMatter.yaml.missingColon",
      "Missing colon after the key. Add a colon, or indent the line if it continues the value above.",
    ),
  };
}

/** The innermost open bracket at an offset, if it is never closed. */
function unclosed(source: string, at: number): (Range & { message: string }) | undefined {
  const open: { readonly offset: number; readonly char: string }[] = [];
  let offset = 0;
  for (const token of new Lexer().lex(source)) {
    if (token === "[" || token === "{") open.push({ offset, char: token });
    else if (token === "]" || token === "}") open.pop();
    // Control characters are marks of the lexer and are not in the text.
    if (!/^[\x02\x18\x1f]$/.test(token)) offset += token.length;
  }
  const bracket = open.findLast((each) => each.offset < at);
  if (!bracket) return undefined;
  const closing = bracket.char === "[" ? "]" : "}";
  return {
    start: bracket.offset,
    end: bracket.offset + 1,
    message: t("frontMatter.unclosedBracket", 'Unclosed "{bracket}". Add the missing "{closing}".', {
      bracket: bracket.char,
      closing,
    }),
  };
}

/** A line with more or less indentation than the lines it belongs to. */
function badIndentation(source: string, at: number): (Range & { message: string }) | undefined {
  const from = lineStart(source, at);
  const own = firstCharacter(source, from);
  const below = firstCharacter(source, Math.min(source.length, lineEnd(source, at) + 1));
  // The parser points at a value if the deeper line below it is an entry.
  const isBelow = own < at && column(source, below) > column(source, own);
  const start = isBelow ? below : own;
  if (start >= source.length || column(source, start) === 0) return undefined;
  const message = isBelow
    ? t(
        "frontMatter.yaml.tooDeepIndent",
        "The indentation makes this entry a part of the value above. Align the line with the other entries.",
      )
    : t("frontMatter.yaml.indent", "Inconsistent indentation. Align this line with the lines above or below it.");
  return { start, end: trimmedEnd(source, start), message };
}

const lineStart = (source: string, at: number): number => source.lastIndexOf("\n", at - 1) + 1;

function lineEnd(source: string, at: number): number {
  const end = source.indexOf("\n", at);
  return end === -1 ? source.length : end;
}

function firstCharacter(source: string, from: number): number {
  let at = from;
  while (/\s/.test(source[at] ?? "")) at++;
  return at;
}

const column = (source: string, at: number): number => at - lineStart(source, at);

/** The end of the line without its comment and trailing spaces. */
function trimmedEnd(source: string, at: number): number {
  const line = source.slice(at, lineEnd(source, at));
  const comment = line.search(/\s#/);
  return at + (comment === -1 ? line : line.slice(0, comment)).trimEnd().length;
}
