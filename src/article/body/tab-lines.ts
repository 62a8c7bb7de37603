/** Paragraphs of marked: https://github.com/markedjs/marked/blob/master/src/rules.ts (paragraph) */
import type { BlockContext, Element, LeafBlock, Line, MarkdownConfig } from "@lezer/markdown";
import type { InnerLine } from "./parser-internals.js";

interface InnerBlockContext {
  readonly line: InnerLine & { scrub(): string };
}

interface InnerLeaf {
  content: string;
  readonly start: number;
  readonly marks: Element[];
}

type EndOfLeaf = (cx: BlockContext, line: Line, leaf: LeafBlock) => boolean;

const isRule = /^ {0,3}-{3,}[ \t]*$/;
/** A line of spaces ends a paragraph. One with a tab does not. */
const hasTab = /^ *\t[ \t]*$/;

/** Goes on with a paragraph after lines that have a tab and nothing else but spaces. */
function finish(cx: BlockContext, leaf: LeafBlock): boolean {
  const { line } = cx as unknown as InnerBlockContext;
  const inner = leaf as unknown as InnerLeaf;
  if (!hasTab.test(line.text) || cx.parentType().name !== "Document") return false;
  const { endLeafBlock } = cx.parser as unknown as { readonly endLeafBlock: readonly EndOfLeaf[] };
  let skipped = "";
  while (hasTab.test(line.text)) {
    skipped += `\n${line.text}`;
    if (!cx.nextLine()) break;
    while (line.pos < line.text.length) {
      // A line of dashes does not underline lines before the tab.
      const ends = isRule.test(line.text) || endLeafBlock.some((end) => end(cx, line, leaf));
      if (ends && line.indent < line.baseIndent + 4) return add(cx, leaf);
      inner.content += `${skipped}\n${line.scrub()}`;
      skipped = "";
      if (!cx.nextLine()) return add(cx, leaf);
    }
  }
  return add(cx, leaf);
}

function add(cx: BlockContext, leaf: LeafBlock): true {
  const { content, start } = leaf;
  cx.addLeafElement(leaf, cx.elt("Paragraph", start, start + content.length, cx.parser.parseInline(content, start)));
  return true;
}

export const tabLines: MarkdownConfig = {
  parseBlock: [{ name: "TabLine", leaf: () => ({ nextLine: () => false, finish }) }],
};
