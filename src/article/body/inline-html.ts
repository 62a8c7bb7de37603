/**
 * HTML as marked 0.3 reads it (hexo-renderer-marked before version 1): a block goes on to an end tag before a blank line, and
 * what is in it is inline Markdown. https://github.com/markedjs/marked/blob/v0.3.19/lib/marked.js (`block.html`)
 */
import type { BlockContext, Element, Line, MarkdownConfig } from "@lezer/markdown";
import { firstIndex } from "../../platform/binary-search.js";
import type { Range } from "../types.js";
import { type Source, sourceOf } from "./indented-blocks.js";
import type { BlockParser, InnerLine } from "./parser-internals.js";

const lessThan = 60;

/** Elements that begin no block. */
const inlineNames = new Set(
  "a em strong small s cite q dfn abbr data time code var samp kbd sub sup i b u mark ruby rt rp bdi bdo span br wbr ins del img".split(
    " ",
  ),
);

/** Elements whose content is not Markdown. */
const plainNames = new Set(["pre", "script", "style"]);

const tagName = /^<(\w+)(?![\w:]|[^\w\s@]*@)/;
const tag = /<\w+(?:"[^"]*"|'[^']*'|\s[^'"/>\s]*)*\/?>/y;
/** The maximum length of a tag of a block without an end tag. The text of many that have no `>` would be read as often. */
const longestTag = 2_000;
/** A blank line or the end. */
const endOfBlock = /[^\S\n]*(?:\n[^\S\n]*(?:\n|$)|$)/y;

const matchesAt = (pattern: RegExp, text: string, at: number): boolean => {
  pattern.lastIndex = at;
  return pattern.test(text);
};

const nameAt = (line: Line): string | undefined => {
  const [, name] = line.next === lessThan ? (tagName.exec(line.text.slice(line.pos)) ?? []) : [];
  return name === undefined || inlineNames.has(name) ? undefined : name;
};

/** What is known of a source: its code, and where the end tags of elements are. */
const known = new WeakMap<Source, { readonly code: readonly Range[]; readonly ends: Map<string, readonly number[]> }>();

const fence = /^(?:[ \t]*>){0,3}[ \t]*(`{3,}|~{3,})([^\n]*)$/gm;

/** The code that Hexo takes out before: https://github.com/hexojs/hexo/blob/master/lib/plugins/filter/before_post_render/backtick_code_block.ts */
function fencesIn(text: string): Range[] {
  const ranges: Range[] = [];
  let open: { readonly mark: string; readonly start: number } | undefined;
  for (const { 0: line, 1: mark = "", 2: info = "", index } of text.matchAll(fence)) {
    const end = index + line.length;
    if (!open) {
      if (!/`\s*$/.test(info)) open = { mark, start: index };
    } else if (mark === open.mark && info.trim() === "") {
      ranges.push({ start: open.start, end });
      open = undefined;
    }
  }
  return ranges;
}

/** The end tags before a blank line, by where they end. */
function endsOf(source: Source, name: string): readonly number[] {
  const text = source.read(0, source.length);
  const { code, ends } = known.get(source) ?? { code: fencesIn(text), ends: new Map<string, readonly number[]>() };
  known.set(source, { code, ends });
  const before = ends.get(name);
  if (before) return before;
  const endTag = `</${name}>`;
  let next = 0;
  const found: number[] = [];
  for (let at = text.indexOf(endTag); at !== -1; at = text.indexOf(endTag, at + endTag.length)) {
    while ((code[next]?.end ?? at + 1) <= at) next++;
    if (at >= (code[next]?.start ?? at + 1)) continue;
    if (matchesAt(endOfBlock, text, at + endTag.length)) found.push(at + endTag.length);
  }
  ends.set(name, found);
  return found;
}

/** The offset at which the block ends that begins here. */
function endOf(source: Source, from: number, name: string): number | undefined {
  const first = from + name.length + 2 + `</${name}>`.length;
  const ends = endsOf(source, name);
  const closed = ends[firstIndex(ends.length, (at) => (ends[at] as number) >= first)];
  if (closed !== undefined) return closed;
  const text = source.read(0, source.length);
  if (!matchesAt(tag, text.slice(from, from + longestTag), 0)) return undefined;
  const end = from + tag.lastIndex;
  return matchesAt(endOfBlock, text, end) ? end : undefined;
}

/** @param comment reads a block that does not begin with a tag. */
export function inlineHtml(comment: BlockParser): MarkdownConfig {
  const parse = (cx: BlockContext, line: Line): boolean | null => {
    if (line.next !== lessThan) return false;
    if (!/^<\w/.test(line.text.slice(line.pos))) return comment(cx, line);
    const name = nameAt(line);
    const source = sourceOf(cx);
    const from = cx.lineStart + line.pos;
    const to = name === undefined ? undefined : endOf(source, from, name);
    if (name === undefined || to === undefined) return false;
    const marks: Element[] = [];
    while (cx.lineStart + line.text.length < to && cx.nextLine()) {
      if ((line as InnerLine).depth < cx.depth) break;
      marks.push(...line.markers);
    }
    const isWhole = cx.lineStart + line.text.length >= to && (line as InnerLine).depth >= cx.depth;
    const end = isWhole ? to : cx.prevLineEnd();
    if (isWhole) cx.nextLine();
    // The marks of a quote are no Markdown of the block.
    const isPlain = plainNames.has(name) || marks.length > 0;
    cx.addElement(
      isPlain
        ? cx.elt("HTMLBlock", from, end, marks)
        : cx.elt("InlineBlock", from, end, cx.parser.parseInline(source.read(from, end), from)),
    );
    return true;
  };
  return {
    defineNodes: [{ name: "InlineBlock", block: true }],
    parseBlock: [{ name: "HTMLBlock", parse, endLeaf: (_cx, line) => nameAt(line) !== undefined }],
  };
}
