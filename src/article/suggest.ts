/** Longer names are compared only without case and separators. */
const longestCompared = 100;
/** How many names a name is compared with, those of the most similar length first. */
const mostCompared = 1000;
/** How many comparisons there are for one list of many names, or for one article's front matter. */
const mostComparisons = 50_000;
/** With a list of fewer names, comparisons are not counted. Such lists are those of stet, which all articles share. */
const mostUncounted = 300;

interface Budget {
  left: number;
}

/** The names of a list, by what makes two names similar. */
interface Index {
  readonly size: number;
  readonly byFolded: ReadonlyMap<string, readonly string[]>;
  readonly byLength: ReadonlyMap<number, readonly string[]>;
  readonly budget: Budget;
}

const fold = (text: string): string => text.toLowerCase().replace(/[-_\s]/g, "");

const indexes = new WeakMap<object, Index>();
let shared: Budget | undefined;

/**
 * Similar names, best first: at most a third of the letters differ (at least one may), or only case or separators
 * differ. Two letters in the wrong order count as one difference. Of equally similar names, those with the longer common
 * beginning come first. If a list has many names, and many names are compared with it, the last ones get only the latter.
 *
 * @param known pass the same list for all names that are compared with it: it is indexed once.
 */
export function suggest(
  name: string,
  known: readonly string[] | ReadonlySet<string> | Iterable<string>,
  most = 3,
): string[] {
  const index = indexOf(known);
  const near = (index.byFolded.get(fold(name)) ?? [])
    .filter((candidate) => candidate !== name && candidate.length > 0 && name.length > 0)
    .map((candidate) => ({ candidate, far: 0, beginning: commonBeginning(candidate, name) }));
  const found = new Set(near.map(({ candidate }) => candidate));
  const limit = limitFor(name);
  for (const candidate of comparable(name, index)) {
    if (candidate === name || found.has(candidate)) continue;
    const far = distance(candidate, name, limit);
    // Of two letters, one that differs is half of the name.
    const isChance = name.length <= 2 && candidate.length === name.length && !isSameLetters(candidate, name);
    if (far <= limit && far < Math.min(candidate.length, name.length) && !isChance)
      near.push({ candidate, far, beginning: commonBeginning(candidate, name) });
  }
  return near
    .sort((a, b) => a.far - b.far || b.beginning - a.beginning || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** All comparisons in this function share one budget, whatever lists they are with. */
export function withSharedBudget<T>(run: () => T): T {
  const outer = shared;
  shared = { left: mostComparisons };
  try {
    return run();
  } finally {
    shared = outer;
  }
}

const limitFor = (name: string): number => Math.max(1, Math.round(name.length / 3));

function* comparable(name: string, { byLength, budget: own }: Index): Generator<string> {
  if (name.length > longestCompared) return;
  const budget = shared ?? own;
  let left = Math.min(mostCompared, budget.left);
  for (let difference = 0; difference <= limitFor(name); difference++)
    for (const length of difference === 0 ? [name.length] : [name.length - difference, name.length + difference])
      for (const candidate of byLength.get(length) ?? []) {
        if (left-- <= 0) return;
        budget.left--;
        yield candidate;
      }
}

function indexOf(known: Iterable<string>): Index {
  const size = Array.isArray(known) ? known.length : known instanceof Set ? known.size : undefined;
  const old = indexes.get(known);
  if (old && old.size === size) return old;
  const byFolded = new Map<string, string[]>();
  const byLength = new Map<number, string[]>();
  let count = 0;
  for (const candidate of known) {
    count++;
    append(byFolded, fold(candidate), candidate);
    append(byLength, candidate.length, candidate);
  }
  const index = {
    size: size ?? -1,
    byFolded,
    byLength,
    budget: { left: count > mostUncounted ? mostComparisons : Number.POSITIVE_INFINITY },
  };
  indexes.set(known, index);
  return index;
}

function append<K>(map: Map<K, string[]>, key: K, value: string): void {
  const all = map.get(key);
  if (all) all.push(value);
  else map.set(key, [value]);
}

/**
 * The number of letters to add, remove or replace, and of neighbors to exchange, until the names are equal (optimal
 * string alignment). Infinity if it exceeds the limit.
 */
function distance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return Number.POSITIVE_INFINITY;
  // What both begin or end with changes nothing. Addresses share most of their letters.
  const start = commonBeginning(one, other);
  const end = commonEnd(one, other, start);
  return distanceOf(one.slice(start, one.length - end), other.slice(start, other.length - end), limit);
}

function distanceOf(one: string, other: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  let leastOfLast = 0;
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    let leastOfRow = i;
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      let least = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + (isSame ? 0 : 1),
      );
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, (beforeLast[j - 2] as number) + 1);
      row.push(least);
      if (least < leastOfRow) leastOfRow = least;
    }
    if (leastOfRow > limit && leastOfLast > limit) return Number.POSITIVE_INFINITY;
    beforeLast = last;
    last = row;
    leastOfLast = leastOfRow;
  }
  return last[other.length] as number;
}

const isSameLetters = (one: string, other: string): boolean => [...one].sort().join("") === [...other].sort().join("");

/** The number of letters that both end with, without the first `start` ones. */
function commonEnd(one: string, other: string, start: number): number {
  const most = Math.min(one.length, other.length) - start;
  let length = 0;
  while (length < most && one[one.length - 1 - length] === other[other.length - 1 - length]) length++;
  return length;
}

function commonBeginning(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
