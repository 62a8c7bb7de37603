/** Converts parse5's tree to stet's own, with file-wide offsets and the exact range of every attribute. */

import { type DefaultTreeAdapterMap, defaultTreeAdapter, html, type ParserError } from "parse5";
import type { Comment, Element, Node, ParseError, Range, TagProblem, Text } from "../types.js";
import { toAttributes } from "./attributes.js";
import type { HtmlSource } from "./html-source.js";
import type { Mask } from "./mask.js";
import { groupErrors } from "./parse-errors.js";
import { WatchedParser } from "./tags.js";
import { isValidText, readWellFormed } from "./well-formed.js";

export interface HtmlTree {
  readonly children: readonly Node[];
  readonly parseErrors: readonly ParseError[];
  readonly tagProblems: readonly TagProblem[];
}

/**
 * Codes that only apply to whole documents, and the code for an unclosed `<script>`, which `tagProblems` reports with
 * its range.
 */
const ignoredCodes = new Set([
  "missing-doctype",
  "misplaced-doctype",
  "non-conforming-doctype",
  "open-elements-left-after-eof",
  "abandoned-head-element-child",
  "misplaced-start-tag-for-head-element",
  "nested-noscript-in-head",
  "disallowed-content-in-noscript-in-head",
  "closing-of-element-with-open-child-elements",
  "eof-in-element-that-can-contain-only-text",
]);

/**
 * Parses the body as a browser parses the content of `<body>`, with scripting off, so that `<noscript>` contains
 * elements.
 */
export function parseHtml(source: HtmlSource): HtmlTree {
  const { text, base, masked, implied } = source;
  const isPlain = !implied?.length && masked.length === text.length - base && text.endsWith(masked);
  const wellFormed = isPlain ? readWellFormed(text, base) : undefined;
  const fast = wellFormed ?? (isPlain ? undefined : readText(source));
  if (fast) return { children: fast, parseErrors: [], tagProblems: [] };
  const tree = parseAnyHtml(source);
  if (!implied?.length || tree.tagProblems.length === 0) return tree;
  // Generators differ in where Markdown's tags end an element. Only problems that also exist without these tags are
  // reported.
  const wrong = new Set(parseAnyHtml({ ...source, implied: [] }).tagProblems.flatMap(placesOf));
  return { ...tree, tagProblems: tree.tagProblems.filter((problem) => placesOf(problem).some((at) => wrong.has(at))) };
}

/** The tree of a body that shows no tag and no character reference to the HTML parser, as most Markdown. */
function readText({ masked, base, mask }: HtmlSource): Node[] | undefined {
  if (masked === "") return [];
  if (/[<&]/.test(masked) || !isValidText(masked)) return undefined;
  const range = { start: base, end: base + masked.length };
  return [{ type: "text", value: mask.restore(masked), range, parent: undefined }];
}

/** The start offsets of the tags that a problem involves. */
const placesOf = (problem: TagProblem): number[] =>
  "strayEnd" in problem ? [problem.range.start, problem.strayEnd.start] : [problem.range.start];

/** Like `parseHtml`, but always uses the full HTML parser. */
export function parseAnyHtml(source: HtmlSource): HtmlTree {
  const parseErrors: ParseError[] = [];
  const body = defaultTreeAdapter.createElement(html.TAG_NAMES.BODY, html.NS.HTML, []);
  const parser = WatchedParser.getFragmentParser<DefaultTreeAdapterMap>(body, {
    sourceCodeLocationInfo: true,
    scriptingEnabled: false,
    onParseError: (error) => {
      if (source.closesAll && error.code === "non-void-html-element-start-tag-with-trailing-solidus") return;
      if (!ignoredCodes.has(error.code) && !parser.isAtImpliedTag)
        parseErrors.push({ code: error.code, range: errorRange(error, source), alone: true });
    },
  }) as WatchedParser;
  parser.impliedTags = source.implied ?? [];
  parser.closesAll = source.closesAll ?? false;
  parser.tokenizer.write(source.masked, true);
  const children = convert(parser.getFragment().childNodes, source);
  const tagProblems = parser.tagProblems
    .map((problem) => moveProblem(nameComponents(problem, source.mask), source.base))
    .filter((problem) => problem.kind !== "fostered" || !mayBeRow(source.text, problem.range.start));
  parseErrors.sort((a, b) => a.range.start - b.range.start);
  return {
    children,
    parseErrors: groupErrors(parseErrors, children, tagProblems, source.base, source.text),
    tagProblems,
  };
}

/** `{% for %}` between rows, `{rows}` of MDX, or a component such as `<TableRow />`: the rendered content is unknown. */
const mayBeRow = (text: string, at: number): boolean =>
  text[at] === "{" || text.startsWith("<%", at) || /^<[A-Z]\w*[a-z]/.test(text.slice(at, at + 60));

/** The mask preserves a tag name, except for the case of its first letter. */
function componentName(tag: string, mask: Mask): string {
  const name = mask.restore(tag);
  return name === tag ? tag : name.charAt(0).toUpperCase() + name.slice(1);
}

function nameComponents(problem: TagProblem, mask: Mask): TagProblem {
  const named = { ...problem, tag: problem.tag && componentName(problem.tag, mask) } as TagProblem;
  return "closedBy" in named
    ? ({ ...named, closedBy: named.closedBy && componentName(named.closedBy, mask) } as TagProblem)
    : named;
}

function moveProblem(problem: TagProblem, base: number): TagProblem {
  const range = moved(problem.range, base);
  switch (problem.kind) {
    case "stray":
    case "dropped":
    case "fostered":
      return { ...problem, range };
    case "unclosed":
      return { ...problem, range, closedAt: problem.closedAt + base };
    case "misnested":
      return { ...problem, range, closedAt: problem.closedAt + base, strayEnd: moved(problem.strayEnd, base) };
    case "nested":
      return {
        ...problem,
        range,
        closedAt: problem.closedAt + base,
        inner: moved(problem.inner, base),
        strayEnd: moved(problem.strayEnd, base),
      };
  }
}

const moved = ({ start, end }: Range, by: number): Range => ({ start: start + by, end: end + by });

/** Tokenizer errors are points. The range is the character there, or the reference or tag that ends there. */
function errorRange({ code, startOffset, endOffset }: ParserError, { base, masked }: HtmlSource): Range {
  if (endOffset > startOffset) return { start: base + startOffset, end: base + endOffset };
  let start = Math.min(startOffset, masked.length);
  let end = Math.min(masked.length, start + ((masked.codePointAt(start) ?? 0) > 0xffff ? 2 : 1));
  // The longest named reference has 33 characters.
  const near = masked.slice(Math.max(0, start - 40), start);
  const back = (found: number) => {
    if (found !== -1) start -= near.length - found;
  };
  if (code.includes("character-reference")) {
    if (masked[start] !== ";") end = start;
    back(near.lastIndexOf("&"));
  } else if (code === "duplicate-attribute") {
    end = start;
    back(near.search(/[^\s/>=]+$/));
  } else if (code === "invalid-first-character-of-tag-name") back(near.search(/<\/?$/));
  else if (code.startsWith("eof-") || code.startsWith("end-tag-with-")) {
    const opening = masked.lastIndexOf("<", start - 1);
    if (opening !== -1) start = opening;
  }
  if (start === end) start = Math.max(0, start - 1);
  return { start: base + start, end: base + end };
}

interface MutableElement extends Element {
  readonly children: Node[];
}

/** One level of the tree: the nodes to convert and the list that receives them. */
interface Level {
  readonly nodes: readonly DefaultTreeAdapterMap["childNode"][];
  next: number;
  readonly parent: MutableElement | undefined;
  readonly into: Node[];
}

/** Iterative, because elements may be nested 100,000 levels deep. */
function convert(nodes: readonly DefaultTreeAdapterMap["childNode"][], source: HtmlSource): Node[] {
  const children: Node[] = [];
  const levels: Level[] = [{ nodes, next: 0, parent: undefined, into: children }];
  const seen = new Set<number>();
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const node = level.nodes[level.next++];
    if (!node) {
      levels.pop();
      continue;
    }
    const { parent, into } = level;
    if ("tagName" in node) {
      const inner = "content" in node ? node.content.childNodes : node.childNodes;
      const start = node.sourceCodeLocation?.startOffset;
      // Elements that HTML generated (`tbody`) or cloned (`<b>` across a block) are not in the source: their children
      // move up.
      if (start === undefined || seen.has(start)) {
        levels.push({ nodes: inner, next: 0, parent, into });
        continue;
      }
      seen.add(start);
      const element = toElement(node, parent, source);
      into.push(element);
      if (inner.length > 0) levels.push({ nodes: inner, next: 0, parent: element, into: element.children });
    } else if ("value" in node) {
      const text = toText(node, parent, source);
      // Joins text nodes separated only by tags that are not in the source.
      const last = into.at(-1);
      if (last?.type === "text" && last.range.end === text.range.start)
        into[into.length - 1] = {
          ...text,
          value: last.value + text.value,
          range: { start: last.range.start, end: text.range.end },
        };
      else into.push(text);
    } else if ("data" in node) into.push(toComment(node, parent, source));
  }
  return children;
}

function toElement(
  node: DefaultTreeAdapterMap["element"],
  parent: Element | undefined,
  source: HtmlSource,
): MutableElement {
  const { base } = source;
  const { startOffset = 0, endOffset = 0, startTag, endTag } = node.sourceCodeLocation ?? {};
  const start = base + startOffset;
  const startEnd = base + (startTag?.endOffset ?? endOffset);
  return {
    type: "element",
    tag: componentName(node.tagName, source.mask),
    namespace: namespaces.get(node.namespaceURI) ?? "other",
    range: { start, end: Math.max(startEnd, base + endOffset) },
    startTag: { start, end: startEnd },
    // A closing tag that Markdown generated is not in the source.
    endTag:
      endTag && endTag.endOffset > endTag.startOffset
        ? { start: base + endTag.startOffset, end: base + endTag.endOffset }
        : undefined,
    attributes: toAttributes(node, source),
    parent,
    children: [],
  };
}

const namespaces = new Map<string, Element["namespace"]>([
  [html.NS.HTML, "html"],
  [html.NS.SVG, "svg"],
  [html.NS.MATHML, "mathml"],
]);

function toText(
  { value, sourceCodeLocation: place }: DefaultTreeAdapterMap["textNode"],
  parent: Element | undefined,
  source: HtmlSource,
): Text {
  return { type: "text", value: source.mask.restore(value), range: placed(place, source), parent };
}

function toComment(
  { data, sourceCodeLocation: place }: DefaultTreeAdapterMap["commentNode"],
  parent: Element | undefined,
  source: HtmlSource,
): Comment {
  return { type: "comment", value: source.mask.restore(data), range: placed(place, source), parent };
}

/** If the text ends within a token, parse5's end offset is one character too large. */
function placed(
  place: { startOffset: number; endOffset: number } | null | undefined,
  { base, masked }: HtmlSource,
): Range {
  const start = Math.min(place?.startOffset ?? 0, masked.length);
  return { start: base + start, end: base + Math.max(start, Math.min(place?.endOffset ?? 0, masked.length)) };
}
