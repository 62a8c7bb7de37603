/** What rules that compare articles get of each article and file. */

/** One article of the site, as passed to `check`. */
export interface SiteEntry<S> {
  /** Relative to the configuration that defines the site, with `/`; without one, to the working directory. */
  readonly path: string;
  /** Whether the article is in this run. A rule cannot report on the others: only their summaries are known. */
  readonly linted: boolean;
  readonly summary: S;
  /**
   * Addresses of the article that others have, too. Only for rules with `addresses`, for articles of this run, and if stet
   * knows the addresses of the site.
   */
  readonly clashes?: readonly AddressClash[] | undefined;
}

export interface AddressClash {
  /** The path of the address, decoded. */
  readonly url: string;
  /** Whether it is an alias of this article, which leads on to its page. */
  readonly isAlias: boolean;
  /** The other articles, sorted by path. Paths are like those of entries. */
  readonly others: readonly { readonly path: string; readonly isAlias: boolean }[];
}

/** A file of the site that is not an article. */
export interface SiteFile {
  /** Relative to the configuration that defines the site, with `/`. */
  readonly path: string;
}
