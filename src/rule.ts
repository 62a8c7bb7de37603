/**
 * What a rule author imports, and all that a rule may import.
 *
 * A rule is data before it is code: its name, words, options and handlers can be read without running it,
 * and nothing is parsed, walked or asked that no enabled rule handles. All handlers are synchronous; what is
 * true of a picture on another machine comes to `probed` as a value.
 */

import type {
  Anchors,
  Article,
  Attribute,
  Attributes,
  Body,
  Comment,
  Directive,
  DirectiveUse,
  Edit,
  Element,
  EncodingProblem,
  FrontMatter,
  FrontMatterProblem,
  FrontMatterScalar,
  Heading,
  ImageReference,
  LinkReference,
  MisplacedFrontMatter,
  Node,
  ParseError,
  Path,
  Range,
  TagProblem,
  Text,
} from "./article/types.js";
import type { FileFact, ImageFact, LinkFact, LinkWant, Want } from "./probe/types.js";
import type { Fix } from "./rule/fix.js";
import type { SchemaProblem } from "./schema/types.js";

export { decodeFragment, hasAnchor } from "./article/anchors.js";
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
export { yamlDisagreement } from "./article/front-matter/scalar.js";
export {
  categories,
  globalValues,
  interactive,
  type StandardElement,
  standardElements,
  type ValueKind,
} from "./article/html-standard.js";
export { parseSrcset, type Srcset, type SrcsetCandidate } from "./article/srcset.js";
export { suggest } from "./article/suggest.js";
export { textElements } from "./article/text-elements.js";
export { isPrivateHost, isTemplate } from "./article/url.js";
export {
  barePercent,
  codePoint,
  fullwidthScheme,
  invisibleInUrl,
  isSameUrl,
  narrowPunctuation,
  wideSpaceAround,
} from "./article/written-url.js";
export { t } from "./platform/i18n.js";
export { addAttribute, removeAttribute, setUrl, setValue, spellingFix } from "./rule/edits.js";
export { correctionFixes, formatPath, keyRange, valueRange } from "./rule/front-matter.js";
export { beginsMarkdownLine, leavesNoTrace, mayLinkUrls } from "./rule/markdown-safety.js";
export {
  entriesToReport,
  isComponent,
  isShown,
  isWholeDocument,
  isWithin,
  nonProseRanges,
  proseRanges,
  tagNameRange,
} from "./rule/queries.js";
export { alternatives, formatNames, joinWithOr, truncate, windows1252 } from "./rule/text.js";
export type {
  Anchors,
  Article,
  Attribute,
  Attributes,
  Body,
  Comment,
  Directive,
  DirectiveUse,
  Edit,
  Element,
  EncodingProblem,
  FileFact,
  Fix,
  FrontMatter,
  FrontMatterProblem,
  FrontMatterScalar,
  Heading,
  ImageFact,
  ImageReference,
  LinkFact,
  LinkReference,
  LinkWant,
  MisplacedFrontMatter,
  Node,
  ParseError,
  Path,
  Range,
  SchemaProblem,
  TagProblem,
  Text,
  Want,
};

/** JSON Schema for one option, small enough to give it a TypeScript type. Every option has a default. */
export type Option = { readonly description: string } & (
  | {
      readonly type: "integer" | "number";
      readonly default: number;
      readonly minimum?: number;
      readonly maximum?: number;
    }
  | { readonly type: "boolean"; readonly default: boolean }
  | { readonly type: "string"; readonly default: string; readonly enum?: readonly string[] }
  | { readonly type: "array"; readonly items: { readonly type: "string" }; readonly default: readonly string[] }
);
type OptionValue<S> = S extends { readonly enum: readonly (infer E)[] }
  ? E
  : S extends { readonly type: "integer" | "number" }
    ? number
    : S extends { readonly type: "boolean" }
      ? boolean
      : S extends { readonly type: "array" }
        ? readonly string[]
        : string;
export type OptionSchemas = Readonly<Record<string, Option>>;
export type OptionsOf<O> = { readonly [K in keyof O]: OptionValue<O[K]> };

// biome-ignore lint/suspicious/noExplicitAny: each message states its own data; `report` checks it by inference
export type Messages = Readonly<Record<string, (data: any) => string>>;

export interface Report<D> {
  readonly at: Range;
  readonly data: D;
  readonly fix?: Fix | undefined;
  /** Offered to a person, never applied by `--fix`. */
  readonly suggestions?: readonly Fix[];
  /**
   * Makes this one finding milder than the rule: shown as a warning even where the rule is set to `error`.
   * For what may well be fine (a server that was slow), beside what surely is not (a picture that is gone).
   */
  readonly severity?: "warning";
  /** The picture or link that this is about; joins with `images[].url` in reports. */
  readonly url?: string | undefined;
}

/** What a rule knows apart from any article. */
export interface RuleSettings<O, P> {
  /** Complete: with the defaults of what nobody set. */
  readonly options: OptionsOf<O>;
  /** What the rule's `prepare` returned for these options; `undefined` without one. */
  readonly prepared: P;
}

export interface Context<O, M extends Messages, P = unknown> extends RuleSettings<O, P> {
  /** The moment of the run: the same for all articles, and what a test says it is. */
  readonly now: Date;
  /**
   * Whether a moment (milliseconds since 1970) lies before that of the run. Cheaper than `now`: an article about which
   * no rule has asked more need not be looked at again tomorrow.
   */
  isPast(instant: number): boolean;
  report<K extends keyof M & string>(id: K, report: Report<Parameters<M[K]>[0]>): void;
}
export interface ArticleContext<O, M extends Messages, P = unknown> extends Context<O, M, P> {
  readonly article: Article;
}

/** One article of the site, as a site rule knows it when it judges. */
export interface SiteEntry<S> {
  /** Relative to the configuration that says what the site is, with `/`; without one, to the working directory. */
  readonly path: string;
  /** Whether the article is in this run. Of the others only the summary is known, and nothing can be reported on them. */
  readonly linted: boolean;
  readonly summary: S;
}

/** A file of the site that is no article. */
export interface SiteFile {
  /** Relative to the configuration that says what the site is, with `/`. */
  readonly path: string;
}

export interface SiteReport<D> extends Omit<Report<D>, "fix" | "suggestions"> {
  /** Makes the fix on the article itself, which is read again for it: when a site is judged, all trees are gone. */
  readonly fix?: (article: Article) => Fix | undefined;
}

export interface SiteContext<O, M extends Messages, P = unknown> extends RuleSettings<O, P> {
  /** What the rule's `files` asked for, sorted by path. Empty if it asks for none. */
  readonly files: readonly SiteFile[];
  report<K extends keyof M & string>(entry: SiteEntry<unknown>, id: K, report: SiteReport<Parameters<M[K]>[0]>): void;
  /** About a file as a whole. */
  reportFile<K extends keyof M & string>(
    file: SiteFile,
    id: K,
    report: Omit<SiteReport<Parameters<M[K]>[0]>, "at" | "fix">,
  ): void;
}

/** The moment of a rule that sees all articles: each is summed up when it is looked at, and all are judged at the end. */
export interface SiteHandlers<S, O extends OptionSchemas, M extends Messages, P = unknown> {
  /**
   * What the judgement must know of one article; `undefined` if that is nothing. Small plain JSON data, with ranges for
   * what may be reported: it is kept while the run lasts, and in a cache for later runs. It must follow from the
   * article and the options alone. `article.path` is relative to the configuration that says what the site is, so that it is
   * the same from every working directory.
   */
  summarize(article: Article, settings: RuleSettings<O, P>): S | undefined;
  /**
   * Once, with all articles that have a summary, sorted by path. Articles whose options of this rule differ are judged
   * apart.
   */
  check(entries: readonly SiteEntry<S>[], context: SiteContext<O, M, P>): void;
  /**
   * Folders and globs, relative to the configuration, of the files that the judgement needs a list of. A rule that has
   * this is judged only if the configuration says which articles the site has and the run has all of them.
   */
  files?(options: OptionsOf<O>): readonly string[];
}

type Handle<T, O, M extends Messages, P> = (subject: T, context: ArticleContext<O, M, P>) => void;

/**
 * Presets beside `recommended`, which a rule's `severity` speaks of. `strict`: what `recommended` has, all as errors.
 * `rss-archive`: articles that a feed crawler wrote. `markdown-docs`: documentation in Markdown. `accessibility`: only
 * what readers with assistive technology meet.
 */
export type PresetName = "strict" | "rss-archive" | "markdown-docs" | "accessibility";

/** `deprecated`: struck through. `unnecessary`: faded out, since nothing would be lost without it. */
export type EditorTag = "deprecated" | "unnecessary";

export interface Rule<
  O extends OptionSchemas = OptionSchemas,
  M extends Messages = Messages,
  S = unknown,
  P = unknown,
> {
  /** `family/name`, both kebab-case; the file is `rules/family/name.ts`. */
  readonly name: `${string}/${string}`;
  /** One line, present tense, what is required: "every picture has a text alternative". */
  readonly summary: string;
  /** The severity in the preset `recommended`. */
  readonly severity: "error" | "warning" | "off";
  /**
   * Its severity where a preset differs: for `rss-archive` and `markdown-docs` from `severity`, for `strict` from
   * `error` (`off` if `severity` is), for `accessibility` from `off`. Beside it, options that differ from the defaults.
   */
  readonly presets?: Partial<
    Readonly<
      Record<PresetName, "error" | "warning" | "off" | readonly ["error" | "warning", Partial<NoInfer<OptionsOf<O>>>]>
    >
  >;
  /** The strongest promise of its fixes; stated so that tables and `--help` can say it. */
  readonly fixable?: "safe" | "unsafe";
  readonly options?: O;
  readonly messages: M;
  /** How editors show what it reports; for some of its messages only, by their ids. */
  readonly editorTag?: EditorTag | Readonly<Partial<Record<keyof NoInfer<M>, EditorTag>>>;
  /**
   * Works out once for each set of options what handlers would work out for each article: a `Set`, a regular expression.
   * They find it as `context.prepared`. It depends on the options alone, and no handler changes it.
   */
  readonly prepare?: (options: OptionsOf<O>) => P;

  /** The file's bytes are not text. When this happens no other handler is called for the file. */
  readonly encoding?: Handle<EncodingProblem, O, M, P>;
  /** The text as a whole, once. */
  readonly source?: Handle<Article, O, M, P>;
  /** Once; `undefined` if the article has none. */
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
   * The last moment: a directive, and what came of it. Not called for articles in which a rule threw. What is reported
   * here is silenced only by directives that name this very rule.
   */
  readonly directive?: Handle<DirectiveUse, O, M, P>;
  /**
   * Called once per reference with what the probe found out. The tree is gone by then: the context has no article.
   * `where` decides from the reference alone whether the question is asked; only targets `remote`, `local` and
   * `data` are ever asked.
   */
  readonly probed?: {
    readonly want: Want;
    where?(reference: ImageReference, settings: RuleSettings<O, P>): boolean;
    /**
     * An absolute URL that could stand in the place of this one: if the picture is there, it is asked for as well, and
     * `fact.instead` holds, by this URL, whether it is the same picture. Not asked offline, nor for what the ledger knows.
     */
    instead?(reference: ImageReference, settings: RuleSettings<O, P>): string | undefined;
    image(reference: ImageReference, fact: ImageFact, context: Context<O, M, P>): void;
  };
  /**
   * The same for links. `where` sees targets `remote` (does anything answer?) and `local` with a path (what stands
   * there?). Not called where nothing can be known: a path of the site without `images.root`.
   */
  readonly linkProbed?: {
    readonly want: LinkWant;
    where?(reference: LinkReference, settings: RuleSettings<O, P>): boolean;
    link(reference: LinkReference, fact: LinkFact, context: Context<O, M, P>): void;
  };
  readonly site?: SiteHandlers<S, O, M, P>;
}

// biome-ignore lint/suspicious/noExplicitAny: a list of rules holds rules of any options and messages
export type AnyRule = Rule<any, any, any, any>;

/** Gives a rule its types; returns it unchanged. */
export function defineRule<const O extends OptionSchemas, M extends Messages, S, P = undefined>(
  rule: Rule<O, M, S, P>,
): Rule<O, M, S, P> {
  return rule;
}
