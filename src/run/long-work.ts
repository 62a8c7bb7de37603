/**
 * Which articles may take long. JavaScript handles no signal while it works, so such an article is linted in a worker
 * thread, or while the system handles the signals. The decision depends on the article alone, never on a clock.
 */
import type { Loaded } from "./lint-file.js";

/** An article of more bytes may take long, whatever it contains. */
const longBytes = 256 * 1024;
/** So does one with more characters of markup: these, and not the words between them, are what costs time. */
const longMarks = 6000;

/** A serialized result of more characters takes long to read. */
const longResult = 1_000_000;
/** The check of more articles by one site rule may take long. */
const longSite = 1000;

export const isLongResult = (result: object | string): boolean =>
  typeof result === "string" && result.length > longResult;
export const isLongSite = (articles: number): boolean => articles > longSite;

const isMark = new Uint8Array(128);
for (let code = 0; code < 32; code++) isMark[code] = 1;
for (const mark of "<>[](){}*_|&#!`~=-+:\"'/\\") isMark[mark.charCodeAt(0)] = 1;

export const mayTakeLong = (loaded: Loaded): boolean => !("error" in loaded) && isLongText(loaded.text, loaded.size);

export function isLongText(text: string, size = text.length): boolean {
  if (size > longBytes) return true;
  if (text.length <= longMarks) return false;
  let marks = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Invisible characters are marks, too.
    if (code < 128 ? isMark[code] === 1 : code >= 0x2000 && code < 0x2070) marks++;
  }
  return marks > longMarks;
}
