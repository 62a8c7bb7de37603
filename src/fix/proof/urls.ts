/** Many Markdown parsers make links of bare URLs, each in its own way. What decides about it must stay the same. */
import { textBlocks } from "../../article/body/commonmark.js";
import type { Range } from "../../article/types.js";
import { t } from "../../platform/i18n.js";
import { append } from "../../platform/lists.js";
import type { DeclaredEdits } from "./declared.js";
import type { Reading } from "./reading.js";

/** Where one of these changes next to a URL, some parsers would make another link or none. */
export function bareUrlObjection(before: Reading, after: Reading, edits: DeclaredEdits): string | undefined {
  if (before.format.language !== "markdown") return undefined;
  const old = linkWords(before, (range) => edits.mayChange(range, "attributes") || edits.mayChange(range, "text"));
  const now = linkWords(
    after,
    (range) => edits.mayHaveChanged(range, "attributes") || edits.mayHaveChanged(range, "text"),
  );
  return old.length === now.length && old.every((word, at) => word === now[at])
    ? undefined
    : t("fix.proof.bareUrl", "a URL in the text might become another link");
}

const parts = /<\/?[a-z][a-z\d-]*(?:[\s/][^<>]*)?>|[^\s<>]+/gi;

/** The tags of links and the words that may become links, in blocks that have such words. */
function linkWords({ text, markdown }: Reading, skips: (range: Range) => boolean): string[] {
  const found: string[] = [];
  for (const { name, start, end } of markdown) {
    if (!textBlocks.test(name)) continue;
    const block = text.slice(start, end);
    if (!/:\/\/|www\.|@/i.test(block)) continue;
    const words: string[] = [];
    let hasUrl = false;
    for (const { 0: part, index } of block.matchAll(parts)) {
      const isTag = part.startsWith("<");
      if (isTag ? !/^<\/?a[\s>]/i.test(part) : !/:\/\/|www\.|@/i.test(part)) continue;
      if (!isTag && skips({ start: start + index, end: start + index + part.length })) continue;
      hasUrl ||= !isTag;
      words.push(isTag ? part.slice(0, 3).toLowerCase() : part);
    }
    if (hasUrl) append(found, words);
  }
  return found;
}
