import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { extensible } from "../../../src/article/dialect.js";
import { parseArticle } from "../../../src/article/index.js";
import type { GeneratorName } from "../../../src/article/types.js";
import { planOf, profiles } from "../../../src/generators/index.js";
import { cases } from "./cases.js";

const expected = JSON.parse(readFileSync(new URL("./expected.json", import.meta.url), "utf8")) as Record<
  string,
  Record<string, string[]>
>;

const programs: readonly (readonly [program: string, generator: GeneratorName])[] = [
  ["kramdown", "Jekyll"],
  ["python-markdown", "MkDocs"],
  ["goldmark", "Hugo"],
  ["markdown-it", "Eleventy"],
];

/** What is read differently on purpose. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  // The lines after a lazy line are code for kramdown.
  kramdown: ["a lazy line of a footnote"],
  // The author did not mean the code: `html/shown-as-code` reports it.
  goldmark: ["HTML over blank lines"],
  // There are plugins for admonitions, so they are read.
  "markdown-it": ["HTML over blank lines", ...Object.keys(cases).filter((name) => name.includes("an admonition"))],
};

/** An article of a site with the default settings of the generator. */
const read = (text: string, name: GeneratorName) => {
  const profile = profiles.find((one) => one.name === name);
  const plan = profile && planOf(profile);
  if (!plan) throw new Error(`${name} has no profile`);
  const { readsWholeElements, markdown } = plan;
  return parseArticle(
    { path: "a.md", text },
    {
      bodyLanguage: "markdown",
      lazyAttributes: [],
      generator: {
        name,
        readsAfterBlank: true,
        readsWholeElements,
        dialect: (data) => markdown.dialect("/site/a.md", data),
      },
    },
  );
};

const imagesIn = (text: string, name: GeneratorName): string[] =>
  read(text, name)
    .images.map(({ url }) => url)
    .sort();

describe.each(programs)("the images that %s shows are those of an article of %s", (program, generator) => {
  it.each(Object.entries(cases).filter(([name]) => !exceptions[program]?.includes(name)))("%s", (name, text) => {
    expect(imagesIn(text, generator)).toEqual(expected[name]?.[program]);
  });
});

describe("on a site of Jekyll", () => {
  it("an element is closed by its end tag after blank lines", () => {
    const text = '<div>\n<div>\n\n    <p class="a">x</p>\n\n</div>\n</div>\n';
    const { tagProblems, shownAsCode } = read(text, "Jekyll").body;
    expect({ tagProblems, shownAsCode }).toEqual({ tagProblems: [], shownAsCode: [] });
  });

  it("Markdown goes on where a template tag may close an element", () => {
    const text = "<div>\n\n{% include end.html %}\n\n![](a.png)\n";
    expect(read(text, "Jekyll").images.map(({ url }) => url)).toEqual(["a.png"]);
  });

  it("attribute lists and comments are not prose", () => {
    const text = "甲*乙*{: .a}丙\n{: #b .c}\n\n{::comment}\n![](a.png) 丁\n{:/comment}\n\n戊\n";
    const article = read(text, "Jekyll");
    expect(article.prose.map(({ start, end }) => text.slice(start, end).trim()).join("")).toBe("甲乙丙戊");
    expect(article.images).toEqual([]);
  });
});

describe("where the generator is not known", () => {
  const images = (text: string) =>
    parseArticle({ path: "a.md", text }, { bodyLanguage: "markdown", lazyAttributes: [] }).images.map(({ url }) => url);

  it("a footnote is one that the article refers to", () => {
    expect(images("甲[^1]\n\n[^1]: 乙\n\n    ![](a.png)\n")).toEqual(["a.png"]);
    expect(images("甲\n\n[^1]: 乙\n\n    ![](a.png)\n")).toEqual([]);
  });

  it("an admonition has indented content", () => {
    expect(images("!!! note\n\n    ![](a.png)\n")).toEqual(["a.png"]);
    expect(images("!!! note\n\n甲\n\n    ![](a.png)\n")).toEqual([]);
  });

  it("a definition follows a paragraph", () => {
    expect(images("甲\n: 乙\n\n    ![](a.png)\n")).toEqual(["a.png"]);
    expect(images("# 甲\n: 乙\n\n    ![](a.png)\n")).toEqual([]);
  });
});

// What arithmatex of pymdown-extensions 9.5 makes of these, with its default options.
describe("formulas of arithmatex are not read as Markdown or HTML:", () => {
  const formulas = { blocks: ["dollar", "square", "begin"], inline: ["dollar", "round"] } as const;
  const dialect = { ...extensible, wholeElements: "python-markdown", formulas } as const;
  it.each<[string, string, string[]]>([
    ["a block", "$$\na_1<img src=a.png>b\n$$\n\n![](b.png)\n", ["b.png"]],
    ["a block in a list", "- x\n\n    $$\n    ![](a.png)\n    $$\n\n    ![](b.png)\n", ["b.png"]],
    ["a block in brackets", "\\[\n![](a.png)\n\\]\n", []],
    ["an environment", "\\begin{align*}\n![](a.png)\n\\end{align*}\n", []],
    ["text between dollar signs and in brackets", "a $x![](a.png)y$ and \\(![](b.png)\\) ![](c.png)\n", ["c.png"]],
    ["a block with a line that looks like a rule", "$$\n![](a.png)\n=\n![](b.png)\n$$\n", []],
    // These are no formulas.
    ["a block in a paragraph", "text\n$$\n![](a.png)\n$$\nmore\n", ["a.png"]],
    ["a block over a blank line", "$$\n![](a.png)\n\nb\n$$\n", ["a.png"]],
    ["prices", "$5 ![](a.png) and $6\n", ["a.png"]],
    ["brackets in text", "a \\[![](a.png)\\]\n", ["a.png"]],
    ["escaped dollar signs", "a \\$![](a.png)\\$\n", ["a.png"]],
  ])("%s", (_, text, images) => {
    const generator = {
      name: "MkDocs",
      readsAfterBlank: true,
      readsWholeElements: true,
      dialect: () => dialect,
    } as const;
    const article = parseArticle({ path: "a.md", text }, { bodyLanguage: "markdown", lazyAttributes: [], generator });
    expect(article.images.map(({ url }) => url)).toEqual(images);
  });
});
