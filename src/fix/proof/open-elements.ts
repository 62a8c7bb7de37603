/** End tags that some Markdown parsers do not read as such, because another element is still open. */

import { standardElements } from "../../article/html-standard.js";
import type { Element, Node, Range } from "../../article/types.js";
import { firstIndex } from "../../platform/binary-search.js";
import { t } from "../../platform/i18n.js";
import type { DeclaredEdits } from "./declared.js";
import type { Reading } from "./reading.js";

/**
 * An end tag that fixes add to Markdown must close the innermost element. kramdown shows it as text while another element is
 * open, also one whose end tag HTML does not require.
 */
export function openElementObjection(
  { format }: Reading,
  { text, body }: Reading,
  { offsets }: DeclaredEdits,
): string | undefined {
  if (format.language !== "markdown") return undefined;
  const added: Element[] = [];
  const blankLines = [...text.matchAll(/(?:\r\n|\r(?!\n)|\n)(?=[ \t]*[\r\n])/g)].map(({ index }) => ({
    range: { start: index, end: index },
  }));
  const open: { readonly tag: string; readonly range: Range }[] = [];
  /** Elements with an open one in them. */
  const around = new Map<Element, Element>();
  const stack: Node[] = [...body.children];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type !== "element") continue;
    for (const child of node.children) stack.push(child);
    if (node.endTag && offsets.isNew(node.endTag)) {
      // kramdown reads `<<` as a quotation mark, others `<b</i>` as a tag; kramdown ends elements within a paragraph with it.
      const isSplit =
        (ofSpans.has(node.tag) || isWithinLine(text, node.startTag)) &&
        firstWithin(blankLines, { start: node.startTag.end - 1, end: node.endTag.start });
      if (/<[^<>\s]*$/.test(text.slice(Math.max(0, node.endTag.start - 100), node.endTag.start)) || isSplit)
        return t("fix.proof.markdown", "Markdown would read the text differently");
      added.push(node);
    }
    if (!isOpen(node, text)) continue;
    open.push({ tag: node.tag, range: node.startTag });
    for (let outer = node.parent; outer && !around.has(outer); outer = outer.parent) around.set(outer, node);
  }
  // Start tags that HTML ignores are in no tree, as <td> outside a table, or elsewhere in it, as <b> in a table.
  const elsewhere = body.tagProblems.filter(
    ({ kind, tag }) => kind === "dropped" || (kind === "fostered" && tag !== undefined),
  );
  // HTML moves elements out of tables, but parsers of Markdown do not.
  open.sort((a, b) => a.range.start - b.range.start);
  for (const element of added) {
    const inner = around.get(element) ?? firstWithin(elsewhere, element.range) ?? firstWithin(open, contentOf(element));
    if (inner)
      return t(
        "fix.proof.openElement",
        "some Markdown parsers show </{tag}> as text, because <{open}> has no end tag",
        {
          tag: element.tag,
          open: inner.tag ?? "",
        },
      );
  }
  return undefined;
}

const contentOf = ({ startTag, endTag, range }: Element): Range => ({
  start: startTag.end - 1,
  end: endTag?.start ?? range.end,
});

/** Whether a tag follows text in its line, which begins a paragraph. */
function isWithinLine(text: string, { start }: Range): boolean {
  const line = /[^\r\n]*$/.exec(text.slice(Math.max(0, start - 1000), start))?.[0] ?? "";
  return /[^\s>*+.)\d-]/.test(line.replace(/<\/?[a-z][^<>]*>/gi, ""));
}

/** The elements that kramdown only reads within a paragraph (`HTML_SPAN_ELEMENTS`). */
const ofSpans = new Set(
  "a abbr acronym b big bdo button cite code del dfn em i ins kbd label mark option q rb rbc rp rt rtc ruby samp select small span strong sub sup tt u var".split(
    " ",
  ),
);

const endTags = /^\s*(?:<\/[a-z][^\s<>]*>\s*)+$/i;

/** An end tag that fixes add must close an element. In a table that is still open, browsers ignore most of them. */
export function strayEndTagObjection(
  { body: { range } }: Reading,
  { body }: Reading,
  { edits, offsets }: DeclaredEdits,
): string | undefined {
  let added = 0;
  for (const edit of edits)
    if (edit.range.start === edit.range.end && edit.range.start >= range.start && endTags.test(edit.text))
      added += edit.text.split("</").length - 1;
  if (added === 0) return undefined;
  const stack: Node[] = [...body.children];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type !== "element") continue;
    for (const child of node.children) stack.push(child);
    if (node.endTag && offsets.isNew(node.endTag)) added--;
  }
  return added > 0 ? t("fix.proof.strayEndTag", "it would add an end tag that closes nothing") : undefined;
}

/** The first of these, which are in order, if it is within the range. */
function firstWithin<T extends { readonly range: Range }>(ordered: readonly T[], { start, end }: Range): T | undefined {
  const found = ordered[firstIndex(ordered.length, (index) => (ordered[index] as T).range.start > start)];
  return found && found.range.end <= end ? found : undefined;
}

/** Whether there is a start tag in the article, and nothing that ends the element. */
const isOpen = ({ tag, startTag, endTag }: Element, text: string): boolean =>
  startTag.start < startTag.end && !endTag && !standardElements.get(tag)?.void && text[startTag.end - 2] !== "/";
