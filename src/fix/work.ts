/** How much work the fixes of one article may take, in all of its passes. */
import { Refusals } from "./refusals.js";

/**
 * The work for the fixes of one text. Each reading of the text counts as much as `workOf` says, so that the result depends on
 * the article alone, and not on how busy the machine is.
 */
const mostWork = 5_000_000;
/** The same for all passes of `--fix`, with the texts that are checked again. */
const mostWorkOfPasses = 16_000_000;

/** A node of Markdown, a tag or a text takes as long to read as twice these characters. */
const workOfPart = 20;
/** The parts of a shorter text are not counted, which would take as long as proving a fix of its front matter. */
const shortText = 10_000;
const workInShortText = 3;

/** The work of reading a text again. `countParts` counts its nodes, tags and texts. */
export const workOf = (length: number, countParts: () => number): number =>
  length < shortText ? length * workInShortText : length / 2 + workOfPart * countParts();

/** Checking a text by all rules takes as long as reading it twice. */
export const readingsOfCheck = 2;

/** The work that is left for an article, and what saves work. */
export class FixWork {
  /** Of earlier passes. `undefined`: there is only one. */
  readonly refusals: Refusals | undefined;
  #left: number;

  private constructor(most: number, refusals?: Refusals) {
    this.#left = most;
    this.refusals = refusals;
  }

  /** For an article that is only checked. */
  static ofOneText(): FixWork {
    return new FixWork(mostWork);
  }

  /** For an article that is fixed. */
  static ofPasses(): FixWork {
    return new FixWork(mostWorkOfPasses, new Refusals());
  }

  get left(): number {
    return this.#left;
  }

  spend(work: number): void {
    this.#left -= work;
  }
}

/** How many readings of one text the work allows, however much is left for other texts. */
export const readingsFor = (work: number): number => Math.floor(mostWork / Math.max(1, work));
