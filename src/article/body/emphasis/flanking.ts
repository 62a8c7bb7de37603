/** Where emphasis may begin and end by the characters around its marks. */

export type Side = "space" | "punctuation" | "letter";

export interface Flanking {
  readonly opens: boolean;
  readonly closes: boolean;
}

/** Whether marks between these can begin or end emphasis: https://spec.commonmark.org/0.31.2/#delimiter-run */
export function flanking(before: Side, after: Side, mark: string): Flanking {
  const left = after === "letter" || (after === "punctuation" && before !== "letter");
  const right = before === "letter" || (before === "punctuation" && after !== "letter");
  if (mark === "*") return { opens: left, closes: right };
  return { opens: left && (!right || before === "punctuation"), closes: right && (!left || after === "punctuation") };
}

/** The character that ends at an offset. */
export function before(text: string, offset: number): string {
  const unit = text[offset - 1] ?? "";
  return /[\udc00-\udfff]/.test(unit) ? text.slice(Math.max(0, offset - 2), offset) : unit;
}

/** The character that begins at an offset. */
export const after = (text: string, offset: number): string =>
  offset < text.length ? String.fromCodePoint(text.codePointAt(offset) as number) : "";
