/** Creates an Article from text. Each part is parsed on first access and cached. */
import { readAnchors, withModules } from "./anchors.js";
import { withBase } from "./base-url.js";
import { type BodyFormat, type ReadBody, readBody } from "./body/index.js";
import type { Layout } from "./body/layout.js";
import { dialectOf } from "./dialect.js";
import { readDirectives } from "./directives.js";
import { findLead } from "./front-matter/fence.js";
import { findMisplaced, readFrontMatter } from "./front-matter/index.js";
import { writesOtherFormat } from "./other-formats.js";
import { type PlainAnchors, readPlainAnchors } from "./plain-anchors.js";
import { collectHeadings, collectImages, collectLinks, frontMatterImages } from "./references.js";
import type {
  Anchors,
  Article,
  ArticleOptions,
  Body,
  Directive,
  EncodingProblem,
  FrontMatter,
  Heading,
  ImageReference,
  LinkReference,
  MarkdownText,
  MisplacedFrontMatter,
  ModuleFile,
  OwnAnchors,
  Range,
  SiteGenerator,
} from "./types.js";

export { hasAnchor, isKnown } from "./anchors.js";
export { type FileReferences, fileReferences } from "./file-references.js";
export { requiredModule } from "./url.js";

export interface ArticleInput {
  /** The path for display. */
  readonly path: string;
  readonly text: string;
  /** If the bytes cannot be decoded, neither front matter nor body is parsed. */
  readonly encodingProblem?: EncodingProblem | undefined;
}

/** The article of a text. Front matter, body, images and links are parsed on first access. */
export function parseArticle(input: ArticleInput, options: ArticleOptions): Article {
  return new ParsedArticle(input, options);
}

/** The targets of links that can be known without parsing the body. */
export const plainAnchors = (article: Article): PlainAnchors | undefined =>
  article instanceof ParsedArticle ? article.plainAnchors() : undefined;

/** The targets in an article itself, and the modules that may add to them. */
export const ownAnchors = (article: Article): OwnAnchors | undefined =>
  article instanceof ParsedArticle ? article.ownAnchors() : undefined;

/** The files that were read for the targets of an article, if these are known already. */
export const moduleFiles = (article: Article): readonly ModuleFile[] =>
  article instanceof ParsedArticle ? article.moduleFiles : [];

class ParsedArticle implements Article {
  readonly path: string;
  readonly text: string;
  readonly encodingProblem: EncodingProblem | undefined;
  readonly lead: Range;
  readonly schemaIsChosen: boolean;
  readonly generator: SiteGenerator | undefined;
  readonly #options: ArticleOptions;
  #front: { readonly value: ReturnType<typeof readFrontMatter> } | undefined;
  #body: ReadBody | undefined;
  #layout: Layout | undefined;
  #templateTags: readonly Range[] | undefined;
  #modules: readonly Range[] | undefined;
  #markdown: MarkdownText | undefined;
  #images: readonly ImageReference[] | undefined;
  #links: readonly LinkReference[] | undefined;
  #headings: readonly Heading[] | undefined;
  #anchors: Anchors | undefined;
  #moduleFiles: readonly ModuleFile[] = [];
  #directives: readonly Directive[] | undefined;
  #memos: Map<unknown, unknown> | undefined;

  constructor({ path, text, encodingProblem }: ArticleInput, options: ArticleOptions) {
    this.path = path;
    this.text = text;
    this.encodingProblem = encodingProblem;
    this.#options = options;
    this.lead = findLead(text);
    this.schemaIsChosen = options.schemaIsChosen ?? false;
    this.generator = options.generator;
  }

  get frontMatter(): FrontMatter | undefined {
    return this.#readFront()?.frontMatter;
  }

  get misplacedFrontMatter(): MisplacedFrontMatter | undefined {
    if (this.frontMatter || this.encodingProblem) return undefined;
    return findMisplaced(this.text, this.lead.end, this.#options.yaml ?? "1.2");
  }

  #readFront(): ReturnType<typeof readFrontMatter> {
    this.#front ??= {
      value: this.encodingProblem
        ? undefined
        : readFrontMatter(this.text, this.lead.end, this.#options.yaml ?? "1.2", this.generator?.reader),
    };
    return this.#front.value;
  }

  get body(): Body {
    return this.#readBody().body;
  }

  #readBody(): ReadBody {
    if (!this.#body) {
      const { start, ...format } = this.#readFormat();
      this.#body = readBody(this.text, start, format);
    }
    return this.#body;
  }

  #readFormat(): BodyFormat & { readonly start: number } {
    const data = this.#readFront()?.frontMatter.data ?? {};
    const isUnread = this.encodingProblem !== undefined || writesOtherFormat(data, this.generator);
    const start = isUnread ? this.text.length : (this.#readFront()?.bodyStart ?? this.lead.end);
    const dialect = this.#options.dialect ?? dialectOf(this.path, data, this.generator);
    return { language: this.#options.bodyLanguage, dialect, start };
  }

  plainAnchors(): PlainAnchors | undefined {
    if (this.#options.bodyLanguage !== "markdown") return undefined;
    const { dialect, start } = this.#readFormat();
    return readPlainAnchors(this.text, start, dialect);
  }

  get prose(): readonly Range[] {
    return this.#readLayout().prose;
  }

  get code(): readonly Range[] {
    return this.#readLayout().code;
  }

  #readLayout(): Layout {
    this.#layout ??= this.#readBody().layout();
    return this.#layout;
  }

  get templateTags(): readonly Range[] {
    this.#templateTags ??= this.#readBody().templateTags();
    return this.#templateTags;
  }

  get modules(): readonly Range[] {
    this.#modules ??= this.#readBody().modules();
    return this.#modules;
  }

  get markdown(): MarkdownText {
    this.#markdown ??= this.#readBody().markdownText();
    return this.#markdown;
  }

  get images(): readonly ImageReference[] {
    if (this.#images) return this.#images;
    const { body, markdown } = this.#readBody();
    const named = frontMatterImages(this.text, this.frontMatter, this.#options.imagePaths);
    const lazy = this.#options.lazyAttributes.map((name) => name.toLowerCase());
    this.#images = withBase(collectImages(this.text, body, markdown, named, lazy), this.text, body);
    return this.#images;
  }

  get links(): readonly LinkReference[] {
    if (this.#links) return this.#links;
    const { body, markdown } = this.#readBody();
    this.#links = withBase(collectLinks(this.text, body, markdown), this.text, body);
    return this.#links;
  }

  get headings(): readonly Heading[] {
    if (this.#headings) return this.#headings;
    const { body, headings } = this.#readBody();
    this.#headings = collectHeadings(body, headings());
    return this.#headings;
  }

  get anchors(): Anchors {
    if (this.#anchors) return this.#anchors;
    const { anchors, modules } = this.ownAnchors();
    const found = modules.length > 0 ? this.#options.moduleAnchors?.(modules) : undefined;
    // What the modules add cannot be known.
    const isPartial = !found && modules.some(({ isOpaque }) => isOpaque);
    this.#anchors = found ? withModules(anchors, found) : isPartial ? { ...anchors, isPartial } : anchors;
    this.#moduleFiles = found?.files ?? [];
    return this.#anchors;
  }

  ownAnchors(): OwnAnchors {
    return readAnchors(this.text, this.body, this.headings, () => ({
      modules: this.modules,
      all: this.#readBody().generated().expressions,
    }));
  }

  /** Those of which its targets are made so far. */
  get moduleFiles(): readonly ModuleFile[] {
    return this.#moduleFiles;
  }

  get directives(): readonly Directive[] {
    // Fast path: most articles do not have directives.
    this.#directives ??= this.text.includes("stet-") && !this.encodingProblem ? readDirectives(this) : [];
    return this.#directives;
  }

  /** A property, not a method: it also works as `const { memo } = article` and on a proxy of the article. */
  readonly memo = <T>(make: (article: Article) => T): T => {
    this.#memos ??= new Map();
    if (!this.#memos.has(make)) this.#memos.set(make, make(this));
    return this.#memos.get(make) as T;
  };
}
