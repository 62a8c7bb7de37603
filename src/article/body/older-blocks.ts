/** Blocks that kramdown and Python-Markdown have in common. */
import type { BlockContext, BlockParser, Line } from "@lezer/markdown";
import { readMark } from "./containers.js";
import { sourceOf } from "./indented-blocks.js";

/** A fence has an end, and a text after it that its program reads. */
export function isFence(cx: BlockContext, line: Line, info: RegExp): boolean {
  const [, fence, text = ""] = /^(`{3,}|~{3,})[ \t]*(.*)$/s.exec(line.text.slice(line.pos)) ?? [];
  if (fence === undefined || !info.test(text)) return false;
  const source = sourceOf(cx);
  return new RegExp(`\\n[ >\\t]*${fence}`).test(source.read(cx.lineStart + line.text.length, source.length));
}

/** A list needs text after its mark. */
export const isEmptyItem = (line: Line): boolean => /^[-+*][ \t]*$/.test(line.text.slice(line.pos));

/** `*[HTML]: Hyper Text`: https://kramdown.gettalong.org/syntax.html#abbreviations, https://python-markdown.github.io/extensions/abbreviations/ */
export const abbreviations: BlockParser = {
  name: "Abbreviation",
  parse: (cx, line) => isAbbreviation(line) && readMark(cx, line, "HiddenBlock"),
  before: "BulletList",
};

const isAbbreviation = (line: Line): boolean =>
  line.next === 42 && line.indent < line.baseIndent + 4 && /^\*\[[^\]\n]+\]:/.test(line.text.slice(line.pos));

/**
 * Headings that begin with `#`.
 *
 * @param pattern the marks, and the content of the heading.
 */
export const headingOf = (pattern: RegExp): BlockParser => ({
  name: "ATXHeading",
  parse(cx, line) {
    const found = line.indent > line.baseIndent ? null : pattern.exec(line.text.slice(line.pos));
    if (!found) return false;
    const [, mark = "", content = ""] = found;
    const start = cx.lineStart + line.pos;
    const inside = start + mark.length;
    const end = inside + content.length;
    const last = start + line.text.slice(line.pos).trimEnd().length;
    const closing = end < last ? [cx.elt("HeaderMark", end, last)] : [];
    const inline = cx.parser.parseInline(content, inside);
    const level = mark.trimEnd().length;
    cx.nextLine();
    cx.addElement(
      cx.elt(`ATXHeading${level}`, start, Math.max(last, inside), [
        cx.elt("HeaderMark", start, start + level),
        ...inline,
        ...closing,
      ]),
    );
    return true;
  },
  endLeaf: (_cx, line) => line.indent === line.baseIndent && pattern.test(line.text.slice(line.pos)),
});
