/**
 * Definitions of links, whose labels and titles may go on for many lines. The parser of @lezer/markdown reads all of their
 * text again after each line, so that a long paragraph that begins like a definition takes quadratic time. Here, it is
 * asked only after lines that can end a label or a title.
 */
import type { BlockContext, LeafBlock, LeafBlockParser, Line, MarkdownConfig } from "@lezer/markdown";
import { type InnerLine, leafParser } from "./parser-internals.js";

const readDefinition = leafParser("LinkReference");

/** Of the parser of @lezer/markdown. */
interface InnerDefinition extends LeafBlockParser {
  /** What is read: 0 nothing, 1 the label, 2 the URL too, 3 the title too; -1 if it is no definition. */
  readonly stage: number;
  /** Where that ends in the text. */
  readonly pos: number;
}

/** A longer label is none: https://spec.commonmark.org/0.31.2/#link-label */
const longestLabel = 999;

class Definition implements LeafBlockParser {
  readonly #inner: InnerDefinition;
  /** Whether no further line can make it a definition. */
  #isText = false;
  /** What ends the title that has begun. */
  #quote: string | undefined;

  constructor(inner: InnerDefinition) {
    this.#inner = inner;
  }

  nextLine(cx: BlockContext, line: Line, leaf: LeafBlock): boolean {
    if (this.#isText) return false;
    if (this.#inner.stage === 0 && leaf.content.length > longestLabel + 1) this.#isText = true;
    if (this.#inner.stage === 2 && this.#quote === undefined) this.#readAfterUrl(leaf.content.slice(this.#inner.pos));
    if (this.#isText || (this.#quote !== undefined && !hasEnd((line as InnerLine).scrub(), this.#quote))) return false;
    const isDone = this.#inner.nextLine(cx, line, leaf);
    // The title ends in this line, and something else follows.
    if (!isDone && this.#quote !== undefined && this.#inner.stage === 2) this.#isText = true;
    if (this.#inner.stage !== 2) this.#quote = undefined;
    return isDone;
  }

  finish(cx: BlockContext, leaf: LeafBlock): boolean {
    return this.#inner.finish(cx, leaf);
  }

  /** Either nothing follows the URL in its line, or a title that does not end there, or it is no definition. */
  #readAfterUrl(text: string): void {
    if (/^[ \t\r\n]*$/.test(text)) return;
    const [, quote, begun = ""] = /^[ \t\r\n]+(["'(])(.*)$/s.exec(text) ?? [];
    this.#quote = quote === "(" ? ")" : quote;
    this.#isText = this.#quote === undefined || hasEnd(begun, this.#quote);
  }
}

/** Whether a text has this character without a backslash before it. */
function hasEnd(text: string, end: string): boolean {
  for (let at = 0; at < text.length; at++) {
    if (text[at] === end) return true;
    if (text[at] === "\\") at++;
  }
  return false;
}

/** Reads a definition of a link, as `leafParser("LinkReference")` does, in linear time. */
export function readLinkDefinition(cx: BlockContext, leaf: LeafBlock): LeafBlockParser | null {
  const inner = readDefinition(cx, leaf) as InnerDefinition | null;
  return inner && new Definition(inner);
}

export const linkDefinitions: MarkdownConfig = { parseBlock: [{ name: "LinkReference", leaf: readLinkDefinition }] };
