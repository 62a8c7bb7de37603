/**
 * Markdown as VitePress reads it: markdown-it with `@mdit-vue/plugin-component`
 * (https://github.com/mdit-vue/mdit-vue/tree/main/packages/plugin-component) and `@mdit-vue/plugin-toc`.
 */
import type { BlockContext, InlineContext, Line, MarkdownConfig } from "@lezer/markdown";
import { readMark } from "./containers.js";

const inlineTags =
  "a abbr acronym audio b bdi bdo big br button canvas cite code data datalist del dfn em embed i iframe img input ins kbd label map mark meter noscript object output picture progress q ruby s samp script select small span strong sub sup svg textarea time u tt var video wbr";

const attributes = /(?:\s+[a-z_:@][a-z\d:._-]*(?:\s*=\s*(?:[^"'=<>`\0-\x20]+|'[^']*'|"[^"]*"))?)*/.source;

/** A tag that is no inline element of HTML begins a block, which ends at a blank line. */
export const componentStart = new RegExp(
  `^</?(?!(?:${inlineTags.replaceAll(" ", "|")})(?![\\w-]))[a-z][a-z\\d-]*(?=\\s|/?>|$)`,
  "i",
);

/** A tag alone on its line. */
export const loneTag = new RegExp(`^<(?:[a-z][a-z\\d-]*${attributes}\\s*/?|/[a-z][a-z\\d-]*\\s*)>\\s*$`, "i");

/** `<Badge/>` and `<Badge>…</Badge>` end in their line. */
const whole = new RegExp(
  `^(?:<[a-z][a-z\\d-]*${attributes}\\s*/>|<([a-z][a-z\\d-]*)${attributes}\\s*>.*</\\1\\s*>)`,
  "i",
);

const inlineTag = new RegExp(`^<[a-z][a-z\\d-]*${attributes}\\s*/?>`, "i");

/** A component that ends in its line, and the text after it. */
export function wholeComponent(cx: BlockContext, line: Line): boolean {
  const text = line.text.slice(line.pos);
  const [tag] = componentStart.test(text) ? (whole.exec(text) ?? []) : [];
  if (tag === undefined) return false;
  const from = cx.lineStart + line.pos;
  const middle = from + tag.length;
  const rest = text.slice(tag.length);
  cx.nextLine();
  cx.addElement(cx.elt("HTMLBlock", from, middle));
  if (rest.trim() !== "")
    cx.addElement(cx.elt("Paragraph", middle, middle + rest.length, cx.parser.parseInline(rest, middle)));
  return true;
}

/** Attributes may begin with `@`. */
function parseTag(cx: InlineContext, next: number, start: number): number {
  if (next !== 60) return -1;
  const [tag] = inlineTag.exec(cx.slice(start, cx.end)) ?? [];
  return tag === undefined ? -1 : cx.addElement(cx.elt("HTMLTag", start, start + tag.length));
}

const isToc = (line: Line): boolean => /^\[\[toc\]\][ \t]*$/i.test(line.text.slice(line.pos));

export const vueSyntax: MarkdownConfig = {
  parseBlock: [
    {
      name: "TableOfContents",
      parse: (cx, line) => isToc(line) && readMark(cx, line),
      before: "LinkReference",
    },
  ],
  parseInline: [{ name: "VueTag", parse: parseTag, before: "HTMLTag" }],
};
