/**
 * `<sup>甲<sup>`: an end tag without its slash opens a second element and leaves both unclosed. This is reported as one
 * problem.
 */
import type { Range, TagProblem } from "../types.js";

/** Elements that have no effect inside themselves. */
const once = new Set(
  "a abbr b cite code del em i ins kbd mark q ruby s samp small strike strong sub sup tt u var".split(" "),
);

type Unclosed = Extract<TagProblem, { kind: "unclosed" }>;

/**
 * Joins an unclosed element with an element of the same name in it that has no attributes, and is empty if it could
 * have content. The problems must be in the order of the text; the result is, too.
 */
export function joinMistyped(problems: readonly TagProblem[], text: string): TagProblem[] {
  const joined: TagProblem[] = [];
  /** The index in `joined` of the innermost unclosed element of each tag. */
  const open = new Map<string, number>();
  for (const problem of problems) {
    if (problem.kind === "unclosed") {
      const { tag, range } = problem;
      const at = open.get(tag);
      const outer = at === undefined ? undefined : joined[at];
      if (at !== undefined && outer?.kind === "unclosed" && isItsEndTag(problem, outer, text)) {
        // HTML extended it to the end of the second element, which closes only itself.
        joined[at] = { ...outer, mistyped: range };
        open.delete(tag);
        continue;
      }
      open.set(tag, joined.length);
    }
    joined.push(problem);
  }
  return joined;
}

function isItsEndTag({ tag, range, closedAt }: Unclosed, outer: Unclosed, text: string): boolean {
  if (outer.closedAt < range.start || !isBare(tag, range, text)) return false;
  // The one is in a formula, the other is not.
  if (text.slice(outer.range.end, range.start).split("$$").length % 2 === 0) return false;
  if (!once.has(tag) && text.slice(range.end, closedAt).trim() !== "") return false;
  // Two adjacent start tags both lack end tags. Exception: an `<a>` without attributes has no other purpose.
  return tag === "a" || text.slice(outer.range.end, range.start).trim() !== "";
}

const isBare = (tag: string, { start, end }: Range, text: string): boolean =>
  text
    .slice(start + 1, end - 1)
    .trim()
    .toLowerCase() === tag.toLowerCase();
