/** Excerpts of an article for the page: the lines of a violation, and those that a fix changes. Their size is limited. */
import type { Edit, Range } from "../../article/types.js";
import { t } from "../../platform/i18n.js";
import type { ResultFix } from "../../results.js";
import { visible } from "../visible.js";

/** Characters shown before and after a position in a line: a line may be a whole article. */
const around = 60;
/** The same for a fix, which is shown twice. */
const aroundEdit = 40;
const mostMarked = 160;
const mostLines = 8;
const mostHunks = 6;

/** The number of the first line; lines before, the line in three parts (the second is marked), lines after. */
export type Frame = readonly [
  line: number,
  before: readonly string[],
  left: string,
  marked: string,
  right: string,
  after: readonly string[],
];

/** The number of the first line, the lines as they are, and as they would be. */
export type Hunk = readonly [line: number, before: readonly string[], after: readonly string[]];

const shown = (text: string): string => visible(text.replaceAll("\t", "  "));

/** The excerpt around a range, or `undefined` without a text. `line` is the line of the range's start. */
export function frameOf(text: string, range: Range, line: number): Frame | undefined {
  if (text === "") return undefined;
  const start = Math.min(range.start, text.length);
  const end = Math.max(start, Math.min(range.end, text.length));
  const from = lineStart(text, start, around);
  const stop = lineEnd(text, start, mostMarked);
  const markedEnd = Math.min(end, stop.at);
  const to = markedEnd < end ? { at: markedEnd, cut: true } : lineEnd(text, markedEnd, around);
  const before = from.cut ? undefined : neighbour(text, from.at, -1);
  const after = to.cut ? undefined : neighbour(text, to.at, 1);
  return [
    before === undefined ? line : line - 1,
    before === undefined ? [] : [before],
    (from.cut ? "…" : "") + shown(text.slice(from.at, start)),
    shown(text.slice(start, markedEnd)),
    shown(text.slice(markedEnd, to.at)) + (to.cut ? "…" : ""),
    after === undefined ? [] : [after],
  ];
}

/** @param lineOf the line of an offset. */
export function hunksOf(text: string, { edits }: ResultFix, lineOf: (offset: number) => number): Hunk[] {
  const ordered = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const groups: Edit[][] = [];
  for (const edit of ordered) {
    const last = groups.at(-1);
    const end = last?.at(-1)?.range.end ?? 0;
    // The edits are so close that their context would be shown twice.
    if (last && edit.range.start - end <= 2 * aroundEdit) last.push(edit);
    else groups.push([edit]);
  }
  return groups.slice(0, mostHunks).map((group) => {
    const first = group[0]?.range.start ?? 0;
    const last = group.at(-1)?.range.end ?? first;
    const from = lineStart(text, first, aroundEdit);
    // An edit that ends with its newline changes whole lines, not the start of the next line.
    const whole = last > first && isBreak(text, last - 1) && (last === text.length || from.at === first);
    const to = whole ? { at: last, cut: false } : lineEnd(text, last, aroundEdit);
    let at = from.at;
    let after = "";
    for (const { range, text: written } of group) {
      after += text.slice(at, range.start) + written;
      at = range.end;
    }
    after += text.slice(at, to.at);
    const lines = (part: string) => linesOf(part, from.cut, to.cut);
    return [lineOf(from.at), lines(text.slice(from.at, to.at)), lines(after)];
  });
}

function linesOf(text: string, cutLeft: boolean, cutRight: boolean): string[] {
  if (text === "") return [];
  const lines = text.split(/(?<=\n)|(?<=\r)(?!\n)/).map((line) => line.replace(/\r?\n$/, ""));
  const some = lines.slice(0, mostLines).map((line) => shorten(shown(line)));
  if (lines.length > mostLines)
    some.push(t("report.html.moreLines", "… {count} more lines", { count: lines.length - mostLines }));
  if (cutLeft) some[0] = `…${some[0]}`;
  if (cutRight && lines.length <= mostLines) some[some.length - 1] += "…";
  return some;
}

function shorten(line: string): string {
  if (line.length <= 4 * mostMarked) return line;
  return `${line.slice(0, 2 * mostMarked)} … ${line.slice(-2 * mostMarked)}`;
}

const isBreak = (text: string, at: number): boolean => text[at] === "\n" || text[at] === "\r";

function lineStart(text: string, offset: number, most: number): { at: number; cut: boolean } {
  let at = offset;
  while (at > 0 && offset - at < most && !isBreak(text, at - 1)) at--;
  const cut = at > 0 && !isBreak(text, at - 1);
  // Do not split a surrogate pair.
  return { at: cut && isLow(text, at) ? at + 1 : at, cut };
}

function lineEnd(text: string, offset: number, most: number): { at: number; cut: boolean } {
  let at = offset;
  while (at < text.length && at - offset < most && !isBreak(text, at)) at++;
  const cut = at < text.length && !isBreak(text, at);
  return { at: cut && isLow(text, at) && at > offset ? at - 1 : at, cut };
}

const isLow = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;

/** Part of the line before or after the one that ends here; `undefined` if it does not exist or is blank. */
function neighbour(text: string, at: number, direction: -1 | 1): string | undefined {
  let line: string;
  if (direction < 0) {
    if (at === 0) return undefined;
    const end = text[at - 1] === "\n" && text[at - 2] === "\r" ? at - 2 : at - 1;
    const start = lineStart(text, end, 2 * around);
    line = (start.cut ? "…" : "") + text.slice(start.at, end);
  } else {
    if (at >= text.length) return undefined;
    const start = text[at] === "\r" && text[at + 1] === "\n" ? at + 2 : at + 1;
    line = text.slice(start, lineEnd(text, start, 2 * around + 1).at);
  }
  const short = shown(line.length > 2 * around + 1 ? `${line.slice(0, 2 * around)}…` : line);
  return short.trim() === "" ? undefined : short;
}
