/**
 * Markdown: its HTML, by the rules of CommonMark and GitHub, and its own images and links. The HTML is not extracted.
 * Instead, the rest of the body is masked, so that an HTML parser sees all HTML at its original offsets.
 */
import { decodeReferences, textOfReference } from "../entities.js";
import type { Dialect, Heading, Range } from "../types.js";
import { type MarkdownTree, type ParsedMarkdown, parseMarkdown } from "./commonmark.js";
import { type ImpliedTag, impliedTags } from "./implied-tags.js";
import { hasComponents, hideNames } from "./jsx.js";
import { type MarkdownReference, ReferenceReader } from "./markdown-references.js";
import type { Mask } from "./mask.js";
import { htmlShownAsCode } from "./shown-as-code.js";
import { boundWork, type Unread } from "./work-limits.js";

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
  /** The text of the tree; see `ParsedMarkdown`. */
  readonly source: string;
  /** The range of the HTML block, if it is the whole body. */
  readonly block?: Range;
  /** HTML that Markdown shows as code, relative to the body. It is read as HTML. */
  readonly shownAsCode?: readonly Range[];
  /** What was not read. Offsets are relative to the body. */
  readonly unread?: readonly Unread[];
}

/** A body that begins at offset `base` of the file. */
export interface MarkdownInput {
  readonly written: string;
  /** The body with template tags masked by `mask`. */
  readonly hidden: string;
  /** What the Markdown parser sees of it. It has the same length. */
  readonly shown: string;
  readonly base: number;
  readonly mask: Mask;
  readonly dialect: Dialect;
}

export function readMarkdown({ written, hidden, shown, base, mask, dialect }: MarkdownInput): ReadMarkdown {
  // Where elements end at their end tags, there may be Markdown after them.
  const block = dialect.wholeElements || dialect.inlineHtml ? undefined : onlyBlock(shown);
  if (block) {
    const html = hidden.slice(block.start, block.end);
    const areComponents = dialect.vue || hasComponents(html);
    return {
      masked: hidden.slice(0, block.start) + hideNames(html, areComponents, mask) + hidden.slice(block.end),
      hasComponents: areComponents,
      references: [],
      headings: () => [],
      implied: [],
      allImplied: () => [],
      tree: undefined,
      source: hidden,
      block,
    };
  }
  const { source, unread } = markdownSource(shown);
  let parsed: ParsedMarkdown;
  try {
    parsed = parseMarkdown(source, dialect);
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
      source,
      unread: [{ reason: "stet-nested-too-deeply", start: 0, end: 0 }],
    };
  }
  const { unresolved: at } = parsed;
  return {
    ...new Reader(written, hidden, parsed.source, parsed.tree, base, mask, dialect).read(),
    unread: at === undefined ? unread : [...unread, { reason: "stet-nested-brackets", start: at, end: at + 1 }],
  };
}

/** The text for the parser, which recognizes only LF as a newline. It has the same length. */
export function markdownSource(hidden: string): ReturnType<typeof boundWork> {
  const { source, unread } = boundWork(hidden.replace(/\r\n/g, " \n").replaceAll("\r", "\n"));
  if (!/\|[ \t]+$/m.test(source)) return { source, unread };
  // The parser does not recognize a table if there are spaces after the last bar of its delimiter row.
  const tables = source.replace(delimiterRow, (_, row: string, spaces: string) => `${row.slice(0, -1)}${spaces}|`);
  return { source: tables, unread };
}

const delimiterRow = /^([>\s]{0,50}\|?(?:[ \t]{0,200}:?-+:?[ \t]{0,200}\|)+)([ \t]+)$/gm;

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

/** Whether browsers show something else than what is written. */
export const isEntity = (reference: string, { htmlEntities }: Dialect): boolean =>
  /^&(?:#|(?:amp|lt|gt|quot|nbsp|copy);)/.test(reference) ||
  decodeReferences(reference) !== reference ||
  (htmlEntities === true && textOfReference(reference) !== reference);

const merged = (some: readonly Range[], others: readonly Range[]): Range[] =>
  [...some, ...others].sort((a, b) => a.start - b.start);

class Reader {
  readonly #references: ReferenceReader;

  constructor(
    readonly written: string,
    readonly hidden: string,
    readonly source: string,
    readonly tree: MarkdownTree,
    readonly base: number,
    readonly mask: Mask,
    readonly dialect: Dialect,
  ) {
    this.#references = new ReferenceReader(written, source, tree, base, dialect);
  }

  read(): ReadMarkdown {
    const references = this.#references;
    // Where HTML goes on to its end tag, indented code is not HTML by mistake.
    const shownAsCode = this.dialect.wholeElements ? [] : htmlShownAsCode(this.tree, this.source, this.written);
    const indented = new Set(shownAsCode.map(({ start }) => start));
    /** The ranges visible to the HTML parser, in order. */
    const shown: Range[] = [];
    /** Markers of outer blocks (`> `) within these ranges. */
    const holes: Range[] = [];
    const tags: Range[] = [];
    /** Markers outside of these ranges: in a table, they would be text that is not in a cell. */
    const marks: Range[] = [];
    let hasInlineTags = false;
    let hasContainers = false;
    this.tree.iterate({
      enter: (node) => {
        const { name, from, to } = node;
        if (rawHtml.has(name) || (name === "CodeBlock" && indented.has(from))) {
          const range = { start: from, end: to };
          shown.push(range);
          tags.push(range);
          // What was taken out may be HTML.
          if (name === "HTMLTag" || (name === "Comment" && this.hidden[from] !== "<")) hasInlineTags = true;
        } else if (containers.has(name)) hasContainers = true;
        else if (name === "QuoteMark") {
          (from < (shown.at(-1)?.end ?? 0) ? holes : marks).push({ start: from, end: to });
        } else if (name === "Entity") {
          // What HTML does not define is text, as in `*p = &kid;`.
          if (isEntity(this.hidden.slice(from, to), this.dialect)) shown.push({ start: from, end: to });
        } else return references.read(node);
        return true;
      },
    });
    const needsImplied =
      hasInlineTags ||
      (hasContainers && tags.length > 0) ||
      tags.some(({ start, end }) => endedByMarkdown.test(this.hidden.slice(start, end)));
    const mayBeInTable = tags.some(({ start, end }) =>
      /<(?:table|t[rdh]|select)[\s>]/i.test(this.hidden.slice(start, end)),
    );
    const visible = mayBeInTable ? merged(shown, marks) : shown;
    const areComponents =
      this.dialect.vue || shown.some(({ start, end }) => hasComponents(this.hidden.slice(start, end)));
    return {
      masked: this.#mask(visible, mayBeInTable ? merged(holes, marks) : holes, areComponents),
      hasComponents: areComponents,
      references: references.references,
      headings: () => references.headings(),
      implied: needsImplied ? impliedTags(this.tree, this.source, tags, references.isLink) : [],
      allImplied: () => impliedTags(this.tree, this.source, tags, references.isLink, true),
      tree: this.tree,
      source: this.source,
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
}
