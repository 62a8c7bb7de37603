/**
 * Tables of kramdown and Python-Markdown. They begin after a blank line, and their cells may have bars in code. In kramdown,
 * every line with a bar is a row.
 */
import type { BlockContext, Element, LeafBlock, LeafBlockParser, MarkdownConfig } from "@lezer/markdown";
import { sourceOf } from "./indented-blocks.js";

const nodes: MarkdownConfig["defineNodes"] = [
  { name: "Table", block: true },
  "TableHeader",
  "TableRow",
  "TableCell",
  "TableDelimiter",
];

/** Offsets of the bars in a line that end cells. */
function barsIn(line: string): number[] {
  if (!line.includes("|")) return [];
  const code = line.replace(/\\[\s\S]|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, (found) => "x".repeat(found.length));
  return [...code.matchAll(/\|/g)].map(({ index }) => index);
}

/** The cells of a line: those before the first and after the last bar only if they have text. */
function cellsOf(line: string): { readonly from: number; readonly to: number }[] {
  const edges = [...barsIn(line), line.length];
  const cells: { readonly from: number; readonly to: number }[] = [];
  let at = 0;
  for (const [index, edge] of edges.entries()) {
    const text = line.slice(at, edge);
    const isOutside = (index === 0 || index === edges.length - 1) && text.trim() === "";
    const from = at + (text.length - text.trimStart().length);
    if (!isOutside) cells.push({ from: Math.min(from, edge), to: Math.max(from, at + text.trimEnd().length) });
    at = edge + 1;
  }
  return cells;
}

function row(cx: BlockContext, name: string, line: string, start: number): Element {
  const parts: Element[] = barsIn(line).map((at) => cx.elt("TableDelimiter", start + at, start + at + 1));
  for (const { from, to } of cellsOf(line))
    if (to > from)
      parts.push(
        cx.elt("TableCell", start + from, start + to, cx.parser.parseInline(line.slice(from, to), start + from)),
      );
  const lead = line.length - line.trimStart().length;
  return cx.elt(
    name,
    start + lead,
    start + line.length,
    parts.sort((one, other) => one.from - other.from),
  );
}

/** The lines of a leaf, with their offsets. */
function linesOf({ content, start }: LeafBlock): { readonly text: string; readonly start: number }[] {
  let at = start;
  return content.split("\n").map((text) => {
    const line = { text, start: at };
    at += text.length + 1;
    return line;
  });
}

/** Whether nothing but a blank line, an attribute list, or the beginning of a container is before the leaf. */
function isAfterBlank(cx: BlockContext, { start }: LeafBlock): boolean {
  const lines = sourceOf(cx)
    .read(Math.max(0, start - 1000), start)
    .split("\n");
  const before = lines.pop() ?? "";
  const previous = lines.pop()?.replace(/^[> \t]*/, "");
  return (
    previous === undefined ||
    previous.trim() === "" ||
    previous.startsWith("{:") ||
    /\S/.test(before.replaceAll(">", ""))
  );
}

/** Whether a blank line, an attribute list or nothing comes after the leaf. */
function isBeforeBlank(cx: BlockContext, { start, content }: LeafBlock): boolean {
  const source = sourceOf(cx);
  const after = source.read(
    Math.min(source.length, start + content.length),
    Math.min(source.length, start + content.length + 500),
  );
  const next = after.replace(/^\r?\n/, "").split("\n", 1)[0] ?? "";
  return /^[> \t\r]*$|^[> \t]*\{:/.test(next);
}

const separator = /^(?=[^-]*-)[+|: \t-]+$|^(?=[^=]*=)[+|: \t=]+$/;

/** https://github.com/gettalong/kramdown/blob/master/lib/kramdown/parser/kramdown/table.rb */
const inKramdown: LeafBlockParser = {
  nextLine: () => false,
  finish(cx, leaf) {
    const lines = linesOf(leaf);
    if (!lines.every(({ text }) => barsIn(text).length > 0 || (separator.test(text) && text.includes("|"))))
      return false;
    const first = lines.findIndex(({ text }) => !separator.test(text));
    if (first === -1 || !isAfterBlank(cx, leaf) || !isBeforeBlank(cx, leaf)) return false;
    // The rows before a line of dashes are the header, of which the first counts.
    const hasHeader = lines.some(({ text }, index) => index > first && /^[+|: \t-]*$/.test(text));
    const isBody = lines.some(({ text }, index) => index > first && !separator.test(text)) || !hasHeader;
    if (!isBody) return false;
    const rows = lines.map(({ text, start }, index) =>
      separator.test(text)
        ? cx.elt("TableDelimiter", start, start + text.length)
        : row(cx, hasHeader && index === first ? "TableHeader" : "TableRow", text, start),
    );
    cx.addLeafElement(leaf, cx.elt("Table", leaf.start, leaf.start + leaf.content.length, rows));
    return true;
  },
};

/** https://github.com/Python-Markdown/markdown/blob/master/markdown/extensions/tables.py */
const inPython: LeafBlockParser = {
  nextLine: () => false,
  finish(cx, leaf) {
    const [header, delimiters, ...others] = linesOf(leaf);
    if (!header || !delimiters || barsIn(header.text).length === 0) return false;
    if (!/^(?=[^-]*-)[|: -]+$/.test(delimiters.text.trim())) return false;
    if (cellsOf(header.text).length !== cellsOf(delimiters.text).length) return false;
    cx.addLeafElement(
      leaf,
      cx.elt("Table", leaf.start, leaf.start + leaf.content.length, [
        row(cx, "TableHeader", header.text, header.start),
        cx.elt("TableDelimiter", delimiters.start, delimiters.start + delimiters.text.length),
        ...others.map(({ text, start }) => row(cx, "TableRow", text, start)),
      ]),
    );
    return true;
  },
};

const tables = (parser: LeafBlockParser): MarkdownConfig => ({
  defineNodes: nodes,
  parseBlock: [
    { name: "Table", leaf: (_cx, { content }) => (content.includes("|") ? parser : null), before: "SetextHeading" },
  ],
});

export const tablesOf: Readonly<Record<"kramdown" | "python-markdown", MarkdownConfig>> = {
  kramdown: tables(inKramdown),
  "python-markdown": tables(inPython),
};
