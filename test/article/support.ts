import { parseArticle } from "../../src/article/index.js";
import type { Article, ArticleOptions, Edit, FrontMatter, Path, Range } from "../../src/article/types.js";

/** An article in a string; `.md` unless told otherwise. */
export function articleOf(text: string, options: Partial<ArticleOptions> = {}): Article {
  const all = { bodyLanguage: "markdown", lazyAttributes: ["data-src", "data-srcset"], ...options } as const;
  return parseArticle({ path: "文章.md", text }, all);
}

export const htmlOf = (text: string): Article => articleOf(text, { bodyLanguage: "html" });

export function frontMatterOf(text: string): FrontMatter {
  const { frontMatter } = articleOf(text);
  if (!frontMatter) throw new Error("the text has no front matter");
  return frontMatter;
}

/** What stands in the range. */
export const cut = (text: string, range: Range | undefined): string | undefined =>
  range && text.slice(range.start, range.end);

/** The text with the edits applied. */
export function edited(text: string, edits: readonly (Edit | undefined)[]): string {
  let result = text;
  const sorted = edits.flatMap((edit) => edit ?? []).sort((a, b) => b.range.start - a.range.start);
  for (const { range, text: put } of sorted) result = result.slice(0, range.start) + put + result.slice(range.end);
  return result;
}

/** Every path of the data, lists and objects included. */
export function pathsOf(data: unknown): Path[] {
  const paths: Path[] = [];
  const open: { value: unknown; path: Path }[] = [{ value: data, path: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next;
    if (typeof value !== "object" || value === null) continue;
    for (const key of Object.keys(value)) {
      const inner = [...path, Array.isArray(value) ? Number(key) : key];
      paths.push(inner);
      open.push({ value: (value as Record<string, unknown>)[key], path: inner });
    }
  }
  return paths;
}
