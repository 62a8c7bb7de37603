/**
 * The Article: what a rule may know of one file. Everything is positioned by
 * file-wide UTF-16 offsets; lines and columns are made once, when a result leaves.
 */

/** Half-open `[start, end)` in UTF-16 units of the whole file's decoded text. A byte order mark counts as one unit. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** One replacement: the text in `range` becomes `text`. An insertion has an empty range. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

export type Path = readonly (string | number)[];

/** Why a file's bytes are not the text they should be. The article is then not parsed. */
export interface EncodingProblem {
  readonly kind: "utf-16le" | "utf-16be" | "utf-32" | "invalid-utf-8" | "nul" | "too-large";
  /** Where it is first seen, in `Article.text` (a lossy decoding). */
  readonly range: Range;
  /** What was found, for a message: `"bytes D6 D0 (GBK?)"`, `"a NUL character"`, ... */
  readonly found: string;
  /** Of UTF-32: the kind does not say which it is. */
  readonly isBigEndian?: true;
}

export type FrontMatterLanguage = "yaml" | "toml" | "json";

/** A defect of the front matter's syntax at its exact place. */
export interface FrontMatterProblem {
  /**
   * `unclosed`: no closing fence. `language`: a language stet does not read (`js`, `coffee`, ...), never executed.
   * `conflict`: a merge that was never resolved. `template`: template syntax without quotes, which YAML reads as
   * something else. `second-block`: another block right behind the first, where it is text.
   * `duplicate-key`: the second key. `not-a-mapping`: the block is a list or a scalar. `limit`: too large or too deep.
   * `syntax`: whatever else the parser refuses.
   */
  readonly code:
    | "syntax"
    | "duplicate-key"
    | "unclosed"
    | "language"
    | "not-a-mapping"
    | "limit"
    | "conflict"
    | "template"
    | "second-block";
  readonly message: string;
  /** The message is the parser's own: it begins with a capital, and speaks of the language. */
  readonly byParser?: true;
  readonly range: Range;
  /** Edits that give the text the author certainly meant, already proven to parse. */
  readonly repair?: { readonly title: string; readonly edits: readonly Edit[] };
}

/** One key or value that is no list or mapping, as it is written. */
export interface FrontMatterScalar {
  /** Of a key: the path of its value. */
  readonly path: Path;
  readonly part: "key" | "value";
  readonly range: Range;
  /** `block`: YAML's `|` and `>`, TOML's strings in three quotes. */
  readonly style: "plain" | "single" | "double" | "block";
  /** What it is read as; of a key, its name. */
  readonly value: unknown;
}

/** How a scalar of front matter is written, which says how another value is written in its place. */
export interface ScalarStyle {
  readonly style: FrontMatterScalar["style"];
  /** Inside `[]` or `{}`, where a plain YAML scalar may hold less. */
  readonly flow: boolean;
}

/** What reads like front matter, but is none, since something stands in front of it. */
export interface MisplacedFrontMatter {
  /** Its opening fence is none, or is missing: how it is written, and what makes it one. */
  readonly unopened?: { readonly written: string; readonly edits: readonly Edit[] };
  /** With its fences. */
  readonly range: Range;
  readonly open: Range;
  /** What stands in front of it, from the first line with something on it. */
  readonly before: Range;
  /** Behind the closing line's break. */
  readonly bodyStart: number;
}

export interface FrontMatter {
  /** `yaml`, `toml`, `json`, or the unknown name the fence states. */
  readonly language: FrontMatterLanguage | (string & {});
  /** Opening fence to the end of the closing fence's line, its line break excluded. */
  readonly range: Range;
  /** The characters of the opening fence (`---`, `---toml`, `+++`, `;;;`, or the `{` of fence-less JSON). */
  readonly open: Range;
  /** What stands between the fences. */
  readonly content: Range;
  /** The closing fence; `undefined` where there is none (fence-less JSON: its `}`). */
  readonly close: Range | undefined;
  readonly problems: readonly FrontMatterProblem[];
  /**
   * The data as plain objects, arrays and scalars; dates stay the text that was written.
   * `undefined` if the block cannot be read (then `problems` says why). A duplicate key keeps its first value.
   */
  readonly data: Readonly<Record<string, unknown>> | undefined;
  /**
   * The place of a key, of its value, or of the whole entry (key to end of value).
   * For a list item, `key` and `value` are the item. `undefined` if nothing is written there.
   */
  place(path: Path, part: "key" | "value" | "entry"): Range | undefined;
  /** The value exactly as written (with quotes), or `undefined`. */
  written(path: Path): string | undefined;
  /** How the scalar at `path` is written; `undefined` where no edit can replace it (a list, YAML's alias). */
  scalarStyle(path: Path): ScalarStyle | undefined;
  /** An edit that gives the scalar at `path` another string value, keeping its quoting style (or taking `style`) where that can hold it. */
  setString(path: Path, value: string, style?: FrontMatterScalar["style"]): Edit | undefined;
  /** An edit that replaces the written form of the scalar at `path` (no quoting: the caller knows that `source` is valid). */
  setSource(path: Path, source: string): Edit | undefined;
  /** An edit that renames the key at `path`, quoted where the language needs it. */
  renameKey(path: Path, name: string, style?: FrontMatterScalar["style"]): Edit | undefined;
  /**
   * An edit that takes away the entry or list item at `path`: its lines with a remark behind it, or its part of a list
   * in brackets. Proven by reading the result: all other values stay. `undefined` where that cannot be.
   */
  removeEntry(path: Path): Edit | undefined;
  /**
   * An edit that makes the scalar or list at `path` a list of these strings, a list keeping its form (in brackets, or
   * one item a line). Proven by reading the result. `undefined` where it cannot be, or comments would be lost.
   */
  setList(path: Path, values: readonly string[]): Edit | undefined;
  /**
   * An edit that brings the top-level entries into this order, each with all its characters and the comments right
   * above it; blank lines stay where they are. Proven by reading the result. `undefined` where it cannot be.
   */
  reorder(keys: readonly string[]): Edit | undefined;
  /** Every scalar that is written in the block, keys included, in the order of the file. */
  scalars(): readonly FrontMatterScalar[];
}

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
