/** Directives: comments that configure stet. */

import type { Element } from "./body.js";
import type { Range } from "./text.js";

export type DirectiveKind = "disable" | "enable" | "disable-line" | "disable-next-line";

/** A word to stet in a comment, such as `<!-- stet-disable-line image/alt -- the feed has none -->`. */
export interface Directive {
  /** `undefined`: the word behind `stet-` is none that stet knows. */
  readonly kind: DirectiveKind | undefined;
  /** The comment with its delimiters. */
  readonly range: Range;
  readonly language: "html" | "yaml" | "toml";
  /** The element that the comment stands in. */
  readonly parent: Element | undefined;
  /** What it speaks of: `image/alt`, `image/*`, or `*` (at the place of its word) where it names nothing. */
  readonly targets: readonly DirectiveTarget[];
  /** What stands behind `--`. */
  readonly reason: string | undefined;
  /** The last day on which it is in force. */
  readonly until: { readonly date: string; readonly range: Range } | undefined;
  /** With a date that is none it is not in force. */
  readonly problems: readonly DirectiveProblem[];
  /** Where findings must begin for it to speak of them; of `disable` and `enable`: from here on. */
  readonly scope: Range;
}
export interface DirectiveTarget {
  readonly name: string;
  readonly range: Range;
}
export interface DirectiveProblem {
  readonly code: "kind" | "target" | "date";
  readonly found: string;
  readonly range: Range;
}

/** What came of a directive, when all else is known of its article. */
export interface DirectiveUse {
  readonly directive: Directive;
  readonly expired: boolean;
  /** In the order of `directive.targets`. */
  readonly targets: readonly DirectiveTargetUse[];
}
export interface DirectiveTargetUse extends DirectiveTarget {
  /**
   * `unjudged`: its rule is off, or what it asked could not be answered, so that nobody knows. `unknown`: there is no
   * such rule.
   */
  readonly state: "used" | "unused" | "unjudged" | "unknown";
  /** Rules that may be meant by an unknown name. */
  readonly meant: readonly string[];
}
