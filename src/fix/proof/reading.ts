/** What a text says to its readers and to generators, as the proof compares it. */
import { readBody } from "../../article/body/index.js";
import { findLead } from "../../article/front-matter/fence.js";
import { readFrontMatter } from "../../article/front-matter/index.js";
import type { Attributes, Body, Dialect, FrontMatter, Node, Range } from "../../article/types.js";
import { type MarkdownNode, markdownNodes, nodeOf } from "./markdown.js";

/** How the text of an article is read. */
export interface ArticleFormat {
  readonly path: string;
  readonly language: "html" | "markdown";
  /** How it was read before. Both readings use the same dialect. */
  readonly dialect: Dialect;
}

/** A part of the page, in order. */
export type Token =
  | { readonly kind: "open"; readonly tag: string; readonly range: Range; readonly attributes: Attributes }
  | { readonly kind: "close"; readonly tag: string; readonly range: Range }
  /** `verbatim`: in `<pre>` and the like, where whitespace is shown. */
  | { readonly kind: "text"; readonly value: string; readonly range: Range; readonly verbatim: boolean };

export interface Reading {
  readonly text: string;
  readonly format: ArticleFormat;
  readonly frontMatter: FrontMatter | undefined;
  /** The front matter as YAML 1.1, which many generators read; `undefined` in other languages. */
  readonly otherData: Readonly<Record<string, unknown>> | undefined;
  readonly body: Body;
  readonly tokens: readonly Token[];
  readonly markdown: readonly MarkdownNode[];
  readonly templates: readonly Range[];
  /** Code of Markdown, template tags and expressions, in order and disjoint. */
  readonly verbatim: readonly Range[];
  /** The content of elements with an attribute `markdown`, which kramdown and others read as Markdown. */
  readonly markdownElements: readonly Range[];
}

const markdownCode = new Set(["InlineCode", "FencedCode", "CodeBlock", "MDXExpression", "MDXModule", "Math"]);
const verbatimElements = new Set(["pre", "textarea", "listing", "xmp", "plaintext"]);

export function readForProof(text: string, format: ArticleFormat): Reading {
  const lead = findLead(text).end;
  const front = readFrontMatter(text, lead, "1.2");
  const isYaml = front?.frontMatter.language === "yaml";
  const other = isYaml ? readFrontMatter(text, lead, "1.1") : undefined;
  const start = front?.bodyStart ?? lead;
  const { body, tree, block, generated } = readBody(text, start, format);
  const markdown = block
    ? [nodeOf(text, "HTMLBlock", start + block.start, start + block.end)]
    : markdownNodes(text, start, tree, body);
  const { templates, expressions } = generated();
  const code = markdown.filter(({ name }) => markdownCode.has(name));
  return {
    text,
    format,
    frontMatter: front?.frontMatter,
    otherData: other?.frontMatter.data,
    body,
    tokens: tokensOf(body),
    markdown,
    templates,
    verbatim: united([...code, ...templates, ...(tree ? expressions : [])]),
    markdownElements: /\smarkdown[\s=>]/.test(text) ? markdownElements(body.children) : [],
  };
}

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
    stack.push(...node.children);
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
