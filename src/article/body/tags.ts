/**
 * Finds the tags that HTML fixes without a parse error. parse5 reports errors of its tokenizer, but not elements that its
 * tree builder closes, moves or ignores. So this subclass of its parser observes each element that leaves the stack of
 * open elements, and each end tag that closes none.
 */
import { type DefaultTreeAdapterMap, html, InsertionMode, Parser, type Token } from "parse5";
import { textElements } from "../text-elements.js";
import type { Range, TagProblem } from "../types.js";
import { type ImpliedTag, tokenOf } from "./implied-tags.js";
import { formatting, headings, type TagMismatch, tableParts, toTagProblems } from "./tag-problems.js";
import { TagRecord } from "./tag-record.js";
import { type TextReader, TextTokenizer } from "./text-tokenizer.js";
import { newToken } from "./token-effects.js";

type Node = DefaultTreeAdapterMap["parentNode"];
type Element = DefaultTreeAdapterMap["element"];

/** The attribute list of all elements that Markdown generates, and of their clones. It identifies them. */
const impliedAttributes: Element["attrs"] = [];

/** Elements whose end tag may be left out: https://html.spec.whatwg.org/multipage/syntax.html#optional-tags */
const omissible = new Set(
  "li dt dd p rt rp rb rtc optgroup option thead tbody tfoot tr td th colgroup caption body html head".split(" "),
);

/** No tag closes them: everything after them is text. */
const endless = new Set(["plaintext"]);

/** A parser for fragments that also finds `tagProblems`. */
export class WatchedParser extends Parser<DefaultTreeAdapterMap> implements TextReader {
  readonly #record = new TagRecord();
  #token = newToken(0);
  #startTag: Token.TagToken | undefined;
  #inEndTag = false;
  #atEnd = false;
  /** Elements that are to be closed by their own `/>`. */
  readonly #selfClosing = new Set<Element>();
  /** The start tags of formatting elements, by the attribute list that their clones share: clones have no position. */
  readonly #startTags = new WeakMap<Element["attrs"], Token.Location>();
  #openSelects = 0;
  /** Tables out of which something was moved. */
  readonly #emptied = new Set<Node>();
  /** The end of the last text that was moved out of a table: without the tag after it, spaces there would be moved, too. */
  #movedUpTo = -1;
  #lastStray: TagMismatch | undefined;
  /** The tags that Markdown adds around the text, in order. To be set before anything is parsed. */
  impliedTags: readonly ImpliedTag[] = [];
  /** Whether `/>` closes every element. To be set before anything is parsed. */
  closesAll = false;
  #nextImplied = 0;
  #implied: Token.TagToken | undefined;
  #isClosingSelf = false;

  constructor(...args: ConstructorParameters<typeof Parser<DefaultTreeAdapterMap>>) {
    super(...args);
    this.tokenizer = new TextTokenizer(this.options, this);
  }

  get insertsText(): boolean {
    return this.insertionMode === InsertionMode.IN_BODY && !this.tokenizer.inForeignNode && !this.skipNextNewLine;
  }

  get textLimit(): number {
    return this.impliedTags[this.#nextImplied]?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Whether the current token is a tag that Markdown generates, so that parse errors have no position in the text. */
  get isAtImpliedTag(): boolean {
    return this.#implied !== undefined && this.currentToken === this.#implied;
  }

  /** Parses the tags that Markdown generates up to this offset. */
  #readImplied(offset: number): void {
    for (let next = this.impliedTags[this.#nextImplied]; next && next.at <= offset; ) {
      this.#read(next);
      next = this.impliedTags[++this.#nextImplied];
    }
  }

  #read(implied: ImpliedTag): void {
    const { isEnd } = implied;
    const { current } = this.openElements;
    if (current && "tagName" in current && textElements.has(current.tagName)) return;
    const token = tokenOf(implied, impliedAttributes);
    this.#implied = token;
    // The other values stay those of the token in the text.
    this.#token.closedBlock = false;
    this.#token.mismatchesBefore = this.#record.mismatches.length;
    this.#inEndTag = isEnd;
    if (isEnd) super.onEndTag(token);
    else super.onStartTag(token);
    this.#inEndTag = false;
  }

  override onComment(token: Token.CommentToken): void {
    this.#readImplied(token.location?.startOffset ?? 0);
    super.onComment(token);
  }

  override onCharacter(token: Token.CharacterToken): void {
    this.#readImplied((token.location?.endOffset ?? 0) - 1);
    super.onCharacter(token);
  }

  override onWhitespaceCharacter(token: Token.CharacterToken): void {
    this.#readImplied((token.location?.endOffset ?? 0) - 1);
    super.onWhitespaceCharacter(token);
  }

  override onStartTag(token: Token.TagToken): void {
    this.#readImplied(token.location?.startOffset ?? 0);
    this.#startTag = token;
    this.#token.isAttached = false;
    this.#token.closedBlock = false;
    // `<image>` is renamed on the way.
    const tag = token.tagName;
    this.#token.mismatchesBefore = this.#record.mismatches.length;
    this.#record.begin(tag, token.location?.startOffset ?? 0);
    super.onStartTag(token);
    // If it closed something (`<select><select>`), that is the problem.
    if (!this.#token.isAttached) {
      const hasClosed = this.#record.mismatches.length > this.#token.mismatchesBefore;
      this.#drop(tag, hasClosed ? null : token.location);
    }
    this.#startTag = undefined;
    if (this.closesAll && token.selfClosing) this.#closeSelf(token);
  }

  /** The element of `<div/>`. The tokenizer already reads the content of a text element as text. */
  #closeSelf({ tagName, location }: Token.TagToken): void {
    const { current } = this.openElements;
    if (!location || !current || !("tagName" in current) || textElements.has(tagName)) return;
    if (current.sourceCodeLocation?.startOffset !== location.startOffset || !this.#selfClosing.delete(current)) return;
    this.#isClosingSelf = true;
    super.onEndTag(tokenOf({ at: location.endOffset, tag: current.tagName, isEnd: true }, []));
    this.#isClosingSelf = false;
  }

  #drop(tag: string, location: Token.Location | null): void {
    // Without its row a cell is lost too. A `<select>` may hold more than parse5 knows.
    const isPart =
      tableParts.has(tag) && [...tableParts].some((part) => part !== tag && this.#record.ignored.has(part));
    this.#record.ignored.add(tag);
    if (!location || isPart || this.#openSelects > 0 || tag === "html" || tag === "head" || tag === "body") return;
    this.#record.misplaced.push({ kind: "dropped", tag, range: rangeOf(location) });
  }

  /** Once per table: other content that HTML moves out of it has the same cause. */
  #fostered(tag: string | undefined, location: Token.Location): void {
    const table = this.openElements.items[this.openElements.tagIDs.lastIndexOf(html.TAG_ID.TABLE)];
    if (!table || this.#emptied.has(table)) return;
    this.#emptied.add(table);
    this.#record.misplaced.push({ kind: "fostered", tag, range: rangeOf(location) });
  }

  override _insertCharacters(token: Token.CharacterToken): void {
    if (token.location && this._shouldFosterParentOnInsertion()) {
      const { startOffset, endOffset } = token.location;
      if (/\S/.test(token.chars)) this.#fostered(undefined, token.location);
      if (this.#lastStray?.end?.end === startOffset) this.#lastStray.hasEffect = true;
      this.#movedUpTo = endOffset;
    }
    super._insertCharacters(token);
  }

  override _attachElementToTree(...args: Parameters<Parser<DefaultTreeAdapterMap>["_attachElementToTree"]>): void {
    const [element, location, place] = args;
    if (!location || element.attrs === impliedAttributes) {
      super._attachElementToTree(element, null, place);
      return;
    }
    const moves = this._shouldFosterParentOnInsertion();
    super._attachElementToTree(...args);
    const early = this.#record.closedEarly(element.attrs);
    if (early) early.reopened = true;
    else if (this.#startTag) {
      if (moves && !this.#token.isAttached) this.#fostered(element.tagName, location);
      this.#token.isAttached = true;
      if (formatting.has(element.tagName)) this.#startTags.set(element.attrs, location);
      if (this.#startTag.selfClosing) this.#selfClosing.add(element);
    }
  }

  override onItemPush(node: Node, tagID: number, isTop: boolean): void {
    super.onItemPush(node, tagID, isTop);
    this.#token.changes++;
    if (tagID === html.TAG_ID.SELECT) this.#openSelects++;
  }

  /** The adoption agency (`<b><p>x</b>`) moves the children of the furthest block, then closes the element. */
  override _adoptNodes(donor: Node, recipient: Node): void {
    super._adoptNodes(donor, recipient);
    if (this.#inEndTag && "tagName" in donor) this.#token.furthestBlock = donor;
  }

  override onItemPop(node: Node, isTop: boolean): void {
    super.onItemPop(node, isTop);
    this.#token.changes++;
    if ("tagName" in node && node.tagName === "select") this.#openSelects--;
    const token = this.currentToken;
    if (this.#atEnd || this.#isClosingSelf || !token || !("tagName" in node) || !("tagName" in token)) return;
    const isEnd = this.#inEndTag;
    const byMarkdown = !this.isAtImpliedTag ? undefined : isEnd ? "end" : "start";
    if (node.attrs === impliedAttributes) {
      if (byMarkdown) {
        this.#token.closedBlock ||= isBlock(node);
        return;
      }
      for (const mismatch of this.#newMismatches()) mismatch.byMarkdown = isEnd ? "end" : "start";
    }
    // In SVG the node is a `foreignObject`, and the token may be either.
    const tag = node.tagName.toLowerCase();
    const at = token.location;
    if (byMarkdown && at) this.#closeEarly(node, tag, at.startOffset, token.tagName, undefined, byMarkdown);
    else if (isEnd && at && tag === token.tagName.toLowerCase()) {
      if (node.sourceCodeLocation && !node.sourceCodeLocation.endTag)
        Object.assign(node.sourceCodeLocation, { endTag: at, endOffset: at.endOffset });
      this.#closeByOwnTag(node, tag, rangeOf(at), isTop);
    } else if (isEnd && at && headings.has(tag) && headings.has(token.tagName) && node.namespaceURI === html.NS.HTML) {
      this.#token.closedElement = true;
      const mismatch = this.#closeEarly(node, tag, at.startOffset, token.tagName);
      if (mismatch) this.#record.pair(mismatch, rangeOf(at));
    } else if (at) this.#closeEarly(node, tag, at.startOffset, token.tagName, isEnd ? undefined : rangeOf(at));
  }

  #closeByOwnTag(node: Element, tag: string, end: Range, isTop: boolean): void {
    // Only `</p>` and `</br>` create an element to close, which has no position in the source. Markdown's have none
    // either.
    if (node.attrs === impliedAttributes || (!node.sourceCodeLocation && (tag === "p" || tag === "br"))) {
      this.#token.madeElement = true;
      return;
    }
    this.#token.closedElement = true;
    const early = this.#record.closedEarly(node.attrs);
    if (early) {
      if (!early.end) this.#record.pair(early, end);
      return;
    }
    if (this.#selfClosing.delete(node)) this.#record.taken.add(tag);
    const block = isTop ? undefined : this.#token.furthestBlock;
    const startTag = node.sourceCodeLocation?.startTag;
    if (!block || !startTag || !formatting.has(tag)) return;
    const closedAt = block.sourceCodeLocation?.startOffset ?? end.start;
    this.#record.mismatches.push({
      tag,
      start: rangeOf(startTag),
      closedAt: Math.max(closedAt, startTag.endOffset),
      byMarkdown: undefined,
      closedBy: block.tagName,
      inner: undefined,
      end,
      reopened: true,
      holdsBlock: false,
      hasEffect: true,
      silent: false,
    });
  }

  /** Records an element that another tag, or the end of the text, closed. Returns the entry in the record, if it gets one. */
  #closeEarly(
    node: Element,
    tag: string,
    closedAt: number,
    closer: string | undefined,
    inner?: Range,
    byMarkdown?: "start" | "end",
  ): TagMismatch | undefined {
    const closedBy = byMarkdown ? undefined : closer;
    const holdsBlock = this.#token.closedBlock;
    this.#token.closedBlock ||= isBlock(node);
    const startTag = node.sourceCodeLocation?.startTag ?? this.#startTags.get(node.attrs);
    if (!startTag || endless.has(tag)) return undefined;
    const mismatch: TagMismatch = {
      tag,
      start: rangeOf(startTag),
      closedAt: Math.max(closedAt, startTag.endOffset),
      byMarkdown,
      closedBy,
      inner,
      end: undefined,
      reopened: false,
      holdsBlock: holdsBlock && formatting.has(tag),
      hasEffect: (inner !== undefined || byMarkdown === "start") && this.#opensWithMore(tag, closer),
      silent: false,
    };
    if (omissible.has(tag)) {
      // If Markdown ends it, its end tag may follow later: `<p>甲`, a blank line, `乙</p>`.
      if (byMarkdown) this.#record.ignored.add(tag);
      else if (closedBy !== tag && closedBy !== undefined) this.#record.addOmitted(mismatch);
      else if (tag === "p" && inner) this.#record.addOuterParagraph(mismatch, node.parentNode);
      return undefined;
    }
    // `<div/>` has its own parse error, and a clone has the problem of its original.
    if (this.#selfClosing.delete(node) || this.#record.closedEarly(node.attrs) || this.#record.taken.remove(tag))
      return undefined;
    this.#record.addEarly(node.attrs, mismatch, startTag.startOffset);
    return mismatch;
  }

  /** Whether the start tag that closed an element would be parsed differently after an end tag of the element. */
  #opensWithMore(tag: string, closedBy: string | undefined): boolean {
    // `<nobr>` opens formatting elements again before it closes another `<nobr>`.
    if (closedBy === "nobr" || tag === "template") return true;
    const { current } = this.openElements;
    return headings.has(tag) && current !== undefined && "tagName" in current && headings.has(current.tagName);
  }

  override onEndTag(token: Token.TagToken): void {
    // In tables parse5 passes a token on to another insertion mode.
    if (this.#inEndTag) {
      super.onEndTag(token);
      return;
    }
    this.#readImplied(token.location?.startOffset ?? 0);
    this.#inEndTag = true;
    this.#token = newToken(this.#record.mismatches.length);
    const entry = this.#entryOf(token.tagName);
    super.onEndTag(token);
    this.#inEndTag = false;
    // Elements that were closed together with a misnested one have the same cause.
    if (this.#token.furthestBlock)
      for (const mismatch of this.#newMismatches()) if (!mismatch.end) mismatch.silent = true;
    if (!this.#token.closedElement && token.location)
      this.#closedNothing(token.tagName, rangeOf(token.location), entry !== this.#entryOf(token.tagName));
  }

  /** The formatting element of this name that HTML would open again; an end tag that closes nothing can remove it. */
  #entryOf(tag: string) {
    return formatting.has(tag) ? this.activeFormattingElements.getElementEntryInScopeWithTagName(tag) : null;
  }

  #closedNothing(tag: string, end: Range, forgets: boolean): void {
    if (tag === "html" || tag === "head" || tag === "body") return;
    if (this.#record.ignored.remove(tag)) return;
    const hasEffect = this.#token.madeElement || this.#token.changes > 0 || tag === "form";
    const { current } = this.openElements;
    if (this.#record.joinLateEnd(tag, end, hasEffect, current)) return;
    this.#lastStray = {
      tag,
      start: undefined,
      closedAt: end.start,
      byMarkdown: undefined,
      closedBy: current && "tagName" in current ? current.tagName : undefined,
      inner: undefined,
      end,
      reopened: false,
      holdsBlock: false,
      hasEffect: hasEffect || forgets || this.#movedUpTo === end.start,
      silent: false,
    };
    this.#record.addStray(this.#lastStray);
  }

  /** What the current token has added to the record. */
  #newMismatches(): TagMismatch[] {
    return this.#record.mismatches.slice(this.#token.mismatchesBefore);
  }

  override onEof(token: Token.EOFToken): void {
    this.#readImplied(Number.POSITIVE_INFINITY);
    if (!this.#atEnd) {
      const end = token.location?.startOffset ?? 0;
      this.#token.closedBlock = false;
      for (let slot = this.openElements.stackTop; slot > 0; slot = this.openElements.slotBelow(slot)) {
        const node = this.openElements.items[slot];
        if (!node || !("tagName" in node)) continue;
        this.#closeEarly(node, node.tagName.toLowerCase(), end, undefined);
      }
      this.#atEnd = true;
    }
    super.onEof(token);
  }

  /** In the order of the text; offsets are those of the parsed text. */
  get tagProblems(): TagProblem[] {
    return toTagProblems(this.#record.mismatches, this.#record.misplaced);
  }
}

const isBlock = ({ namespaceURI, tagName }: Element): boolean =>
  html.SPECIAL_ELEMENTS[namespaceURI].has(html.getTagID(tagName));

const rangeOf = ({ startOffset, endOffset }: { startOffset: number; endOffset: number }): Range => ({
  start: startOffset,
  end: endOffset,
});
