/** Edits that make Markdown read HTML to its end, where blank lines and indentation made it code. */
import { type Block, markdownBlocks } from "../article/body/blocks.js";
import { beginsOpenBlock } from "../article/body/commonmark.js";
import { textElements } from "../article/text-elements.js";
import type { Article, Edit, Element, Node, Range } from "../article/types.js";

export interface ContinuedHtml {
  readonly edits: readonly Edit[];
  /** Whether readers see the same text, with what was shown as code as HTML. */
  readonly isSafe: boolean;
  /** Whether blank lines must stay, because readers see them: in `<pre>`. They get an empty comment. */
  readonly hasComments: boolean;
}

/** A comment that HTML ignores makes a line that is not blank. */
const filler = "<!-- -->";

/** `undefined` if no edit can make the code HTML. What cannot be edited stays as it is. */
export function continueHtml(article: Article): ContinuedHtml | undefined {
  const { body, text } = article;
  if (body.shownAsCode.length === 0) return undefined;
  const blocks = markdownBlocks(text, body.range.start, body.dialect);
  const editor = new Editor(article, blocks);
  blocks.forEach((block, at) => {
    if (block.isShownAsCode) editor.continueAt(at);
  });
  const edits = [...editor.edits.values()].sort((a, b) => a.range.start - b.range.start);
  if (edits.length === 0) return undefined;
  const fixed = apply(text, edits);
  const after = markdownBlocks(fixed, body.range.start, body.dialect);
  const isSame = reading(text, blocks, editor.joined).join("\0") === reading(fixed, after, new Set()).join("\0");
  // An edit that does something else would be a case that nobody has thought of.
  if (!isSame || shown(after) >= shown(blocks)) return undefined;
  return { edits, isSafe: editor.isSafe, hasComments: edits.some((edit) => edit.text === filler) };
}

const shown = (blocks: readonly Block[]): number => blocks.filter(({ isShownAsCode }) => isShownAsCode).length;

function apply(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const { range, text: written } of edits) {
    result += text.slice(at, range.start) + written;
    at = range.end;
  }
  return result + text.slice(at);
}

/**
 * What Markdown reads: HTML without regard to whitespace, and each other block as it is written.
 *
 * @param joined other blocks to read as HTML.
 */
function reading(text: string, blocks: readonly Block[], joined: ReadonlySet<Block>): string[] {
  const parts: { isHtml: boolean; text: string }[] = [];
  for (const block of blocks) {
    const isHtml = block.isHtml || block.isShownAsCode || joined.has(block);
    const written = text.slice(block.start, block.end);
    const last = parts.at(-1);
    if (isHtml && last?.isHtml) last.text += `\n${written}`;
    else parts.push({ isHtml, text: isHtml ? written : `${block.name} ${written}` });
  }
  return parts.map((part) =>
    part.isHtml
      ? part.text
          .replaceAll(filler, "")
          .replace(/[ \t\r\n]+/g, " ")
          .trim()
      : part.text,
  );
}

class Editor {
  /** By offset, because two blocks may need the same edit. */
  readonly edits = new Map<number, Edit>();
  /** Paragraphs that become part of the HTML around them. */
  readonly joined = new Set<Block>();
  isSafe = true;
  readonly #article: Article;
  readonly #blocks: readonly Block[];

  constructor(article: Article, blocks: readonly Block[]) {
    this.#article = article;
    this.#blocks = blocks;
  }

  /** Adds the edits for the code block at this index, if there are any. */
  continueAt(index: number): void {
    const block = this.#blocks[index] as Block;
    const pre = this.#preAround(block.start);
    const [first, last] = pre ? this.#blocksOf(pre, index) : [index, index];
    const joined = this.#blocks.slice(first, last + 1);
    if (joined.some((one) => !one.isShownAsCode && !one.isOpenHtml && !one.isPlain)) return;
    const { start } = joined[0] as Block;
    const { end } = joined.at(-1) as Block;
    const before = this.#blocks[first - 1];
    const beginning = before?.isOpenHtml
      ? this.#joinLines({ start: before.end, end: start })
      : pre
        ? undefined
        : this.#withoutIndentation(block);
    const inner = this.#joinLines({ start, end });
    if (!beginning || !inner) return;
    const edits = [...beginning.edits, ...inner.edits, ...this.#separate(end, this.#blocks[last + 1])];
    for (const edit of edits) this.edits.set(edit.range.start, edit);
    for (const one of joined) if (one.isPlain) this.joined.add(one);
    const lastBlock = joined.at(-1) as Block;
    // The text after </pre> is in a paragraph that Markdown makes.
    const isParagraphLost = pre && lastBlock.isPlain && this.#text.slice(pre.range.end, end).trim() !== "";
    this.isSafe &&= beginning.isSafe && inner.isSafe && !isParagraphLost;
  }

  /** Lets the first line begin an HTML block, if it can. */
  #withoutIndentation({ start, end }: Block): Joint | undefined {
    if (!beginsOpenBlock(/^[^\r\n]*/.exec(this.#text.slice(start, end).trimStart())?.[0] ?? "")) return undefined;
    const from = this.#lineStart(start);
    const indentation = /^[ \t]*/.exec(this.#text.slice(from, end))?.[0].length ?? 0;
    return { edits: [{ range: { start: from, end: from + indentation }, text: "" }], isSafe: true };
  }

  get #text(): string {
    return this.#article.text;
  }

  /** The blocks after the start tag of `<pre>`, up to its end tag. */
  #blocksOf(pre: Element, index: number): [first: number, last: number] {
    let first = index;
    while (first > 0 && (this.#blocks[first - 1]?.start ?? 0) > pre.startTag.start) first--;
    let last = index;
    const end = pre.endTag?.start ?? pre.range.end;
    while ((this.#blocks[last]?.end ?? end) < end && this.#blocks[last + 1]) last++;
    return [first, last];
  }

  /** A blank line, if the block after the HTML begins in the next line and would be read as part of it. */
  #separate(end: number, next: Block | undefined): Edit[] {
    if (!next || next.isOpenHtml) return [];
    const start = this.#lineStart(next.start);
    const newlines = this.#text.slice(this.#text[end - 1] === "\r" ? end - 1 : end, start).match(/\r\n|\r|\n/g) ?? [];
    return newlines.length === 1 ? [{ range: { start, end: start }, text: newlines[0] as string }] : [];
  }

  /** Edits after which no line between these offsets is blank, or `undefined`. */
  #joinLines({ start, end }: Range): Joint | undefined {
    const { text, body } = this.#article;
    const edits: Edit[] = [];
    const between = text.slice(start, end);
    // A template may write anything.
    let isSafe = !/\{[{%]|<%/.test(between);
    for (const { 0: lines, index } of between.matchAll(blankLines)) {
      const from = start + index + (/^(?:\r\n|\r|\n)/.exec(lines)?.[0].length ?? 0);
      const to = start + index + lines.length;
      const { elements, isValue, text: around } = placeOf(body.children, from);
      if (elements.some(({ tag }) => showsMarkup.has(tag))) return undefined;
      if (elements.some(keepsLines)) {
        for (const newline of text.slice(from, to).matchAll(/\r\n|\r|\n/g)) {
          const at = from + newline.index;
          edits.push({ range: { start: at, end: at }, text: filler });
        }
        continue;
      }
      const joinsTexts =
        around && text.slice(around.start, from).trim() !== "" && text.slice(to, around.end).trim() !== "";
      if (isValue || joinsTexts || elements.some(({ tag }) => tag === "script")) isSafe = false;
      edits.push({ range: { start: from, end: to }, text: "" });
    }
    return { edits, isSafe };
  }

  #preAround(offset: number): Element | undefined {
    return placeOf(this.#article.body.children, offset).elements.find(({ tag }) => tag === "pre");
  }

  #lineStart(offset: number): number {
    let start = offset;
    while (start > 0 && !/[\r\n]/.test(this.#text[start - 1] as string)) start--;
    return start;
  }
}

interface Joint {
  readonly edits: readonly Edit[];
  readonly isSafe: boolean;
}

/** In them a comment would be text. */
const showsMarkup = new Set([...textElements].filter((tag) => tag !== "style" && tag !== "script"));

/** A newline and the blank lines after it. */
const blankLines = /(?:\r\n|\r(?!\n)|\n)(?:[ \t]*(?:\r\n|\r(?!\n)|\n))+/g;

/** Whether readers see blank lines in the element. */
const keepsLines = ({ tag, attributes }: Element): boolean =>
  tag === "pre" || tag === "listing" || /white-space\s*:\s*(?:pre|break-spaces)/i.test(attributes.style?.value ?? "");

interface Place {
  /** The elements around, from the outside in. */
  readonly elements: readonly Element[];
  /** Within the value of an attribute. */
  readonly isValue: boolean;
  readonly text: Range | undefined;
}

function placeOf(children: readonly Node[], offset: number): Place {
  const elements: Element[] = [];
  for (let nodes = children; ; ) {
    const node = nodes.find(({ range }) => range.start <= offset && offset < range.end);
    if (node?.type !== "element")
      return { elements, isValue: false, text: node?.type === "text" ? node.range : undefined };
    if (offset < node.startTag.end) {
      const values = Object.values(node.attributes).map(({ valueRange }) => valueRange);
      return { elements, isValue: values.some(({ start, end }) => start <= offset && offset < end), text: undefined };
    }
    elements.push(node);
    nodes = node.children;
  }
}
