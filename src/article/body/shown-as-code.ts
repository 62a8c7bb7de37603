/**
 * HTML that Markdown shows as code. A blank line ends most HTML blocks, and lines that are indented by 4 spaces after it
 * are a code block, although the author continues the HTML (CommonMark 0.31.2, sections 4.4 and 4.6). Only what surely
 * belongs to the HTML around it counts, because documentation shows HTML in indented code on purpose.
 */

import { smallest } from "../../platform/lists.js";
import { standardElements } from "../html-standard.js";
import { textElements } from "../text-elements.js";
import type { Range } from "../types.js";
import type { MarkdownTree, SyntaxNode } from "./commonmark.js";

interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  /** With `markdown="1"`, kramdown and others read Markdown in the element. */
  readonly holdsMarkdown: boolean;
}

/** A part of the body with tags, in order. */
interface Piece extends Range {
  readonly kind: "block" | "inline" | "code";
  /** Of a code block. */
  readonly node: SyntaxNode | undefined;
  readonly tags: readonly Tag[];
}

/** What begins like a tag or a comment. `<https://a.example>` and `<T>` do not. */
const firstTag = /^[ \t]*<(?:!--|(\/?)([a-z][a-z\d-]*)(?=[\s/>]))/i;

/** Elements whose end tag may be omitted: they are open only if there is one. */
const omissible = new Set("li dt dd p rt rp optgroup option thead tbody tfoot tr td th colgroup".split(" "));

/** Elements in which authors write Markdown, and so perhaps code. */
const markdownHolders = new Set(
  "details summary td th dd li blockquote p center caption figcaption pre code".split(" "),
);

/**
 * The code blocks that are HTML, as ranges of `source` (`written` with template tags hidden and with LF as newline).
 *
 * @param tree of `source`
 */
export function htmlShownAsCode(tree: MarkdownTree, source: string, written: string): Range[] {
  const pieces = piecesOf(tree, source);
  if (!pieces) return [];
  const finder = new Finder(pieces, source, written);
  const certain = finder.find(false);
  // Where the HTML is shown as code once, what is less certain has the same cause.
  return certain.length === 0 ? certain : finder.find(true);
}

/** `undefined` if no code block can be HTML. */
function piecesOf(tree: MarkdownTree, source: string): Piece[] | undefined {
  const parts: { readonly kind: Piece["kind"]; readonly node: SyntaxNode | undefined; from: number; to: number }[] = [];
  let mayBeInPre: boolean | undefined;
  let hasCode = false;
  tree.iterate({
    enter: (ref) => {
      const { name, from, to } = ref;
      if (name === "CodeBlock") {
        mayBeInPre ??= /<pre[\s>]/i.test(source);
        if (!mayBeInPre && !startsWithTag(source.slice(from, to))) return false;
        hasCode = true;
        parts.push({ kind: "code", node: ref.node, from, to });
      } else if (name === "HTMLBlock") parts.push({ kind: "block", node: undefined, from, to });
      else if (name === "HTMLTag") parts.push({ kind: "inline", node: undefined, from, to });
      return true;
    },
  });
  if (!hasCode) return undefined;
  return parts.map(({ kind, node, from, to }) => ({
    kind,
    node,
    start: from,
    end: to,
    tags: tagsIn(source.slice(from, to)),
  }));
}

function startsWithTag(text: string): boolean {
  const [tag, , name] = firstTag.exec(text) ?? [];
  return tag !== undefined && (name === undefined || isKnown(name.toLowerCase()));
}

const isKnown = (name: string): boolean => standardElements.has(name) || name.includes("-") || name === "svg";

/** The tags that open or close elements, comments and text elements aside. An unclosed tag ends the list. */
function tagsIn(text: string): Tag[] {
  const tags: Tag[] = [];
  let lower: string | undefined;
  for (let at = text.indexOf("<"); at !== -1; at = text.indexOf("<", at)) {
    if (text.startsWith("<!--", at)) {
      const end = text.indexOf("-->", at + 4);
      if (end === -1) break;
      at = end + 3;
      continue;
    }
    const [open, slash, written = ""] = tagStart.exec(text.slice(at, at + 100)) ?? [];
    if (open === undefined) {
      at++;
      continue;
    }
    const end = endOfTag(text, at + open.length);
    if (end === undefined) break;
    const inner = text.slice(at + open.length, end - 1);
    const name = written.toLowerCase();
    const isEnd = slash === "/";
    if (!standardElements.get(name)?.void && !inner.endsWith("/"))
      tags.push({ name, isEnd, holdsMarkdown: /\smarkdown(?:[\s=]|$)/i.test(inner) });
    at = end;
    if (isEnd || !textElements.has(name)) continue;
    lower ??= text.toLowerCase();
    const close = lower.indexOf(`</${name}`, at);
    if (close === -1) break;
    at = close;
  }
  return tags;
}

const tagStart = /^<(\/?)([a-z][a-z\d-]*)(?=[\s/>])/i;

/** The offset after the `>` of a tag whose name ends at `from`. */
function endOfTag(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === ">") return at + 1;
    if ((char !== '"' && char !== "'") || text[at - 1] !== "=") continue;
    const close = text.indexOf(char, at + 1);
    if (close === -1) return undefined;
    at = close;
  }
  return undefined;
}

class Finder {
  readonly #pieces: readonly Piece[];
  readonly #source: string;
  readonly #written: string;
  /** How many end tags of each name the HTML after a code block has for elements before it. */
  readonly #later: ReadonlyMap<Piece, Counts>;

  constructor(pieces: readonly Piece[], source: string, written: string) {
    this.#pieces = pieces;
    this.#source = source;
    this.#written = written;
    this.#later = endTagsAfter(pieces);
  }

  find(withUncertain: boolean): Range[] {
    const found: Piece[] = [];
    const open = new OpenElements();
    for (const piece of this.#pieces) {
      if (piece.kind === "code") {
        if (!this.#isHtml(piece, open, found, withUncertain)) continue;
        found.push(piece);
      }
      for (const tag of piece.tags) open.read(tag, piece.kind === "inline");
    }
    return found.map(({ start, end }) => ({ start, end }));
  }

  #isHtml(piece: Piece, open: OpenElements, found: readonly Piece[], withUncertain: boolean): boolean {
    const later = this.#later.get(piece) ?? noCounts;
    const { starts, ends } = unmatched(piece.tags);
    const isClosed = (name: string) => count(later, name) > 0 || ends.includes(name);
    if (open.has("pre") && isClosed("pre")) return true;
    const text = this.#source.slice(piece.start, piece.end);
    if (!startsWithTag(text)) return false;
    const [, slash, first = ""] = firstTag.exec(text) ?? [];
    // Nobody shows an end tag first that closes an element of the page.
    if (slash && ends[0] === first.toLowerCase() && open.has(ends[0])) return true;
    const surrounding = open.innermost(({ name }) => !omissible.has(name) || isClosed(name));
    const closesOuter = ends.some((name) => open.has(name));
    const before = this.#before(piece.node, found);
    if (before !== "html")
      return withUncertain && (closesOuter || (before === "tagged text" && surrounding !== undefined));
    if (closesOuter || starts.some((name) => !omissible.has(name) && count(later, name) > open.count(name)))
      return true;
    if (!surrounding) return false;
    const { name, holdsMarkdown } = surrounding;
    const mayHoldCode = holdsMarkdown || markdownHolders.has(name) || !standardElements.has(name);
    return !mayHoldCode || this.#isLayout(piece);
  }

  /** What comes before a code block in its container, without comments and lines that hold only template tags. */
  #before(node: SyntaxNode | undefined, found: readonly Piece[]): "html" | "tagged text" | "else" {
    let before = node?.prevSibling;
    while (before && (/^(?:CommentBlock|QuoteMark)$/.test(before.name) || this.#isTemplate(before)))
      before = before.prevSibling;
    if (!before || before.name === "HTMLBlock") return "html";
    const { name, from } = before;
    if (name === "CodeBlock" && found.some(({ start }) => start === from)) return "html";
    return name === "Paragraph" && before.getChild("HTMLTag") ? "tagged text" : "else";
  }

  #isTemplate({ name, from, to }: SyntaxNode): boolean {
    if (name !== "Paragraph") return false;
    const lines = this.#written
      .slice(from, to)
      .split(/[\r\n]/)
      .map((line) => line.trim())
      .filter((line) => line !== "");
    return lines.length > 0 && lines.every((line) => /^(?:\{\{|\{%|<%)/.test(line) && /(?:\}\}|%\}|%>)$/.test(line));
  }

  /**
   * Whether the indentation is that of HTML: not the 4 spaces that code has where Markdown is intended, or the same as in
   * the HTML before it.
   */
  #isLayout({ node }: Piece): boolean {
    if (node?.parent?.name !== "Document") return false;
    const start = this.#source.lastIndexOf("\n", node.from - 1) + 1;
    const lines = this.#source
      .slice(start, node.to)
      .split("\n")
      .filter((line) => line.trim() !== "");
    if (smallest(lines.map(indentation)) !== 4) return true;
    const before = this.#source.slice(0, start).trimEnd();
    return indentation(before.slice(before.lastIndexOf("\n") + 1)) >= 4;
  }
}

/** In columns. */
function indentation(line: string): number {
  let columns = 0;
  for (const char of line) {
    if (char === " ") columns++;
    else if (char === "\t") columns += 4 - (columns % 4);
    else break;
  }
  return columns;
}

/** The tags without a counterpart, in order. */
function unmatched(tags: readonly Tag[]): { readonly starts: readonly string[]; readonly ends: readonly string[] } {
  const starts: string[] = [];
  const ends: string[] = [];
  for (const { name, isEnd } of tags) {
    const last = isEnd ? starts.lastIndexOf(name) : -1;
    if (!isEnd) starts.push(name);
    else if (last === -1) ends.push(name);
    else starts.length = last;
  }
  return { starts, ends };
}

/** By tag name. */
type Counts = ReadonlyMap<string, number>;
const noCounts: Counts = new Map();
const count = (counts: Counts, name: string): number => counts.get(name) ?? 0;

function endTagsAfter(pieces: readonly Piece[]): ReadonlyMap<Piece, Counts> {
  const later = new Map<Piece, Counts>();
  const counts = new Map<string, number>();
  for (const piece of [...pieces].reverse()) {
    if (piece.kind === "code") later.set(piece, new Map(counts));
    // There may be any number of other names.
    else
      for (const { name, isEnd } of [...piece.tags].reverse())
        if (standardElements.has(name)) counts.set(name, Math.max(0, count(counts, name) + (isEnd ? 1 : -1)));
  }
  return later;
}

/** The elements without a required end tag in which another one may be. */
const parents = new Map([
  ["td", ["tr"]],
  ["th", ["tr"]],
  ["tr", ["thead", "tbody", "tfoot"]],
  ["option", ["optgroup"]],
]);

/** The elements that are open, without those that were opened within a paragraph, which ends them. */
class OpenElements {
  readonly #stack: (Tag & { readonly isInline: boolean })[] = [];
  readonly #counts = new Map<string, number>();

  read(tag: Tag, isInline: boolean): void {
    const { name, isEnd } = tag;
    if (isEnd) {
      const last = this.#stack.findLastIndex((element) => element.name === name);
      if (last !== -1) while (this.#stack.length > last) this.#pop();
      return;
    }
    // `<p>` ends `<p>`, and `<li>` ends both `<p>` and `<li>`. So the stack has few elements that need no end tag.
    if (omissible.has(name)) while (this.#isEndedBy(name)) this.#pop();
    this.#stack.push({ ...tag, isInline });
    if (!isInline) this.#counts.set(name, this.count(name) + 1);
  }

  #isEndedBy(name: string): boolean {
    const last = this.#stack.at(-1)?.name ?? "";
    if (!omissible.has(last)) return false;
    return name === "p" ? last === "p" : !parents.get(name)?.includes(last);
  }

  #pop(): void {
    const element = this.#stack.pop();
    if (element && !element.isInline) this.#counts.set(element.name, this.count(element.name) - 1);
  }

  count(name: string): number {
    return count(this.#counts, name);
  }

  has(name: string): boolean {
    return this.count(name) > 0;
  }

  innermost(counts: (element: Tag) => boolean): Tag | undefined {
    return this.#stack.findLast((element) => !element.isInline && counts(element));
  }
}
