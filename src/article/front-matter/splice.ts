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
