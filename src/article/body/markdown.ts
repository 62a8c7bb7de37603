/**
 * Markdown: its HTML, by the rules of CommonMark and GitHub, and its own images and links. The HTML is not extracted.
 * Instead, the rest of the body is masked, so that an HTML parser sees all HTML at its original offsets.
 */
import { decodeMarkdown } from "../entities.js";
import type { Heading, Range } from "../types.js";
import {
  definedName,
  headingLevel,
  linkParts,
  type MarkdownTree,
  type ParsedMarkdown,
  parseMarkdown,
  type SyntaxNode,
} from "./commonmark.js";
import { type ImpliedTag, impliedTags } from "./implied-tags.js";
import { hasComponents, hideNames } from "./jsx.js";
import type { Mask } from "./mask.js";
import { htmlShownAsCode, indentedTags } from "./shown-as-code.js";
import { boundWork, type Unread } from "./work-limits.js";

/** An image or link in Markdown syntax. Ranges are file-wide. */
export interface MarkdownReference {
  readonly kind: "image" | "link" | "autolink" | "definition";
  /** With escapes and character references decoded. */
  readonly url: string;
  readonly range: Range;
  /** The range of the URL. For `![a][b]` it is in the definition of `b`. */
  readonly urlRange: Range;
  readonly quote: "<" | "";
  /** The text in brackets, without its markup. */
  readonly label: string;
}

export interface ReadMarkdown {
  /**
   * As long as the source. HTML is unchanged; elsewhere, characters that begin tags and character references are
   * hidden.
   */
  readonly masked: string;
  readonly hasComponents: boolean;
  readonly references: readonly MarkdownReference[];
  /** In the order of the file. Each call computes them again. */
  headings(): Heading[];
  /** The tags that Markdown generates, if the body also has written tags. Offsets are relative to the body. */
  readonly implied: readonly ImpliedTag[];
  /** All tags that Markdown generates. Each call computes them again. */
  allImplied(): readonly ImpliedTag[];
  /** The Markdown tree, with offsets relative to the body. `undefined` if parsing failed or was not necessary. */
  readonly tree: MarkdownTree | undefined;
  /** The range of the HTML block, if it is the whole body. */
  readonly block?: Range;
  /** HTML that Markdown shows as code, relative to the body. It is read as HTML. */
  readonly shownAsCode?: readonly Range[];
  /** What was not read. Offsets are relative to the body. */
  readonly unread?: readonly Unread[];
}

/**
 * Reads the body that begins at offset `base` of the file. `written` is the body, `hidden` the body with template tags
 * masked by `mask`. MDX does not have indented code.
 */
export function readMarkdown(written: string, hidden: string, base: number, mask: Mask, isMdx = false): ReadMarkdown {
  const block = onlyBlock(hidden);
  if (block) {
    const html = hidden.slice(block.start, block.end);
    const areComponents = hasComponents(html);
    return {
      masked: hidden.slice(0, block.start) + hideNames(html, areComponents, mask) + hidden.slice(block.end),
      hasComponents: areComponents,
      references: [],
      headings: () => [],
      implied: [],
      allImplied: () => [],
      tree: undefined,
      block,
    };
  }
  const { source, unread } = markdownSource(hidden);
  let parsed: ParsedMarkdown;
  try {
    parsed = parseMarkdown(source);
  } catch (error) {
    // No input within the limits is known to cause this, but a recursive parser can overflow the stack.
    if (!(error instanceof RangeError)) throw error;
    return {
      masked: mask.hideMarkup(hidden),
      hasComponents: false,
      references: [],
      headings: () => [],
      implied: [],
      allImplied: () => [],
      tree: undefined,
      unread: [{ reason: "stet-nested-too-deeply", start: 0, end: 0 }],
    };
  }
  const { unresolved: at } = parsed;
  return {
    ...new Reader(written, hidden, parsed.source, parsed.tree, base, mask).read(isMdx),
    unread: at === undefined ? unread : [...unread, { reason: "stet-nested-brackets", start: at, end: at + 1 }],
  };
}

/**
 * The text for the parser, which recognizes only LF as a newline, and only ASCII in the names of attributes: a template tag
 * between attributes is one of them. It has the same length.
 */
export const markdownSource = (hidden: string): ReturnType<typeof boundWork> =>
  boundWork(
    hidden
      .replace(/\r\n/g, " \n")
      .replaceAll("\r", "\n")
      .replace(/<[a-zA-Z][^<>]*>/g, (tag) =>
        /\s[\ue000-\uf8ff]/.test(tag) ? tag.replace(/[\ue000-\uf8ff]/g, "x") : tag,
      ),
  );

/**
 * Common container tags that begin an HTML block which ends at a blank line (CommonMark 0.31.2, section 4.6, condition
 * 6).
 */
const blockStart = /(?:[ \t]*\n)* {0,3}(?=<(?:div|p|section|article|main|figure|center|table|ul|ol|h[1-6])[\s>])/y;
const blankLine = /\n[ \t]*\n/g;

/** The range of the HTML block if it is the whole body, as in feeds. The Markdown parser is then not necessary. */
export function onlyBlock(body: string): Range | undefined {
  blockStart.lastIndex = 0;
  if (!blockStart.test(body) || body.includes("\r")) return undefined;
  const start = blockStart.lastIndex;
  blankLine.lastIndex = start;
  let end = blankLine.exec(body)?.index ?? body.length;
  if (!/^[ \t\n]*$/.test(body.slice(end))) return undefined;
  // A last line of spaces is a blank line.
  const last = body.lastIndexOf("\n", end - 1);
  if (last > start && /^[ \t]*$/.test(body.slice(last + 1, end))) end = last;
  return { start, end };
}

/** Raw HTML nodes, both blocks and inline. */
const rawHtml = new Set([
  "HTMLBlock",
  "CommentBlock",
  "ProcessingInstructionBlock",
  "HTMLTag",
  "Comment",
  "ProcessingInstruction",
]);

const containers = new Set(["Blockquote", "BulletList", "OrderedList", "Table"]);

/** Elements that a Markdown block or link closes, or that prevent one. */
const endedByMarkdown = /<(?:[apb]|h[1-6]|table|t[rdh]|select|option|svg|math|li|d[td])[\s>]/i;

/** Nodes within a label that are not text. */
const marks = new Set([
  "EmphasisMark",
  "CodeMark",
  "StrikethroughMark",
  "LinkMark",
  "LinkTitle",
  "LinkLabel",
  "HTMLTag",
]);

interface Definition {
  readonly url: string;
  readonly urlRange: Range;
  readonly quote: "<" | "";
}

class Reader {
  readonly #definitions = new Map<string, Definition>();
  readonly #references: MarkdownReference[] = [];

  constructor(
    readonly written: string,
    readonly hidden: string,
    readonly source: string,
    readonly tree: MarkdownTree,
    readonly base: number,
    readonly mask: Mask,
  ) {}

  read(isMdx: boolean): ReadMarkdown {
    // A definition may come after its use.
    if (this.source.includes("]:"))
      this.tree.iterate({
        enter: (node) => {
          if (node.name === "LinkReference") this.#define(node.node);
        },
      });
    const shownAsCode = isMdx ? [] : htmlShownAsCode(this.tree, this.source, this.written);
    const indented = new Set((isMdx ? indentedTags(this.tree, this.source) : shownAsCode).map(({ start }) => start));
    /** The ranges visible to the HTML parser, in order. */
    const shown: Range[] = [];
    /** Markers of outer blocks (`> `) within these ranges. */
    const holes: Range[] = [];
    const tags: Range[] = [];
    let hasInlineTags = false;
    let hasContainers = false;
    this.tree.iterate({
      enter: (node) => {
        const { name, from, to } = node;
        if (rawHtml.has(name) || (name === "CodeBlock" && indented.has(from))) {
          const range = { start: from, end: to };
          shown.push(range);
          tags.push(range);
          if (name === "HTMLTag") hasInlineTags = true;
        } else if (containers.has(name)) hasContainers = true;
        else if (name === "QuoteMark") {
          if (from < (shown.at(-1)?.end ?? 0)) holes.push({ start: from, end: to });
        } else if (name === "Entity") shown.push({ start: from, end: to });
        else if (name === "Image") return !this.#image(node.node);
        else if (name === "Link") this.#link(node.node);
        else if (name === "Autolink") {
          const url = node.node.getChild("URL");
          if (url) this.#autolink(url, { start: from, end: to });
          return false;
        } else if (name === "URL") {
          const parent = node.node.parent?.name;
          if (parent !== "Link" && parent !== "LinkReference") this.#autolink(node.node, { start: from, end: to });
        }
        return true;
      },
    });
    const needsImplied =
      hasInlineTags ||
      (hasContainers && tags.length > 0) ||
      tags.some(({ start, end }) => endedByMarkdown.test(this.hidden.slice(start, end)));
    const areComponents = shown.some(({ start, end }) => hasComponents(this.hidden.slice(start, end)));
    const isLink = (link: SyntaxNode) => this.#target(link) !== undefined;
    return {
      masked: this.#mask(shown, holes, areComponents),
      hasComponents: areComponents,
      references: this.#references,
      headings: () => this.#headings(),
      implied: needsImplied ? impliedTags(this.tree, this.source, tags, isLink) : [],
      allImplied: () => impliedTags(this.tree, this.source, tags, isLink, true),
      tree: this.tree,
      shownAsCode,
    };
  }

  #mask(shown: readonly Range[], holes: readonly Range[], areComponents: boolean): string {
    const html = (start: number, end: number) => hideNames(this.hidden.slice(start, end), areComponents, this.mask);
    let masked = "";
    let at = 0;
    let hole = 0;
    for (const { start, end } of shown) {
      masked += this.mask.hideMarkup(this.hidden.slice(at, start));
      at = start;
      for (let next = holes[hole]; next && next.start < end; next = holes[++hole]) {
        masked += html(at, next.start) + " ".repeat(next.end - next.start);
        at = next.end;
      }
      masked += html(at, end);
      at = end;
    }
    return masked + this.mask.hideMarkup(this.hidden.slice(at));
  }

  #define(node: SyntaxNode): void {
    const name = definedName(node, this.source);
    const url = node.getChild("URL");
    if (name === undefined || !url) return;
    const definition = this.#destination(url);
    // The first of several definitions takes precedence.
    if (!this.#definitions.has(name)) this.#definitions.set(name, definition);
    this.#references.push({ kind: "definition", ...definition, range: this.#range(node), label: name });
  }

  /** Returns whether the node is an image. Without a destination or a definition it is text. */
  #image(node: SyntaxNode): boolean {
    const target = this.#target(node);
    if (!target) return false;
    const { destination, label } = target;
    const text = this.#plainText(label.start, label.end);
    this.#references.push({ kind: "image", ...destination, range: this.#range(node), label: text });
    return true;
  }

  /** Reference links are recorded at their definition. */
  #link(node: SyntaxNode): void {
    const target = this.#target(node);
    if (!target || target.isReference) return;
    const { destination, label } = target;
    const text = this.#plainText(label.start, label.end);
    this.#references.push({ kind: "link", ...destination, range: this.#range(node), label: text });
  }

  #autolink(node: SyntaxNode, { start, end }: Range): void {
    const written = this.written.slice(node.from, node.to);
    const isMail = !/^[a-z][a-z0-9+.-]*:/i.test(written) && written.includes("@");
    const url = isMail ? `mailto:${written}` : /^www\./i.test(written) ? `http://${written}` : written;
    this.#references.push({
      kind: "autolink",
      url,
      range: { start: this.base + start, end: this.base + end },
      urlRange: this.#range(node),
      quote: end > node.to ? "<" : "",
      label: written,
    });
  }

  /** `[label](url)`, `[label][name]`, `[name][]` or `[name]`. */
  #target(node: SyntaxNode): { destination: Definition; label: Range; isReference: boolean } | undefined {
    const parts = linkParts(node, this.source);
    if (!parts) return undefined;
    const { label, url, paren, name } = parts;
    if (url) return { destination: this.#destination(url), label, isReference: false };
    if (paren) {
      const at = this.base + paren.to;
      return { destination: { url: "", urlRange: { start: at, end: at }, quote: "" }, label, isReference: false };
    }
    const destination = this.#definitions.get(name);
    return destination && { destination, label, isReference: true };
  }

  #destination(node: SyntaxNode): Definition {
    const angled = this.source[node.from] === "<" && this.source[node.to - 1] === ">" && node.to > node.from + 1;
    const start = angled ? node.from + 1 : node.from;
    const end = angled ? node.to - 1 : node.to;
    return {
      url: decodeMarkdown(this.written.slice(start, end)).trim(),
      urlRange: { start: this.base + start, end: this.base + end },
      quote: angled ? "<" : "",
    };
  }

  #headings(): Heading[] {
    const headings: Heading[] = [];
    this.tree.iterate({
      enter: ({ name, node }) => {
        if (name === "Paragraph" || name === "Table") return false;
        const level = headingLevel(name);
        if (!level) return true;
        const marks = node.getChildren("HeaderMark");
        const first = marks[0];
        const start = first?.from === node.from ? first.to : node.from;
        const last = marks.at(-1);
        const end = last && last.from > node.from ? last.from : node.to;
        const text = this.#plainText(start, Math.max(start, end)).trim();
        // The source shows the CR of a CRLF as a space.
        let { to } = node;
        // Not a regular expression: `[ \t]*$` takes hours for a heading with 200,000 spaces.
        while (to > node.from && " \t\r".includes(this.written[to - 1] as string)) to--;
        headings.push({ level: Number(level), text, range: this.#range({ from: node.from, to }) });
        return false;
      },
    });
    return headings;
  }

  #plainText(start: number, end: number): string {
    const label = this.written.slice(start, end);
    if (!/[*_`~\\&<[\]]/.test(label)) return label;
    let text = "";
    let at = start;
    this.tree.iterate({
      from: start,
      to: end,
      enter: ({ name, from, to, node }) => {
        if (from < start || to > end) return true;
        const isAddress = name === "URL" && (node.parent?.name === "Link" || node.parent?.name === "Image");
        if (from < at || (!marks.has(name) && !isAddress)) return true;
        text += this.written.slice(at, from);
        at = to;
        return false;
      },
    });
    return decodeMarkdown(text + this.written.slice(at, end));
  }

  #range({ from, to }: { readonly from: number; readonly to: number }): Range {
    return { start: this.base + from, end: this.base + to };
  }
}
