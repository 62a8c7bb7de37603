/** What programs read otherwise than CommonMark. The expectations are what the programs themselves show. */
import { describe, expect, it } from "vitest";
import { extensible } from "../../src/article/dialect.js";
import { parseArticle } from "../../src/article/index.js";
import type { Dialect } from "../../src/article/types.js";
import { type GeneratorId, planOf, profileOf } from "../../src/generators/index.js";

const dialectOf = (id: GeneratorId, dependencies: Readonly<Record<string, string>> = {}): Dialect => {
  const profile = profileOf(id);
  const site = { profile, root: "/site", settings: {}, dependencies: new Map(Object.entries(dependencies)) };
  const plan = profile && planOf(profile, site as Parameters<typeof planOf>[1]);
  return plan?.markdown.dialect(id === "jekyll" ? "/site/_posts/2024-01-01-a.md" : "/site/a.md", {}) ?? extensible;
};
const read = (text: string, dialect: Dialect) =>
  parseArticle({ path: "a.md", text }, { bodyLanguage: "markdown", lazyAttributes: [], dialect });
const linksIn = (text: string, dialect: Dialect) => read(text, dialect).links.map(({ url }) => url);

describe("a start tag of kramdown", () => {
  it.each([
    ['<a href="/b">b</a>', ["/b"]],
    ["<a href=b>b</a>", ["b"]],
    ["<a id=x1 href = \"/b\"\ntitle='c'>b</a>", ["/b"]],
    // kramdown shows these as text.
    ["<a href=/b>b</a>", []],
    ["<a href=https://a.example>b</a>", []],
    ['<a @click="c" href="/b">b</a>', []],
    ['<a :href="c" href="/b">b</a>', []],
  ])("%s has the links %j", (text, links) => {
    expect(linksIn(`甲 ${text}\n`, dialectOf("jekyll"))).toEqual(links);
  });
});

describe("a paragraph of marked", () => {
  const paragraphs = (text: string) =>
    read(text, dialectOf("hexo", { "hexo-renderer-marked": "7" })).markdown.blocks.map(({ kind }) => kind);

  it.each([
    ["甲\n\t\n乙\n", 1],
    ["甲\n \t\n\t\n乙\n丙\n", 1],
    ["甲\n   \n乙\n", 2],
    ["甲\n\n\t\n乙\n", 2],
    ["甲\n\t\n", 1],
  ])("goes on after a line with a tab: %j has %i", (text, count) => {
    expect(paragraphs(text)).toHaveLength(count);
  });

  it("ends before a heading, a list and a rule after such a line", () => {
    expect(paragraphs("甲\n\t\n# 乙\n")).toEqual(["paragraph", "heading"]);
    expect(paragraphs("甲\n\t\n- 乙\n")).toHaveLength(2);
    expect(paragraphs("甲\n\t\n乙\n---\n丙\n")).toEqual(["paragraph", "paragraph"]);
  });
});

describe("what is not finished at the end of a block of HTML", () => {
  const text = '<div>\n<!-- <a href="/one">\n\n<a href="/two">b</a> -->\n</div>\n';

  it("is left out by rehype-raw, so that what follows is shown", () => {
    expect(linksIn(text, dialectOf("astro"))).toEqual(["/two"]);
  });

  it("goes on in other programs", () => {
    expect(linksIn(text, dialectOf("eleventy"))).toEqual([]);
  });
});

describe("a reference of Python-Markdown", () => {
  const linked = (text: string) =>
    read(`${text}\n\n[a]: /a\n[b]: /b\n`, dialectOf("mkdocs")).links.flatMap(({ kind, url }) =>
      kind === "definition" ? [] : [url],
    );

  it("may have a space before its label", () => {
    expect(linked("[x] [a]")).toEqual(linked("[x][a]"));
    expect(linked("[x]\n[b]")).toEqual(linked("[x][b]"));
  });

  it("is its first brackets alone, if there is no definition of the second", () => {
    expect(linked("[a][gone]")).toEqual(linked("[a]"));
  });
});

describe("center of Python-Markdown", () => {
  const text = "<center>![a](a.png)</center>\n";
  const images = (dependencies: Readonly<Record<string, string>>) =>
    read(text, dialectOf("mkdocs", dependencies)).images.map(({ url }) => url);

  it.each([
    [{}, []],
    [{ markdown: "==3.7" }, []],
    [{ markdown: ">=3.4" }, []],
    [{ markdown: "==3.4.1" }, ["a.png"]],
    [{ markdown: "<3.5" }, ["a.png"]],
  ])("with the requirement %j has the images %j", (dependencies, expected) => {
    expect(images(dependencies)).toEqual(expected);
  });
});

describe("of two definitions of one name", () => {
  const text = "[甲]\n\n[甲]: /first\n[甲]: /second\n";

  it.each(["jekyll", "mkdocs"] as const)("kramdown and Python-Markdown use the last one (%s)", (id) => {
    expect(linksIn(text, dialectOf(id))).toEqual(["/second"]);
  });

  it.each(["hexo", "hugo", "eleventy", "astro", "docusaurus", "vitepress", "mdbook"] as const)(
    "others use the first (%s)",
    (id) => {
      expect(linksIn(text, dialectOf(id))).toEqual(["/first"]);
    },
  );
});
