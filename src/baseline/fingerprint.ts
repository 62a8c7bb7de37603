import { sha256Of } from "../platform/sha256.js";
import type { Violation } from "../results.js";

/** The number of characters before and after a violation that distinguish it from others with the same content. */
const contextLength = 40;
/** The maximum number of characters of the content, so that a whole body costs no more than a word. */
const maxContent = 400;

const hash = (text: string): string => sha256Of(text).slice(0, 8);
const folded = (text: string): string => text.replace(/\s+/g, " ").trim();

/**
 * Identifies a violation when its line number has changed: by its message, the text of its range, and the text around
 * it on the line. Line numbers and whitespace are ignored. `kind` is the fingerprint without the text around.
 */
export function fingerprint({ messageId, range }: Violation, text: string): { kind: string; print: string } {
  const { start, end } = range;
  const content = text.slice(start, Math.min(end, start + maxContent));
  const before = /[^\r\n]*$/.exec(text.slice(Math.max(0, start - contextLength), start))?.[0] ?? "";
  const after = /^[^\r\n]*/.exec(text.slice(end, end + contextLength))?.[0] ?? "";
  const kind = `${messageId} ${hash(folded(content))}`;
  return { kind, print: `${kind} ${hash(`${folded(before)}\n${folded(after)}`)}` };
}
