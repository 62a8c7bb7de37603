/**
 * The line of a violation with carets below it. A long line (which may be a whole body) is cut to a window around the
 * position.
 */
import type { ChalkInstance } from "chalk";
import type { Violation } from "../results.js";
import { type Cell, cellsOf } from "./cells.js";
import { visible } from "./visible.js";
import { widthOf } from "./width.js";

export function frame(
  text: string,
  { range, line }: Pick<Violation, "range" | "line">,
  width: number,
  paint: ChalkInstance,
): string[] {
  const start = Math.min(range.start, text.length);
  // A character takes one or two columns, but with combining marks it may have many code units.
  const reach = width * 4;
  const left = text.slice(Math.max(0, start - reach), start);
  const isCutLeft = start > reach && !/[\r\n]/.test(left);
  const from = start - (/[^\r\n]*$/.exec(left)?.[0].length ?? 0);
  const right = text.slice(start, start + reach);
  const rest = /^[^\r\n]*/.exec(right)?.[0].length ?? 0;
  const isCutRight = rest === reach && start + reach < text.length;
  // Do not split a surrogate pair.
  const first = isCutLeft && /[\udc00-\udfff]/.test(text.charAt(from)) ? from + 1 : from;
  const cells = cellsOf(text.slice(first, start + rest)).map(shown);

  const gutter = `${line} | `;
  const room = Math.max(20, width - gutter.length - 8);
  // A range that begins within a cell, for example at an accent, marks the whole cell.
  const marked = cells.findLastIndex(({ at }) => first + at <= start);
  const begin =
    marked < 0 || first + (cells[marked]?.at ?? 0) + (cells[marked]?.length ?? 0) <= start ? cells.length : marked;
  const stop = cells.findIndex(({ at }, index) => index > begin && first + at >= range.end);
  const end = range.end > start + rest || stop < 0 ? cells.length : Math.max(stop, begin + 1);

  const leading = take(cells.slice(0, begin).reverse(), Math.floor(room / 3)).reverse();
  const lead = leading.map(({ text }) => text).join("");
  const rightRoom = room - widthOf(lead);
  const mark = take(cells.slice(begin, end), rightRoom);
  const tail = mark.length < end - begin ? [] : take(cells.slice(end), rightRoom - sum(mark));
  const isWhole = begin + mark.length + tail.length >= cells.length && !isCutRight;
  const before = isCutLeft || leading.length < begin ? "…" : "";
  const content = [...mark, ...tail].map(({ text }) => text).join("");
  return [
    `      ${paint.dim(gutter)}${before}${visible(lead + content)}${isWhole ? "" : "…"}`,
    `      ${paint.dim(`${" ".repeat(gutter.length - 2)}| `)}${" ".repeat(widthOf(before + lead))}${paint.red("^".repeat(Math.max(1, sum(mark))))}`,
  ];
}

/** The cell for display. A tab is two spaces, so that the carets below it are aligned. */
function shown({ text, at }: Cell): Cell & { readonly length: number } {
  const safe = visible(text.replaceAll("\t", "  "));
  return { text: safe, width: widthOf(safe), at, length: text.length };
}

const sum = (cells: readonly Cell[]): number => cells.reduce((all, { width }) => all + width, 0);

/** The first cells that fit in this number of columns. */
function take<C extends Cell>(cells: readonly C[], width: number): C[] {
  let used = 0;
  const end = cells.findIndex((cell) => {
    used += cell.width;
    return used > width;
  });
  return end < 0 ? [...cells] : cells.slice(0, end);
}
