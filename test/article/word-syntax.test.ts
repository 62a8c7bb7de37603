/** What is skipped in words, beside the same parser that skips nothing. */
import { parser as commonmark, GFM, type MarkdownParser } from "@lezer/markdown";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type MarkdownTree, parseMarkdown } from "../../src/article/body/commonmark.js";

const unhurried: MarkdownParser = commonmark.configure(GFM);

function nodesOf(tree: MarkdownTree): string[] {
  const nodes: string[] = [];
  tree.iterate({ enter: ({ name, from, to }) => void nodes.push(`${name} ${from} ${to}`) });
  return nodes;
}

const pieces = ["a", "B2", "_", "*", "**", "~~", "@", ".", "-", "+", "&amp;", "&", "\\", "[", "](u)", "![", "]", "\n"];
const urls = ["www.a.de", "http://b.de/c_d", "https://", "mailto:a@b.de", "a.b-c@d.de", "xmpp:a@b.c/d"];
// (What a symbol is for emphasis depends on the program: test/article/emphasis.)
const others = ["é", "你好", "𠀀", "，", "\u00a0", " a"];

test("a text has the same nodes whether or not its words are skipped", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces, ...urls, ...others), { maxLength: 25 }), (parts) => {
      const text = parts.join("");
      // Brackets in brackets are read a second time.
      fc.pre(!/\]\[|\[[^[\]]*\[/.test(text));
      expect(nodesOf(parseMarkdown(text, { base: "commonmark" }).tree)).toEqual(nodesOf(unhurried.parse(text)));
    }),
    { numRuns: 2000 },
  );
});
