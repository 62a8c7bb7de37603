/**
 * Converts mismatched tags to the problems that rules see, and determines whether adding an end tag preserves the tree.
 */
import type { Range, TagProblem } from "../types.js";

/** https://html.spec.whatwg.org/multipage/parsing.html#formatting: HTML reopens them if they are closed too early. */
export const formatting = new Set("a b big code em font i nobr s small strike strong tt u".split(" "));

/** Their end tag also ends the formatting elements that were opened inside. */
const markers = new Set(["applet", "marquee", "object"]);

export const headings = new Set(["h1", "h2", "h3", "h4", "h5", "h6"]);

/** Elements that end where another of their kind begins. */
const selfExcluding = new Set(["a", "button", "nobr", "select", "table"]);

/** Their tags end the current cell with all elements that are open in it. */
export const tableParts = new Set(["caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"]);

/** An element that HTML closed implicitly, or an end tag that closed nothing. Pairs of them are joined. */
export interface TagMismatch {
  readonly tag: string;
  /** The start tag; `undefined` for a lone end tag. */
  readonly start: Range | undefined;
  readonly closedAt: number;
  /** If a tag that Markdown generates closed it: an end tag, or the start tag of another block. */
  byMarkdown: "start" | "end" | undefined;
  /** The tag that closed it; for a stray end tag, the innermost open element. */
  closedBy: string | undefined;
  /** The start tag that closed it, if one did. */
  readonly inner: Range | undefined;
  end: Range | undefined;
  /** Whether HTML opened it again after closing it. */
  reopened: boolean;
  /** Whether it is a formatting element with an open block inside: an end tag where HTML closed it would separate the two. */
  readonly holdsBlock: boolean;
  /** Whether the unmatched tag created an element or changed which elements are open. */
  hasEffect: boolean;
  /** Not reported, because another mismatch has the same cause. */
  silent: boolean;
}

/** The problems in the order of the text; offsets are those of the parsed text. */
export function toTagProblems(all: readonly TagMismatch[], misplaced: readonly TagProblem[]): TagProblem[] {
  const mismatches = all.filter(({ silent }) => !silent);
  /** By the start tag that closed them: the outermost element that cannot hold it. */
  const nested = new Map<number, TagMismatch>();
  for (const mismatch of mismatches) {
    const { inner, start, end } = mismatch;
    if (!inner || !start || !end || !excludes(mismatch)) continue;
    const other = nested.get(inner.start)?.start;
    if (!other || start.start < other.start) nested.set(inner.start, mismatch);
  }
  const isConsequence = ({ inner, start, end }: TagMismatch): boolean => {
    const cause = inner && end && nested.get(inner.start)?.start;
    return cause !== undefined && start !== undefined && cause.start < start.start;
  };
  // Elements of one name that are closed at one offset: an end tag there would close another of them.
  const ended = new Set<string>();
  const shared = new Set<string>();
  for (const { tag, closedAt, byMarkdown } of mismatches) {
    const end = `${tag} ${closedAt}`;
    if (byMarkdown && ended.has(end)) shared.add(end);
    ended.add(end);
  }
  return [
    ...mismatches
      .filter((mismatch) => !isConsequence(mismatch))
      .map((mismatch) => toProblem(mismatch, shared.has(`${mismatch.tag} ${mismatch.closedAt}`))),
    ...misplaced,
  ].sort((a, b) => a.range.start - b.range.start);
}

/** Whether HTML does not allow the element to contain the one that closed it. */
const excludes = ({ tag, closedBy = "" }: TagMismatch): boolean =>
  (tag === closedBy && selfExcluding.has(tag)) ||
  (headings.has(tag) && headings.has(closedBy)) ||
  (tag === "p" && !tableParts.has(closedBy)) ||
  tag === "svg" ||
  tag === "math";

function toProblem(mismatch: TagMismatch, isShared: boolean): TagProblem {
  const { tag, start, closedAt, byMarkdown, closedBy, inner, end, reopened, holdsBlock, hasEffect } = mismatch;
  if (start && end && inner && closedBy !== undefined && excludes(mismatch))
    return { kind: "nested", tag, range: start, closedAt, closedBy, inner, strayEnd: end };
  if (start && end) {
    const keepsTree = !hasEffect && !reopened && !holdsBlock && !markers.has(tag);
    const closer = closedBy ?? tag;
    return { kind: "misnested", tag, range: start, closedAt, closedBy: closer, strayEnd: end, holdsBlock, keepsTree };
  }
  if (start) {
    // An open element can change how a later one is parsed: `<select>` inside `<select>` acts as an end tag.
    const isOpened = byMarkdown === "end" && !isShared ? reopened : reopens(tag);
    const isWithin = closedBy !== undefined || byMarkdown !== undefined;
    const keepsOut = isWithin && (isOpened || tag === "select" || tag === "form");
    const keepsTree = !hasEffect && !holdsBlock && !keepsOut;
    return { kind: "unclosed", tag, range: start, closedAt, closedBy, keepsTree };
  }
  return { kind: "stray", tag, range: end ?? { start: closedAt, end: closedAt }, keepsTree: !hasEffect };
}

/** Whether HTML opens the element again, or ends other elements with it, so that closing it early changes the rest. */
const reopens = (tag: string): boolean => formatting.has(tag) || markers.has(tag);
