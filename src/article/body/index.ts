/** The body of an article, in either language, as one HTML tree with file-wide offsets. */
import type { Body, Heading, ParseError, Range } from "../types.js";
import type { MarkdownTree } from "./commonmark.js";
import { parseHtml } from "./html.js";
import { hideExpressions } from "./jsx.js";
import { type Layout, readLayout } from "./layout.js";
import { type MarkdownReference, readMarkdown } from "./markdown.js";
import { hideTemplateTags, Mask } from "./mask.js";
import { joinMistyped } from "./mistyped-end-tags.js";
import { type PagePart, pageParts } from "./page-tags.js";
import type { Unread } from "./work-limits.js";

export interface ReadBody {
  readonly body: Body;
  /** Images and links in Markdown syntax. */
  readonly markdown: readonly MarkdownReference[];
  /** Headings in Markdown syntax. Each call computes them again. */
  headings(): Heading[];
  /** The prose and code ranges. Each call computes them again. */
  layout(): Layout;
  /** The elements of the page. Each call parses the body again. */
  page(): readonly PagePart[];
  /** The Markdown tree, with offsets relative to the body. */
  readonly tree?: MarkdownTree | undefined;
  /** Relative to the body: its only HTML block, if that is all of it. Then there is no tree. */
  readonly block?: Range | undefined;
}

/** Reads the body that extends from `start` to the end of the text. */
export function readBody(text: string, start: number, language: "html" | "markdown", isMdx = false): ReadBody {
  const written = text.slice(start);
  const range = { start, end: text.length };
  const mask = new Mask(written);
  const hidden = hideTemplateTags(written, mask);
  if (language === "html") {
    const tree = parseHtml({ text, base: start, masked: hidden, mask });
    const tagProblems = joinMistyped(tree.tagProblems, text);
    const body = { language, range, hasComponents: false, ...tree, tagProblems, shownAsCode: [] };
    const page = () => pageParts({ text, base: start, masked: hidden, mask });
    return { body, markdown: [], headings: () => [], layout: () => readLayout(text, body, undefined), page };
  }
  const unread: Unread[] = [];
  const visible = hideExpressions(hidden, mask, (at) =>
    unread.push({ reason: "stet-too-many-expressions", start: at, end: at + 1 }),
  );
  const read = readMarkdown(written, visible, start, mask, isMdx);
  const { masked, hasComponents, references, headings, implied, tree: markdown, block } = read;
  const tree = parseHtml({ text, base: start, masked, mask, implied });
  const tagProblems = joinMistyped(tree.tagProblems, text);
  const parseErrors = withUnread(tree.parseErrors, [...unread, ...(read.unread ?? [])], start);
  const shownAsCode = (read.shownAsCode ?? []).map((code) => ({ start: start + code.start, end: start + code.end }));
  const body = { language, range, hasComponents, ...tree, parseErrors, tagProblems, shownAsCode };
  const layout = () => readLayout(text, body, markdown, block);
  const page = () => pageParts({ text, base: start, masked, mask, implied: read.allImplied() });
  return { body, markdown: references, headings, layout, page, tree: markdown, block };
}

/** Parts that are not read count as parse errors, so that they are reported. */
function withUnread(errors: readonly ParseError[], unread: readonly Unread[], base: number): readonly ParseError[] {
  if (unread.length === 0) return errors;
  const more = unread.map(({ reason, start, end }) => ({
    code: reason,
    range: { start: base + start, end: base + end },
    alone: true,
  }));
  return [...errors, ...more].sort((a, b) => a.range.start - b.range.start);
}
