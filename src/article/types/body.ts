/** The body: the HTML tree and its errors. */
import type { Dialect } from "./dialect.js";
import type { Range } from "./text.js";

export type Quote = '"' | "'" | "";

export interface Attribute {
  /** Lower-case name (`written` preserves SVG's adjusted case). */
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
   * The number of whitespace characters before the attribute that are removed with it. `0` if the whitespace must stay
   * because the texts around it would merge: `<img alt=a title="b"src="c">`.
   */
  readonly spaceBefore: number;
}

/** By lower-case name; an object without prototype. */
export type Attributes = Readonly<Record<string, Attribute>>;

export interface Element {
  readonly type: "element";
  /** Lower-case for HTML elements. As written for Markdown components with the name of an HTML element (`Image`). */
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
 * A parse error by its WHATWG name, https://html.spec.whatwg.org/multipage/parsing.html#parse-errors. Several errors
 * within one tag or comment have one cause, so only the first is included.
 */
export interface ParseError {
  readonly code: string;
  readonly range: Range;
  /** The element whose start tag contains the error. */
  readonly element?: Element | undefined;
  /** Whether it is the only error in its tag or comment. The cause of several errors is uncertain. */
  readonly alone: boolean;
}

/**
 * Mismatched tags that HTML corrects without a parse error. They come from the tokens, with one entry per root cause.
 */
export type TagProblem =
  /** `closedAt`: where HTML closed the element, so that an end tag inserted there leaves the tree as it is. */
  | {
      readonly kind: "unclosed";
      readonly tag: string;
      readonly range: Range;
      readonly closedAt: number;
      readonly closedBy: string | undefined;
      readonly keepsTree: boolean;
      /** A start tag of the same name that should be the end tag: `<b>甲<b>`. It is not a separate problem. */
      readonly mistyped?: Range;
    }
  | { readonly kind: "stray"; readonly tag: string; readonly range: Range; readonly keepsTree: boolean }
  /** `<b><i></b></i>`: `range` is the start tag of `tag`, `strayEnd` its late end tag. */
  | {
      readonly kind: "misnested";
      readonly tag: string;
      readonly range: Range;
      readonly closedAt: number;
      readonly closedBy: string;
      readonly strayEnd: Range;
      /** Whether an end tag at `closedAt` would separate a formatting element from a block that is open in it. */
      readonly holdsBlock: boolean;
      /** Whether an end tag at `closedAt` instead of at `strayEnd` gives the same tree. */
      readonly keepsTree: boolean;
    }
  /**
   * `<p>甲<div>乙</div></p>`: the start tag `inner` closed an element that cannot contain it, and `strayEnd` is too late.
   */
  | {
      readonly kind: "nested";
      readonly tag: string;
      readonly range: Range;
      readonly closedAt: number;
      readonly closedBy: string;
      readonly inner: Range;
      readonly strayEnd: Range;
    }
  /** A start tag that HTML ignored: `<td>` outside a table, `<form>` within a `<form>`. */
  | { readonly kind: "dropped"; readonly tag: string; readonly range: Range }
  /** Content of a table outside its cells, which is displayed before the table. `tag` is `undefined` for text. */
  | { readonly kind: "fostered"; readonly tag: string | undefined; readonly range: Range };

/** A reason why MDX does not compile an article. */
export interface MdxProblem {
  readonly code:
    | "mdx-unclosed-element"
    | "mdx-stray-end-tag"
    | "mdx-mismatched-end-tag"
    | "mdx-end-tag-elsewhere"
    | "mdx-end-tag-with-attributes"
    | "mdx-unclosed-tag"
    | "mdx-unclosed-value"
    | "mdx-unexpected-character"
    | "mdx-comment"
    | "mdx-autolink"
    | "mdx-unclosed-expression"
    | "mdx-empty-expression"
    | "mdx-expression"
    | "mdx-no-spread"
    | "mdx-lazy-line"
    | "mdx-module"
    | "mdx-no-module-statement";
  readonly range: Range;
  /** The name of the tag; `""` for `<>` and where there is none. */
  readonly tag: string;
  /** The node of Markdown in which the tag is not closed: `"paragraph"`, `"listItem"` … */
  readonly scope: string;
  /** The other tag, the character, or the message of JavaScript's parser. */
  readonly detail: string;
}

/** What template tags do to the elements around them. Ranges are file-wide. */
export interface TemplateStructure {
  /** The branches of each `if` with an `else`: the page has one of them. */
  readonly alternatives: readonly (readonly Range[])[];
  /** From the opening to the closing tag of paired shortcodes, which may put elements around their content. */
  readonly containers: readonly Range[];
  /** Tags that insert other files, which may open and close elements: includes, partials, shortcodes. */
  readonly inserts: readonly Range[];
}

export interface Body {
  readonly language: "html" | "markdown";
  readonly range: Range;
  /**
   * Whether there are MDX or Vue components. A generator then compiles the HTML around them, and `<span/>` is closed.
   */
  readonly hasComponents: boolean;
  readonly children: readonly Node[];
  readonly parseErrors: readonly ParseError[];
  readonly tagProblems: readonly TagProblem[];
  /**
   * The indented code blocks of Markdown that are HTML by mistake, in order: a blank line ended the HTML before them. They
   * are read as HTML, so that the tree, images and links are those that the author wrote.
   */
  readonly shownAsCode: readonly Range[];
  /** How it is read. If the base is `mdx`, there are JSX and expressions instead of HTML, and no HTML parser reports errors. */
  readonly dialect: Dialect;
  /** What template tags do to the elements. */
  readonly templates: TemplateStructure;
  /** Why MDX does not compile the article, in order. The compiler stops at the first one. */
  readonly mdxProblems: readonly MdxProblem[];
}
