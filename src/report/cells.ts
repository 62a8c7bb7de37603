import { widthOf } from "./width.js";

/** What a terminal shows as one: a letter with its marks, a flag, a family. */
export interface Cell {
  readonly text: string;
  /** Columns. */
  readonly width: number;
  /** Where it begins in the text. */
  readonly at: number;
}

let segmenter: Intl.Segmenter | undefined;

export function cellsOf(text: string): Cell[] {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return [...segmenter.segment(text)].map(({ segment, index }) => ({
    text: segment,
    width: widthOf(segment),
    at: index,
  }));
}

/** What must not begin a line of Chinese or Japanese, and what must not end one. */
const closing = /^[、。，．：；！？）」』】〕》〉”’…·ー々]/;
const opening = /[（「『【〔《〈“‘]$/;

/**
 * The lines that a text takes in so many columns, as a person would break it: at blanks and between ideographs. What has
 * neither, such as a URL, is broken where the room ends; nothing is cut off.
 */
export function wrap(text: string, width: number): string[] {
  if (widthOf(text) <= width) return [text];
  const lines: string[] = [];
  let line: Cell[] = [];
  let used = 0;
  /** How many of the line's cells may stay if it must be broken. */
  let breakAt = 0;
  for (const cell of cellsOf(text)) {
    const before = line.at(-1);
    const isBlank = cell.text === " ";
    if (before && (before.text === " " || isBreakBetween(before, cell)) && !isBlank) breakAt = line.length;
    if (used + cell.width > width && line.length > 0 && !isBlank) {
      const kept = breakAt > 0 ? breakAt : line.length;
      lines.push(textOf(line.slice(0, kept)).trimEnd());
      line = line.slice(kept);
      used = line.reduce((sum, one) => sum + one.width, 0);
      breakAt = 0;
    }
    line.push(cell);
    used += cell.width;
  }
  if (line.length > 0) lines.push(textOf(line).trimEnd());
  return lines;
}

const textOf = (cells: readonly Cell[]): string => cells.map(({ text }) => text).join("");
const isBreakBetween = (before: Cell, after: Cell): boolean =>
  (before.width > 1 || after.width > 1) && !closing.test(after.text) && !opening.test(before.text);
