/** `:::note` and `:::`, which delimit containers: what is between them is Markdown. */
import type { BlockContext, Line, MarkdownConfig } from "@lezer/markdown";
import type { Dialect } from "../types.js";
import { type Source, sourceOf } from "./indented-blocks.js";

export const containerMark = "ContainerMark";

type Containers = NonNullable<Dialect["containers"]>;

const anyMark = /^:{3,}[ \t]*[\w-]*(?:[[{ ].*)?$/;

/** Whether the line may be a mark, if plugins decide what is one. */
export const isContainerMark = (line: Line): boolean => anyMark.test(line.text.slice(line.pos));

/** Makes the line a node of its own. */
export function readMark(cx: BlockContext, line: Line, node = containerMark): true {
  const from = cx.lineStart + line.pos;
  const to = cx.lineStart + line.text.trimEnd().length;
  cx.nextLine();
  cx.addElement(cx.elt(node, from, to));
  return true;
}

/** https://github.com/remarkjs/remark-directive: the name follows the colons. Docusaurus also reads a title after a space. */
const directive = /^:{3,}[a-zA-Z][\w-]*(?:[[{ ].*)?$/;

/** Whether these colons begin a container. */
function opens(text: string, containers: Exclude<Containers, boolean>): boolean {
  if (containers === "directives") return directive.test(text.trimEnd());
  const [, name = ""] = /^:{3,}[ \t]*([\w-]+)/.exec(text) ?? [];
  return containers.includes(name);
}

/** The offsets of the marks of a source: where containers begin, and where those end that have begun. */
function marksIn(text: string, containers: Exclude<Containers, boolean>): ReadonlySet<number> {
  const found = new Set<number>();
  const open: number[] = [];
  for (const { 0: line, 1: lead = "", index } of text.matchAll(/^((?:>|[^\S\r\n])*?(?:[-*+][ \t]+)?):{3,}[^\n]*/gm)) {
    const mark = line.slice(lead.length);
    const size = /^:+/.exec(mark)?.[0].length ?? 0;
    if (opens(mark, containers)) open.push(size);
    else if (!/^:+\s*$/.test(mark) || size < (open.at(-1) ?? Number.POSITIVE_INFINITY)) continue;
    else open.pop();
    found.add(index + lead.length);
  }
  return found;
}

/** @param containers which lines are marks. */
export function containerSyntax(containers: Containers): MarkdownConfig {
  const known = new WeakMap<Source, ReadonlySet<number>>();
  const isMark = (cx: BlockContext, line: Line): boolean => {
    if (line.next !== 58 || !isContainerMark(line)) return false;
    if (typeof containers === "boolean") return true;
    const source = sourceOf(cx);
    let marks = known.get(source);
    if (!marks) {
      marks = marksIn(source.read(0, source.length), containers);
      known.set(source, marks);
    }
    return marks.has(cx.lineStart + line.pos);
  };
  return {
    defineNodes: [{ name: containerMark, block: true }],
    parseBlock: [
      {
        name: containerMark,
        parse: (cx, line) => isMark(cx, line) && readMark(cx, line),
        before: "LinkReference",
        endLeaf: isMark,
      },
    ],
  };
}
