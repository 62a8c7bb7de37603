import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bodyTree } from "../../../src/article/body/blocks.js";
import { linkParts, type SyntaxNode } from "../../../src/article/body/commonmark.js";
import { commonMark, kramdown, marked, pythonMarkdown } from "../../../src/article/dialect.js";
import type { Dialect } from "../../../src/article/types.js";

/** What each program makes of a text: see `record.mjs`. */
const expected = JSON.parse(readFileSync(new URL("./expected.json", import.meta.url), "utf8")) as Record<
  string,
  Record<string, string>
>;

const dialects: Readonly<Record<string, Dialect>> = {
  "marked 4": { ...commonMark, ...marked, emphasis: "marked-4" },
  "marked 15": { ...commonMark, ...marked },
  "markdown-it": commonMark,
  micromark: { ...commonMark, emphasis: "micromark" },
  "micromark with cjk-friendly": { ...commonMark, emphasis: "cjk-friendly-micromark" },
  goldmark: commonMark,
  kramdown: { ...commonMark, ...kramdown, wholeElements: "kramdown" },
  "Python-Markdown": { ...commonMark, ...pythonMarkdown, wholeElements: "python-markdown" },
};

/** The text, with emphasis alone as HTML. */
function emphasisIn(text: string, dialect: Dialect): string {
  const { tree, source } = bodyTree(`${text}\n`, dialect);
  const read = (node: SyntaxNode, from = node.from, to = node.to): string => {
    let result = "";
    let at = from;
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.from < from || child.to > to) continue;
      result += source.slice(at, child.from) + one(child);
      at = child.to;
    }
    return result + source.slice(at, to);
  };
  const one = (node: SyntaxNode): string => {
    if (node.name === "EmphasisMark" || node.name === "CodeMark") return "";
    if (node.name === "Escape") return source.slice(node.from + 1, node.to);
    const label = node.name === "Link" ? linkParts(node, source)?.label : undefined;
    const inner = label ? read(node, label.start, label.end) : read(node);
    if (node.name === "Emphasis") return `<em>${inner}</em>`;
    return node.name === "StrongEmphasis" ? `<strong>${inner}</strong>` : inner;
  };
  return read(tree.topNode).trim();
}

describe.each(Object.entries(dialects))(
  "asterisks and underscores are emphasis where they are in %s",
  (program, dialect) => {
    // Symbols of Unicode are punctuation since goldmark 1.7, which Hugo has since version 0.123. The recording is older.
    const isNewer = (text: string) => program === "goldmark" && /[^\p{ASCII}]/u.test(text) && /\p{S}/u.test(text);

    it.each(Object.entries(expected).filter(([text]) => !isNewer(text)))("%s", (text, readings) => {
      expect(emphasisIn(text, dialect)).toBe(readings[program]);
    });
  },
);

describe("a paragraph with very many asterisks", () => {
  it.each(Object.entries(dialects))("takes no cubic time in %s", (_, dialect) => {
    const start = performance.now();
    for (const text of ["**a _b ", "*a* ** b_ ", "_a **b* ", "***a*b ", "a**b"]) emphasisIn(text.repeat(1200), dialect);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
