/** What the parser's classes and its configuration have, but their types do not. */
import {
  type BlockContext,
  parser as commonmark,
  type InlineContext,
  type LeafBlock,
  type LeafBlockParser,
  type Line,
  type MarkdownConfig,
} from "@lezer/markdown";

export type BlockParser = (cx: BlockContext, line: Line) => boolean | null;
export type InlineParser = (cx: InlineContext, next: number, start: number) => number;

interface InnerContext {
  readonly text: string;
  readonly parts: ({ readonly from: number; readonly to: number; side?: number } | null)[];
  readonly hasOpenLink: boolean;
}

export interface InnerLine extends Line {
  /** How many of the parent blocks continue on this line. */
  readonly depth: number;
  /** The text without the marks of the parent blocks. */
  scrub(): string;
}

export const inner = (cx: InlineContext): InnerContext => cx as unknown as InnerContext;

/** Whether something other than text ends here, to which an attribute list may belong. */
export const endsElement = (cx: InlineContext, at: number): boolean => inner(cx).parts.at(-1)?.to === at;

const { inlineParsers, inlineNames, blockParsers, leafBlockParsers, blockNames } = commonmark as unknown as {
  readonly inlineParsers: readonly InlineParser[];
  readonly inlineNames: readonly string[];
  readonly blockParsers: readonly (BlockParser | undefined)[];
  readonly leafBlockParsers: readonly (((cx: BlockContext, leaf: LeafBlock) => LeafBlockParser | null) | undefined)[];
  readonly blockNames: readonly string[];
};

/** The inline parser of CommonMark with this name. */
export const inlineParser = (name: string): InlineParser => inlineParsers[inlineNames.indexOf(name)] as InlineParser;

const readHardBreak = inlineParser("HardBreak");

/** The first of several spaces decides for all of them, so that many take no quadratic time. */
export const hardBreak: InlineParser = (cx, next, start) =>
  next === 32 && start > cx.offset && cx.char(start - 1) === 32 ? -1 : readHardBreak(cx, next, start);

/**
 * Nothing begins within a word of letters and digits, or with a character outside of ASCII. They are skipped at once, because
 * all parsers are otherwise asked at each of them.
 */
export const wordSyntax = {
  name: "Word",
  before: "Escape",
  parse(cx, _next, start) {
    let end = start;
    for (let code = cx.char(end); code > 127 || (isLetter(code) && isLetter(cx.char(end - 1))); code = cx.char(end))
      end++;
    return end > start ? end : -1;
  },
} satisfies NonNullable<MarkdownConfig["parseInline"]>[number];

/** A letter or digit of ASCII. */
const isLetter = (code: number): boolean => {
  const lower = code | 32;
  return (lower >= 97 && lower <= 122) || (code >= 48 && code <= 57);
};

/** The block parser of CommonMark with this name. */
const blockParser = (name: string): BlockParser => blockParsers[blockNames.indexOf(name)] as BlockParser;

/** The parser of CommonMark with this name for blocks that may become something else than a paragraph. */
export const leafParser = (name: string) =>
  leafBlockParsers[blockNames.indexOf(name)] as (cx: BlockContext, leaf: LeafBlock) => LeafBlockParser | null;

/** Block parsers that do not read lines for which `isText` holds. */
export const without = (
  names: readonly string[],
  isText: (cx: BlockContext, line: Line) => boolean,
): MarkdownConfig => ({
  parseBlock: names.map((name) => {
    const parse = blockParser(name);
    return { name, parse: (cx: BlockContext, line: Line) => !isText(cx, line) && parse(cx, line) };
  }),
});
