/** The ranges of whole entries and list items, for edits that remove or move them. */
import type { FrontMatterScalar, Path, Range } from "../types.js";
import { record, type Slot } from "./reading.js";

/** The range from the key of an entry (for a list item, its value) to the end of its value. */
export function extent({ key, value }: Slot): Range {
  const from = key ?? value;
  return { start: Math.min(from.start, value.start), end: Math.max(from.end, value.end) };
}

/**
 * The range to delete to remove this entry or item: its lines, or its part of a bracketed list with one comma.
 * `undefined` if other content shares that range and must remain.
 */
export function removalRange(text: string, parent: Slot, slot: Slot): Range | undefined {
  const own = extent(slot);
  return slot.flow ? inBrackets(text, parent, own) : wholeLines(text, own, slot.key === slot.value);
}

function wholeLines(text: string, own: Range, isItem: boolean): Range | undefined {
  const start = lineStart(text, own.start);
  const before = text.slice(start, own.start);
  if (!(isItem ? /^[ \t]*-[ \t]+$/ : /^[ \t]*$/).test(before)) return undefined;
  const rest = /^[ \t]*(?:#[^\r\n]*)?(\r\n?|\n|$)/.exec(text.slice(own.end, lineEnd(text, own.end) + 2));
  // The range of a block scalar may end before a comment on its first line: `key: | # remark`.
  if (!rest) return undefined;
  return { start, end: own.end + rest[0].length };
}

function inBrackets(text: string, parent: Slot, own: Range): Range | undefined {
  const siblings = [...(parent.children?.values() ?? [])].map(extent).sort((a, b) => a.start - b.start);
  const at = siblings.findIndex(({ start }) => start === own.start);
  const previous = siblings[at - 1];
  const next = siblings[at + 1];
  const isOnlyComma = (from: number, to: number) => /^\s*,\s*$/.test(text.slice(from, to));
  // Anything between the bracket and the first item, such as an anchor, would be left over.
  const opens = previous !== undefined || /^[[{]?\s*$/.test(text.slice(parent.value.start, own.start));
  if (!opens || (previous && !isOnlyComma(previous.end, own.start))) return undefined;
  if (next) return isOnlyComma(own.end, next.start) ? { start: own.start, end: next.start } : undefined;
  return previous ? { start: previous.end, end: own.end } : own;
}

/** A top-level entry with the comment lines right above it, from line to line, without the last line break. */
export interface Chunk extends Range {
  readonly key: string;
}

/**
 * The top-level entries in the order of the file, each as the text that moves with it. `undefined` if two entries share
 * a line.
 */
export function chunks(text: string, content: Range, root: Slot): Chunk[] | undefined {
  const entries = [...(root.children ?? [])].map(([key, slot]) => ({ key: String(key), slot, ...extent(slot) }));
  entries.sort((a, b) => a.start - b.start);
  const found: Chunk[] = [];
  for (const { key, slot, start, end } of entries) {
    let chunk: Chunk = { key, start, end };
    if (!slot.flow) {
      const first = lineStart(text, start);
      if (text.slice(first, start).trim() !== "") return undefined;
      chunk = { key, start: withComments(text, content.start, first), end: lineEnd(text, end) };
    }
    if (chunk.start < (found.at(-1)?.end ?? content.start)) return undefined;
    found.push(chunk);
  }
  return found;
}

/** The start of the comment lines right above a line. */
function withComments(text: string, from: number, line: number): number {
  let start = line;
  while (start > from) {
    const above = lineStart(text, start - (text[start - 1] === "\n" && text[start - 2] === "\r" ? 2 : 1));
    if (above < from || text[above] !== "#") break;
    start = above;
  }
  return start;
}

/** Every scalar in the source of the block, including keys. The target of aliases is included once. */
export function scalarsOf(text: string, root: Slot, data: unknown): FrontMatterScalar[] {
  const found: FrontMatterScalar[] = [];
  const seen = new Set<number>();
  const add = (path: Path, part: "key" | "value", range: Range, style: Slot["style"], value: unknown): void => {
    if (style === undefined || style === "none" || range.end === range.start || seen.has(range.start)) return;
    seen.add(range.start);
    // Multi-line TOML strings.
    const many = text.startsWith('"""', range.start) || text.startsWith("'''", range.start);
    found.push({ path, part, range, style: many && range.end - range.start > 5 ? "block" : style, value });
  };
  const visit = (slot: Slot, path: Path, value: unknown): void => {
    const name = path.at(-1);
    if (slot.key && slot.key !== slot.value && typeof name === "string")
      add(path, "key", slot.key, keyStyle(text, slot.key), name);
    if (text[slot.value.start] === "*" && slot.style === undefined) return;
    add(path, "value", slot.value, slot.style, value);
    for (const [step, child] of slot.children ?? [])
      visit(child, [...path, step], (value as Record<string | number, unknown>)?.[step]);
  };
  visit({ ...root, key: undefined }, [], data);
  return found.sort((a, b) => a.range.start - b.range.start);
}

function keyStyle(text: string, { start }: Range): Slot["style"] {
  const first = text[start] ?? "";
  if (first === "'") return "single";
  if (first === '"') return "double";
  return /[[{&*!|>]/.test(first) ? undefined : "plain";
}

/** A copy of the data with the value at the path replaced, or removed. Everything else is shared with the original. */
export function changed(data: unknown, path: Path, value?: { readonly to: unknown }): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value?.to;
  if (Array.isArray(data)) {
    const index = Number(step);
    const items = rest.length > 0 || value ? [changed(data[index], rest, value)] : [];
    return [...data.slice(0, index), ...items, ...data.slice(index + 1)];
  }
  const copy = Object.assign(record(), data);
  if (rest.length > 0 || value) copy[step] = changed(copy[step], rest, value);
  else delete copy[step];
  return copy;
}

/** The start of the line that this offset is in. */
export const lineStart = (text: string, at: number): number =>
  Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1;

function lineEnd(text: string, at: number): number {
  const lineBreak = /[\r\n]/g;
  lineBreak.lastIndex = at;
  return lineBreak.exec(text)?.index ?? text.length;
}
