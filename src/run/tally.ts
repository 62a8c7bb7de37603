import type { FileResult, FoldedViolation, Summary } from "../results.js";

/** Counts the totals of a report while results are yielded. */
export class Tally {
  #articles = 0;
  #errors = 0;
  #warnings = 0;
  #fixable = 0;
  #unsafeFixable = 0;
  #fixed = 0;
  #failures = 0;
  #suppressed = 0;
  #baselined = 0;

  add(result: FileResult): FileResult {
    const { violations, errors, fixed, suppressed = 0, baselined = 0, article } = result;
    if (article !== false) this.#articles++;
    this.#suppressed += suppressed;
    this.#baselined += baselined;
    if (errors.length > 0) this.#failures++;
    if (fixed) this.#fixed += fixed.count;
    for (const { severity, fix } of violations) {
      if (severity === "error") this.#errors++;
      else this.#warnings++;
      if (fix?.safe) this.#fixable++;
      else if (fix) this.#unsafeFixable++;
    }
    return result;
  }

  /** A folded violation counts as one. */
  addFolded(folded: readonly FoldedViolation[]): void {
    for (const { severity, fixable, unsafeFixable } of folded) {
      if (severity === "error") this.#errors++;
      else this.#warnings++;
      // Of all articles: this is what --fix would do.
      this.#fixable += fixable;
      this.#unsafeFixable += unsafeFixable;
    }
  }

  /** Without the time that the run took. */
  summary(facts: Pick<Summary, "images" | "links" | "internalLinks">): Omit<Summary, "ms"> {
    return {
      articles: this.#articles,
      errors: this.#errors,
      warnings: this.#warnings,
      fixable: this.#fixable,
      unsafeFixable: this.#unsafeFixable,
      fixed: this.#fixed,
      failures: this.#failures,
      ...(this.#suppressed > 0 && { suppressed: this.#suppressed }),
      ...(this.#baselined > 0 && { baselined: this.#baselined }),
      ...facts,
    };
  }
}
