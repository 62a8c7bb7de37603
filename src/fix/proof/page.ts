/** Compares the page before and after fixes: elements, attributes, visible text and Markdown. */
import type { Attribute, Edit, Range } from "../../article/types.js";
import { t } from "../../platform/i18n.js";
import type { DeclaredEdits } from "./declared.js";
import type { MarkdownNode } from "./markdown.js";
import type { Reading, Token } from "./reading.js";
import { isRepaired } from "./tags.js";

/** Why the edits change more of the page than declared, as a phrase; `undefined` if they do not. */
export function pageObjection(before: Reading, after: Reading, edits: DeclaredEdits): string | undefined {
  return (
    markdownObjection(before, after, edits) ??
    treeObjection(before, after, edits) ??
    reopenedObjection(before, edits) ??
    generatedObjection(before, after, edits)
  );
}

/**
 * Before a text, HTML opens the styles again that are still open, so that a text between two tags decides which elements there are,
 * even if nobody sees it.
 */
function reopenedObjection({ text, body }: Reading, { edits }: DeclaredEdits): string | undefined {
  const isAll = ({ range, text: written }: Edit) =>
    written.trim() === "" &&
    text[range.start - 1] === ">" &&
    text[range.end] === "<" &&
    /[^ \t\r\n\f<>]/.test(text.slice(range.start, range.end)) &&
    !text.slice(range.start, range.end).includes("<");
  const removed = edits.filter(isAll);
  if (removed.length === 0) return undefined;
  const first = body.tagProblems.find(({ kind }) => kind === "unclosed" || kind === "misnested" || kind === "nested");
  return first && removed.some(({ range }) => range.start > first.range.start) ? otherElements() : undefined;
}

/**
 * In Markdown, tags also end the elements around them that Markdown generates, so both are compared together where tags
 * change.
 */
function generatedObjection(before: Reading, after: Reading, edits: DeclaredEdits): string | undefined {
  const { text, body, format } = before;
  const changesTag = ({ range, text: written }: Edit) =>
    range.end >= body.range.start && (written.includes("<") || text.slice(range.start, range.end).includes("<"));
  // HTML that Markdown shows as code is read as it is meant, not as Markdown generates it.
  if (format.language !== "markdown" || body.shownAsCode.length > 0 || !edits.edits.some(changesTag)) return undefined;
  const { offsets } = edits;
  // Elements that HTML makes of wrong tags, such as </br>, have no tag. If all elements are the same, none need be left out.
  if (isSameList(namesOf(before), namesOf(after))) return undefined;
  const old = namesOf(before, (tag) => offsets.isRemoved(tag) && edits.mayChange(tag, "elements"));
  const now = namesOf(after, (tag) => offsets.isNew(tag) && edits.mayHaveChanged(tag, "elements"));
  return isSameList(old, now) ? undefined : otherElements();
}

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name, at) => name === other[at]);

/** Adjacent texts are one. */
function namesOf(reading: Reading, skips: (tag: Range) => boolean = () => false): string[] {
  const names: string[] = [];
  for (const { name, tag } of reading.page)
    if (!(tag && skips(tag)) && !(name === "#" && names.at(-1) === "#")) names.push(name);
  return names;
}

const otherText = (): string => t("fix.proof.text", "it would change the visible text");

const otherElements = (): string => t("fix.proof.elements", "it would change the elements of the page");

/** Nodes of HTML in Markdown, which the tree of the page shows. */
const htmlNode = /^(?:HTML(?:Block|Tag)|Comment(?:Block)?|ProcessingInstruction(?:Block)?)$/;

/** Nodes outside the edits must be the same, at the same places. */
function markdownObjection(before: Reading, after: Reading, edits: DeclaredEdits): string | undefined {
  if (before.format.language !== "markdown") return undefined;
  if (after.body.shownAsCode.length > before.body.shownAsCode.length) return otherMarkdown();
  if (after.lostCells > before.lostCells) return otherText();
  const { offsets } = edits;
  if (joinsCode(before, after, edits)) return otherMarkdown();
  const kinds = ["attributes", "text", "elements"] as const;
  const old = withoutMeant(before.markdown, (node) => edits.mayChange(node, "markdown")).filter(
    (node) =>
      !(offsets.isRemoved(node) && (htmlNode.test(node.name) || kinds.some((kind) => edits.mayChange(node, kind)))),
  );
  const now = withoutMeant(after.markdown, (node) => edits.mayHaveChanged(node, "markdown")).filter(
    (node) =>
      !(offsets.isNew(node) && (htmlNode.test(node.name) || kinds.some((kind) => edits.mayHaveChanged(node, kind)))),
  );
  const isWithin = (offset: number, { start, end }: Range) => start <= offset && offset <= end;
  const isSame = (a: MarkdownNode, b: MarkdownNode | undefined) =>
    b !== undefined &&
    a.name === b.name &&
    isWithin(b.start, offsets.placesOf(a.start)) &&
    // Whitespace at the end belongs to different nodes.
    offsets.placesOf(a.end).start <= b.tail &&
    b.end <= offsets.placesOf(a.tail).end;
  return old.length === now.length && old.every((node, at) => isSame(node, now[at])) ? undefined : otherMarkdown();
}

/** What emphasis, links and tables consist of, besides their text. */
const syntaxNode = /^(?:EmphasisMark|HeaderMark|LinkMark|LinkTitle|LinkLabel|URL|Table\w+)$/;
const ownsSyntax = /^(?:(?:Strong)?Emphasis|Link|Image|Table)$/;

/** The nodes without those that become what they were meant to be, which edits of them declare. What is in them stays. */
function withoutMeant(nodes: readonly MarkdownNode[], isMeant: (node: MarkdownNode) => boolean): MarkdownNode[] {
  let end = -1;
  return nodes.filter((node) => {
    const isOfMeant = node.end <= end && syntaxNode.test(node.name);
    if (!isMeant(node)) return !isOfMeant;
    if (ownsSyntax.test(node.name)) end = Math.max(end, node.end);
    return false;
  });
}

/** Whether a block of HTML that Markdown shows as code becomes a part of another one. */
function joinsCode(before: Reading, after: Reading, { offsets }: DeclaredEdits): boolean {
  const now = after.body.shownAsCode;
  return before.body.shownAsCode.some((block) => {
    const { start, end } = offsets.placesOf(block.start);
    return now.some((one) => one.start < start && end < one.end);
  });
}

export const otherMarkdown = (): string => t("fix.proof.markdown", "Markdown would read the text differently");

interface Shown {
  readonly kind: Token["kind"];
  /** The tag or the text. */
  value: string;
  readonly token: Token;
  /** The text has parts that cannot be compared, because a declared edit is next to a character reference. */
  isUncertain: boolean;
}

function treeObjection(before: Reading, after: Reading, edits: DeclaredEdits): string | undefined {
  const { offsets } = edits;
  const elements = "elements";
  // A URL of Markdown is an attribute on the page, and text in the tree.
  const isMarkdown = before.format.language === "markdown";
  const mayChange = (edit: Edit) =>
    edits.declares(edit, "text") ||
    (isMarkdown && (edits.declares(edit, "attributes") || edits.declares(edit, "markdown")));
  const old = shownOf(
    before.tokens.filter(
      ({ kind, range }) => kind === "text" || !(offsets.isRemoved(range) && edits.mayChange(range, elements)),
    ),
    (range) =>
      offsets
        .touching(range)
        .filter(mayChange)
        .map((edit) => edit.range),
  );
  const now = shownOf(
    after.tokens.filter(
      ({ kind, range }) => kind === "text" || !(offsets.isNew(range) && edits.mayHaveChanged(range, elements)),
    ),
    (range) =>
      offsets
        .newTouching(range)
        .filter(({ edit }) => mayChange(edit))
        .map((one) => one.range),
  );
  for (let at = 0; at < Math.max(old.length, now.length); at++) {
    const [a, b] = [old[at], now[at]];
    if (!a || !b || a.kind !== b.kind || (a.kind !== "text" && a.value !== b.value)) return otherElements();
    if (a.kind === "text") {
      if (a.value !== b.value && !a.isUncertain && !b.isUncertain) return otherText();
    } else if (a.token.kind === "open" && b.token.kind === "open") {
      const objection = attributesObjection(a.token, b.token, edits, isRepaired(a.token, before, after, edits));
      if (objection !== undefined) return objection;
    }
  }
  return undefined;
}

type Open = Extract<Token, { kind: "open" }>;

/** @param isRepaired what seemed to be attributes may be part of a value. */
function attributesObjection(before: Open, after: Open, edits: DeclaredEdits, isRepaired: boolean): string | undefined {
  const isInValue = (at: number) =>
    Object.values(after.attributes).some(
      ({ range, valueRange }) =>
        valueRange.start <= at && at < valueRange.end && edits.mayHaveChanged(range, "attributes"),
    );
  const mayChange = ({ range }: Attribute) =>
    edits.mayChange(range, "attributes") || (isRepaired && isInValue(edits.offsets.placesOf(range.start).start));
  for (const [name, old] of Object.entries(before.attributes)) {
    const now = after.attributes[name];
    if (now?.value === old.value && now.hasValue === old.hasValue) continue;
    if (isEmptied(old, now)) continue;
    if (!mayChange(old)) return t("fix.proof.attribute", 'it would change the attribute "{name}"', { name });
    if (now && encodedIn(now.value) > encodedIn(old.value))
      return t("fix.proof.encoded", "it would encode quotation marks or tags as part of a value");
  }
  for (const [name, now] of Object.entries(after.attributes))
    if (!Object.hasOwn(before.attributes, name) && !edits.mayHaveChanged(now.range, "attributes"))
      return t("fix.proof.attribute", 'it would change the attribute "{name}"', { name });
  return undefined;
}

/** `<p a=>` and `<p a="">` are the same. */
const isEmptied = (old: Attribute, now: Attribute | undefined): boolean =>
  now !== undefined && old.value === "" && now.value === "";

/** A quotation mark, a tag or a newline in a value is a sign of a missing quotation mark. */
const encodedIn = (value: string): number => value.match(/%(?:3c|3e|22|27|0a|0d|e2%80%9[89cd])/gi)?.length ?? 0;

/** Adjacent texts as one, with whitespace as browsers show it. `holes` are the places that declared edits change. */
function shownOf(tokens: readonly Token[], holesIn: (range: Range) => readonly Range[]): Shown[] {
  const shown: Shown[] = [];
  for (const token of tokens) {
    const last = shown.at(-1);
    if (token.kind !== "text") {
      shown.push({ kind: token.kind, value: token.tag, token, isUncertain: false });
      continue;
    }
    const { text, isUncertain } = withoutHoles(token, holesIn(token.range));
    if (last?.kind === "text") {
      last.value += text;
      last.isUncertain ||= isUncertain;
    } else shown.push({ kind: "text", value: text, token, isUncertain });
  }
  for (const [at, one] of shown.entries()) {
    if (one.kind !== "text" || one.token.kind !== "text") continue;
    one.value = one.token.verbatim ? one.value.replace(/\r\n?/g, "\n") : one.value.replace(/[ \t\r\n\f]+/g, " ");
    if (at === 0) one.value = one.value.replace(/^\ufeff?\s+/, "");
  }
  trimEnd(shown);
  return shown.filter(({ kind, value, isUncertain }) => kind !== "text" || value !== "" || isUncertain);
}

/** Nobody sees whitespace at the end of the page, in whichever element it is. */
function trimEnd(shown: readonly Shown[]): void {
  for (let at = shown.length - 1; at >= 0; at--) {
    const one = shown[at] as Shown;
    if (one.token.kind === "open") return;
    if (one.token.kind === "close") continue;
    if (!one.token.verbatim) one.value = one.value.trimEnd();
    if (one.value !== "" || one.isUncertain) return;
  }
}

function withoutHoles(
  { value, range }: Extract<Token, { kind: "text" }>,
  holes: readonly Range[],
): { text: string; isUncertain: boolean } {
  if (holes.length === 0) return { text: value, isUncertain: false };
  // With character references or stray tags in it, the value has no offsets.
  if (range.end - range.start !== value.length) return { text: "", isUncertain: true };
  let text = "";
  let at = range.start;
  for (const { start, end } of holes) {
    if (start > at) text += value.slice(at - range.start, start - range.start);
    at = Math.max(at, end);
  }
  return { text: text + value.slice(at - range.start), isUncertain: false };
}
