/** Why MDX does not compile an article, with the places of @mdx-js/mdx. */
import type { MdxProblem } from "../types.js";

export type MdxProblemCode = MdxProblem["code"];

/** A text that can grow by the next lines of its block. */
export interface GrowingText {
  /** What has been read so far. Containers' markers (`> `) are replaced by spaces, so that offsets are those of the source. */
  readonly text: string;
  /** Reads more. `false` at the end of the block. */
  more(): boolean;
  /** Whether the last call of `more` stopped at a line that lacks the markers of the containers around it. */
  readonly isLazy?: boolean;
}

/** A problem in a growing text. Offsets are relative to the text. */
export interface Failure {
  readonly code: MdxProblemCode;
  readonly start: number;
  readonly end: number;
  /** What is there, what JavaScript's parser says, or the name of the tag. */
  readonly detail: string;
  /** Whether more text could correct it. */
  readonly isUnfinished?: boolean;
}

export const failure = (code: MdxProblemCode, start: number, end: number, detail = ""): Failure => ({
  code,
  start,
  end,
  detail,
});

export const isFailure = (outcome: object): outcome is Failure => "code" in outcome;
