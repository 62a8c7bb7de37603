/**
 * What a rule author imports, and all that a rule may import.
 *
 * A rule is data before it is code: its name, words, options and handlers can be read without running it,
 * and nothing is parsed, walked or asked that no enabled rule handles. All handlers are synchronous; what is
 * true of a picture on another machine comes to `probed` as a value.
 */

import { decodeFragment } from "./article/anchors.js";
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
import { t } from "./platform/i18n.js";
import type { FileFact, ImageFact, LinkFact, LinkWant, Want } from "./probe/types.js";
import type { SchemaProblem } from "./schema/types.js";

export { decodeFragment, hasAnchor } from "./article/anchors.js";
export {
  type FoundDate,
  formatDate,
  instantOf,
  inZone,
  type Moment,
  minutesOf,
  type Offset,
  problemOf,
  readDate,
  readOffset,
  readUnix,
  weekdayName,
  weekdayOf,
  zonesMeant,
} from "./article/dates.js";
export { disagreement } from "./article/front-matter/scalar.js";
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
  isSameAddress,
  narrowPunctuation,
  wideBlankAround,
} from "./article/written-url.js";
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
export { t };

/** Edits on the text as it was linted: all or none. Unsafe unless the rule is certain that no reader or machine could mind. */
export interface Fix {
  readonly title: string;
  readonly safety: "safe" | "unsafe";
  readonly edits: readonly Edit[];
}

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

export interface Context<O, M extends Messages> {
  readonly options: OptionsOf<O>;
  /** The moment of the run: the same for all articles, and what a test says it is. */
  readonly now: Date;
  /**
   * Whether a moment (milliseconds since 1970) lies before that of the run. Cheaper than `now`: an article about which
   * no rule has asked more need not be looked at again tomorrow.
   */
  isPast(instant: number): boolean;
  report<K extends keyof M & string>(id: K, report: Report<Parameters<M[K]>[0]>): void;
}
export interface ArticleContext<O, M extends Messages> extends Context<O, M> {
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

export interface SiteContext<O, M extends Messages> {
  readonly options: OptionsOf<O>;
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
export interface SiteHandlers<S, O extends OptionSchemas, M extends Messages> {
  /**
   * What the judgement must know of one article; `undefined` if that is nothing. Small plain JSON data, with ranges for
   * what may be reported: it is kept while the run lasts, and in a cache for later runs. It must follow from the
   * article and the options alone. `article.path` is relative to the configuration that says what the site is, so that it is
   * the same from every working directory.
   */
  summarize(article: Article, context: { readonly options: OptionsOf<O> }): S | undefined;
  /**
   * Once, with all articles that have a summary, sorted by path. Articles whose options of this rule differ are judged
   * apart.
   */
  check(entries: readonly SiteEntry<S>[], context: SiteContext<O, M>): void;
  /**
   * Folders and globs, relative to the configuration, of the files that the judgement needs a list of. A rule that has
   * this is judged only if the configuration says which articles the site has and the run has all of them.
   */
  files?(options: OptionsOf<O>): readonly string[];
}

type Handle<T, O, M extends Messages> = (subject: T, context: ArticleContext<O, M>) => void;

/**
 * Presets beside `recommended`, which a rule's `severity` speaks of. `strict`: what `recommended` has, all as errors.
 * `rss-archive`: articles that a feed crawler wrote. `markdown-docs`: documentation in Markdown. `accessibility`: only
 * what readers with assistive technology meet.
 */
export type PresetName = "strict" | "rss-archive" | "markdown-docs" | "accessibility";

/** `deprecated`: struck through. `unnecessary`: faded out, since nothing would be lost without it. */
export type EditorTag = "deprecated" | "unnecessary";

export interface Rule<O extends OptionSchemas = OptionSchemas, M extends Messages = Messages, S = unknown> {
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

  /** The file's bytes are not text. When this happens no other handler is called for the file. */
  readonly encoding?: Handle<EncodingProblem, O, M>;
  /** The text as a whole, once. */
  readonly source?: Handle<Article, O, M>;
  /** Once; `undefined` if the article has none. */
  readonly frontMatter?: Handle<FrontMatter | undefined, O, M>;
  readonly schema?: Handle<SchemaProblem, O, M>;
  /** By lower-case tag name; `*` is called for every element, before the named one. */
  readonly element?: Readonly<Record<string, Handle<Element, O, M>>>;
  readonly text?: Handle<Text, O, M>;
  readonly comment?: Handle<Comment, O, M>;
  readonly parseError?: Handle<ParseError, O, M>;
  readonly tagProblem?: Handle<TagProblem, O, M>;
  /** The body tree as a whole, after the walk. */
  readonly body?: Handle<Body, O, M>;
  readonly image?: Handle<ImageReference, O, M>;
  readonly link?: Handle<LinkReference, O, M>;
  /**
   * The last moment: a directive, and what came of it. Not called for articles in which a rule threw. What is reported
   * here is silenced only by directives that name this very rule.
   */
  readonly directive?: Handle<DirectiveUse, O, M>;
  /**
   * Called once per reference with what the probe found out. The tree is gone by then: the context has no article.
   * `where` decides from the reference alone whether the question is asked; only targets `remote`, `local` and
   * `data` are ever asked.
   */
  readonly probed?: {
    readonly want: Want;
    where?(reference: ImageReference, options: OptionsOf<O>): boolean;
    /**
     * An absolute URL that could stand in the place of this one: if the picture is there, it is asked for as well, and
     * `fact.instead` holds, by this URL, whether it is the same picture. Not asked offline, nor for what the ledger knows.
     */
    instead?(reference: ImageReference, options: OptionsOf<O>): string | undefined;
    image(reference: ImageReference, fact: ImageFact, context: Context<O, M>): void;
  };
  /**
   * The same for links. `where` sees targets `remote` (does anything answer?) and `local` with a path (what stands
   * there?). Not called where nothing can be known: a path of the site without `images.root`.
   */
  readonly linkProbed?: {
    readonly want: LinkWant;
    where?(reference: LinkReference, options: OptionsOf<O>): boolean;
    link(reference: LinkReference, fact: LinkFact, context: Context<O, M>): void;
  };
  readonly site?: SiteHandlers<S, O, M>;
}

// biome-ignore lint/suspicious/noExplicitAny: a list of rules holds rules of any options and messages
export type AnyRule = Rule<any, any, any>;

/** Gives a rule its types; returns it unchanged. */
export function defineRule<const O extends OptionSchemas, M extends Messages, S>(rule: Rule<O, M, S>): Rule<O, M, S> {
  return rule;
}

const escapeAttribute = (value: string, quote: string, entities: boolean): string => {
  // A bare & is legal unless what follows reads as a character reference; then, or where the author
  // escapes already, all are escaped.
  const text = entities || /&#?\w+(?![\w=])/.test(value) ? value.replaceAll("&", "&amp;") : value;
  return quote === "'" ? text.replaceAll("'", "&#39;") : text.replaceAll('"', "&quot;");
};

/** An edit that gives an attribute another value, quoted if it was not. */
export function setValue(attribute: Attribute, value: string): Edit {
  const text = escapeAttribute(value, attribute.quote || '"', attribute.raw.includes("&amp;"));
  if (attribute.hasValue) return { range: attribute.valueRange, text: attribute.quote ? text : `"${text}"` };
  return { range: attribute.valueRange, text: `="${text}"` };
}

/** An edit that adds an attribute behind the last one of a start tag (or behind the name). */
export function addAttribute(startTag: Range, attributes: Attributes, name: string, value: string): Edit {
  const all = Object.values(attributes);
  const last = all.reduce<Attribute | undefined>((a, b) => (a && a.range.end > b.range.end ? a : b), undefined);
  // Without attributes: behind `<img`. A start tag's range begins at its `<`; `img` references have tag length 3.
  const at = last ? last.range.end : startTag.start + 4;
  return { range: { start: at, end: at }, text: ` ${name}="${escapeAttribute(value, '"', false)}"` };
}

/** An edit that removes an attribute and the blank in front of it. */
export function removeAttribute(attribute: Attribute): Edit {
  return { range: { start: attribute.range.start - 1, end: attribute.range.end }, text: "" };
}

/** An edit that names another URL in a reference, escaped for the language the reference stands in. */
export function setUrl(reference: ImageReference | LinkReference, url: string): Edit {
  const { urlRange: range, quote, syntax, written } = reference;
  const edit = (text: string): Edit => ({ range, text });
  switch (syntax) {
    case "html": {
      const text = escapeAttribute(url, quote || '"', written.includes("&amp;"));
      // srcset candidates share one pair of quotes, which is not theirs to add
      return edit(quote || reference.kind === "srcset" ? text : `"${text}"`);
    }
    case "markdown": {
      // Within an autolink nothing is an escape (CommonMark 0.31.2, section 6.5).
      if (reference.kind === "autolink") return edit(url.replace(/[<>\s]/g, encodeURIComponent));
      const encode = (char: string) => (char === "(" ? "%28" : char === ")" ? "%29" : encodeURIComponent(char));
      const text = url
        .replace(quote === "<" ? /[<>\r\n]/g : /[()\s<>]/g, encode)
        // CommonMark: a backslash escapes the punctuation behind it, and `&name;` is a character reference.
        .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, "\\\\")
        .replace(/&(?=#?\w{1,40};)/g, "&amp;");
      return edit(text);
    }
    case "yaml":
      if (quote === "'") return edit(url.replaceAll("'", "''"));
      if (quote === '"') return edit(JSON.stringify(url).slice(1, -1));
      return edit(/^[\w./-][^\s#]*$/.test(url) && !/:(\s|$)/.test(url) ? url : `'${url.replaceAll("'", "''")}'`);
    case "toml":
      return edit(quote === "'" && !url.includes("'") ? url : JSON.stringify(url).slice(1, -1));
    case "json":
      return edit(JSON.stringify(url).slice(1, -1));
  }
}

/**
 * The reference's URL with the names of its path as they are on disk (`FileFact.spelled`); what is spelled right stays as
 * it is written. `undefined` if the two paths do not correspond.
 */
function respelled({ url, syntax }: ImageReference | LinkReference, spelled: string): string | undefined {
  const [, path = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(url) ?? [];
  const written = path.replaceAll("\\", "/").split("/");
  const real = spelled.split("/");
  if (written.length !== real.length) return undefined;
  const names = written.map((name, at) => {
    const spelling = real[at] ?? "";
    if (decodeFragment(name) === spelling) return name;
    return syntax === "html" || name.includes("%")
      ? encodeURIComponent(spelling)
      : spelling.replace(/[%?#]/g, encodeURIComponent);
  });
  return names.join("/") + rest;
}

/**
 * How to write a reference whose file has another name on disk (`FileFact.spelled`). `looksSame`: the two differ in
 * Unicode normalization only, so that no message can show the difference.
 */
export function respelling(
  reference: ImageReference | LinkReference,
  spelled: string,
): { readonly looksSame: boolean; readonly fix: Fix | undefined } {
  const real = respelled(reference, spelled);
  return {
    looksSame: real?.normalize("NFC") === reference.url.normalize("NFC"),
    fix:
      real === undefined || real === reference.url
        ? undefined
        : {
            title: t("common.write", 'write "{real}"', { real: cut(real) }),
            safety: "safe",
            edits: [setUrl(reference, real)],
          },
  };
}

/**
 * What Windows-1252, and so HTML in character references, has in place of the control characters U+0080 to U+009F:
 * https://encoding.spec.whatwg.org/#windows-1252. `TextDecoder` is no help, some versions of Node take it for Latin-1.
 */
export const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** A value as a message shows it: what is longer than `most` loses its middle. */
export function cut(text: string, most = 72): string {
  if (text.length <= most) return text;
  const tail = Math.floor(most / 3);
  const head = text.slice(0, most - tail - 1).replace(/[\ud800-\udbff]$/, "");
  return `${head}…${text.slice(-tail).replace(/^[\udc00-\udfff]/, "")}`;
}

/**
 * Whether this reference names the picture that readers finally see in an `img`: that of its first lazy attribute
 * if it has one, else that of `src`. What the tag states of the picture's size is about this one.
 */
export function isShown({ kind, lazy, attribute, attributes, url }: ImageReference): boolean {
  const differs = (name: string) => attributes[name]?.value.trim() !== attributes.src?.value.trim();
  const instead = lazy.filter(differs);
  if (kind === "img") return url !== "" && instead.length === 0;
  return kind === "lazy" && attribute !== undefined && attribute === instead.find((name) => !name.endsWith("srcset"));
}

/** Whether the file is a page of its own, from `<!DOCTYPE html>` or `<html>` on, and not the content of one. */
export function isWholeDocument({ text, lead, frontMatter }: Article): boolean {
  let at = frontMatter?.range.end ?? lead.end;
  for (;;) {
    while (/\s/.test(text[at] ?? "")) at++;
    if (!text.startsWith("<!--", at)) return /^<(?:!doctype|html)[\s>]/i.test(text.slice(at, at + 12));
    const end = text.indexOf("-->", at + 4);
    if (end === -1) return false;
    at = end + 3;
  }
}

/** Whether a place is within one of these ranges, which are in order and apart from each other. */
export function isWithin(ranges: readonly Range[], offset: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return (ranges[low]?.start ?? Number.POSITIVE_INFINITY) <= offset;
}

/** The prose of an article, behind those of its front matter's values (`title`) that are wanted as well. */
export function proseWith({ frontMatter, prose }: Article, keys: readonly string[]): readonly Range[] {
  const values = keys.flatMap((key) => {
    const isText =
      frontMatter?.data && Object.hasOwn(frontMatter.data, key) && typeof frontMatter.data[key] === "string";
    return (isText && frontMatter.place([key], "value")) || [];
  });
  return [...values.sort((a, b) => a.start - b.start), ...prose];
}

/**
 * Where an article holds no words: its code, and the URLs of its pictures and links. What is left is front matter,
 * attributes and text. In order and apart from each other.
 */
export function wordless({ code, images, links }: Article): readonly Range[] {
  const all = [...code, ...images.map(({ urlRange }) => urlRange), ...links.map(({ urlRange }) => urlRange)];
  const apart: { start: number; end: number }[] = [];
  for (const { start, end } of all.sort((a, b) => a.start - b.start)) {
    const last = apart.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else if (start < end) apart.push({ start, end });
  }
  return apart;
}

/**
 * Whether an edit here would be an edit of the first tag of a Markdown line, which decides what the lines below it are
 * (CommonMark, section 4.6). Never so in HTML.
 */
export function beginsMarkdownLine({ text, body }: Article, offset: number): boolean {
  if (body.language !== "markdown") return false;
  let at = offset - 1;
  // Behind the marks of quotes and lists begins a line of theirs.
  while (/[ \t>*+\-\d.)]/.test(text[at] ?? "")) at--;
  if (at === 0 && text[at] === "\ufeff") at--;
  return at < 0 || text[at] === "\n" || text[at] === "\r";
}

/**
 * Whether what is around `range` is read as before once it is gone. Not so where a tag or a character reference comes about;
 * in Markdown where signs come to stand at the
 * beginning of a line or beside each other, or where a line is left with a single tag, which begins a block of HTML
 * (CommonMark, section 4.6); nor between `<pre>` and a line break, which is dropped there.
 */
export function leavesNoTrace(article: Article, { start, end }: Range): boolean {
  const { text } = article;
  // What stands beside it may go at the same time.
  const tagsBefore = endTagsBefore.exec(text.slice(Math.max(0, start - 200), start))?.[0].length ?? 0;
  const tagsBehind = endTagsBehind.exec(text.slice(end, end + 200))?.[0].length ?? 0;
  const among = { start: start - tagsBefore, end: end + tagsBehind };
  // Blanks that are left at the end of a line of Markdown are a sign.
  const left = (text.slice(among.start, start) + text.slice(end, among.end)).replace(tagsAmong, "");
  if (
    article.body.language === "markdown" &&
    left.includes(" ") &&
    /^[ \t]*(?:[\r\n]|$)/.test(text.slice(among.end, among.end + 200))
  )
    return false;
  return isNoBorder(article, { start, end }) && (tagsBefore + tagsBehind === 0 || isNoBorder(article, among));
}

/** With comments and blanks between them, and what takes no room. */
const goesToo = "(?:</[a-z][^<>]*>|<!--(?:(?!-->)[^])*-->)";
const noRoom = "[ \\t\\ufeff\\u200b-\\u200f\\u202a-\\u202e]*";
const endTagsBefore = new RegExp(`(?:${goesToo}${noRoom})*$`, "i");
const tagsAmong = new RegExp(goesToo, "gi");
const endTagsBehind = new RegExp(`^(?:${noRoom}${goesToo})*`, "i");

/**
 * Whether it depends on the tags around if a URL in the text of Markdown becomes a link: readers of it look for `<a>` and
 * `</a>` there, each in its own way.
 */
export function mayLinkUrls(article: Article): boolean {
  let may = linking.get(article);
  if (may === undefined) {
    may = hasAnchorProblemAndUrl(article);
    linking.set(article, may);
  }
  return may;
}

/** Asked for each tag that is wrong, of which there may be many. */
const linking = new WeakMap<Article, boolean>();

function hasAnchorProblemAndUrl({ body, text }: Article): boolean {
  return (
    body.language === "markdown" &&
    body.tagProblems.some(({ tag }) => tag === "a") &&
    /:\/\/|www\.|@/i.test(text.slice(body.range.start).replace(/<\/?[a-z][\w-]*(?:\s[^<>]*)?>/gi, ""))
  );
}

function isNoBorder({ text, body }: Article, { start, end }: Range): boolean {
  const next = text[end] ?? "";
  if (/[\r\n]/.test(next) && /<(?:pre|textarea|listing)\b[^<>]*>$/i.test(text.slice(Math.max(0, start - 200), start)))
    return false;
  const before = text[start - 1] ?? "";
  // `<</b>a`, `&am</b>p;`
  if (before === "<" || /&#?\w*$/.test(text.slice(Math.max(0, start - 40), start))) return false;
  if (body.language !== "markdown") return true;
  if (/[*_`~[\]!&|\\]/.test(before) || /[*_`~[\]!&|\\]/.test(next)) return false;
  // Blanks before a line break are a sign too.
  if (before === " " && /^[ \t]*[\r\n]/.test(text.slice(end, end + 20))) return false;
  // `www</b>.a.example`, `a</b>https://b.example`: which text is a link depends on what it begins behind, and ends before.
  const head = /[^\s<>]*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0] ?? "";
  const tail = /^[^\s<>]*/.exec(text.slice(end, end + 200))?.[0] ?? "";
  if (head && tail && /:\/\/|www\.|@/i.test(head + tail)) return false;
  let at = start - 1;
  while (/[ \t>*+\-#=\d.)]/.test(text[at] ?? "")) at--;
  if (at < body.range.start || /[\r\n]/.test(text[at] ?? "")) return false;
  const line = /[^\r\n]*$/.exec(text.slice(Math.max(0, start - 500), start))?.[0] ?? "";
  const rest = /^[^\r\n]*/.exec(text.slice(end, end + 500))?.[0] ?? "";
  // Readers differ in what they take for a blank line.
  return !/^[\s>*+\-\d.)|\u200b-\u200f\u202a-\u202e]*(?:<\/?[a-z][^<>]*>\s*)?$/i.test(line + rest);
}

/** The nearest key above `path`, or at it, that is written in the file; else the opening fence. */
export function keyRange(frontMatter: FrontMatter, path: Path): Range {
  for (let length = path.length; length > 0; length--) {
    const place = frontMatter.place(path.slice(0, length), "key");
    if (place) return place;
  }
  return frontMatter.open;
}

/** Where a value is pointed at: one that is not there yet (`title:`) has no width, and its key stands for it. */
export function valueRange(frontMatter: FrontMatter, path: Path): Range {
  if (path.length === 0) return frontMatter.open;
  const place = frontMatter.place(path, "value");
  return place && place.start < place.end ? place : keyRange(frontMatter, path);
}

/** `"categories[1]"`, `"author.name"`; the block as a whole has no name. */
export function shownPath(path: Path): string {
  if (path.length === 0) return t("rule.frontMatter", "Front matter");
  const dotted = path.map((step, i) =>
    typeof step === "number" || /^\d+$/.test(step) ? `[${step}]` : `${i ? "." : ""}${step}`,
  );
  return t("common.quoted", '"{dotted}"', { dotted: cut(dotted.join("")) });
}

/** The fix of a schema problem, and what else may be meant. */
export function corrections(
  frontMatter: FrontMatter,
  { path, corrections: known = [], didYouMean = [] }: SchemaProblem,
): { fix?: Fix; suggestions: Fix[] } {
  const fixes = known.flatMap(({ title, value, asWritten, safe }): Fix[] => {
    const edit = setValueAt(frontMatter, path, value, asWritten === true);
    return edit ? [{ title, safety: safe ? "safe" : "unsafe", edits: [edit] }] : [];
  });
  const meant = didYouMean.flatMap((name): Fix[] => {
    const edit = frontMatter.setString(path, name);
    return edit
      ? [{ title: t("common.write", 'write "{real}"', { real: name }), safety: "unsafe", edits: [edit] }]
      : [];
  });
  const [fix, ...others] = fixes;
  return fix ? { fix, suggestions: others } : { suggestions: meant };
}

function setValueAt(frontMatter: FrontMatter, path: Path, value: unknown, asWritten: boolean): Edit | undefined {
  const written = frontMatter.written(path) ?? "";
  if (Array.isArray(value)) {
    const items = asWritten ? [written] : value;
    // Numbers, true and false are written alike in all three languages.
    return items.every((item) => typeof item === "string")
      ? frontMatter.setList(path, items)
      : frontMatter.setSource(path, JSON.stringify(items));
  }
  if (typeof value === "string") return frontMatter.setString(path, asWritten ? written : value);
  return frontMatter.setSource(path, JSON.stringify(value));
}

/** `"a" or "b"`: names of which one may be meant. */
export function either(names: readonly string[]): string {
  return names
    .map((name) => t("common.quoted", '"{dotted}"', { dotted: cut(name) }))
    .reduce((before, name) => t("rule.or", "{before} or {name}", { before, name }));
}

/** `a, b or c`: all that is allowed. */
export function anyOf(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2
    ? last
    : t("rule.or", "{before} or {name}", { before: names.slice(0, -1).join(t("rule.comma", ", ")), name: last });
}

/** Names as a message lists them: two at most, then how many more. */
export function listed(paths: readonly string[]): string {
  const [first = "", second, ...more] = paths.map((path) => t("common.quoted", '"{dotted}"', { dotted: cut(path) }));
  if (second === undefined) return first;
  return more.length === 0
    ? t("rule.and", "{first} and {second}", { first, second })
    : t("rule.more", "{first}, {second} and {count} more", { first, second, count: more.length });
}

/**
 * Of articles that are in each other's way, in the order of their paths, those to report: all of this run but the first
 * of all, which the others give way to; that one only where no other is of this run.
 */
export function latecomers<E extends { readonly linted: boolean }>(entries: readonly E[]): E[] {
  const late = entries.slice(1).filter(({ linted }) => linted);
  return late.length > 0 ? late : entries.slice(0, 1).filter(({ linted }) => linted);
}

/** The name in an element's start tag: what a finding about the element as such points at. */
export function nameRange({ startTag, tag }: Element): Range {
  const start = startTag.start + 1;
  return { start, end: Math.min(startTag.end, start + tag.length) };
}

/**
 * `<Badge>`: a component of Vue or MDX, which HTML never gets to see. Only in Markdown, where those stand; no element of
 * HTML is written so. Not so `Promise<String>`, which lost its backticks.
 */
export function isComponent({ text, body }: Article, start: number): boolean {
  if (body.language !== "markdown" || /\w/.test(text[start - 1] ?? "")) return false;
  return /^<\/?[A-Z]\w*[a-z]/.test(text.slice(start, start + 60));
}
