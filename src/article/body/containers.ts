/** `:::note` and `:::`, which delimit containers: what is between them is Markdown. */
import type { BlockContext, Line, MarkdownConfig } from "@lezer/markdown";

export const containerMark = "ContainerMark";

export const isContainerMark = (line: Line): boolean =>
  /^:{3,}[ \t]*[\w-]*(?:[[{ ].*)?$/.test(line.text.slice(line.pos));

/** Makes the line a node of its own. */
export function readMark(cx: BlockContext, line: Line): true {
  const from = cx.lineStart + line.pos;
  const to = cx.lineStart + line.text.trimEnd().length;
  cx.nextLine();
  cx.addElement(cx.elt(containerMark, from, to));
  return true;
}

export const containerSyntax: MarkdownConfig = {
  defineNodes: [{ name: containerMark, block: true }],
  parseBlock: [
    {
      name: containerMark,
      parse: (cx, line) => isContainerMark(line) && readMark(cx, line),
      before: "LinkReference",
      endLeaf: (_cx, line) => isContainerMark(line),
    },
  ],
};
