/** Where parsers of Markdown differ, a safe fix must be safe in each of them. */
import { textBlocks } from "../../article/body/commonmark.js";
import type { Edit, Range } from "../../article/types.js";
import { t } from "../../platform/i18n.js";
import type { DeclaredEdits } from "./declared.js";
import { otherMarkdown, pageObjection } from "./page.js";
import type { Reading } from "./reading.js";

/** A fix must be safe without the syntax that only plugins bring, if they are not known. */
export function otherDialectObjection(before: Reading, after: Reading, edits: DeclaredEdits): string | undefined {
  const [old, now] = [before.withoutPlugins, after.withoutPlugins];
  if (!old && !now) return undefined;
  return pageObjection(old ?? before, now ?? after, edits);
}

const loneTag = /^[\s>]*<\/?[a-z][^<>]*>(\s*)$/i;

/**
 * A tag alone in its line begins a block of HTML. CommonMark allows spaces and tabs after it. markdown-it also allows a BOM, an
 * ideographic space and any other whitespace of JavaScript.
 */
export function loneTagObjection(
  before: Reading,
  after: Reading,
  { edits, offsets }: DeclaredEdits,
): string | undefined {
  if (before.format.language !== "markdown") return undefined;
  const isUncertain = (line: string) => /[^ \t]/.test(loneTag.exec(line)?.[1] ?? "");
  const isNow = ofLine(after.text, isUncertain);
  const was = ofLine(before.text, isUncertain);
  const becomesUncertain = ({ range }: Edit) =>
    range.end >= before.bodyStart && isNow(offsets.placesOf(range.start).start) !== was(range.start);
  return edits.some(becomesUncertain) ? otherMarkdown() : undefined;
}

const blockStart = /^[ \t]*(?:(?:[*+-]|\d{1,9}[.)])(?=[ \t]|$)|>|#{1,6}(?=[ \t]|$)|```|~~~|[=-]+[ \t]*$|:[ \t]|\|)/;

/** The definition of a link, which no reader sees. Without footnotes, `[^1]: a` is one, too. */
const definition = /^ {0,3}\[[^\][\r\n]{1,999}\]:[ \t]*\S+(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$/;

/**
 * Parsers differ in which blocks may end a table or a paragraph. Where an edit removes what comes before `*` in a line, it may
 * begin a list in some of them.
 */
export function blockStartObjection(before: Reading, after: Reading, declared: DeclaredEdits): string | undefined {
  if (before.format.language !== "markdown") return undefined;
  const { edits, offsets } = declared;
  // A heading ends paragraphs and tables in all parsers.
  const isMeantHeading = (edit: Edit) => declared.declares(edit, "markdown") && /^#{1,6} $/.test(edit.text);
  const startOf = (line: string) => blockStart.exec(line)?.[0].trim() ?? (definition.test(line) ? "[]:" : undefined);
  const startNow = ofLine(after.text, startOf);
  const startBefore = ofLine(before.text, startOf);
  const begins = (edit: Edit) => {
    const { range } = edit;
    if (range.start < before.bodyStart || isMeantHeading(edit)) return false;
    const now = startNow(offsets.placesOf(range.start).start);
    return now !== undefined && now !== startBefore(range.start);
  };
  return edits.some(begins) ? otherMarkdown() : undefined;
}

/** What `read` makes of the line at a place, without its newline. Places that follow each other on one line read it once. */
function ofLine<T>(text: string, read: (line: string) => T): (at: number) => T {
  const isNewline = (at: number) => text[at] === "\n" || text[at] === "\r";
  let last: { readonly start: number; readonly end: number; readonly value: T } | undefined;
  return (at) => {
    if (last && last.start <= at && at <= last.end) return last.value;
    let start = at;
    while (start > 0 && !isNewline(start - 1)) start--;
    let end = at;
    while (end < text.length && !isNewline(end)) end++;
    last = { start, end, value: read(text.slice(start, end)) };
    return last.value;
  };
}

/**
 * A tag that the end of its HTML block cuts goes on in the next block: `<a href="x"`, a blank line and `<em>` become
 * `<a href="x" <p><em>`. From there on, the page is another one than the tags of the article show.
 */
export function unfinishedTagObjection(before: Reading, after: Reading, { edits }: DeclaredEdits): string | undefined {
  if (before.format.language !== "markdown") return undefined;
  const start = Math.min(before.unfinishedTag, after.unfinishedTag);
  const isTag = ({ range, text }: Edit) =>
    range.start >= start && /[<>]/.test(text + before.text.slice(range.start, range.end));
  return edits.some(isTag)
    ? t("fix.proof.unfinishedTag", "an unfinished tag before it goes on in the next block of Markdown")
    : undefined;
}

/**
 * kramdown and others read `{:toc}` and `{#id}` at the end of a line as attributes of what it is next to. After an end tag, they
 * would be text.
 */
export function attributeListObjection(before: Reading, { edits }: DeclaredEdits): string | undefined {
  if (before.format.language !== "markdown") return undefined;
  const list = /\{[:#.][^{}\r\n]*\}[ \t]*$/;
  const follows = ({ range, text }: Edit) =>
    range.start > before.bodyStart &&
    /^[^\r\n]*[^\s]/.test(text) &&
    list.test(before.text.slice(Math.max(0, range.start - 300), range.start));
  return edits.some(follows) ? otherMarkdown() : undefined;
}

/** Beginnings and ends of what CommonMark reads as HTML besides tags, within a line of text. */
const special = /<!--(?!-?>)|<!\[CDATA\[|<\?|<![a-z]/gi;
const endOf = (start: string): string =>
  start === "<!--" ? "-->" : start === "<?" ? "?>" : start.length > 3 ? "]]>" : ">";

/**
 * If a paragraph has an unfinished comment, `<?` or `<![CDATA[`, markdown-it shows its other comments as text, at least those
 * that follow. Some edits decide which: those of a bracket, for example.
 */
export function unfinishedCommentObjection(
  before: Reading,
  after: Reading,
  { edits, offsets }: DeclaredEdits,
): string | undefined {
  if (before.format.language !== "markdown") return undefined;
  const isSpace = (part: string) => part.trim() === "";
  const matters = ({ range, text }: Edit) =>
    range.end >= before.bodyStart && !(isSpace(text) && isSpace(before.text.slice(range.start, range.end)));
  // It ends a comment for HTML. For CommonMark and kramdown, the comment goes on.
  const oddEnd = before.text.indexOf("--!>", before.bodyStart);
  if (oddEnd >= 0 && edits.some((edit) => matters(edit) && edit.range.end > oddEnd)) return otherMarkdown();
  const [old, now] = [uncertainBlocks(before), uncertainBlocks(after)];
  if (old.length + now.length === 0) return undefined;
  const isWithin = (blocks: readonly Range[], { start, end }: Range) =>
    blocks.some((block) => block.start <= end && start <= block.end);
  const isUncertain = (edit: Edit) =>
    matters(edit) && (isWithin(old, edit.range) || isWithin(now, offsets.placesOf(edit.range.start)));
  return edits.some(isUncertain) ? otherMarkdown() : undefined;
}

/** Those with a comment, or what is read like one, and another one that nothing ends. */
const uncertainBlocks = ({ text, bodyText, markdown }: Reading): Range[] =>
  /<[!?]/.test(bodyText)
    ? markdown.filter(({ name, start, end }) => textBlocks.test(name) && hasUnfinished(text.slice(start, end)))
    : [];

function hasUnfinished(block: string): boolean {
  let isUnfinished = false;
  let count = 0;
  const found = new RegExp(special);
  for (let begin = found.exec(block); begin; begin = found.exec(block)) {
    count++;
    const end = isUnfinished ? -1 : block.indexOf(endOf(begin[0]), found.lastIndex);
    if (end >= 0) found.lastIndex = end;
    else isUnfinished = true;
  }
  return isUnfinished && count > 1;
}
