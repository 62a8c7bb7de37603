/**
 * The tags that Markdown generates around its content. They do not appear in the source, but affect tags that do: a
 * paragraph closes the elements opened in it, and a link within `<a>` closes that element.
 */
import { html, Token } from "parse5";
import type { Range } from "../types.js";
import { headingLevel, linkParts, type MarkdownTree, type SyntaxNode, type SyntaxNodeRef } from "./commonmark.js";

export interface ImpliedTag {
  /** The offset before which the tag is inserted. */
  readonly at: number;
  readonly tag: string;
  readonly isEnd: boolean;
}

/** By node name. Inline code, images and line breaks neither open nor close anything. */
const elements = new Map([
  ["Paragraph", "p"],
  ["Task", "p"],
  ["Blockquote", "blockquote"],
  ["BulletList", "ul"],
  ["OrderedList", "ol"],
  ["ListItem", "li"],
  ["Emphasis", "em"],
  ["StrongEmphasis", "strong"],
  ["Strikethrough", "del"],
  // `<pre>`, `<hr>` and a table without tags affect open elements like any other block.
  ["FencedCode", "div"],
  ["CodeBlock", "div"],
  ["HorizontalRule", "div"],
  ["Table", "div"],
]);

/**
 * The generated tags, in order. `html` lists the ranges of written tags. A block without written tags is represented as
 * one element, except that links are included if there is an `<a>` that they could close. `isLink` returns whether a
 * `Link` node has a destination.
 *
 * @param isWhole also the tags within blocks without written tags.
 */
export function impliedTags(
  tree: MarkdownTree,
  source: string,
  html: readonly Range[],
  isLink: (node: SyntaxNode) => boolean,
  isWhole = false,
): ImpliedTag[] {
  const tags: ImpliedTag[] = [];
  const open = (tag: string, at: number) => void tags.push({ at, tag, isEnd: false });
  const close = (tag: string, at: number) => void tags.push({ at, tag, isEnd: true });
  const looseness: boolean[] = [];
  const links = new Set<number>();
  const hasAnchor = html.some(({ start, end }) => /<a[\s>]/i.test(source.slice(start, end)));
  let hasTable = false;
  let next = 0;
  // `ref.node` creates a new object each time.
  const tagOf = (ref: SyntaxNodeRef): string | undefined => {
    const { name } = ref;
    if ((name === "Paragraph" || name === "Task") && looseness.length > 0 && isTight(ref.node, looseness))
      return undefined;
    return elements.get(name) ?? headingTag(name);
  };
  tree.iterate({
    enter: (ref) => {
      const { name, from, to } = ref;
      while ((html[next]?.end ?? Number.POSITIVE_INFINITY) <= from) next++;
      // Read as HTML.
      if (name === "CodeBlock" && html[next]?.start === from) return false;
      if (!isWhole && (html[next]?.start ?? Number.POSITIVE_INFINITY) >= to) {
        const isAnchor = name === "Autolink" || (name === "Link" && isLink(ref.node));
        if (isAnchor || name === "Image" || !hasAnchor) {
          const tag = isAnchor ? "a" : tagOf(ref);
          if (tag) {
            open(tag, from);
            close(tag, to);
          }
          return false;
        }
      }
      if (name === "Table") {
        table(ref.node, open, close);
        hasTable = true;
        return true;
      }
      if (name === "Link") {
        if (!isLink(ref.node)) return true;
        links.add(from);
        open("a", from);
        return true;
      }
      if (lists.has(name)) looseness.push(isLoose(ref.node, source));
      const tag = tagOf(ref);
      if (tag) open(tag, from);
      return true;
    },
    leave: (ref) => {
      const { name, from } = ref;
      if (name === "Table") return;
      const tag = name === "Link" ? (links.has(from) ? "a" : undefined) : tagOf(ref);
      if (tag) close(tag, endOfContent(ref, source));
      if (lists.has(name)) looseness.pop();
    },
  });
  // The tags of a table were added before those of its cells' content.
  return hasTable ? tags.sort((a, b) => a.at - b.at) : tags;
}

/** The offset before a closing delimiter and spaces. The source shows the CR of a CRLF as a space. */
function endOfContent(ref: SyntaxNodeRef, source: string): number {
  const { from, name, to } = ref;
  if (name === "Link") return linkParts(ref.node, source)?.label.end ?? to;
  if (signs.has(name)) return ref.node.lastChild?.from ?? to;
  let end = to;
  if (headingTag(name)) {
    const { lastChild } = ref.node;
    if (lastChild && lastChild.from > from && lastChild.name === "HeaderMark") end = lastChild.from;
  }
  while (end > from && " \n".includes(source[end - 1] as string)) end--;
  return end;
}

const lists = new Set(["BulletList", "OrderedList"]);

/** Nodes that begin and end with a delimiter. */
const signs = new Set(["Emphasis", "StrongEmphasis", "Strikethrough"]);

const headingTag = (name: string): string | undefined => {
  const level = headingLevel(name);
  return level && `h${level}`;
};

/** Whether a paragraph or task belongs to a tight list, where it does not become a `<p>`. */
const isTight = ({ name, parent }: SyntaxNode, looseness: readonly boolean[]): boolean =>
  (name === "Task" || parent?.name === "ListItem") && !looseness.at(-1);

/** Whether a blank line separates the items of the list, or two blocks of one item (CommonMark 0.31.2, section 5.3). */
function isLoose(list: SyntaxNode, source: string): boolean {
  let end: number | undefined;
  for (let item = list.firstChild; item; item = item.nextSibling)
    for (let block = item.firstChild; block; block = block.nextSibling) {
      if (end !== undefined && /\n[ \t>]*\n/.test(source.slice(end, block.from))) return true;
      if (block.name !== "ListMark" && block.name !== "QuoteMark") end = block.to;
    }
  return false;
}

/**
 * Everything in a table is placed in a cell: a delimiter in the next cell, and the last one of a row in an additional
 * cell.
 */
function table(
  node: SyntaxNode,
  open: (tag: string, at: number) => void,
  close: (tag: string, at: number) => void,
): void {
  const rows = node.getChildren("TableHeader").concat(node.getChildren("TableRow"));
  open("table", node.from);
  rows.forEach((row, index) => {
    const rowEnd = rows[index + 1]?.from ?? node.to;
    const cells = row.getChildren("TableCell");
    let at = index === 0 ? node.from : row.from;
    open("tr", at);
    for (const end of [...cells.map(({ to }) => to), rowEnd]) {
      open("td", at);
      close("td", end);
      at = end;
    }
    close("tr", rowEnd);
  });
  close("table", node.to);
}

/** A tag that is not in the text. */
export function tokenOf({ at, tag: tagName, isEnd }: ImpliedTag, attrs: Token.TagToken["attrs"]): Token.TagToken {
  const location = { startLine: 0, startCol: 0, startOffset: at, endLine: 0, endCol: 0, endOffset: at };
  const type = isEnd ? Token.TokenType.END_TAG : Token.TokenType.START_TAG;
  return { type, tagName, tagID: html.getTagID(tagName), selfClosing: false, ackSelfClosing: false, attrs, location };
}
