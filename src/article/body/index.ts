/** The body of an article, in either language, as one HTML tree with file-wide offsets. */
import type { Dialect, Range } from "../types.js";
import { parseHtml } from "./html.js";
import { expressions, hideExpressions } from "./jsx.js";
import { readLayout } from "./layout.js";
import { readMarkdown } from "./markdown.js";
import { hideTemplateTags, Mask, templateBlocks, templateTags } from "./mask.js";
import { readJsx, readMdx } from "./mdx.js";
import { joinMistyped } from "./mistyped-end-tags.js";
import { pageParts } from "./page-tags.js";
import type { ReadBody } from "./read-body.js";
import { withUnread } from "./unread.js";
import type { Unread } from "./work-limits.js";

export type { ReadBody } from "./read-body.js";

/** How a body is read. */
export interface BodyFormat {
  readonly language: "html" | "markdown";
  readonly dialect: Dialect;
}

/** Reads the body that extends from `start` to the end of the text. */
export function readBody(text: string, start: number, { language, dialect }: BodyFormat): ReadBody {
  if (language === "markdown") {
    if (dialect.base === "mdx") return readMdx(text, start, dialect);
    const mdx = dialect.mayBeMdx ? readJsx(text, start) : undefined;
    if (mdx) return mdx;
  }
  const common = { dialect: { ...dialect, mayBeMdx: false }, mdxProblems: [] } as const;
  const written = text.slice(start);
  const range = { start, end: text.length };
  const generated = () => {
    const tags = templateTags(written);
    const moved = (range: Range) => ({ start: start + range.start, end: start + range.end });
    return {
      templates: tags.map(moved),
      templateBlocks: templateBlocks(written, tags).map(moved),
      expressions: language === "markdown" ? expressions(written).map(moved) : [],
    };
  };
  const mask = new Mask(written);
  const hidden = hideTemplateTags(written, mask);
  if (language === "html") {
    const tree = parseHtml({ text, base: start, masked: hidden, mask });
    const tagProblems = joinMistyped(tree.tagProblems, text);
    const body = { ...common, language, range, hasComponents: false, ...tree, tagProblems, shownAsCode: [] };
    const layout = () => readLayout(text, body, generated(), undefined);
    const page = () => pageParts({ text, base: start, masked: hidden, mask });
    return { body, markdown: [], headings: () => [], layout, page, generated };
  }
  const unread: Unread[] = [];
  const visible = hideExpressions(hidden, mask, (at) =>
    unread.push({ reason: "stet-too-many-expressions", start: at, end: at + 1 }),
  );
  const read = readMarkdown(written, visible, start, mask);
  const { masked, hasComponents, references, headings, implied, tree: markdown, block } = read;
  const tree = parseHtml({ text, base: start, masked, mask, implied });
  const tagProblems = joinMistyped(tree.tagProblems, text);
  const parseErrors = withUnread(tree.parseErrors, [...unread, ...(read.unread ?? [])], start);
  const shownAsCode = (read.shownAsCode ?? []).map((code) => ({ start: start + code.start, end: start + code.end }));
  const body = { ...common, language, range, hasComponents, ...tree, parseErrors, tagProblems, shownAsCode };
  const layout = () => readLayout(text, body, generated(), markdown, block);
  const page = () => pageParts({ text, base: start, masked, mask, implied: read.allImplied() });
  return { body, markdown: references, headings, layout, page, generated, tree: markdown, block };
}
