/** Finds titles that a program changed as if they were file names. */
import type { Article, Node } from "../../src/rule.js";

/** Characters that file names cannot have, and that programs replace with them: quotation marks, brackets, punctuation. */
const replaced = "[\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\"'?:*<>|/\\\\？：＊＜＞｜／＼＂！!，,、。.;；&#%]";

/** Front matter keys with text about the article. */
const textKeys = ["description", "excerpt", "summary", "subtitle"];

/**
 * The title as the article has it in its text, if it is the same except for the characters that were replaced by `_`.
 * `undefined` if there is no such text, or if it is not certain.
 */
export function originalTitle(article: Article, title: string): string | undefined {
  if (!title.includes("_")) return undefined;
  // `my_file` may be the name of something. A title has words.
  if (!/[\s\u2e80-\u9fff\uac00-\ud7af]/.test(title) || (title.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < 4)
    return undefined;
  const escaped = title.split("_").map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  const pattern = new RegExp(escaped.join(replaced), "gu");
  const found = new Set<string>();
  for (const text of textsOf(article)) {
    if (text.includes(title)) return undefined;
    for (const [one] of text.matchAll(pattern)) found.add(one);
  }
  const [meant] = found;
  return found.size === 1 ? meant : undefined;
}

function* textsOf({ frontMatter, body }: Article): Generator<string> {
  for (const key of textKeys) {
    const value = frontMatter?.data?.[key];
    if (typeof value === "string") yield value;
  }
  const stack: Node[] = [...body.children];
  for (let node = stack.pop(); node; node = stack.pop())
    if (node.type === "text") yield node.value;
    else if (node.type === "element") for (const child of node.children) stack.push(child);
}
