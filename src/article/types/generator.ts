/** The generator that makes the site of an article, such as Hexo. */
export interface SiteGenerator {
  readonly name: "Hexo" | "Jekyll" | "Hugo" | "Astro" | "MkDocs";
  /** Whether the generator reads the front matter of the article, although there are blank lines before it. */
  readonly readsAfterBlank: boolean;
  /** Whether the generator reads `Fri, 31 May 2019 20:00:00 GMT` as this moment. `false` if that is not known. */
  readonly readsMailDates: boolean;
  /** Whether the settings of the site state its time zone, in which dates without a zone are read. */
  readonly statesTimeZone: boolean;
  /**
   * Whether its Markdown reads an HTML element up to its end tag, as kramdown and Python-Markdown do. In CommonMark, a
   * blank line ends most HTML, and indented lines after it are code.
   */
  readonly readsWholeElements: boolean;
  /** Why the generator does not publish the article; `undefined` if it does, or if that is not known. */
  readonly unpublished?: Unpublished | undefined;
}

/**
 * - `name`: a file or folder name begins or ends with `character`.
 * - `date`: the file name does not begin with a date.
 * - `setting`: a glob in the configuration of the generator.
 */
export type Unpublished =
  | { readonly because: "name"; readonly name: string; readonly character: string; readonly at: "start" | "end" }
  | { readonly because: "date"; readonly name: string }
  | { readonly because: "setting"; readonly setting: string; readonly glob: string };
