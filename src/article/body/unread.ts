/** Reports what a body has that is not read. */
import type { ParseError } from "../types.js";
import type { Unread } from "./work-limits.js";

/** Parts that are not read count as parse errors, so that they are reported. */
export function withUnread(
  errors: readonly ParseError[],
  unread: readonly Unread[],
  base: number,
): readonly ParseError[] {
  if (unread.length === 0) return errors;
  const more = unread.map(({ reason, start, end }) => ({
    code: reason,
    range: { start: base + start, end: base + end },
    alone: true,
  }));
  return [...errors, ...more].sort((a, b) => a.range.start - b.range.start);
}
