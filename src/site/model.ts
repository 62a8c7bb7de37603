/** The site of an article: where its pages are, and what a URL in it leads to. */
import type { GeneratedKind, Route, Unknown, UnpublishedReason, Writing } from "../generators/routes/types.js";

export type { GeneratedKind, Route, Unknown, UnpublishedReason, Writing } from "../generators/routes/types.js";

/** What a URL leads to. File paths are absolute; output paths are relative to the built site and decoded. */
export type Target =
  | {
      readonly state: "page";
      readonly output: string;
      /** The article or other file that the page is made of; `undefined` for a generated page. */
      readonly file: string | undefined;
      /** `alias`: the address leads on to that of the page. */
      readonly kind: "article" | "alias" | GeneratedKind;
      /** The page in the built site, if that is newer than the sources. */
      readonly built?: string | undefined;
    }
  | {
      /** A file that the generator copies. */
      readonly state: "file";
      readonly output: string;
      readonly file: string;
    }
  | {
      /** There is a page or file at an address that differs in case or Unicode form only. */
      readonly state: "misspelled";
      readonly output: string;
      /** The path as it must be written, decoded, with as many parts as the URL has. */
      readonly spelled: string;
      readonly file: string | undefined;
    }
  | {
      readonly state: "missing";
      /** The path where the site has nothing. */
      readonly output: string;
      readonly because?: MissingReason;
    }
  | { readonly state: "unknown"; readonly reason: Unknown }
  /** Another site, or no address at all (`mailto:`). */
  | { readonly state: "external" };

/** What is known of an address that does not exist. */
export type MissingReason =
  /** The page is not published. */
  | { readonly kind: "unpublished"; readonly file: string; readonly because: UnpublishedReason }
  /** The base path is missing; with it, the address exists. */
  | { readonly kind: "base"; readonly base: string }
  /** There is no such source file (absolute path), which the generator looks for. */
  | { readonly kind: "no-file"; readonly file: string }
  /** A template tag finds nothing of this name. */
  | { readonly kind: "tag"; readonly tag: string }
  /** The generator does not replace this template tag in URLs of Markdown. */
  | { readonly kind: "tag-in-markdown"; readonly tag: string }
  /** It is the name of a source file, whose page has this path. */
  | { readonly kind: "source"; readonly file: string; readonly url: string | undefined };

export interface BuiltPage {
  /** Absolute path. */
  readonly file: string;
  readonly output: string;
}

/** How a site can send readers of an old address to a page; see `Redirect` of the rule API. */
export type RedirectWay =
  | { readonly kind: "front-matter"; readonly key: string; readonly value: string }
  | { readonly kind: "line"; readonly file: string; readonly line: string }
  | { readonly kind: "setting"; readonly setting: string }
  | { readonly kind: "none" };

export interface RoutedArticle {
  /** Absolute path. */
  readonly file: string;
  readonly route: Route;
}

export interface SiteRoutes {
  /** Sorted by path. */
  readonly articles: readonly RoutedArticle[];
  readonly generated: readonly { readonly output: string; readonly kind: GeneratedKind }[];
}

/** A site whose generator is known. Everything is read when it is asked for, and once. */
export interface SiteModel {
  /** Absolute path. */
  readonly root: string;
  /** What all addresses begin with: `/`, or `/blog/`. */
  readonly base: string | Unknown;
  /** `https://news.example`, if that is configured. */
  readonly origin: string | undefined;
  /** Absolute path of the folder of the built site, if that is known. */
  readonly outputFolder: string | undefined;
  /** The path of the URL of an output, decoded. */
  urlOf(output: string): string;
  /** Where the page of an article is. @param file absolute path. */
  routeOf(file: string): Promise<Route>;
  routes(): Promise<SiteRoutes>;
  /** The pages of the built site; `undefined` if there is none that is newer than the sources. */
  builtPages(): Promise<readonly BuiltPage[] | undefined>;
  /**
   * How readers of an address where nothing is can get to a page.
   *
   * @param url the path of the address, decoded.
   * @param page the path of the page, decoded; `undefined`: any page.
   */
  redirectTo(url: string, page: string | undefined): Promise<RedirectWay>;
  /**
   * The path of a file that the generator copies, with the base path: `/blog/img/a.png`. `undefined` if it copies no such file,
   * or if that is not known.
   *
   * @param file absolute path.
   */
  copyOf(file: string): Promise<string | undefined>;
  /**
   * What a URL in an article leads to, as a browser resolves it on the page of the article.
   *
   * @param url as written: relative, from the root of the host, or absolute. Query and fragment have no effect.
   * @param from absolute path of the article.
   * @param as how the URL is written; by default as a link in HTML.
   */
  resolve(url: string, from: string, as?: Writing): Promise<Target>;
  /** The same at once; `undefined` as long as the addresses of the site are not read. Pages have the same target each time. */
  resolveNow(url: string, from: string, as?: Writing): Target | undefined;
}
