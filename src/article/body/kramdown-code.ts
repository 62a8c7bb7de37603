/** Indented code of kramdown, which goes on in lines that are not indented, as a paragraph does. */
import type { Element, MarkdownConfig } from "@lezer/markdown";
import { rulesOf } from "./element-reader.js";
import type { InnerLine } from "./parser-internals.js";

const { beginsBlock } = rulesOf("kramdown");

/** Attribute lists, `^` and block tags: LAZY_END of lib/kramdown/parser/kramdown/paragraph.rb, without the blank line. */
function ends(rest: string): boolean {
  if (/^(?:\{:|\^[ \t]*$)/.test(rest)) return true;
  const [, name] = /^<\/?([a-z][\w.:-]*)/i.exec(rest) ?? [];
  return name !== undefined && name.toLowerCase() !== "script" && beginsBlock(name.toLowerCase());
}

export const kramdownCode: MarkdownConfig = {
  parseBlock: [
    {
      name: "IndentedCode",
      parse(cx, line) {
        const width = line.baseIndent + 4;
        if (line.indent < width) return false;
        const from = cx.lineStart + line.findColumn(width);
        let to = cx.lineStart + line.text.length;
        const marks: Element[] = [cx.elt("CodeText", from, to)];
        let skipped: Element[] = [];
        let isAfterBlank = false;
        while (cx.nextLine() && (line as InnerLine).depth >= cx.depth) {
          if (line.next < 0) {
            isAfterBlank = true;
            skipped.push(...line.markers);
            continue;
          }
          const isIndented = line.indent >= width;
          if (!isIndented && (isAfterBlank || ends(line.text.slice(line.pos)))) break;
          const start = cx.lineStart + (isIndented ? line.findColumn(width) : line.pos);
          to = cx.lineStart + line.text.length;
          marks.push(...skipped, ...line.markers, cx.elt("CodeText", start, to));
          skipped = [];
          isAfterBlank = false;
        }
        (line as { markers: Element[] }).markers = [...skipped, ...line.markers];
        cx.addElement(cx.elt("CodeBlock", from, to, marks));
        return true;
      },
    },
  ],
};
