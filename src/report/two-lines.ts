/** Fits a message and what follows it into two lines of a terminal. */
import { cellsOf, wrap } from "./cells.js";
import { widthOf } from "./width.js";

/** Columns that a shortened value keeps: first this many, then fewer. */
const shortValues = [25, 13];

export interface TwoLines {
  readonly first: string;
  /** The rest of the message; empty if it fits on the first line. */
  readonly rest: string;
  readonly isShortened: boolean;
}

/**
 * A message on two lines. The second one has room for what follows the message. A message that is too long loses the middle
 * of its longest values first, such as URLs, because its end says what to do; then its end.
 *
 * @param width of a line, in columns.
 * @param tail columns that the second line needs after the message.
 */
export function inTwoLines(message: string, width: number, tail: number): TwoLines {
  const whole = split(message, width, tail);
  if (whole) return { ...whole, isShortened: false };
  let text = message;
  for (const columns of shortValues)
    for (const value of valuesOver(columns, text)) {
      text = text.replace(value, () => withoutMiddle(value, columns));
      const lines = split(text, width, tail);
      if (lines) return { ...lines, isShortened: true };
    }
  const cells = cellsOf(text);
  let [fits, tooMany] = [0, cells.length];
  const cut = (count: number) =>
    `${cells
      .slice(0, count)
      .map((cell) => cell.text)
      .join("")
      .trimEnd()}…`;
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (split(cut(middle), width, tail)) fits = middle;
    else tooMany = middle;
  }
  return { ...(split(cut(fits), width, tail) ?? { first: "…", rest: "" }), isShortened: true };
}

function split(text: string, width: number, tail: number): Pick<TwoLines, "first" | "rest"> | undefined {
  // Wrapping a very long text takes time.
  if (widthOf(text) > 2 * width) return undefined;
  const [first = "", rest = "", more] = wrap(text, width);
  return more !== undefined || widthOf(rest) + tail > width ? undefined : { first, rest };
}

/** Quoted values and runs without a space that are wider, the widest first. */
const valuesOver = (columns: number, message: string): string[] =>
  [...new Set(message.match(/"[^"]*"|“[^“”]*”|[!#-~…]+/g))]
    .filter((value) => widthOf(value) > columns)
    .sort((a, b) => widthOf(b) - widthOf(a));

function withoutMiddle(value: string, columns: number): string {
  const cells = cellsOf(value);
  const half = (columns - 1) / 2;
  return `${leading(cells, half)}…${leading(cells.toReversed(), half, true)}`;
}

function leading(cells: readonly { readonly text: string; readonly width: number }[], most: number, reversed = false) {
  let used = 0;
  const end = cells.findIndex(({ width }) => {
    used += width;
    return used > most;
  });
  const kept = cells.slice(0, end).map(({ text }) => text);
  return (reversed ? kept.reverse() : kept).join("");
}
