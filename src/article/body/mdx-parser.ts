/**
 * MDX 3 as an extension of the Markdown parser: JSX, expressions, imports and exports instead of HTML, autolinks and
 * indented code. JavaScript's own parser decides where they end, as in the compiler.
 */
import type { BlockContext, InlineContext, LeafBlock, LeafBlockParser, Line, MarkdownConfig } from "@lezer/markdown";
import { containerMark, isContainerMark, readMark } from "./containers.js";
import { BlockText, type InnerContext } from "./mdx-block-text.js";
import { OpenBrackets, readExpression, readStatements } from "./mdx-expression.js";
import { type GrowingText, isFailure } from "./mdx-problems.js";
import { current, type Flow, maxMdxFailedCharacters, mdxNodes } from "./mdx-session.js";
import { type MdxTag, readTag } from "./mdx-tag.js";
import type { InnerLine } from "./parser-internals.js";

const lessThan = 60;
const brace = 123;

/** The tags and expressions that fill whole lines from this one on. `undefined` if this line is something else. */
function flowAt(cx: BlockContext, line: Line): Flow | undefined {
  if ((line.next !== lessThan && line.next !== brace) || current().isFull) return undefined;
  const start = cx.lineStart + line.pos;
  if (current().flows.has(start)) return current().flows.get(start);
  const flow = readFlow(cx, line);
  current().flows.set(start, flow);
  return flow;
}

function readFlow(cx: BlockContext, line: Line): Flow | undefined {
  const base = cx.lineStart;
  const source = new BlockText(cx, line);
  const pieces: { node: string; start: number; end: number }[] = [];
  const tags: MdxTag[] = [];
  let at = line.pos;
  for (;;) {
    const char = source.text[at];
    if (char === undefined || char === "\n") break;
    if (char !== "<" && char !== "{") return undefined;
    // The compiler continues with a tag only: `{a}{b}` is a paragraph.
    if (char === "{" && pieces.at(-1)?.node === mdxNodes.expression) return undefined;
    const comment = char === "<" && htmlCommentEnd(source, at);
    if (comment) {
      pieces.push({ node: "CommentBlock", start: base + at, end: base + comment });
      at = comment;
    } else {
      const read = char === "<" ? readTag(source, at) : readExpression(source, at, "content");
      if (!read) return undefined;
      if (isFailure(read)) {
        current().addFailure(base + at, read, base, source.text.length - at);
        return undefined;
      }
      const isTag = "name" in read;
      if (isTag) tags.push(read as MdxTag);
      pieces.push({ node: isTag ? mdxNodes.tag : mdxNodes.expression, start: base + at, end: base + read.end });
      at = read.end;
    }
    while (source.text[at] === " " || source.text[at] === "\t") at++;
  }
  for (const tag of tags) current().addTag(tag, base);
  return { pieces, end: base + at };
}

function htmlCommentEnd(source: GrowingText, at: number): number | undefined {
  if (!current().options.htmlComments || !source.text.startsWith("<!--", at)) return undefined;
  for (;;) {
    const end = source.text.indexOf("-->", at + 4);
    if (end !== -1) return end + 3;
    if (!source.more()) return undefined;
  }
}

function parseFlow(cx: BlockContext, line: Line): boolean {
  const flow = flowAt(cx, line);
  if (!flow) return false;
  while (cx.lineStart + line.text.length < flow.end && cx.nextLine());
  cx.nextLine();
  for (const { node, start, end } of flow.pieces) cx.addElement(cx.elt(node, start, end));
  return true;
}

function parseModule(cx: BlockContext, line: Line): boolean {
  if (cx.depth > 1 || line.pos > 0 || !/^(?:import|export) /.test(line.text) || current().isFull) return false;
  const from = cx.lineStart;
  const { source } = current();
  const blockEnd = (after: number) => {
    const blank = /\n[ \t]*(?:\n|$)/g;
    blank.lastIndex = after;
    return blank.exec(source)?.index ?? source.length;
  };
  let to = blockEnd(from);
  let read = readStatements(source.slice(from, to), current().imported);
  if (isFailure(read) && read.isUnfinished) {
    // The last statement may go on after blank lines.
    const brackets = new OpenBrackets(source.slice(from));
    let cost = 0;
    for (let end = to; isFailure(read) && read.isUnfinished && end < source.length && cost < maxMdxFailedCharacters; ) {
      end = blockEnd(end + 1);
      if (end < source.length && brackets.areAt(end - from)) continue;
      cost += end - from;
      const whole = readStatements(source.slice(from, end), current().imported);
      if (isFailure(whole) && whole.isUnfinished && end === source.length) break;
      read = whole;
      to = end;
    }
  }
  if (isFailure(read)) current().addFailure(from, read, from, to - from);
  else current().imported.push(...read.imported);
  while (cx.lineStart + line.text.length < to && cx.nextLine());
  cx.nextLine();
  cx.addElement(cx.elt(mdxNodes.module, from, to));
  return true;
}

/** A fence may be indented by any number of spaces: MDX does not have indented code. */
function parseFence(cx: BlockContext, line: Line): boolean {
  const [fence = ""] = /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(line.text.slice(line.pos)) ?? [];
  if (fence === "") return false;
  const from = cx.lineStart + line.pos;
  const marks = [cx.elt("CodeMark", from, from + fence.length)];
  const info = line.text.slice(line.pos + fence.length).trim();
  const infoAt = from + fence.length + line.text.slice(line.pos + fence.length).indexOf(info);
  if (info !== "") marks.push(cx.elt("CodeInfo", infoAt, infoAt + info.length));
  const close = new RegExp(`^${fence[0]}{${fence.length},}[ \\t]*$`);
  while (cx.nextLine() && (line as InnerLine).depth >= cx.depth) {
    marks.push(...line.markers);
    if (close.test(line.text.slice(line.pos))) {
      marks.push(cx.elt("CodeMark", cx.lineStart + line.pos, cx.lineStart + line.text.trimEnd().length));
      cx.nextLine();
      break;
    }
    const start = cx.lineStart + Math.min(line.basePos, line.text.length);
    const end = cx.lineStart + line.text.length;
    if (start < end) marks.push(cx.elt("CodeText", start, end));
  }
  cx.addElement(cx.elt("FencedCode", from, cx.prevLineEnd(), marks));
  return true;
}

function parseContainerMark(cx: BlockContext, line: Line): boolean {
  return current().options.containers === true && isContainerMark(line) && readMark(cx, line);
}

/** Ends a paragraph before blocks with an indentation of four and more, which would be code in CommonMark. */
class IndentedEnd implements LeafBlockParser {
  nextLine(cx: BlockContext, line: Line, leaf: LeafBlock): boolean {
    if (line.indent < line.baseIndent + 4) return false;
    const inner = cx as InnerContext;
    if (!inner.parser.endLeafBlock.some((ends) => ends(cx, line, leaf))) return false;
    inner.finishLeaf(leaf);
    return true;
  }

  finish(): boolean {
    return false;
  }
}

/** The content of a paragraph, heading or cell. */
class InlineText implements GrowingText {
  constructor(readonly text: string) {}

  more(): boolean {
    return false;
  }
}

function parseInlineTag(cx: InlineContext, next: number, start: number): number {
  if (next !== lessThan || current().isFull) return -1;
  if (current().options.htmlComments) {
    const comment = /^<!--[\s\S]*?-->/.exec(cx.slice(start, cx.end));
    if (comment) return cx.addElement(cx.elt("Comment", start, start + comment[0].length));
  }
  const read = readTag(new InlineText(cx.text), start - cx.offset);
  if (!read) return -1;
  if (isFailure(read)) {
    current().addFailure(start, read, cx.offset, cx.end - start);
    return -1;
  }
  current().addTag(read, cx.offset);
  return cx.addElement(cx.elt(mdxNodes.tag, start, read.end + cx.offset));
}

function parseInlineExpression(cx: InlineContext, next: number, start: number): number {
  if (next !== brace || current().isFull) return -1;
  if (current().options.headingIds && /^\{#[^\s{}]+\}[ \t]*$/.test(cx.slice(start, cx.end))) return -1;
  const read = readExpression(new InlineText(cx.text), start - cx.offset, "content");
  if (isFailure(read)) {
    current().addFailure(start, read, cx.offset, cx.end - start);
    return -1;
  }
  return cx.addElement(cx.elt(mdxNodes.expression, start, read.end + cx.offset));
}

/** `$$`, TeX in the next lines, and `$$`. */
function parseMathBlock(cx: BlockContext, line: Line): boolean {
  if (!current().options.math || !/^\$\$[^$]*$/.test(line.text.slice(line.pos))) return false;
  const from = cx.lineStart + line.pos;
  const text = new BlockText(cx, line);
  let close = -1;
  do close = text.text.indexOf("$$", line.pos + 2);
  while (close === -1 && text.more());
  if (close === -1) return false;
  const to = cx.lineStart + close + 2;
  while (cx.lineStart + line.text.length < to && cx.nextLine());
  const end = cx.lineStart + line.text.length;
  cx.nextLine();
  cx.addElement(cx.elt(mdxNodes.math, from, end));
  return true;
}

/** `$…$` with TeX in between: `$5 and {a}, $6` is not a formula. */
function parseInlineMath(cx: InlineContext, next: number, start: number): number {
  if (next !== 36 || !current().options.math) return -1;
  const [formula] =
    /^(\${1,2})(?![\s$])[^$\\^_=]*[\\^_=][^$]*\1(?!\d)/.exec(cx.slice(start, Math.min(cx.end, start + 1000))) ?? [];
  return formula === undefined ? -1 : cx.addElement(cx.elt(mdxNodes.math, start, start + formula.length));
}

/** The extension. Only `MdxParse` may call a parser that has it. */
export const mdxSyntax: MarkdownConfig = {
  defineNodes: [
    { name: mdxNodes.tag, block: true },
    { name: mdxNodes.expression, block: true },
    { name: mdxNodes.module, block: true },
    { name: containerMark, block: true },
    { name: mdxNodes.math, block: true },
  ],
  remove: ["IndentedCode", "HTMLBlock", "HTMLTag"],
  parseBlock: [
    { name: "MDXModule", parse: parseModule, before: "LinkReference" },
    {
      name: "MDXFlow",
      parse: parseFlow,
      before: "LinkReference",
      endLeaf: (cx, line) => flowAt(cx, line) !== undefined,
    },
    {
      name: containerMark,
      parse: parseContainerMark,
      before: "LinkReference",
      endLeaf: (_cx, line) => current().options.containers === true && isContainerMark(line),
    },
    { name: "Math", parse: parseMathBlock, before: "LinkReference" },
    { name: "FencedCode", parse: parseFence },
    { name: "MDXIndented", leaf: () => new IndentedEnd(), before: "LinkReference" },
  ],
  parseInline: [
    { name: "JSXTag", parse: parseInlineTag, before: "Emphasis" },
    { name: "Math", parse: parseInlineMath, before: "Emphasis" },
    { name: "MDXExpression", parse: parseInlineExpression, before: "Emphasis" },
  ],
};
