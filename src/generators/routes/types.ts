/** Where the pages of a site are, as its generator decides. Paths of output are relative to the built site, with `/`, and decoded. */

/** Why something about addresses is not known: a code for the text (see `src/site/reasons.ts`), and a name in it. */
export interface Unknown {
  readonly why: UnknownReason;
  /** A setting, a plugin, a file or a folder. */
  readonly detail: string;
}

export type UnknownReason =
  /** The site has no generator, or stet does not know the routes of this one. */
  | "generator"
  /** A setting in code that cannot be read. */
  | "setting"
  /** A file of settings of which nothing can be read. */
  | "unread"
  /** Redirects of the host, which may be for any address. */
  | "redirects"
  /** A plugin or script of the site, which may make pages. */
  | "plugin"
  /** A theme that is not in the site, and that may have pages and files. */
  | "theme"
  /** The address is made by a template or a program. */
  | "template"
  /** The address depends on the time zone of the computer that builds the site, or on the time of a file. */
  | "machine"
  /** Data that stet does not read make pages. */
  | "data"
  /** The address is on the host of the site, but not below its base path. */
  | "outside"
  /** Another repository may have its pages in this folder of the host. */
  | "project"
  /** The file is not in the site, or the generator makes no page of it. */
  | "file"
  /** The generator cannot read the front matter. */
  | "front-matter";

/** Why the generator makes no page of an article. */
export type UnpublishedReason =
  | "draft"
  | "future"
  | "expired"
  | "unpublished"
  | "ignored"
  | "name"
  | "no-date"
  | "collection";

export type Route =
  | {
      readonly state: "page";
      /**
       * The path of the page for readers, decoded, and as the generator writes it: `/2024/a/`. A generator gives it without the
       * base path of the site, a `SiteModel` with it.
       */
      readonly url: string;
      readonly output: string;
      /** Output paths that lead to this page. */
      readonly aliases: readonly string[];
    }
  | {
      readonly state: "unpublished";
      readonly because: UnpublishedReason;
      /** Where the page would be, if that is known. */
      readonly output?: string;
    }
  | {
      readonly state: "unknown";
      readonly reason: Unknown;
      /** The output paths that are possible; absent if any is. */
      readonly among?: readonly string[];
      /** What the output path surely begins with: `news/`. */
      readonly within?: string;
    };

/** Pages and files that the generator makes of no single article. */
export type GeneratedKind =
  | "home"
  | "pagination"
  | "archive"
  | "category"
  | "tag"
  | "taxonomy"
  | "section"
  | "feed"
  | "sitemap"
  | "error"
  | "other";

/** Output that may exist although stet does not know it. */
export interface Gap {
  readonly reason: Unknown;
  /** Only paths that start with this text. Default: all. */
  readonly prefix?: string;
  /** Only if a number up to this one follows the prefix. */
  readonly upTo?: number;
  /** Only pages, only other files, or only images. Default: pages and files. */
  readonly only?: "pages" | "files" | "images";
  /** No files whose extension is that of an image. */
  readonly except?: "images";
  /** Only in a folder at the top of the site in which the site has nothing. */
  readonly elsewhere?: true;
  /** Only because the address of this article is not known. */
  readonly of?: string;
}

/** The addresses of a site. Plain data, which can be sent to other threads. */
export interface RouteIndex {
  /** By the path of the source file, relative to the root of the site. */
  readonly articles: readonly (readonly [file: string, route: Route])[];
  /** By output path; with the file of the site that is the page, if there is one and it is no article. */
  readonly generated: readonly (readonly [output: string, kind: GeneratedKind, file?: string])[];
  /** Files that are copied to another place than `RoutePlan.copiedFrom` says; by output path. */
  readonly copies: readonly (readonly [output: string, file: string])[];
  readonly gaps: readonly Gap[];
  /** Why nothing is known of the site, not even of its articles. */
  readonly unread?: Unknown;
  /** Instead of that of the plan, if files of the site decide. */
  readonly sourceLinks?: RoutePlan["sourceLinks"];
  /** What template tags call articles, if that is not the path of the file: `title Low water`. */
  readonly names?: readonly (readonly [name: string, file: string])[];
  /** There is a built site that is newer than the articles: pages that were written before this time are not of it. */
  readonly builtSince?: number | undefined;
  /** All articles are in it, so what is not there does not exist. */
  readonly builtWhole?: boolean | undefined;
  /** Template tags of the generator that the site defines anew. */
  readonly ownTags?: readonly string[];
  /** The addresses that the host of the site sends elsewhere, see `src/site/redirects.ts`. */
  readonly redirects?: readonly HostRedirect[];
  /** Why the host may send any other address elsewhere. */
  readonly redirectsAny?: Unknown | undefined;
  /** The major version of the generator, where it matters and files of the site state it. */
  readonly version?: number | undefined;
  /** How the site itself sends readers of an old address to a page; absent if its generator cannot. */
  readonly redirectsBy?: RedirectSource | undefined;
  /** Why it is not known what a template or plugin makes of the URLs of links or images in Markdown, or also of those in HTML. */
  readonly hooks?: { readonly [About in Writing["about"]]?: Unknown | undefined } & {
    readonly alsoInHtml?: true;
    /** They lead only to pages and files whose name is the end of the path: those of the site, and these files. */
    readonly lookups?: readonly string[];
  };
}

export interface HostRedirect {
  /** A pattern of addresses: `/old/*`, `/:lang/old`. */
  readonly from: string;
  /** A path on the host of the site, with `:splat` or a parameter. Absent: elsewhere, or only for some readers. */
  readonly to?: string;
}

export type RedirectSource =
  /** A key of the front matter, with the addresses that lead to the page. */
  | { readonly key: string }
  /** A setting or plugin: `"redirects" of Astro`. */
  | { readonly setting: string };

/** A reference to a source file. It leads to the page or the copy of the first of these that exists. */
export interface Sources {
  /** Relative to the root of the site, decoded; they may begin with `..`. */
  readonly sources: readonly string[];
  /** The URL if none of them exists. Absent: then the page has no such link or image, or the build fails. */
  readonly otherwise?: string | Unknown;
  /** Only files with a page. */
  readonly only?: "pages";
}

/** How a URL is written: a generator changes those in Markdown, and leaves those in HTML. */
export interface Writing {
  /** `code`: a module that a bundler imports, as `./a.png` in `require("./a.png")`. */
  readonly syntax: "markdown" | "html" | "code";
  readonly about: "link" | "image";
  /** The template tag of which the generator makes the URL. */
  readonly tag?: string | undefined;
}

/** What the front matter of a file says. */
export interface FrontMatterData {
  readonly data: Readonly<Record<string, unknown>>;
  /** The generator cannot read the block. */
  readonly failed: boolean;
  /** The moments of a date on machines in UTC and 8 hours east of it; `undefined` if there is none. `fails`: the build does. */
  date(key: string): readonly [number, number] | "fails" | undefined;
}

/** The files of a site, read when they are asked for. Paths are relative to the root of the site, with `/`. */
export interface SiteFiles {
  /** All files in a folder and the folders below it, sorted. Without `node_modules`, `.git` and the like. */
  below(folder: string): readonly string[];
  exists(path: string): boolean;
  /** The front matter; `undefined` if the file has none or cannot be read. */
  frontMatter(file: string): FrontMatterData | undefined;
  /** Some kilobytes at the start of a file; `undefined` if it cannot be read. */
  start(file: string): string | undefined;
  /** `undefined` if the file cannot be read. */
  text(file: string): string | undefined;
  /** Milliseconds since 1970. */
  modified(file: string): number;
  /**
   * What a file of data or settings says, read without running it; `undefined` if it does not exist. Of one that cannot be
   * read, all values are unread (`unreadAt`).
   */
  data(file: string): Promise<Readonly<Record<string, unknown>> | undefined>;
}

/** What one tag refers to. */
export interface TagUse {
  /** The name of the tag or filter: `post_link`. */
  readonly tag: string;
  readonly about: "link" | "image";
  /** What the tag refers to, and what follows it in the URL: `ferries#times`. */
  readonly url: string;
  /** Where that is written in the tag, or in the URL with the tag. */
  readonly start: number;
  readonly end: number;
}

/** The template tags of a generator that refer to pages and files by a literal name, such as `{% post_link ferries %}`. */
export interface TagPlan {
  /** What a tag in the text shows: no, one or several links and images. Absent if no tag shows one. */
  shown?(tag: string): readonly TagUse[];
  /** What the tags in the URL of a link or image refer to; `undefined` if that depends on more than literal names. */
  inUrl(url: string): Omit<TagUse, "about"> | undefined;
  /**
   * Returns a function that finds what a tag refers to.
   *
   * @param base what all addresses of the site begin with.
   */
  finder(index: RouteIndex, base: string | Unknown): TagFinder;
}

/**
 * @param from the article, relative to the root of the site.
 * @param inMarkdown whether the tag is in a URL of Markdown.
 */
export type TagFinder = (
  use: Pick<TagUse, "tag" | "url">,
  from: string,
  inMarkdown: boolean,
) => string | Sources | Unknown | TagMiss;

/** `no-name`: the generator finds nothing of this name. `in-markdown`: it does not replace this tag in URLs of Markdown. */
export interface TagMiss {
  readonly miss: "no-name" | "in-markdown";
}

export interface BasePath {
  /** What all addresses begin with: `/`, or `/blog/`. */
  readonly base: string | Unknown;
  /** What it may be, if a condition in the configuration decides: `/` and `/blog/`. */
  readonly bases?: { readonly known: readonly string[]; readonly isAll: boolean };
}

/** The addresses of a site, as far as its settings say. */
export interface RoutePlan extends BasePath {
  /** The origin of the site, such as `https://news.example`, if the configuration has it. */
  readonly origin: string | undefined;
  /** The folder of the built site, relative to the root; `undefined` if it is not known. */
  readonly outputFolder: string | undefined;
  /** Everything that the addresses depend on, besides the files of the site. */
  readonly key: string;
  /**
   * What a link to a source file such as `b.md` becomes. `converted`: the address of its page. `as-is`: it stays, and leads
   * to the file if that is copied.
   */
  readonly sourceLinks: "as-is" | "converted" | Unknown;
  /**
   * The URL that the generator writes into the page for one in an article, if it changes it, or the source files that it
   * looks for.
   *
   * @param from the article, relative to the root of the site.
   * @param base what all addresses begin with: a name that no URL has, if that is not known.
   */
  rewrite?(url: string, as: Writing, from: string, base: string): string | Sources | Unknown;
  /** The template tags that refer to pages and files of the site. */
  readonly tags?: TagPlan;
  /** Reads the files of the site. */
  index(files: SiteFiles, now: Date): Promise<RouteIndex>;
  /** The source files, relative to the root, of which the first that exists is copied to this output path. */
  copiedFrom(output: string): readonly string[];
}
