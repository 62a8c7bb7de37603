/** What a heading in Markdown consists of: generators make ids of it in different ways. */
import { decodeMarkdown } from "../entities.js";
import type { Range } from "../types.js";
import { linkParts, type SyntaxNode } from "./commonmark.js";

export interface HeadingSource {
  readonly level: number;
  /** The content as written, without the marks of the heading and an attribute list at its end. */
  readonly raw: string;
  /** The content part by part. Computed on first access. */
  readonly pieces: readonly HeadingPiece[];
  /** The id in an attribute list. */
  readonly id: string | undefined;
}

export interface HeadingPiece {
  /**
   * `text` is decoded; `tag` is HTML or JSX as written; `image` has the alternative text; `note` refers to a footnote;
   * `expression` is JavaScript without braces.
   */
  readonly kind: "text" | "code" | "tag" | "image" | "note" | "expression";
  readonly value: string;
  /** A character reference as written. */
  readonly written?: string;
}

/** Nodes that are not shown. */
const signs = new Set(["EmphasisMark", "StrikethroughMark", "LinkTitle", "LinkLabel", "ContainerMark", "QuoteMark"]);
const tags = new Set(["HTMLTag", "Comment", "ProcessingInstruction", "JSXTag"]);

/**
 * The parts of an inline range.
 *
 * @param written the text of the tree.
 * @param isLink whether a `Link` or `Image` node has a destination.
 */
export function piecesOf(
  node: SyntaxNode,
  { start, end }: Range,
  written: string,
  isLink: (node: SyntaxNode) => boolean,
): HeadingPiece[] {
  const pieces: HeadingPiece[] = [];
  const text = (from: number, to: number) => {
    if (from < to) pieces.push({ kind: "text", value: decodeMarkdown(written.slice(from, to)) });
  };
  const read = (parent: SyntaxNode, from: number, to: number): void => {
    let at = from;
    for (let child = parent.firstChild; child; child = child.nextSibling) {
      if (child.to <= at || child.from >= to) continue;
      text(at, child.from);
      at = Math.min(child.to, to);
      readOne(child);
    }
    text(at, to);
  };
  const readOne = (child: SyntaxNode): void => {
    const { name, from, to } = child;
    if (signs.has(name)) return;
    if (tags.has(name)) pieces.push({ kind: "tag", value: written.slice(from, to) });
    else if (name === "MDXExpression") pieces.push({ kind: "expression", value: written.slice(from + 1, to - 1) });
    else if (name === "InlineCode") {
      const [open, close] = child.getChildren("CodeMark");
      const code = written.slice(open?.to ?? from, close?.from ?? to).replace(/\r?\n/g, " ");
      pieces.push({ kind: "code", value: /^ .* $/.test(code) && /[^ ]/.test(code) ? code.slice(1, -1) : code });
    } else if (name === "Autolink") text(from + 1, to - 1);
    else if (name === "URL") pieces.push({ kind: "text", value: written.slice(from, to) });
    else if ((name === "Link" || name === "Image") && isLink(child)) {
      const label = linkParts(child, written)?.label;
      if (!label) return;
      if (name === "Link") read(child, label.start, label.end);
      else
        pieces.push({
          kind: "image",
          value: piecesOf(child, label, written, isLink)
            .filter(({ kind }) => kind !== "tag")
            .map(({ value }) => value)
            .join(""),
        });
    } else if (name === "Link" || name === "Image") {
      if (/^\[\^[^\]\s]+\]$/.test(written.slice(from, to))) {
        pieces.push({ kind: "note", value: written.slice(from, to) });
        return;
      }
      // What is between brackets without a definition is text, with the brackets.
      let last = from;
      for (let inner = child.firstChild; inner; inner = inner.nextSibling) {
        if (inner.name === "LinkMark" || inner.name === "LinkLabel") continue;
        text(last, inner.from);
        last = inner.to;
        readOne(inner);
      }
      text(last, to);
    } else if (name === "Entity") {
      const entity = written.slice(from, to);
      pieces.push({ kind: "text", value: decodeMarkdown(entity), written: entity });
    } else if (name === "Escape" || name === "HardBreak") text(from, to);
    else read(child, from, to);
  };
  read(node, start, end);
  return pieces;
}
