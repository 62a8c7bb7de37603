/** Queries about an article, an element or a reference that several rules need. */

import { standardElements } from "../article/html-standard.js";
import type { Article, Body, Element, ImageReference, Range } from "../article/types.js";
import { firstIndex } from "../platform/binary-search.js";

/**
 * Whether this reference is the image that readers finally see in an `img`: that of its first lazy attribute, otherwise
 * that of `src`. The size attributes of the tag are about this image.
 */
export function isShown({ kind, lazy, attribute, attributes, url }: ImageReference): boolean {
  const differs = (name: string) => attributes[name]?.value.trim() !== attributes.src?.value.trim();
  const instead = lazy.filter(differs);
  if (kind === "img") return url !== "" && instead.length === 0;
  return kind === "lazy" && attribute !== undefined && attribute === instead.find((name) => !name.endsWith("srcset"));
}

/** Whether the file is a whole HTML document, starting with `<!DOCTYPE html>` or `<html>`. */
export function isWholeDocument({ text, lead, frontMatter }: Article): boolean {
  let at = frontMatter?.range.end ?? lead.end;
  for (;;) {
    while (/\s/.test(text[at] ?? "")) at++;
    if (!text.startsWith("<!--", at)) return /^<(?:!doctype|html)[\s>]/i.test(text.slice(at, at + 12));
    const end = text.indexOf("-->", at + 4);
    if (end === -1) return false;
    at = end + 3;
  }
}

/** Whether an offset is in one of these ranges, which are sorted and do not overlap. */
export function isWithin(ranges: readonly Range[], offset: number): boolean {
  const found = ranges[firstIndex(ranges.length, (index) => (ranges[index]?.end ?? 0) > offset)];
  return found !== undefined && found.start <= offset;
}

/** The values of these front matter keys (such as `title`), then the prose of the article. */
export function proseRanges({ frontMatter, prose }: Article, keys: readonly string[]): readonly Range[] {
  const values = keys.flatMap((key) => {
    const isText =
      frontMatter?.data && Object.hasOwn(frontMatter.data, key) && typeof frontMatter.data[key] === "string";
    return (isText && frontMatter.place([key], "value")) || [];
  });
  return [...values.sort((a, b) => a.start - b.start), ...prose];
}

/**
 * The code of an article and the URLs of its images and links. The rest is front matter, attributes and text. Sorted, without
 * overlaps.
 */
export function nonProseRanges({ code, images, links }: Article): readonly Range[] {
  const all = [...code, ...images.map(({ urlRange }) => urlRange), ...links.map(({ urlRange }) => urlRange)];
  const apart: { start: number; end: number }[] = [];
  for (const { start, end } of all.sort((a, b) => a.start - b.start)) {
    const last = apart.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else if (start < end) apart.push({ start, end });
  }
  return apart;
}

/** The name in an element's start tag: the range for violations about the element as a whole. */
export function tagNameRange({ startTag, tag }: Element): Range {
  const start = startTag.start + 1;
  return { start, end: Math.min(startTag.end, start + tag.length) };
}

/** Elements that are rarely written within a sentence, but often written about. */
const writtenAbout = new Set(
  "address article aside audio body canvas code data dialog dl fieldset footer form frameset head header html iframe link main map menu meta meter nav noscript object optgroup option picture progress q script section select slot style svg table tbody td template tfoot th thead time title tr video".split(
    " ",
  ),
);

/** Those of them that show no text: text after the start tag is about them. */
const textless = new Set("audio canvas head iframe object script select style svg template title video".split(" "));

/** `<abbr> tag`, `<span>标签`: the text writes about tags. */
const namedTag = /<\/?[a-z][a-z\d]*>\s?(?:标签|元素|标记|tags?\b|elements?\b)/i;

/** `here "<b><i>a</b>" is one`, and `@"<h2>Method"` in code that lost its code block. */
const quotedTag = /(?:^|[\s(@,:=])["']<\/?[a-z][a-z\d]*>/i;

/**
 * Whether a tag without attributes is within a sentence, and its name is one that people write about: "use <canvas>, <svg> or
 * WebGL", "the tag <url-pattern>", `List<E>`. Any tag may be one in a line that writes about tags: "the <abbr> tag", and in Markdown
 * also in a line with a tag between quotation marks.
 */
export function isNamedInProse({ text, body }: Article, { start, end }: Range, tag: string): boolean {
  const written = text.slice(start, end);
  if (!/^<\/?[a-z][a-z\d-]*\s*>$/i.test(written)) return false;
  const isMarkdown = body.language === "markdown";
  if (isMarkdown && /^<[A-Z]>$/.test(written) && /\w/.test(text[start - 1] ?? "")) return true;
  const lineBefore = /[^\r\n]*$/.exec(text.slice(Math.max(0, start - 300), start))?.[0] ?? "";
  const lineBehind = /^[^\r\n]*/.exec(text.slice(start, end + 300))?.[0] ?? "";
  if (namedTag.test(lineBefore + lineBehind) || (isMarkdown && quotedTag.test(lineBefore + lineBehind))) return true;
  const isCustom = isMarkdown && tag.includes("-");
  if (!isCustom && !writtenAbout.has(tag)) return false;
  // In HTML, text before an element is nothing unusual.
  if (!isMarkdown && !/^(?:canvas|svg|q|html|head|body|title|meta|option)$/.test(tag)) return false;
  const before = /[^\r\n<>]*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0] ?? "";
  const tagBefore = /<\/?[a-z][a-z\d-]*>[ \t]*[,，、]?[ \t]*$/i.test(text.slice(Math.max(0, start - 60), start));
  if (/[\p{L}\p{N}：:，,、。.（("“]\s*$/u.test(before) || tagBefore) return true;
  return isMarkdown && (isCustom || textless.has(tag)) && /^\p{L}/u.test(text.slice(end, end + 2));
}

/** Whether the line before this place is the marker of a list item, as in `- ` without text. */
export function isEmptyItem(text: string, end: number): boolean {
  const line = /[^\r\n]*$/.exec(text.slice(Math.max(0, end - 100), end))?.[0] ?? "";
  return /^\ufeff?[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]*)+$/.test(line);
}

/**
 * Whether an offset is in one branch of a template's `if` with an `else`. The tags of each branch may have their
 * partners behind it.
 */
export const isInBranch = ({ templates }: Body, offset: number): boolean =>
  templates.alternatives.some((branches) => branches.some(({ start, end }) => start <= offset && offset < end));

/**
 * Whether the tag is a component of Vue or MDX, such as `<Badge>`: only in Markdown, and with a capital letter. In other Markdown
 * than MDX, `Promise<String>`, a type that lost its backticks, is not one, and `<T>` needs an end tag or `/>`.
 */
export function isComponent({ text, body }: Article, start: number): boolean {
  if (body.language !== "markdown") return false;
  const tag = text.slice(start, start + 200);
  const [, name = ""] = /^<\/?([A-Z][\w.]*)/.exec(tag) ?? [];
  if (name === "") return false;
  if (body.dialect.base === "mdx" || body.dialect.vue) return true;
  const isPascalCase = /^[A-Z]\w*[a-z]/.test(name);
  if (isPascalCase && !/\w/.test(text[start - 1] ?? "")) return true;
  if (standardElements.has(name.toLowerCase())) return false;
  return tag.startsWith("</") || /^[^<>]*\/>/.test(tag) || text.includes(`</${name}>`, start);
}

/** Whether two offsets are in different branches of a template's `if`: the page has at most one of them. */
export function areAlternatives({ templates }: Body, first: number, second: number): boolean {
  const isIn = (offset: number) => (range: Range) => range.start <= offset && offset < range.end;
  return templates.alternatives.some((branches) => {
    const at = branches.findIndex(isIn(first));
    return at !== -1 && branches.findIndex(isIn(second)) > at;
  });
}

/** Whether a shortcode or another file may put an element around one that has no parent in the article. */
export function mayHaveParent({ templates: { containers, inserts } }: Body, { range, parent }: Element): boolean {
  const outer = parent?.range.start ?? -1;
  return (
    containers.some(({ start, end }) => outer < start && start < range.start && range.start < end) ||
    inserts.some(({ start }) => outer < start && start < range.start)
  );
}

/**
 * Which of several conflicting articles, sorted by path, to report: all of this run except the first of all. The first one
 * only if no other one is in this run.
 */
export function entriesToReport<E extends { readonly linted: boolean }>(entries: readonly E[]): E[] {
  const late = entries.slice(1).filter(({ linted }) => linted);
  return late.length > 0 ? late : entries.slice(0, 1).filter(({ linted }) => linted);
}

/**
 * The source between the last child of an element and its end tag; `""` if there is none. `<b><p>text</b>` and, in
 * Markdown, `<b>`, a blank line, `text</b>` begin a block within the element that ends after it. Browsers end the
 * element there and put a second one into the block, which is not in the tree.
 */
export function continuation({ children, startTag, endTag }: Element, { text }: Article): string {
  return endTag ? text.slice(children.at(-1)?.range.end ?? startTag.end, endTag.start).trim() : "";
}
