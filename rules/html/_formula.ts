/** Formulas between `$$`, which MathJax, KaTeX and generators read. */

/** Whether a place is between two `$$` of one paragraph. */
export function isInFormula(text: string, place: number): boolean {
  const before =
    text
      .slice(Math.max(0, place - 5000), place)
      .split(blankLine)
      .at(-1) ?? "";
  const [after = ""] = text.slice(place, place + 5000).split(blankLine, 1);
  return before.split("$$").length % 2 === 0 && after.includes("$$");
}

const blankLine = /(?:\r\n|\r(?!\n)|\n)[ \t]*[\r\n]/;
