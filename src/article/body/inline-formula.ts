/** Formulas in TeX within a text. */
import type { InlineContext } from "@lezer/markdown";

/** Characters that an inline formula may have. */
const longestFormula = 5_000;

/**
 * Adds a formula that begins at an offset, as the first of the patterns that matches finds it.
 *
 * @returns the offset of its end; -1 if none begins here.
 */
export function addFormula(cx: InlineContext, start: number, patterns: readonly RegExp[]): number {
  const rest = cx.slice(start, Math.min(cx.end, start + longestFormula));
  for (const pattern of patterns) {
    const [formula] = pattern.exec(rest) ?? [];
    if (formula !== undefined) return cx.addElement(cx.elt("Math", start, start + formula.length));
  }
  return -1;
}
