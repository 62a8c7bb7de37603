/** What one tag does to the open elements. */
import type { DefaultTreeAdapterMap } from "parse5";

/** What the current token has done so far. */
export interface TokenEffects {
  /** How many entries the record had before it. */
  mismatchesBefore: number;
  /** A start tag: whether its element is in the tree. */
  isAttached: boolean;
  /** An end tag: whether it closed an element. */
  closedElement: boolean;
  /** An end tag: whether it made an element, as `</p>` and `</br>` do. */
  madeElement: boolean;
  /** An end tag: how often an element was opened or closed. */
  changes: number;
  /** Whether it closed a block: an end tag before it would separate the two. */
  closedBlock: boolean;
  /** The block whose children the adoption agency moved (`<b><p>x</b>`). */
  furthestBlock: DefaultTreeAdapterMap["element"] | undefined;
}

export const newToken = (mismatchesBefore: number): TokenEffects => ({
  mismatchesBefore,
  isAttached: false,
  closedElement: false,
  madeElement: false,
  changes: 0,
  closedBlock: false,
  furthestBlock: undefined,
});
