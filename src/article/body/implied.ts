/**
 * The tags that Markdown makes around what stands in it. They are written nowhere, and still decide what becomes of the
 * tags that are: a paragraph ends what was opened in it, a link within `<a>` ends that.
 */
import { linkParts, type MarkdownTree, type SyntaxNode } from "./commonmark.js";

export interface ImpliedTag {
  /** Before what stands here. */
  readonly at: number;
  readonly tag: string;
  readonly isEnd: boolean;
}

/** By the name of a node. Code within a line, pictures and line breaks open and close nothing. */
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
  // `<pre>` and `<hr>` do to what is open what any block does.
  ["FencedCode", "div"],
  ["CodeBlock", "div"],
  ["HorizontalRule", "div"],
]);

/** In order; `isLink` says of a `Link` whether it has a destination. */
export function impliedTags(tree: MarkdownTree, source: string, isLink: (node: SyntaxNode) => boolean): ImpliedTag[] {
  const tags: ImpliedTag[] = [];
  const open = (tag: string, at: number) => void tags.push({ at, tag, isEnd: false });
  const close = (tag: string, at: number) => void tags.push({ at, tag, isEnd: true });
  const looseness: boolean[] = [];
  const links = new Set<number>();
  tree.iterate({
    enter: ({ name, from, to, node }) => {
      const heading = headingTag(name);
      if (heading) open(heading, from);
      else if (name === "Table") {
        table(node, open, close);
        return false;
      } else if (name === "Image" || name === "Comment") return false;
      else if (name === "Autolink") {
        open("a", from);
        close("a", to);
        return false;
      } else if (name === "Link") {
        if (!isLink(node)) return true;
        links.add(from);
        open("a", from);
      } else {
        if (name === "BulletList" || name === "OrderedList") looseness.push(isLoose(node, source));
        const tag = elements.get(name);
        if (tag && !isTight(node, looseness)) open(tag, from);
      }
      return true;
    },
    leave: ({ name, from, node }) => {
      const tag = headingTag(name) ?? (name === "Link" && links.has(from) ? "a" : elements.get(name));
      if (tag && !isTight(node, looseness)) close(tag, endOfContent(node, source));
      if (name === "BulletList" || name === "OrderedList") looseness.pop();
    },
  });
  return tags;
}

/** Before the sign that ends it, and blanks; the CR of a CRLF stands there as one. */
function endOfContent(node: SyntaxNode, source: string): number {
  const { from, name, lastChild } = node;
  if (name === "Link") return linkParts(node, source)?.label.end ?? node.to;
  if (lastChild && /^(?:Emphasis|Strikethrough)Mark$/.test(lastChild.name)) return lastChild.from;
  let end = node.to;
  if (lastChild && lastChild.from > from && lastChild.name === "HeaderMark") end = lastChild.from;
  while (end > from && " \n".includes(source[end - 1] as string)) end--;
  return end;
}

const headingTag = (name: string): string | undefined => {
  const level = /^(?:ATX|Setext)Heading(\d)$/.exec(name)?.[1];
  return level && `h${level}`;
};

/** A paragraph of a list whose items no blank line parts is none. */
const isTight = ({ name, parent }: SyntaxNode, looseness: readonly boolean[]): boolean =>
  name === "Task" || (name === "Paragraph" && parent?.name === "ListItem") ? !looseness.at(-1) : false;

/** Whether a blank line stands between its items, or between two blocks of one (CommonMark 0.31.2, section 5.3). */
function isLoose(list: SyntaxNode, source: string): boolean {
  let end: number | undefined;
  for (let item = list.firstChild; item; item = item.nextSibling)
    for (let block = item.firstChild; block; block = block.nextSibling) {
      if (end !== undefined && /\n[ \t>]*\n/.test(source.slice(end, block.from))) return true;
      if (block.name !== "ListMark" && block.name !== "QuoteMark") end = block.to;
    }
  return false;
}

/** All that stands in it stands in a cell: signs in the one behind them, and the last of a row in one of their own. */
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
