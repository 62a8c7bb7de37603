/**
 * What is looked for near each of thousands of tags. It is found once for the whole article: to search the text before every
 * tag again takes seconds.
 */
import { type Article, type Range, standardElements } from "../../src/rule.js";

/** Ranges in the order of the text that do not overlap. */
export class Places {
  readonly #ranges: readonly Range[];

  constructor(ranges: readonly Range[]) {
    this.#ranges = ranges;
  }

  /** The last one that is wholly between these offsets. */
  last(start: number, end: number): Range | undefined {
    const found = this.#ranges[this.#firstIndex(({ end: own }) => own > end) - 1];
    return found && found.start >= start ? found : undefined;
  }

  /** Whether one is wholly between these offsets. */
  isBetween(start: number, end: number): boolean {
    const found = this.#ranges[this.#firstIndex((range) => range.start >= start)];
    return found !== undefined && found.end <= end;
  }

  #firstIndex(holds: (range: Range) => boolean): number {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.#ranges[middle] as Range)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

const none = (): Map<string, Places> => new Map();

/**
 * The places that match a pattern, without regard to case.
 *
 * @param pattern one of few: each is searched for in the whole article.
 * @param counts which of the matches count; always the same for a pattern.
 */
export function placesOf(article: Article, pattern: string, counts?: (found: string) => boolean): Places {
  const known = article.memo(none);
  let places = known.get(pattern);
  if (!places) {
    const ranges: Range[] = [];
    for (const { 0: found, index } of article.text.matchAll(new RegExp(pattern, "gi")))
      if (counts?.(found) ?? true) ranges.push({ start: index, end: index + found.length });
    places = new Places(ranges);
    known.set(pattern, places);
  }
  return places;
}

export const blankLine = "(?:\\r\\n|\\r(?!\\n)|\\n)[ \\t]*[\\r\\n]";

interface StartTag extends Range {
  readonly name: string;
}

/** The names of start tags, those of HTML and others. */
function startTags({ text }: Article): { readonly standard: readonly StartTag[]; readonly other: readonly StartTag[] } {
  const standard: StartTag[] = [];
  const other: StartTag[] = [];
  for (const { 0: found, 1: written = "", index } of text.matchAll(/<([a-z][a-z\d]*)/gi)) {
    const name = written.toLowerCase();
    (standardElements.has(name) ? standard : other).push({ name, start: index, end: index + found.length });
  }
  return { standard, other };
}

/** The names of the start tags between these offsets that HTML has, or has not. */
export function startTagNames(article: Article, kind: "standard" | "other", start: number, end: number): Set<string> {
  const tags = article.memo(startTags)[kind];
  let low = 0;
  let high = tags.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tags[middle] as StartTag).start >= start) high = middle;
    else low = middle + 1;
  }
  const names = new Set<string>();
  for (let at = low; at < tags.length && (tags[at] as StartTag).end <= end; at++)
    names.add((tags[at] as StartTag).name);
  return names;
}
