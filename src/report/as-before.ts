/** Shows the violations that remain after fixes at their places in the file, where nothing was written. */

import { LineIndex } from "../article/lines.js";
import { firstIndex } from "../platform/binary-search.js";
import { lineChanges, linesOf } from "../platform/line-changes.js";
import type { FileResult } from "../results.js";

/** The result with the places of the text before the fixes, and without fixes, which belong to the fixed text. */
export function asBefore(result: FileResult): FileResult {
  const { fixed, violations } = result;
  if (!fixed || fixed.written) return result;
  const { before, after } = fixed;
  const old = new LineIndex(before);
  const placeOf = oldPlaces(before, after);
  return {
    ...result,
    ...(result.text !== undefined && { text: before }),
    violations: violations.map(({ fix, suggestions: _, range, ...violation }) => {
      const [start, end] = [placeOf(range.start), placeOf(range.end)];
      const [from, to] = [old.at(start), old.at(Math.max(start, end))];
      const place = { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
      return {
        ...violation,
        ...place,
        range: { start, end: Math.max(start, end) },
        ...(fix && { fix: { ...fix, edits: [] } }),
      };
    }),
  };
}

/** Maps the offsets of the fixed text. Within changed lines, the column is kept if the line is as long. */
function oldPlaces(before: string, after: string): (offset: number) => number {
  const parts: { readonly to: number; readonly shift: number; readonly least: number; readonly most: number }[] = [];
  let [from, to] = [0, 0];
  for (const { added, removed, value } of lineChanges(linesOf(before), linesOf(after))) {
    const [oldStart, newStart] = [from, to];
    const length = value.reduce((sum, line) => sum + line.length, 0);
    if (!added) from += length;
    if (!removed) to += length;
    if (removed) continue;
    const previous = parts.at(-1);
    const changed = added && previous ? previous.most : 0;
    const start = added ? changed : oldStart;
    parts.push({ to, shift: start - newStart, least: start, most: added ? Math.max(start, oldStart) : from });
  }
  return (offset) => {
    const part = parts[firstIndex(parts.length - 1, (index) => (parts[index]?.to ?? 0) > offset)];
    if (!part) return Math.min(offset, before.length);
    return Math.min(before.length, Math.max(part.least, Math.min(part.most, offset + part.shift)));
  };
}
