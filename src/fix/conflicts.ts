/** Selects the fixes that can be applied together, and applies them. */

import type { Edit } from "../article/types.js";
import { firstIndex } from "../platform/binary-search.js";
import { t } from "../platform/i18n.js";
import type { ResultFix } from "../results.js";

export interface Candidate {
  readonly rule: string;
  readonly fix: ResultFix;
}

export interface Applied {
  readonly text: string;
  /** The edits of the applied fixes, sorted and without duplicates. */
  readonly edits: readonly Edit[];
  readonly applied: readonly Candidate[];
  /** Fixes that conflict with an applied one. The next pass checks whether they are still needed. */
  readonly deferred: readonly Candidate[];
}

/**
 * Applies every fix that does not conflict with an earlier one, in the order of first edits, then of rule names. A fix
 * is applied completely or not at all. Equal edits are shared. Edits that overlap conflict, and so does an insertion at
 * the border of another edit, because their order is undefined. Two adjacent replacements do not conflict. End tags that
 * one rule inserts at the same place close the inner element first.
 *
 * @throws Error with the rule's name if a fix has edits outside the text or edits that overlap each other: a bug in the
 * rule.
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
    if (taken.add(candidate)) applied.push(candidate);
    else deferred.push(candidate);
  }
  return { text: splice(text, taken.edits()), edits: taken.edits(), applied, deferred };
}

const firstStart = ({ fix }: Candidate): number =>
  fix.edits.reduce((least, { range }) => Math.min(least, range.start), Number.POSITIVE_INFINITY);

/**
 * Why a fix can never be applied to a text, or not to this one, as a phrase with the rule's name; `undefined` if it
 * can. The cause is a bug in the rule.
 */
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

const endTag = /^\s*<\/[a-z][^\s<>]*>\s*$/i;

/** The accepted edits, sorted and disjoint, so that one binary search finds the neighbors of a new edit. */
class Taken {
  readonly #edits: Edit[] = [];
  /** By its edit in `#edits`: the rule that inserts end tags, and these tags from the outer to the inner element. */
  readonly #endTags = new Map<Edit, { readonly rule: string; readonly tags: string[] }>();

  /** Adds all of the edits, or none if one of them conflicts. */
  add({ rule, fix: { edits } }: Candidate): boolean {
    const fresh: Edit[] = [];
    const [only] = edits;
    const isEndTag = edits.length === 1 && only !== undefined && isInsertion(only) && endTag.test(only.text);
    if (isEndTag) {
      // The fixes come in the order of the elements, so this element is within those before it.
      const same = this.#edits[this.#indexFor(only)];
      const open = same && this.#endTags.get(same);
      if (same && open?.rule === rule && same.range.start === only.range.start) {
        open.tags.push(only.text);
        return true;
      }
    }
    for (const edit of edits) {
      const at = this.#indexFor(edit);
      let shared = false;
      // Edits do not overlap, so only the neighbors can conflict. An insertion may be between two adjacent edits.
      for (let near = Math.max(0, at - 2); near < Math.min(this.#edits.length, at + 2); near++) {
        const other = this.#edits[near];
        if (!other) continue;
        if (equal(other, edit)) shared = true;
        else if (collide(other, edit)) return false;
      }
      if (!shared) fresh.push(edit);
    }
    for (const edit of fresh) this.#edits.splice(this.#indexFor(edit), 0, edit);
    if (isEndTag && fresh.includes(only)) this.#endTags.set(only, { rule, tags: [only.text] });
    return true;
  }

  edits(): readonly Edit[] {
    return this.#edits.map((edit) => {
      const tags = this.#endTags.get(edit)?.tags ?? [];
      if (tags.length < 2) return edit;
      // A newline before or after the tags is needed once.
      const [, before, , after] = /^(\s*)(\S+)(\s*)$/.exec(edit.text) ?? [];
      return {
        range: edit.range,
        text: `${before}${tags
          .map((tag) => tag.trim())
          .reverse()
          .join("")}${after}`,
      };
    });
  }

  #indexFor(edit: Edit): number {
    return firstIndex(this.#edits.length, (index) => byPlace(this.#edits[index] as Edit, edit) >= 0);
  }
}

/** Applies edits that are sorted and do not overlap. All other characters stay unchanged. */
export function splice(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { range, text: replacement } of edits) {
    parts.push(text.slice(at, range.start), replacement);
    at = range.end;
  }
  return parts.join("") + text.slice(at);
}
