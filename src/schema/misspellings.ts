/** Misspelled names and the names that were probably intended. */
import { suggest } from "../article/suggest.js";

/** The known names that an unknown one is probably a misspelling of. Two swapped letters count as one mistake. */
export function suggestedNames(name: string, known: ReadonlySet<string>): string[] {
  const similar = suggest(name, known);
  if (similar.length > 0 || name.length < 3 || name.length > maxKeyLength || known.size > mostKnown) return similar;
  return [...known].filter((other) => other.length === name.length && mistakes(name, other) === 1);
}

/** Swapped letters are not looked for among more keys. */
const mostKnown = 500;

/** Shorter keys are close to too many others: `data` is not `date`. */
const minKeyLength = 5;
/** Keys from this length on may have two mistakes in them. */
const long = 9;
/** Longer keys are not compared. */
const maxKeyLength = 40;

/**
 * Whether `key` is certainly a misspelling of `name`: the same in another case or with other separators; or with one
 * mistake (a letter omitted, added, replaced, or two swapped), in long keys two, and not in the first letter. Not if
 * they only differ by a grammatical suffix: `updates` may be a separate key next to `updated`.
 */
export function isMisspelling(key: string, name: string): boolean {
  // Cheap check first: most names differ here.
  if (key === name || key[0]?.toLowerCase() !== name[0]?.toLowerCase() || key.length > maxKeyLength) return false;
  const fold = (text: string): string => text.toLowerCase().replace(/[-_\s]/g, "");
  if (fold(key) === fold(name)) return true;
  if (Math.min(key.length, name.length) < minKeyLength || Math.max(key.length, name.length) > maxKeyLength)
    return false;
  if (key[0] !== name[0]) return false;
  const stems = stemsOf(name);
  if (stemsOf(key).some((stem) => stems.includes(stem))) return false;
  const most = Math.min(key.length, name.length) >= long ? 2 : 1;
  return Math.abs(key.length - name.length) <= most && mistakes(key, name) <= most;
}

const stemsOf = (word: string): string[] =>
  [/$/, /[sdr]$/, /e[sdr]?$/, /(?:y|ies)$/].map((ending) => word.toLowerCase().replace(ending, ""));

/** Optimal string alignment distance: Levenshtein distance in which two swapped neighbors are one mistake. */
function mistakes(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1);
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
