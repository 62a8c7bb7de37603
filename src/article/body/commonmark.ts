/**
 * Markdown's tree as CommonMark 0.31.2 and GitHub's extensions define it. It corrects these deviations of
 * @lezer/markdown 1.8.1: an HTML block does not begin with `<br/>` alone on a line or with an attribute like
 * `xlink:href`, does not end at the blank line of a quote, and uses the tag list of CommonMark 0.30. An undefined text in
 * brackets prevents links around or after it. A code span does not begin after an escaped backtick. A list item that
 * begins with another number than 1 does not end a paragraph of a list or quote that ends before it.
 */
import {
  Autolink,
  type BlockContext,
  parser as commonmark,
  type Element,
  GFM,
  type InlineContext,
  type Line,
  type MarkdownConfig,
  type MarkdownParser,
  Strikethrough,
  Table,
  TaskList,
} from "@lezer/markdown";
import { append } from "../../platform/lists.js";
import type { Dialect, Range } from "../types.js";
import { containerSyntax } from "./containers.js";
import { beginsFence, dialectSyntax, dialectTables, noIndentedCode } from "./dialect-syntax.js";
import { emphasisOf } from "./emphasis/index.js";
import { blockTagStart } from "./html-blocks.js";
import { indentedBlocks, mayHaveIndentedBlocks } from "./indented-blocks.js";
import { inlineHtml } from "./inline-html.js";
import { withDefinitions } from "./inline-links.js";
import { normalLabel, withoutEscapes } from "./labels.js";
import { linkDefinitions } from "./link-definitions.js";
import { mdxSyntax } from "./mdx-parser.js";
import { type MdxFindings, type MdxOptions, MdxParse } from "./mdx-session.js";
import { isEmptyItem, isFence } from "./older-blocks.js";
import { hardBreak, type InlineParser, type InnerLine, wordSyntax } from "./parser-internals.js";
import { componentStart, loneTag, vueSyntax, wholeComponent } from "./vue-syntax.js";
import { wholeElements } from "./whole-elements.js";

const attribute = /[ \t]+[a-z_:][\w.:-]*(?:[ \t]*=[ \t]*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?/;

/** What begins each kind of block, and what its last line contains. The last two kinds end before a blank line. */
const kinds: readonly (readonly [start: RegExp, end: RegExp | undefined, node: string])[] = [
  [/^<(?:script|pre|style|textarea)(?:[ \t>]|$)/i, /<\/(?:script|pre|style|textarea)>/i, "HTMLBlock"],
  [/^<!--/, /-->/, "CommentBlock"],
  [/^<\?/, /\?>/, "ProcessingInstructionBlock"],
  [/^<![a-z]/i, />/, "HTMLBlock"],
  [/^<!\[CDATA\[/, /\]\]>/, "HTMLBlock"],
  [blockTagStart, undefined, "HTMLBlock"],
  [
    new RegExp(`^<(?:/[a-z][a-z\\d-]*[ \\t]*|[a-z][a-z\\d-]*(?:${attribute.source})*[ \\t]*/?)>[ \\t]*$`, "i"),
    undefined,
    "HTMLBlock",
  ],
];

const kindsInVue: typeof kinds = [
  ...kinds.slice(0, -1),
  [componentStart, undefined, "HTMLBlock"],
  [loneTag, undefined, "HTMLBlock"],
];

const kindsOf = (dialect: Dialect) => (dialect.vue ? kindsInVue : kinds);

const lessThan = 60;

/** Whether a line (without indentation) begins an HTML block that ends at the next blank line. */
export function beginsOpenBlock(line: string, dialect: Dialect): boolean {
  const [, end, node] = kindsOf(dialect).find(([start]) => start.test(line)) ?? [];
  return node !== undefined && end === undefined;
}

function htmlBlock(cx: BlockContext, line: Line, dialect: Dialect): boolean {
  if (line.next !== lessThan) return false;
  if (dialect.vue && !blockTagStart.test(line.text.slice(line.pos)) && wholeComponent(cx, line)) return true;
  if (dialect.indentedCode === false && line.indent >= line.baseIndent + 4) return false;
  const text = line.text.slice(line.pos);
  const [, end, node] = kindsOf(dialect).find(([start]) => start.test(text)) ?? [];
  if (!node) return false;
  const from = cx.lineStart + line.pos;
  const marks: Element[] = [];
  const isLast = () => (end ? end.test(line.text.slice(line.pos)) : line.next === -1);
  let endsHere = isLast();
  while (!endsHere && cx.nextLine()) {
    if ((line as InnerLine).depth < cx.depth) break;
    if (!end && dialect.extractsCode && isFence(cx, line, /^(?!.*`\s*$)/)) break;
    endsHere = isLast();
    if (!endsHere || end) append(marks, line.markers);
  }
  if (endsHere && end) cx.nextLine();
  cx.addElement(cx.elt(node, from, cx.prevLineEnd(), marks));
  return true;
}

const backtick = 96;

/** For a text with an unclosed run of backticks: the offset of the last run of each length. */
const lastRuns = new WeakMap<InlineContext, ReadonlyMap<number, number>>();

function lastRunsFrom(cx: InlineContext, from: number): ReadonlyMap<number, number> {
  const runs = new Map<number, number>();
  for (const { 0: run, index } of cx.slice(from, cx.end).matchAll(/`+/g)) runs.set(run.length, from + index);
  return runs;
}

/**
 * A run of backticks without a later run of the same length is text. Backticks that remain after an escape form a run.
 */
function inlineCode(cx: InlineContext, start: number, program: Dialect["wholeElements"]): number {
  const endOfRun = (from: number): number => {
    let end = from;
    while (cx.char(end) === backtick) end++;
    return end;
  };
  const end = endOfRun(start);
  // https://kramdown.gettalong.org/syntax.html#code-spans
  const isBetweenSpaces = () => /^\s?$/.test(cx.slice(start - 1, start)) && /\s/.test(cx.slice(end, end + 1));
  if (program === "kramdown" && end === start + 1 && isBetweenSpaces()) return end;
  const known = lastRuns.get(cx);
  const last = known ? (known.get(end - start) ?? -1) : cx.end;
  for (let at = end; at <= last; at++) {
    if (cx.char(at) !== backtick) continue;
    const from = at;
    at = endOfRun(at);
    if (at - from === end - start)
      return cx.addElement(
        cx.elt("InlineCode", start, at, [cx.elt("CodeMark", start, end), cx.elt("CodeMark", from, at)]),
      );
  }
  if (!known) lastRuns.set(cx, lastRunsFrom(cx, end));
  return end;
}

/** Asked at each character, so the function that has closures, for which V8 allocates memory, is one of its own. */
const inlineCodeOf =
  (program?: Dialect["wholeElements"]): InlineParser =>
  (cx, next, start) =>
    next === backtick ? inlineCode(cx, start, program) : -1;

const syntaxOf = (dialect: Dialect): MarkdownConfig => ({
  parseBlock: [
    {
      name: "HTMLBlock",
      parse: (cx, line) => htmlBlock(cx, line, dialect),
      // The parser already handles other blocks that interrupt a paragraph.
      endLeaf: (_cx, line) =>
        line.next === lessThan &&
        (dialect.vue ? componentStart : /^<\/?search(?:[ \t]|\/?>|$)/i).test(line.text.slice(line.pos)),
    },
    {
      // Only a paragraph that goes on here keeps a list from beginning with another number than 1.
      name: "OrderedListAfterContainer",
      endLeaf: (cx, line) =>
        line.next >= 48 &&
        line.next <= 57 &&
        (line as InnerLine).depth < cx.depth &&
        /^\d{1,9}[.)](?:[ \t]|$)/.test(line.text.slice(line.pos)),
    },
  ],
  parseInline: [
    { name: "InlineCode", parse: inlineCodeOf(dialect.wholeElements) },
    { name: "HardBreak", parse: hardBreak },
  ],
});

/** The parsers of dialects with more syntax, by what they have. */
const extended = new Map<string, MarkdownParser>();

/** A dialect as a key. */
const keys = new WeakMap<Dialect, string>();

function keyOf(dialect: Dialect): string {
  let key = keys.get(dialect);
  if (key === undefined) {
    // Parsers do not depend on the ids of templates.
    const { templateIds: _, ...syntax } = dialect;
    key = JSON.stringify(Object.entries(syntax).sort(([one], [other]) => (one < other ? -1 : 1)));
    keys.set(dialect, key);
  }
  return key;
}

/** The parser of a dialect for this source. */
function parserFor(source: string, dialect: Dialect): MarkdownParser {
  const hasIndented = mayHaveIndentedBlocks(source);
  const key = `${keyOf(dialect)} ${hasIndented}`;
  const known = extended.get(key) ?? configured(dialect, hasIndented);
  extended.set(key, known);
  return known;
}

function configured(dialect: Dialect, hasIndented: boolean): MarkdownParser {
  const { vue, containers = vue, wholeElements: program, bareUrls } = dialect;
  const { indentedCode = true, tasks = true, strikethrough = true } = dialect;
  const indented = hasIndented ? dialect : { ...dialect, footnotes: false, definitionLists: false, admonitions: false };
  const known = commonmark.configure([
    dialectTables(dialect) ?? Table,
    ...(tasks ? [TaskList] : []),
    ...(strikethrough ? [Strikethrough] : []),
    ...(bareUrls ? [] : [Autolink, { parseInline: [wordSyntax] }]),
    linkDefinitions,
    syntaxOf(dialect),
    ...(indentedCode ? [] : noIndentedCode),
    ...(containers ? [containerSyntax(containers)] : []),
    ...(vue ? [vueSyntax] : []),
    ...indentedBlocks(indented as Dialect),
    ...dialectSyntax(dialect),
    ...(program ? [wholeElements(program, dialect, (cx, line) => htmlBlock(cx, line, dialect))] : []),
    ...(dialect.inlineHtml ? [inlineHtml((cx, line) => htmlBlock(cx, line, dialect))] : []),
  ]);
  if (program) changeEnds(known, program, dialect);
  return known;
}

function forMdx(emphasis: "micromark" | "cjk-friendly-micromark"): MarkdownParser {
  const mdx = commonmark.configure([
    GFM,
    linkDefinitions,
    mdxSyntax,
    emphasisOf(emphasis),
    {
      parseInline: [{ name: "InlineCode", parse: inlineCodeOf() }, { name: "HardBreak", parse: hardBreak }, wordSyntax],
    },
  ]);
  // HTML does not interrupt a paragraph. Its block parser is removed by name, but this function has none.
  (mdx as unknown as { readonly endLeafBlock: unknown[] }).endLeafBlock.splice(6, 1);
  return mdx;
}

/** Made when the first article needs them. */
const mdxParsers = new Map<Parameters<typeof forMdx>[0], MarkdownParser>();

type EndOfLeaf = (cx: BlockContext, line: Line) => boolean;

/** What ends a paragraph. The parsers of CommonMark are first: headings, fences, quotes, bullets, numbers, rules. */
function changeEnds(chosen: MarkdownParser, program: NonNullable<Dialect["wholeElements"]>, dialect: Dialect): void {
  const ends = (chosen as unknown as { readonly endLeafBlock: EndOfLeaf[] }).endLeafBlock;
  const change = (at: number, when: EndOfLeaf) => {
    const begins = ends[at];
    if (begins) ends[at] = (cx, line) => when(cx, line) && begins(cx, line);
  };
  change(1, (cx, line) => (line as InnerLine).depth < cx.depth || beginsFence(dialect, cx, line));
  if (program === "kramdown") {
    change(3, (_cx, line) => !isEmptyItem(line));
    // A rule needs a blank line.
    change(5, (cx, line) => (line as InnerLine).depth < cx.depth);
  }
  // In Python-Markdown, only an item of a list ends a paragraph before it.
  else
    for (const at of [3, 4])
      change(at, (cx, line) => (line as InnerLine).depth < cx.depth || cx.parentType().name === "ListItem");
}

export type MarkdownTree = ReturnType<MarkdownParser["parse"]>;
export type SyntaxNode = MarkdownTree["topNode"];
export type SyntaxNodeRef = Parameters<Parameters<MarkdownTree["iterate"]>[0]["enter"]>[0];

export interface ParsedMarkdown {
  readonly tree: MarkdownTree;
  /** The source of the tree. It has the same length as the input. */
  readonly source: string;
  /** Where brackets begin that are nested deeper than `maxLayers`, so that links between them may not be found. */
  readonly unresolved?: number | undefined;
}

/**
 * The maximum number of nested brackets that are resolved. Each level takes one more parse; real texts have one or two.
 */
const maxLayers = 3;

/**
 * Parses Markdown whose newlines are all LF. Throws `RangeError` if the source is nested so deep that the stack
 * overflows.
 */
export function parseMarkdown(source: string, dialect: Dialect): ParsedMarkdown {
  const chosen = parserFor(source, dialect);
  const parse = () => parseWith((text) => chosen.parse(text), source);
  return dialect.wholeElements === "python-markdown" ? withDefinitions(source, parse) : parse();
}

/** The same for MDX, with the tags, expressions and errors that it has. */
export function parseMdx(source: string, options: MdxOptions): ParsedMarkdown & { readonly found: MdxFindings } {
  const emphasis = options.emphasis === "cjk-friendly-micromark" ? options.emphasis : "micromark";
  const chosen = mdxParsers.get(emphasis) ?? forMdx(emphasis);
  mdxParsers.set(emphasis, chosen);
  const mdx = new MdxParse((text) => chosen.parse(text), options);
  const parsed = parseWith(mdx.parse, source);
  return { ...parsed, found: mdx.found };
}

function parseWith(parse: (source: string) => MarkdownTree, source: string): ParsedMarkdown {
  let parsed: ParsedMarkdown = { tree: parse(source), source };
  // Brackets after or inside other brackets.
  if (!/\]\[|\[[^[\]]*\[/.test(source)) return parsed;
  const labels = new Set<string>();
  parsed.tree.iterate({
    enter: (ref) => {
      const defined = ref.name === "LinkReference" && definedName(ref.node, source);
      if (defined) labels.add(defined);
    },
  });
  for (let layer = 0; layer < maxLayers; layer++) {
    const brackets = bracketsOfNothing(parsed, labels);
    if (brackets.length === 0) break;
    let hidden = "";
    let at = 0;
    for (const bracket of brackets) {
      // Replaced by punctuation, so that emphasis begins and ends at the same places.
      hidden += parsed.source.slice(at, bracket) + (parsed.source[bracket] === "[" ? "［" : "］");
      at = bracket + 1;
    }
    hidden += parsed.source.slice(at);
    parsed = { tree: parse(hidden), source: hidden };
  }
  const [first, ...others] = bracketsOfNothing(parsed, labels);
  const mayHoldLinks = first !== undefined && parsed.source.slice(first, others.at(-1)).includes("](");
  return mayHoldLinks ? { ...parsed, unresolved: first } : parsed;
}

/** Blocks that contain inline content. */
export const textBlocks = /^(?:Paragraph|Task|TableCell|(?:ATX|Setext)Heading\d)$/;

/** The level `"1"` to `"6"` of a heading, from the name of its node. */
export const headingLevel = (name: string): string | undefined => /^(?:ATX|Setext)Heading(\d)$/.exec(name)?.[1];

/** The offsets, in order, of undefined brackets that prevent other brackets from being links. */
function bracketsOfNothing({ tree, source }: ParsedMarkdown, labels: ReadonlySet<string>): number[] {
  const found: number[] = [];
  /** The block's text without its links and undefined brackets. */
  let rest = "";
  let at = 0;
  let ofBlock: number[] = [];
  tree.iterate({
    enter: (ref) => {
      const { name, from } = ref;
      if (textBlocks.test(name)) {
        rest = "";
        at = from;
        ofBlock = [];
      } else if (name === "Link" || name === "Image") {
        const parts = linkParts(ref.node, source);
        if (!parts) return;
        // kramdown knows them without escapes.
        if (parts.url || parts.paren || labels.has(parts.name) || labels.has(withoutEscapes(parts.name))) {
          if (from < at) return;
          rest += source.slice(at, from);
          at = ref.to;
          return;
        }
        const { start, end } = parts.label;
        // The second brackets may contain a link or tags.
        (source[end + 1] === "[" ? found : ofBlock).push(start - 1, end);
      }
    },
    leave: ({ name, to }) => {
      if (!textBlocks.test(name) || ofBlock.length === 0) return;
      rest += source.slice(at, to);
      const open = rest.indexOf("[");
      if (open !== -1 && Math.max(rest.lastIndexOf("]("), rest.lastIndexOf("][")) > open) append(found, ofBlock);
      ofBlock = [];
    },
  });
  return found.sort((a, b) => a - b);
}

/** The parts of a link or image. */
export interface LinkParts {
  /** The range of the content of the first brackets. */
  readonly label: Range;
  readonly url: SyntaxNode | undefined;
  /** The opening parenthesis, if there is one: `[a]()` has no URL. */
  readonly paren: SyntaxNode | undefined;
  /** The reference label, used if there is neither URL nor parenthesis: of `[label][name]`, `[name][]` or `[name]`. */
  readonly name: string;
}

export function linkParts(node: SyntaxNode, source: string): LinkParts | undefined {
  const open = node.firstChild;
  let close: SyntaxNode | undefined;
  let paren: SyntaxNode | undefined;
  let url: SyntaxNode | undefined;
  let stated = "";
  for (let child = open?.nextSibling; child; child = child.nextSibling) {
    if (!close) {
      if (child.name === "LinkMark" && source[child.from] === "]") close = child;
    } else if (child.name === "URL") url = child;
    else if (child.name === "LinkLabel") stated = source.slice(child.from + 1, child.to - 1);
    else if (child.name === "LinkMark") paren ??= child;
  }
  if (!open || !close) return undefined;
  const label = { start: open.to, end: close.from };
  return { label, url, paren, name: normalLabel(stated || source.slice(label.start, label.end)) };
}

/** The label that a `LinkReference` node defines. */
export function definedName(node: SyntaxNode, source: string): string | undefined {
  const label = node.getChild("LinkLabel");
  return label ? normalLabel(source.slice(label.from + 1, label.to - 1)) : undefined;
}
