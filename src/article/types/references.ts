/** What the body and the front matter refer to: images, links, and the targets of fragments. */

import type { Attributes, Quote } from "./body.js";
import type { FrontMatterLanguage, ScalarStyle } from "./front-matter.js";
import type { Path, Range } from "./text.js";

/** What a URL as written points to, before any configuration is known. */
export type UrlTarget =
  /** `url` is absolute and normalised as a browser does it; `//host/x` became `https://host/x`. */
  | { readonly kind: "remote"; readonly url: string }
  /** A path of this site: root-relative (`/a.png`) or relative to the article, still percent-encoded, without query and fragment. */
  | { readonly kind: "local"; readonly path: string }
  | { readonly kind: "data"; readonly url: string }
  /** Holds template syntax (`{{ }}`, `{% %}`, `<%= %>`): never requested, never judged. */
  | { readonly kind: "template" }
  | { readonly kind: "empty" }
  /** A scheme that no picture is fetched by (`file:`, `blob:`, `javascript:`, `c:`). */
  | { readonly kind: "other"; readonly scheme: string }
  | { readonly kind: "invalid" };

/** One place where a picture is named. Plain data: it can cross a worker boundary and outlive the tree. */
export interface ImageReference {
  readonly kind: "img" | "srcset" | "source" | "poster" | "lazy" | "markdown" | "front-matter";
  /** The language that the URL is written in, which decides how an edit is escaped. */
  readonly syntax: "html" | "markdown" | FrontMatterLanguage;
  /** The URL as the author meant it: character references and escapes decoded, outer blanks removed. */
  readonly url: string;
  /** The whole element, Markdown image or front matter value. */
  readonly range: Range;
  /** The characters of the URL. For `img` without `src`: the start tag's name. */
  readonly urlRange: Range;
  /** The URL as it is written at `urlRange`; equal to `url` when nothing is escaped, and only then may a rule point inside it. */
  readonly written: string;
  /** The quote around the URL; Markdown: `<` for `<url>`, else `""`. */
  readonly quote: Quote | "<";
  /** False when an `img` has no `src` (and no `srcset`) at all. */
  readonly present: boolean;
  readonly target: UrlTarget;
  /** The attributes of the element (for `source`, its own); empty for Markdown and front matter. */
  readonly attributes: Attributes;
  /** The start tag of the element, where attributes can be added; `undefined` outside HTML. */
  readonly startTag: Range | undefined;
  /** The name of the attribute that holds the URL (`src`, `srcset`, `data-src`, `poster`). */
  readonly attribute: string | undefined;
  /**
   * Of an `img`: those of its attributes that name a picture for a script to show instead of `src`, in the order of
   * the configuration. Empty if there are none, and outside `img`.
   */
  readonly lazy: readonly string[];
  /** The text alternative: the `alt` attribute, or Markdown's label; `undefined` if there is none. */
  readonly alt: string | undefined;
  /** Front matter: where the value stands. */
  readonly path: Path | undefined;
  /** Front matter: how the value is written, for `setUrl`. Absent where no edit can replace it. */
  readonly scalar?: ScalarStyle;
}

/** One place where something is linked. Plain data, as `ImageReference`, whose fields of the same names mean the same. */
export interface LinkReference {
  /** `definition`: `[name]: url` in Markdown, which stands for all links that name it. `autolink`: the URL is the text. */
  readonly kind: "a" | "area" | "markdown" | "autolink" | "definition";
  readonly syntax: "html" | "markdown";
  readonly url: string;
  /** The whole element, Markdown link or definition. */
  readonly range: Range;
  readonly urlRange: Range;
  readonly written: string;
  readonly quote: Quote | "<";
  readonly target: UrlTarget;
  readonly attributes: Attributes;
  readonly startTag: Range | undefined;
  /** Markdown: the text in brackets without its markup, or the name of a definition. In HTML the element has it. */
  readonly label: string | undefined;
}

/** A heading of the body. */
export interface Heading {
  readonly level: number;
  /** Without markup. */
  readonly text: string;
  readonly range: Range;
}

/** The places that fragments may lead to; see `hasAnchor`. */
export interface Anchors {
  /** Ids of elements, and those that attribute lists (`{#id}`) give. */
  readonly ids: ReadonlySet<string>;
  /** Headings by letters and digits alone, with their number. */
  readonly folded: ReadonlyMap<string, number>;
  /** Headings as GitHub names them, to be suggested. */
  readonly slugs: readonly string[];
  /** The article may have footnotes, to which its generator gives ids. */
  readonly footnotes: boolean;
  /** Part of the page comes from elsewhere (included files, components): it may have any id. */
  readonly isPartial: boolean;
}
