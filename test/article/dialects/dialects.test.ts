import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseArticle } from "../../../src/article/index.js";
import type { GeneratorName } from "../../../src/article/types.js";
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

const imagesIn = (text: string, name: GeneratorName): string[] => {
  const readsWholeElements = name === "Jekyll" || name === "MkDocs";
  const article = parseArticle(
    { path: "a.md", text },
    {
      bodyLanguage: "markdown",
      lazyAttributes: [],
      generator: { name, readsAfterBlank: true, readsWholeElements },
    },
  );
  return article.images.map(({ url }) => url).sort();
};

describe.each(programs)("the images that %s shows are those of an article of %s", (program, generator) => {
  it.each(Object.entries(cases).filter(([name]) => !exceptions[program]?.includes(name)))("%s", (name, text) => {
    expect(imagesIn(text, generator)).toEqual(expected[name]?.[program]);
  });
});
