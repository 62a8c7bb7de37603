/** Formulas in TeX of Python-Markdown: https://facelessuser.github.io/pymdown-extensions/extensions/arithmatex/ */
import type { BlockContext, Line, MarkdownConfig } from "@lezer/markdown";
import type { Dialect } from "../types.js";
import { sourceOf } from "./indented-blocks.js";
import { addFormula } from "./inline-formula.js";
import type { InnerLine } from "./parser-internals.js";

const blockPatterns = {
  dollar: /^\$\$(?:\\[\s\S]|[^\\])+?\$\$[ ]*$/,
  square: /^\\\[(?:\\[^\]]|[^\\])+?\\\][ ]*$/,
  begin: /^\\begin\{([a-z]+\*?)\}(?:\\[\s\S]|[^\\])+?\\end\{\1\}[ ]*$/,
};

const inlinePatterns = {
  dollar: /^\$(?!\s)(?:\\[\s\S]|[^\\$])+?(?<!\s)\$/,
  anyDollar: /^\$(?:\\[\s\S]|[^\\$])+?\$/,
  round: /^\\\((?:\\[^)]|[^\\])+?\\\)/,
};

/** A block that is a formula from its beginning to its end, which is a blank line. */
function parseBlock(cx: BlockContext, line: Line, patterns: readonly RegExp[]): boolean {
  if ((line.next !== 36 && line.next !== 92) || line.indent >= line.baseIndent + 4) return false;
  if (!/^(?:\$\$|\\\[|\\begin\{)/.test(line.text.slice(line.pos))) return false;
  const source = sourceOf(cx);
  const from = cx.lineStart + line.pos;
  const [block = ""] =
    /^(?:[^\n]*\S[^\n]*(?:\n|$))*/.exec(source.read(from, Math.min(source.length, from + 20_000))) ?? [];
  if (!patterns.some((pattern) => pattern.test(block.trimEnd()))) return false;
  const lines = block.trimEnd().split("\n").length;
  let end = cx.lineStart + line.text.trimEnd().length;
  for (let read = 1; cx.nextLine() && read < lines && (line as InnerLine).depth >= cx.depth; read++)
    end = cx.lineStart + line.text.trimEnd().length;
  cx.addElement(cx.elt("Math", from, end));
  return true;
}

/** The formulas of a dialect. */
export function arithmatex({ blocks, inline }: NonNullable<Dialect["formulas"]>): MarkdownConfig {
  const ofBlocks = blocks.map((name) => blockPatterns[name]);
  const ofText = inline.map((name) => inlinePatterns[name]);
  return {
    defineNodes: [{ name: "Math", block: true }],
    parseBlock: [{ name: "Math", parse: (cx, line) => parseBlock(cx, line, ofBlocks), before: "LinkReference" }],
    parseInline: [
      {
        name: "Math",
        parse(cx, next, start) {
          return next !== 36 && next !== 92 ? -1 : addFormula(cx, start, ofText);
        },
        before: "Escape",
      },
    ],
  };
}
