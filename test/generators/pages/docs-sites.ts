/** The recordings of pages of generators for documentation, with the settings of their sites. */
import type { PageSite } from "./compare.js";
import { mdxPages } from "./mdx.js";
import { pythonMarkdownPages } from "./python-markdown.js";
import { vuePages } from "./vue.js";

/** VitePress puts `./` before paths, and `.html` after them. */
const withoutHtml = (url: string): string =>
  /^[a-z]+:/i.test(url) ? url : url.replace(/^(?:\.\/)+/, "").replace(/\.(?:html|md)(?=$|#)/, "");

/** Articles that stet reads otherwise, mostly because a generator adds or changes text that no rule reads. */
const exceptions = {
  docusaurus:
    "heading-atx heading-setext heading-shortcode-emoji heading-id-brace-closed heading-footnote footnote footnote-continued footnote-twice footnote-not-used footnote-in-list admonition-colons admonition-colons-space code-indented code-fence-title code-fence-unclosed code-fence-longer code-fence-closing-info emphasis-odd link-inline link-space-between url-bare-mail html-comment-inside mdx-attribute-expression mdx-expression-jsx mdx-footnote".split(
      " ",
    ),
  astro:
    "heading-punctuation heading-image heading-quotes heading-dashes footnote-continued footnote-not-used admonition-colons-space attribute-inline attribute-brace markdown-one table-image list-image code-indented-after-text all-crlf quotes-and-dashes emphasis-odd link-image link-space-between image image-chinese image-markup-in-alt image-reference image-quotes html-block-blank-line html-link-around-blocks html-comment-inside mdx-markdown mdx-component-defined mdx-attribute-expression mdx-expression-jsx mdx-details mdx-link-around-blocks".split(
      " ",
    ),
  vitepress:
    "heading-shortcode-emoji heading-id-brace-closed admonition-colons admonition-colons-space attribute-brace attribute-paragraph entities link-space-between image-markup-in-alt url-bare-entities html-same-line html-center vue-interpolation vue-interpolation-code vue-interpolation-v-pre vue-frontmatter vue-heading-interpolation vue-component vue-component-self-closing vue-heading-badge vue-bind vue-directives vue-script-setup vue-slots vue-container vue-container-nested vue-container-heading vue-container-unclosed vue-alert vue-code-group vue-code-lines vue-code-v-pre vue-emoji vue-heading-emoji vue-teleport vue-client-only".split(
      " ",
    ),
  mkdocs:
    "table-after-text table-escaped list-code list-empty-items code-fence-title break-hard toc-mark entities escapes emphasis-spaces emphasis-odd link-reference-in-text link-nested image-markup-in-alt autolink html-center python-toc python-superfences-list python-table python-escape python-emphasis python-link-parentheses python-reference python-hard-break python-entity".split(
      " ",
    ),
  "mkdocs-extensions":
    "heading-id-colon-next-line footnote-twice footnote-not-used admonition-bang admonition-bang-title admonition-question tabs comment-kramdown table-after-text table-escaped list-empty-items code-fence-title break-hard toc-mark entities escapes emphasis-spaces emphasis-odd strikethrough-one mark-sub-sup link-reference-in-text link-nested link-space-between image-markup-in-alt autolink url-bare-entities html-center python-admonition python-admonition-two-spaces python-admonition-heading python-admonition-nested python-admonition-in-list python-admonition-code python-details python-tabs python-definition-list python-abbreviation python-toc python-snippet python-snippet-block python-snippet-missing python-fence-attributes python-mark python-keys python-table python-table-in-admonition python-escape python-emphasis python-link-parentheses python-reference python-hard-break python-entity python-crlf".split(
      " ",
    ),
};

export const docsSites: readonly PageSite[] = [
  { name: "astro", id: "astro", settings: {}, articles: mdxPages, exceptions: exceptions.astro },
  {
    name: "docusaurus",
    id: "docusaurus",
    settings: { markdown: { format: "detect" } },
    version: "^3.0.0",
    articles: mdxPages,
    exceptions: exceptions.docusaurus,
  },
  {
    name: "vitepress",
    id: "vitepress",
    settings: {},
    articles: vuePages,
    written: withoutHtml,
    exceptions: exceptions.vitepress,
  },
  {
    name: "mkdocs",
    id: "mkdocs",
    settings: { site_name: "Ferry" },
    articles: pythonMarkdownPages,
    exceptions: exceptions.mkdocs,
  },
  {
    name: "mkdocs-extensions",
    id: "mkdocs",
    settings: {
      site_name: "Ferry",
      markdown_extensions: [
        ...["abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", { toc: { permalink: true } }],
        ...[
          "caret",
          "details",
          "keys",
          "magiclink",
          "mark",
          "snippets",
          "superfences",
          "tabbed",
          "tasklist",
          "tilde",
        ].map((name) => `pymdownx.${name}`),
      ],
    },
    articles: pythonMarkdownPages,
    exceptions: exceptions["mkdocs-extensions"],
  },
];
