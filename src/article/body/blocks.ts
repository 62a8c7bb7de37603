/** The blocks of a Markdown body, for edits that change where HTML blocks end. */
import type { Dialect, Range } from "../types.js";
import {
  beginsOpenBlock,
  type MarkdownTree,
  type ParsedMarkdown,
  parseMarkdown,
  type SyntaxNode,
} from "./commonmark.js";
import { hideExpressions } from "./jsx.js";
import { markdownSource } from "./markdown.js";
import { hideTemplateTags, Mask, templateBlocks, templateTags, withoutRaw } from "./mask.js";
import { htmlShownAsCode } from "./shown-as-code.js";

/** A block that is not within another one. The range is file-wide. */
export interface Block extends Range {
  readonly name: string;
  readonly isHtml: boolean;
  /** An HTML block that ends at a blank line. */
  readonly isOpenHtml: boolean;
  /** HTML that Markdown shows as code. */
  readonly isShownAsCode: boolean;
  /** A paragraph of text and tags, which mean the same in HTML. */
  readonly isPlain: boolean;
}

const htmlBlocks = new Set(["HTMLBlock", "CommentBlock", "ProcessingInstructionBlock"]);

/** Of the body that begins at offset `base` of the text. */
export function markdownBlocks(text: string, base: number, dialect: Dialect): Block[] {
  const written = text.slice(base);
  const { tree, source } = bodyTree(written, dialect);
  const shown = new Set(htmlShownAsCode(tree, source, written).map(({ start }) => start));
  const blocks: Block[] = [];
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
    const { name, from, to } = node;
    const isHtml = htmlBlocks.has(name);
    blocks.push({
      name,
      start: base + from,
      end: base + to,
      isHtml,
      isOpenHtml: name === "HTMLBlock" && beginsOpenBlock(firstLine(source, from, to), dialect),
      isShownAsCode: name === "CodeBlock" && shown.has(from),
      isPlain: name === "Paragraph" && isPlain(tree, node),
    });
  }
  return blocks;
}

/** The Markdown tree of a body, and the template tags and comments of templates, which are hidden from it. */
export function bodyTree(
  written: string,
  dialect: Dialect,
): Pick<ParsedMarkdown, "tree" | "source"> & { readonly templates: readonly Range[] } {
  const mask = new Mask(written);
  const tags = templateTags(written, dialect.templates);
  const blocks = templateBlocks(written, tags);
  const comments = blocks.filter(({ name }) => name === "comment");
  const hidden = hideExpressions(hideTemplateTags(written, mask, tags), mask);
  const templates = [...comments, ...tags].sort((a, b) => a.start - b.start);
  const shown = dialect.extractsCode ? withoutRaw(hidden, blocks) : hidden;
  return { ...parseMarkdown(markdownSource(shown).source, dialect), templates };
}

const firstLine = (source: string, from: number, to: number): string =>
  source.slice(from, to).split("\n", 1)[0] as string;

const sameInHtml = new Set(["Paragraph", "HTMLTag", "Comment", "Entity"]);

function isPlain(tree: MarkdownTree, { from, to }: SyntaxNode): boolean {
  let isPlain = true;
  tree.iterate({
    from,
    to,
    enter: (ref) => {
      if (ref.from >= from && ref.to <= to && ref.name !== "Document" && !sameInHtml.has(ref.name)) isPlain = false;
      return isPlain;
    },
  });
  return isPlain;
}
