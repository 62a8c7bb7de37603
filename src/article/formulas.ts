/** Formulas in TeX, which MathJax, KaTeX and many generators read: `$$…$$`, `$…$`, `\[…\]` and `\(…\)`. */
import type { Range } from "./types.js";

/** Markdown reads `\[` as `[`, so that formulas have two backslashes there. */
const marks = {
  html: /\$\$|\$|\\[[\]()]|(?:\r\n|\r(?!\n)|\n)[ \t]*[\r\n]/g,
  markdown: /\$\$|\$|\\\\[[\]()]|(?:\r\n|\r(?!\n)|\n)[ \t]*[\r\n]/g,
};

/** The formulas of a text with their marks, in order. None contains an empty line. */
export function formulasIn(text: string, language: "html" | "markdown"): Range[] {
  if (!/\$|\\[[(]/.test(text)) return [];
  const found: Range[] = [];
  let open: { readonly mark: string; readonly at: number } | undefined;
  for (const { 0: mark, index } of text.matchAll(marks[language])) {
    const end = index + mark.length;
    if (mark.trim() === "") open = undefined;
    else if (open && mark === endOf(open.mark)) {
      if (mark === "$" && !closes(text, index)) continue;
      found.push({ start: open.at, end });
      open = undefined;
    } else if ((!open || open.mark === "$") && opens(mark, text, index)) open = { mark, at: index };
  }
  return found;
}

const endOf = (mark: string): string => mark.replace("[", "]").replace("(", ")");

/** As in Pandoc, "$5 and $6" and `$HOME` are not formulas. */
function opens(mark: string, text: string, at: number): boolean {
  if (mark === "$") return !/[\w\\$]/.test(text[at - 1] ?? "") && /[^\s$]/.test(text[at + 1] ?? "");
  return mark === "$$" ? text[at - 1] !== "\\" : /[[(]$/.test(mark);
}

const closes = (text: string, at: number): boolean =>
  /[^\s\\]/.test(text[at - 1] ?? "") && !/[\w$]/.test(text[at + 1] ?? "");
