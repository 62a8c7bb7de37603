import type { Range } from "./types.js";

/**
 * The URLs of a `srcset` value, where they stand in it.
 * https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute, steps 4 to 16, without the
 * descriptors' meaning: a candidate with a bad descriptor names a picture all the same.
 */
export function srcsetUrls(value: string): Range[] {
  const urls: Range[] = [];
  let at = 0;
  while (at < value.length) {
    while (at < value.length && /[\s,]/.test(value[at] ?? "")) at++;
    if (at >= value.length) break;
    const start = at;
    while (at < value.length && !/[\t\n\f\r ]/.test(value[at] ?? "")) at++;
    let end = at;
    while (end > start && value[end - 1] === ",") end--;
    urls.push({ start, end });
    if (end < at) continue;
    // Descriptors go on to the next comma that is not within parentheses.
    let depth = 0;
    while (at < value.length) {
      const char = value[at++];
      if (char === "(") depth++;
      else if (char === ")" && depth > 0) depth--;
      else if (char === "," && depth === 0) break;
    }
  }
  return urls;
}
