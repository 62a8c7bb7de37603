/** The lines that differ between two texts, found in bounded work. */
import { diffArrays } from "diff";

/**
 * How many lines may be removed and added until all that is between the first and the last of them counts as one change. The
 * search for the shortest list of changes takes time and memory with the square of this number.
 */
export const mostChanges = 4000;

/** Lines that both texts have, that were removed, or that were added. */
export interface LineChange {
  readonly value: readonly string[];
  readonly added?: boolean;
  readonly removed?: boolean;
}

/** The lines of a text with their newlines. */
export const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** What leads from the first lines to the second ones, in order. */
export const lineChanges = (before: readonly string[], after: readonly string[]): readonly LineChange[] =>
  diffArrays([...before], [...after], { maxEditLength: mostChanges }) ?? oneChange(before, after);

/** All lines between the first and the last difference as one change. */
export function oneChange(before: readonly string[], after: readonly string[]): readonly LineChange[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return [
    { value: before.slice(0, start) },
    { value: before.slice(start, before.length - same), removed: true },
    { value: after.slice(start, after.length - same), added: true },
    { value: before.slice(before.length - same) },
  ].filter(({ value }) => value.length > 0);
}
