/** What describes how a generator makes the ids of headings. */
import type { HeadingPiece, HeadingSource } from "./body/heading-source.js";

export interface HeadingIdRules {
  /** The attribute list at the end of a heading; the first group that is not empty is the id. */
  readonly attributes?: RegExp;
  /** The id in such a list, if it has no group. By default, the first one counts. */
  idIn?(list: string): string | undefined;
  /** `## Title ## {#id}` shows the second `##`. */
  readonly keepsClosingMarks?: true;
  /** Headings above this level get no id, unless it is written. */
  readonly firstLevel?: number;
  /** The theme leaves out the ids of headings above this level. */
  readonly firstShown?: number;
  /** Template tags are text when ids are made. */
  readonly readsTemplates?: true;
  /** What a function of the site makes the id of, where there may be one. */
  text?(heading: HeadingSource): string;
  /** The id before it is numbered. */
  make(heading: HeadingSource): string;
  /** @param used ids with a count that the style chooses. */
  number(id: string, used: Map<string, number>): string;
  /** Whether written ids count when ids are numbered. */
  readonly knowsWritten?: true;
}

/** The text of the pieces of these kinds. */
export const joined = (pieces: readonly HeadingPiece[], kinds: readonly HeadingPiece["kind"][]): string =>
  pieces.flatMap(({ kind, value }) => (kinds.includes(kind) ? value : [])).join("");

/** `a`, `a-1`, `a-2`: each id has its own count. */
export function counted(id: string, used: Map<string, number>): string {
  const count = used.get(id) ?? 0;
  used.set(id, count + 1);
  return count === 0 ? id : `${id}-${count}`;
}

/** The first of `a`, `a-1`, `a-2` that is free. */
export function free(id: string, used: Map<string, number>): string {
  let name = id;
  for (let next = 1; used.has(name); next++) name = `${id}-${next}`;
  used.set(name, 1);
  return name;
}
