import { describe, expect, test } from "vitest";
import { parseArticle } from "../../src/article/index.js";
import { srcsetUrls } from "../../src/article/srcset.js";
import type { ImageReference, UrlTarget } from "../../src/article/types.js";
import { classifyUrl } from "../../src/article/url.js";
import { articleOf, cut, htmlOf } from "./support.js";

describe("where pictures are named in HTML", () => {
  const cases: [name: string, text: string, ...found: Partial<ImageReference>[]][] = [
    [
      "img src",
      '<p><img src=" a.png " alt="甲"></p>',
      { kind: "img", url: "a.png", written: "a.png", quote: '"', attribute: "src", alt: "甲", present: true },
    ],
    ["img without alt", "<img src=a.png>", { kind: "img", url: "a.png", quote: "", alt: undefined }],
    [
      "img with an empty src",
      "<img src=''>",
      { kind: "img", url: "", written: "", present: true, target: { kind: "empty" } },
    ],
    ["img without src", "<img alt=甲>", { kind: "img", url: "", present: false, attribute: undefined, alt: "甲" }],
    [
      "img with references in src",
      '<img src="a.png?b&amp;c">',
      { kind: "img", url: "a.png?b&c", written: "a.png?b&amp;c" },
    ],
    [
      "img srcset without src",
      '<img srcset="a.png 1x, b.png 2x">',
      { kind: "img", present: true, url: "" },
      { kind: "srcset", url: "a.png", written: "a.png", attribute: "srcset", present: true },
      { kind: "srcset", url: "b.png", written: "b.png" },
    ],
    [
      "img srcset with references",
      '<img src=a srcset="b?c&amp;d 1x">',
      { kind: "img", url: "a" },
      { kind: "srcset", url: "b?c&d", written: "b?c&amp;d" },
    ],
    [
      "an empty srcset",
      '<img src=a srcset="">',
      { kind: "img", url: "a" },
      { kind: "srcset", url: "", target: { kind: "empty" } },
    ],
    [
      "picture",
      '<picture><source srcset="a.webp, b.webp 2x" media=x><img src="c.png" alt></picture>',
      { kind: "source", url: "a.webp", attribute: "srcset", alt: undefined },
      { kind: "source", url: "b.webp" },
      { kind: "img", url: "c.png", alt: "" },
    ],
    [
      "a video's source, which is no picture",
      '<video poster="a.png"><source srcset="b" src="c.mp4"></video>',
      { kind: "poster", url: "a.png", attribute: "poster" },
    ],
    [
      "lazy attributes",
      '<img src="dot.gif" data-src="a.png" data-srcset="b.png 1x, c.png 2x" data-other="d">',
      { kind: "img", url: "dot.gif" },
      { kind: "lazy", url: "a.png", attribute: "data-src" },
      { kind: "lazy", url: "b.png", attribute: "data-srcset" },
      { kind: "lazy", url: "c.png", attribute: "data-srcset" },
    ],
    [
      "a lazy attribute alone",
      "<img data-src=a.png>",
      { kind: "img", present: false },
      { kind: "lazy", url: "a.png", present: true },
    ],
    ["<image>, which is <img>", "<image src=a.png>", { kind: "img", url: "a.png" }],
    [
      "elements that are no pictures",
      '<iframe data-src="a"></iframe><svg><image href="b"/></svg><div data-src="c"></div>',
    ],
  ];
  test.each(cases)("%s", (_name, text, ...found) => {
    const { images } = htmlOf(text);
    expect(images).toMatchObject(found);
    for (const image of images) {
      expect(image.syntax).toBe("html");
      if (image.attribute) expect(cut(text, image.urlRange)).toBe(image.written);
      expect(cut(text, image.startTag)).toMatch(/^<\w.*>$/s);
      expect(cut(text, image.range)).toMatch(/^<\w.*>$/s);
    }
  });

  test("an img without src is told at its name", () => {
    const text = "甲<img alt=''>";
    expect(cut(text, htmlOf(text).images[0]?.urlRange)).toBe("img");
  });

  test("lazy attributes are those that are configured, in any case", () => {
    const { images } = articleOf("<img src=a DATA-Original=b data-src=c>", { lazyAttributes: ["data-Original"] });
    expect(images.map(({ url }) => url)).toEqual(["a", "b"]);
  });

  test("references are plain data that can be sent elsewhere", () => {
    const { images, links } = htmlOf('<img src="a" alt="b"><a href="c">');
    expect(structuredClone(images)).toEqual(images);
    expect(structuredClone(links)).toEqual(links);
  });
});

describe("pictures in front matter", () => {
  const imagePaths = () => [["cover"], ["gallery", 0], ["gallery", 1, "src"], ["none"], ["missing"]];

  test("are found at the paths that the schema marks, before those of the body", () => {
    const text =
      "---\ncover: ' https://a.example/b.png '\ngallery:\n  - c.png\n  - src: \"d\\u0041.png\"\nnone:\n---\n<img src=e.png>\n\n![](f.png)\n";
    const { images } = articleOf(text, { imagePaths });
    expect(images.map(({ kind, url, written, quote }) => [kind, url, written, quote])).toEqual([
      ["front-matter", "https://a.example/b.png", "https://a.example/b.png", "'"],
      ["front-matter", "c.png", "c.png", ""],
      ["front-matter", "dA.png", "d\\u0041.png", '"'],
      ["img", "e.png", "e.png", ""],
      ["markdown", "f.png", "f.png", ""],
    ]);
    expect(images.slice(0, 3)).toMatchObject([
      { path: ["cover"], syntax: "yaml" },
      { path: ["gallery", 0], syntax: "yaml" },
      { path: ["gallery", 1, "src"], syntax: "yaml" },
    ]);
    for (const { urlRange, written } of images) expect(cut(text, urlRange)).toBe(written);
    expect(cut(text, images[0]?.range)).toBe("' https://a.example/b.png '");
  });

  test("are found in TOML and JSON", () => {
    const toml = '+++\ncover = "a.png"\n+++\n';
    expect(articleOf(toml, { imagePaths }).images).toMatchObject([{ url: "a.png", syntax: "toml", quote: '"' }]);
    const json = '{ "cover": "" }\n';
    expect(articleOf(json, { imagePaths }).images).toMatchObject([
      { url: "", syntax: "json", present: true, target: { kind: "empty" } },
    ]);
  });

  test("are not asked for where the front matter cannot be read", () => {
    const asked = { imagePaths: () => expect.fail("asked for paths without data") };
    expect(articleOf("---\na: [\n---\n", asked).images).toEqual([]);
    expect(articleOf("正文", asked).images).toEqual([]);
  });
});

describe("links in HTML", () => {
  test("are those of a and area", () => {
    const text =
      '<a href=" /甲?b&amp;c " title=x>甲</a><map><area href="https://d.example"></map><a name=e></a><link href=f>';
    const { links } = htmlOf(text);
    expect(links).toMatchObject([
      { kind: "a", url: "/甲?b&c", written: "/甲?b&amp;c", target: { kind: "local" } },
      { kind: "area", url: "https://d.example", target: { kind: "remote", url: "https://d.example/" } },
    ]);
    expect(links[0]?.attributes.title?.value).toBe("x");
    expect(cut(text, links[0]?.range)).toBe('<a href=" /甲?b&amp;c " title=x>甲</a>');
  });
});

describe("what an edit of a link must know", () => {
  test("in HTML: quote and start tag", () => {
    const text = "<a href='a'>甲</a> <a class=b href=b>乙</a>";
    const { links } = htmlOf(text);
    expect(links.map(({ syntax, quote, label, startTag }) => [syntax, quote, label, cut(text, startTag)])).toEqual([
      ["html", "'", undefined, "<a href='a'>"],
      ["html", "", undefined, "<a class=b href=b>"],
    ]);
  });

  test("in Markdown: form, quote, and the label without its markup", () => {
    const text = "[*甲* `b` ![丙](c.png)](<a b>) <https://d.example> https://e.example [f]\n\n[f]: /f\n";
    expect(articleOf(text).links.map(({ kind, syntax, quote, label }) => [kind, syntax, quote, label])).toEqual([
      ["markdown", "markdown", "<", "甲 b 丙"],
      ["autolink", "markdown", "<", "https://d.example"],
      ["autolink", "markdown", "", "https://e.example"],
      ["definition", "markdown", "", "F"],
    ]);
  });
});

describe("srcset", () => {
  const cases: [value: string, ...urls: string[]][] = [
    [""],
    [" , "],
    ["a.png", "a.png"],
    ["a.png, b.png", "a.png", "b.png"],
    ["a.png 1x,b.png 2x", "a.png", "b.png"],
    ["a,b.png 1x", "a,b.png"],
    ["a.png,, b.png 100w", "a.png", "b.png"],
    ["\n a.png 1x ,\n b.png 2x\n", "a.png", "b.png"],
    ["a.png calc(1, 2) , b.png", "a.png", "b.png"],
    ["data:image/gif;base64,R0lG 1x, b.png 2x", "data:image/gif;base64,R0lG", "b.png"],
    ["a.png (b.png, c.png", "a.png"],
  ];
  test.each(cases)("%j", (value, ...urls) => {
    expect(srcsetUrls(value).map((range) => cut(value, range))).toEqual(urls);
  });
});

describe("what a URL points to", () => {
  const remote = (url: string): UrlTarget => ({ kind: "remote", url });
  const local = (path: string): UrlTarget => ({ kind: "local", path });
  const cases: [url: string, target: UrlTarget][] = [
    ["https://a.example/b.png", remote("https://a.example/b.png")],
    ["HTTP://A.example:80/b c.png", remote("http://a.example/b%20c.png")],
    ["https://a.example/图.png?q=图#x", remote("https://a.example/%E5%9B%BE.png?q=%E5%9B%BE#x")],
    ["https://中国.example/", remote("https://xn--fiqs8s.example/")],
    ["//a.example/b.png", remote("https://a.example/b.png")],
    ["\\\\a.example\\b.png", remote("https://a.example/b.png")],
    ["https:\\\\a.example\\b.png", remote("https://a.example/b.png")],
    ["  https://a.exa\nmple/b\t.png ", remote("https://a.example/b.png")],
    ["https://proxy.example/?http://a.example/b.png", remote("https://proxy.example/?http://a.example/b.png")],
    ["http://0x7f.1/a", remote("http://127.0.0.1/a")],
    ["/a/b.png", local("/a/b.png")],
    ["/a/b.png?c#d", local("/a/b.png")],
    ["\\a\\b.png", local("/a/b.png")],
    ["a.png", local("a.png")],
    ["./a/../b.png", local("./a/../b.png")],
    ["../图 片.png", local("../%E5%9B%BE%20%E7%89%87.png")],
    ["a%20b.png", local("a%20b.png")],
    ["a\ud800.png", local("a%EF%BF%BD.png")],
    ["#top", local("")],
    ["?a", local("")],
    ["data:image/gif;base64,R0lG", { kind: "data", url: "data:image/gif;base64,R0lG" }],
    ["", { kind: "empty" }],
    [" \n ", { kind: "empty" }],
    ["{{ site.url }}/a.png", { kind: "template" }],
    ["/a/{% x %}.png", { kind: "template" }],
    ["<%= a %>", { kind: "template" }],
    [`https://a.example/${"$"}{b}`, { kind: "template" }],
    ["file:///a.png", { kind: "other", scheme: "file" }],
    ["C:\\a.png", { kind: "other", scheme: "c" }],
    ["javascript:void(0)", { kind: "other", scheme: "javascript" }],
    ["mailto:a@b.example", { kind: "other", scheme: "mailto" }],
    ["https://", { kind: "invalid" }],
    ["https:a.png", { kind: "invalid" }],
    ["http://a b.example/", { kind: "invalid" }],
    ["http://[::1", { kind: "invalid" }],
    ["//", { kind: "invalid" }],
  ];
  test.each(cases)("%j", (url, target) => {
    expect(classifyUrl(url)).toEqual(target);
  });
});

describe("attributes that a script computes", () => {
  test("are there, with unknown values", () => {
    for (const text of [
      '<img :src="a" :alt="b">',
      '<img v-bind:src="a" v-bind:alt="b">',
      '<img [src]="a" [alt]="b">',
    ]) {
      const [image] = htmlOf(text).images;
      expect([image?.target.kind, image?.present, image?.alt]).toEqual(["template", true, "{b}"]);
    }
    const [image] = parseArticle(
      { path: "a.mdx", text: "<img {...props} />" },
      { bodyLanguage: "markdown", lazyAttributes: [] },
    ).images;
    expect([image?.target.kind, image?.present, image?.alt]).toEqual(["template", true, "{...props}"]);
  });
  test("give way to written ones", () => {
    const [image] = htmlOf('<img src="/a.png" :src="b" alt="">').images;
    expect(image?.url).toBe("/a.png");
  });
});

describe("a definition that no link uses is none", () => {
  const linksIn = (text: string) => articleOf(text).links.map(({ kind, url }) => [kind, url]);

  test.each([
    ["a comment", "[//]: # (注)\n\n[//]: # '注'\n\n[TODO]: <> (注)\n"],
    ["one that nothing uses", "[a]: /gone\n\n甲\n"],
    ["one whose name is only in code", "[a]: /gone\n\n`[a]`\n\n    [a]\n"],
    ["one whose name is only in HTML", "[a]: /gone\n\n<div>\n[a]\n</div>\n"],
    ["one that only an image uses", "![a]\n\n[a]: /gone.png\n"],
    ["one that only the text of an image has", "![甲 [a] 乙](/b.png)\n\n[a]: /gone\n"],
  ])("%s", (_name, text) => {
    expect(linksIn(text)).toEqual([]);
  });

  test("the others are links, and one that a template tag may show", () => {
    const text =
      '[a] ![乙][b] [丙][B]\n\n{% include note.html text="甲 [丁][d]" %}\n\n[a]: #\n[b]: /b\n[c]: /c\n[d]: /d\n';
    expect(linksIn(text)).toEqual([
      ["definition", "#"],
      ["definition", "/b"],
      ["definition", "/d"],
    ]);
  });

  test("nor is the second of two", () => {
    expect(linksIn("[a]\n\n[a]: /first\n[a]: /second\n")).toEqual([["definition", "/first"]]);
  });
});

test("a bare URL in a link's text is text, whatever characters it has", () => {
  const text = "[https://a.example/x_y](https://a.example/x_y) [*甲* https://b.example/](c) [甲 [乙] *丙*](d)";
  expect(articleOf(text).links.flatMap(({ label }) => label ?? [])).toEqual([
    "https://a.example/x_y",
    "甲 https://b.example/",
    "甲 [乙] 丙",
  ]);
});
