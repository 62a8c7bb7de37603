/** What programs that resolve emphasis get and give. All offsets are relative to the text. */
import { firstIndex } from "../../../platform/binary-search.js";

/** Text in which emphasis is looked for. */
export interface Content {
  /** In what is not text, such as code, links and escapes, other characters replace asterisks and underscores. */
  readonly text: string;
  /** Runs of the same character, in order. */
  readonly runs: readonly Run[];
  /** Where something ends that is not text. */
  readonly ends: ReadonlySet<number>;
}

export interface Run {
  readonly start: number;
  readonly end: number;
  readonly mark: "*" | "_";
}

/** Emphasis. Its marks have the same size: 1, or 2 if it is strong. */
export interface Pair {
  /** Where the first mark begins. */
  readonly open: number;
  /** Where the second mark begins. */
  readonly close: number;
  readonly size: number;
}

export interface EmphasisProgram {
  /** The pairs of a text, in any order. Of two pairs, one is in the other, or they do not overlap. */
  pairs(content: Content): readonly Pair[];
  /** What replaces a node in the text, by its source. */
  mask?(source: string, name: string): string;
}

/** The first run that ends after an offset. */
export const runAt = (runs: readonly Run[], offset: number): number =>
  firstIndex(runs.length, (index) => (runs[index] as Run).end > offset);
