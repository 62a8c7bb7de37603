/** Front matter as written, for questions to the generator of the site: `FrontMatterReader`. */
import type { Article, FrontMatter, Path, WrittenBlock, WrittenDate } from "../types.js";

/** The fences of the front matter and their surroundings; `undefined` if the closing fence is missing. */
export function writtenBlock({
  text,
  lead,
  path,
  frontMatter,
}: Pick<Article, "text" | "lead" | "path" | "frontMatter">): WrittenBlock | undefined {
  if (!frontMatter?.close) return undefined;
  const { open, close, content, range } = frontMatter;
  const isBare = text[open.start] === "{";
  const lineEnd = (from: number) => /\r?\n|\r|$/.exec(text.slice(from, range.end + 200))?.index ?? 0;
  return {
    lead: text.slice(lead.start, lead.end),
    open: isBare ? "{" : open.end === open.start ? "" : text.slice(open.start, open.start + lineEnd(open.start)),
    close: isBare ? "}" : text.slice(close.start, close.start + lineEnd(close.start)),
    content: text.slice(content.start, content.end),
    path,
  };
}

/** The scalar at `path` as a date parser gets it; `undefined` for lists, mappings and aliases. */
export function writtenDate(frontMatter: FrontMatter, path: Path): WrittenDate | undefined {
  const written = frontMatter.written(path);
  if (written === undefined || /^[[{*&!]/.test(written)) return undefined;
  const { language, scalarStyle } = frontMatter;
  const plain = !/^["'|>]/.test(written) && scalarStyle.call(frontMatter, path)?.style !== "block";
  let value: unknown = frontMatter.data;
  for (const step of path) value = (value as Record<string | number, unknown> | undefined)?.[step];
  return { text: plain ? written.trim() : String(value ?? ""), plain, language };
}
