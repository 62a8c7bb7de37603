import type { TagArguments } from "../tag-arguments.js";

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
  /**
   * Lines such as `:::note` and `:::` delimit containers (Docusaurus, Starlight, VitePress). `directives`: as remark-directive reads
   * them. A list: those with these names. `true`: plugins decide.
   */
  readonly containers?: boolean | "directives" | readonly string[];
  /** MDX: formulas in TeX between `$` and `$$` are not JSX (remark-math). */
  readonly math?: boolean;
  /** CommonMark: `[^1]: text` goes on in lines indented by 4 spaces, if the article refers to it. */
  readonly footnotes?: boolean;
  /**
   * CommonMark: what becomes of a footnote to which nothing refers. By default, it is text. `unknown`: it depends on a plugin, and is
   * read as text.
   */
  readonly unusedFootnotes?: "hidden" | "shown" | "unknown";
  /**
   * CommonMark: `: text` after a paragraph is its definition, which goes on in indented lines. `perhaps`: it depends on a
   * plugin that is not known, so a safe fix must be safe without it too.
   */
  readonly definitionLists?: boolean | "perhaps";
  /**
   * CommonMark: `!!! note`, `??? note` and `=== "Tab"` have content that is indented by 4 spaces. `known`: also without content;
   * otherwise, it may depend on a plugin.
   */
  readonly admonitions?: boolean | "known";
  /**
   * CommonMark: an element of HTML that begins a block goes on to its end tag, over blank lines, by the rules of this
   * program. With `markdown="1"` its content is Markdown. There are attribute lists: `{: .note}`.
   */
  readonly wholeElements?: "kramdown" | "python-markdown";
  /**
   * CommonMark: the program that decides what emphasis is, see `body/emphasis/`. By default the rules of CommonMark, by which
   * `**甲，**乙` is text, because punctuation is next to it. `marked-4`: marked 1 to 4, to which only ASCII punctuation is punctuation.
   * `cjk-friendly`: with a plugin for Chinese, of markdown-it or of micromark. `unknown`: what is text is not known.
   */
  readonly emphasis?:
    | "marked"
    | "marked-4"
    | "micromark"
    | "kramdown"
    | "python-markdown"
    | "cjk-friendly"
    | "cjk-friendly-micromark"
    | "unknown";
  /** CommonMark: fences and the content of `{% raw %}` are taken out before Markdown is read (Hexo). */
  readonly extractsCode?: boolean;
  /** CommonMark: what is in a block of HTML is inline Markdown (marked 0.3). */
  readonly inlineHtml?: boolean;
  /** `any-space`: `##` and a no-break space begin a heading (marked). `no-space`: `##Title` is one (Python-Markdown). */
  readonly headings?: "any-space" | "no-space";
  /** A line with a tab and nothing else but spaces does not end a paragraph (marked). */
  readonly tabsInParagraphs?: boolean;
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
  /** Plugins define references that the article does not. */
  readonly foreignReferences?: boolean;
  /** CommonMark: the program that decides what bare URLs are and where they end; by default, the specification of GitHub. */
  readonly bareUrls?:
    | "none"
    | "marked"
    | "goldmark"
    | "linkify"
    | "linkify-schemes"
    | "micromark"
    | "micromark-directives"
    | "magiclink";
  /** With `wholeElements` and `vue`: there are no attribute lists. */
  readonly attributeLists?: false;
  /** With `wholeElements`: `<center>` begins no block (Python-Markdown before version 3.5). */
  readonly centerIsText?: boolean;
  /** With `wholeElements`: `markdown="1"` means nothing. */
  readonly markdownAttribute?: false;
  /** CommonMark: the characters that a backslash escapes (default: all of ASCII punctuation). */
  readonly escapes?: string;
  /** CommonMark: there may be links in the text of a link (marked). */
  readonly linkNesting?: boolean;
  /**
   * What the alternative text of an image in Markdown is: by default, its text. `source`: as written (marked, kramdown).
   * `without-code`: its text without code (markdown-it). `with-emphasis`: its text with the marks of emphasis (Python-Markdown).
   */
  readonly altText?: "source" | "without-code" | "with-emphasis";
  /** `&notit;` is passed on, so that browsers read `&not`, as in HTML. By default, it is text. */
  readonly htmlEntities?: boolean;
  /** Python-Markdown: marks around text that are not shown, such as `==`. */
  readonly textMarks?: readonly string[];
  /** Python-Markdown: `++ctrl+c++` is a key. */
  readonly keyboardKeys?: boolean;
  /** Python-Markdown: the syntax of formulas in TeX, in which no character is Markdown or HTML (arithmatex). */
  readonly formulas?: {
    /** Blocks of `$$…$$`, `\[…\]` and `\begin{…}…\end{…}`. */
    readonly blocks: readonly ("dollar" | "square" | "begin")[];
    /** `$…$` without spaces on the inner side, `$…$`, and `\(…\)`. */
    readonly inline: readonly ("dollar" | "anyDollar" | "round")[];
  };
  /** CommonMark: `$…$` is a formula in TeX, and so is a block of `$$…$$` (markdown-it-mathjax3). */
  readonly dollarFormulas?: boolean;
  /** Python-Markdown: `*[HTML]: text` is not shown. */
  readonly abbreviations?: boolean;
  /** Python-Markdown: `[TOC]` alone is the table of contents. */
  readonly tocMark?: boolean;
  /** Python-Markdown: code between fences may be in other blocks (default: true). */
  readonly superfences?: boolean;
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
  /** A comment or a tag that is not finished at the end of its HTML block is left out of the page (rehype-raw). */
  readonly dropsUnfinished?: boolean;
  /** HTML is left out of the page (Hugo, by default). */
  readonly dropsHtml?: boolean;
  /** The terms of definition lists get ids, too (Hugo). */
  readonly definitionTermIds?: boolean;
  /** Code that changes the pages, and may give them ids: a setting, a package or a file. */
  readonly codeMakesIds?: string;
  /** The ids that templates of the site give the page. Absent if they are not known. */
  readonly templateIds?: TemplateIds;
  /** How headings get their ids. Absent if that is not known: then every spelling counts that some generator makes. */
  readonly headingIdStyle?: HeadingIdStyle;
  /** How the site makes ids of the texts of headings, if not as the generator does. */
  readonly headingIdSteps?: readonly TextStep[];
  /** What is around the attributes at the end of a heading, if not `{` and `}`; `none`: there are no attributes. */
  readonly attributeMarks?: AttributeMarks;
}

export type AttributeMarks = readonly [left: string, right: string] | "none";

/** A step in which a site makes an id of a text. `replace` has a pattern that takes few steps. */
export type TextStep =
  | { readonly by: "mdit-vue" | "github" | "encodeURIComponent" | "toLowerCase" }
  | { readonly by: "trim"; readonly ends: boolean }
  | { readonly by: "normalize"; readonly form: "NFC" | "NFD" | "NFKC" | "NFKD" }
  | { readonly by: "replace"; readonly source: string; readonly flags: string; readonly to: string };

/** What an id that a template completes begins and ends with. */
export interface IdParts {
  readonly start: string;
  readonly end: string;
}

/** The ids that a template and what it includes give a page. */
export interface FoundIds {
  readonly ids: ReadonlySet<string>;
  readonly parts: readonly IdParts[];
  /** The id that each of these makes of the arguments of the tag that includes it; empty if none, `undefined`: not known. */
  readonly ofArguments: readonly ((values: TagArguments) => string | undefined)[];
  /** There are no others. */
  readonly isComplete: boolean;
}

export interface TemplateIds {
  /** Those of the layout of the page. */
  readonly page: FoundIds;
  /**
   * Those of what a tag in the article includes; `undefined` if that is not known.
   *
   * @param tag the word of the tag, or `shortcode`.
   * @param name as it is written, with quotes.
   */
  included(tag: string, name: string): FoundIds | undefined;
}

/**
 * The program that makes the ids of headings, see `heading-ids.ts`. `kramdown-gfm` is kramdown as Jekyll calls it;
 * `goldmark-ascii` and `blackfriday` are settings of Hugo; `marked-references` is hexo-renderer-marked before 6.1.1; `python-markdown-attributes` is with the extension `attr_list`.
 */
export type HeadingIdStyle =
  | "marked"
  | "marked-references"
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
  | "mdbook"
  | "python-markdown"
  | "python-markdown-attributes";
