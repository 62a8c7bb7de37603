/**
 * The Article: everything that a rule can know about one file. Positions are file-wide UTF-16 offsets. They are
 * converted to lines and columns once, when a result is reported.
 */

import type { Body } from "./types/body.js";
import type { Dialect } from "./types/dialect.js";
import type { Directive } from "./types/directives.js";
import type { FrontMatter, MisplacedFrontMatter } from "./types/front-matter.js";
import type { SiteGenerator, YamlDialect } from "./types/generator.js";
import type { MarkdownText } from "./types/markdown.js";
import type { ModuleAnchors, UsedModule } from "./types/modules.js";
import type { Anchors, Heading, ImageReference, LinkReference } from "./types/references.js";
import type { EncodingProblem, Path, Range } from "./types/text.js";

export type * from "./types/body.js";
export type * from "./types/dialect.js";
export type * from "./types/directives.js";
export type * from "./types/front-matter.js";
export type * from "./types/generator.js";
export type * from "./types/markdown.js";
export type * from "./types/modules.js";
export type * from "./types/references.js";
export type * from "./types/text.js";

export interface Article {
  /** The path for display: relative to the working directory, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly encodingProblem: EncodingProblem | undefined;
  /**
   * The byte order mark and blank lines before the front matter, or before the body if there is no front matter. May be
   * empty.
   */
  readonly lead: Range;
  /**
   * The configuration or command line specifies a schema for the article, so it should have front matter of that
   * schema.
   */
  readonly schemaIsChosen: boolean;
  /** The generator of the site, from its files or from the schema that the configuration chooses. */
  readonly generator: SiteGenerator | undefined;
  /** Parsed on first access. */
  readonly frontMatter: FrontMatter | undefined;
  /** Searched for on first access, and only if there is no front matter. */
  readonly misplacedFrontMatter: MisplacedFrontMatter | undefined;
  /** Parsed on first access. */
  readonly body: Body;
  /**
   * The displayed text of the body as written, in the order of the file. Tags, code, character references, URLs,
   * Markdown delimiters and template tags are excluded, and each ends a range. Computed on first access: for speed,
   * first check whether the whole text contains what the rule searches for.
   */
  readonly prose: readonly Range[];
  /** The parts of the body that are not natural language: code, scripts, styles, comments, template tags. In order. */
  readonly code: readonly Range[];
  /** The template tags of the body that are not in code, in order. Computed on first access. */
  readonly templateTags: readonly Range[];
  /** The import and export statements of MDX, as file-wide ranges. Computed on first access. */
  readonly modules: readonly Range[];
  /** The blocks of Markdown and the text in them. Computed on first access: for speed, first search the whole text. */
  readonly markdown: MarkdownText;
  /** All images, in the order of the file. */
  readonly images: readonly ImageReference[];
  readonly links: readonly LinkReference[];
  /** The headings of HTML and Markdown, in the order of the file. Computed on first access. */
  readonly headings: readonly Heading[];
  /** The possible targets of fragments. Computed on first access. */
  readonly anchors: Anchors;
  /** The directive comments, in the order of the file. */
  readonly directives: readonly Directive[];
  /**
   * Returns the cached result of `make` for this article, and computes it on first use. The function is the cache key:
   * define it at the top level of a module, not inside a handler. The result must depend on the article alone.
   */
  memo<T>(make: (article: Article) => T): T;
}

/** How articles are read. All of it comes from the configuration. */
export interface ArticleOptions {
  /** The language of the body, by file extension or forced. */
  readonly bodyLanguage: "html" | "markdown";
  /** Attributes that hold an image URL until a script moves it into `src`. */
  readonly lazyAttributes: readonly string[];
  /** How YAML front matter is read (default: 1.2). */
  readonly yaml?: YamlDialect;
  /** The value of `Article.schemaIsChosen` (default: false). */
  readonly schemaIsChosen?: boolean;
  readonly generator?: SiteGenerator | undefined;
  /** How the generator reads Markdown (default: by the extension of the file). */
  readonly dialect?: Dialect | undefined;
  /**
   * The paths of front matter values that are image URLs, given the data (from the schema's `"format": "image-url"`).
   */
  readonly imagePaths?: (data: Readonly<Record<string, unknown>>) => readonly Path[];
  /** What modules that the article imports add to its page; absent if that cannot be known. */
  readonly moduleAnchors?: ((used: readonly UsedModule[]) => ModuleAnchors) | undefined;
}
