/**
 * YAML lines that cannot be read although it is certain what they say. The founding corpus was written by a template,
 * `title: '` + title + `'` (or with `"` around a title that holds `'`), that escapes nothing; people write values with
 * a colon, or with a character that YAML reserves.
 */
import { linesFrom } from "./fence.js";

/** One top-level line `key: value`. Offsets are those of the block's source; `start` to `end` is the written value. */
export interface BrokenLine {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  /** The text that was certainly meant. */
  readonly value: string;
  /** What is wrong, to stand behind `the value of "key"`. */
  readonly why: string;
}

/** The broken lines of a block, in order. `parsesAlone` says whether a line is YAML by itself. */
export function brokenLines(source: string, parsesAlone: (line: string) => boolean): BrokenLine[] {
  const broken: BrokenLine[] = [];
  let last: BrokenLine | undefined;
  for (const line of linesFrom(source, 0)) {
    const text = source.slice(line.start, line.end);
    if (text.trim() === "") continue;
    // An indented line goes on with the value above it: then that line alone does not say what was meant.
    if (last && /^[ \t]/.test(text)) {
      if (!text.trimStart().startsWith("#")) broken.pop();
      last = undefined;
      continue;
    }
    last = undefined;
    const entry = splitEntry(text);
    const meant = entry && intended(entry.value);
    if (!entry || !meant || parsesAlone(text)) continue;
    last = { key: entry.key, start: line.start + entry.at, end: line.start + entry.at + entry.value.length, ...meant };
    broken.push(last);
  }
  return broken;
}

/** A line at the left edge with an unquoted key and a value. */
function splitEntry(line: string): { key: string; value: string; at: number } | undefined {
  const colon = line.search(/:[ \t]/);
  if (colon < 1) return undefined;
  const key = line.slice(0, colon).trimEnd();
  if (key.length > 100 || !/^[\w\u00a1-\uffff][\w.\u00a1-\uffff -]*$/.test(key)) return undefined;
  const value = line.slice(colon + 1).trim();
  // Longer than any title, and than what the expressions below should look at.
  if (value === "" || value.length > 2000) return undefined;
  return { key, value, at: line.indexOf(value[0] ?? "", colon + 1) };
}

/** Escapes of YAML 1.2, section 5.7: the character behind the backslash. */
const escapes = /\\[0abtnvfre "/\\N_LPxuU\t]/;

function intended(value: string): { value: string; why: string } | undefined {
  const first = value[0] ?? "";
  if (first === "'" || first === '"') {
    if (value.length < 3 || !value.endsWith(first)) return undefined;
    const inner = value.slice(1, -1);
    // `"a" and "b"`: a person who quoted two words, not a template.
    if (new RegExp(`${first}\\s(?:.*\\s)?${first}`).test(inner)) return undefined;
    // A backslash that YAML knows: nobody can say whether it was meant as an escape.
    if (first === '"' && escapes.test(inner)) return undefined;
    const why = inner.includes(first)
      ? `holds ${first} between ${first} quotes, unescaped`
      : "holds a backslash between double quotes, which is no escape there";
    return { value: inner, why };
  }
  // Blank and # begin a comment: where the value ends is then not certain.
  if (/\s#/.test(value)) return undefined;
  if (first === "[") {
    const end = value.indexOf("]");
    const behind = value.slice(end + 1).trimStart();
    if (end === -1 || value.indexOf("[", 1) !== -1 || behind === "" || /^[,:\]}]/.test(behind)) return undefined;
    return { value, why: "begins with [, which begins a list, and goes on behind it: it needs quotes" };
  }
  if (first === "@" || first === "`" || first === "%") return { value, why: `begins with ${first}: it needs quotes` };
  if (/^[{}\],&*!|>#?-]/.test(value)) return undefined;
  if (/:(?:\s|$)/.test(value)) return { value, why: "holds a colon followed by a blank: it needs quotes" };
  return undefined;
}
