/** URLs with remains of the text around them, such as a bracket of Markdown. */

const pairs = [
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
] as const;

/**
 * Whether a URL probably has more than its author meant: a bracket without its counterpart, an end that sentences and code
 * have, or a second URL in Markdown. Servers may have such names, so this is no proof.
 */
export function isOdd(url: string): boolean {
  const path = url.replace(/[?#].*$/s, "");
  if (pairs.some(([open, close]) => url.split(open).length !== url.split(close).length)) return true;
  return /[\\`|^]|&(?:quot|gt|lt|#\d+);?|%(?:22|3[CE])/i.test(path) || /[,;:!.，。；：！）】」"'*]$|\]\(/.test(url);
}
