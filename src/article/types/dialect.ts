/** How a generator reads Markdown. */
export interface Dialect {
  /** `mdx`: JSX and expressions instead of HTML. `commonmark`: CommonMark with the extensions of GitHub. */
  readonly base: "commonmark" | "mdx";
  /** CommonMark: an article that has JSX and that MDX compiles is MDX, because the generator is not known. */
  readonly mayBeMdx?: boolean;
  /**
   * CommonMark: Vue compiles the HTML that Markdown gives (VitePress). Every tag may be a component, and `/>` closes every
   * element.
   */
  readonly vue?: boolean;
  /** MDX: HTML comments are allowed (Docusaurus). */
  readonly htmlComments?: boolean;
  /** MDX: `## Title {#id}` is allowed (Docusaurus). */
  readonly headingIds?: boolean;
  /** Lines such as `:::note` and `:::` delimit containers (Docusaurus, Starlight, VitePress). */
  readonly containers?: boolean;
  /** MDX: formulas in TeX between `$` and `$$` are not JSX (remark-math). */
  readonly math?: boolean;
}
