/** Where a dialect differs from CommonMark with GitHub's extensions in its syntax, as extensions of the parser. */
import type { BlockContext, Line, MarkdownConfig } from "@lezer/markdown";
import type { Dialect } from "../types.js";
import { bareUrls } from "./bare-urls.js";
import { dollarFormulas } from "./dollar-formulas.js";
import { isKramdownTag } from "./element-reader.js";
import { emphasisOf } from "./emphasis/index.js";
import { addFormula } from "./inline-formula.js";
import { inlineLinks } from "./inline-links.js";
import { kramdownCode } from "./kramdown-code.js";
import { readLinkDefinition } from "./link-definitions.js";
import { abbreviations, headingOf, isEmptyItem, isFence } from "./older-blocks.js";
import { endsElement, hardBreak, inlineParser, inner, leafParser, without } from "./parser-internals.js";
import { isPythonFence, pythonSyntax } from "./python-syntax.js";
import { tabLines } from "./tab-lines.js";
import { tablesOf } from "./tables.js";

const readEscape = inlineParser("Escape");
const readSetext = leafParser("SetextHeading");

/** `$$…$$` in kramdown: https://kramdown.gettalong.org/syntax.html#math-blocks */
const kramdownMath: MarkdownConfig = {
  defineNodes: [{ name: "Math" }],
  parseInline: [
    {
      name: "Math",
      parse(cx, next, start) {
        return next !== 36 ? -1 : addFormula(cx, start, [/^\$\$[^$]+\$\$(?!\$)/]);
      },
      before: "Emphasis",
    },
  ],
};

const tilde = { resolve: "Strikethrough", mark: "StrikethroughMark" };

/** `~text~`, as marked reads it. */
export const singleTilde: MarkdownConfig = {
  parseInline: [
    {
      name: "SingleTilde",
      parse(cx, next, start) {
        if (next !== 126 || cx.char(start - 1) === 126 || cx.char(start + 1) === 126) return -1;
        const [before, after] = [cx.slice(start - 1, start), cx.slice(start + 1, start + 2)];
        return cx.addDelimiter(tilde, start, start + 1, !/^\s?$/.test(after), !/^\s?$/.test(before));
      },
      before: "Emphasis",
    },
  ],
};

/** Without indented code, what is indented by 4 spaces is a paragraph. */
export const noIndentedCode: MarkdownConfig[] = [
  { remove: ["IndentedCode"] },
  without(
    ["FencedCode", "Blockquote", "HorizontalRule", "BulletList", "OrderedList", "ATXHeading"],
    (_cx, line) => line.indent >= line.baseIndent + 4,
  ),
];

const readTag = inlineParser("HTMLTag");

/** Of what may be a start tag, only what kramdown reads as one. */
const kramdownTags: MarkdownConfig = {
  parseInline: [
    {
      name: "HTMLTag",
      parse(cx, next, start) {
        const { text } = inner(cx);
        const at = start - cx.offset;
        const mayBeTag = next === 60 && /^[a-z][a-z\d-]*(?:[\s/>]|$)/i.test(text.slice(at + 1, at + 100));
        if (mayBeTag && !isKramdownTag(text, at)) return start + 1;
        return readTag(cx, next, start);
      },
    },
  ],
};

const kramdownInfo = /^\S*[ \t]*$/;

/** https://kramdown.gettalong.org/syntax.html, https://github.com/kramdown/parser-gfm */
const kramdownBlocks: MarkdownConfig[] = [
  kramdownCode,
  without(["OrderedList"], (_cx, line) => /^\d+\)/.test(line.text.slice(line.pos))),
  without(["FencedCode"], (cx, line) => !isFence(cx, line, kramdownInfo)),
  without(["BulletList"], (_cx, line) => isEmptyItem(line)),
  {
    parseBlock: [
      { name: "NumberInText", endLeaf: (_cx, line) => /^\d+\.[ \t]/.test(line.text.slice(line.pos)) },
      {
        // Only one line is a heading by the line below it.
        name: "SetextHeading",
        leaf(cx, leaf) {
          const heading = readSetext(cx, leaf);
          // To look into a text that grows line by line takes as long as to copy it.
          const { length } = leaf.content;
          return (
            heading && {
              nextLine: (...of) => of[2].content.length === length && heading.nextLine(...of),
              finish: () => false,
            }
          );
        },
      },
      {
        // The URL of a definition is on the same line.
        name: "LinkReference",
        leaf: (cx, leaf) => (/^\[[^\]\n]+\]:[ \t]*$/.test(leaf.content) ? null : readLinkDefinition(cx, leaf)),
      },
      abbreviations,
      headingOf(/^(#{1,6}[ \t]+)([^ \t\r].*?)(?:[ \t]+#+)?[ \t\r]*$/),
    ],
  },
];

/** Whether a line begins a block of code, in a program whose fences need an end. */
export const beginsFence = (dialect: Dialect, cx: BlockContext, line: Line): boolean =>
  dialect.wholeElements === "kramdown" ? isFence(cx, line, kramdownInfo) : isPythonFence(dialect, cx, line);

/** Characters that a backslash escapes. A backslash before another one is text. */
const escapes = (characters: string): MarkdownConfig => ({
  parseInline: [
    {
      name: "Escape",
      parse: (cx, next, start) =>
        next === 92 && start + 1 < cx.end && !characters.includes(cx.slice(start + 1, start + 2))
          ? -1
          : readEscape(cx, next, start),
    },
  ],
});

/** A backslash at the end of a line is text. */
const spacesBreak: MarkdownConfig = {
  parseInline: [
    {
      name: "HardBreak",
      parse: (cx, next, start) => (next === 92 ? -1 : hardBreak(cx, next, start)),
    },
  ],
};

/** `{.note}` of markdown-it-attrs: after an element, or at the end of a block. */
const braceAttributes: MarkdownConfig = {
  parseInline: [
    {
      name: "AttributeList",
      parse(cx, next, start) {
        if (next !== 123) return -1;
        const [list] =
          /^\{[ ]*(?:[.#][\w:-]+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']*))(?:[ ]+(?:[.#][\w:-]+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']*)|[\w:-]+))*[ ]*\}/.exec(
            cx.slice(start, Math.min(cx.end, start + 500)),
          ) ?? [];
        if (list === undefined) return -1;
        const isLast = /^[ \t]*$/.test(cx.slice(start + list.length, cx.end)) && /\s/.test(cx.slice(start - 1, start));
        return isLast || endsElement(cx, start)
          ? cx.addElement(cx.elt("ContainerMark", start, start + list.length))
          : -1;
      },
      after: "Emphasis",
    },
  ],
};

/** What a dialect adds to the parser. */
export function dialectSyntax(dialect: Dialect): MarkdownConfig[] {
  const { bareUrls: rules, emphasis, singleTilde: isSingle, wholeElements, vue, attributeLists, linkNesting } = dialect;
  return [
    ...(rules && rules !== "none" ? [bareUrls(rules)] : []),
    emphasisOf(emphasis),
    ...(isSingle ? [singleTilde] : []),
    ...(dialect.escapes === undefined ? [] : [escapes(dialect.escapes)]),
    ...(wholeElements === "kramdown" ? [kramdownMath, kramdownTags, ...kramdownBlocks] : []),
    ...(wholeElements === "python-markdown" ? [spacesBreak, ...pythonSyntax(dialect)] : []),
    ...(wholeElements ? [inlineLinks(wholeElements)] : linkNesting ? [inlineLinks("marked")] : []),
    ...(dialect.tabsInParagraphs ? [tabLines] : []),
    ...(vue && attributeLists !== false ? [braceAttributes] : []),
    ...(dialect.dollarFormulas ? [dollarFormulas] : []),
  ];
}

/** The tables of a dialect, if they are not those of GitHub. */
export const dialectTables = ({ wholeElements }: Dialect): MarkdownConfig | undefined =>
  wholeElements && tablesOf[wholeElements];
