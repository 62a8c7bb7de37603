/**
 * The Article: what a rule may know of one file. Everything is positioned by
 * file-wide UTF-16 offsets; lines and columns are made once, when a result leaves.
 */

import type { Body } from "./types/body.js";
import type { Directive } from "./types/directives.js";
import type { FrontMatter, MisplacedFrontMatter } from "./types/front-matter.js";
import type { Anchors, Heading, ImageReference, LinkReference } from "./types/references.js";
import type { EncodingProblem, Path, Range } from "./types/text.js";

export type * from "./types/body.js";
export type * from "./types/directives.js";
export type * from "./types/front-matter.js";
export type * from "./types/references.js";
export type * from "./types/text.js";

export interface Article {
  /** As it is shown to people: relative to the working directory, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly encodingProblem: EncodingProblem | undefined;
  /** Byte order mark and blank lines before the front matter, or before the body if there is none. Empty if none. */
  readonly lead: Range;
  /** The configuration or the command line names a schema for it: it is meant to have front matter, of that kind. */
  readonly schemaIsChosen: boolean;
  /** Parsed when first asked for. */
  readonly frontMatter: FrontMatter | undefined;
  /** Looked for when first asked for; only where there is no front matter. */
  readonly misplacedFrontMatter: MisplacedFrontMatter | undefined;
  /** Parsed when first asked for. */
  readonly body: Body;
  /**
   * The text of the body that people read, as it is written, in the order of the file: without tags, code, character
   * references, URLs, Markdown's signs and template tags, each of which ends a range. Worked out when first asked for:
   * see first whether the whole text holds what you look for.
   */
  readonly prose: readonly Range[];
  /** What of the body is no language of the reader's: code, scripts, styles, comments, template tags. In order. */
  readonly code: readonly Range[];
  /** All pictures, in the order of the file. */
  readonly images: readonly ImageReference[];
  readonly links: readonly LinkReference[];
  /** Those of HTML and of Markdown, in the order of the file. Worked out when first asked for. */
  readonly headings: readonly Heading[];
  /** Where fragments may lead. Worked out when first asked for. */
  readonly anchors: Anchors;
  /** What comments say to stet, in the order of the file. */
  readonly directives: readonly Directive[];
  /**
   * What `make` returns for this article, worked out when it is first asked for. The function is the key: write it at the
   * top of a module, not inside a handler. Only what follows from the article alone may be kept here.
   */
  memo<T>(make: (article: Article) => T): T;
}

/** How articles are read. All of it comes from the configuration. */
export interface ArticleOptions {
  /** By file name ending, or forced: what the body is written in. */
  readonly bodyLanguage: "html" | "markdown";
  /** Attributes that hold a picture's URL until a script puts it into `src`. */
  readonly lazyAttributes: readonly string[];
  /** The version of YAML that front matter is read by; default 1.2. */
  readonly yaml?: "1.1" | "1.2";
  /** What `Article.schemaIsChosen` says; default: no. */
  readonly schemaIsChosen?: boolean;
  /** Paths of front matter values that name pictures, given the data (from the schema's `"format": "image-url"`). */
  readonly imagePaths?: (data: Readonly<Record<string, unknown>>) => readonly Path[];
}
