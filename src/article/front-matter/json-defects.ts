/**
 * What is wrong with text that is no JSON, told as a person would: each defect at its place, and, where it is certain
 * what was meant, the edit. The parser itself stumbles on and says of one missing quote three things.
 */
import { createScanner } from "jsonc-parser";
import { t } from "../../platform/i18n.js";
import type { Range } from "../types.js";
import type { Splice } from "./splice.js";

export interface JsonDefect {
  readonly range: Range;
  readonly message: string;
  /** What was certainly meant. */
  readonly edit?: Splice | undefined;
}

interface Token {
  /** `{`, `}`, `[`, `]`, `:`, `,`, `string`, `word` (numbers, names, what is no JSON at all), `end`. */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** Punctuation of Chinese keyboards. */
const fullWidth: Readonly<Record<string, string>> = { "：": ":", "，": ",", "｛": "{", "｝": "}" };
const closers: Readonly<Record<string, string>> = { "{": "}", "[": "]" };
/** What other languages call JSON's constants. */
const constants = new Map([
  ["True", "true"],
  ["TRUE", "true"],
  ["False", "false"],
  ["FALSE", "false"],
  ["None", "null"],
  ["NULL", "null"],
  ["Null", "null"],
  ["nil", "null"],
]);

/** `ScanError.UnexpectedEndOfString`, whose declaration has no value that a single module can be compiled with. */
const unclosedString = 2;

/** Escapes, of which JSON knows the first kind, and control characters. */
const stringPiece = /\\(["\\/bfnrt]|u[\da-fA-F]{4})|\\[\s\S]?|[\0-\x1f]/g;

/** Defects of an object or list, in order; after one that leaves open what follows, no more. Offsets are the text's. */
export function jsonDefects(text: string): JsonDefect[] {
  const finder = new Finder(text);
  try {
    finder.read();
  } catch (error) {
    if (error !== stop) throw error;
  }
  return finder.defects;
}

const stop = new Error("what follows cannot be judged");

class Finder {
  readonly defects: JsonDefect[] = [];
  #at = 0;
  readonly #scanner: ReturnType<typeof createScanner>;

  constructor(readonly text: string) {
    this.#scanner = createScanner(text);
  }

  /** With a stack of its own: `expect` is what may come next in the innermost bracket. */
  read(): void {
    const open: Token[] = [];
    let expect: "key" | "colon" | "value" | "comma" | "end" = "value";
    let comma: Token | undefined;
    let last: Token | undefined;
    for (let token = this.#next(); ; last = token, token = this.#next()) {
      const bracket = open.at(-1);
      if (token.kind === "end") {
        if (bracket) this.#unclosed(bracket);
        return;
      }
      if (expect === "end") {
        this.#defect(
          token,
          t("frontMatter.json.afterEnd", "Unexpected text after the closing bracket. Remove the text."),
        );
        throw stop;
      }
      if (token.kind === "}" || token.kind === "]") {
        if (!bracket)
          this.#defect(
            token,
            t("frontMatter.json.unopened", "Unexpected {bracket} without an opening bracket. Remove the {bracket}.", {
              bracket: token.kind,
            }),
            undefined,
            true,
          );
        else if (closers[bracket.kind] !== token.kind) this.#unclosed(bracket);
        else if (comma)
          this.#defect(
            comma,
            t("frontMatter.json.trailingComma", "Trailing comma before {bracket}. Remove the comma.", {
              bracket: token.kind,
            }),
            "",
          );
        else if (expect === "value" && bracket.kind === "{")
          this.#defect(token, t("frontMatter.json.missingValue", "Missing value after the colon. Add a value."));
        else if (expect === "colon")
          this.#defect(
            token,
            t(
              "frontMatter.json.missingColonAndValue",
              "Missing colon and value after the key. Add a colon and a value.",
            ),
          );
        open.pop();
        comma = undefined;
        expect = open.length > 0 ? "comma" : "end";
      } else if (token.kind === ",") {
        if (expect === "value" && !comma && bracket?.kind === "{")
          this.#defect(token, t("frontMatter.json.missingValue", "Missing value after the colon. Add a value."));
        else if (expect !== "comma")
          this.#defect(
            token,
            t("frontMatter.json.extraComma", "Unexpected comma. Remove the comma."),
            expect === "colon" ? undefined : "",
          );
        comma = token;
        expect = bracket?.kind === "{" ? "key" : "value";
      } else if (token.kind === ":") {
        // A key in a list: the list was not closed before it.
        if (bracket?.kind === "[") this.#unclosed(bracket);
        if (expect !== "colon")
          this.#defect(
            token,
            t("frontMatter.json.missingKey", "Missing key before the colon. Add a key in double quotes."),
            undefined,
            true,
          );
        expect = "value";
      } else {
        if (expect === "comma" || expect === "colon") {
          const what = expect;
          const at = last?.end ?? token.start;
          const edit = { start: at, end: at, text: what === "comma" ? "," : ":" };
          const message =
            what === "comma"
              ? t("frontMatter.missingComma", "Missing comma before this item. Add a comma.")
              : t("frontMatter.json.missingColon", "Missing colon between key and value. Add a colon.");
          this.defects.push({ range: token, message, edit });
          expect = what === "colon" ? "value" : bracket?.kind === "{" ? "key" : "value";
        }
        comma = undefined;
        if (expect === "key") {
          this.#key(token);
          expect = "colon";
        } else if (token.kind === "{" || token.kind === "[") {
          open.push(token);
          expect = token.kind === "{" ? "key" : "value";
        } else {
          if (token.kind === "word") this.#word(token);
          expect = open.length > 0 ? "comma" : "end";
        }
      }
    }
  }

  #defect(range: Range, message: string, put?: string, isLast = false): void {
    const { start, end } = range;
    this.defects.push({
      range: { start, end },
      message,
      edit: put === undefined ? undefined : { start, end, text: put },
    });
    if (isLast) throw stop;
  }

  #unclosed(bracket: Token): never {
    this.#defect(
      bracket,
      t("frontMatter.unclosedBracket", 'Unclosed "{bracket}". Add the missing "{closing}".', {
        bracket: bracket.kind,
        closing: closers[bracket.kind] ?? "",
      }),
    );
    throw stop;
  }

  #key(token: Token): void {
    if (token.kind === "string") return;
    const written = this.text.slice(token.start, token.end);
    if (token.kind !== "word")
      this.#defect(
        token,
        t("frontMatter.json.expectedKey", 'Expected a key in double quotes, for example "title".'),
        undefined,
        true,
      );
    this.#defect(
      token,
      t("frontMatter.json.unquotedKey", "Unquoted key {key}. Put the key in double quotes.", { key: written }),
      JSON.stringify(unquoted(written)),
    );
  }

  #word(token: Token): void {
    const written = this.text.slice(token.start, token.end);
    const first = written[0] ?? "";
    const constant = constants.get(written);
    if (/^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/.test(written)) return;
    if (constant !== undefined)
      this.#defect(
        token,
        t("frontMatter.json.constant", "Invalid JSON value {value}. Write {constant}.", { constant, value: written }),
        constant,
      );
    else if (/^['“”「]/.test(first))
      this.#defect(
        token,
        t("frontMatter.json.quotes", 'Invalid quote {quote} in JSON. Use double quotes ("").', { quote: first }),
        JSON.stringify(unquoted(written)),
      );
    else if (/^-?0\d+$/.test(written))
      this.#defect(
        token,
        t(
          "frontMatter.json.leadingZero",
          "JSON does not allow numbers with a leading zero. Remove the zero or put the value in double quotes.",
        ),
      );
    else if (/^\d{4}-\d{1,2}-\d{1,2}/.test(written))
      this.#defect(
        token,
        t("frontMatter.json.unquotedDate", "Unquoted date in JSON. Put the date in double quotes."),
        JSON.stringify(written),
      );
    else if (/^[-+.\d][\d.eE+-]*$|^[-+]?0[xXoObB]/.test(written))
      this.#defect(
        token,
        t("frontMatter.json.number", "Invalid JSON number. Correct the number, or put text in double quotes."),
      );
    else if (/^[-+]?(?:NaN|Infinity)$|^undefined$/.test(written))
      this.#defect(
        token,
        t("frontMatter.json.notValue", "Invalid JSON value {value}. Use null, or put text in double quotes.", {
          value: written,
        }),
      );
    else if (/^\{|\}/.test(written))
      this.#defect(
        token,
        t("frontMatter.json.value", "Invalid JSON value. Put text in double quotes."),
        undefined,
        true,
      );
    else
      this.#defect(
        token,
        t("frontMatter.json.unquotedText", "Unquoted text in JSON. Put the text in double quotes."),
        JSON.stringify(written),
      );
  }

  #next(): Token {
    for (;;) {
      const char = this.text[this.#at];
      const start = this.#at;
      if (char === undefined) return { kind: "end", start, end: start };
      if (/\s/.test(char)) this.#at++;
      else if (char === "/" && /[/*]/.test(this.text[start + 1] ?? "")) this.#comment(start);
      else if (char === '"') return this.#string(start);
      else if (/[{}[\]:,]/.test(char)) return this.#one(char, start);
      else if (char === "=")
        return this.#wrong(
          start,
          t("frontMatter.json.equalsSign", "Unexpected = between key and value in JSON. Use a colon."),
          ":",
        );
      else if (fullWidth[char] !== undefined)
        return this.#wrong(
          start,
          t("frontMatter.json.fullWidth", "Full-width {char} in JSON. Use {ascii}.", {
            char,
            ascii: fullWidth[char] ?? "",
          }),
          fullWidth[char],
        );
      else return this.#wordFrom(start);
    }
  }

  #one(kind: string, start: number): Token {
    this.#at++;
    return { kind, start, end: this.#at };
  }

  #wrong(start: number, message: string, put: string): Token {
    const token = this.#one(put, start);
    this.#defect(token, message, put);
    return token;
  }

  #comment(start: number): void {
    this.#scan();
    const written = this.text.slice(start, this.#at).trimEnd();
    this.#defect(
      { start, end: start + written.length },
      t("frontMatter.json.comment", "JSON does not allow comments. Remove the comment."),
      "",
    );
  }

  #string(start: number): Token {
    const isClosed = this.#scan() !== unclosedString;
    const end = this.#at;
    const inside = this.text.slice(start + 1, isClosed ? end - 1 : end);
    for (const { 0: written, 1: known, index } of inside.matchAll(stringPiece)) {
      const at = start + 1 + index;
      if (written.startsWith("\\")) {
        if (known === undefined)
          this.#defect(
            { start: at, end: at + written.length },
            t("frontMatter.json.escape", "Invalid escape {escape} in JSON. Write \\\\ for a backslash.", {
              escape: written,
            }),
          );
      } else {
        const escaped = JSON.stringify(written).slice(1, -1);
        this.#defect(
          { start: at, end: at + 1 },
          t("frontMatter.json.controlCharacter", "Unescaped control character in a JSON string. Write {escape}.", {
            escape: escaped,
          }),
          escaped,
        );
      }
    }
    if (!isClosed)
      this.#defect(
        { start, end: start + this.text.slice(start, end).trimEnd().length },
        t("frontMatter.json.unclosedString", 'Unclosed string. Add the closing " on this line.'),
        undefined,
        true,
      );
    return { kind: "string", start, end };
  }

  /** Moves behind a string or a comment; returns what is wrong with it. */
  #scan(): number {
    this.#scanner.setPosition(this.#at);
    this.#scanner.scan();
    this.#at = Math.min(this.text.length, this.#scanner.getPosition());
    return this.#scanner.getTokenError();
  }

  /** A number, a name, a string in other quotes, or whatever stands up to the next sign. */
  #wordFrom(start: number): Token {
    const rest = this.text.slice(start, start + 5000);
    const quoted = /^(?:'(?:[^'\\\r\n]|\\[^\r\n])*'|[“”][^“”\r\n]*[“”]|「[^」\r\n]*」)/.exec(rest)?.[0];
    const bare = /^[^"{}[\]:,：，=\r\n]+/.exec(rest)?.[0].split(/\s\/[/*]/, 1)[0];
    const written = quoted ?? bare?.trimEnd() ?? "";
    this.#at = start + Math.max(1, written.length);
    return { kind: "word", start, end: this.#at };
  }
}

/** Without the quotes that other languages have. */
const unquoted = (written: string): string =>
  /^['“”「].*['“”」]$/.test(written) ? written.slice(1, -1).replace(/\\'/g, "'") : written;
