import { firstIndex } from "../../platform/binary-search.js";
import type { Dialect, Range } from "../types.js";

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

const pairs: Readonly<Record<string, string>> = { "{{": "}}", "{%": "%}", "<%": "%>", "{#": "#}" };

/**
 * Hides template tags (`{{ }}`, `{% %}`, `<% %>`). The generator replaces them before it parses HTML or Markdown, so
 * their content (`{{< figure src="a.png" >}}`, `href="{{ ref "b" }}"`) is neither.
 */
export function hideTemplateTags(text: string, mask: Mask, tags: readonly Range[] = templateTags(text)): string {
  if (tags.length === 0) return text;
  let masked = "";
  let from = 0;
  // The generator escapes the content of code blocks, but not of `raw`.
  const blocks = templateBlocks(text, tags).filter(({ name }) => name !== "raw");
  const places = new Places(text, tags);
  for (const found of [...tags, ...blocks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (found.start < from) continue;
    const range = places.isBetweenAttributes(found.start) ? withBranch(text, found, tags) : found;
    masked += text.slice(from, range.start) + parted(text, range, hidden(text, range, mask), places);
    from = range.end;
  }
  return masked + text.slice(from);
}

/**
 * Hides a template tag. Its further lines stay in the quote or list item that it begins in: their indentation and as many `>`
 * as the first line has are kept.
 */
function hidden(text: string, { start, end }: Range, mask: Mask): string {
  const [first = "", ...lines] = text.slice(start, end).split(/(?<=\r\n|\n|\r(?!\n))/);
  if (lines.length === 0) return mask.hide(first);
  const lineStart = Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf("\r", start - 1)) + 1;
  const quotes = /^[ \t>]*/.exec(text.slice(lineStart, start))?.[0].replace(/[^>]/g, "").length ?? 0;
  const kept = new RegExp(`^(?:[ \\t]*>){0,${quotes}}[ \\t]*`);
  return (
    mask.hide(first) +
    lines
      .map((line) => {
        const lead = kept.exec(line)?.[0] ?? "";
        return lead + mask.hide(line.slice(lead.length));
      })
      .join("")
  );
}

/**
 * In an HTML tag, outside of its values, there are spaces instead of a template tag and of the branches after the first one:
 * `<section{% if x %} id="a"{% else %} id="b"{% endif %}>` is a tag with its own name and one `id`. Markdown reads nothing else as a tag.
 */
const parted = (text: string, { start, end }: Range, masked: string, places: Places): string =>
  places.isBetweenAttributes(start) ? text.slice(start, end).replace(/[^\r\n]/g, " ") : masked;

const elseTag = /^(?:\{%|<%|\{\{)[-~+_]?\s*(?:\}\s*)?(?:else|elsif|elif|elseif|when)\b/;
const endTag = /^(?:\{%|<%|\{\{)[-~+_]?\s*(?:\}|end|\/)/;

/** Extends a tag that begins another branch within an HTML tag to the end of the branch. */
function withBranch(text: string, { start, end }: Range, tags: readonly Range[]): Range {
  if (!elseTag.test(text.slice(start, Math.min(end, start + 40)))) return { start, end };
  const next = firstIndex(tags.length, (index) => (tags[index]?.start ?? 0) >= end);
  const close = tags.slice(next, next + 10).find((tag) => endTag.test(text.slice(tag.start, tag.end)));
  return close && !/[<>]/.test(text.slice(end, close.start)) ? { start, end: close.end } : { start, end };
}

/** Finds out for rising offsets whether they are in a tag, outside of its values. */
class Places {
  readonly #text: string;
  readonly #tags: readonly Range[];
  #at = 0;
  #tag = 0;
  #quote: string | undefined;
  #isInTag = false;

  constructor(text: string, tags: readonly Range[]) {
    this.#text = text;
    this.#tags = tags;
  }

  isBetweenAttributes(offset: number): boolean {
    const text = this.#text;
    while (this.#at < offset) {
      const template = this.#tags[this.#tag];
      if (template && template.start <= this.#at) {
        this.#at = Math.max(this.#at, template.end);
        this.#tag++;
        continue;
      }
      const char = text[this.#at] as string;
      if (this.#quote !== undefined) {
        if (char === this.#quote || /^\r?\n[ \t]*\r?\n/.test(text.slice(this.#at, this.#at + 20)))
          this.#quote = undefined;
      } else if (char === "<") this.#isInTag = /[a-z]/i.test(text[this.#at + 1] ?? "");
      else if (char === ">" || (char === "\n" && text[this.#at + 1] === "\n")) this.#isInTag = false;
      else if (this.#isInTag && (char === '"' || char === "'") && text[this.#at - 1] === "=") this.#quote = char;
      this.#at++;
    }
    return this.#isInTag && this.#quote === undefined && text[offset - 1] !== "=" && this.#at === offset;
  }
}

/** Tags of Jekyll, Hexo and Hugo whose content, up to the end tag, is displayed literally. */
const blockTag =
  /^(?:\{%-?\s*|\{\{[<%]\s*)(highlight|codeblock|code-toggle|code|raw|math|mermaid|comment|plantuml|katex|command|terminal|console)\b/;
/** A shortcode of Hugo that states the language of its content. */
const shortcodeOfCode = /^\{\{<\s*([\w-]+)\b[^>]*?\s(?:lang|language)\s*=/;
const blockEnd = /^(?:\{%-?\s*end|\{\{[<%]\s*\/\s*)([\w-]+)/;
/** https://www.docsy.dev/docs/content/shortcodes/#tabbed-panes: without `text`, tabs hold code. */
const pane = /^\{\{[<%]\s*(\/?)\s*tabpane\b/;
const tabOfCode = /^\{\{<\s*(tab)\b(?![^>]*\stext\s*=\s*"?true)/;
const isText = /\stext\s*=\s*"?true/;

/**
 * The ranges of such blocks with their tags, in order. `tags` are the template tags of the text. Unclosed blocks are
 * omitted.
 */
export function templateBlocks(text: string, tags: readonly Range[]): (Range & { readonly name: string })[] {
  const blocks: (Range & { readonly name: string })[] = [];
  let open: { readonly name: string; readonly start: number } | undefined;
  let hasCode = false;
  const read = ({ start, end }: Range) => text.slice(start, Math.min(end, start + 300));
  const lastEnds = new Map(tags.flatMap((tag) => nameOf(blockEnd, read(tag), tag.start)));
  for (const { start, end } of tags) {
    const tag = read({ start, end });
    if (open) {
      if (blockEnd.exec(tag)?.[1] !== open.name) continue;
      blocks.push({ name: open.name, start: open.start, end });
      open = undefined;
      continue;
    }
    const ofPane = pane.exec(tag);
    if (ofPane) hasCode = ofPane[1] === "" && !isText.test(tag);
    else {
      const name = (blockTag.exec(tag) ?? shortcodeOfCode.exec(tag) ?? (hasCode ? tabOfCode.exec(tag) : null))?.[1];
      if (name && (lastEnds.get(name) ?? -1) > start) open = { name, start };
    }
  }
  return blocks;
}

/**
 * The text with a comment of the same length in one line instead of each `{% raw %}` with its content. This is what Hexo shows
 * the Markdown renderer: https://github.com/hexojs/hexo/blob/master/lib/hexo/post.ts (`PostRenderEscape`)
 */
export function withoutRaw(text: string, blocks: ReturnType<typeof templateBlocks>): string {
  let result = "";
  let from = 0;
  for (const { name, start, end } of blocks) {
    if (name !== "raw") continue;
    result += `${text.slice(from, start)}<!--${"x".repeat(end - start - 7)}-->`;
    from = end;
  }
  return result + text.slice(from);
}

function nameOf(pattern: RegExp, tag: string, start: number): [string, number][] {
  const name = pattern.exec(tag)?.[1];
  return name === undefined ? [] : [[name, start]];
}

/** What begins a template tag. */
const openings: Readonly<Record<NonNullable<Dialect["templates"]> | "all", RegExp>> = {
  liquid: /\{[{%]/g,
  nunjucks: /\{[{%]|\{#(?=-?\s)/g,
  shortcodes: /\{\{(?=[<%])/g,
  vue: /\{\{/g,
  none: /(?!)/g,
  all: /\{[{%]|<%|\{#(?=-?\s)/g,
};

/** The ranges of a text's template tags, in order. */
export function templateTags(text: string, syntax: keyof typeof openings = "all"): Range[] {
  const tags: Range[] = [];
  if (!/\{[{%]|<%|\{#-?\s/.test(text)) return tags;
  const next = new Map<string, number>();
  let from = 0;
  for (const { 0: open, index } of text.matchAll(openings[syntax])) {
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
