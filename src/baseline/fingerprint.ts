import { createHash } from "node:crypto";
import type { Violation } from "../results.js";

/** How many characters before and after a place are looked at to tell it from others of the same content. */
const near = 40;
/** Of what a violation points at, so that a whole body costs no more than a word. */
const most = 400;

const hash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);
const folded = (text: string): string => text.replace(/\s+/g, " ").trim();

/**
 * What a violation is known by when its line has moved: which message, the text that it points at, and what stands
 * around it on the line. Line numbers and white space play no part. `kind` is the fingerprint without its surroundings.
 */
export function fingerprint({ messageId, range }: Violation, text: string): { kind: string; print: string } {
  const { start, end } = range;
  const content = text.slice(start, Math.min(end, start + most));
  const before = /[^\r\n]*$/.exec(text.slice(Math.max(0, start - near), start))?.[0] ?? "";
  const after = /^[^\r\n]*/.exec(text.slice(end, end + near))?.[0] ?? "";
  const kind = `${messageId} ${hash(folded(content))}`;
  return { kind, print: `${kind} ${hash(`${folded(before)}\n${folded(after)}`)}` };
}
