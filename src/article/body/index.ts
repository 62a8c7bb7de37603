/** The body of an article, in either language, as one HTML tree with file-wide offsets. */
import type { Body, Dialect, Range, TagProblem, TemplateStructure } from "../types.js";
import { parseHtml } from "./html.js";
import { expressions, hideExpressions } from "./jsx.js";
import { readLayout, tagsOutsideCode } from "./layout.js";
import { readMarkdown } from "./markdown.js";
import { markdownText } from "./markdown-text.js";
import { hideTemplateTags, Mask, templateBlocks, templateTags, withoutRaw } from "./mask.js";
import { readJsx, readMdx } from "./mdx.js";
import { joinMistyped } from "./mistyped-end-tags.js";
import { pageParts } from "./page-tags.js";
import type { ReadBody } from "./read-body.js";
import { isHiddenBranch, loopsIn, templateStructure, withOneBranch } from "./template-structure.js";
import { withUnread } from "./unread.js";
import type { Unread } from "./work-limits.js";

export type { ReadBody } from "./read-body.js";

/** How a body is read. */
export interface BodyFormat {
  readonly language: "html" | "markdown";
  readonly dialect: Dialect;
}

const known = new WeakMap<Body, { readonly text: string; readonly read: ReadBody }>();

/** What was read with this body, if it is that of the text: it need not be read again. */
export function readAgain(body: Body, text: string): ReadBody | undefined {
  const found = known.get(body);
  return found?.text === text ? found.read : undefined;
}

/** Reads the body that extends from `start` to the end of the text. */
export function readBody(text: string, start: number, format: BodyFormat): ReadBody {
  const read = readNew(text, start, format);
  known.set(read.body, { text, read });
  return read;
}

function readNew(text: string, start: number, { language, dialect }: BodyFormat): ReadBody {
  if (language === "markdown") {
    if (dialect.base === "mdx") return readMdx(text, start, dialect);
    const mdx = dialect.mayBeMdx ? readJsx(text, start) : undefined;
    if (mdx) return mdx;
  }
  const written = text.slice(start);
  const tags = tagsIn(written, { language, dialect });
  const structure = templateStructure(written, tags);
  const read = readOne(text, written, start, { language, dialect }, structure, tags);
  if (read.body.tagProblems.length === 0 || tags.length === 0) return read;
  const tagProblems = read.body.tagProblems.filter(certainIn(text, start, { language, dialect }, structure, tags));
  return { ...read, body: { ...read.body, tagProblems } };
}

/** The template tags of a body. HTML may be a layout, which has other tags than articles in Markdown. */
const tagsIn = (written: string, { language, dialect }: BodyFormat): Range[] =>
  templateTags(written, language === "markdown" || dialect.isFinished ? dialect.templates : undefined);

/** Tells which tag problems exist whatever template tags bring: in each branch, and whatever other files open and close. */
function certainIn(
  text: string,
  start: number,
  format: BodyFormat,
  structure: TemplateStructure,
  tags: readonly Range[],
): (problem: TagProblem) => boolean {
  const keyOf = ({ kind, range }: TagProblem) => `${kind} ${range.start}`;
  const variants =
    structure.alternatives.length === 0
      ? []
      : (["first", "last"] as const).map((keep) => {
          const whole = text.slice(0, start) + withOneBranch(text.slice(start), structure, keep);
          const { body } = readOne(
            whole,
            whole.slice(start),
            start,
            format,
            structure,
            tagsIn(whole.slice(start), format),
          );
          return { keep, problems: new Set(body.tagProblems.map(keyOf)) };
        });
  const { inserts } = structure;
  const loops = loopsIn(text.slice(start), tags);
  /** Whether the loop around an end tag opens such an element after it, for the next time. */
  const isOfLoop = (at: number): boolean => {
    const name = /^<\/([a-z][\w-]*)/i.exec(text.slice(start + at, start + at + 100))?.[1];
    const loop = loops.find((one) => one.start <= at && at < one.end);
    return (
      name !== undefined &&
      loop !== undefined &&
      new RegExp(`<${name}[\\s>]`, "i").test(text.slice(start + at, start + loop.end))
    );
  };
  return (problem) => {
    const at = problem.range.start - start;
    if (problem.kind === "stray" && isOfLoop(at)) return false;
    if (problem.kind === "stray" && inserts.some((insert) => insert.start < at)) return false;
    if (problem.kind === "unclosed" && inserts.some((insert) => at < insert.start)) return false;
    const visible = variants.filter(({ keep }) => !isHiddenBranch(structure, keep, at));
    return (
      variants.length === 0 || (visible.length > 0 && visible.every(({ problems }) => problems.has(keyOf(problem))))
    );
  };
}

const none = () => [];

function readOne(
  text: string,
  written: string,
  start: number,
  { language, dialect }: BodyFormat,
  structure: TemplateStructure,
  tags: readonly Range[],
): ReadBody {
  const moved = (range: Range) => ({ start: start + range.start, end: start + range.end });
  const common = {
    dialect: { ...dialect, mayBeMdx: false },
    templates: {
      alternatives: structure.alternatives.map((branches) => branches.map(moved)),
      containers: structure.containers.map(moved),
      inserts: structure.inserts.map(moved),
    },
    mdxProblems: [],
  } as const;
  const range = { start, end: text.length };
  const generated = () => ({
    templates: tags.map(moved),
    templateBlocks: templateBlocks(written, tags).map(moved),
    expressions: language === "markdown" ? expressions(written).map(moved) : [],
  });
  const mask = new Mask(written);
  const hidden = hideTemplateTags(written, mask, tags);
  if (language === "html") {
    const tree = parseHtml({ text, base: start, masked: hidden, mask });
    const tagProblems = joinMistyped(tree.tagProblems, text);
    const body = { ...common, language, range, hasComponents: false, ...tree, tagProblems, shownAsCode: [] };
    const layout = () => readLayout(text, body, generated(), undefined);
    const page = () => pageParts({ text, base: start, masked: hidden, mask });
    const ofMarkdown = () => markdownText(text, body, generated(), undefined, "", undefined);
    const templateTags = () => tagsOutsideCode(text, body, generated(), undefined);
    return {
      body,
      markdown: [],
      headings: () => [],
      layout,
      page,
      generated,
      templateTags,
      modules: none,
      markdownText: ofMarkdown,
    };
  }
  const unread: Unread[] = [];
  const visible = hideExpressions(hidden, mask, (at) =>
    unread.push({ reason: "stet-too-many-expressions", start: at, end: at + 1 }),
  );
  const shown = dialect.extractsCode ? withoutRaw(visible, templateBlocks(written, tags)) : visible;
  const read = readMarkdown({ written, hidden: visible, shown, base: start, mask, dialect });
  const { masked, hasComponents, references, headings, implied, tree: markdown, source, block } = read;
  const tree = parseHtml({ text, base: start, masked, mask, implied, closesAll: hasComponents });
  const tagProblems = joinMistyped(tree.tagProblems, text);
  const parseErrors = withUnread(tree.parseErrors, [...unread, ...(read.unread ?? [])], start);
  const shownAsCode = (read.shownAsCode ?? []).map((code) => ({ start: start + code.start, end: start + code.end }));
  const body = { ...common, language, range, hasComponents, ...tree, parseErrors, tagProblems, shownAsCode };
  const layout = () => readLayout(text, body, generated(), markdown, block);
  const page = () => pageParts({ text, base: start, masked, mask, implied: read.allImplied() });
  return {
    body,
    markdown: references,
    headings,
    layout,
    page,
    generated,
    templateTags: () => tagsOutsideCode(text, body, generated(), markdown, block),
    modules: none,
    markdownText: () => markdownText(text, body, generated(), markdown, source, block),
    tree: markdown,
    block,
  };
}
