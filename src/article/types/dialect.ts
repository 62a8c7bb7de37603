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
  /** CommonMark: footnotes that the article does not refer to are not shown; otherwise they are text. */
  readonly hidesUnusedFootnotes?: boolean;
  /**
   * CommonMark: `: text` after a paragraph is its definition, which goes on in indented lines. `perhaps`: it depends on a
   * plugin that is not known, so a safe fix must be safe without it too.
   */
  readonly definitionLists?: boolean | "perhaps";
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
  /** CommonMark: the program that decides what bare URLs are and where they end; by default, the specification of GitHub. */
  readonly bareUrls?: "none" | "marked" | "goldmark" | "linkify" | "linkify-schemes" | "micromark" | "magiclink";
  /** With `wholeElements`: there are no attribute lists. */
  readonly attributeLists?: false;
  /** With `wholeElements`: `markdown="1"` means nothing. */
  readonly markdownAttribute?: false;
  /** CommonMark: emphasis begins and ends next to everything but spaces (kramdown). */
  readonly looseEmphasis?: boolean;
  /** CommonMark: `~text~` is struck through. */
  readonly singleTilde?: boolean;
  /** CommonMark: `~~text~~` is struck through (default: true). */
  readonly strikethrough?: boolean;
  /** CommonMark: lines indented by 4 spaces are code (default: true). */
  readonly indentedCode?: boolean;
  /** CommonMark: `[ ]` begins a task (default: true). */
  readonly tasks?: boolean;
  /** The program that reads template tags first; by default, those of all programs count. */
  readonly templates?: "liquid" | "nunjucks" | "shortcodes" | "vue" | "none";
  /** HTML: the page is as browsers get it, without template tags, and with no ids but those that are written. */
  readonly isFinished?: boolean;
  /** HTML is left out of the page (Hugo, by default). */
  readonly dropsHtml?: boolean;
  /** The terms of definition lists get ids, too (Hugo). */
  readonly definitionTermIds?: boolean;
  /** Code of the site changes the pages, and may give them ids. */
  readonly codeMakesIds?: boolean;
  /** How headings get their ids. Absent if that is not known: then every spelling counts that some generator makes. */
  readonly headingIdStyle?: HeadingIdStyle;
}

/**
 * The program that makes the ids of headings, see `heading-ids.ts`. `kramdown-gfm` is kramdown as Jekyll calls it;
 * `goldmark-ascii` and `blackfriday` are settings of Hugo; `python-markdown-attributes` is with the extension `attr_list`.
 */
export type HeadingIdStyle =
  | "marked"
  | "hexo-markdown-it"
  | "kramdown"
  | "kramdown-gfm"
  | "goldmark"
  | "goldmark-ascii"
  | "blackfriday"
  | "astro"
  | "docusaurus"
  | "rehype-slug"
  | "vitepress"
  | "python-markdown"
  | "python-markdown-attributes";
