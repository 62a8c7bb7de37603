/** The generator that makes the site of an article, such as Hexo. */

import type { Dialect } from "./dialect.js";

export type GeneratorName =
  | "Hexo"
  | "Jekyll"
  | "Hugo"
  | "Eleventy"
  | "Astro"
  | "Docusaurus"
  | "VitePress"
  | "MkDocs"
  | "mdBook"
  | "Next.js"
  | "built site";

/**
 * How YAML is read: a version of the specification, or a parser that differs from both. `psych` is Ruby's, `go-yaml` is
 * version 2 and 3 of gopkg.in/yaml.
 */
export type YamlDialect = "1.1" | "1.2" | "js-yaml-3" | "js-yaml-4" | "psych" | "go-yaml";

export interface SiteGenerator {
  readonly name: GeneratorName;
  /**
   * Whether the generator reads the front matter of the article, although there are blank lines before it. `undefined` if that
   * is not known.
   */
  readonly readsAfterBlank: boolean | undefined;
  /** How it reads front matter; `undefined` if that is not known. */
  readonly reader?: FrontMatterReader | undefined;
  /**
   * Whether its Markdown reads an HTML element up to its end tag, as kramdown and Python-Markdown do. In CommonMark, a
   * blank line ends most HTML, and indented lines after it are code.
   */
  readonly readsWholeElements: boolean;
  /**
   * How it reads the Markdown of the article.
   *
   * @param data the front matter, which can choose the dialect.
   */
  dialect(data: Readonly<Record<string, unknown>>): Dialect;
  /** Names of tags and categories with the same key are one for the generator. Absent: each name is one of its own. */
  readonly tagKey?: ((name: string) => string) | undefined;
  /** Classes to which the stylesheets of the site give a width and a height. */
  readonly sizedClasses?: ReadonlySet<string> | undefined;
  /** Why the generator does not publish the article; `undefined` if it does, or if that is not known. */
  readonly unpublished?: Unpublished | undefined;
}

/** How a generator reads front matter: what its tests recorded from the real program. */
export interface FrontMatterReader {
  /** The YAML library, for messages. */
  readonly library: string;
  /** It also reads front matter that begins with four or more dashes, or without an opening fence. */
  readonly readsLooseFences?: true;
  /** Values may begin on the line of the opening fence, and the body on that of the closing one. */
  readonly readsFenceLines?: true;
  /** Why it does not read the block; `undefined` if it does. */
  unreadFence(block: WrittenBlock): UnreadFence | undefined;
  /** Of a key of YAML that is there twice, it takes the last value; in others, that is an error. */
  readonly repeatedKeys?: "last";
  /** It takes a missing title from the first heading of level 1. */
  readonly titleIsHeading?: true;
  /** Whether the article at the path (with `/`) has a title, or needs none, without one in the front matter. */
  titleIsOptional?(path: string): boolean;
  /** The keys whose values it reads as dates. */
  readonly dateKeys: readonly string[];
  /** A date in the front matter. `undefined`: not known. */
  date(written: WrittenDate): DateReading | undefined;
  /** The keys that can hide an article. */
  readonly switches: Readonly<Record<string, Switch>>;
}

/** The fences of a block as written. */
export interface WrittenBlock {
  /** The text before the opening fence: a byte order mark, blank lines, both, or nothing. */
  readonly lead: string;
  /** The line of the opening fence with trailing spaces; `{` for JSON without fences. */
  readonly open: string;
  /** The line of the closing fence. */
  readonly close: string;
  /** The text between the fences. */
  readonly content: string;
  /** Path of the article, with `/`. */
  readonly path: string;
}

export interface UnreadFence {
  /** What the generator does not read. */
  readonly part: "open" | "close" | "bom";
  /** `text`: it shows the block as text. `fails`: the build fails. `copied`: it copies the file without building a page. */
  readonly effect: "text" | "fails" | "copied";
  /** The fence to write instead; `undefined` if the block must be rewritten in another language. */
  readonly write?: string;
}

export interface WrittenDate {
  /** The text of the value, without quotes. */
  readonly text: string;
  /** Whether it is plain YAML, so that the parser may make a date of it. */
  readonly plain: boolean;
  readonly language: string;
}

/**
 * `read`: a moment, in milliseconds since 1970, which depends on the machine if `machines` has different ones: that of a
 * machine in UTC and that of one 8 hours east of it. `none`: the article gets no date, or that of the file. `fails`: the
 * build fails. `special`: a word that the generator gives a meaning.
 */
export type DateReading =
  | { readonly kind: "read"; readonly machines: readonly [number, number] }
  | { readonly kind: "none" | "fails" | "special" };

export interface Switch {
  /** Whether the article is hidden by this value, which is as the generator's parser reads it. */
  hides(value: unknown): boolean;
  /** Whether this value ends the build. */
  refuses?(value: unknown): boolean;
  /** The value that surely hides an article. */
  readonly hiding: "true" | "false";
}

/**
 * - `name`: a file or folder name begins or ends with `character`.
 * - `date`: the file name does not begin with a date.
 * - `setting`: a glob in the configuration of the generator.
 */
export type Unpublished =
  | { readonly because: "name"; readonly name: string; readonly character: string; readonly at: "start" | "end" }
  | { readonly because: "date"; readonly name: string }
  | { readonly because: "setting"; readonly setting: string; readonly glob: string };
