/** The fixes of an article that were refused in earlier passes of `--fix`. Most of them would be refused again. */
import type { Candidate } from "./conflicts.js";

/** The text around a fix, in characters on each side, by which it is found again after others were applied. */
const context = 60;

export class Refusals {
  readonly #reasons = new Map<string, string>();
  #isUsed = false;

  /** Whether a fix was refused because it had been refused before. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  /** Why the same fix at a place with the same text around it was refused. */
  reasonFor(text: string, candidate: Candidate): string | undefined {
    if (this.#reasons.size === 0) return undefined;
    const reason = this.#reasons.get(keyOf(text, candidate));
    this.#isUsed ||= reason !== undefined;
    return reason;
  }

  keep(text: string, candidate: Candidate, reason: string): void {
    this.#reasons.set(keyOf(text, candidate), reason);
  }

  /** So that every fix is proven again. */
  forget(): void {
    this.#reasons.clear();
    this.#isUsed = false;
  }
}

function keyOf(text: string, { rule, fix }: Candidate): string {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const { range } of fix.edits) {
    start = Math.min(start, range.start);
    end = Math.max(end, range.end);
  }
  const edits = fix.edits.map(({ range, text: by }) => [range.start - start, range.end - start, by]);
  // The text between edits that are far from each other is not a part of the key, which would be long.
  const [before, after] = [text.slice(Math.max(0, start - context), start), text.slice(end, end + context)];
  return JSON.stringify([rule, edits, before, text.slice(start, Math.min(end, start + context)), after]);
}
