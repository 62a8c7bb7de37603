/** The blocks of a Markdown body and the text in them, as readers see it. Computed on demand. */
import { firstIndex } from "../../platform/binary-search.js";
import type { Body, Fence, MarkdownTable, MarkdownText, Range, StrongEmphasis, TableRow, TextBlock } from "../types.js";
import { type MarkdownTree, type SyntaxNode, textBlocks } from "./commonmark.js";
import { type Generated, united } from "./layout.js";
import { ReferenceReader } from "./markdown-references.js";

const nothing: MarkdownText = { blocks: [], strong: [], tables: [], fences: [], htmlBlocks: [] };

/** Nodes of which readers see nothing, or something else. */
const hiddenNodes = new Set([
  "InlineCode",
  "Comment",
  "HTMLTag",
  "ProcessingInstruction",
  "Autolink",
  "URL",
  "JSXTag",
  "MDXExpression",
  "MDXModule",
  "Math",
  "Entity",
  "Escape",
  "HardBreak",
  "EmphasisMark",
  "StrikethroughMark",
  "HeaderMark",
  "TaskMarker",
  "ContainerMark",
  "Keys",
]);

/** Nodes that are hidden in a link with a destination. Without one, they are text. */
const linkParts = new Set(["LinkMark", "LinkTitle", "LinkLabel"]);

/** A formula of TeX, which plugins and scripts read. `$5 and $6` is none. */
const formula = /\$\$[^$]{1,2000}\$\$|\$(?![\s\d])[^$\n]{1,300}(?<!\s)\$(?!\d)|\$\d[^$\n\p{L}]{0,100}(?<!\s)\$(?!\d)/gu;

/** `written` is the body, `source` the text of the tree. If the body is one HTML block, `block` is passed instead of a tree. */
export function markdownText(
  text: string,
  { range: { start: base }, language, dialect }: Body,
  generated: Generated,
  tree: MarkdownTree | undefined,
  source: string,
  block: Range | undefined,
): MarkdownText {
  if (language !== "markdown") return nothing;
  if (block) return { ...nothing, htmlBlocks: [{ start: base + block.start, end: base + block.end }] };
  if (!tree) return nothing;
  const references = new ReferenceReader(text.slice(base), source, tree, base, dialect);
  const hidden: Range[] = [...generated.templates, ...generated.templateBlocks, ...generated.expressions];
  const marks: Range[] = [];
  const found: (Range & Pick<TextBlock, "kind" | "isTopLevel">)[] = [];
  const strong: StrongEmphasis[] = [];
  const tables: MarkdownTable[] = [];
  const fences: Fence[] = [];
  const htmlBlocks: Range[] = [];
  const rangeOf = ({ from, to }: { readonly from: number; readonly to: number }): Range => ({
    start: base + from,
    end: base + to,
  });
  tree.iterate({
    enter: (ref) => {
      const { name } = ref;
      if (textBlocks.test(name)) {
        const kind = name === "TableCell" ? "cell" : name.includes("Heading") ? "heading" : "paragraph";
        found.push({ ...rangeOf(ref), kind, isTopLevel: ref.node.parent?.name === "Document" });
      } else if (name === "Table") tables.push(tableOf(ref.node, text, base));
      else if (name === "FencedCode") {
        fences.push(fenceOf(ref.node, base));
        return false;
      } else if (name === "HTMLBlock") {
        htmlBlocks.push(rangeOf(ref));
        return false;
      } else if (name === "QuoteMark") marks.push(rangeOf(ref));
      else if (name === "StrongEmphasis") {
        const marks = ref.node.getChildren("EmphasisMark").map(rangeOf);
        const [open, close] = [marks[0], marks.at(-1)];
        if (open && close && open !== close) strong.push({ ...rangeOf(ref), open, close });
      } else if (name === "Image") {
        if (!references.isLink(ref.node)) return true;
        hidden.push(rangeOf(ref));
        return false;
      } else if (hiddenNodes.has(name)) {
        hidden.push(rangeOf(ref));
        return false;
      } else if (linkParts.has(name)) {
        const link = ref.node.parent;
        const isText = (link?.name === "Link" || link?.name === "Image") && !references.isLink(link);
        if (!isText) hidden.push(rangeOf(ref));
      }
      return true;
    },
  });
  const disjoint = united(hidden);
  return { blocks: found.map((one) => new LazyBlock(text, one, disjoint, marks)), strong, tables, fences, htmlBlocks };
}

class LazyBlock implements TextBlock {
  readonly kind: TextBlock["kind"];
  readonly isTopLevel: boolean;
  readonly start: number;
  readonly end: number;
  #text: string | undefined;

  constructor(
    readonly file: string,
    { kind, isTopLevel, start, end }: Range & Pick<TextBlock, "kind" | "isTopLevel">,
    readonly hidden: readonly Range[],
    readonly marks: readonly Range[],
  ) {
    this.kind = kind;
    this.isTopLevel = isTopLevel;
    this.start = start;
    this.end = end;
  }

  get text(): string {
    if (this.#text === undefined) {
      const written = this.file
        .slice(this.start, this.end)
        .replace(/\r(?=\n|$)/g, " ")
        .replaceAll("\r", "\n");
      const shown = this.#without(this.#without(written, this.marks, " "), this.hidden, "\0");
      this.#text = shown.includes("$") ? shown.replace(formula, (found) => "\0".repeat(found.length)) : shown;
    }
    return this.#text;
  }

  /** The text with what is in these ranges replaced, newlines excepted. */
  #without(text: string, ranges: readonly Range[], filler: string): string {
    let replaced = "";
    let at = this.start;
    const first = firstIndex(ranges.length, (index) => (ranges[index]?.end ?? 0) > this.start);
    for (let index = first; index < ranges.length; index++) {
      const { start, end } = ranges[index] as Range;
      if (start >= this.end) break;
      const [from, to] = [Math.max(start, at), Math.min(end, this.end)];
      replaced += text.slice(at - this.start, from - this.start);
      replaced += text.slice(from - this.start, to - this.start).replace(/[^\r\n]/g, filler);
      at = to;
    }
    return replaced + text.slice(at - this.start);
  }
}

function fenceOf(node: SyntaxNode, base: number): Fence {
  const [open, close] = node.getChildren("CodeMark");
  const { from, to } = open ?? node;
  return {
    start: base + node.from,
    end: base + node.to,
    open: { start: base + from, end: base + to },
    isClosed: close !== undefined,
    isTopLevel: node.parent?.name === "Document",
  };
}

function tableOf(node: SyntaxNode, text: string, base: number): MarkdownTable {
  const header = node.getChild("TableHeader");
  const rows = node.getChildren("TableRow").map((row) => rowOf(row, text, base));
  return {
    start: base + node.from,
    end: base + node.to,
    columns: header ? rowOf(header, text, base).cells.length : 0,
    rows,
  };
}

/** The parser has no nodes for empty cells, so the bars count. */
function rowOf(node: SyntaxNode, text: string, base: number): TableRow {
  const [start, end] = [base + node.from, base + node.to];
  const bars = node.getChildren("TableDelimiter").map(({ from }) => base + from);
  const edges = [...bars, end];
  const cells: Range[] = [];
  let at = start;
  edges.forEach((edge, index) => {
    const content = text.slice(at, edge);
    const isOuter = (index === 0 || index === edges.length - 1) && content.trim() === "";
    if (!isOuter) {
      const lead = content.length - content.trimStart().length;
      cells.push({ start: at + Math.min(lead, content.length), end: at + Math.max(lead, content.trimEnd().length) });
    }
    at = edge + 1;
  });
  return { start, end, cells };
}
