/** Hexo with hexo-renderer-marked before version 1. The expectations are recorded from marked 0.3.19 and the versions named. */
import { describe, expect, it } from "vitest";
import { unknownProgram } from "../../src/article/dialect.js";
import { parseArticle } from "../../src/article/index.js";
import type { Article, Dialect } from "../../src/article/types.js";

const read = (text: string, dialect: Dialect): Article =>
  parseArticle(
    { path: "a.md", text },
    {
      bodyLanguage: "markdown",
      lazyAttributes: [],
      generator: { name: "Hexo", readsAfterBlank: true, readsWholeElements: false, dialect: () => dialect },
    },
  );

describe("a block of HTML in marked 0.3", () => {
  const marked03: Dialect = { base: "commonmark", ...unknownProgram, inlineHtml: true, extractsCode: true };

  it.each<[name: string, text: string, images: readonly string[]]>([
    ["holds inline Markdown", "<p>![](a.png) `<img src=code.png>`</p>\n\n![](b.png)\n", ["a.png", "b.png"]],
    ["goes on over blank lines", "<div>\n\n    ![](a.png)\n\n</div>\n\n    ![](code.png)\n", ["a.png"]],
    [
      "ends at the first end tag before a blank line",
      "<div>\n<div>![](a.png)</div>\n\n    ![](code.png)\n</div>\n",
      ["a.png"],
    ],
    ["ends with the article", "<section>\n`<img src=code.png>`\n</section>", []],
    ["may be a single tag", "<section>\n\n    ![](code.png)\n", []],
    ["ends a paragraph", "甲\n<p>![](a.png)\n\n    ![](b.png)</p>\n", ["a.png", "b.png"]],
    ["is none with text behind the end tag", "<p>![](a.png)\n\n    ![](code.png)</p> 乙\n", ["a.png"]],
    ["is none of an element for text", "<span>![](a.png)\n\n    ![](code.png)</span>\n", ["a.png"]],
    ["is no Markdown in pre, script and style", "<pre>\n`<img src=a.png>` ![](text.png)\n</pre>\n", ["a.png"]],
    ["is in an item of a list", "- 一\n  <p>`<img src=code.png>` ![](a.png)</p>\n\n后\n", ["a.png"]],
    [
      "goes on over code of Hexo",
      "<div>\n\n```html\n</div>\n\n<img src=code.png>\n```\n\n![](a.png)\n\n</div>\n",
      ["a.png"],
    ],
    ["ends at an end tag in the same case", "<div>![](a.png)\n\n    ![](code.png)</DIV>\n", ["a.png"]],
  ])("%s", (_, text, images) => {
    expect(read(text, marked03).images.map(({ url }) => url)).toEqual(images);
  });

  it("has no tags in its code", () => {
    const article = read(
      "<p class=tip>注意，`v-show` 不支持 `<template>` 元素，也不支持 `</p>`。</p>\n\n后\n",
      marked03,
    );
    expect(article.body.tagProblems).toEqual([]);
  });
});

describe("what Hexo takes out before a program reads Markdown", () => {
  const hexo: Dialect = { base: "commonmark", extractsCode: true, templates: "nunjucks" };

  // Recorded from Hexo 6.3.0 with hexo-renderer-marked 7.0.1.
  it.each<[name: string, text: string, images: readonly string[]]>([
    [
      "the content of raw is HTML, over blank lines",
      "{% raw %}\n<div>\n\n    <img src=a.png> ![](text.png)\n\n</div>\n{% endraw %}\n\n![](b.png)\n",
      ["a.png", "b.png"],
    ],
    ["raw in a paragraph", "甲 {% raw %}<b>![](text.png)</b>{% endraw %} ![](b.png)\n", ["b.png"]],
    ["raw ends a paragraph", "甲\n{% raw %}\n![](text.png)\n{% endraw %}\n![](b.png)\n", ["b.png"]],
    [
      "raw in a list",
      "- 一\n\n  {% raw %}\n  <div>\n\n  ![](text.png)\n  </div>\n  {% endraw %}\n\n  ![](b.png)\n",
      ["b.png"],
    ],
    ["a fence in HTML", "<div>\n```html\n</div>\n<img src=code.png>\n\n```\n\n</div>\n\n![](b.png)\n", ["b.png"]],
  ])("%s", (_, text, images) => {
    expect(read(text, hexo).images.map(({ url }) => url)).toEqual(images);
  });

  it("does not close the elements in raw at blank lines, nor those that surround Markdown", () => {
    const text =
      "{% raw %}<details>{% endraw %}\n\n**粗**\n\n{% raw %}</details>{% endraw %}\n\n{% raw %}\n<ul>\n\n<li>甲</li>\n\n</ul>\n{% endraw %}\n";
    expect(read(text, hexo).body.tagProblems).toEqual([]);
  });
});

describe("ids of headings", () => {
  const headings: readonly (readonly [heading: string, before: string, since: string])[] = [
    ["直接用 `<script>` 引入", "直接用-lt-script-gt-引入", "直接用-引入"],
    ["A & B", "A-amp-B", "A-B"],
    ["A &amp; B &copy; 2024", "A-amp-B-copy-2024", "A-B-copy-2024"],
    ['It\'s "quoted" text', "It’s-“quoted”-text", "It’s-“quoted”-text"],
    ["a < b > c", "a-lt-b-gt-c", "a-b-c"],
    ['`a & b` and `"x"`', "a-amp-b-and-quot-x-quot", "a-b-and-x"],
    ["<b>粗</b> and *it*", "粗-and-it", "粗-and-it"],
    ["`Map<string, number>` 类型", "Map-lt-string-number-gt-类型", "Map-类型"],
    ["[链接 & 文](/x)", "链接-amp-文", "链接-文"],
    ["AT&T &lt;tag&gt;", "AT-amp-T-lt-tag-gt", "AT-T"],
    ["don`'`t", "don-39-t", "don-t"],
    ["![图 & 字](/a.png) 后", "后", "后"],
    ["a \\& b \\< c", "a-amp-b-lt-c", "a-b-c"],
  ];

  it.each(headings)("of hexo-renderer-marked before 6.1.1 and since: %s", (heading, before, since) => {
    const ids = (["marked-references", "marked"] as const).map((headingIdStyle) => [
      ...read(`## ${heading}\n`, { base: "commonmark", headingIdStyle }).anchors.ids,
    ]);
    expect(ids).toEqual([[before], [since]]);
  });
});
