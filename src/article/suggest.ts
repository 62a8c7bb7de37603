import { distance } from "fastest-levenshtein";

/** Longer names are compared only without case and separators. */
const longestCompared = 100;
/** How many names a name is compared with, those of the most similar length first. */
const mostCompared = 1000;
/** How many comparisons there are for one list of names, or for one article's front matter. */
const mostComparisons = 50_000;

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
 * differ. If a list has many names, and many names are compared with it, the last ones get only the latter.
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
    .map((candidate) => ({ candidate, far: 0 }));
  const found = new Set(near.map(({ candidate }) => candidate));
  for (const candidate of comparable(name, index)) {
    if (candidate === name || found.has(candidate)) continue;
    const far = distance(candidate, name);
    if (far <= limitFor(name) && far < Math.min(candidate.length, name.length)) near.push({ candidate, far });
  }
  return near
    .sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1))
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
  for (const candidate of known) {
    append(byFolded, fold(candidate), candidate);
    append(byLength, candidate.length, candidate);
  }
  const index = { size: size ?? -1, byFolded, byLength, budget: { left: mostComparisons } };
  indexes.set(known, index);
  return index;
}

function append<K>(map: Map<K, string[]>, key: K, value: string): void {
  const all = map.get(key);
  if (all) all.push(value);
  else map.set(key, [value]);
}
