/** What a text says to its readers and to generators, as the proof compares it. */
import { type ReadBody, readAgain, readBody } from "../../article/body/index.js";
import type { Generated } from "../../article/body/layout.js";
import type { PagePart } from "../../article/body/page-tags.js";
import { formulasIn } from "../../article/formulas.js";
import { findLead } from "../../article/front-matter/fence.js";
import { readFrontMatter } from "../../article/front-matter/index.js";
import type { Attributes, Body, Dialect, FrontMatter, Node, Range } from "../../article/types.js";
import { append } from "../../platform/lists.js";
import { firstUnfinishedTag, type MarkdownNode, markdownNodes, nodeOf } from "./markdown.js";

/** How the text of an article is read. */
export interface ArticleFormat {
  readonly path: string;
  readonly language: "html" | "markdown";
  /** How it was read before. Both readings use the same dialect. */
  readonly dialect: Dialect;
  /** The body as it was read before the fixes, which need not be read again. */
  readonly body?: Body | undefined;
}

/** A part of the page, in order. */
export type Token =
  | { readonly kind: "open"; readonly tag: string; readonly range: Range; readonly attributes: Attributes }
  | { readonly kind: "close"; readonly tag: string; readonly range: Range }
  /** `verbatim`: in `<pre>` and the like, where whitespace is shown. */
  | { readonly kind: "text"; readonly value: string; readonly range: Range; readonly verbatim: boolean };

const markdownCode = new Set(["InlineCode", "FencedCode", "CodeBlock", "MDXExpression", "MDXModule", "Math"]);
const verbatimElements = new Set(["pre", "textarea", "listing", "xmp", "plaintext"]);

/** @param before the text before its edits, all of which come after `start`. */
export const readForProof = (text: string, format: ArticleFormat, before?: Reading, start = 0): Reading =>
  new Reading(text, format, before?.isFrontMatterComplete && before.bodyStart <= start ? before : undefined);

/** A text as it is read. Each part is read on first access, because many fixes concern only one of them. */
export class Reading {
  readonly text: string;
  readonly format: ArticleFormat;
  readonly frontMatter: FrontMatter | undefined;
  /** What comes after the front matter. */
  readonly bodyText: string;
  readonly bodyStart: number;
  readonly #lead: number;
  readonly #memo = new Map<string, unknown>();

  /** @param same a text with the same front matter, which need not be read again. */
  constructor(text: string, format: ArticleFormat, same?: Reading) {
    this.text = text;
    this.format = format;
    this.#lead = same ? same.#lead : findLead(text).end;
    const front = same ?? readFrontMatter(text, this.#lead, "1.2");
    this.frontMatter = front?.frontMatter;
    this.bodyStart = front?.bodyStart ?? this.#lead;
    this.bodyText = text.slice(this.bodyStart);
  }

  /** The front matter as it is written, with its fences. */
  get frontMatterText(): string {
    return this.text.slice(this.#lead, this.bodyStart);
  }

  /** Whether nothing after the front matter decides where it ends. */
  get isFrontMatterComplete(): boolean {
    return (
      this.frontMatter?.data !== undefined && /(?:^|[\r\n])(?:---|\+\+\+)[ \t]*(?:\r\n?|\n)$/.test(this.frontMatterText)
    );
  }

  /** The front matter as YAML 1.1, which many generators read; `undefined` in other languages. */
  get otherData(): Readonly<Record<string, unknown>> | undefined {
    if (this.frontMatter?.language !== "yaml") return undefined;
    return this.#once("otherData", () => readFrontMatter(this.text, this.#lead, "1.1")?.frontMatter.data);
  }

  get body(): Body {
    return this.#read.body;
  }

  get #read(): ReadBody {
    const { body } = this.format;
    const known = body?.range.start === this.bodyStart ? readAgain(body, this.text) : undefined;
    return known ?? this.#once("body", () => readBody(this.text, this.bodyStart, this.format));
  }

  get tokens(): readonly Token[] {
    return this.#once("tokens", () => tokensOf(this.body));
  }

  /** The elements of the page, with those that Markdown generates. */
  get page(): readonly PagePart[] {
    return this.#once("page", () => this.#read.page());
  }

  get markdown(): readonly MarkdownNode[] {
    const { body, tree, block } = this.#read;
    return this.#once("markdown", () =>
      block
        ? [nodeOf(this.text, "HTMLBlock", this.bodyStart + block.start, this.bodyStart + block.end)]
        : markdownNodes(this.text, this.bodyStart, tree, body),
    );
  }

  /** How many cells of Markdown tables nobody sees, because their rows have more of them than the header. */
  get lostCells(): number {
    if (this.format.language !== "markdown" || this.format.dialect.looseTables || !this.bodyText.includes("|"))
      return 0;
    return this.#once("lostCells", () =>
      this.#read
        .markdownText()
        .tables.flatMap(({ columns, rows }) => rows.flatMap(({ cells }) => cells.slice(columns)))
        .reduce((lost, { start, end }) => (start < end ? lost + 1 : lost), 0),
    );
  }

  /**
   * The same text without the extensions that its dialect only has with plugins that are not known; `undefined` if it has no
   * such syntax.
   */
  get withoutPlugins(): Reading | undefined {
    const { dialect, language } = this.format;
    if (language !== "markdown" || dialect.definitionLists !== "perhaps" || !/^[ \t>]*:[ \t]/m.test(this.bodyText))
      return undefined;
    return this.#once(
      "withoutPlugins",
      () =>
        new Reading(this.text, { ...this.format, dialect: { ...dialect, definitionLists: false }, body: undefined }),
    );
  }

  get templates(): readonly Range[] {
    return this.#generated.templates;
  }

  get #generated(): Generated {
    return this.#once("generated", () => this.#read.generated());
  }

  /** Code of Markdown, formulas, template tags and expressions, in order and disjoint. */
  get verbatim(): readonly Range[] {
    return this.#once("verbatim", () => {
      const code = this.markdown.filter(({ name }) => markdownCode.has(name));
      const { templates, expressions } = this.#generated;
      const formulas = formulasIn(this.text, this.format.language).filter(({ start }) => start >= this.bodyStart);
      return united([...code, ...formulas, ...templates, ...(this.#read.tree ? expressions : [])]);
    });
  }

  /** Where a tag of Markdown begins that the end of its HTML block cuts; infinite if there is none. */
  get unfinishedTag(): number {
    return this.#once("unfinishedTag", () => firstUnfinishedTag(this.text, this.markdown, this.verbatim));
  }

  /** The content of elements with an attribute `markdown`, which kramdown and others read as Markdown. */
  get markdownElements(): readonly Range[] {
    return this.#once("markdownElements", () =>
      /\smarkdown[\s=>]/.test(this.bodyText) ? markdownElements(this.body.children) : [],
    );
  }

  /** The code in these elements for the programs that read Markdown in them: fences and runs of backticks. */
  get codeInMarkdownElements(): readonly Range[] {
    return this.#once("codeInMarkdownElements", () =>
      this.markdownElements.flatMap(({ start, end }) =>
        [...this.text.slice(start, end).matchAll(code)].map(({ 0: found, index }) => ({
          start: start + index,
          end: start + index + found.length,
        })),
      ),
    );
  }

  #once<T>(part: string, read: () => T): T {
    if (!this.#memo.has(part)) this.#memo.set(part, read());
    return this.#memo.get(part) as T;
  }
}

const code =
  /^[ \t]*(```+(?!`)|~~~+(?!~))[^\r\n`]*[\r\n][\s\S]*?^[ \t]*\1|(?<!`)(`+)(?!`)(?:(?!(?:\r\n?|\n)[ \t]*[\r\n])[\s\S])*?[^`]\2(?!`)/gm;

function united(ranges: readonly Range[]): Range[] {
  const all: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else all.push({ start, end });
  }
  return all;
}

function markdownElements(nodes: readonly Node[]): Range[] {
  const found: Range[] = [];
  const stack = [...nodes];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type !== "element") continue;
    if (node.attributes.markdown) found.push({ start: node.startTag.end, end: node.range.end });
    append(stack, node.children);
  }
  return found;
}

function tokensOf({ children }: Body): Token[] {
  const tokens: Token[] = [];
  type Step = { readonly node: Node; readonly verbatim: boolean } | { readonly closed: Token };
  const stack: Step[] = children.map((node) => ({ node, verbatim: false })).reverse();
  for (let step = stack.pop(); step; step = stack.pop()) {
    if ("closed" in step) {
      tokens.push(step.closed);
      continue;
    }
    const { node, verbatim } = step;
    if (node.type === "text") tokens.push({ kind: "text", value: node.value, range: node.range, verbatim });
    if (node.type !== "element") continue;
    const { tag, startTag: range, attributes } = node;
    tokens.push({ kind: "open", tag, range, attributes });
    stack.push({ closed: { kind: "close", tag, range } });
    const isVerbatim = verbatim || verbatimElements.has(tag);
    for (let at = node.children.length - 1; at >= 0; at--)
      stack.push({ node: node.children[at] as Node, verbatim: isVerbatim });
  }
  return tokens;
}
