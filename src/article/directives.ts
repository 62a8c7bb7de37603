/**
 * Directives are comments that configure stet. In the body they are HTML comments (except in Markdown code), in the
 * front matter comments of YAML or TOML:
 *
 *     stet-disable[-line|-next-line] [rules] [until YYYY-MM-DD] [-- reason]
 *     stet-enable [rules]
 */
import { Lexer } from "yaml";
import { maxSize } from "./front-matter/reading.js";
import { tomlTokens } from "./front-matter/toml-tokens.js";
import { lineStarts } from "./lines.js";
import type {
  Article,
  Comment,
  Directive,
  DirectiveKind,
  DirectiveProblem,
  DirectiveTarget,
  FrontMatter,
  Range,
} from "./types.js";

/** A comment and its content between the delimiters. */
interface Found {
  readonly range: Range;
  readonly content: Range;
  readonly language: Directive["language"];
  readonly parent: Directive["parent"];
}

/** The directives of an article, in the order of the file. */
export function readDirectives(article: Pick<Article, "text" | "lead" | "frontMatter" | "body">): readonly Directive[] {
  const { text, frontMatter, lead, body } = article;
  const inFrontMatter = frontMatter ? frontMatterComments(text, frontMatter) : [];
  const inBody = text.includes("stet-", body.range.start) ? bodyComments(text, body.children) : [];
  const found = [...inFrontMatter, ...inBody].filter(({ content }) => /^\s*stet-/.test(head(text, content)));
  if (found.length === 0) return [];
  // A directive at the top applies to the whole file, including violations before it.
  const top = firstSolid(text, frontMatter ? frontMatter.content.start : lead.end);
  const lines = new Lines(text, found);
  return found.map((one) => directive(text, one, one.range.start === top, lines));
}

/** The beginning of a comment, enough to recognize a directive: a comment may be as long as the file. */
const head = (text: string, { start, end }: Range): string => text.slice(start, Math.min(end, start + 200));

function firstSolid(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? "")) at++;
  return at;
}

const kinds: ReadonlySet<string> = new Set<DirectiveKind>(["disable", "enable", "disable-line", "disable-next-line"]);

function directive(text: string, found: Found, isTop: boolean, lines: Lines): Directive {
  const { range, language, parent, content } = found;
  const written = text.slice(content.start, content.end);
  const dashes = /\s--(?=\s|$)/.exec(written);
  const words = [...written.slice(0, dashes?.index).matchAll(/[^\s,]+/g)].map(([word], index, all) => {
    const start = content.start + (all[index]?.index ?? 0);
    return { word, range: { start, end: start + word.length } };
  });
  const problems: DirectiveProblem[] = [];
  const [first, ...rest] = words;
  const said = first?.word.slice("stet-".length) ?? "";
  const kind = kinds.has(said) ? (said as DirectiveKind) : undefined;
  const place = first?.range ?? range;
  if (!kind) problems.push({ code: "kind", found: first?.word ?? "", range: place });

  const at = rest.findIndex(({ word }) => word === "until");
  const date = at === -1 ? undefined : rest[at + 1];
  const until = date && isDate(date.word) ? { date: date.word, range: date.range } : undefined;
  if (at !== -1 && !until)
    problems.push({ code: "date", found: date?.word ?? "", range: date?.range ?? rest[at]?.range ?? place });
  const named = at === -1 ? rest : [...rest.slice(0, at), ...rest.slice(at + 2)];
  const targets: DirectiveTarget[] = [];
  for (const { word, range } of named)
    if (/^[a-z\d-]+\/(?:\*|[a-z\d-]+)$/i.test(word)) targets.push({ name: word, range });
    else problems.push({ code: "target", found: word, range });
  // A directive that lists only unknown rules must not suppress all rules.
  if (named.length === 0) targets.push({ name: "*", range: place });
  const reason = dashes ? written.slice(dashes.index + dashes[0].length).trim() : "";
  return {
    kind,
    range,
    language,
    parent,
    targets,
    reason: reason || undefined,
    until,
    problems,
    scope: scopeOf(kind, range, isTop, lines),
  };
}

function isDate(word: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(word)) return false;
  const time = Date.parse(`${word}T00:00:00Z`);
  // Some engines parse 30 February as 1 March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(word);
}

function scopeOf(kind: DirectiveKind | undefined, range: Range, isTop: boolean, lines: Lines): Range {
  if (kind === "disable-line") return lines.range(lines.of(range.start));
  if (kind === "disable-next-line") return lines.nextSolid(lines.of(range.end));
  // A violation may be an empty range at the end of the text.
  return { start: isTop && kind === "disable" ? 0 : range.start, end: lines.length + 1 };
}

const nowhere = (length: number): Range => ({ start: length + 1, end: length + 1 });

/** The lines of a text that contain directives. */
class Lines {
  readonly length: number;
  readonly #text: string;
  readonly #starts: Uint32Array;
  /** Lines that contain only directives: the first and last line of each such run. */
  readonly #directives = new Map<number, number>();
  readonly #next = new Map<number, Range>();

  constructor(text: string, found: readonly Found[]) {
    this.#text = text;
    this.length = text.length;
    this.#starts = lineStarts(text);
    let first = -1;
    let last = -1;
    let end = 0;
    let isAlone = false;
    const close = () => {
      if (isAlone && this.#isBlank(end, this.range(last).end)) this.#directives.set(first, last);
    };
    for (const { range } of found) {
      const line = this.of(range.start);
      if (line !== last) {
        close();
        first = line;
        isAlone = this.#isBlank(this.range(line).start, range.start);
      } else isAlone &&= this.#isBlank(end, range.start);
      last = this.of(range.end);
      end = range.end;
    }
    close();
  }

  of(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The range of a line with its newline. The last line extends to the end of the text. */
  range(line: number): Range {
    return { start: this.#starts[line] ?? this.length, end: this.#starts[line + 1] ?? this.length + 1 };
  }

  /** The range of the next line with other content than directives. */
  nextSolid(line: number): Range {
    const passed: number[] = [];
    let at = line;
    let found = this.#next.get(at);
    while (!found) {
      passed.push(at);
      const next = this.of(firstSolid(this.#text, this.range(at).end));
      const end = this.#directives.get(next);
      if (next <= at || end === undefined) found = next > at ? this.range(next) : nowhere(this.length);
      else {
        at = end;
        found = this.#next.get(at);
      }
    }
    for (const one of passed) this.#next.set(one, found);
    return found;
  }

  #isBlank(start: number, end: number): boolean {
    return this.#text.slice(start, end).trim() === "";
  }
}

function bodyComments(text: string, children: Article["body"]["children"]): Found[] {
  const comments: Comment[] = [];
  const stack = [...children].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === "comment") comments.push(node);
    else if (node.type === "element")
      for (let index = node.children.length - 1; index >= 0; index--) {
        const child = node.children[index];
        if (child) stack.push(child);
      }
  }
  return (
    comments
      // The parser also reports `<?stet-…>` as a comment. An unclosed comment extends to the end of the file.
      .filter(({ range }) => text.startsWith("<!--", range.start) && text.startsWith("-->", range.end - 3))
      .map(({ range, parent }) => ({
        range,
        content: { start: range.start + 4, end: range.end - 3 },
        language: "html" as const,
        parent,
      }))
      // HTML that was moved (out of a table) is elsewhere in the tree.
      .sort((a, b) => a.range.start - b.range.start)
  );
}

function frontMatterComments(text: string, { language, content, close }: FrontMatter): Found[] {
  const source = text.slice(content.start, content.end);
  if (!close || source.length > maxSize || !source.includes("stet-")) return [];
  const read = language === "yaml" ? yamlComments : language === "toml" ? tomlComments : undefined;
  return (read?.(source) ?? []).map(({ start, end }) => ({
    range: { start: content.start + start, end: content.start + end },
    content: { start: content.start + start + 1, end: content.start + end },
    language: language as "yaml" | "toml",
    parent: undefined,
  }));
}

/** The lexer returns the source in tokens, with additional marker tokens between them. */
function yamlComments(source: string): Range[] {
  const comments: Range[] = [];
  let at = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(source.replace(/\r(?!\n)/g, "\n"))) {
    if (!isScalar && (token === "\u0002" || token === "\u0018" || token === "\u001f")) {
      isScalar = token === "\u001f";
      continue;
    }
    if (!isScalar && token.startsWith("#")) comments.push({ start: at, end: at + token.trimEnd().length });
    isScalar = false;
    at += token.length;
  }
  return comments;
}

const tomlComments = (source: string): Range[] =>
  [...tomlTokens(source)]
    .filter(({ kind }) => kind === "comment")
    .map(({ start, end }) => ({ start, end: start + source.slice(start, end).trimEnd().length }));
