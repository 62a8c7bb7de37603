/**
 * Converts raw violations to results with lines and columns. Sorted and without duplicates, so that the order of
 * network responses has no effect.
 */
import type { Edit, Range } from "../article/types.js";
import type { RawViolation } from "../lint/dispatch.js";
import type { ResultFix, Violation } from "../results.js";
import type { Fix } from "../rule.js";

/** Structurally equal to `LineIndex` of src/article/lines.ts. */
export interface Lines {
  at(offset: number): { readonly line: number; readonly column: number };
}

/** Sorts by location, then by rule, and removes duplicates at the same location. */
export function settle(raw: readonly RawViolation[], lines: Lines): Violation[] {
  const sorted = [...raw].sort((a, b) => byLocation(a.at, b.at) || byText(a, b));
  const violations: Violation[] = [];
  let before: RawViolation | undefined;
  for (const one of sorted) {
    if (before && sameViolation(before, one)) continue;
    before = one;
    const { rule, messageId, severity, message, at, url, cause, deadHost, data, group } = one;
    const start = lines.at(at.start);
    const end = lines.at(at.end);
    violations.push({
      rule,
      messageId,
      severity,
      message,
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      range: at,
      ...(one.fix && { fix: resultFix(one.fix) }),
      ...(one.suggestions && { suggestions: one.suggestions.map(resultFix) }),
      ...(url !== undefined && { url }),
      ...(cause !== undefined && { cause }),
      ...(deadHost !== undefined && { deadHost }),
      ...(data && { data }),
      ...(group && { group }),
    });
  }
  return violations;
}

/** Merges two sorted lists and removes duplicates. */
export function merge(a: readonly Violation[], b: readonly Violation[]): readonly Violation[] {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const all = [...a, ...b].sort(inOrder);
  return all.filter((one, at) => {
    const before = all[at - 1];
    return !before || inOrder(before, one) !== 0;
  });
}

/** Compares violations in the order of a result. */
export const inOrder = (a: Violation, b: Violation): number => byLocation(a.range, b.range) || byText(a, b);

const byLocation = (a: Range, b: Range): number => a.start - b.start || a.end - b.end;
type Comparable = Pick<RawViolation, "rule" | "messageId" | "message">;
const byText = (a: Comparable, b: Comparable): number =>
  compare(a.rule, b.rule) || compare(a.messageId, b.messageId) || compare(a.message, b.message);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const sameRange = (a: Range, b: Range): boolean => a.start === b.start && a.end === b.end;
const sameViolation = (a: RawViolation, b: RawViolation): boolean =>
  a.rule === b.rule && a.messageId === b.messageId && sameRange(a.at, b.at) && a.message === b.message;

const resultFix = ({ title, safety, edits, changes }: Fix): ResultFix => ({
  safe: safety === "safe",
  ...(changes && changes.length > 0 && { changes }),
  title,
  edits: [...edits].sort((a: Edit, b: Edit) => a.range.start - b.range.start || a.range.end - b.range.end),
});
