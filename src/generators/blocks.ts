/** Comments in code that is read without a parser. */

/**
 * A text without its blocks, in one pass. Of a block without an end, all is kept.
 *
 * @param start what begins a block; a global pattern.
 * @param end the text that ends it.
 */
export function withoutBlocks(text: string, start: RegExp, end: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const { 0: mark, index } of text.matchAll(start)) {
    if (index < at) continue;
    const close = text.indexOf(end, index + mark.length);
    if (close < 0) break;
    parts.push(text.slice(at, index));
    at = close + end.length;
  }
  return [...parts, text.slice(at)].join("");
}
