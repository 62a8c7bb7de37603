/** References in the body and front matter: images, links, and the targets of fragments. */

import type { Attributes, Quote } from "./body.js";
import type { IdParts } from "./dialect.js";
import type { FrontMatterLanguage, ScalarStyle } from "./front-matter.js";
import type { Path, Range } from "./text.js";

/** The target of a URL as written, independent of the configuration. */
export type UrlTarget =
  /** `url` is absolute and normalized like in a browser; `//host/x` became `https://host/x`. */
  | { readonly kind: "remote"; readonly url: string }
  /**
   * A path on this site: root-relative (`/a.png`) or relative to the article, still percent-encoded, without query and
   * fragment.
   */
  | { readonly kind: "local"; readonly path: string }
  | { readonly kind: "data"; readonly url: string }
  /** Contains template syntax (`{{ }}`, `{% %}`, `<%= %>`): never requested or checked. */
  | { readonly kind: "template" }
  | { readonly kind: "empty" }
  /** A scheme that images are not fetched with (`file:`, `blob:`, `javascript:`, `c:`). */
  | { readonly kind: "other"; readonly scheme: string }
  | { readonly kind: "invalid" };

/** One reference to an image. Plain data: it can be sent to a worker and does not retain the tree. */
export interface ImageReference {
  /** `template`: a template tag. `module`: an import of MDX. */
  readonly kind: "img" | "srcset" | "source" | "poster" | "lazy" | "markdown" | "front-matter" | "template" | "module";
  /** The language of the URL's source, which determines how edits are escaped. */
  readonly syntax: "html" | "markdown" | FrontMatterLanguage;
  /** The decoded URL: character references and escapes decoded, surrounding whitespace removed. */
  readonly url: string;
  /** The whole element, Markdown image or front matter value. */
  readonly range: Range;
  /** The range of the URL. For `img` without `src`: the name in the start tag. */
  readonly urlRange: Range;
  /** The URL as written at `urlRange`. A rule may report a position within the URL only if this equals `url`. */
  readonly written: string;
  /** The quote around the URL; Markdown: `<` for `<url>`, else `""`. */
  readonly quote: Quote | "<";
  /** False if an `img` has neither `src` nor `srcset`. */
  readonly present: boolean;
  readonly target: UrlTarget;
  /** A relative URL in an HTML page with `<base href>`: the URL that browsers make of both. `target` is that of it. */
  readonly resolved?: string;
  /** The attributes of the element (for `source`, its own); empty for Markdown and front matter. */
  readonly attributes: Attributes;
  /** The start tag of the element, where attributes can be added; `undefined` outside HTML. */
  readonly startTag: Range | undefined;
  /** The name of the attribute that holds the URL (`src`, `srcset`, `data-src`, `poster`). */
  readonly attribute: string | undefined;
  /**
   * For an `img`: its attributes with an image URL that a script displays instead of `src`, in the order of the
   * configuration. Otherwise empty.
   */
  readonly lazy: readonly string[];
  /** For the `src` of an `img`: browsers choose among the images of its `srcset`, or of the `source` elements in its `picture`. */
  readonly isFallback?: true;
  /** For a `source`: the URL in `src` of the `img` in the same `picture`. */
  readonly fallback?: string;
  /** The alt text: the `alt` attribute, or Markdown's label. `undefined` if there is none. */
  readonly alt: string | undefined;
  /** Front matter: the path of the value. */
  readonly path: Path | undefined;
  /** Front matter: the style of the value, for `setUrl`. Absent if no edit can replace it. */
  readonly scalar?: ScalarStyle;
  /** In `Body.shownAsCode`. */
  readonly isShownAsCode?: true;
  /** The template tag of which the generator makes the URL: `asset_img`. `url` is then what the tag refers to. */
  readonly tag?: string;
}

/** One link. Plain data like `ImageReference`; fields with the same names have the same meaning. */
export interface LinkReference {
  /**
   * `definition`: `[name]: url` in Markdown, which represents all links that use it. `autolink`: the URL is the text.
   * `template`: a template tag. `video`, `audio`: the `src` of these elements or of `source` and `track` in them. `resource`:
   * that of `script`, `iframe` and `embed`, and the `href` of `link`. `module`: an import of MDX. `Article.links` has none of these.
   */
  readonly kind:
    | "a"
    | "area"
    | "markdown"
    | "autolink"
    | "definition"
    | "template"
    | "video"
    | "audio"
    | "resource"
    | "module";
  readonly syntax: "html" | "markdown";
  readonly url: string;
  /** The whole element, Markdown link or definition. */
  readonly range: Range;
  readonly urlRange: Range;
  readonly written: string;
  readonly quote: Quote | "<";
  readonly target: UrlTarget;
  readonly resolved?: string;
  readonly attributes: Attributes;
  readonly startTag: Range | undefined;
  /** Markdown: the text in brackets without markup, or the name of a definition. `undefined` in HTML. */
  readonly label: string | undefined;
  readonly isShownAsCode?: true;
  readonly tag?: string;
}

/** A heading of the body. */
export interface Heading {
  readonly level: number;
  /** Without markup. */
  readonly text: string;
  readonly range: Range;
  /** Its id on the page: written, or made by the generator. `null` if it has none, `undefined` if that is not known. */
  readonly id?: string | null | undefined;
}

/** The possible targets of fragments; see `hasAnchor`. */
export interface Anchors {
  /** Ids of elements and of attribute lists (`{#id}`), and of headings if the generator's are known. */
  readonly ids: ReadonlySet<string>;
  /** Headings reduced to letters and digits, with their count. */
  readonly folded: ReadonlyMap<string, number>;
  /** Heading ids for suggestions; if the generator's are not known, as GitHub makes them. */
  readonly slugs: readonly string[];
  /** The ids of headings that are known, by the letters and digits of the headings. */
  readonly spellings: ReadonlyMap<string, string>;
  /** The letters and digits of headings up to a template tag, which may add to their ids. */
  readonly begun: readonly string[];
  /** Ids that templates complete. */
  readonly parts: readonly IdParts[];
  /** The article may have footnotes, whose ids the generator creates. */
  readonly footnotes: boolean;
  /** Part of the page comes from elsewhere (included files, components), so any id may exist. */
  readonly isPartial: boolean;
}
