/**
 * Markdown: what of it is HTML, by CommonMark's and GitHub's rules, and its own pictures and links. The HTML is not cut
 * out: the body is masked, so that a parser of HTML sees all of it at once, at its place, and nothing else.
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

/** A picture or link in Markdown's own syntax. Ranges are file-wide. */
export interface MarkdownReference {
  readonly kind: "image" | "link" | "autolink" | "definition";
  /** Escapes and character references decoded. */
  readonly url: string;
  readonly range: Range;
  /** Where the URL is written: for `![a][b]`, in the definition of `b`. */
  readonly urlRange: Range;
  readonly quote: "<" | "";
  /** The text in brackets, without its markup. */
  readonly label: string;
}

export interface ReadMarkdown {
  /** Of the source's length: HTML as it is, of all else what begins tags and character references hidden. */
  readonly masked: string;
  readonly hasComponents: boolean;
  readonly references: readonly MarkdownReference[];
  /** In the order of the file; worked out anew at each call. */
  headings(): Heading[];
  /** The tags that Markdown makes, where there are others beside them. Offsets are the body's. */
  readonly implied: readonly ImpliedTag[];
  /** Its offsets are the body's; `undefined` where it could not be made, or was not needed. */
  readonly tree: MarkdownTree | undefined;
  /** The block of HTML that is all there is. */
  readonly block?: Range;
}

/**
 * Reads the body that begins at `base` of the file. `hidden` is the body with template tags hidden by `mask`;
 * `written` the body as it is.
 */
export function readMarkdown(written: string, hidden: string, base: number, mask: Mask): ReadMarkdown {
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
      tree: undefined,
      block,
    };
  }
  // The parser ends lines at LF only; the copy has the same length.
  const source = boundWork(hidden.replace(/\r\n/g, " \n").replaceAll("\r", "\n"));
  let parsed: ParsedMarkdown;
  try {
    parsed = parseMarkdown(source);
  } catch (error) {
    // Nothing within the bounds is known to get here; a recursive parser may still run out of stack.
    if (!(error instanceof RangeError)) throw error;
    return {
      masked: mask.hideMarkup(hidden),
      hasComponents: false,
      references: [],
      headings: () => [],
      implied: [],
      tree: undefined,
    };
  }
  return new Reader(written, hidden, parsed.source, parsed.tree, base, mask).read();
}

/**
 * The tags that begin a block of HTML which ends at a blank line (CommonMark 0.31.2, section 4.6, the sixth kind), of
 * those that articles are wrapped in.
 */
const blockStart = /(?:[ \t]*\n)* {0,3}(?=<(?:div|p|section|article|main|figure|center|table|ul|ol|h[1-6])[\s>])/y;
const blankLine = /\n[ \t]*\n/g;

/**
 * Where the whole body is one block of HTML, as feeds are: where it stands. Then there is nothing for a parser of
 * Markdown to find.
 */
export function onlyBlock(body: string): Range | undefined {
  blockStart.lastIndex = 0;
  if (!blockStart.test(body) || body.includes("\r")) return undefined;
  const start = blockStart.lastIndex;
  blankLine.lastIndex = start;
  let end = blankLine.exec(body)?.index ?? body.length;
  if (!/^[ \t\n]*$/.test(body.slice(end))) return undefined;
  // A last line of blanks is a blank line.
  const last = body.lastIndexOf("\n", end - 1);
  if (last > start && /^[ \t]*$/.test(body.slice(last + 1, end))) end = last;
  return { start, end };
}

/** Raw HTML, in blocks and in lines. */
const rawHtml = new Set([
  "HTMLBlock",
  "CommentBlock",
  "ProcessingInstructionBlock",
  "HTMLTag",
  "Comment",
  "ProcessingInstruction",
]);

const containers = new Set(["Blockquote", "BulletList", "OrderedList", "Table"]);

/** Elements that end where a block or a link of Markdown begins, or that keep it out. */
const endedByMarkdown = /<(?:[apb]|h[1-6]|table|t[rdh]|select|option|svg|math|li|d[td])[\s>]/i;

/** What is no text within a label. */
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

  read(): ReadMarkdown {
    // A definition may stand behind its use.
    if (this.source.includes("]:"))
      this.tree.iterate({
        enter: (node) => {
          if (node.name === "LinkReference") this.#define(node.node);
        },
      });
    /** What the parser of HTML is to see, in order. */
    const shown: Range[] = [];
    /** Marks of an outer block (`> `) within that. */
    const holes: Range[] = [];
    const tags: Range[] = [];
    let hasInlineTags = false;
    let hasContainers = false;
    this.tree.iterate({
      enter: (node) => {
        const { name, from, to } = node;
        if (rawHtml.has(name)) {
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
    return {
      masked: this.#mask(shown, holes, areComponents),
      hasComponents: areComponents,
      references: this.#references,
      headings: () => this.#headings(),
      implied: needsImplied
        ? impliedTags(this.tree, this.source, tags, (link) => this.#target(link) !== undefined)
        : [],
      tree: this.tree,
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
    // The first of several counts.
    if (!this.#definitions.has(name)) this.#definitions.set(name, definition);
    this.#references.push({ kind: "definition", ...definition, range: this.#range(node), label: name });
  }

  /** Whether it is a picture; without a destination or a definition it is text. */
  #image(node: SyntaxNode): boolean {
    const target = this.#target(node);
    if (!target) return false;
    const { destination, label } = target;
    const text = this.#plainText(label.start, label.end);
    this.#references.push({ kind: "image", ...destination, range: this.#range(node), label: text });
    return true;
  }

  /** Links by reference are told of where they are defined. */
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
        // The CR of a CRLF stands there as a blank.
        let { to } = node;
        // No regular expression: `[ \t]*$` takes hours for a heading with 200,000 blanks in it.
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

/** More brackets and stars in one paragraph than any text has: the parser takes the square of their number. */
const mostDelimiters = 10_000;
/** Lists in lists in lists, on one line: likewise. */
const mostMarkers = 100;
/** Blanks in a row, on a line with something else: likewise, in its search for hard breaks and table rows. */
const mostBlanks = 500;

/**
 * What the parser looks from to the end of the paragraph: brackets, emphasis, and the openings of autolinks,
 * declarations and instructions. A line break is here for the count to begin anew: behind a blank line and before a
 * list item there is another paragraph.
 */
const delimiter = /[[\]()*_~]|<(?=[!?]|[a-z][-\w+.]{0,40}:)|\n[ \t]*(?=\n|[-*+] |\d{1,9}[.)] )/gi;

/** Hides, in a copy of the same length, what is beyond those bounds. */
function boundWork(source: string): string {
  if (source.length <= mostMarkers) return source;
  let bounded = source.replace(/^(?:[ \t]*(?:[-*+>]|\d{1,9}[.)])){101,}/gm, (run) => {
    let markers = 0;
    return run.replace(/[-*+>]|\d+[.)]/g, (marker) => (++markers > mostMarkers ? "x".repeat(marker.length) : marker));
  });
  if (source.length > mostDelimiters) {
    let delimiters = 0;
    bounded = bounded.replace(delimiter, (found) => {
      if (found[0] === "\n") delimiters = 0;
      // Not a letter: a URL ends at a blank, and is searched for at each bracket.
      else if (++delimiters > mostDelimiters) return " ";
      return found;
    });
  }
  return bounded.replace(/[ \t]{501,}/g, (blanks, at: number) => {
    const isBlankLine = /^\n?$/.test(bounded[at - 1] ?? "") && /^\n?$/.test(bounded[at + blanks.length] ?? "");
    return isBlankLine ? blanks : blanks.slice(0, mostBlanks) + "x".repeat(blanks.length - mostBlanks);
  });
}
