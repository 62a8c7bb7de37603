/** What a real generator read from the articles of `articles.ts`; the content of `expected.json`. */
export interface Recording {
  /** Its name and version. */
  readonly generator: string;
  /** The time zones of the machines that built the site. */
  readonly zones: readonly string[];
  readonly articles: Record<string, Reading>;
}

export interface Reading {
  /**
   * `published`: a page with the data. `text`: a page without data, because the generator does not see the front matter.
   * `unpublished`: no page. `copied`: the file is copied as it is. `failed`: the article, or the whole build, fails.
   */
  readonly state: "published" | "text" | "unpublished" | "copied" | "failed";
  /** The values of `title`, `note` and `tags`. Dates are `{ date }`, and values without JSON `{ type }`. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** The date as read on the machine of each zone; `null` if it is not read. Absent if no machine reads one. */
  readonly dates?: readonly (string | null)[];
  /** The first line of the error. */
  readonly error?: string;
}
