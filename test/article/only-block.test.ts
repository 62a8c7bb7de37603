import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMarkdown } from "../../src/article/body/commonmark.js";
import { onlyBlock } from "../../src/article/body/markdown.js";

/** The blocks that the parser of Markdown finds, and all that is in them. */
function blocks(source: string): string[] {
  const found: string[] = [];
  parseMarkdown(source, { base: "commonmark" }).tree.iterate({ enter: ({ name, from, to }) => void found.push(`${name} ${from}-${to}`) });
  return found;
}

describe("a body that is one block of HTML", () => {
  it("is known without the parser of Markdown, which finds the same", () => {
    const line = fc.constantFrom(
      "<div>",
      "<div>   ",
      "<p>渡口</p>",
      "</div>",
      "<div",
      "<divx>",
      "<DIV>",
      "<ul>",
      "<h1>a</h1>",
      "<b>a</b>",
      "- a",
      "# a",
      "> a",
      "    code",
      "a *b*",
      "",
      "  ",
      "\t",
      "            ",
      "![a](b)",
      "```",
      "<!-- a -->",
      "  <div>",
      "    <div>",
      "\t<div>",
      "\u3000",
      "<div/>",
      "<p>",
      "[a]: b",
    );
    let known = 0;
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), fc.boolean(), (lines, isClosed) => {
        const body = lines.join("\n") + (isClosed ? "\n" : "");
        const block = onlyBlock(body);
        if (!block) return;
        known++;
        expect({ body, found: blocks(body) }).toEqual({
          body,
          found: [`Document 0-${body.length}`, `HTMLBlock ${block.start}-${block.end}`],
        });
      }),
      { numRuns: 3000 },
    );
    expect(known).toBeGreaterThan(100);
  });
});
