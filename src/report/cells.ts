import { widthOf } from "./width.js";

/**
 * A grapheme cluster, which a terminal shows as one character: a letter with combining marks, a flag, a family emoji.
 */
export interface Cell {
  readonly text: string;
  /** In columns. */
  readonly width: number;
  /** The offset in the text. */
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

/** Characters that must not begin a line of Chinese or Japanese, and characters that must not end one. */
const closing = /^[、。，．：；！？）」』】〕》〉”’…·ー々]/;
const opening = /[（「『【〔《〈“‘]$/;

/**
 * Wraps a text to a number of columns, at spaces and between ideographs. A longer run without either, such as a URL, is
 * broken at the last column. No text is omitted.
 */
export function wrap(text: string, width: number): string[] {
  if (widthOf(text) <= width) return [text];
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const next = () => {
    lines.push(line.trimEnd());
    line = "";
    used = 0;
  };
  for (const word of wordsOf(text)) {
    const bare = sum(word.at(-1)?.text === " " ? word.slice(0, -1) : word);
    // A word that does not fit on any line can begin on this one.
    if (used + bare > width && bare <= width && line !== "") next();
    for (const cell of word) {
      if (used + cell.width > width && line !== "" && cell.text !== " ") next();
      line += cell.text;
      used += cell.width;
    }
  }
  if (line !== "") next();
  return lines;
}

const sum = (cells: readonly Cell[]): number => cells.reduce((all, { width }) => all + width, 0);

/** Cells that must stay on one line, with the following space. */
function wordsOf(text: string): Cell[][] {
  const words: Cell[][] = [];
  let before: Cell | undefined;
  for (const cell of cellsOf(text)) {
    if (before && before.text !== " " && (cell.text === " " || !isBreakBetween(before, cell))) words.at(-1)?.push(cell);
    else words.push([cell]);
    before = cell;
  }
  return words;
}

const isBreakBetween = (before: Cell, after: Cell): boolean =>
  (before.width > 1 || after.width > 1) && !closing.test(after.text) && !opening.test(before.text);
