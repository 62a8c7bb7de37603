/**
 * Groups tokenizer errors by cause and places each group where a reader looks for it. Errors within one tag or comment
 * have one cause, most often a quote.
 */
import type { Element, Node, ParseError, Range, TagProblem } from "../types.js";

const inTag = new Set<string>([
  "end-tag-with-attributes",
  "end-tag-with-trailing-solidus",
  "non-void-html-element-start-tag-with-trailing-solidus",
  "unexpected-solidus-in-tag",
  "unexpected-equals-sign-before-attribute-name",
  "unexpected-character-in-attribute-name",
  "unexpected-character-in-unquoted-attribute-value",
  "missing-attribute-value",
  "missing-whitespace-between-attributes",
  "duplicate-attribute",
  "eof-in-tag",
]);

const isInTag = (code: string): boolean => inTag.has(code) || (code.includes("doctype") && code !== "eof-in-doctype");

/** Likewise within a comment. */
const inComment = new Set<string>(["nested-comment", "incorrectly-closed-comment", "eof-in-comment"]);

/** Groups errors by cause. The errors must be in the order of the text; the result is, too. */
export function groupErrors(
  errors: readonly ParseError[],
  children: readonly Node[],
  tagProblems: readonly TagProblem[],
  bodyStart: number,
  text: string,
): ParseError[] {
  if (errors.length === 0) return [];
  const places = placesOf(children, tagProblems, bodyStart);
  const { tags, comments } = places;
  let tag = 0;
  let comment = 0;
  /** The start of the tag, comment or reference of the last error. */
  let lastOwner = -1;
  let lastStart = bodyStart;
  const groups: { first: ParseError; element: Element | undefined; alone: boolean }[] = [];
  for (const error of errors) {
    const { start } = error.range;
    while ((tags[tag + 1]?.startTag.start ?? Number.POSITIVE_INFINITY) <= start) tag++;
    while ((comments[comment + 1]?.start ?? Number.POSITIVE_INFINITY) <= start) comment++;
    const element = tags[tag];
    const within = element && element.startTag.start <= start && start < element.startTag.end ? element : undefined;
    let owner = start;
    if (isInTag(error.code)) {
      // An end tag, or a start tag that HTML dropped. It either began after the last error or is the same tag.
      const found = within ? -1 : text.slice(lastStart, start + 1).lastIndexOf("<");
      owner = within?.startTag.start ?? (found === -1 ? lastOwner : lastStart + found);
    } else if (inComment.has(error.code)) owner = comments[comment]?.start ?? start;
    const last = groups.at(-1);
    if (last && continues(error, last.first))
      last.first = { ...last.first, range: { ...last.first.range, end: error.range.end } };
    else if (last && owner === lastOwner) {
      last.alone &&= !isInTag(error.code);
      // The inner `<!--` is only an error because the comment does not end.
      if (error.code === "eof-in-comment") last.first = error;
    } else groups.push({ first: error, element: within, alone: true });
    lastOwner = owner;
    lastStart = start;
  }
  return groups.map(({ first, element, alone }) => ({
    code: first.code,
    range: placeOf(first, places, text),
    element,
    alone,
  }));
}

/** `<<<<`: each `<` is an error only because the next one follows. */
const continues = ({ code, range }: ParseError, last: ParseError): boolean =>
  code === "invalid-first-character-of-tag-name" && code === last.code && range.start === last.range.end - 1;

interface Places {
  /** By start offset. */
  readonly tags: readonly Element[];
  readonly comments: readonly Range[];
  /** The end of the last node or end tag. */
  readonly end: number;
}

/** Collects the ranges in one iterative walk. */
function placesOf(children: readonly Node[], tagProblems: readonly TagProblem[], start: number): Places {
  const tags: Element[] = [];
  const comments: Range[] = [];
  let end = start;
  for (const problem of tagProblems) if (problem.kind === "stray") end = Math.max(end, problem.range.end);
  const stack = [...children];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === "element") {
      tags.push(node);
      for (const child of node.children) stack.push(child);
      end = Math.max(end, (node.endTag ?? node.startTag).end);
    } else {
      if (node.type === "comment") comments.push(node.range);
      end = Math.max(end, node.range.end);
    }
  }
  tags.sort((a, b) => a.startTag.start - b.startTag.start);
  comments.sort((a, b) => a.start - b.start);
  return { tags, comments, end };
}

/** The range where an error begins; the parser reports where it detects it. */
function placeOf({ code, range }: ParseError, { comments, end: treeEnd }: Places, text: string): Range {
  const { start, end } = range;
  const backTo = (mark: string): Range => {
    const from = Math.max(0, start - mark.length);
    const at = text.slice(from, end).lastIndexOf(mark);
    return at === -1 ? range : { start: from + at, end: from + at + mark.length };
  };
  if (code === "nested-comment") return backTo("<!--");
  if (code === "incorrectly-closed-comment") return backTo("--!>");
  if (code === "unexpected-question-mark-instead-of-tag-name") return backTo("<?");
  if (code === "incorrectly-opened-comment") return backTo("<!");
  if (code === "eof-in-comment") {
    const last = comments.at(-1);
    return last ? { start: last.start, end: Math.min(last.end, last.start + 4) } : range;
  }
  if (code === "eof-in-tag") {
    // The tag is not in the tree: it begins after everything that is.
    const at = text.indexOf("<", treeEnd);
    if (at !== -1) return { start: at, end: at + (/^<\/?[^\s/>"']*/.exec(text.slice(at, at + 60))?.[0].length ?? 1) };
  }
  return range;
}
