/** Tables that readers see as text, and cells that they do not see. */
import type { Dialect, Edit, Range, TextBlock } from "../../src/rule.js";

export interface ShownTable {
  readonly kind: "delimiter" | "noDelimiter";
  /** The delimiter row, or the row before the missing one. */
  readonly range: Range;
  readonly columns: number;
  readonly found: number;
  readonly fix: { readonly edits: readonly Edit[]; readonly isSafe: boolean } | undefined;
}

interface Line extends Range {
  readonly text: string;
  readonly cells: readonly string[] | undefined;
}

/** A row that begins and ends with a bar. */
function cellsOf(text: string): string[] | undefined {
  const row = text.trim();
  if (!row.startsWith("|") || !row.endsWith("|") || row.length < 3) return undefined;
  return row.slice(1, -1).replaceAll("\\|", "\0\0").split("|");
}

const isDelimiter = (cells: readonly string[]): boolean => cells.every((cell) => /^\s*:?-+:?\s*$/.test(cell));
/** Dashes of other kinds, and spaces between them. */
const isAlmostDelimiter = (cells: readonly string[]): boolean =>
  cells.every((cell) => /^[:：]?[-—–－─\s]+[:：]?$/.test(cell.trim())) && cells.some((cell) => /[-—–－─]/.test(cell));

/** The table of a paragraph that is none. */
export function shownTable(
  block: TextBlock,
  { looseTables, wideDelimiterRows, wholeElements }: Dialect,
): ShownTable | undefined {
  if (looseTables || block.kind !== "paragraph") return undefined;
  const lines = linesOf(block);
  const first = lines.findIndex(({ cells }) => cells !== undefined && cells.length > 1);
  const [header, second] = [lines[first], lines[first + 1]];
  if (!header?.cells || !second) return undefined;
  const columns = header.cells.length;
  const delimiters = second.cells ?? [];
  const indentation = /^[ \t]*/.exec(second.text)?.[0].length ?? 0;
  const range = { start: second.start + indentation, end: second.start + second.text.trimEnd().length };
  if (delimiters.length > 0 && isAlmostDelimiter(delimiters)) {
    const found = delimiters.length;
    const isWritten = isDelimiter(delimiters);
    // Some programs let a table begin only after a blank line.
    if (isWritten && (found === columns || (wideDelimiterRows && found > columns))) return undefined;
    if (!isWritten && wholeElements === "python-markdown") return undefined;
    const row = Array.from({ length: columns }, (_, at) => delimiterOf(delimiters[at]));
    // As a table, it would hide the cells that the header has no place for.
    const isTooWide = lines
      .slice(first + 2)
      .some(({ cells = [] }) => cells.slice(columns).some((cell) => cell.trim() !== ""));
    const fix = isTooWide ? undefined : { edits: [{ range, text: `|${row.join("|")}|` }], isSafe: first === 0 };
    return { kind: "delimiter", range, columns, found, fix };
  }
  const rows = lines.slice(first);
  if (first !== 0 || rows.length < 2) return undefined;
  // All lines must be rows of one width, and not a drawing.
  if (!rows.every(({ cells }) => cells?.length === columns && !isAlmostDelimiter(cells))) return undefined;
  if (!rows.every(({ cells }) => cells?.some((cell) => /[\p{L}\p{N}\0]/u.test(cell)))) return undefined;
  const end = header.start + header.text.trimEnd().length;
  return {
    kind: "noDelimiter",
    range: { start: header.start, end },
    columns,
    found: 0,
    fix: block.isTopLevel
      ? { edits: [{ range: { start: end, end }, text: `\n|${" --- |".repeat(columns)}` }], isSafe: false }
      : undefined,
  };
}

function delimiterOf(cell: string | undefined): string {
  const [, left, right] = /^([:：])?.*?([:：])?$/.exec((cell ?? "").trim()) ?? [];
  return ` ${left ? ":" : ""}---${right ? ":" : ""} `;
}

function linesOf({ text, start }: TextBlock): Line[] {
  let at = start;
  return text.split("\n").map((one) => {
    const line = { start: at, end: at + one.length, text: one, cells: cellsOf(one) };
    at += one.length + 1;
    return line;
  });
}
