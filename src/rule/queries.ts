/** What several rules ask about an article, an element or a reference. */
import type { Article, Element, ImageReference, Range } from "../article/types.js";

/**
 * Whether this reference names the picture that readers finally see in an `img`: that of its first lazy attribute
 * if it has one, else that of `src`. What the tag states of the picture's size is about this one.
 */
export function isShown({ kind, lazy, attribute, attributes, url }: ImageReference): boolean {
  const differs = (name: string) => attributes[name]?.value.trim() !== attributes.src?.value.trim();
  const instead = lazy.filter(differs);
  if (kind === "img") return url !== "" && instead.length === 0;
  return kind === "lazy" && attribute !== undefined && attribute === instead.find((name) => !name.endsWith("srcset"));
}

/** Whether the file is a page of its own, from `<!DOCTYPE html>` or `<html>` on, and not the content of one. */
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

/** Whether a place is within one of these ranges, which are in order and apart from each other. */
export function isWithin(ranges: readonly Range[], offset: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return (ranges[low]?.start ?? Number.POSITIVE_INFINITY) <= offset;
}

/** The prose of an article, behind those of its front matter's values (`title`) that are wanted as well. */
export function proseRanges({ frontMatter, prose }: Article, keys: readonly string[]): readonly Range[] {
  const values = keys.flatMap((key) => {
    const isText =
      frontMatter?.data && Object.hasOwn(frontMatter.data, key) && typeof frontMatter.data[key] === "string";
    return (isText && frontMatter.place([key], "value")) || [];
  });
  return [...values.sort((a, b) => a.start - b.start), ...prose];
}

/**
 * Where an article holds no words: its code, and the URLs of its pictures and links. What is left is front matter,
 * attributes and text. In order and apart from each other.
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

/** The name in an element's start tag: what a finding about the element as such points at. */
export function tagNameRange({ startTag, tag }: Element): Range {
  const start = startTag.start + 1;
  return { start, end: Math.min(startTag.end, start + tag.length) };
}

/**
 * `<Badge>`: a component of Vue or MDX, which HTML never gets to see. Only in Markdown, where those stand; no element of
 * HTML is written so. Not so `Promise<String>`, which lost its backticks.
 */
export function isComponent({ text, body }: Article, start: number): boolean {
  if (body.language !== "markdown" || /\w/.test(text[start - 1] ?? "")) return false;
  return /^<\/?[A-Z]\w*[a-z]/.test(text.slice(start, start + 60));
}

/**
 * Of articles that are in each other's way, in the order of their paths, those to report: all of this run but the first
 * of all, which the others give way to; that one only where no other is of this run.
 */
export function entriesToReport<E extends { readonly linted: boolean }>(entries: readonly E[]): E[] {
  const late = entries.slice(1).filter(({ linted }) => linted);
  return late.length > 0 ? late : entries.slice(0, 1).filter(({ linted }) => linted);
}
