/** What rules and reports say about violations of many articles. */

/** The articles about which a site rule makes one statement. */
export interface ArticleGroup {
  /** The number of these articles. */
  readonly articles: number;
  /** The number of articles of their feed or folder; absent if they are anywhere in the site. */
  readonly of?: number;
  /** The feed, if it is about one: its categories, such as `news/weather`. */
  readonly feed?: string;
}

/** What a message for the violations of many articles gets. */
export interface FoldedData<Message> {
  readonly cause: string;
  readonly data: Message extends (d: infer D) => string ? Partial<D & object> : object;
}
