/** The elements of MDX, and whether its tags pair. There is no HTML parser: a tag is what its author closes. */

import { decodeReferences } from "../entities.js";
import type { Attribute, Attributes, Element, MdxProblem, Node, Range } from "../types.js";
import { noAttributes, oftenComputed } from "./attributes.js";
import type { MarkdownTree, SyntaxNode } from "./commonmark.js";
import type { MdxFindings } from "./mdx-session.js";
import { mdxNodes } from "./mdx-session.js";
import type { MdxAttribute, MdxTag } from "./mdx-tag.js";

export interface MdxTree {
  readonly children: readonly Node[];
  /** In the order of the text. */
  readonly problems: readonly MdxProblem[];
  /** Expressions with their braces, and statements, relative to the body and in order. */
  readonly code: readonly Range[];
}

interface Source {
  readonly text: string;
  /** The offset of the body, to which the tree and the findings are relative. */
  readonly base: number;
  readonly tree: MarkdownTree;
  readonly found: MdxFindings;
  isLink(node: SyntaxNode): boolean;
}

/** The nodes of Markdown within which the elements in them must end, with the names that the compiler gives them. */
const scopes = new Map([
  ["Paragraph", "paragraph"],
  ["Task", "paragraph"],
  ["Emphasis", "emphasis"],
  ["StrongEmphasis", "strong"],
  ["Strikethrough", "delete"],
  ["Link", "link"],
  ["Blockquote", "blockquote"],
  ["BulletList", "list"],
  ["OrderedList", "list"],
  ["ListItem", "listItem"],
  ["TableHeader", "tableRow"],
  ["TableRow", "tableRow"],
  ["TableCell", "tableCell"],
  ["Table", "table"],
]);
for (let level = 1; level <= 6; level++)
  for (const name of [`ATXHeading${level}`, `SetextHeading${level}`]) scopes.set(name, "heading");

const pairing = new Set<MdxProblem["code"]>([
  "mdx-unclosed-element",
  "mdx-stray-end-tag",
  "mdx-mismatched-end-tag",
  "mdx-end-tag-elsewhere",
]);

interface Open {
  readonly tag: MdxTag;
  readonly element: MutableElement | undefined;
  /** The number of scopes around it. */
  readonly depth: number;
  /** Whether a problem has been reported for it. */
  isReported: boolean;
}

type MutableElement = { -readonly [K in keyof Element]: Element[K] } & { children: Node[] };

export function mdxTree({ text, base, tree, found, isLink }: Source): MdxTree {
  const builder = new Builder(text, base);
  const code: Range[] = [];
  for (const { code: kind, start, end, detail } of found.failures.values())
    builder.problem({ code: kind, range: { start: base + start, end: base + end }, detail, tag: "", scope: "" });
  tree.iterate({
    enter: (ref) => {
      const { name, from, to } = ref;
      if (name === mdxNodes.tag) {
        const tag = found.tags.get(from);
        if (!tag) return false;
        builder.read(tag);
        for (const { name, start, end, value } of tag.attributes) {
          if (name === "") code.push({ start, end });
          else if (value && text[base + value.start] === "{") code.push(value);
        }
      } else if (name === mdxNodes.expression || name === mdxNodes.module) code.push({ start: from, end: to });
      else if (name === "Comment" || name === "CommentBlock") builder.comment(from, to);
      else if (scopes.has(name) && (name !== "Link" || isLink(ref.node))) builder.enter(scopes.get(name) as string);
      else if (name === "Image") return false;
      return true;
    },
    leave: (ref) => {
      const { name } = ref;
      if (scopes.has(name) && (name !== "Link" || isLink(ref.node))) builder.leave();
    },
  });
  builder.finish();
  // The compiler does not reach the pairs of tags. What is not a tag because of an error would be missing in them.
  const problems = builder.problems();
  const isSyntax = ({ code }: MdxProblem) => found.failures.size === 0 || !pairing.has(code);
  return { children: builder.children, problems: problems.filter(isSyntax), code };
}

class Builder {
  readonly children: Node[] = [];
  readonly #problems: MdxProblem[] = [];
  readonly #text: string;
  readonly #base: number;
  readonly #scopes: string[] = [];
  readonly #open: Open[] = [];
  /** How many elements of each name have been closed without their end tags, which may follow. */
  readonly #early = new Map<string, number>();
  /** The end of what is in the tree. */
  #at: number;

  constructor(text: string, base: number) {
    this.#text = text;
    this.#base = base;
    this.#at = base;
  }

  problem(problem: MdxProblem): void {
    this.#problems.push(problem);
  }

  problems(): MdxProblem[] {
    return this.#problems.sort((a, b) => a.range.start - b.range.start);
  }

  enter(scope: string): void {
    this.#scopes.push(scope);
  }

  leave(): void {
    const scope = this.#scopes.pop() ?? "";
    const depth = this.#scopes.length;
    for (let last = this.#open.at(-1); last && last.depth > depth; last = this.#open.at(-1)) {
      this.#unclosed(last, scope);
      this.#close(this.#at, undefined);
    }
  }

  finish(): void {
    while (this.#open.length > 0) {
      this.#unclosed(this.#open.at(-1) as Open, "");
      this.#close(this.#text.length, undefined);
    }
    this.#textTo(this.#text.length);
  }

  #unclosed(open: Open, scope: string): void {
    if (!open.isReported) this.#tagProblem("mdx-unclosed-element", open.tag, open.tag.name, scope);
  }

  #tagProblem(code: MdxProblem["code"], { start, end }: Range, tag: string, scope: string, detail = ""): void {
    this.#problems.push({ code, range: { start: this.#base + start, end: this.#base + end }, tag, scope, detail });
  }

  get #into(): Node[] {
    return this.#open.findLast(({ element }) => element)?.element?.children ?? this.children;
  }

  get #parent(): Element | undefined {
    return this.#open.findLast(({ element }) => element)?.element;
  }

  #textTo(end: number): void {
    if (end > this.#at) {
      const value = this.#text.slice(this.#at, end);
      this.#into.push({ type: "text", value, range: { start: this.#at, end }, parent: this.#parent });
    }
    this.#at = Math.max(this.#at, end);
  }

  comment(from: number, to: number): void {
    const range = { start: this.#base + from, end: this.#base + to };
    this.#textTo(range.start);
    const value = this.#text.slice(range.start + 4, range.end - 3);
    this.#into.push({ type: "comment", value, range, parent: this.#parent });
    this.#at = range.end;
  }

  read(tag: MdxTag): void {
    const start = this.#base + tag.start;
    const end = this.#base + tag.end;
    if (tag.isEnd) {
      this.#readEnd(tag);
      return;
    }
    this.#textTo(start);
    this.#at = end;
    const element = tag.name === "" ? undefined : this.#elementOf(tag);
    if (element) this.#into.push(element);
    if (!tag.isSelfClosing) this.#open.push({ tag, element, depth: this.#scopes.length, isReported: false });
  }

  #readEnd(tag: MdxTag): void {
    const end = this.#base + tag.end;
    const last = this.#open.at(-1);
    const at = this.#open.findLastIndex((open) => open.tag.name === tag.name);
    const early = this.#early.get(tag.name) ?? 0;
    if (at === -1 && early > 0) this.#early.set(tag.name, early - 1);
    else if (!last) this.#tagProblem("mdx-stray-end-tag", tag, tag.name, "");
    else if (last.tag.name !== tag.name) {
      if (!last.isReported) this.#tagProblem("mdx-mismatched-end-tag", tag, tag.name, "", last.tag.name);
      last.isReported = true;
    } else if (last.depth !== this.#scopes.length && !last.isReported)
      this.#tagProblem("mdx-end-tag-elsewhere", tag, tag.name, this.#scopes.at(-1) ?? "");
    this.#textTo(this.#base + tag.start);
    this.#at = end;
    if (at === -1) return;
    while (this.#open.length > at + 1) this.#close(this.#base + tag.start, undefined);
    this.#close(end, { start: this.#base + tag.start, end });
  }

  #close(end: number, endTag: Range | undefined): void {
    this.#textTo(Math.min(end, endTag?.start ?? end));
    const { tag, element } = this.#open.pop() ?? {};
    if (tag && !endTag) this.#early.set(tag.name, (this.#early.get(tag.name) ?? 0) + 1);
    this.#at = Math.max(this.#at, end);
    if (!element) return;
    element.endTag = endTag;
    element.range = { start: element.range.start, end: Math.max(element.startTag.end, end) };
  }

  #elementOf(tag: MdxTag): MutableElement {
    const range = { start: this.#base + tag.start, end: this.#base + tag.end };
    const parent = this.#parent;
    return {
      type: "element",
      tag: tag.name,
      namespace: namespaceOf(tag.name, parent),
      range,
      startTag: range,
      endTag: undefined,
      attributes: attributesOf(tag, this.#text, this.#base),
      parent,
      children: [],
    };
  }
}

function namespaceOf(name: string, parent: Element | undefined): Element["namespace"] {
  if (name === "svg") return "svg";
  if (name === "math") return "mathml";
  if (!parent || parent.tag === "foreignObject") return "html";
  return parent.namespace;
}

/** Attributes that have another name in JSX. */
const jsxNames = new Map([
  ["classname", "class"],
  ["htmlfor", "for"],
  ["acceptcharset", "accept-charset"],
  ["httpequiv", "http-equiv"],
]);

function attributesOf({ name, start, attributes }: MdxTag, text: string, base: number): Attributes {
  if (attributes.length === 0) return noAttributes;
  const found = Object.create(null) as Record<string, Attribute>;
  let before = base + start + 1 + name.length;
  for (const attribute of attributes) {
    const one = attributeOf(attribute, text, base, before);
    before = base + attribute.end;
    if (one && !found[one.name]) found[one.name] = one;
  }
  const spread = attributes.find((attribute) => attribute.name === "");
  if (spread && /^[a-z]/.test(name))
    for (const name of oftenComputed) found[name] ??= spreadAttribute(name, spread, text, base);
  return found;
}

function spreadAttribute(name: string, { start, end }: MdxAttribute, text: string, base: number): Attribute {
  const range = { start: base + start, end: base + end };
  const raw = text.slice(range.start, range.end);
  return { name, value: raw, range, valueRange: range, quote: "", hasValue: true, raw, spaceBefore: 0 };
}

/** `undefined` for `{...props}`, whose names are unknown. */
function attributeOf(
  { name: written, start, end, value }: MdxAttribute,
  text: string,
  base: number,
  before: number,
): Attribute | undefined {
  if (written === "") return undefined;
  const range = { start: base + start, end: base + end };
  const lower = written.toLowerCase();
  const name = jsxNames.get(lower) ?? lower;
  const gap = text.slice(before, range.start);
  const spaceBefore = /^\s*$/.test(gap) ? gap.length : 0;
  if (!value) {
    const valueRange = { start: range.end, end: range.end };
    return { name, value: "", range, valueRange, quote: "", hasValue: false, raw: "", spaceBefore };
  }
  const outer = { start: base + value.start, end: base + value.end };
  const quote = text[outer.start] as '"' | "'" | "{";
  const isExpression = quote === "{";
  const valueRange = isExpression ? outer : { start: outer.start + 1, end: outer.end - 1 };
  const raw = text.slice(valueRange.start, valueRange.end);
  return {
    name,
    value: isExpression ? raw : decodeReferences(raw),
    range,
    valueRange,
    quote: isExpression ? "" : quote,
    hasValue: true,
    raw,
    spaceBefore,
  };
}
