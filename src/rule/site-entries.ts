/** What rules that compare articles get of each article and file. */

/** One article of the site, as passed to `check`. */
export interface SiteEntry<S> {
  /** Relative to the configuration that defines the site, with `/`; without one, to the working directory. */
  readonly path: string;
  /** Whether the article is in this run. A rule cannot report on the others: only their summaries are known. */
  readonly linted: boolean;
  /** Read when it is asked for. A copy of the entry (`{ ...entry }`) does not have it. */
  readonly summary: S;
  /**
   * Addresses of the article that others have, too. Only for rules with `addresses: "clashes"`, for articles of this run, and if stet
   * knows the addresses of the site.
   */
  readonly clashes?: readonly AddressClash[] | undefined;
  /**
   * Addresses that led to the article at the commit of `--since`, and where the site has nothing now. Only for rules with
   * `addresses: "moves"`, for articles of this run.
   */
  readonly moved?: readonly MovedAddress[] | undefined;
  /**
   * The address of the article, if no other page of the built site links to it. Only for rules with `addresses: "links"`, for
   * articles of this run, and if there is a built site that is newer than the sources.
   */
  readonly orphan?: string | undefined;
}

export interface AddressClash {
  /** The path of the address, decoded. */
  readonly url: string;
  /** Whether it is an alias of this article, which leads on to its page. */
  readonly isAlias: boolean;
  /** The other articles, sorted by path. Paths are like those of entries. */
  readonly others: readonly { readonly path: string; readonly isAlias: boolean }[];
}

export interface MovedAddress {
  /** The path of the address, decoded. */
  readonly url: string;
  /** Where the page is now; `undefined` if it is not published. */
  readonly to: string | undefined;
  readonly redirect: Redirect;
}

/** How the site can send readers of an old address to the page. */
export type Redirect =
  /** The article lists the address under a key of its front matter. */
  | { readonly kind: "front-matter"; readonly key: string; readonly value: string }
  /** A line of a file that the host reads. */
  | { readonly kind: "line"; readonly file: string; readonly line: string }
  /** A setting of the generator, of a plugin or of the host. */
  | { readonly kind: "setting"; readonly setting: string }
  /** The generator makes none. */
  | { readonly kind: "none" };

/** A file of the site that is not an article. */
export interface SiteFile {
  /** Relative to the configuration that defines the site, with `/`. */
  readonly path: string;
  /**
   * Only for rules with `addresses: "moves"`: a deleted article, or a file of settings, and the addresses where the site has
   * nothing any more because of that.
   */
  readonly gone?: { readonly isArticle: boolean; readonly urls: readonly string[] } | undefined;
}
