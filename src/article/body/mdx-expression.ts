/** Expressions in braces and import and export statements, as MDX reads them: JavaScript decides where they end. */
import { type JavaScriptError, javaScriptParser, messageOf } from "./javascript.js";
import { type Failure, failure, type GrowingText } from "./mdx-problems.js";

/** `spread`: an attribute `{...props}`. `value`: after `=`, where it must not be empty. */
export type ExpressionKind = "content" | "value" | "spread";

const options = { ecmaVersion: 2024, sourceType: "module", preserveParens: true } as const;

const names = "[A-Za-z_$][\\w$]*";
/** Names and strings need no parser, except if they are keywords. */
const simple = new RegExp(
  `\\{[ \\t]*(?:((?!(?:[a-z]{2,10})[ \\t]*\\})${names}|${names}(?:\\.${names})+)|\\d{1,9}|"[^"\\\\\\r\\n]*"|'[^'\\\\\\r\\n]*')[ \\t]*\\}`,
  "y",
);

/** Of an expression whose brace is at `open`: the offset after its closing brace. */
export function readExpression(
  source: GrowingText,
  open: number,
  kind: ExpressionKind,
): { readonly end: number } | Failure {
  if (kind !== "spread") {
    simple.lastIndex = open;
    if (simple.test(source.text)) return { end: simple.lastIndex };
  }
  const from = skipSpace(source, open + 1);
  if (source.text[from] === "}")
    return kind === "content" ? { end: from + 1 } : failure("mdx-empty-expression", open, from + 1);
  if (from >= source.text.length) return unclosed(source, open);
  if (kind !== "spread") return readJavaScript(source, open, from, kind);
  if (!source.text.startsWith("...", from)) return failure("mdx-no-spread", open, from + 1);
  return readJavaScript(source, open, from + 3, kind);
}

const unclosed = (source: GrowingText, open: number): Failure =>
  source.isLazy ? failure("mdx-lazy-line", open, open + 1) : failure("mdx-unclosed-expression", open, open + 1);

function readJavaScript(
  source: GrowingText,
  open: number,
  from: number,
  kind: ExpressionKind,
): { readonly end: number } | Failure {
  for (;;) {
    let end: number;
    let isSequence: boolean;
    try {
      const node = javaScriptParser().parseExpressionAt(source.text, from, options);
      end = node.end;
      isSequence = node.type === "SequenceExpression";
    } catch (error) {
      const { raisedAt, pos = from } = error as JavaScriptError;
      // The rest may be on the next lines. A comment is reported where it begins.
      const isAtEnd = (raisedAt ?? 0) >= source.text.length || /^Unterminated/.test((error as Error).message);
      if (isAtEnd && source.more()) continue;
      if (isAtEnd && source.text.indexOf("}", from) === -1) return unclosed(source, open);
      return failure("mdx-expression", pos, pos + 1, messageOf(error as JavaScriptError));
    }
    const length = source.text.length;
    const at = skipSpace(source, end);
    // With more text, the expression may go on: `{a`, newline, `+ b}`.
    if (source.text.length > length) continue;
    if (at >= length) return unclosed(source, open);
    if (source.text[at] !== "}") return failure("mdx-expression", at, at + 1, "Unexpected content after expression");
    return kind === "spread" && isSequence ? failure("mdx-no-spread", open, at + 1) : { end: at + 1 };
  }
}

const space = /(?:\s+|\/\*[\s\S]*?\*\/|\/\/[^\n]*\n)*/y;

function afterSpace(text: string, at: number): number {
  space.lastIndex = at;
  space.test(text);
  return space.lastIndex;
}

/** After whitespace and comments, for which the text grows. */
function skipSpace(source: GrowingText, from: number): number {
  for (;;) {
    const at = afterSpace(source.text, from);
    const isUnfinished = at >= source.text.length || /^\/[*/]/.test(source.text.slice(at, at + 2));
    if (!isUnfinished || !source.more()) return at;
  }
}

/** The result of reading import and export statements. */
export interface Statements {
  /** The names that they import, which later statements may export. */
  readonly imported: readonly string[];
}

const simpleImport = /^import ([A-Za-z_$][\w$]*) from (?:"[^"\\\n]+"|'[^'\\\n]+');?[ \t]*$/;

/** Reads the whole text. `known` are the names that earlier statements have imported. */
export function readStatements(text: string, known: readonly string[]): Statements | Failure {
  const [, name] = simpleImport.exec(text) ?? [];
  if (name !== undefined && !known.includes(name)) return { imported: [name] };
  // Other statements may export what is imported here.
  const prefix = known.length === 0 ? "" : `var ${known.join(",")}\n`;
  try {
    const { body } = javaScriptParser().parse(prefix + text, options);
    const imported: string[] = [];
    for (const node of prefix === "" ? body : body.slice(1)) {
      if (!/^(?:Export|Import)\w*Declaration$/.test(node.type))
        return failure("mdx-no-module-statement", node.start - prefix.length, node.end - prefix.length, node.type);
      if (node.type === "ImportDeclaration") for (const { local } of node.specifiers) imported.push(local.name);
    }
    return { imported };
  } catch (error) {
    const { raisedAt = 0, pos = 0, message } = error as JavaScriptError;
    const isUnfinished = raisedAt >= prefix.length + text.length || message.startsWith("Unterminated comment");
    const at = Math.min(Math.max(0, pos - prefix.length), Math.max(0, text.length - 1));
    return { ...failure("mdx-module", at, at + 1, messageOf(error as JavaScriptError)), isUnfinished };
  }
}

/** Finds out for rising offsets of a text whether brackets or a template are open there. */
export class OpenBrackets {
  readonly #tokens: ReturnType<ReturnType<typeof javaScriptParser>["tokenizer"]>;
  #next: { readonly label: string; readonly start: number; readonly end: number } | undefined;
  #depth = 0;
  #isInTemplate = false;

  constructor(text: string) {
    this.#tokens = javaScriptParser().tokenizer(text, options);
    this.#advance();
  }

  #advance(): void {
    try {
      const { type, start, end } = this.#tokens.getToken();
      this.#next = type.label === "eof" ? undefined : { label: type.label, start, end };
    } catch {
      this.#next = undefined;
    }
  }

  /** `false` also where the text is not JavaScript. */
  areAt(offset: number): boolean {
    while (this.#next && this.#next.end <= offset) {
      const { label } = this.#next;
      if (/^(?:\(|\[|\{|\$\{)$/.test(label)) this.#depth++;
      else if (/^[)\]}]$/.test(label)) this.#depth--;
      else if (label === "`") this.#isInTemplate = !this.#isInTemplate;
      this.#advance();
    }
    return this.#next !== undefined && (this.#depth > 0 || this.#isInTemplate);
  }
}
