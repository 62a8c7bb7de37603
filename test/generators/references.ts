/** Where the references of a fixture site lead in the site that the real generator built; the content of `references.json`. */
export interface BuiltSite {
  /** Its name and version. */
  readonly generator: string;
  /** The URL path of the site. */
  readonly base: string;
  /** The URL path of the page of each article. */
  readonly pages: Readonly<Record<string, string>>;
  /** The URL paths of all pages. */
  readonly urls: readonly string[];
  /** By mark. */
  readonly references: Readonly<Record<string, BuiltReference>>;
}

export interface BuiltReference {
  /** The source file, relative to the site. */
  readonly in: string;
  /** The URL in the built page, resolved; absent for a data URL. */
  readonly to?: string;
  /**
   * `text`: the page shows it as text. `nothing`: the page has nothing of it. `unpublished`: there is no page of the article. `fails`: the build fails.
   * `elsewhere`: on another site.
   */
  readonly is: "page" | "file" | "missing" | "elsewhere" | "text" | "nothing" | "unpublished" | "fails";
  /** The page has no such id. */
  readonly anchor?: false;
  /** Only found on servers that add `.html`. */
  readonly clean?: true;
}
