/** Divides a body into prose, code, and everything else (tags, URLs, Markdown delimiters). Computed on demand. */
import { firstIndex } from "../../platform/binary-search.js";
import { append } from "../../platform/lists.js";
import type { Body, Node, Range } from "../types.js";
import { type MarkdownTree, textBlocks } from "./commonmark.js";

/** What a generator replaces by something else. In order and disjoint within each list. */
export interface Generated {
  readonly templates: readonly Range[];
  /** The blocks between template tags whose content is shown literally, with their tags. */
  readonly templateBlocks: readonly Range[];
  readonly expressions: readonly Range[];
}

export interface Layout {
  readonly prose: readonly Range[];
  readonly code: readonly Range[];
}

/** Elements whose text is not in a natural language or is not displayed. */
const codeElements = new Set(
  "pre code kbd samp var tt script style textarea xmp listing plaintext iframe noembed noframes template".split(" "),
);

const markdownCode = new Set([
  "InlineCode",
  "FencedCode",
  "CodeBlock",
  "Comment",
  "CommentBlock",
  "MDXExpression",
  "MDXModule",
  "Math",
  "HiddenBlock",
]);

/**
 * Inline nodes that are not part of the prose. Images are included: alt text is shown instead of the image, not in the
 * text.
 */
const markdownSigns = new Set([
  "Image",
  "Autolink",
  "URL",
  "LinkTitle",
  "LinkLabel",
  "LinkMark",
  "EmphasisMark",
  "StrikethroughMark",
  "HeaderMark",
  "QuoteMark",
  "TaskMarker",
  "TableDelimiter",
  "Entity",
  "Escape",
  "HardBreak",
  "HTMLTag",
  "ProcessingInstruction",
  "JSXTag",
  "ContainerMark",
]);

/**
 * Matches what interrupts a text: a tag (HTML joins the text around a stray end tag), a character reference, or a
 * literal URL, which ends at the end of the word or of ASCII.
 */
const interruption =
  /<[a-z/!?][^<>]*>?|&(?:#\w{1,8}|[a-z][a-z\d]{1,31});|(?:\b(?:https?|ftp):\/\/|\bwww\.)[!-;=?-~]+/gi;

/**
 * `tree` is the tree of a Markdown body. If the body is a single HTML block, `block` is passed instead. The ranges are
 * file-wide, in order and disjoint.
 */
export function readLayout(
  text: string,
  body: Body,
  generated: Generated,
  tree: MarkdownTree | undefined,
  block?: Range,
): Layout {
  const base = body.range.start;
  const shown: Range[] = [];
  const code: Range[] = [];
  const signs: Range[] = [];
  const htmlBlocks: Range[] = block ? [{ start: base + block.start, end: base + block.end }] : [];
  const shownAsCode = new Set(body.shownAsCode.map(({ start }) => start));
  tree?.iterate({
    enter: ({ name, from, to }) => {
      const range = { start: base + from, end: base + to };
      if (textBlocks.test(name)) shown.push(range);
      else if (name === "HTMLBlock" || shownAsCode.has(range.start)) htmlBlocks.push(range);
      else if (markdownCode.has(name)) code.push(range);
      else if (markdownSigns.has(name)) signs.push(range);
      else return true;
      return textBlocks.test(name);
    },
  });
  const texts: Range[] = [];
  fromTree(body.children, texts, code);
  // The HTML parser treats all Markdown as text. Text outside HTML blocks comes from the Markdown tree instead.
  const elsewhere = tree || block ? without([body.range], united(htmlBlocks)) : [];
  const read = shown.concat(without(united(texts), elsewhere));
  append(code, generated.templates);
  append(code, generated.templateBlocks);
  if (tree) append(code, generated.expressions);
  const known = united(code);
  const prose = without(without(united(read), known), united(signs));
  const breaks = prose.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(interruption)].map(({ 0: found, index }) => ({
      start: start + index,
      end: start + index + found.length,
    })),
  );
  return { prose: without(prose, breaks), code: known };
}

/** The template tags that are not in code. */
export function tagsOutsideCode(
  text: string,
  body: Body,
  generated: Generated,
  tree: MarkdownTree | undefined,
  block?: Range,
): readonly Range[] {
  if (generated.templates.length === 0) return [];
  const { code } = readLayout(text, body, { ...generated, templates: [] }, tree, block);
  return generated.templates.filter(({ start }) => {
    const found = code[firstIndex(code.length, (index) => (code[index]?.end ?? 0) > start)];
    return found === undefined || start < found.start;
  });
}

function fromTree(children: readonly Node[], texts: Range[], code: Range[]): void {
  const stack = [...children].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === "text") texts.push(node.range);
    else if (node.type === "comment") code.push(node.range);
    else if (codeElements.has(node.tag) || node.namespace !== "html") code.push(node.range);
    else for (const child of node.children) stack.push(child);
  }
}

/** The union of the ranges, in order and disjoint. */
export function united(ranges: readonly Range[]): Range[] {
  const all: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else if (start < end) all.push({ start, end });
  }
  return all;
}

/** `ranges` without `holes`. Both must be in order. */
function without(ranges: readonly Range[], holes: readonly Range[]): Range[] {
  if (holes.length === 0) return [...ranges];
  const left: Range[] = [];
  let at = 0;
  for (const { start, end } of ranges) {
    let from = start;
    while (at < holes.length && (holes[at]?.end ?? 0) <= start) at++;
    for (let next = at; (holes[next]?.start ?? Number.POSITIVE_INFINITY) < end; next++) {
      const hole = holes[next] as Range;
      if (hole.start > from) left.push({ start: from, end: hole.start });
      from = Math.max(from, hole.end);
    }
    if (from < end) left.push({ start: from, end });
  }
  return left;
}
