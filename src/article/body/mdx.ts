/** The body of an article in MDX. */
import { anyMdx } from "../dialect.js";
import type { Body, Dialect, Range } from "../types.js";
import { parseMdx } from "./commonmark.js";
import { readLayout } from "./layout.js";
import { markdownSource } from "./markdown.js";
import { ReferenceReader } from "./markdown-references.js";
import { markdownText } from "./markdown-text.js";
import { withoutMdxFences } from "./mdx-code-blocks.js";
import { mdxTree } from "./mdx-tree.js";
import { partsOf } from "./page-tags.js";
import type { ReadBody } from "./read-body.js";
import { withUnread } from "./unread.js";

export function readMdx(text: string, start: number, dialect: Dialect): ReadBody {
  const written = text.slice(start);
  const { source: bounded, unread } = markdownSource(dialect.headingIds ? withoutMdxFences(written) : written);
  const { tree, source, found, unresolved: at } = parseMdx(bounded, dialect);
  const references = new ReferenceReader(written, source, tree, start, dialect);
  tree.iterate({ enter: (ref) => references.read(ref) });
  const { children, problems, code } = mdxTree({ text, base: start, tree, found, isLink: references.isLink });
  const more = at === undefined ? [] : [{ reason: "stet-nested-brackets", start: at, end: at + 1 } as const];
  const body: Body = {
    language: "markdown",
    range: { start, end: text.length },
    hasComponents: true,
    children,
    parseErrors: withUnread([], [...unread, ...more], start),
    tagProblems: [],
    shownAsCode: [],
    dialect,
    templates: { alternatives: [], containers: [], inserts: [] },
    mdxProblems: problems,
  };
  const expressions = code.map((range: Range) => ({ start: start + range.start, end: start + range.end }));
  const generated = () => ({ templates: [], templateBlocks: [], expressions });
  const templateTags = () => [];
  const modules = () => {
    const found: Range[] = [];
    tree.iterate({
      enter({ name, from, to }) {
        if (name === "MDXModule") found.push({ start: start + from, end: start + to });
        return name !== "MDXModule";
      },
    });
    return found;
  };
  const layout = () => readLayout(text, body, generated(), tree);
  const headings = () => references.headings();
  const page = () => partsOf(children);
  const ofMarkdown = () => markdownText(text, body, generated(), tree, source, undefined);
  return {
    body,
    markdown: references.references,
    headings,
    layout,
    page,
    generated,
    templateTags,
    modules,
    markdownText: ofMarkdown,
    tree,
  };
}

/** Reads a body that has JSX and that MDX compiles; `undefined` if it is another one. */
export function readJsx(text: string, start: number): ReadBody | undefined {
  // Most articles do not have this, or only in code.
  if (!/[\w-]=\{|\{\/\*/.test(text)) return undefined;
  const visible = text.slice(start).replace(/^[ \t>]*(```|~~~)[^\r\n]*[\r\n][\s\S]*?^[ \t>]*\1|`[^`\n]*`/gm, "");
  if (!/<[a-z][^<>]*[\w-]=\{|\{\/\*/i.test(visible)) return undefined;
  const read = readMdx(text, start, anyMdx);
  if (read.body.mdxProblems.length > 0 || read.body.parseErrors.length > 0) return undefined;
  const isJsx = ({ start }: Range) => text[start - 1] === "=" || text.startsWith("{/*", start);
  return read.generated().expressions.some(isJsx) ? read : undefined;
}
