/** The generator that makes the site of an article, such as Hexo. */
export interface SiteGenerator {
  readonly name: "Hexo" | "Jekyll" | "Hugo" | "Astro";
  /** Whether the generator reads the front matter of the article, although there are blank lines before it. */
  readonly readsAfterBlank: boolean;
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
