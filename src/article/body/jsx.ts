/**
 * MDX and Vue within Markdown: what a generator compiles before anything is HTML. Expressions in braces are code;
 * a component may bear the name of an element (`<Image>`, `<Link>`), and is none.
 */
import type { Parser } from "acorn";
import { standardElements } from "../html-standard.js";
import type { Range } from "../types.js";
import { javaScriptParser } from "./javascript.js";
import type { Mask } from "./mask.js";

/** Expressions that do not end, and characters read of them; an article with more of them is read without any. */
export const maxFailures = 100;
export const maxFailedCharacters = 1_000_000;

/** No tag is longer, expressions in it aside; what seems so is prose with a lone `<` in it. */
const longestTag = 5000;

/**
 * `{/* … *\/}`, and `={…}` where an attribute of a tag has its value. In order and apart from each other.
 *
 * @param onUnread called with the place at which a limit is exceeded.
 */
export function expressions(text: string, onUnread?: (at: number) => void): Range[] {
  if (!text.includes("={") && !text.includes("{/*")) return [];
  return new Finder(text).find(onUnread) ?? [];
}

class Finder {
  readonly #text: string;
  #failures = 0;
  #failedCharacters = 0;

  constructor(text: string) {
    // What stands for the characters of template tags may stand anywhere in code, as a name.
    this.#text = text.replace(/[\ue000-\uf8ff]/g, "_");
  }

  /** `undefined` if too much seems to be an expression and is none. */
  find(onUnread?: (at: number) => void): Range[] | undefined {
    const found: Range[] = [];
    let from = 0;
    for (const { 0: open, index } of this.#text.matchAll(/\{\/\*|<[a-z][\w.:-]*(?=\s)/gi)) {
      if (index < from) continue;
      const read = open === "{/*" ? this.#comment(index) : this.#tag(index + open.length);
      if (this.#failures > maxFailures || this.#failedCharacters > maxFailedCharacters) {
        onUnread?.(index);
        return undefined;
      }
      if (!read) continue;
      from = read.end;
      for (const range of read.values) {
        // A fence would be hidden with it.
        if (/^[ \t>]*(?:```|~~~)/m.test(this.#text.slice(range.start + 1, range.end))) {
          from = range.start + 1;
          this.#fail(range.end - range.start);
          break;
        }
        found.push(range);
      }
    }
    return found;
  }

  #comment(start: number): Values | undefined {
    const close = this.#text.indexOf("*/", start + 3);
    if (close === -1) this.#fail(0);
    // An expression that has a comment first is more than a comment.
    const end = close === -1 ? undefined : this.#behind(/\s*\}/y, close + 2);
    return end === undefined ? undefined : { values: [{ start, end }], end };
  }

  /** Of a tag whose name ends at `start`; `undefined` if one of its expressions does not end. */
  #tag(start: number): Values | undefined {
    const values: Range[] = [];
    let limit = Math.min(this.#text.length, start + longestTag);
    let last = start;
    for (let at = start; at < limit; at++) {
      const char = this.#text[at];
      if (char === ">" || char === "<") break;
      if (char === "{") {
        const end = this.#expressionEnd(at);
        if (end === undefined) return undefined;
        if (this.#text[at - 1] === "=") values.push({ start: at, end });
        limit = Math.min(this.#text.length, limit + end - at);
        last = end;
        at = end - 1;
      } else if ((char === '"' || char === "'") && this.#text[at - 1] === "=") {
        const end = this.#text.indexOf(char, at + 1);
        if (end === -1) break;
        at = end;
      }
    }
    return { values, end: last };
  }

  /** Behind the brace that closes the one at `start`. */
  #expressionEnd(start: number): number | undefined {
    const simple = this.#behind(/\{(?:[\w\s.]*|"[^"\\\r\n]*")\}/y, start);
    if (simple !== undefined) return simple;
    const tokens = tokenizer(this.#text.slice(start));
    let depth = 0;
    let end = 0;
    try {
      for (let token = tokens.getToken(); token.type.label !== "eof"; token = tokens.getToken()) {
        end = token.end;
        if (token.type.label === "{" || token.type.label === "${") depth++;
        else if (token.type.label === "}" && --depth === 0) return start + end;
      }
    } catch (error) {
      // No code. Where an end tag stands alone, the error is not even one of syntax.
      end = (error as { raisedAt?: number }).raisedAt ?? end;
    }
    this.#fail(end);
    return undefined;
  }

  #fail(characters: number): void {
    this.#failures++;
    this.#failedCharacters += characters;
  }

  /** Where a match that begins at `start` ends. */
  #behind(pattern: RegExp, start: number): number | undefined {
    pattern.lastIndex = start;
    return pattern.test(this.#text) ? pattern.lastIndex : undefined;
  }
}

interface Values {
  readonly values: readonly Range[];
  /** Behind the last expression. */
  readonly end: number;
}

/** Strings, templates, regular expressions, comments and JSX may hold any number of braces. */
const tokenizer = (source: string): ReturnType<typeof Parser.tokenizer> =>
  javaScriptParser().tokenizer(source, { ecmaVersion: "latest", sourceType: "module" });

/**
 * Hides what such expressions hold, line breaks too, for `={[` goes on in the next line. Instead of the braces of a value
 * stand quotes: in HTML `a={b}/>` is a value that ends in a slash.
 */
export function hideExpressions(text: string, mask: Mask, onUnread?: (at: number) => void): string {
  let masked = "";
  let from = 0;
  for (const { start, end } of expressions(text, onUnread)) {
    masked += text.slice(from, start);
    masked += text.startsWith("{/*", start)
      ? mask.hideWhole(text.slice(start, end))
      : `"${mask.hideWhole(text.slice(start + 1, end - 1))}"`;
    from = end;
  }
  return masked + text.slice(from);
}

const componentTag = /<\/?([A-Z]\w*[a-z]\w*)/g;

/** Whether HTML has an element of this name. `<image>` is what its parser reads as `<img>`. */
const isElement = (name: string): boolean => standardElements.has(name) || name === "image";

/** They run code or show other pages wherever HTML is let through as it is written: nothing speaks for a component. */
const dangerous = new Set(["script", "style", "iframe", "object", "embed"]);

/**
 * Whether there are components: a tag with a name of their kind that is closed, or a value in braces. What only looks
 * like a tag (`<String>`) is not.
 */
export function hasComponents(html: string): boolean {
  // `<script setup>`, `:src="a"`, `v-if="b"` and `@click="c"` are Vue.
  if (/<script[^<>]*\ssetup[\s>]|<[a-z][^<>]*\s(?::[a-z]|v-[a-z]|@[a-z])[\w.:-]*="/i.test(html)) return true;
  if (!/<\/?[A-Z]|=\{/.test(html)) return false;
  if (/<[a-z][^<>]*\s[\w-]+=\{/i.test(html)) return true;
  for (const [, name = "", rest] of html.matchAll(
    /<\/([A-Z](?=\w*[a-z])\w*)\s*>|<([A-Z](?=\w*[a-z])\w*)(?:\s[^<>]*)?\/>/g,
  )) {
    const tag = (name || rest || "").toLowerCase();
    if (!isElement(tag)) return true;
    // `<Link href="/a">甲</Link>`
    if (name && standardElements.get(tag)?.void && tag !== "br") return true;
  }
  return false;
}

/** Hides the second letter of the names of components that HTML would take for its own elements. */
export function hideNames(html: string, areComponents: boolean, mask: Mask): string {
  if (!/<\/?[A-Z]/.test(html)) return html;
  return html.replace(componentTag, (tag, name: string) => {
    const element = name.toLowerCase();
    if (!isElement(element) || dangerous.has(element) || !(areComponents || element === "image")) return tag;
    const second = tag.length - name.length + 1;
    return tag.slice(0, second) + mask.hideWhole(tag.charAt(second)) + tag.slice(second + 1);
  });
}
