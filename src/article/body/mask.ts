import type { Range } from "../types.js";

/**
 * A mask is a text of the same length in which some characters are hidden from a parser. Each hidden ASCII character is
 * replaced by a private-use character that does not occur in the text, so that the parser's values can be restored.
 */
export class Mask {
  /** 0 if the text leaves no block of private-use characters free. Hidden characters then cannot be restored. */
  readonly #base: number;
  #used = false;

  constructor(text: string) {
    this.#base = freePrivateBlock(text);
  }

  /** Hides every ASCII character except letters, digits and newlines. */
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

  /** Restores the hidden characters in a value that was parsed from the mask. */
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

/** The first of 128 consecutive private-use characters (U+E000 to U+F8FF) that do not occur in the text, or 0. */
function freePrivateBlock(text: string): number {
  const used = new Set<number>();
  for (const [char] of text.matchAll(/[\ue000-\uf8ff]/g)) used.add((char.charCodeAt(0) - 0xe000) >> 7);
  for (let block = 0; block < 50; block++) if (!used.has(block)) return 0xe000 + block * 128;
  return 0;
}

/** The maximum length of a template tag. A longer match is prose with an unclosed `{{`. */
const longestTag = 1000;

const pairs: Readonly<Record<string, string>> = { "{{": "}}", "{%": "%}", "<%": "%>" };

/**
 * Hides template tags (`{{ }}`, `{% %}`, `<% %>`). The generator replaces them before it parses HTML or Markdown, so
 * their content (`{{< figure src="a.png" >}}`, `href="{{ ref "b" }}"`) is neither.
 */
export function hideTemplateTags(text: string, mask: Mask): string {
  let masked = "";
  let from = 0;
  const tags = templateTags(text);
  // The generator escapes the content of code blocks, but not of `raw`.
  const blocks = templateBlocks(text, tags).filter(({ name }) => name !== "raw");
  for (const { start, end } of [...tags, ...blocks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < from) continue;
    masked += text.slice(from, start) + mask.hide(text.slice(start, end));
    from = end;
  }
  return masked + text.slice(from);
}

/** Tags of Jekyll, Hexo and Hugo whose content, up to the end tag, is displayed literally. */
const blockTag = /^(?:\{%-?\s*|\{\{[<%]\s*)(highlight|codeblock|code|raw|math|mermaid)\b/;
const blockEnd = /^(?:\{%-?\s*end|\{\{[<%]\s*\/\s*)(highlight|codeblock|code|raw|math|mermaid)\b/;

/**
 * The ranges of such blocks with their tags, in order. `tags` are the template tags of the text. Unclosed blocks are
 * omitted.
 */
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

/** The ranges of a text's template tags, in order. */
export function templateTags(text: string): Range[] {
  const tags: Range[] = [];
  if (!/\{[{%]|<%/.test(text)) return tags;
  const next = new Map<string, number>();
  let from = 0;
  for (const { 0: open, index } of text.matchAll(/\{[{%]|<%/g)) {
    if (index < from) continue;
    const close = pairs[open] ?? "";
    // Each closing delimiter is searched for only once, regardless of how many opening delimiters come before it.
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
