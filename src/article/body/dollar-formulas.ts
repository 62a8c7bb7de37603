/** Formulas in TeX as VitePress reads them with `markdown.math`: https://github.com/tani/markdown-it-mathjax3 */
import type { BlockContext, Line, MarkdownConfig } from "@lezer/markdown";
import { addFormula } from "./inline-formula.js";
import type { InnerLine } from "./parser-internals.js";

const dollar = 36;

/** The next dollar ends it, or there is none. */
const inline = /^\$(?![ \t])(?:\\[\s\S]|[^\\$])+(?<![ \t])\$(?!\d)/;

const begins = (line: Line): boolean =>
  line.next === dollar && line.indent < line.baseIndent + 4 && line.text.startsWith("$$", line.pos);

/** From `$$` to the next line that ends with it, over blank lines, or to the end of its container. */
function parseBlock(cx: BlockContext, line: Line): boolean {
  if (!begins(line)) return false;
  const from = cx.lineStart + line.pos;
  let content = line.text.slice(line.pos + 2);
  let end = cx.lineStart + line.text.length;
  while (!content.trimEnd().endsWith("$$")) {
    if (!cx.nextLine() || (line as InnerLine).depth < cx.depth) {
      cx.addElement(cx.elt("Math", from, end));
      return true;
    }
    content = line.text.slice(line.basePos);
    end = cx.lineStart + line.text.length;
  }
  cx.nextLine();
  cx.addElement(cx.elt("Math", from, end));
  return true;
}

export const dollarFormulas: MarkdownConfig = {
  defineNodes: [{ name: "Math", block: true }],
  parseBlock: [{ name: "Math", parse: parseBlock, endLeaf: (_cx, line) => begins(line), before: "LinkReference" }],
  parseInline: [
    {
      name: "Math",
      parse(cx, next, start) {
        if (next !== dollar) return -1;
        // Nothing is between the two.
        if (cx.char(start + 1) === dollar) return start + 2;
        return addFormula(cx, start, [inline]);
      },
      before: "Escape",
    },
  ],
};
