/** The edits of a pass with what their fixes declare to change. */
import type { Change, Edit, Range } from "../../article/types.js";
import type { ResultFix } from "../../results.js";
import { Offsets } from "./offsets.js";

const keyOf = ({ range, text }: Edit): string => `${range.start}-${range.end}-${text}`;

export class DeclaredEdits {
  readonly offsets: Offsets;
  readonly #changes = new Map<string, Set<Change>>();
  readonly #fixes = new Map<string, Set<ResultFix>>();

  /** @param edits those of the fixes, sorted and without duplicates. */
  constructor(
    readonly edits: readonly Edit[],
    fixes: readonly ResultFix[],
  ) {
    this.offsets = new Offsets(edits);
    for (const fix of fixes)
      for (const edit of fix.edits) {
        const key = keyOf(edit);
        const known = this.#changes.get(key) ?? new Set();
        for (const change of fix.changes ?? []) known.add(change);
        this.#changes.set(key, known);
        this.#fixes.set(key, (this.#fixes.get(key) ?? new Set()).add(fix));
      }
  }

  declares(edit: Edit, change: Change): boolean {
    return this.#changes.get(keyOf(edit))?.has(change) ?? false;
  }

  /** Whether an edit that touches this range declares the change. */
  mayChange(range: Range, change: Change): boolean {
    return this.offsets.touching(range).some((edit) => this.declares(edit, change));
  }

  /** The same for a range of the edited text. */
  mayHaveChanged(range: Range, change: Change): boolean {
    return this.offsets.newTouching(range).some(({ edit }) => this.declares(edit, change));
  }

  /** Whether all edits that touch this range are of one fix. */
  isOfOneFix(range: Range): boolean {
    const fixes = this.offsets.touching(range).map((edit) => this.#fixes.get(keyOf(edit)));
    const [first] = [...(fixes[0] ?? [])];
    return first !== undefined && fixes.every((one) => one?.has(first));
  }
}
