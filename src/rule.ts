/**
 * The rule API: everything that a rule may import. docs/rule-api.md describes it, and a test compares the two.
 *
 * A rule is data before it is code: its name, messages, options and handlers can be read without running it. stet parses
 * and requests only what a handler of an enabled rule needs. All handlers are synchronous: what is known about a remote
 * image is passed to `probed` as a value.
 */

import type {
  Anchors,
  Article,
  Attribute,
  Attributes,
  Body,
  Comment,
  Dialect,
  Directive,
  DirectiveUse,
  Edit,
  Element,
  EncodingProblem,
  Fence,
  FrontMatter,
  FrontMatterProblem,
  FrontMatterReader,
  FrontMatterScalar,
  Heading,
  ImageReference,
  LinkReference,
  MarkdownTable,
  MarkdownText,
  MdxProblem,
  MisplacedFrontMatter,
  Node,
  ParseError,
  Path,
  Range,
  ScalarStyle,
  SiteGenerator,
  StrongEmphasis,
  TableRow,
  TagProblem,
  TemplateStructure,
  Text,
  TextBlock,
  Unpublished,
  UnreadFence,
} from "./article/types.js";
import type { AddressFact, FileFact, ImageFact, LinkFact, LinkWant, Want } from "./probe/types.js";
import type { Fix } from "./rule/fix.js";
import type { ArticleGroup, FoldedData } from "./rule/folded.js";
import type { OptionSchemas, OptionsOf } from "./rule/options.js";
import type { SiteEntry, SiteFile } from "./rule/site-entries.js";
import type { SchemaProblem } from "./schema/types.js";

export { decodeFragment, hasAnchor, spelledId } from "./article/anchors.js";
export {
  dateProblem,
  type FoundDate,
  formatDate,
  instantOf,
  type Moment,
  type Offset,
  offsetMinutes,
  offsetsByZone,
  readDate,
  readOffset,
  readUnix,
  toZone,
  weekdayName,
  weekdayOf,
} from "./article/dates.js";
export { formulasIn } from "./article/formulas.js";
export { yamlDisagreement } from "./article/front-matter/scalar.js";
export { writtenBlock, writtenDate } from "./article/front-matter/written.js";
export {
  categories,
  globalValues,
  interactive,
  type StandardElement,
  standardElements,
  type ValueKind,
} from "./article/html-standard.js";
export { type LostValue, lostValueIn } from "./article/lost-values.js";
export { hasNoPage } from "./article/other-formats.js";
export { parseSrcset, type Srcset, type SrcsetCandidate } from "./article/srcset.js";
export { suggest } from "./article/suggest.js";
export { hasSyntaxError } from "./article/syntax-errors.js";
export { textElements } from "./article/text-elements.js";
export { isPrivateHost, isTemplate } from "./article/url.js";
export {
  barePercent,
  codePoint,
  doubledScheme,
  fullwidthScheme,
  hasHiddenMistake,
  invisibleInUrl,
  isSameUrl,
  narrowPunctuation,
  wideSpaceAround,
} from "./article/written-url.js";
export { t } from "./platform/i18n.js";
export { type ContinuedHtml, continueHtml } from "./rule/continued-html.js";
export { addAttribute, removeAttribute, removePart, setUrl, setValue, spellingFix } from "./rule/edits.js";
export { feedOf } from "./rule/feed.js";
export { correctionFixes, formatPath, keyRange, valueRange } from "./rule/front-matter.js";
export type { Option, OptionSchemas, OptionsOf } from "./rule/options.js";
export {
  areAlternatives,
  continuation,
  entriesToReport,
  isComponent,
  isEmptyItem,
  isInBranch,
  isNamedInProse,
  isShown,
  isWholeDocument,
  isWithin,
  mayHaveParent,
  nonProseRanges,
  proseRanges,
  tagNameRange,
} from "./rule/queries.js";
export type { AddressClash, MovedAddress, Redirect, SiteEntry, SiteFile } from "./rule/site-entries.js";
export { alternatives, formatBytes, formatNames, joinWithOr, truncate, windows1252 } from "./rule/text.js";
export type {
  AddressFact,
  Anchors,
  Article,
  ArticleGroup,
  Attribute,
  Attributes,
  Body,
  Comment,
  Dialect,
  Directive,
  DirectiveUse,
  Edit,
  Element,
  EncodingProblem,
  Fence,
  FileFact,
  Fix,
  FoldedData,
  FrontMatter,
  FrontMatterProblem,
  FrontMatterReader,
  FrontMatterScalar,
  Heading,
  ImageFact,
  ImageReference,
  LinkFact,
  LinkReference,
  LinkWant,
  MarkdownTable,
  MarkdownText,
  MdxProblem,
  MisplacedFrontMatter,
  Node,
  ParseError,
  Path,
  Range,
  ScalarStyle,
  SchemaProblem,
  SiteGenerator,
  StrongEmphasis,
  TableRow,
  TagProblem,
  TemplateStructure,
  Text,
  TextBlock,
  Unpublished,
  UnreadFence,
  Want,
};

// biome-ignore lint/suspicious/noExplicitAny: each message states its own data; `report` checks it by inference
export type Messages = Readonly<Record<string, (data: any) => string>>;

export interface Report<D> {
  readonly at: Range;
  readonly data: D;
  readonly fix?: Fix | undefined;
  /** Offered to the user, never applied by `--fix`. */
  readonly suggestions?: readonly Fix[];
  /**
   * Reports this violation as a warning even if the rule is set to `error`. For a rule that reports both possibly
   * temporary problems (a slow server) and certain ones (an image that does not exist).
   */
  readonly severity?: "warning";
  /** The URL of the image or link; equals `images[].url` in reports. */
  readonly url?: string | undefined;
  /**
   * What causes this violation and may cause it in many articles: a proxy, a host. Reports show violations of many
   * articles with the same cause as one.
   */
  readonly cause?: string | undefined;
  /** Only the first violation with this key is reported in an article. For one cause of many, such as a host. */
  readonly oncePer?: string | undefined;
  /** The host that did not give what was requested. It is the cause if it gave nothing else in this run either. */
  readonly deadHost?: string | undefined;
}

/** What a rule gets independently of an article. */
export interface RuleSettings<O, P> {
  /** The configured options, with defaults for the others. */
  readonly options: OptionsOf<O>;
  /** What the rule's `prepare` returned for these options; `undefined` without one. */
  readonly prepared: P;
}

export interface Context<O, M extends Messages, P = unknown> extends RuleSettings<O, P> {
  /** The time of the run: the same for all articles. Tests can set it. */
  readonly now: Date;
  /**
   * Whether a time (milliseconds since 1970) is before `now`. Prefer it to `now`: what is past stays past, so if it returns
   * `true`, the cached result of the article stays valid.
   */
  isPast(instant: number): boolean;
  report<K extends keyof M & string>(id: K, report: Report<Parameters<M[K]>[0]>): void;
}
export interface ArticleContext<O, M extends Messages, P = unknown> extends Context<O, M, P> {
  readonly article: Article;
}

export interface SiteReport<D> extends Omit<Report<D>, "fix" | "suggestions" | "deadHost" | "oncePer"> {
  /** Returns the fix for the article. stet reads the article again for it: no tree is in memory while `check` runs. */
  readonly fix?: (article: Article) => Fix | undefined;
  /**
   * If it is about a feed, a folder or other articles as a whole: their numbers. Report it in each of them, with the same
   * `cause` and a message in `folded`: reports show it once.
   */
  readonly group?: ArticleGroup | undefined;
}

export interface SiteContext<O, M extends Messages, P = unknown> extends RuleSettings<O, P> {
  /** The files that the rule's `files` matches, sorted by path. */
  readonly files: readonly SiteFile[];
  report<K extends keyof M & string>(entry: SiteEntry<unknown>, id: K, report: SiteReport<Parameters<M[K]>[0]>): void;
  /** Reports a violation about a whole file. */
  reportFile<K extends keyof M & string>(
    file: SiteFile,
    id: K,
    report: Omit<SiteReport<Parameters<M[K]>[0]>, "at" | "fix">,
  ): void;
}

/** The handlers of a rule that compares articles: it summarizes each one, and checks all summaries at the end. */
export interface SiteHandlers<S, O extends OptionSchemas, M extends Messages, P = unknown> {
  /**
   * What `check` needs to know about one article; `undefined` if nothing. Small plain JSON data, with the ranges to
   * report: it stays in memory for the run, and in a cache for later runs. It must depend on the article and the
   * settings alone. `article.path` is relative to the configuration that defines the site, so that it is the same from
   * every working directory.
   */
  summarize(article: Article, settings: RuleSettings<O, P>): S | undefined;
  /**
   * Called once with all articles that have a summary, sorted by path. Articles with different options of this rule are
   * checked separately.
   */
  check(entries: readonly SiteEntry<S>[], context: SiteContext<O, M, P>): void;
  /**
   * Folders and globs of files that `check` needs a list of, relative to the configuration. A rule with `files` runs only
   * if the configuration has `site.content` and the run includes all of it.
   */
  files?(options: OptionsOf<O>): readonly string[];
  /**
   * What `check` needs to know of the addresses of articles: see `SiteEntry`. With `moves`, `check` is called a second time,
   * with the files of `SiteFile.gone` and without entries.
   */
  readonly addresses?: "clashes" | "moves" | "links";
}

type Handle<T, O, M extends Messages, P> = (subject: T, context: ArticleContext<O, M, P>) => void;

/**
 * Presets other than `recommended`, which a rule's `severity` refers to. `strict`: the rules of `recommended`, all as
 * errors. `rss-archive`: articles that a feed crawler wrote. `markdown-docs`: documentation in Markdown.
 * `accessibility`: only what affects readers with assistive technology.
 */
export type PresetName = "strict" | "rss-archive" | "markdown-docs" | "accessibility" | "built-site";

/** `deprecated`: struck through. `unnecessary`: faded out, because it can be removed without loss. */
export type EditorTag = "deprecated" | "unnecessary";

export interface Rule<
  O extends OptionSchemas = OptionSchemas,
  M extends Messages = Messages,
  S = unknown,
  P = unknown,
> {
  /** `family/name`, both kebab-case; the file is `rules/family/name.ts`. */
  readonly name: `${string}/${string}`;
  /** One line that starts with Require, Disallow, Enforce or Report, without a final period. */
  readonly summary: string;
  /** The severity in the preset `recommended`. */
  readonly severity: "error" | "warning" | "off";
  /**
   * Its severity where a preset differs: for `rss-archive` and `markdown-docs` from `severity`, for `strict` from
   * `error` (`off` if `severity` is), for `accessibility` and `built-site` from `off`. Optionally with options that differ from the
   * defaults.
   */
  readonly presets?: Partial<
    Readonly<
      Record<PresetName, "error" | "warning" | "off" | readonly ["error" | "warning", Partial<NoInfer<OptionsOf<O>>>]>
    >
  >;
  /** The strongest safety of its fixes, for tables and `--help`. */
  readonly fixable?: "safe" | "unsafe";
  readonly options?: O;
  readonly messages: M;
  /**
   * Messages by id for reports that show the violations of many articles as one. The message then has to be true of all
   * of them, so it gets their cause (`""` without one) and, of their data, only the texts, numbers and booleans that all of
   * them have. Without such a message, reports show the message of the first violation as an example, unless all messages
   * are equal. `undefined` has the same effect.
   */
  readonly folded?: { readonly [K in keyof NoInfer<M>]?: (d: FoldedData<NoInfer<M>[K]>) => string | undefined };
  /** How editors show what it reports; for some of its messages only, by their ids. */
  readonly editorTag?: EditorTag | Readonly<Partial<Record<keyof NoInfer<M>, EditorTag>>>;
  /**
   * Runs once for each set of options. It returns what handlers would otherwise compute for each article, such as a `Set` or
   * a regular expression, and they get it as `context.prepared`. It must depend on the options alone.
   */
  readonly prepare?: (options: OptionsOf<O>) => P;

  /** Called if the file is not valid text. Then no other handler is called for the file. */
  readonly encoding?: Handle<EncodingProblem, O, M, P>;
  /** Called once. */
  readonly source?: Handle<Article, O, M, P>;
  /** Called once; the subject is `undefined` if the article has no front matter. */
  readonly frontMatter?: Handle<FrontMatter | undefined, O, M, P>;
  readonly schema?: Handle<SchemaProblem, O, M, P>;
  /** By lower-case tag name; `*` is called for every element, before the named one. */
  readonly element?: Readonly<Record<string, Handle<Element, O, M, P>>>;
  readonly text?: Handle<Text, O, M, P>;
  readonly comment?: Handle<Comment, O, M, P>;
  readonly parseError?: Handle<ParseError, O, M, P>;
  readonly tagProblem?: Handle<TagProblem, O, M, P>;
  /** The body tree as a whole, after the walk. */
  readonly body?: Handle<Body, O, M, P>;
  readonly image?: Handle<ImageReference, O, M, P>;
  readonly link?: Handle<LinkReference, O, M, P>;
  /**
   * Called for each directive when all other results are known. Not called for articles in which a rule failed. Its
   * violations can only be suppressed by directives that list this rule.
   */
  readonly directive?: Handle<DirectiveUse, O, M, P>;
  /**
   * Called for each image with the result of its check. The context has no article: the tree is no longer in memory.
   * `where` decides from the reference and the article whether stet checks the URL. Only the targets `remote`, `local` and `data` are
   * checked.
   */
  readonly probed?: {
    readonly want: Want;
    where?(reference: ImageReference, settings: RuleSettings<O, P> & { readonly article: Article }): boolean;
    /**
     * Absolute URLs that the rule would write instead, or one. If the image exists, stet checks these URLs as well, and
     * `fact.instead` tells whether they have the same image. Not checked offline, nor for images in the ledger.
     */
    instead?(reference: ImageReference, settings: RuleSettings<O, P>): string | readonly string[] | undefined;
    /**
     * Also check the URLs of `instead` if the image is not found or cannot be verified. Then nothing can be compared, and
     * `fact.instead` tells what is there. For a path of the site, this is the only case in which they are checked.
     */
    readonly insteadOfBroken?: boolean;
    /**
     * The rule compares the size that the article states with that of the image. If an earlier run saw the image and the
     * two differ, stet requests it again.
     */
    readonly comparesSize?: boolean;
    image(reference: ImageReference, fact: ImageFact, context: Context<O, M, P>): void;
  };
  /**
   * The same for links. `where` gets the targets `remote`, and `local` with a path. Not called if nothing can be known, such
   * as for root-relative paths without `images.root`.
   */
  readonly linkProbed?: {
    readonly want: LinkWant;
    where?(reference: LinkReference, settings: RuleSettings<O, P> & { readonly article: Article }): boolean;
    link(reference: LinkReference, fact: LinkFact, context: Context<O, M, P>): void;
  };
  readonly site?: SiteHandlers<S, O, M, P>;
}

// biome-ignore lint/suspicious/noExplicitAny: a list of rules holds rules of any options and messages
export type AnyRule = Rule<any, any, any, any>;

/** Provides the types of a rule; returns it unchanged. */
export function defineRule<const O extends OptionSchemas, M extends Messages, S, P = undefined>(
  rule: Rule<O, M, S, P>,
): Rule<O, M, S, P> {
  return rule;
}
