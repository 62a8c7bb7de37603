/** The images, links and headings of a Markdown tree. */
import { decodeMarkdown } from "../entities.js";
import { attributesAtEnd, headingIds, keepsClosingMarks, readsTemplates } from "../heading-ids.js";
import type { Dialect, Heading, HeadingIdStyle, Range } from "../types.js";
import {
  definedName,
  headingLevel,
  linkParts,
  type MarkdownTree,
  type SyntaxNode,
  type SyntaxNodeRef,
} from "./commonmark.js";
import { type HeadingPiece, type HeadingSource, piecesOf } from "./heading-source.js";
import { normalLabel, withoutEscapes } from "./labels.js";

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

/** Nodes within a label that are not text. */
const marks = new Set([
  "EmphasisMark",
  "CodeMark",
  "StrikethroughMark",
  "LinkMark",
  "LinkTitle",
  "LinkLabel",
  "HTMLTag",
  "JSXTag",
  "MDXExpression",
]);

interface Definition {
  readonly url: string;
  readonly urlRange: Range;
  readonly quote: "<" | "";
}

export class ReferenceReader {
  readonly #references: MarkdownReference[] = [];
  /** The URLs of the definitions that links use. */
  readonly #ofLinks = new Set<Range>();
  readonly #definitions = new Map<string, Definition>();

  /** `source` is the text of the tree; `written` the body that begins at offset `base` of the file. */
  constructor(
    readonly written: string,
    readonly source: string,
    readonly tree: MarkdownTree,
    readonly base: number,
    readonly dialect: Dialect,
  ) {
    // A definition may come after its use.
    if (source.includes("]:"))
      tree.iterate({
        enter: (node) => {
          if (node.name === "LinkReference") this.#define(node.node);
        },
      });
  }

  /**
   * What has been read. A definition is a link only if a link uses it: readers see nothing of one that nothing uses, of a comment
   * (`[//]: # (text)`), and of a second one of the same name.
   */
  get references(): readonly MarkdownReference[] {
    if (this.#definitions.size > this.#ofLinks.size)
      for (const name of namesInTags(this.written)) {
        const definition = this.#definitions.get(name);
        if (definition) this.#ofLinks.add(definition.urlRange);
      }
    return this.#references.filter(({ kind, urlRange }) => kind !== "definition" || this.#ofLinks.has(urlRange));
  }

  /** Whether a `Link` node has a destination. */
  readonly isLink = (node: SyntaxNode): boolean => this.#target(node) !== undefined;

  /** Adds what a node refers to. Returns whether its children may refer to something. */
  read(ref: SyntaxNodeRef): boolean {
    const { name, from, to } = ref;
    if (name === "Image") return !this.#image(ref.node);
    if (name === "Link") this.#link(ref.node);
    else if (name === "Autolink") {
      const url = ref.node.getChild("URL");
      if (url) this.#autolink(url, { start: from, end: to });
      return false;
    } else if (name === "URL") {
      const { parent } = ref.node;
      // In brackets without a destination, which are text, there may be a bare URL.
      const isText = parent?.name === "Link" && !this.isLink(parent);
      if (isText || (parent?.name !== "Link" && parent?.name !== "LinkReference"))
        this.#autolink(ref.node, { start: from, end: to });
    }
    return true;
  }

  #define(node: SyntaxNode): void {
    const name = definedName(node, this.source);
    const url = node.getChild("URL");
    if (name === undefined || !url) return;
    const definition = this.#destination(url);
    // Of several definitions, kramdown and Python-Markdown use the last one, and others the first.
    if (!this.#definitions.has(name) || this.dialect.wholeElements) this.#definitions.set(name, definition);
    this.#references.push({ kind: "definition", ...definition, range: this.#range(node), label: name });
  }

  /** Returns whether the node is an image. Without a destination or a definition it is text. */
  #image(node: SyntaxNode): boolean {
    const target = this.#target(node);
    if (!target) return false;
    const { destination, label } = target;
    const text = this.#alternative(label);
    this.#references.push({ kind: "image", ...destination, range: this.#range(node), label: text });
    return true;
  }

  /** Reference links are recorded at their definition. */
  #link(node: SyntaxNode): void {
    const target = this.#target(node);
    if (!target) return;
    const { destination, label } = target;
    if (target.isReference) {
      this.#ofLinks.add(destination.urlRange);
      return;
    }
    const text = this.#plainText(label.start, label.end);
    this.#references.push({ kind: "link", ...destination, range: this.#range(node), label: text });
  }

  #autolink(node: SyntaxNode, { start, end }: Range): void {
    const written = this.written.slice(node.from, node.to);
    const url = urlOfAutolink(written, this.dialect);
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
    const known = this.#named(name, label);
    const destination = this.#definitions.get(known);
    return destination && { destination, label, isReference: true };
  }

  /** The name of a definition. In kramdown, the text of `[a\\_b]` has the name `a_b`, while `[text][a\\_b]` has no other. */
  #named(name: string, { start, end }: Range): string {
    if (this.dialect.wholeElements !== "kramdown" || !name.includes("\\") || this.#definitions.has(name)) return name;
    const text = this.source.slice(start, end);
    return normalLabel(text) === name ? withoutEscapes(name) : name;
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

  /** In the order of the file. Each call computes them again. */
  headings(): Heading[] {
    const { headingIdStyle: style, headingIdSteps: steps } = this.dialect;
    const headings: Omit<Heading, "id">[] = [];
    const sources: HeadingSource[] = [];
    this.tree.iterate({
      enter: ({ name, node }) => {
        if (name === "Paragraph" || name === "Table") return false;
        const level = headingLevel(name);
        if (!level) return true;
        const { content, source } = this.#headingSource(node, Number(level), style);
        sources.push(source);
        const text = this.#plainText(content.start, content.end).trim();
        // The source shows the CR of a CRLF as a space.
        let { to } = node;
        // Not a regular expression: `[ \t]*$` takes hours for a heading with 200,000 spaces.
        while (to > node.from && " \t\r".includes(this.written[to - 1] as string)) to--;
        headings.push({ level: Number(level), text, range: this.#range({ from: node.from, to }) });
        return false;
      },
    });
    if (!style) return headings;
    const ids = headingIds(sources, style, steps);
    // What a template tag leaves is not known.
    const isKnown = (raw: string) => readsTemplates(style) || !/\{[{%]|<%/.test(raw);
    return headings.map((heading, at) => (isKnown(sources[at]?.raw ?? "") ? { ...heading, id: ids[at] } : heading));
  }

  /** The content of a heading, without an attribute list at its end. */
  #headingSource(
    node: SyntaxNode,
    level: number,
    style: HeadingIdStyle | undefined,
  ): { readonly content: Range; readonly source: HeadingSource } {
    const marks = node.getChildren("HeaderMark");
    const first = marks[0];
    const start = first?.from === node.from ? first.to : node.from;
    const last = marks.at(-1);
    const end = Math.max(start, last && last.from > node.from ? last.from : node.to);
    const { written, isLink } = this;
    const whole = written.slice(start, end);
    // kramdown reads no list before closing marks.
    const isClosed = last !== undefined && last.from > node.from && node.name.startsWith("ATX");
    const ending = isClosed && style?.startsWith("kramdown") ? "" : whole.trimEnd();
    const attributes = attributesAtEnd(ending, style, this.dialect.attributeMarks);
    const next = node.nextSibling;
    // `{: #id}` on the next line, in kramdown.
    const [, below] =
      style?.startsWith("kramdown") &&
      next?.name === "ContainerMark" &&
      !/\n[ \t]*\n/.test(written.slice(node.to, next.from))
        ? (/^\{:[^}]*#([\w:.-]+)/.exec(written.slice(next.from, next.to)) ?? [])
        : [];
    let to = attributes ? start + attributes.start : end;
    // `## Title ## {#id}`
    if (attributes && !keepsClosingMarks(style))
      to = start + whole.slice(0, attributes.start).replace(/(?<![ \t])[ \t]+#+[ \t]*$/, "").length;
    let pieces: HeadingSource["pieces"] | undefined;
    const content = { start, end: to };
    return {
      content,
      source: {
        level,
        id: below ?? attributes?.id,
        raw: written.slice(start, to).trim(),
        get pieces() {
          pieces ??= trimmed(piecesOf(node, content, written, isLink));
          return pieces;
        },
      },
    };
  }

  #plainText(start: number, end: number, altText?: Dialect["altText"]): string {
    const label = this.written.slice(start, end);
    const isHidden = (name: string) =>
      altText === "without-code" && name === "InlineCode"
        ? true
        : marks.has(name) && !(altText === "with-emphasis" && /^(?:Emphasis|Strikethrough)Mark$/.test(name));
    if (!/[*_`~\\&<[\]{]/.test(label)) return label;
    let text = "";
    let at = start;
    this.tree.iterate({
      from: start,
      to: end,
      enter: ({ name, from, to, node }) => {
        if (from < start || to > end) return true;
        // A bare URL within a label is text.
        const parent = name === "URL" ? node.parent : null;
        const isLink = parent?.name === "Link" || parent?.name === "Image";
        const isAddress = isLink && linkParts(parent, this.source)?.url?.from === from;
        if (from < at || (!isHidden(name) && !isAddress)) return true;
        // The brackets of an undefined reference are text.
        if (name === "LinkMark" || name === "LinkLabel") {
          const link = node.parent;
          if (link?.name === "Link" && !this.isLink(link)) return false;
        }
        text += this.written.slice(at, from);
        at = to;
        return false;
      },
    });
    return decodeMarkdown(text + this.written.slice(at, end));
  }

  /** The alternative text of an image. */
  #alternative({ start, end }: Range): string {
    const { altText } = this.dialect;
    if (altText === "source") return decodeMarkdown(this.written.slice(start, end));
    return this.#plainText(start, end, altText);
  }

  #range({ from, to }: { readonly from: number; readonly to: number }): Range {
    return { start: this.base + from, end: this.base + to };
  }
}

/** What is in brackets in template tags: `{% include note.html text="See [the list][a]." %}` may put a link into the page. */
const namesInTags = (written: string): string[] =>
  (written.match(/\{[{%][^{}]+\}/g) ?? []).flatMap((tag) =>
    [...tag.matchAll(/\[([^[\]]+)\]/g)].map(([, name = ""]) => normalLabel(name)),
  );

/** The URL that an autolink leads to: its text may lack the scheme. */
export function urlOfAutolink(written: string, { bareUrls }: Dialect): string {
  if (/^(?:[a-z][a-z0-9+-]*:|[a-z][a-z0-9+.-]*:\/\/)/i.test(written)) return written;
  if (written.includes("@")) return `mailto:${written}`;
  const hasDomain = bareUrls === "linkify" || /^www\./i.test(written);
  return hasDomain ? `${bareUrls === "goldmark" ? "https" : "http"}://${written}` : written;
}

/** Without the spaces around the content of a heading. */
function trimmed(pieces: readonly HeadingPiece[]): HeadingPiece[] {
  const all = [...pieces];
  const [first, last] = [all[0], all.at(-1)];
  if (first?.kind === "text") all[0] = { ...first, value: first.value.trimStart() };
  if (last?.kind === "text") all[all.length - 1] = { ...last, value: (all.at(-1)?.value ?? "").trimEnd() };
  return all;
}
