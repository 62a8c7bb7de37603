/** Which fixes can be applied together, and the text that gives. */
import type { Edit } from "../article/types.js";
import { t } from "../platform/i18n.js";
import type { ResultFix } from "../results.js";

export interface Candidate {
  readonly rule: string;
  readonly fix: ResultFix;
}

export interface Applied {
  readonly text: string;
  readonly applied: readonly Candidate[];
  /** Fixes that an applied one stood in the way of; the next pass sees whether they are still wanted. */
  readonly deferred: readonly Candidate[];
}

/**
 * Applies every fix that fits beside those before it, in the order of their first edits, then of rule names.
 * A fix is taken whole or not at all. Equal edits are shared; edits that overlap conflict, and so does an insertion
 * at the border of another edit, since nobody knows which comes first; two replacements may meet.
 *
 * @throws Error if a fix has edits outside the text or on top of each other: a bug of its rule, which is named.
 */
export function applyFixes(text: string, fixes: readonly Candidate[]): Applied {
  const ordered = [...fixes].sort(
    (a, b) => firstStart(a) - firstStart(b) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
  const taken = new Taken();
  const applied: Candidate[] = [];
  const deferred: Candidate[] = [];
  for (const candidate of ordered) {
    const defect = defectOf(candidate, text);
    if (defect !== undefined) throw new Error(defect);
    if (taken.add(candidate.fix.edits)) applied.push(candidate);
    else deferred.push(candidate);
  }
  return { text: splice(text, taken.edits()), applied, deferred };
}

const firstStart = ({ fix }: Candidate): number =>
  fix.edits.reduce((least, { range }) => Math.min(least, range.start), Number.POSITIVE_INFINITY);

/** What keeps a fix from being applied to any text, or to this one, in words: a bug of its rule, which is named. */
export function defectOf({ rule, fix }: Candidate, text: string): string | undefined {
  const edits = [...fix.edits].sort(byPlace);
  for (const [at, edit] of edits.entries()) {
    const { range } = edit;
    const before = edits[at - 1];
    if (range.start < 0 || range.start > range.end || range.end > text.length)
      return t("fix.outside", "Rule {rule}: an edit at {start}-{end} is outside the text of {count} characters.", {
        rule,
        start: range.start,
        end: range.end,
        count: text.length,
      });
    if (before && collide(before, { range, text: "" }) && !(before.range.end === range.start && !isInsertion(before)))
      return t("fix.overlap", "Rule {rule}: two edits of one fix overlap at {start}.", {
        rule,
        start: range.start,
      });
  }
  return undefined;
}

const byPlace = (a: Edit, b: Edit): number => a.range.start - b.range.start || a.range.end - b.range.end;
const isInsertion = ({ range }: Edit): boolean => range.start === range.end;
const equal = (a: Edit, b: Edit): boolean =>
  a.range.start === b.range.start && a.range.end === b.range.end && a.text === b.text;
const collide = (a: Edit, b: Edit): boolean =>
  isInsertion(a) || isInsertion(b)
    ? a.range.start <= b.range.end && b.range.start <= a.range.end
    : a.range.start < b.range.end && b.range.start < a.range.end;

/** The edits taken so far, by place; disjoint, so that one binary search finds the neighbours of a new one. */
class Taken {
  readonly #edits: Edit[] = [];

  /** Adds all of these edits, or none if one of them conflicts. */
  add(edits: readonly Edit[]): boolean {
    const fresh: Edit[] = [];
    for (const edit of edits) {
      const at = this.#indexFor(edit);
      let shared = false;
      // Edits do not overlap, so only the neighbours can collide; an insertion may sit between two that meet.
      for (let near = Math.max(0, at - 2); near < Math.min(this.#edits.length, at + 2); near++) {
        const other = this.#edits[near];
        if (!other) continue;
        if (equal(other, edit)) shared = true;
        else if (collide(other, edit)) return false;
      }
      if (!shared) fresh.push(edit);
    }
    for (const edit of fresh) this.#edits.splice(this.#indexFor(edit), 0, edit);
    return true;
  }

  edits(): readonly Edit[] {
    return this.#edits;
  }

  #indexFor(edit: Edit): number {
    let low = 0;
    let high = this.#edits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (byPlace(this.#edits[middle] as Edit, edit) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The text with these edits, which are in order and do not overlap; every other character is as it was. */
export function splice(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { range, text: replacement } of edits) {
    parts.push(text.slice(at, range.start), replacement);
    at = range.end;
  }
  return parts.join("") + text.slice(at);
}
