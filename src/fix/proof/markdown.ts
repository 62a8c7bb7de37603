/** The nodes of the Markdown tree, as the proof compares them. */
import type { MarkdownTree } from "../../article/body/commonmark.js";
import { ReferenceReader } from "../../article/body/markdown-references.js";
import type { Body, Node, Range } from "../../article/types.js";
import { append } from "../../platform/lists.js";

/** A node of the Markdown tree. */
export interface MarkdownNode extends Range {
  readonly name: string;
  /** Where the whitespace after it ends. */
  readonly tail: number;
}

const htmlBlocks = new Set(["HTMLBlock", "CommentBlock", "ProcessingInstructionBlock"]);
/** Parts of a paragraph that mean the same in HTML. */
const sameInHtml = new Set(["Paragraph", "HTMLTag", "Comment", "Entity", "CodeText"]);

const bracketsOf = new Set(["Link", "Image"]);
const partsOf = new Set(["LinkMark", "LinkLabel"]);

/** In the order of their starts. `base` is the offset of the body, to which the offsets of the tree are relative. */
export function markdownNodes(text: string, base: number, tree: MarkdownTree | undefined, body: Body): MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  const isHtml = htmlIn(base, tree, body);
  let isAfterHtml = false;
  const references = tree && new ReferenceReader(text.slice(base), text.slice(base), tree, base, body.dialect);
  tree?.iterate({
    enter: (ref) => {
      const { name, from, to } = ref;
      if (name === "Document") return true;
      // Brackets without a destination are text.
      const link = bracketsOf.has(name) ? ref.node : partsOf.has(name) ? ref.node.parent : null;
      if (link && bracketsOf.has(link.name) && !references?.isLink(link)) return true;
      // The CR of a CRLF is a space to the parser.
      if (name === "HardBreak" && /^ \r/.test(text.slice(base + from, base + to))) return true;
      if (!isHtml(name, from, to)) {
        isAfterHtml = false;
        nodes.push(nodeOf(text, name, base + from, base + to));
        return true;
      }
      // Where one HTML block ends and the next one begins makes no difference.
      const isTopLevel = ref.node.parent?.name === "Document";
      const start = isAfterHtml && isTopLevel ? (nodes.pop()?.start ?? base + from) : base + from;
      nodes.push(nodeOf(text, "HTMLBlock", start, base + to));
      isAfterHtml = isTopLevel;
      return false;
    },
  });
  return nodes;
}

/** Without the whitespace at the end, which parsers assign to different nodes. */
export function nodeOf(text: string, name: string, start: number, to: number): MarkdownNode {
  let end = to;
  while (end > start && " \t\r\n".includes(text[end - 1] as string)) end--;
  let tail = end;
  while (tail < text.length && " \t\r\n".includes(text[tail] as string)) tail++;
  return { name, start, end, tail };
}

/** Tells which nodes are HTML. The code that should be HTML is, and so are the parts of a `<pre>` around it. */
function htmlIn(
  base: number,
  tree: MarkdownTree | undefined,
  { shownAsCode, children }: Body,
): (name: string, from: number, to: number) => boolean {
  const isCode = (name: string, from: number) =>
    name === "CodeBlock" && shownAsCode.some(({ start }) => start === base + from);
  const isBlock = (name: string, from: number) => htmlBlocks.has(name) || isCode(name, from);
  if (shownAsCode.length === 0) return isBlock;
  const regions = preElements(children).filter(({ start, end }) =>
    shownAsCode.some((code) => start <= code.start && code.start < end),
  );
  const isWithin = (from: number) => (region: Range) => region.start <= base + from && base + from < region.end;
  const mixed = new Set<Range>();
  tree?.iterate({
    enter: ({ name, from }) => {
      const region = regions.find(isWithin(from));
      if (region && !sameInHtml.has(name) && !isBlock(name, from)) mixed.add(region);
    },
  });
  const plain = regions.filter((region) => !mixed.has(region));
  return (name, from) => isBlock(name, from) || plain.some(isWithin(from));
}

function preElements(nodes: readonly Node[]): Range[] {
  const found: Range[] = [];
  const stack = [...nodes];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type !== "element") continue;
    if (node.tag === "pre") found.push(node.range);
    append(stack, node.children);
  }
  return found;
}

const tags =
  /<!--(?:[\s\S]*?-->|[\s\S]*)|<(script|style|textarea|title|xmp)(?=[\s>])(?:[\s\S]*?<\/\1|[\s\S]*)|<\/?[a-z][^\s/>]*(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^"'>])*(>?)/gi;

/** Where a tag begins that the end of its HTML block cuts, although text follows the block; infinite if there is none. */
export function firstUnfinishedTag(text: string, nodes: readonly MarkdownNode[], verbatim: readonly Range[]): number {
  for (const { name, start, end, tail } of nodes) {
    if (name !== "HTMLBlock" || tail === text.length) continue;
    for (const { 0: all, 1: element, 2: closing, index } of text.slice(start, end).matchAll(tags)) {
      const at = start + index;
      if (element || closing || all.startsWith("<!") || at + all.length < end) continue;
      if (!verbatim.some((range) => range.start <= at && at < range.end)) return at;
    }
  }
  return Number.POSITIVE_INFINITY;
}
