/**
 * Markdown's tree as CommonMark 0.31.2 and GitHub's extensions define it: @lezer/markdown, and what it (1.8.1) has
 * otherwise. Its blocks of HTML do not begin with `<br/>` alone on a line nor with an attribute like `xlink:href`, do
 * not end at the blank line of a quote, and know the tags of CommonMark 0.30. It takes every text in brackets for a
 * link, so that what stands around or behind one that nothing defines is none; and no code begins behind an escaped
 * backtick.
 */
import {
  type BlockContext,
  parser as commonmark,
  type Element,
  GFM,
  type InlineContext,
  type Line,
} from "@lezer/markdown";
import type { Range } from "../types.js";
import { blockTagStart } from "./html-blocks.js";

/** Beside what is declared of it: how many of the blocks around have gone on with this line. */
interface InnerLine extends Line {
  readonly depth: number;
}

const attribute = /[ \t]+[a-z_:][\w.:-]*(?:[ \t]*=[ \t]*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?/;

/** What begins each kind of block, and what a line with its end has; the last two end before a blank line. */
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

const lessThan = 60;

function kindOf(line: Line): number {
  if (line.next !== lessThan) return -1;
  const rest = line.text.slice(line.pos);
  return kinds.findIndex(([start]) => start.test(rest));
}

function htmlBlock(cx: BlockContext, line: Line): boolean {
  const [, end, node] = kinds[kindOf(line)] ?? [];
  if (!node) return false;
  const from = cx.lineStart + line.pos;
  const marks: Element[] = [];
  const isLast = () => (end ? end.test(line.text.slice(line.pos)) : line.next === -1);
  let endsHere = isLast();
  while (!endsHere && cx.nextLine()) {
    if ((line as InnerLine).depth < cx.depth) break;
    endsHere = isLast();
    if (!endsHere || end) marks.push(...line.markers);
  }
  if (endsHere && end) cx.nextLine();
  cx.addElement(cx.elt(node, from, cx.prevLineEnd(), marks));
  return true;
}

const backtick = 96;

/** Of a text in which a run of backticks has no end: where the last run of each length begins. */
const lastRuns = new WeakMap<InlineContext, ReadonlyMap<number, number>>();

function lastRunsFrom(cx: InlineContext, from: number): ReadonlyMap<number, number> {
  const runs = new Map<number, number>();
  for (const { 0: run, index } of cx.slice(from, cx.end).matchAll(/`+/g)) runs.set(run.length, from + index);
  return runs;
}

/** A run of backticks that no run of its length follows is text, and as many of them as an escape leaves are a run. */
function inlineCode(cx: InlineContext, next: number, start: number): number {
  if (next !== backtick) return -1;
  const endOfRun = (from: number): number => {
    let end = from;
    while (cx.char(end) === backtick) end++;
    return end;
  };
  const end = endOfRun(start);
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

const parser = commonmark.configure([
  GFM,
  {
    parseBlock: [
      {
        name: "HTMLBlock",
        parse: htmlBlock,
        // What else begins a block within a paragraph is known to the parser.
        endLeaf: (_cx, line) =>
          line.next === lessThan && /^<\/?search(?:[ \t]|\/?>|$)/i.test(line.text.slice(line.pos)),
      },
    ],
    parseInline: [{ name: "InlineCode", parse: inlineCode }],
  },
]);

export type MarkdownTree = ReturnType<typeof parser.parse>;
export type SyntaxNode = MarkdownTree["topNode"];
export type SyntaxNodeRef = Parameters<Parameters<MarkdownTree["iterate"]>[0]["enter"]>[0];

export interface ParsedMarkdown {
  readonly tree: MarkdownTree;
  /** What the tree is of: of the length of what was given. */
  readonly source: string;
}

/** As many layers of brackets within brackets are looked through, each with a parse; texts have one or two. */
const mostLayers = 3;

/** Of lines that end at LF. Throws `RangeError` where the source nests so deep that the parser runs out of stack. */
export function parseMarkdown(source: string): ParsedMarkdown {
  let parsed = { tree: parser.parse(source), source };
  // Brackets behind or within others.
  if (!/\]\[|\[[^[\]]*\[/.test(source)) return parsed;
  const labels = new Set<string>();
  parsed.tree.iterate({
    enter: (ref) => {
      const defined = ref.name === "LinkReference" && definedName(ref.node, source);
      if (defined) labels.add(defined);
    },
  });
  for (let layer = 0; layer < mostLayers; layer++) {
    const brackets = bracketsOfNothing(parsed, labels);
    if (brackets.length === 0) break;
    let hidden = "";
    let at = 0;
    for (const bracket of brackets) {
      // Punctuation too, so that emphasis begins and ends where it did.
      hidden += parsed.source.slice(at, bracket) + (parsed.source[bracket] === "[" ? "［" : "］");
      at = bracket + 1;
    }
    hidden += parsed.source.slice(at);
    parsed = { tree: parser.parse(hidden), source: hidden };
  }
  return parsed;
}

/** Blocks that hold text with tags in it. */
export const textBlocks = /^(?:Paragraph|Task|TableCell|(?:ATX|Setext)Heading\d)$/;

/** "1" to "6", by the name of a heading's node. */
export const headingLevel = (name: string): string | undefined => /^(?:ATX|Setext)Heading(\d)$/.exec(name)?.[1];

/** Where the brackets are, in order, that nothing defines and that keep others from being links. */
function bracketsOfNothing({ tree, source }: ParsedMarkdown, labels: ReadonlySet<string>): number[] {
  const found: number[] = [];
  /** Of the block: its text without its links, and the brackets of nothing. */
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
        if (parts.url || parts.paren || labels.has(parts.name)) {
          if (from < at) return;
          rest += source.slice(at, from);
          at = ref.to;
          return;
        }
        const { start, end } = parts.label;
        // What stands in the second brackets may be a link, and tags.
        (source[end + 1] === "[" ? found : ofBlock).push(start - 1, end);
      }
    },
    leave: ({ name, to }) => {
      if (!textBlocks.test(name) || ofBlock.length === 0) return;
      rest += source.slice(at, to);
      const open = rest.indexOf("[");
      if (open !== -1 && Math.max(rest.lastIndexOf("]("), rest.lastIndexOf("][")) > open) found.push(...ofBlock);
      ofBlock = [];
    },
  });
  return found.sort((a, b) => a - b);
}

/** What a link or picture is made of. */
export interface LinkParts {
  /** Where what stands in its first brackets begins and ends. */
  readonly label: Range;
  readonly url: SyntaxNode | undefined;
  /** The parenthesis that opens, where there is one: `[a]()` has no URL. */
  readonly paren: SyntaxNode | undefined;
  /** By which name it is defined elsewhere if it has neither: that of `[label][name]`, `[name][]` or `[name]`. */
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

/** The name that a definition gives, by `LinkReference`. */
export function definedName(node: SyntaxNode, source: string): string | undefined {
  const label = node.getChild("LinkLabel");
  return label ? normalLabel(source.slice(label.from + 1, label.to - 1)) : undefined;
}

/** Two labels match if they are equal but for case and white space (CommonMark 0.31.2, section 4.7). */
const normalLabel = (label: string): string => label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase();
