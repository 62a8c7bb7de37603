/** The body: the tree of HTML, and its errors. */
import type { Range } from "./text.js";

export type Quote = '"' | "'" | "";

export interface Attribute {
  /** Lower-case name (SVG's adjusted case is kept in `written`). */
  readonly name: string;
  /** The decoded value; `""` if there is none. */
  readonly value: string;
  /** Name to closing quote. */
  readonly range: Range;
  /** The value without its quotes. Without a value: empty, at the end of the name. */
  readonly valueRange: Range;
  readonly quote: Quote;
  /** True if the attribute has `=`. */
  readonly hasValue: boolean;
  /** The value as written in the file, character references not decoded. */
  readonly raw: string;
  /**
   * How many whitespace characters in front of it go with it when it is removed. `0` also where the whitespace must
   * stay, because what is before and what is behind would become one: `<img alt=a title="b"src="c">`.
   */
  readonly spaceBefore: number;
}

/** By lower-case name; an object without prototype. */
export type Attributes = Readonly<Record<string, Attribute>>;

export interface Element {
  readonly type: "element";
  /** Lower-case for HTML elements; as it is written for components of Markdown that bear the name of one (`Image`). */
  readonly tag: string;
  readonly namespace: "html" | "svg" | "mathml" | "other";
  /** Start of the start tag to end of the end tag (or to where HTML closed the element). */
  readonly range: Range;
  readonly startTag: Range;
  readonly endTag: Range | undefined;
  readonly attributes: Attributes;
  readonly parent: Element | undefined;
  readonly children: readonly Node[];
}
export interface Text {
  readonly type: "text";
  readonly value: string;
  readonly range: Range;
  readonly parent: Element | undefined;
}
export interface Comment {
  readonly type: "comment";
  readonly value: string;
  readonly range: Range;
  readonly parent: Element | undefined;
}
export type Node = Element | Text | Comment;

/**
 * A parse error by its WHATWG name, https://html.spec.whatwg.org/multipage/parsing.html#parse-errors. Of several errors
 * within one tag or comment, which have one cause, only the first.
 */
export interface ParseError {
  readonly code: string;
  readonly range: Range;
  /** The element in whose start tag it is. */
  readonly element?: Element | undefined;
  /** Whether it was the only one there: what several errors mean nobody knows for certain. */
  readonly alone: boolean;
}

/** Tags that HTML repaired without a word: found from the tokens beside the tree, one entry per root cause. */
export type TagProblem =
  /** `closedAt`: where HTML closed the element, so that an end tag inserted there leaves the tree as it is. */
  | {
      readonly kind: "unclosed";
      readonly tag: string;
      readonly range: Range;
      readonly closedAt: number;
      readonly closedBy: string | undefined;
      readonly keepsTree: boolean;
      /** A start tag of the same name that is meant to be the end tag: `<b>甲<b>`. It is no problem of its own. */
      readonly mistyped?: Range;
    }
  | { readonly kind: "stray"; readonly tag: string; readonly range: Range; readonly keepsTree: boolean }
  /** `<b><i></b></i>`: `range` is the start tag of `tag`, `strayEnd` its end tag that came too late. */
  | {
      readonly kind: "misnested";
      readonly tag: string;
      readonly range: Range;
      readonly closedAt: number;
      readonly closedBy: string;
      readonly strayEnd: Range;
      /** Whether an end tag at `closedAt` would part a style from a block that is open in it. */
      readonly holdsBlock: boolean;
      /** Whether an end tag at `closedAt` and none at `strayEnd` give the same tree. */
      readonly keepsTree: boolean;
    }
  /** `<p>甲<div>乙</div></p>`: the start tag `inner` closed what cannot hold it, and `strayEnd` came too late. */
  | {
      readonly kind: "nested";
      readonly tag: string;
      readonly range: Range;
      readonly closedAt: number;
      readonly closedBy: string;
      readonly inner: Range;
      readonly strayEnd: Range;
    }
  /** A start tag that HTML left out: `<td>` outside a table, `<form>` within a `<form>`. */
  | { readonly kind: "dropped"; readonly tag: string; readonly range: Range }
  /** What stands in a table but in none of its cells, and is shown before it; of text, `tag` is `undefined`. */
  | { readonly kind: "fostered"; readonly tag: string | undefined; readonly range: Range };

export interface Body {
  readonly language: "html" | "markdown";
  readonly range: Range;
  /** Whether there are components of MDX or Vue: a generator compiles the HTML around them, and `<span/>` is closed. */
  readonly hasComponents: boolean;
  readonly children: readonly Node[];
  readonly parseErrors: readonly ParseError[];
  readonly tagProblems: readonly TagProblem[];
}
