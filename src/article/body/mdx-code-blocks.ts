/**
 * Docusaurus reads what is in a block of code with the language `mdx-code-block` as MDX, so that programs for translators take
 * it for code: https://docusaurus.io/docs/i18n/crowdin#mdx-solutions
 */

const opening = /^ *(`{3,4}) *mdx-code-block\r?$/;

/** The text of the same length with spaces instead of the marks of such blocks. */
export function withoutMdxFences(text: string): string {
  if (!text.includes("mdx-code-block")) return text;
  const lines = text.split("\n");
  /** Marks that no later line has. */
  const missing = new Set<string>();
  for (let at = 0; at < lines.length; at++) {
    const [, marks = ""] = opening.exec(lines[at] ?? "") ?? [];
    if (marks === "" || missing.has(marks)) continue;
    let end = at + 1;
    while (end < lines.length && lines[end]?.trim() !== marks) end++;
    if (end === lines.length) missing.add(marks);
    else {
      for (const one of [at, end]) lines[one] = (lines[one] ?? "").replace(/[^\r]/g, " ");
      at = end;
    }
  }
  return lines.join("\n");
}
