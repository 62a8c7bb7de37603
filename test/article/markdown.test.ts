import { describe, expect, test } from "vitest";
import type { Element, Node } from "../../src/article/types.js";
import { articleOf, cut } from "./support.js";

/** The tree as nested tags, texts left out. */
function outline(nodes: readonly Node[]): string {
  return nodes
    .filter((node): node is Element => node.type === "element")
    .map(({ tag, children }) => (children.length > 0 ? `${tag}(${outline(children)})` : tag))
    .join(" ");
}

describe("the HTML in Markdown", () => {
  const cases: [name: string, text: string, tree: string][] = [
    ["a block", "<div>\n<img src=a>\n</div>", "div(img)"],
    ["a block that Markdown interrupts", "<div>\n\n*甲* <b>乙</b>\n\n</div>\n\n<p></p>", "div(b()) p"],
    ["a paragraph", "甲 <b>乙 <i>丙</i></b>", "b(i())"],
    ["a tag over two lines", "甲 <img\nsrc=a>", "img"],
    ["a quote", "> <div>\n> <img\n> src='a'>\n> </div>", "div(img)"],
    ["a quote with a lazy line", "> 甲 <b>乙\n丙</b>", "b()"],
    ["a list", "- <b>甲</b>\n  - <div>\n    <img src=a>\n    </div>\n1. <i>乙</i>", "b() div(img) i()"],
    ["a table", "| 甲 | <img src=a> |\n|---|---|\n| <b>乙</b> | `<i>` |", "img b()"],
    ["a heading", "# 甲 <br>\n\n乙 <wbr>\n===", "br wbr"],
    ["emphasis and links", "**<b>甲</b>** [<img src=a>](b)", "b() img"],
    ["a definition's title", '[a]: b "<i>"\n\n[a]', ""],
    ["a link's title", '[a](b "<i>")', ""],
    ["a picture's label", "![<b>甲</b>](a.png)", ""],
    ["a picture without a definition, which is text", "![<b>甲</b>][x]", "b()"],
    ["a code span", "`<b>` ``<i>`</i>``", ""],
    ["indented code", "    <div>\n", ""],
    ["fenced code", "```html\n<div>\n```\n\n~~~\n<p>\n~~~", ""],
    ["code in a list", "- 甲\n\n      <div>\n\n  <p>", "p"],
    ["escapes and references", "\\<b> &lt;i> &#60;u>", ""],
    ["an autolink", "<https://a.example/?b> <c@d.example>", ""],
    ["a lone less-than sign", "1 < 2, a <= b, <3", ""],
    ["a script with blank lines", "<script>\nif (a < b) {\n\n  '<b>'\n}\n</script>\n<i></i>", "script() i"],
    ["a style and a pre", "<style>\na > b {}\n\n</style>\n\n<pre>\n**甲**\n\n<b></b></pre>", "style() pre(b)"],
    ["a comment with blank lines", "<!--\n\n<b>\n\n--> <i></i>", "i"],
    ["Jekyll's code", "{% highlight html %}\n<b>\n{% endhighlight %}\n\n<em>甲</em>", "em()"],
    ["Hexo's code", "{% codeblock lang:html %}\n\n<div>\n\n{% endcodeblock %}\n\n<em>甲</em>", "em()"],
    ["Hugo's code", '{{< highlight html "linenos=table" >}}\n<i>\n{{< /highlight >}}\n\n<em>甲</em>', "em()"],
    ["code that never ends, which is none", "{% highlight html %}\n\n<b>甲</b>", "b()"],
    ["what is raw, but no code", "{% raw %}\n\n<b>甲</b>\n\n{% endraw %}", "b()"],
    ["Hexo's tags", '{% img "a.png" <b> %}\n{{< figure src="b" >}}', ""],
  ];
  test.each(cases)("%s", (_name, text, tree) => {
    for (const written of [text, text.replaceAll("\n", "\r\n"), text.replaceAll("\n", "\r")]) {
      const { body } = articleOf(written);
      expect(outline(body.children).replaceAll("()", "")).toBe(tree.replaceAll("()", ""));
      expect(body.tagProblems).toEqual([]);
      expect(body.parseErrors).toEqual([]);
    }
  });

  test("names attributes as they are written, escaped markup in them too", () => {
    const [i] = articleOf("<div></div><i a=b\n\n\\<template>").body.children.slice(1) as [Element];
    expect(Object.entries(i.attributes).map(([key, { name }]) => [key, name])).toEqual([
      ["a", "a"],
      ["\\<template", "\\<template"],
    ]);
  });

  test("has its places in the file", () => {
    const text = "---\na: 😀\n---\n> 😀 <img\n> alt='甲\n> 乙' src=a.png>";
    const [, img] = articleOf(text).body.children as [Node, Element];
    expect(cut(text, img.range)).toBe("<img\n> alt='甲\n> 乙' src=a.png>");
    expect(cut(text, img.attributes.src?.valueRange)).toBe("a.png");
    // The mark of the quote is no part of the value, but of what is written.
    expect(img.attributes.alt).toMatchObject({ value: "甲\n  乙", raw: "甲\n> 乙" });
  });

  test("has texts as they are written, with references decoded", () => {
    const text = "甲 &amp; 乙 < 丙 & &copy `&amp;` \\& <b>&lt;</b>";
    const [before, b] = articleOf(text).body.children as [Node, Element];
    expect(before).toMatchObject({ type: "text", value: "甲 & 乙 < 丙 & &copy `&amp;` \\& " });
    expect(b.children).toMatchObject([{ value: "<" }]);
  });

  test("in an HTML file is not looked for by Markdown's rules", () => {
    const { body } = articleOf("    <div>`<b></b>`</div>", { bodyLanguage: "html" });
    expect(outline(body.children)).toBe("div(b)");
  });
});

describe("Markdown's own pictures", () => {
  const cases: [name: string, text: string, url: string, written: string, alt: string][] = [
    ["inline", "甲 ![乙](a.png) 丙", "a.png", "a.png", "乙"],
    ["with a title", '![乙](a.png "丙")', "a.png", "a.png", "乙"],
    ["in angle brackets", "![乙](<a b.png>)", "a b.png", "a b.png", "乙"],
    ["with escapes and references", "![乙](a\\(1\\).png?b&amp;c)", "a(1).png?b&c", "a\\(1\\).png?b&amp;c", "乙"],
    ["with parentheses", "![乙](a_(1).png)", "a_(1).png", "a_(1).png", "乙"],
    ["without a URL", "![乙]()", "", "", "乙"],
    ["without a label", "![](a.png)", "a.png", "a.png", ""],
    ["with markup in the label", "![*乙* `丙` [丁](x) \\] &amp;](a.png)", "a.png", "a.png", "乙 丙 丁 ] &"],
    ["with a URL in the label", "![https://x.example](a.png)", "a.png", "a.png", "https://x.example"],
    ["by reference", "![乙][丙]\n\n[丙]: a.png", "a.png", "a.png", "乙"],
    ["by collapsed reference", "![Foo  Bar][]\n\n[foo bar]: <a b.png> 'x'", "a b.png", "a b.png", "Foo  Bar"],
    ["by shortcut, defined before", "[ẞ]: a.png\n\n![SS]", "a.png", "a.png", "SS"],
    ["the first of two definitions", "![乙]\n\n[乙]: a.png\n[乙]: b.png", "a.png", "a.png", "乙"],
    ["in a link", "[![乙](a.png)](b)", "a.png", "a.png", "乙"],
    ["in a quote, a list and a table", "> - ![乙](a.png)", "a.png", "a.png", "乙"],
    [
      "with a template tag in the URL",
      "![乙]({{ site.url }}/a.png)",
      "{{ site.url }}/a.png",
      "{{ site.url }}/a.png",
      "乙",
    ],
  ];
  test.each(cases)("%s", (_name, text, url, written, alt) => {
    for (const file of [text, `---\r\na: 1\r\n---\r\n${text.replaceAll("\n", "\r\n")}`]) {
      const images = articleOf(file).images;
      expect(images).toHaveLength(1);
      expect(images[0]).toMatchObject({ kind: "markdown", syntax: "markdown", url, written, alt, present: true });
      expect(cut(file, images[0]?.urlRange)).toBe(written);
      expect(cut(file, images[0]?.range)).toMatch(/^!\[.*[\])]$/s);
    }
  });

  test.each([
    "`![甲](a.png)`",
    "    ![甲](a.png)",
    "```\n![甲](a.png)\n```",
    "\\![甲][a]",
    "![甲]",
    "![甲][乙]",
    "![甲](a b.png)",
    "![甲]\n(a.png)",
    "<!-- ![甲](a.png) -->",
    "<div>\n![甲](a.png)\n</div>",
  ])("%j has none", (text) => {
    expect(articleOf(text).images).toEqual([]);
  });

  test("know the angle brackets around their URL", () => {
    expect(articleOf("![a](<b>) ![a](b)").images.map(({ quote }) => quote)).toEqual(["<", ""]);
  });
});

describe("Markdown's own links", () => {
  test("are links, autolinks and definitions", () => {
    const text = "[甲](/a) <https://b.example/> www.c.example d@e.example [乙][f]\n\n[f]: <https://f.example/x y>\n";
    const { links } = articleOf(text);
    expect(links.map(({ kind, url, urlRange }) => [kind, url, cut(text, urlRange)])).toEqual([
      ["markdown", "/a", "/a"],
      ["autolink", "https://b.example/", "https://b.example/"],
      ["autolink", "http://www.c.example", "www.c.example"],
      ["autolink", "mailto:d@e.example", "d@e.example"],
      ["definition", "https://f.example/x y", "https://f.example/x y"],
    ]);
    expect(links.map(({ range }) => cut(text, range))).toEqual([
      "[甲](/a)",
      "<https://b.example/>",
      "www.c.example",
      "d@e.example",
      "[f]: <https://f.example/x y>",
    ]);
  });
});

describe("a link", () => {
  test.each([
    ["a self-closed tag alone on its line", "<br/>\n[甲](/a)"],
    ["a self-closed picture", '<img src="b.png" />\n[甲](/a)'],
    ["an attribute with a colon", "<svg xlink:href='b'>\n[甲](/a)\n</svg>"],
    ["the tag that CommonMark 0.31 added", "<search>[甲](/a)</search>"],
    ["what began in a quote", "> <div>\n> [甲](/a)"],
  ])("is none in a block of HTML: %s", (_name, text) => {
    for (const written of [text, text.replaceAll("\n", "\r\n")]) expect(articleOf(written).links).toEqual([]);
  });

  test.each([
    ["behind the blank line of a quote, where its block of HTML ends", "> <div>\n>\n> [甲](/a)"],
    ["around brackets that nothing defines", "[图[1]](/a)"],
    ["around two layers of them", "[[[图]1]](/a)"],
    ["behind brackets that nothing defines", "[注][甲](/a)"],
    ["behind an escaped backtick and another", "\\``[甲](/b)` [乙](/a)"],
    ["between runs of backticks that do not match", "`` [甲](/a) `"],
  ])("is one %s", (_name, text) => {
    expect(articleOf(text).links.map(({ url }) => url)).toEqual(["/a"]);
  });

  test("by reference around others that something defines is none", () => {
    const { links } = articleOf("[图[1]](/a)\n\n[1]: /b");
    expect(links.map(({ url, kind }) => [kind, url])).toEqual([["definition", "/b"]]);
  });
});

describe("Markdown beyond any reason", () => {
  test.each([
    ["links in links", "[a](".repeat(20_000)],
    ["brackets", `${"[".repeat(50_000)}a${"]".repeat(50_000)}`],
    ["emphasis in emphasis", "*a **b ".repeat(20_000) + "c** d*".repeat(20_000)],
    ["blanks before a word", `甲\n${" ".repeat(200_000)}乙`],
    ["blanks behind a word", `甲${" ".repeat(200_000)}\n\n${"\t".repeat(200_000)}\n`],
    ["lists in lists", "- ".repeat(50_000)],
    ["quotes in quotes", ">".repeat(50_000)],
    ["runs of backticks of every length", Array.from({ length: 1500 }, (_, n) => "`".repeat(n + 1)).join(" ")],
    ["brackets of nothing around each other", `${"[".repeat(5000)}甲${"]".repeat(5000)}(a)`.repeat(4)],
    ["open template tags", "{{ ".repeat(50_000)],
  ])("%s", (_name, text) => {
    const { body, images, links } = articleOf(text);
    expect(cut(text, body.range)).toBe(text);
    expect([images, links.filter(({ url }) => url !== "a")]).toEqual([[], []]);
  });
});

test("a table is one with CRLF and with spaces at the ends of its lines", () => {
  const table = "|甲|乙|\n|---|:-:|\n|[丙](/c|d)|丁|\n";
  for (const text of [
    table,
    table.replaceAll("\n", "\r\n"),
    table.replaceAll("\n", "  \n"),
    `> ${table.replaceAll("\n", " \n> ")}`,
  ])
    expect(articleOf(text).links).toEqual([]);
});
