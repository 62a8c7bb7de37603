/** End tags with a slip of the pen, which closed nothing. */
import { type Article, type Range, standardElements, suggest } from "../../src/rule.js";

interface Slip extends Range {
  readonly name: string;
}

/** `/b>`, `< /b>`, `</ b>`, `<\b>` and `＜/b>`. A path such as `/a/b>` is none. */
const slips =
  /(?:<[ \t]+\/[ \t]*|<\/[ \t]+|[<＜]\\|＜\/|(?<![<＜.:"'=-][ \t]?|\/[\w.~-]{0,50})\/)([a-z][\w-]*)[ \t]*[>＞]/gi;
const endTags = /<\/([a-z][a-z\d]*)\s*>/gi;

const slipsOf = ({ text }: Article, pattern: RegExp): Slip[] =>
  [...text.matchAll(pattern)].map(({ 0: found, 1: name = "", index }) => ({
    name: name.toLowerCase(),
    start: index,
    end: index + found.length,
  }));

/** Slips in the order of the text, of which those before a place are given up. */
class Queue {
  readonly #slips: Slip[] = [];
  #at = 0;

  add(slip: Slip): void {
    this.#slips.push(slip);
  }

  /** @param from not before that of the last call. */
  next(from: number, most: number): readonly Slip[] {
    while ((this.#slips[this.#at]?.start ?? from) < from) this.#at++;
    return this.#slips.slice(this.#at, this.#at + most);
  }
}

interface MisspelledEnds {
  /** By the start of the start tag. */
  readonly byElement: ReadonlyMap<number, Range>;
  readonly starts: ReadonlySet<number>;
}

/**
 * What is meant to end the unclosed elements of an article: an end tag with a slip, or one with
 * a similar name that HTML does not have. There may be thousands of either, so each is looked at once, near the start tag.
 */
export function misspelledEnds(article: Article): MisspelledEnds {
  const byName = new Map<string, Queue>();
  for (const slip of slipsOf(article, slips)) {
    const queue = byName.get(slip.name) ?? new Queue();
    queue.add(slip);
    byName.set(slip.name, queue);
  }
  const unknown = new Queue();
  for (const slip of slipsOf(article, endTags)) if (!standardElements.has(slip.name)) unknown.add(slip);
  const ends = new Map<number, Range>();
  for (const problem of article.body.tagProblems) {
    if (problem.kind !== "unclosed") continue;
    const { tag, range, closedAt } = problem;
    const isNear = ({ end }: Slip) => end <= Math.min(closedAt, range.end + 5000);
    const found =
      byName.get(tag.toLowerCase())?.next(range.end, 1).find(isNear) ??
      unknown.next(range.end, 3).find((slip) => isNear(slip) && suggest(slip.name, [tag]).length > 0);
    if (found) ends.set(range.start, found);
  }
  return { byElement: ends, starts: new Set([...ends.values()].map(({ start }) => start)) };
}
