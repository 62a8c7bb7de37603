/** The body of an article, in either language, as one HTML tree with file-wide offsets. */
import type { Body, Heading, Range } from "../types.js";
import type { MarkdownTree } from "./commonmark.js";
import { parseHtml } from "./html.js";
import { hideExpressions } from "./jsx.js";
import { type Layout, readLayout } from "./layout.js";
import { type MarkdownReference, readMarkdown } from "./markdown.js";
import { hideTemplateTags, Mask } from "./mask.js";
import { joinMistyped } from "./mistyped-end-tags.js";

export interface ReadBody {
  readonly body: Body;
  /** Images and links in Markdown syntax. */
  readonly markdown: readonly MarkdownReference[];
  /** Headings in Markdown syntax. Each call computes them again. */
  headings(): Heading[];
  /** The prose and code ranges. Each call computes them again. */
  layout(): Layout;
  /** The Markdown tree, with offsets relative to the body. */
  readonly tree?: MarkdownTree | undefined;
  /** Relative to the body: its only HTML block, if that is all of it. Then there is no tree. */
  readonly block?: Range | undefined;
}

/** Reads the body that extends from `start` to the end of the text. */
export function readBody(text: string, start: number, language: "html" | "markdown"): ReadBody {
  const written = text.slice(start);
  const range = { start, end: text.length };
  const mask = new Mask(written);
  const hidden = hideTemplateTags(written, mask);
  if (language === "html") {
    const tree = parseHtml({ text, base: start, masked: hidden, mask });
    const tagProblems = joinMistyped(tree.tagProblems, text);
    const body = { language, range, hasComponents: false, ...tree, tagProblems };
    return { body, markdown: [], headings: () => [], layout: () => readLayout(text, body, undefined) };
  }
  const visible = hideExpressions(hidden, mask);
  const read = readMarkdown(written, visible, start, mask);
  const { masked, hasComponents, references, headings, implied, tree: markdown, block } = read;
  const tree = parseHtml({ text, base: start, masked, mask, implied });
  const tagProblems = joinMistyped(tree.tagProblems, text);
  const body = { language, range, hasComponents, ...tree, tagProblems };
  const layout = () => readLayout(text, body, markdown, block);
  return { body, markdown: references, headings, layout, tree: markdown, block };
}
