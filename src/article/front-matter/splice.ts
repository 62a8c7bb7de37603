/** Applies ordered, disjoint replacements to a text, and maps offsets back through them. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function splice(source: string, splices: readonly Splice[]): string {
  let result = "";
  let from = 0;
  for (const { start, end, text } of splices) {
    result += source.slice(from, start) + text;
    from = end;
  }
  return result + source.slice(from);
}

/** Maps an offset in the text after the replacements to the text before them. */
export function unspliced(offset: number, splices: readonly Splice[]): number {
  let shift = 0;
  for (const { start, end, text } of splices) {
    if (offset <= start + shift) break;
    if (offset < start + shift + text.length) return start;
    shift += text.length - (end - start);
  }
  return offset - shift;
}

/** The splices in order. Touching ones are merged, because two edits at the same offset would have no order. */
export function joined(splices: readonly Splice[]): Splice[] {
  const result: Splice[] = [];
  for (const next of [...splices].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last && next.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, next.end), text: last.text + next.text };
    else result.push(next);
  }
  return result;
}
