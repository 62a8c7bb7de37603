/** Limits for what a crafted article can make the Markdown parser do, and what is reported where one is exceeded. */
import type { Range } from "../types.js";

/** A part of the body that is not read as its language, and why: a code of `html/parse-error`. */
export interface Unread extends Range {
  readonly reason:
    | "stet-too-many-delimiters"
    | "stet-too-many-markers"
    | "stet-too-many-spaces"
    | "stet-nested-brackets"
    | "stet-nested-too-deeply"
    | "stet-too-many-expressions";
}

/**
 * The maximum number of brackets and asterisks in one paragraph. The parser takes quadratic time for them; real texts
 * have far fewer.
 */
export const maxDelimiters = 10_000;
/** The maximum number of nested list markers on one line. The parser takes quadratic time for them. */
export const maxMarkers = 100;
/**
 * The maximum number of consecutive spaces on a line that is not blank, unless they fill a cell of a table. The parser takes
 * quadratic time to search for table rows and definitions.
 */
export const maxSpaces = 500;

/**
 * Matches where the parser searches to the end of the paragraph, or back to its start: brackets, emphasis, the marks of
 * pymdownx (`==`, `++`, `^`), and the openings of autolinks, declarations and processing instructions. It also matches newlines that end a paragraph (before a blank line or list
 * item), where the count starts again.
 */
const delimiter = /[[\]()*_~^]|=(?==)|\+(?=\+)|<(?=[!?]|[a-z][-\w+.]{0,40}:)|\n[ \t]*(?=\n|[-*+] |\d{1,9}[.)] )/gi;

/** A copy of the same length in which everything beyond these limits is hidden; and the first place of each kind. */
export function boundWork(source: string): { readonly source: string; readonly unread: readonly Unread[] } {
  const unread = new Map<Unread["reason"], Unread>();
  if (source.length <= maxMarkers) return { source, unread: [] };
  const hide = (reason: Unread["reason"], start: number, length: number): void => {
    if (!unread.has(reason)) unread.set(reason, { reason, start, end: start + length });
  };
  // A line of dashes or asterisks is a thematic break or an underline, with or without spaces between them.
  const nested = /^(?![ \t]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+)$)(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))){101,}/gm;
  let bounded = source.replace(nested, (run, line: number) => {
    let markers = 0;
    return run.replace(/[-*+>]|\d+[.)]/g, (marker, at: number) => {
      if (++markers <= maxMarkers) return marker;
      hide("stet-too-many-markers", line + at, marker.length);
      return "x".repeat(marker.length);
    });
  });
  if (source.length > maxDelimiters) {
    let delimiters = 0;
    bounded = bounded.replace(delimiter, (found, at: number) => {
      if (found[0] === "\n") delimiters = 0;
      else if (++delimiters > maxDelimiters) {
        hide("stet-too-many-delimiters", at, found.length);
        // Replaced by a space, not a letter: a URL ends at a space, and the parser searches for URLs at each bracket.
        return " ";
      }
      return found;
    });
  }
  bounded = bounded.replace(/[ \t]{501,}/g, (spaces, at: number) => {
    const isBlankLine = /^\n?$/.test(bounded[at - 1] ?? "") && /^\n?$/.test(bounded[at + spaces.length] ?? "");
    if (isBlankLine || bounded[at + spaces.length] === "|") return spaces;
    hide("stet-too-many-spaces", at + maxSpaces, spaces.length - maxSpaces);
    return spaces.slice(0, maxSpaces) + "x".repeat(spaces.length - maxSpaces);
  });
  return { source: bounded, unread: [...unread.values()] };
}
