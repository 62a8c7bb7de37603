import type { Range } from "../types.js";

/**
 * A mask is a text of the same length in which some characters are hidden from a parser: each hidden ASCII character
 * stands as a private-use character that the text itself does not use, so that whatever value the parser makes of it
 * can be turned back.
 */
export class Mask {
  /** 0 if the text uses private characters so widely that none are left: what is hidden is then not turned back. */
  readonly #base: number;
  #used = false;

  constructor(text: string) {
    this.#base = freePrivateBlock(text);
  }

  /** Hides every ASCII character but letters, digits and line breaks. */
  hide(text: string): string {
    return this.#replace(text, /[^\w\r\n\u0080-\uffff]|_/g);
  }

  /** Hides every ASCII character. */
  hideWhole(text: string): string {
    return this.#replace(text, /[\0-\x7f]/g);
  }

  /** Hides what begins a tag or a character reference. */
  hideMarkup(text: string): string {
    return this.#replace(text, /[<&\0]/g);
  }

  /** A value made from the mask, with the hidden characters as they were. */
  restore(value: string): string {
    if (!this.#used || this.#base === 0) return value;
    return value.replace(/[\ue000-\uf8ff]/g, (char) => {
      const code = char.charCodeAt(0) - this.#base;
      return code >= 0 && code < 128 ? String.fromCharCode(code) : char;
    });
  }

  #replace(text: string, what: RegExp): string {
    return text.replace(what, (char) => {
      this.#used = true;
      return this.#base === 0 ? "x" : String.fromCharCode(this.#base + char.charCodeAt(0));
    });
  }
}

/** The first of 128 private-use characters in a row (U+E000 to U+F8FF) that are not in the text, or 0. */
function freePrivateBlock(text: string): number {
  const used = new Set<number>();
  for (const [char] of text.matchAll(/[\ue000-\uf8ff]/g)) used.add((char.charCodeAt(0) - 0xe000) >> 7);
  for (let block = 0; block < 50; block++) if (!used.has(block)) return 0xe000 + block * 128;
  return 0;
}

/** No template tag is longer than this; what seems so is prose with a lone `{{` in it. */
const longestTag = 1000;

const pairs: Readonly<Record<string, string>> = { "{{": "}}", "{%": "%}", "<%": "%>" };

/**
 * Hides template tags (`{{ }}`, `{% %}`, `<% %>`): the site generator replaces them before anything is HTML or
 * Markdown, and what stands in them (`{{< figure src="a.png" >}}`, `href="{{ ref "b" }}"`) is neither.
 */
export function hideTemplateTags(text: string, mask: Mask): string {
  let masked = "";
  let from = 0;
  const tags = templateTags(text);
  // What stands in a block of code is escaped by the generator; what stands in `raw` is not.
  const blocks = templateBlocks(text, tags).filter(({ name }) => name !== "raw");
  for (const { start, end } of [...tags, ...blocks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < from) continue;
    masked += text.slice(from, start) + mask.hide(text.slice(start, end));
    from = end;
  }
  return masked + text.slice(from);
}

/** Tags of Jekyll, Hexo and Hugo whose content, up to their end tag, is shown as it is. */
const blockTag = /^(?:\{%-?\s*|\{\{[<%]\s*)(highlight|codeblock|code|raw|math|mermaid)\b/;
const blockEnd = /^(?:\{%-?\s*end|\{\{[<%]\s*\/\s*)(highlight|codeblock|code|raw|math|mermaid)\b/;

/** Where such blocks are, their tags included, in order; `tags` are those of the text. One without its end is none. */
export function templateBlocks(text: string, tags: readonly Range[]): (Range & { readonly name: string })[] {
  const blocks: (Range & { readonly name: string })[] = [];
  let open: { readonly name: string; readonly start: number } | undefined;
  for (const { start, end } of tags) {
    const tag = text.slice(start, Math.min(end, start + 60));
    if (open && blockEnd.exec(tag)?.[1] === open.name) {
      blocks.push({ name: open.name, start: open.start, end });
      open = undefined;
    } else if (!open) {
      const name = blockTag.exec(tag)?.[1];
      if (name) open = { name, start };
    }
  }
  return blocks;
}

/** Where the template tags of a text are, in order. */
export function templateTags(text: string): Range[] {
  const tags: Range[] = [];
  if (!/\{[{%]|<%/.test(text)) return tags;
  const next = new Map<string, number>();
  let from = 0;
  for (const { 0: open, index } of text.matchAll(/\{[{%]|<%/g)) {
    if (index < from) continue;
    const close = pairs[open] ?? "";
    // Each closing mark is searched for once, however many opening ones stand before it.
    let end = next.get(close) ?? -1;
    if (end < index + 2) {
      end = text.indexOf(close, index + 2);
      next.set(close, end === -1 ? Number.POSITIVE_INFINITY : end);
    }
    if (end === -1 || end - index > longestTag) continue;
    const tag = text.slice(index, end + 2);
    if (/(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)/.test(tag)) continue;
    from = end + 2;
    tags.push({ start: index, end: from });
  }
  return tags;
}
