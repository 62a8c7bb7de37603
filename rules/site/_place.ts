/** Where site rules report what is wrong with the address of an article. */
import type { Article, Range } from "../../src/rule.js";

/** The value of the first of these keys; otherwise the opening fence, or the start of the article. */
export function placeOf({ frontMatter }: Article, keys: readonly string[], otherwise?: Range): Range {
  for (const key of keys) {
    const at = frontMatter?.place([key], "value");
    if (at) return at;
  }
  return otherwise ?? frontMatter?.open ?? { start: 0, end: 0 };
}
