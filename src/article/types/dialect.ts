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
  /** CommonMark: `[^1]: text` goes on in lines indented by 4 spaces, if the article refers to it. */
  readonly footnotes?: boolean;
  /** CommonMark: `: text` after a paragraph is its definition, which goes on in indented lines. */
  readonly definitionLists?: boolean;
  /** CommonMark: `!!! note`, `??? note` and `=== "Tab"` have content that is indented by 4 spaces. */
  readonly admonitions?: boolean;
  /**
   * CommonMark: an element of HTML that begins a block goes on to its end tag, over blank lines, by the rules of this
   * program. With `markdown="1"` its content is Markdown. There are attribute lists: `{: .note}`.
   */
  readonly wholeElements?: "kramdown" | "python-markdown";
  /**
   * What shows `**` as text. By default the rules of CommonMark: `**甲，**乙`, because punctuation is next to it. `ascii`: only
   * ASCII punctuation counts (marked 1 to 4). `spaces`: only spaces on the inner side do (kramdown). `never`: nothing is known to.
   */
  readonly emphasis?: "ascii" | "spaces" | "never";
  /** `any-space`: `##` and a no-break space begin a heading (marked). `no-space`: `##Title` is one (Python-Markdown). */
  readonly headings?: "any-space" | "no-space";
  /** `[a](b c.md)` is a link (kramdown, Python-Markdown). */
  readonly spacesInUrls?: boolean;
  /** `[a](b(c.md)` is a link (marked). */
  readonly openParentheses?: boolean;
  /** Every line with bars is a row, and rows may have more cells than the header (kramdown). */
  readonly looseTables?: boolean;
  /** The delimiter row of a table may have more cells than the header (goldmark). */
  readonly wideDelimiterRows?: boolean;
  /** `<img src="a.png alt="x">` is passed on as it is (Python-Markdown). */
  readonly looseTags?: boolean;
  /** `![a](b.png =200x100)` is an image (a plugin). */
  readonly imageSizes?: boolean;
  /** A footnote to which nothing refers is shown, or footnotes are not known. */
  readonly showsUnusedFootnotes?: boolean;
  /** Plugins define references that the article does not. */
  readonly foreignReferences?: boolean;
}
