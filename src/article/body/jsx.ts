/**
 * MDX and Vue within Markdown: what a generator compiles before anything is HTML. Expressions in braces are code;
 * a component may bear the name of an element (`<Image>`, `<Link>`), and is none.
 */
import { standardElements } from "../html-standard.js";
import type { Range } from "../types.js";
import type { Mask } from "./mask.js";

/** No expression is longer; what seems so is prose with a lone brace in it. */
const longest = 5000;

/** Expressions that do not end; an article with more of them is read without any. */
const mostFailures = 100;

/** `{/* … *\/}`, and `={…}` where an attribute of a tag has its value. In order and apart from each other. */
export function expressions(text: string): Range[] {
  const found: Range[] = [];
  if (!text.includes("={") && !text.includes("{/*")) return found;
  let failures = 0;
  let from = 0;
  for (const { 0: open, index } of text.matchAll(/\{\/\*|<[a-z][\w.:-]*(?=\s)/gi)) {
    if (index < from) continue;
    const read = open === "{/*" ? comment(text, index) : valuesOf(text, index + open.length);
    if (!read && ++failures > mostFailures) return [];
    for (const range of read ?? []) {
      // A fence would be hidden with it.
      if (/^[ \t>]*(?:```|~~~)/m.test(text.slice(range.start + 1, range.end))) break;
      found.push(range);
      from = range.end;
    }
  }
  return found;
}

function comment(text: string, start: number): Range[] | undefined {
  const end = text.indexOf("*/}", start + 3);
  return end === -1 || end - start > longest ? undefined : [{ start, end: end + 3 }];
}

/** Of a tag whose name ends at `start`; `undefined` if one of them does not end. */
function valuesOf(text: string, start: number): Range[] | undefined {
  const values: Range[] = [];
  const limit = Math.min(text.length, start + longest);
  for (let at = start; at < limit; at++) {
    const char = text[at];
    if (char === ">" || char === "<") break;
    if (char === "{") {
      const end = expressionEnd(text, at);
      if (end === undefined) return undefined;
      if (text[at - 1] === "=") values.push({ start: at, end });
      at = end - 1;
    } else if ((char === '"' || char === "'") && text[at - 1] === "=") {
      const end = text.indexOf(char, at + 1);
      if (end === -1) break;
      at = end;
    }
  }
  return values;
}

/** Behind the brace that closes the one at `start`; strings, templates and comments may hold any number of others. */
function expressionEnd(text: string, start: number): number | undefined {
  const limit = Math.min(text.length, start + longest);
  let depth = 0;
  for (let at = start; at < limit; at++) {
    const char = text[at];
    if (char === "{") depth++;
    else if (char === "}" && --depth === 0) return at + 1;
    else if (char === '"' || char === "'") at = stringEnd(text, at, limit);
    else if (char === "`") {
      const end = templateEnd(text, at, limit);
      if (end === undefined) return undefined;
      at = end;
    } else if (char === "/" && text[at + 1] === "*") {
      const end = text.indexOf("*/", at + 2);
      if (end === -1 || end > limit) return undefined;
      at = end + 1;
    }
  }
  return undefined;
}

/** The closing quote; the opening one where the line has no other: then it is an apostrophe. */
function stringEnd(text: string, start: number, limit: number): number {
  for (let at = start + 1; at < limit; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "\n" || text[at] === "\r") break;
    else if (text[at] === text[start]) return at;
  }
  return start;
}

function templateEnd(text: string, start: number, limit: number): number | undefined {
  for (let at = start + 1; at < limit; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "`") return at;
  }
  return undefined;
}

/**
 * Hides what such expressions hold, line breaks too, for `={[` goes on in the next line. Instead of the braces of a value
 * stand quotes: in HTML `a={b}/>` is a value that ends in a slash.
 */
export function hideExpressions(text: string, mask: Mask): string {
  let masked = "";
  let from = 0;
  for (const { start, end } of expressions(text)) {
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
  if (!/<\/?[A-Z]|=\{/.test(html)) return false;
  if (/<[a-z][^<>]*\s[\w-]+=\{/i.test(html)) return true;
  for (const [, name = "", rest] of html.matchAll(/<\/([A-Z]\w*[a-z]\w*)\s*>|<([A-Z]\w*[a-z]\w*)(?:\s[^<>]*)?\/>/g)) {
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
