/** `<sup>甲<sup>`: an end tag without its slash opens a second element, and leaves both open. One cause, one problem. */
import type { Range, TagProblem } from "../types.js";

/** They mean nothing within themselves. */
const once = new Set(
  "a abbr b cite code del em i ins kbd mark q s samp small strike strong sub sup tt u var".split(" "),
);

type Unclosed = Extract<TagProblem, { kind: "unclosed" }>;

/**
 * Joins an unclosed element with one of the same tag within it that has no attributes, and no content if it could have
 * any. Expects the problems in the order of the text, and gives them so.
 */
export function joinMistyped(problems: readonly TagProblem[], text: string): TagProblem[] {
  const joined: TagProblem[] = [];
  /** The innermost unclosed element of each tag, by its place in `joined`. */
  const open = new Map<string, number>();
  for (const problem of problems) {
    if (problem.kind === "unclosed") {
      const { tag, range } = problem;
      const at = open.get(tag);
      const outer = at === undefined ? undefined : joined[at];
      if (at !== undefined && outer?.kind === "unclosed" && isItsEndTag(problem, outer, text)) {
        // HTML opened it to the end of the second one, which then closes nothing but itself.
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
  if (!once.has(tag) && text.slice(range.end, closedAt).trim() !== "") return false;
  // Two in a row are two that lack their end tags; an `<a>` without attributes is nothing.
  return tag === "a" || text.slice(outer.range.end, range.start).trim() !== "";
}

const isBare = (tag: string, { start, end }: Range, text: string): boolean =>
  text
    .slice(start + 1, end - 1)
    .trim()
    .toLowerCase() === tag.toLowerCase();
