/** What safe fixes may not do to tags, template tags and code, whatever they declare. */

import { hasSyntaxError } from "../../article/syntax-errors.js";
import type { Edit, Range } from "../../article/types.js";
import { firstIndex } from "../../platform/binary-search.js";
import { t } from "../../platform/i18n.js";
import type { DeclaredEdits } from "./declared.js";
import type { Reading, Token } from "./reading.js";

/** Why an edit is never safe in this text, whatever it is read as afterwards. */
export function editObjection(before: Reading, edit: Edit): string | undefined {
  return verbatimEditObjection(before, edit) ?? templateEditObjection(before, edit);
}

const mayBeCode = (): string =>
  t("fix.proof.markdownElement", 'the content of an element with the attribute "markdown" may be code');

/** Code, template tags and expressions stay as they are. Only newlines may be written differently. */
function verbatimEditObjection(
  { text, verbatim, markdownElements, bodyStart }: Reading,
  { range, text: written }: Edit,
): string | undefined {
  const isNewline = (part: string) => /^[\r\n]*$/.test(part);
  if (range.end < bodyStart || (isNewline(written) && isNewline(text.slice(range.start, range.end)))) return undefined;
  const isEmpty = range.start === range.end;
  const within = (outer: Range) =>
    isEmpty ? outer.start < range.start && range.start < outer.end : outer.start < range.end && range.start < outer.end;
  if (anyOverlap(verbatim, range, within))
    return t("fix.proof.verbatim", "it would change code, a template tag or an expression");
  // kramdown and others read the content as Markdown, which may show it as code.
  return markdownElements.some(({ start, end }) => start <= range.start && range.end <= end) ? mayBeCode() : undefined;
}

/** Some programs show the code in an element with the attribute `markdown`, others read it as HTML. */
export const hiddenCodeObjection = ({ codeInMarkdownElements }: Reading, { range }: Edit): string | undefined =>
  codeInMarkdownElements.some(({ start, end }) => start < range.end && range.start < end) ? mayBeCode() : undefined;

const endTag = /<\/[a-z]/i;

/** Template tags may bring tags that the article does not show, so no end tag is surely missing or superfluous. */
function templateEditObjection(before: Reading, { range, text }: Edit): string | undefined {
  if (range.end < before.bodyStart) return undefined;
  const touches = endTag.test(text) !== endTag.test(before.text.slice(range.start, range.end));
  return touches && before.templates.length > 0
    ? t("fix.proof.templates", "template tags in the article may open or close elements")
    : undefined;
}

export function verbatimObjection(
  before: Reading,
  after: Reading,
  { edits, offsets }: DeclaredEdits,
): string | undefined {
  const { templates } = before;
  for (const edit of edits) {
    const objection = verbatimEditObjection(before, edit);
    if (objection !== undefined) return objection;
  }
  return templates.length === after.templates.length &&
    templates.every(({ start }, at) => {
      const { start: from, end } = offsets.placesOf(start);
      const now = after.templates[at]?.start ?? -1;
      return from <= now && now <= end;
    })
    ? undefined
    : t("fix.proof.verbatim", "it would change code, a template tag or an expression");
}

/** Whether one of the ranges, which are in order and disjoint, fulfills the condition. Only those around `end` can. */
function anyOverlap(ranges: readonly Range[], { end }: Range, test: (range: Range) => boolean): boolean {
  const next = firstIndex(ranges.length, (index) => (ranges[index]?.end ?? 0) >= end);
  return ranges.slice(Math.max(0, next - 1), next + 1).some(test);
}

/**
 * A tag with a syntax error is not what the author meant, so its attributes are not changed before the error is corrected. Nor
 * is a tag that template tags are part of.
 */
export function syntaxObjection(before: Reading, after: Reading, declared: DeclaredEdits): string | undefined {
  const { text, templates, tokens } = before;
  const { edits, offsets } = declared;
  const hasAttributes = edits.some((edit) => declared.declares(edit, "attributes"));
  for (const token of tokens) {
    if (token.kind !== "open" || token.range.start === token.range.end) continue;
    const { start, end } = token.range;
    const inside = { start: start + 1, end: end - 1 };
    if (isText(token) && offsets.touching(inside).length > 0)
      return t("fix.proof.syntax", "the tag has a syntax error, which must be corrected first");
    if (!hasAttributes) continue;
    if (!declared.mayChange(inside, "attributes")) continue;
    const isIn = ({ range }: { readonly range: Range }) => start <= range.start && range.start < end;
    if (hasSyntaxError(before.body, token.range) && !isRepaired(token, before, after, declared))
      return t("fix.proof.syntax", "the tag has a syntax error, which must be corrected first");
    const isPart = (range: Range) =>
      isIn({ range }) &&
      !Object.values(token.attributes).some(
        ({ valueRange, quote }) => quote && valueRange.start <= range.start && range.end <= valueRange.end,
      );
    if (templates.some((range) => isPart(range) && /^(?:\{%|<%)/.test(text.slice(range.start, range.start + 2))))
      return t("fix.proof.templateInTag", "template tags in the tag decide about its attributes");
  }
  return undefined;
}

/**
 * Whether a tag is text to its author. `a <b</p>` ends with `</p>`, and not with the attribute "p" of an element "b<", and
 * `<a | b | c>` lists keys.
 */
const isText = ({ tag, attributes }: Extract<Token, { kind: "open" }>): boolean =>
  tag.includes("<") || Object.keys(attributes).some((name) => !/[\p{L}\p{N}{}%]/u.test(name));

/** Whether a tag has syntax errors that the only fix in it corrects, by changing quotation marks alone. */
export function isRepaired({ range }: Token, before: Reading, after: Reading, declared: DeclaredEdits): boolean {
  if (!hasSyntaxError(before.body, range) || !declared.isOfOneFix(range)) return false;
  const isQuotes = (written: string) => /^["']*$/.test(written);
  const touching = declared.offsets.touching(range);
  if (!touching.every((one) => isQuotes(one.text) && isQuotes(before.text.slice(one.range.start, one.range.end))))
    return false;
  const [start, end] = [declared.offsets.placesOf(range.start).start, declared.offsets.placesOf(range.end).end];
  return !hasSyntaxError(after.body, { start, end });
}

/** Removing a character that nobody sees may join a character reference, such as `&nb` and `sp;`, which is other text. */
export function referenceObjection({ text, bodyStart }: Reading, { edits }: DeclaredEdits): string | undefined {
  const joins = ({ range, text: written }: Edit) => {
    if (range.start < bodyStart || written !== "") return false;
    if (!/^[^\x20-\x7E]+$/.test(text.slice(range.start, range.end))) return false;
    const [lead] = /&#?\w*$/.exec(text.slice(Math.max(0, range.start - 40), range.start)) ?? [];
    return lead !== undefined && /^[\w#]/.test(text.slice(range.end, range.end + 1));
  };
  return edits.some(joins) ? t("fix.proof.text", "it would change the visible text") : undefined;
}

/** See `editObjection`. */
export function endTagObjection(before: Reading, after: Reading, { edits }: DeclaredEdits): string | undefined {
  if (after.templates.length === 0) return undefined;
  for (const edit of edits) {
    const objection = templateEditObjection(before, edit);
    if (objection !== undefined) return objection;
  }
  return undefined;
}

/** Another tag name is another element, as `</br>` is for a name with an invisible character in it. */
export function tagNameObjection({ text, bodyStart }: Reading, declared: DeclaredEdits): string | undefined {
  const changesName = ({ range, text: written }: Edit) => {
    if (range.start < bodyStart) return false;
    const [lead] = /<\/?[a-z][^\s<>/]*$/i.exec(text.slice(Math.max(0, range.start - 100), range.start)) ?? [];
    if (lead === undefined) return false;
    const nameIn = (rest: string) => /^[^\s<>/]*/.exec(rest)?.[0].toLowerCase();
    return (
      nameIn(text.slice(range.start, range.end + 100)) !== nameIn(written + text.slice(range.end, range.end + 100))
    );
  };
  return declared.edits.some((edit) => !declared.declares(edit, "elements") && changesName(edit))
    ? t("fix.proof.elements", "it would change the elements of the page")
    : undefined;
}

/** MDX does not compile if tags do not pair, also those of elements that are void in HTML. */
export function pairingObjection(before: Reading, after: Reading): string | undefined {
  if (before.format.language !== "markdown" || !mayBeMdx(before)) return undefined;
  // The parser that reads the article, and one that knows nothing but tags.
  const compiles = ({ body }: Reading) => body.mdxProblems.length === 0;
  const isBroken = (compiles(before) && !compiles(after)) || (isPaired(before) && !isPaired(after));
  return isBroken ? t("fix.proof.mdx", "MDX would not compile the article anymore") : undefined;
}

const mayBeMdx = ({ text, format, body }: Reading): boolean =>
  format.dialect.base === "mdx" ||
  body.hasComponents ||
  /^(?:import|export) |<[A-Z][^<>]*\/>|<[a-z][^<>]*=\{/m.test(text.slice(body.range.start));

const tag =
  /<(\/?)([a-z][\w.:-]*)(?![\w.:-])((?:"[^"]{0,2000}"|'[^']{0,2000}'|\{\{[^{}]{0,500}\}\}|\{[^{}]{0,500}\}|[^"'<>{}/]|\/(?!>)){0,2000})(\/?)>/gi;

function isPaired({ text, body, verbatim }: Reading): boolean {
  const open: string[] = [];
  let next = 0;
  for (const { 0: all, 1: slash, 2: name = "", 4: selfClosing, index } of text.matchAll(tag)) {
    if (index < body.range.start) continue;
    while (next < verbatim.length && (verbatim[next]?.end ?? 0) <= index) next++;
    const code = verbatim[next];
    if (code && code.start <= index && index + all.length <= code.end) continue;
    if (selfClosing) continue;
    if (!slash) open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}
