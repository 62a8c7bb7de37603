/** Directives: comments that configure stet. */

import type { Element } from "./body.js";
import type { Range } from "./text.js";

export type DirectiveKind = "disable" | "enable" | "disable-line" | "disable-next-line";

/** A directive comment, such as `<!-- stet-disable-line image/alt -- the feed has none -->`. */
export interface Directive {
  /** `undefined` if the keyword after `stet-` is unknown. */
  readonly kind: DirectiveKind | undefined;
  /** The comment with its delimiters. */
  readonly range: Range;
  readonly language: "html" | "yaml" | "toml";
  /** The parent element of the comment. */
  readonly parent: Element | undefined;
  /** The rules it applies to: `image/alt`, `image/*`, or `*` (at the range of the keyword) if it lists none. */
  readonly targets: readonly DirectiveTarget[];
  /** The text after `--`. */
  readonly reason: string | undefined;
  /** The last day on which it applies. */
  readonly until: { readonly date: string; readonly range: Range } | undefined;
  /** A directive with an invalid date has no effect. */
  readonly problems: readonly DirectiveProblem[];
  /** The range where violations must begin for it to apply. For `disable` and `enable`: from this directive on. */
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

/** The effect of a directive, determined after the article is linted. */
export interface DirectiveUse {
  readonly directive: Directive;
  readonly expired: boolean;
  /** In the order of `directive.targets`. */
  readonly targets: readonly DirectiveTargetUse[];
}
export interface DirectiveTargetUse extends DirectiveTarget {
  /** `unjudged`: its rule is off or had incomplete information. `unknown`: the rule does not exist. */
  readonly state: "used" | "unused" | "unjudged" | "unknown";
  /** Suggestions for an unknown rule. */
  readonly meant: readonly string[];
}
