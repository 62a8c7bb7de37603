/** Replacements in one text, in order and apart: applied, and offsets led back through them. */
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

/** From an offset in the text after the replacements back to the one before. */
export function unspliced(offset: number, splices: readonly Splice[]): number {
  let shift = 0;
  for (const { start, end, text } of splices) {
    if (offset <= start + shift) break;
    if (offset < start + shift + text.length) return start;
    shift += text.length - (end - start);
  }
  return offset - shift;
}

/** In order, those that touch made one: two at the same place would have no order of their own. */
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
