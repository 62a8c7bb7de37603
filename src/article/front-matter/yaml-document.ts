/** Reads a YAML document as the parsers of generators do, which accept more than the specification in one place. */
import { Composer, Lexer, Parser, parseDocument } from "yaml";

type Document = ReturnType<typeof parseDocument>;
type Options = NonNullable<Parameters<typeof parseDocument>[1]>;

/** The part of the lexer that decides where a quoted text ends. */
interface QuotedTextLexer {
  /** How many spaces the next lines of a value need. */
  indentNext: number;
  parseQuotedScalar(): Generator<string, unknown>;
}

/**
 * The next lines of a text in quotes must be indented, but libyaml (Psych, PyYAML, the YAML packages of Go) and js-yaml do not
 * require it. If one of these lines looks like an entry, a quotation mark is missing.
 */
export function readYamlDocument(source: string, options: Options): Document {
  const document = parseDocument(source, options);
  const isOpen = document.errors.some(({ code, message }) => code === "MISSING_CHAR" && /quote\b/.test(message));
  if (!isOpen) return document;
  let hasEntry = false;
  const lexer = new Lexer() as unknown as QuotedTextLexer;
  const strict = lexer.parseQuotedScalar.bind(lexer);
  lexer.parseQuotedScalar = function* () {
    const kept = lexer.indentNext;
    lexer.indentNext = 0;
    try {
      return yield* inspected(strict(), kept);
    } finally {
      lexer.indentNext = kept;
    }
  };
  function* inspected(lexemes: Generator<string, unknown>, indent: number): Generator<string, unknown> {
    for (let next = lexemes.next(); ; next = lexemes.next()) {
      if (next.done) return next.value;
      hasEntry ||= next.value
        .split("\n")
        .slice(1)
        .some((line) => looksLikeEntry(line, indent));
      yield next.value;
    }
  }
  const parser = new Parser();
  Object.assign(parser, { lexer });
  const [tolerant, more] = new Composer(options).compose(parser.parse(source), true, source.length);
  return tolerant && !more && tolerant.errors.length === 0 && !hasEntry ? (tolerant as Document) : document;
}

const looksLikeEntry = (line: string, indent: number): boolean =>
  !line.startsWith(" ".repeat(indent)) && /^\s*(?:[\w\u4e00-\u9fff][^\s:]*:(?:\s|$)|- )/.test(line);
