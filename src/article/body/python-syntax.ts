/** What Python-Markdown and its extensions read otherwise than CommonMark. */
import type { BlockContext, InlineContext, Line, MarkdownConfig } from "@lezer/markdown";
import type { Dialect } from "../types.js";
import { arithmatex } from "./arithmatex.js";
import { readMark } from "./containers.js";
import { abbreviations, headingOf, isEmptyItem, isFence } from "./older-blocks.js";
import { without } from "./parser-internals.js";

/** https://github.com/Python-Markdown/markdown/blob/master/markdown/blockprocessors.py */
const blocks: MarkdownConfig[] = [
  without(["OrderedList"], (_cx, line) => /^\d+\)/.test(line.text.slice(line.pos))),
  without(["BulletList"], (_cx, line) => isEmptyItem(line)),
  {
    parseBlock: [
      headingOf(/^(#{1,6})((?:\\.|[^\\])*?)#{0,200}(?:(?:(?<![ \t\r])|(?<=\\[ \t\r]))[ \t\r]+)?$/),
      {
        // Only one line is a heading by the line below it.
        name: "UnderlineOfLines",
        // The text comes last, because to look into it after each line takes as long as to copy it.
        endLeaf: (_cx, line, leaf) =>
          /^(?:=+|-+)[ \t\r]*$/.test(line.text.slice(line.pos)) && leaf.content.includes("\n"),
      },
    ],
  },
];

/** https://python-markdown.github.io/extensions/fenced_code_blocks/, https://facelessuser.github.io/pymdown-extensions/extensions/superfences/ */
const info = /^(?:\{[^}\n]*\}|\.?[\w#.+-]*[ \t]*(?:hl_lines=(?:"[^"\n]*"|'[^'\n]*'))?)[ \t]*$/;
const infoOfSuperfences = /^(?:\{[^}\n]*\}|\.?[\w#.+-]*(?:[ \t]+[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"']+))*)[ \t]*$/;

/** A line that begins a definition ends the paragraph before it. */
const definitionsInText: MarkdownConfig = {
  parseBlock: [
    {
      name: "DefinitionInText",
      endLeaf: (_cx, line) =>
        line.next === 91 &&
        line.indent < line.baseIndent + 4 &&
        /^\[(?!\^)[^[\]\n]*\]:[ ]*\S/.test(line.text.slice(line.pos)),
    },
  ],
};

/** `[TOC]` alone in a block: https://python-markdown.github.io/extensions/toc/ */
const tableOfContents: MarkdownConfig = {
  parseBlock: [
    {
      name: "TableOfContents",
      parse(cx, line) {
        if (line.next !== 91 || !/^\[TOC\][ \t]*$/.test(line.text.slice(line.pos))) return false;
        if (/\S/.test(cx.peekLine())) return false;
        return readMark(cx, line, "HiddenBlock");
      },
      before: "LinkReference",
    },
  ],
};

/** `==text==`: https://facelessuser.github.io/pymdown-extensions/extensions/mark/ */
function pairOf(mark: string): MarkdownConfig {
  const [code, size] = [mark.charCodeAt(0), mark.length];
  const delimiter = { resolve: "Strikethrough", mark: "StrikethroughMark" };
  return {
    parseInline: [
      {
        name: `Pair${mark}`,
        parse(cx: InlineContext, next, start) {
          if (next !== code || cx.slice(start, start + size) !== mark) return -1;
          if (cx.char(start - 1) === code || cx.char(start + size) === code) return -1;
          const isSpace = (at: number) => /^\s?$/.test(cx.slice(at, at + 1));
          return cx.addDelimiter(delimiter, start, start + size, !isSpace(start + size), !isSpace(start - 1));
        },
        before: "Emphasis",
      },
    ],
  };
}

const key =
  /(?:[a-z\d]|f\d\d?|"[^"\n]*"|ctrl|control|alt|option|shift|cmd|command|win|windows|meta|super|fn|function|enter|return|esc|escape|tab|space|spacebar|backspace|del|delete|ins|insert|home|end|page-?up|page-?down|(?:arrow-)?(?:up|down|left|right)|caps-lock|num-lock|scroll-lock|print-screen|pause|context-menu|plus|minus|equal|comma|period|dot|slash|backslash|grave|tilde|bracket-(?:left|right)|brace-(?:left|right)|semicolon|colon|question|exclam|hash|dollar|percent|caret|ampersand|asterisk|pipe|underscore|single-quote|double-quote|num\d|volume-\w+|media-[\w-]+)/
    .source;
const keyboard = new RegExp(`^\\+\\+${key}(?:\\+${key})*\\+\\+(?!\\+)`, "i");

/** `++ctrl+c++`: https://facelessuser.github.io/pymdown-extensions/extensions/keys/ */
const keys: MarkdownConfig = {
  defineNodes: ["Keys"],
  parseInline: [
    {
      name: "Keys",
      parse(cx, next, start) {
        if (next !== 43) return -1;
        const [all] = keyboard.exec(cx.slice(start, Math.min(cx.end, start + 200))) ?? [];
        return all === undefined ? -1 : cx.addElement(cx.elt("Keys", start, start + all.length));
      },
      before: "Emphasis",
    },
  ],
};

/** Without superfences, fences are not in other blocks. */
export const isPythonFence = ({ superfences }: Dialect, cx: BlockContext, line: Line): boolean =>
  superfences === false
    ? line.indent === 0 && line.baseIndent === 0 && isFence(cx, line, info)
    : isFence(cx, line, infoOfSuperfences);

/** @param dialect has the extensions that are on. */
export function pythonSyntax(dialect: Dialect): MarkdownConfig[] {
  const { textMarks = [], keyboardKeys, abbreviations: hasAbbreviations, tocMark, formulas } = dialect;
  return [
    { defineNodes: [{ name: "HiddenBlock", block: true }] },
    ...blocks,
    without(["FencedCode"], (cx, line) => !isPythonFence(dialect, cx, line)),
    definitionsInText,
    ...(tocMark ? [tableOfContents] : []),
    ...textMarks.map(pairOf),
    ...(keyboardKeys ? [keys] : []),
    ...(formulas ? [arithmatex(formulas)] : []),
    ...(hasAbbreviations ? [{ parseBlock: [abbreviations] }] : []),
  ];
}
