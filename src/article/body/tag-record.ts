/**
 * The record of tags that did not match: elements that HTML closed without their end tag, and end tags that closed
 * nothing. An early close and a late end tag of the same name become one entry, since they have one cause.
 */
import type { Range, TagProblem } from "../types.js";
import type { TagMismatch } from "./tag-problems.js";

/** Identifies an element and its clones: parse5 gives them the same attribute list. */
export type ElementKey = object;

/** Counts tags by name. */
class TagCounter {
  readonly #counts = new Map<string, number>();

  add(tag: string): void {
    this.#counts.set(tag, (this.#counts.get(tag) ?? 0) + 1);
  }

  has(tag: string): boolean {
    return (this.#counts.get(tag) ?? 0) > 0;
  }

  /** Removes one; returns whether there was one. */
  remove(tag: string): boolean {
    const count = this.#counts.get(tag) ?? 0;
    if (count === 0) return false;
    this.#counts.set(tag, count - 1);
    return true;
  }
}

export class TagRecord {
  readonly mismatches: TagMismatch[] = [];
  /** Tags that HTML dropped, and content that it moved out of tables. */
  readonly misplaced: TagProblem[] = [];
  /** Start tags that HTML ignored (`<td>` outside a table): their end tags are not separate problems. */
  readonly ignored = new TagCounter();
  /** End tags that closed an element with `/>` too early: the element for which they were written stays open. */
  readonly taken = new TagCounter();
  readonly #closedEarly = new Map<ElementKey, TagMismatch>();
  /** Without an end tag so far, by tag; the latest last. */
  readonly #unclosed = new Map<string, TagMismatch[]>();
  /** End tags without a start tag so far, by tag; the latest last. */
  readonly #stray = new Map<string, TagMismatch[]>();
  /** The last element of a tag whose end tag may be omitted, and was. */
  readonly #omitted = new Map<string, TagMismatch>();
  /** Where the last start tag of a name is. */
  readonly #lastStart = new Map<string, number>();
  /** The last `<p>` that another one closed, until a third one begins, and the parent of both. */
  #outerParagraph: { readonly mismatch: TagMismatch; readonly parent: object | null } | undefined;

  /** How HTML closed this element, or the one of which it is a clone, without its end tag. */
  closedEarly(key: ElementKey): TagMismatch | undefined {
    return this.#closedEarly.get(key);
  }

  /** Records an element that was closed without its end tag, and joins it with a stray end tag after its start. */
  addEarly(key: ElementKey, mismatch: TagMismatch, start: number): void {
    const { tag } = mismatch;
    this.#closedEarly.set(key, mismatch);
    this.mismatches.push(mismatch);
    const stray = this.#stray.get(tag)?.at(-1);
    if (stray?.end && stray.end.start > start) {
      this.#stray.get(tag)?.pop();
      stray.silent = true;
      mismatch.end = stray.end;
      // The element that was open between the element and its end tag.
      mismatch.closedBy = stray.closedBy;
      mismatch.hasEffect ||= stray.hasEffect;
    } else push(this.#unclosed, tag, mismatch);
  }

  /** Records an element whose end tag may be omitted: it is a problem only if the end tag comes later. */
  addOmitted(mismatch: TagMismatch): void {
    this.#omitted.set(mismatch.tag, mismatch);
  }

  addOuterParagraph(mismatch: TagMismatch, parent: object | null): void {
    this.#outerParagraph = { mismatch, parent };
  }

  /** Records a start tag in the text. */
  begin(tag: string, at: number): void {
    this.#lastStart.set(tag, at);
    if (tag === "p") this.#outerParagraph = undefined;
  }

  /**
   * Whether a late end tag is rather that of another element: after the end of the element around the early one, elements of
   * the same name have begun, and they have their own end tags.
   */
  #isOfAnother({ tag, inner, closedAt }: TagMismatch): boolean {
    return !inner && (this.#lastStart.get(tag) ?? 0) > closedAt;
  }

  /**
   * Joins an end tag that closed nothing with the element for which it was written.
   *
   * @param parent the innermost open element.
   * @returns whether there was such an element.
   */
  joinLateEnd(tag: string, end: Range, hasEffect: boolean, parent: object | undefined): boolean {
    const early = this.#unclosed.get(tag)?.at(-1);
    if (early && !this.#isOfAnother(early)) {
      early.hasEffect ||= hasEffect;
      this.pair(early, end);
      return true;
    }
    // `<p><p>甲</p>乙</p>`
    const outer = tag === "p" ? this.#outerParagraph : undefined;
    if (outer && outer.parent === parent) {
      this.#outerParagraph = undefined;
      this.mismatches.push({ ...outer.mismatch, end, hasEffect });
      return true;
    }
    const omitted = this.#omitted.get(tag);
    if (!omitted || this.#isOfAnother(omitted)) return false;
    this.#omitted.delete(tag);
    this.mismatches.push({ ...omitted, end, hasEffect });
    return true;
  }

  addStray(stray: TagMismatch): void {
    this.mismatches.push(stray);
    push(this.#stray, stray.tag, stray);
  }

  /** Gives an element that was closed early its end tag. */
  pair(early: TagMismatch, end: Range): void {
    early.end = end;
    const waiting = this.#unclosed.get(early.tag);
    const index = waiting?.lastIndexOf(early) ?? -1;
    if (index !== -1) waiting?.splice(index, 1);
  }
}

function push(lists: Map<string, TagMismatch[]>, tag: string, mismatch: TagMismatch): void {
  const list = lists.get(tag);
  if (list) list.push(mismatch);
  else lists.set(tag, [mismatch]);
}
