/**
 * HTML as kramdown and Python-Markdown read it: an element that begins a block goes on to its end tag, and Markdown goes on
 * after it on the same line. Also their attribute lists, and the extensions of kramdown.
 */
import type { BlockContext, Element, InlineContext, Line, MarkdownConfig } from "@lezer/markdown";
import type { Dialect } from "../types.js";

import { readMark } from "./containers.js";
import { ElementReader, type Piece, type Program, rulesOf, tagAt } from "./element-reader.js";
import { lastBlock, type Source, sourceOf } from "./indented-blocks.js";
import { type BlockParser, endsElement, type InnerLine } from "./parser-internals.js";

const lessThan = 60;
const brace = 123;

/** @param commonMark reads HTML that may be closed by what a template tag inserts. */
export function wholeElements(
  program: Program,
  { attributeLists, markdownAttribute, centerIsText }: Dialect,
  commonMark: BlockParser,
): MarkdownConfig {
  const rules = rulesOf(program, centerIsText);
  const readers = new WeakMap<Source, ElementReader>();
  const readerOf = (cx: BlockContext): ElementReader => {
    const source = sourceOf(cx);
    const known = readers.get(source);
    if (known) return known;
    const reader = new ElementReader(source.read(0, source.length), rules, markdownAttribute !== false);
    readers.set(source, reader);
    return reader;
  };
  /** Python-Markdown reads HTML before it reads other blocks: what is indented for them is not at the start of a line. */
  const isAtStart = (line: Line) =>
    program === "kramdown" || (line.pos < 4 && line.text.slice(0, line.pos).trim() === "");
  const beginsBlock = (cx: BlockContext, line: Line): boolean => {
    if (line.next !== lessThan || !isAtStart(line)) return false;
    const source = sourceOf(cx);
    const from = cx.lineStart + line.pos;
    const tag = tagAt(source.read(from, source.length), 0, rules);
    if (!tag) return false;
    return tag.isEnd ? readerOf(cx).isOpen(tag.name) : rules.beginsBlock(tag.name);
  };
  const parse: BlockParser = (cx, line) => {
    if (line.next !== lessThan) return false;
    const reader = readerOf(cx);
    if (line.text.startsWith("<!--", line.pos)) return parseUpTo(cx, line, "CommentBlock", "-->", reader);
    reader.leave(cx.depth);
    if (reader.isUnclosed) return commonMark(cx, line);
    if (!beginsBlock(cx, line)) return false;
    const { pieces, end, isClosed } = reader.read(cx.lineStart + line.pos, cx.depth);
    if (!isClosed) {
      // A template tag may insert the end tag anywhere.
      const rest = sourceOf(cx).read(cx.lineStart + line.pos, sourceOf(cx).length);
      reader.isUnclosed = /[\ue000-\uf8ff]/.test(rest);
      reader.leave(-1);
      if (reader.isUnclosed) return commonMark(cx, line);
    }
    return addPieces(cx, line, pieces, end, () => reader.leave(cx.depth - 1));
  };
  return {
    defineNodes: [{ name: "HiddenBlock", block: true }],
    parseBlock: [
      { name: "HTMLBlock", parse, endLeaf: beginsBlock },
      ...(attributeLists !== false
        ? [
            {
              name: "AttributeList",
              parse: (cx: BlockContext, line: Line) => parseAttributes(cx, line, program),
              before: "LinkReference",
              endLeaf: (cx: BlockContext, line: Line) => isAttributes(cx, line, program),
            },
          ]
        : []),
      ...(program === "kramdown"
        ? [
            {
              name: "HiddenBlock",
              parse: (cx: BlockContext, line: Line) => parseExtension(cx, line, readerOf(cx)),
              before: "LinkReference",
            },
          ]
        : []),
    ],
    parseInline:
      attributeLists !== false
        ? [
            {
              name: "AttributeList",
              parse: (cx, next, start) => parseInlineAttributes(cx, next, start, program),
              after: "Emphasis",
            },
          ]
        : [],
  };
}

/** Adds what was read, and goes on after it. */
function addPieces(
  cx: BlockContext,
  line: Line,
  pieces: readonly Piece[],
  end: number,
  onEndOfContainer: () => void,
): boolean | null {
  const source = sourceOf(cx);
  const marks: Element[] = [];
  let to = end;
  while (cx.lineStart + line.text.length < to) {
    if (!cx.nextLine()) to = cx.prevLineEnd();
    else if ((line as InnerLine).depth < cx.depth) {
      onEndOfContainer();
      to = cx.prevLineEnd();
    } else marks.push(...line.markers);
    if (to < end) break;
  }
  for (const piece of pieces) {
    const pieceEnd = Math.min(piece.to, to);
    if (pieceEnd <= piece.from) continue;
    const inner =
      piece.node === "Paragraph"
        ? cx.parser.parseInline(source.read(piece.from, pieceEnd), piece.from)
        : marks.filter((mark) => mark.from >= piece.from && mark.to <= pieceEnd);
    cx.addElement(cx.elt(piece.node, piece.from, pieceEnd, inner));
  }
  return to < end || goOnAt(cx, line, end);
}

/** What comes after a block on its last line. */
function goOnAt(cx: BlockContext, line: Line, end: number): true | null {
  const at = end - cx.lineStart;
  if (line.text.slice(at).trim() === "") {
    cx.nextLine();
    return true;
  }
  line.moveBase(at);
  return null;
}

/** A block that goes on up to a text. */
function parseUpTo(cx: BlockContext, line: Line, node: string, close: string, reader: ElementReader): boolean | null {
  const from = cx.lineStart + line.pos;
  const at = reader.find(close, from);
  if (at === undefined) return false;
  const end = at + close.length;
  while (cx.lineStart + line.text.length < end) {
    if (cx.nextLine() && (line as InnerLine).depth >= cx.depth) continue;
    cx.addElement(cx.elt(node, from, cx.prevLineEnd()));
    return true;
  }
  cx.addElement(cx.elt(node, from, end));
  return goOnAt(cx, line, end);
}

/** kramdown needs the colon. */
const attributes: Readonly<Record<Program, RegExp>> = {
  kramdown: /^\{:[^:/{}\n][^{}\n]*\}[ \t]*$/,
  "python-markdown": /^\{:?[ ]*[^}\n ][^}\n]*\}[ \t]*$/,
};

/** In Python-Markdown, it is the last line of a paragraph. */
const isAttributes = (cx: BlockContext, line: Line, program: Program): boolean =>
  line.next === brace &&
  attributes[program].test(line.text.slice(line.pos)) &&
  (program === "kramdown" || !/\S/.test(cx.peekLine()));

function parseAttributes(cx: BlockContext, line: Line, program: Program): boolean {
  if (!isAttributes(cx, line, program) || (program === "python-markdown" && !isAfterText(cx))) return false;
  return readMark(cx, line);
}

const endsInText = /^(?:Paragraph|Blockquote|BulletList|OrderedList|DefinitionDescription)$/;

/** Whether the line before is the end of a paragraph, or of a container with one at its end. */
function isAfterText(cx: BlockContext): boolean {
  const last = lastBlock(cx);
  return (
    last !== undefined && endsInText.test(last.name) && !/\n[> \t]*\n/.test(sourceOf(cx).read(last.end, cx.lineStart))
  );
}

function parseInlineAttributes(cx: InlineContext, next: number, start: number, program: Program): number {
  if (next !== brace) return -1;
  if (!endsElement(cx, start) || (program === "kramdown" && cx.char(start + 1) !== 58)) return -1;
  const [list] = /^\{:?[ ]*(?:[.#][\w-]|[\w-]+=|:[\w-])[^{}\n]{0,500}\}/.exec(cx.slice(start, cx.end)) ?? [];
  return list === undefined ? -1 : cx.addElement(cx.elt("ContainerMark", start, start + list.length));
}

/** `{::comment}` and `{::nomarkdown}` with their content, https://kramdown.gettalong.org/syntax.html#extensions. */
function parseExtension(cx: BlockContext, line: Line, reader: ElementReader): boolean | null {
  if (line.next !== brace) return false;
  const [, name] = /^\{::(comment|nomarkdown)(?: [^{}\n]*[^/{}\n])?\}/.exec(line.text.slice(line.pos)) ?? [];
  if (name === undefined) return false;
  const from = cx.lineStart + line.pos;
  const close = ["{:/}", `{:/${name}}`].sort(
    (a, b) => (reader.find(a, from) ?? Number.POSITIVE_INFINITY) - (reader.find(b, from) ?? Number.POSITIVE_INFINITY),
  )[0] as string;
  return parseUpTo(cx, line, name === "comment" ? "HiddenBlock" : "HTMLBlock", close, reader);
}
