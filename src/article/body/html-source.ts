import type { ImpliedTag } from "./implied-tags.js";
import type { Mask } from "./mask.js";

/** What the HTML parser reads. */
export interface HtmlSource {
  /** The whole file. */
  readonly text: string;
  /** The offset of the body in the file. */
  readonly base: number;
  /** The body as the parser sees it: the same length, with everything that is not HTML hidden. */
  readonly masked: string;
  readonly mask: Mask;
  /** Tags that Markdown generates. */
  readonly implied?: readonly ImpliedTag[];
  /** Whether `/>` closes every element, as in Vue and MDX. */
  readonly closesAll?: boolean;
}
