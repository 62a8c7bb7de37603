/** Where emphasis may begin and end: https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run */
import type { Dialect } from "../../src/rule.js";

export type Side = "space" | "punctuation" | "letter";

const ascii = /[!-/:-@[-`{-~]/;
const punctuation = /[\p{P}\p{S}]/u;

/** What a character (or nothing) is for emphasis. */
export function sideOf(character: string, emphasis: Dialect["emphasis"]): Side {
  if (character === "" || /\s/.test(character)) return "space";
  const isAscii = emphasis === "marked-4" || emphasis?.startsWith("cjk-friendly");
  return (isAscii ? ascii : punctuation).test(character) ? "punctuation" : "letter";
}

/** Whether asterisks with these characters before and after them can begin emphasis. */
export const canOpen = (before: Side, after: Side): boolean =>
  after === "letter" || (after === "punctuation" && before !== "letter");

export const canClose = (before: Side, after: Side): boolean => canOpen(after, before);

/** The character that ends at an offset. */
export function characterBefore(text: string, offset: number): string {
  const unit = text[offset - 1] ?? "";
  return /[\udc00-\udfff]/.test(unit) ? text.slice(Math.max(0, offset - 2), offset) : unit;
}

/** The character that begins at an offset. */
export const characterAfter = (text: string, offset: number): string =>
  offset < text.length ? String.fromCodePoint(text.codePointAt(offset) as number) : "";
