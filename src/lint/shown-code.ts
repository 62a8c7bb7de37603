import type { Article, Edit, Range } from "../article/types.js";

/**
 * Whether an edit changes what readers see of HTML that Markdown shows as code. Until it is HTML, a change of its tags is
 * a change of the text. Blank lines and indentation do not count: they are what makes it code.
 */
export function changesShownCode({ frontMatter, text, body, generator }: Article, edits: readonly Edit[]): boolean {
  if (generator?.readsWholeElements) return false;
  const bodyStart = frontMatter?.range.end ?? 0;
  if (edits.every(({ range }) => range.end < bodyStart)) return false;
  return body.shownAsCode.some((code) =>
    edits.some(({ range }) => range.start <= code.end && range.end >= code.start && isVisible(text, range)),
  );
}

/** Whether a range includes characters of a line, not only the spaces and newlines around them. */
function isVisible(text: string, { start, end }: Range): boolean {
  if (/\S/.test(text.slice(start, end))) return true;
  let before = start - 1;
  while (text[before] === " " || text[before] === "\t") before--;
  let after = end;
  while (text[after] === " " || text[after] === "\t") after++;
  const isText = (char: string | undefined) => char !== undefined && char !== "\n" && char !== "\r";
  if (start === end) return isText(text[before]) || isText(text[after]);
  return !/[\r\n]/.test(text.slice(start, end)) && isText(text[before]) && isText(text[after]);
}
