/** Formulas in VitePress: the images that markdown-it 14 with markdown-it-mathjax3 4 shows. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { parseArticle } from "../../src/article/index.js";
import { Generators } from "../../src/generators/index.js";
import { articleOf } from "./support.js";

const images = (text: string): readonly string[] =>
  parseArticle(
    { path: "a.md", text },
    {
      bodyLanguage: "markdown",
      lazyAttributes: [],
      generator: {
        name: "VitePress",
        readsAfterBlank: true,
        readsWholeElements: false,
        dialect: () => ({ base: "commonmark", dollarFormulas: true }),
      },
    },
  ).images.map(({ url }) => url);

it.each<[name: string, text: string, images: readonly string[]]>([
  ["money is no formula", "$5 and $6 ![](a.png)\n", ["a.png"]],
  ["the next dollar ends a formula", "cost $5 and $x ![](a.png)$ z ![](b.png)\n", ["b.png"]],
  ["a space after the first dollar", "$ x ![](a.png) $\n", ["a.png"]],
  ["a digit after the last dollar", "$x$1 ![](a.png) $y$\n", ["a.png"]],
  ["an escaped dollar", "$\\$ ![](a.png)$ ![](b.png)\n", ["b.png"]],
  ["a formula in two lines", "$a ![](a.png)\nb$ ![](b.png)\n", ["b.png"]],
  ["two dollars in a line", "a $$x ![](a.png)$$ b\n", ["a.png"]],
  ["code", "`$` ![](a.png) $x$\n", ["a.png"]],
  ["a block over a blank line", "$$\nx ![](a.png)\n\ny ![](b.png)\n$$\n\n![](c.png)\n", ["c.png"]],
  ["a block in one line ends a paragraph", "text\n$$ x ![](a.png) $$\n![](b.png)\n", ["b.png"]],
  ["a block that goes on to the end", "$$ x $$ ![](a.png)\n\n![](b.png)\n", []],
  ["a block in a list", "- $$\n  ![](a.png)\n  $$\n- ![](b.png)\n", ["b.png"]],
  ["a block in a quote", "> $$\n> ![](a.png)\n> $$\n\n![](b.png)\n", ["b.png"]],
  ["code of four spaces", "    $$\n    ![](a.png)\n    $$\n\n![](b.png)\n", ["b.png"]],
])("%s", (_, text, shown) => {
  expect(images(text)).toEqual(shown);
});

it("are read as Markdown by other dialects", () => {
  expect(articleOf("$x ![](a.png)$\n").images).toHaveLength(1);
});

it.each([
  ["markdown: { math: true }", true],
  ["", undefined],
])("are read where the site asks for them: %s", async (setting, dollarFormulas) => {
  const folder = await mkdtemp(path.join(tmpdir(), "stet-formulas-"));
  try {
    await mkdir(path.join(folder, ".vitepress"));
    await writeFile(path.join(folder, ".vitepress/config.mjs"), `export default { ${setting} };\n`);
    const file = path.join(folder, "a.md");
    await writeFile(file, "");
    const plan = await new Generators().of(file, undefined);
    expect(plan?.markdown.dialect(file, {}).dollarFormulas).toBe(dollarFormulas);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
