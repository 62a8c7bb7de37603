/**
 * The tags that Markdown makes around what stands in it. They are written nowhere, and still decide what becomes of the
 * tags that are: a paragraph ends what was opened in it, a link within `<a>` ends that.
 */
import type { Range } from "../types.js";
import { headingLevel, linkParts, type MarkdownTree, type SyntaxNode, type SyntaxNodeRef } from "./commonmark.js";

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
  // `<pre>`, `<hr>` and a table without tags in it do to what is open what any block does.
  ["FencedCode", "div"],
  ["CodeBlock", "div"],
  ["HorizontalRule", "div"],
  ["Table", "div"],
]);

/**
 * In order. `html` is where tags are written: what has none in it is one element, whatever it is made of, but for links
 * where there is an `<a>` to end. `isLink` says of a `Link` whether it has a destination.
 */
export function impliedTags(
  tree: MarkdownTree,
  source: string,
  html: readonly Range[],
  isLink: (node: SyntaxNode) => boolean,
): ImpliedTag[] {
  const tags: ImpliedTag[] = [];
  const open = (tag: string, at: number) => void tags.push({ at, tag, isEnd: false });
  const close = (tag: string, at: number) => void tags.push({ at, tag, isEnd: true });
  const looseness: boolean[] = [];
  const links = new Set<number>();
  const hasAnchor = html.some(({ start, end }) => /<a[\s>]/i.test(source.slice(start, end)));
  let hasTable = false;
  let next = 0;
  // `ref.node` is made anew each time.
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
      if ((html[next]?.start ?? Number.POSITIVE_INFINITY) >= to) {
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
  // Those of a table were put before those of what stands in its cells.
  return hasTable ? tags.sort((a, b) => a.at - b.at) : tags;
}

/** Before the sign that ends it, and blanks; the CR of a CRLF stands there as one. */
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

/** Which begin and end with their signs. */
const signs = new Set(["Emphasis", "StrongEmphasis", "Strikethrough"]);

const headingTag = (name: string): string | undefined => {
  const level = headingLevel(name);
  return level && `h${level}`;
};

/** Of a paragraph or task: one of a list whose items no blank line parts is no `<p>`. */
const isTight = ({ name, parent }: SyntaxNode, looseness: readonly boolean[]): boolean =>
  (name === "Task" || parent?.name === "ListItem") && !looseness.at(-1);

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
