/** A small site that a real generator builds, to record the addresses of its pages. */
export interface SiteFixture {
  /** By path in the site. */
  readonly files: Readonly<Record<string, string>>;
  /** Articles whose address stet cannot know, with the reason that it must give. */
  readonly unknown?: Readonly<Record<string, string>>;
  /** Articles whose pages do not say what they are made of. */
  readonly unmarked?: readonly string[];
  /** Output that stet cannot know, by regular expression, each with the reason that it must give. */
  readonly unknownFiles?: Readonly<Record<string, string>>;
}

/** The content of `routes.json`. */
export interface RecordedRoutes {
  readonly generator: string;
  /** The time zones of the machines that built the site. */
  readonly zones: readonly string[];
  /** By source file: the output path and the URL; `null` if there is none. A list if the machines differ. */
  readonly articles: Readonly<Record<string, RecordedPage | readonly RecordedPage[]>>;
  /** By output path: where a page leads on to. */
  readonly redirects: Readonly<Record<string, string>>;
  /** All files of the built site, on all machines. */
  readonly files: readonly string[];
}

export type RecordedPage = { readonly output: string; readonly url: string } | null;
