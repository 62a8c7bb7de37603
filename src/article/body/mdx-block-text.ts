/** The text of a block of MDX, which may continue on the next lines. */
import type { BlockContext, LeafBlock, Line } from "@lezer/markdown";
import type { GrowingText } from "./mdx-problems.js";
import { current } from "./mdx-session.js";

/** Declares what the parser's class has, but its types do not. */
export interface InnerContext extends BlockContext {
  readonly stack: readonly { readonly value: number }[];
  finishLeaf(leaf: LeafBlock): void;
  readonly parser: BlockContext["parser"] & {
    readonly endLeafBlock: readonly ((cx: BlockContext, line: Line, leaf: LeafBlock) => boolean)[];
  };
}

/** The text of a block from a line on. Offsets are relative to the start of the line. */
export class BlockText implements GrowingText {
  text: string;
  isLazy = false;
  readonly #cx: InnerContext;
  #next: number;
  #lines = 1;

  constructor(cx: BlockContext, line: Line) {
    this.#cx = cx as InnerContext;
    this.text = line.text;
    this.#next = cx.lineStart + line.text.length + 1;
  }

  /** Twice as many lines as before, so that reading them again takes linear time. */
  more(): boolean {
    let hasGrown = false;
    for (let count = this.#lines; count > 0 && !this.isLazy && this.#next <= current().source.length; count--) {
      const end = current().source.indexOf("\n", this.#next);
      const line = current().source.slice(this.#next, end === -1 ? undefined : end);
      const inner = this.#withoutMarkers(line);
      if (inner === undefined) {
        this.isLazy = true;
        break;
      }
      this.text += `\n${inner}`;
      this.#next += line.length + 1;
      this.#lines++;
      hasGrown = true;
    }
    return hasGrown;
  }

  /** `undefined` if the line does not continue the containers. */
  #withoutMarkers(line: string): string | undefined {
    let at = 0;
    let column = 0;
    const skip = (to: number) => {
      while (column < to && (line[at] === " " || line[at] === "\t")) {
        column += line[at] === "\t" ? 4 - (column % 4) : 1;
        at++;
      }
      return column >= to;
    };
    let base = 0;
    for (let depth = 1; depth < this.#cx.depth; depth++) {
      const name = this.#cx.parentType(depth).name;
      if (name === "Blockquote") {
        skip(Number.POSITIVE_INFINITY);
        if (line[at] !== ">") return undefined;
        at++;
        column++;
        skip(column + 1);
        base = column;
      } else if (name === "ListItem") {
        base += this.#cx.stack[depth]?.value ?? 0;
        if (!skip(base) && line.slice(at).trim() !== "") return undefined;
      }
    }
    return " ".repeat(at) + line.slice(at);
  }
}
