/** `mdx-code-block`: what Docusaurus reads as MDX although it seems to be code. */
import { describe, expect, it } from "vitest";
import { withoutMdxFences } from "../../src/article/body/mdx-code-blocks.js";
import { anyMdx, mdx } from "../../src/article/dialect.js";
import { parseArticle } from "../../src/article/index.js";

const headings = (text: string, dialect = anyMdx) =>
  parseArticle({ path: "a.mdx", text }, { bodyLanguage: "markdown", lazyAttributes: [], dialect }).headings.map(
    (heading) => [heading.text, text.slice(heading.range.start, heading.range.end)],
  );

describe("a block of mdx-code-block", () => {
  it("is MDX, where it is written", () => {
    const text = "一\n\n```mdx-code-block\n## A\n```\n\n   ````  mdx-code-block\r\n## B\r\n````\r\n";
    expect(headings(text)).toEqual([
      ["A", "## A"],
      ["B", "## B"],
    ]);
  });

  it("is code without an end, with another name, and where Docusaurus does not read it", () => {
    expect(headings("```mdx-code-block\n## A\n")).toEqual([]);
    expect(headings("````mdx-code-block\n## A\n```\n")).toEqual([]);
    expect(headings("```mdx\n## A\n```\n")).toEqual([]);
    expect(headings("```mdx-code-block\n## A\n```\n", mdx)).toEqual([]);
  });

  it("is found in linear work", () => {
    const text = "```mdx-code-block\n````mdx-code-block\n".repeat(50_000);
    expect(withoutMdxFences(text)).toBe(text);
  });
});
