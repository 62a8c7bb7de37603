/**
 * Which tags HTML repaired without a word. parse5 reports what its tokenizer dislikes; what the tree builder closed,
 * moved or ignored is silent. So its Parser, which it exports, is watched: each element that leaves the stack of open
 * elements, and each end tag that makes none leave.
 */
import { type DefaultTreeAdapterMap, html, Parser, Token } from "parse5";
import { textElements } from "../text-elements.js";
import type { Range, TagProblem } from "../types.js";
import type { ImpliedTag } from "./implied-tags.js";

type Node = DefaultTreeAdapterMap["parentNode"];
type Element = DefaultTreeAdapterMap["element"];

/** Elements whose end tag may be left out: https://html.spec.whatwg.org/multipage/syntax.html#optional-tags */
const omissible = new Set(
  "li dt dd p rt rp rb rtc optgroup option thead tbody tfoot tr td th colgroup caption body html head".split(" "),
);

/** https://html.spec.whatwg.org/multipage/parsing.html#formatting: closed by a neighbour, they open again behind it. */
const formatting = new Set("a b big code em font i nobr s small strike strong tt u".split(" "));

/** Their end tag also forgets the formatting elements opened within. */
const markers = new Set(["applet", "marquee", "object"]);

const headings = new Set(["h1", "h2", "h3", "h4", "h5", "h6"]);

/** Elements that end where another of their kind begins. */
const selfExcluding = new Set(["a", "button", "nobr", "select", "table"]);

/** They end the cell, and with it all that is open in it. */
const tableParts = new Set(["caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"]);

/** Never closed by any tag: everything behind them is text. */
const endless = new Set(["plaintext"]);

/** That of all elements that Markdown makes, and of their clones: it tells them from others. */
const impliedAttributes: Element["attrs"] = [];

/** An element that HTML closed by itself, or an end tag that closed nothing; pairs of them become one. */
interface Finding {
  readonly tag: string;
  /** The start tag; `undefined` for a lone end tag. */
  readonly start: Range | undefined;
  readonly closedAt: number;
  /** If it ended with what Markdown made: whether there, or because something else began. */
  byMarkdown: "start" | "end" | undefined;
  /** For a lone end tag: the innermost element that was open there. */
  closedBy: string | undefined;
  /** The start tag that closed it, if one did. */
  readonly inner: Range | undefined;
  end: Range | undefined;
  /** Opened again behind the place where it was closed. */
  reopened: boolean;
  /** A style within which a block is open: an end tag where HTML closed it would part the two. */
  readonly holdsBlock: boolean;
  /** The lone end tag made an element, or changed what is open. */
  hasEffect: boolean;
  /** One problem with another finding of the same cause. */
  silent: boolean;
}

/** parse5's parser for a fragment, with `tagProblems` beside it. */
export class WatchedParser extends Parser<DefaultTreeAdapterMap> {
  readonly #findings: Finding[] = [];
  /** What HTML closed by itself, by the attribute list that an element shares with its clones. */
  readonly #closedEarly = new Map<Element["attrs"], Finding>();
  /** What may still meet its end tag, or its start tag: by tag, the latest last. */
  readonly #unclosed = new Map<string, Finding[]>();
  readonly #stray = new Map<string, Finding[]>();
  /** The last element of a tag that was legally closed without an end tag. */
  readonly #omitted = new Map<string, Finding>();
  /** The last `<p>` that another one closed, until a third one begins, and what holds both. */
  #outerParagraph: { readonly finding: Finding; readonly parent: Node | null } | undefined;
  /** Start tags that HTML ignored (`<td>` outside a table): their end tags are no problem of their own. */
  readonly #ignored = new Map<string, number>();
  readonly #selfClosing = new Set<Element>();
  /** End tags that closed an element meant to be closed by its own `/>`: what they were for stays open. */
  readonly #taken = new Map<string, number>();
  #startTag: Token.TagToken | undefined;
  #attached = false;
  #inEndTag = false;
  #closed = false;
  #madeElement = false;
  #changes = 0;
  /** Whether a block was among what the token at hand has closed so far: an end tag before it would part the two. */
  #closedBlock = false;
  /** The start tags of formatting elements, by the attribute list that their clones share: those have no place. */
  readonly #startTags = new WeakMap<Element["attrs"], Token.Location>();
  #openSelects = 0;
  /** Tables that something was moved out of. */
  readonly #emptied = new Set<Node>();
  /** Where the last text ends that was moved out of one: without the tag behind it, blanks there would go with it. */
  #movedUpTo = -1;
  #lastStray: Finding | undefined;
  readonly #misplaced: TagProblem[] = [];
  /** To be told before anything is parsed: the tags that Markdown makes around what is, in order. */
  impliedTags: readonly ImpliedTag[] = [];
  #nextImplied = 0;
  /** How many findings there were before the token at hand. */
  #before = 0;
  #implied: Token.TagToken | undefined;
  #furthestBlock: Element | undefined;
  #atEnd = false;

  /** Whether what is reported is about a tag that stands nowhere. */
  get isAtImpliedTag(): boolean {
    return this.#implied !== undefined && this.currentToken === this.#implied;
  }

  /** Those that stand no further than at `offset`. */
  #readImplied(offset: number): void {
    for (let next = this.impliedTags[this.#nextImplied]; next && next.at <= offset; ) {
      this.#read(next);
      next = this.impliedTags[++this.#nextImplied];
    }
  }

  #read({ at, tag: tagName, isEnd }: ImpliedTag): void {
    const { current } = this.openElements;
    if (current && "tagName" in current && textElements.has(current.tagName)) return;
    const location = { startLine: 0, startCol: 0, startOffset: at, endLine: 0, endCol: 0, endOffset: at };
    const common = { tagName, selfClosing: false, ackSelfClosing: false, attrs: impliedAttributes, location };
    const type = isEnd ? Token.TokenType.END_TAG : Token.TokenType.START_TAG;
    const token = { type, tagID: html.getTagID(tagName), ...common } as Token.TagToken;
    this.#implied = token;
    this.#closedBlock = false;
    this.#before = this.#findings.length;
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
    this.#attached = false;
    this.#closedBlock = false;
    // `<image>` is renamed on the way.
    const tag = token.tagName;
    this.#before = this.#findings.length;
    if (tag === "p") this.#outerParagraph = undefined;
    super.onStartTag(token);
    // Where it closed something (`<select><select>`), that is told.
    if (!this.#attached) this.#drop(tag, this.#findings.length > this.#before ? null : token.location);
    this.#startTag = undefined;
  }

  #drop(tag: string, location: Token.Location | null): void {
    // Without its row a cell is lost too. A `<select>` may hold more than parse5 knows.
    const isPart = tableParts.has(tag) && [...tableParts].some((part) => part !== tag && this.#ignored.get(part));
    add(this.#ignored, tag, 1);
    if (!location || isPart || this.#openSelects > 0 || tag === "html" || tag === "head" || tag === "body") return;
    this.#misplaced.push({ kind: "dropped", tag, range: rangeOf(location) });
  }

  /** Told once for a table: what follows has the same cause. */
  #fostered(tag: string | undefined, location: Token.Location): void {
    const table = this.openElements.items[this.openElements.tagIDs.lastIndexOf(html.TAG_ID.TABLE)];
    if (!table || this.#emptied.has(table)) return;
    this.#emptied.add(table);
    this.#misplaced.push({ kind: "fostered", tag, range: rangeOf(location) });
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
    const early = this.#closedEarly.get(element.attrs);
    if (early) early.reopened = true;
    else if (this.#startTag) {
      if (moves && !this.#attached) this.#fostered(element.tagName, location);
      this.#attached = true;
      if (formatting.has(element.tagName)) this.#startTags.set(element.attrs, location);
      if (this.#startTag.selfClosing) this.#selfClosing.add(element);
    }
  }

  override onItemPush(node: Node, tagID: number, isTop: boolean): void {
    super.onItemPush(node, tagID, isTop);
    this.#changes++;
    if (tagID === html.TAG_ID.SELECT) this.#openSelects++;
  }

  /** The adoption agency (`<b><p>x</b>`) moves the children of the furthest block, then closes the element. */
  override _adoptNodes(donor: Node, recipient: Node): void {
    super._adoptNodes(donor, recipient);
    if (this.#inEndTag && "tagName" in donor) this.#furthestBlock = donor;
  }

  override onItemPop(node: Node, isTop: boolean): void {
    super.onItemPop(node, isTop);
    this.#changes++;
    if ("tagName" in node && node.tagName === "select") this.#openSelects--;
    const token = this.currentToken;
    if (this.#atEnd || !token || !("tagName" in node) || !("tagName" in token)) return;
    const isEnd = this.#inEndTag;
    const byMarkdown = !this.isAtImpliedTag ? undefined : isEnd ? "end" : "start";
    if (node.attrs === impliedAttributes) {
      if (byMarkdown) {
        this.#closedBlock ||= isBlock(node);
        return;
      }
      for (const finding of this.#findings.slice(this.#before)) finding.byMarkdown = isEnd ? "end" : "start";
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
      this.#closed = true;
      const finding = this.#closeEarly(node, tag, at.startOffset, token.tagName);
      if (finding) this.#pair(finding, rangeOf(at));
    } else if (at) this.#closeEarly(node, tag, at.startOffset, token.tagName, isEnd ? undefined : rangeOf(at));
  }

  #closeByOwnTag(node: Element, tag: string, end: Range, isTop: boolean): void {
    // Only `</p>` and `</br>` make an element to close: it has no place in the source. Nor has one of Markdown's.
    if (node.attrs === impliedAttributes || (!node.sourceCodeLocation && (tag === "p" || tag === "br"))) {
      this.#madeElement = true;
      return;
    }
    this.#closed = true;
    const early = this.#closedEarly.get(node.attrs);
    if (early) {
      if (!early.end) this.#pair(early, end);
      return;
    }
    if (this.#selfClosing.delete(node)) add(this.#taken, tag, 1);
    const block = isTop ? undefined : this.#furthestBlock;
    const startTag = node.sourceCodeLocation?.startTag;
    if (!block || !startTag || !formatting.has(tag)) return;
    const closedAt = block.sourceCodeLocation?.startOffset ?? end.start;
    this.#findings.push({
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

  /** An element that `closedBy` (or the end of the text) closed. Returns the finding if it is one to be told. */
  #closeEarly(
    node: Element,
    tag: string,
    closedAt: number,
    closer: string | undefined,
    inner?: Range,
    byMarkdown?: "start" | "end",
  ): Finding | undefined {
    const closedBy = byMarkdown ? undefined : closer;
    const holdsBlock = this.#closedBlock;
    this.#closedBlock ||= isBlock(node);
    const startTag = node.sourceCodeLocation?.startTag ?? this.#startTags.get(node.attrs);
    if (!startTag || endless.has(tag)) return undefined;
    const finding: Finding = {
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
      // Where Markdown ends it, its own end tag may still come: `<p>甲`, an empty line, `乙</p>`.
      if (byMarkdown) add(this.#ignored, tag, 1);
      else if (closedBy !== tag && closedBy !== undefined) this.#omitted.set(tag, finding);
      else if (tag === "p" && inner) this.#outerParagraph = { finding, parent: node.parentNode };
      return undefined;
    }
    // parse5's own code tells of `<div/>`; a clone repeats what its original said.
    if (this.#selfClosing.delete(node) || this.#closedEarly.has(node.attrs) || add(this.#taken, tag, -1))
      return undefined;
    this.#closedEarly.set(node.attrs, finding);
    this.#findings.push(finding);
    const stray = this.#stray.get(tag)?.at(-1);
    if (stray?.end && stray.end.start > startTag.startOffset) {
      this.#stray.get(tag)?.pop();
      stray.silent = true;
      finding.end = stray.end;
      // What stood open between the element and its end tag.
      finding.closedBy = stray.closedBy;
      finding.hasEffect ||= stray.hasEffect;
    } else push(this.#unclosed, tag, finding);
    return finding;
  }

  /** Whether the start tag that closed an element would do more, or less, had an end tag closed it just before. */
  #opensWithMore(tag: string, closedBy: string | undefined): boolean {
    // It opens formatting elements again before it looks for another one of its kind.
    if (closedBy === "nobr" || tag === "template") return true;
    // It closes the heading that it stands in, and no other.
    const { current } = this.openElements;
    return headings.has(tag) && current !== undefined && "tagName" in current && headings.has(current.tagName);
  }

  override onEndTag(token: Token.TagToken): void {
    // Within tables a token is handed on from one mode to the next.
    if (this.#inEndTag) {
      super.onEndTag(token);
      return;
    }
    this.#readImplied(token.location?.startOffset ?? 0);
    this.#inEndTag = true;
    this.#closed = false;
    this.#madeElement = false;
    this.#changes = 0;
    this.#closedBlock = false;
    this.#furthestBlock = undefined;
    this.#before = this.#findings.length;
    const entry = this.#entryOf(token.tagName);
    super.onEndTag(token);
    this.#inEndTag = false;
    // Elements that went down with a misnested one have the same cause.
    if (this.#furthestBlock)
      for (const finding of this.#findings.slice(this.#before)) if (!finding.end) finding.silent = true;
    if (!this.#closed && token.location)
      this.#closedNothing(token.tagName, rangeOf(token.location), entry !== this.#entryOf(token.tagName));
  }

  /** What would open again of this name: an end tag that closes nothing makes HTML forget it. */
  #entryOf(tag: string) {
    return formatting.has(tag) ? this.activeFormattingElements.getElementEntryInScopeWithTagName(tag) : null;
  }

  #closedNothing(tag: string, end: Range, forgets: boolean): void {
    if (tag === "html" || tag === "head" || tag === "body") return;
    if (add(this.#ignored, tag, -1)) return;
    const hasEffect = this.#madeElement || this.#changes > 0 || tag === "form";
    const early = this.#unclosed.get(tag)?.at(-1);
    if (early) {
      early.hasEffect ||= hasEffect;
      this.#pair(early, end);
      return;
    }
    // `<p><p>甲</p>乙</p>`
    const outer = tag === "p" ? this.#outerParagraph : undefined;
    if (outer && outer.parent === this.openElements.current) {
      this.#outerParagraph = undefined;
      this.#findings.push({ ...outer.finding, end, hasEffect });
      return;
    }
    const omitted = this.#omitted.get(tag);
    if (omitted) {
      this.#omitted.delete(tag);
      this.#findings.push({ ...omitted, end, hasEffect });
      return;
    }
    const { current } = this.openElements;
    const stray: Finding = {
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
    this.#findings.push(stray);
    push(this.#stray, tag, stray);
    this.#lastStray = stray;
  }

  #pair(early: Finding, end: Range): void {
    early.end = end;
    const waiting = this.#unclosed.get(early.tag);
    const index = waiting?.lastIndexOf(early) ?? -1;
    if (index !== -1) waiting?.splice(index, 1);
  }

  override onEof(token: Token.EOFToken): void {
    this.#readImplied(Number.POSITIVE_INFINITY);
    if (!this.#atEnd) {
      const end = token.location?.startOffset ?? 0;
      this.#closedBlock = false;
      for (let slot = this.openElements.stackTop; slot > 0; slot = this.openElements.slotBelow(slot)) {
        const node = this.openElements.items[slot];
        if (!node || !("tagName" in node)) continue;
        this.#closeEarly(node, node.tagName.toLowerCase(), end, undefined);
      }
      this.#atEnd = true;
    }
    super.onEof(token);
  }

  /** What was found, in the order of the text; offsets are those of the parsed text. */
  get tagProblems(): TagProblem[] {
    const findings = this.#findings.filter(({ silent }) => !silent);
    /** By the start tag that closed them: the outermost element that cannot hold it. */
    const nested = new Map<number, Finding>();
    for (const finding of findings) {
      const { inner, start, end } = finding;
      if (!inner || !start || !end || !excludes(finding)) continue;
      const other = nested.get(inner.start)?.start;
      if (!other || start.start < other.start) nested.set(inner.start, finding);
    }
    const isConsequence = ({ inner, start, end }: Finding): boolean => {
      const cause = inner && end && nested.get(inner.start)?.start;
      return cause !== undefined && start !== undefined && cause.start < start.start;
    };
    // An end tag there would close another one of its name.
    const ended = new Set<string>();
    const shared = new Set<string>();
    for (const { tag, closedAt, byMarkdown } of findings) {
      const end = `${tag} ${closedAt}`;
      if (byMarkdown && ended.has(end)) shared.add(end);
      ended.add(end);
    }
    return [
      ...findings
        .filter((finding) => !isConsequence(finding))
        .map((finding) => toProblem(finding, shared.has(`${finding.tag} ${finding.closedAt}`))),
      ...this.#misplaced,
    ].sort((a, b) => a.range.start - b.range.start);
  }
}

const isBlock = ({ namespaceURI, tagName }: Element): boolean =>
  html.SPECIAL_ELEMENTS[namespaceURI].has(html.getTagID(tagName));

/** Whether the element may not hold the one that closed it, in HTML's own view. */
const excludes = ({ tag, closedBy = "" }: Finding): boolean =>
  (tag === closedBy && selfExcluding.has(tag)) ||
  (headings.has(tag) && headings.has(closedBy)) ||
  (tag === "p" && !tableParts.has(closedBy)) ||
  tag === "svg" ||
  tag === "math";

function toProblem(finding: Finding, isShared: boolean): TagProblem {
  const { tag, start, closedAt, byMarkdown, closedBy, inner, end, reopened, holdsBlock, hasEffect } = finding;
  if (start && end && inner && closedBy !== undefined && excludes(finding))
    return { kind: "nested", tag, range: start, closedAt, closedBy, inner, strayEnd: end };
  if (start && end) {
    const keepsTree = !hasEffect && !reopened && !holdsBlock && !markers.has(tag);
    const closer = closedBy ?? tag;
    return { kind: "misnested", tag, range: start, closedAt, closedBy: closer, strayEnd: end, holdsBlock, keepsTree };
  }
  if (start) {
    // What is open keeps out others of its kind: a `<select>` within another one is read as its end tag.
    const isOpened = byMarkdown === "end" && !isShared ? reopened : reopens(tag);
    const isWithin = closedBy !== undefined || byMarkdown !== undefined;
    const keepsOut = isWithin && (isOpened || tag === "select" || tag === "form");
    const keepsTree = !hasEffect && !holdsBlock && !keepsOut;
    return { kind: "unclosed", tag, range: start, closedAt, closedBy, keepsTree };
  }
  return { kind: "stray", tag, range: end ?? { start: closedAt, end: closedAt }, keepsTree: !hasEffect };
}

/** Whether closing an element early leaves the tree behind it as it is, wherever that is. */
export const reopens = (tag: string): boolean => formatting.has(tag) || markers.has(tag);

const rangeOf = ({ startOffset, endOffset }: { startOffset: number; endOffset: number }): Range => ({
  start: startOffset,
  end: endOffset,
});

/** Counts up, or down if there is something to take away; returns whether it could. */
function add(counts: Map<string, number>, tag: string, by: number): boolean {
  const count = (counts.get(tag) ?? 0) + by;
  if (count < 0) return false;
  counts.set(tag, count);
  return true;
}

function push(lists: Map<string, Finding[]>, tag: string, finding: Finding): void {
  const list = lists.get(tag);
  if (list) list.push(finding);
  else lists.set(tag, [finding]);
}
