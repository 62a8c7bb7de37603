/** Aggregates for the page's totals and charts, counted as results arrive, so that no result stays in memory. */

import { folderOf } from "../../platform/paths.js";
import type { FileResult, FoldedViolation, Severity } from "../../results.js";

export interface Counts {
  errors: number;
  warnings: number;
}
export interface RuleCounts extends Counts {
  fixable: number;
  unsafeFixable: number;
  articles: number;
}

const mostFailures = 200;

export class Tally {
  readonly rules = new Map<string, RuleCounts>();
  readonly folders = new Map<string, Counts>();
  /** By `YYYY-MM`; articles without a date under `""`. */
  readonly months = new Map<string, Counts>();
  readonly failures: { readonly path: string; readonly message: string }[] = [];
  /** The number of further failures. */
  moreFailures = 0;
  errors = 0;
  warnings = 0;
  /** Articles with at least one, also if it is folded. */
  withErrors = 0;
  withWarnings = 0;
  /** The number of violations in the list of the page. */
  listed = 0;
  readonly #indexes = new Map<string, number>();

  add({ path, violations, errors, details, article, foldedAs = [] }: FileResult): void {
    if (article !== false) {
      const has = (wanted: Severity) =>
        foldedAs.includes(wanted) || violations.some(({ severity }) => severity === wanted);
      if (has("error")) this.withErrors++;
      if (has("warning")) this.withWarnings++;
    }
    for (const { message } of errors)
      if (this.failures.length < mostFailures) this.failures.push({ path, message });
      else this.moreFailures++;
    if (violations.length === 0) return;
    const seen = new Set<RuleCounts>();
    const folder = countsIn(this.folders, folderOf(path));
    const month = article === false ? undefined : countsIn(this.months, details?.date?.slice(0, 7) ?? "");
    this.listed += violations.length;
    for (const { rule, severity, fix } of violations) {
      const counts = this.#countsOf(rule);
      const kind = severity === "error" ? "errors" : "warnings";
      for (const each of [counts, folder, month, this]) if (each) each[kind]++;
      if (fix) counts[fix.safe ? "fixable" : "unsafeFixable"]++;
      seen.add(counts);
    }
    for (const counts of seen) counts.articles++;
  }

  /** A folded violation counts as one; each violation that a fix removes counts as fixable, as in the summary. */
  addFolded(folded: readonly FoldedViolation[]): void {
    for (const { rule, severity, fixable, unsafeFixable, articles } of folded) {
      const counts = this.#countsOf(rule);
      for (const each of [counts, this]) each[severity === "error" ? "errors" : "warnings"]++;
      counts.fixable += fixable;
      counts.unsafeFixable += unsafeFixable;
      // Other violations of the rule may be in the same articles.
      counts.articles = Math.max(counts.articles, articles);
    }
  }

  #countsOf(rule: string): RuleCounts {
    let counts = this.rules.get(rule);
    if (!counts) {
      counts = { errors: 0, warnings: 0, fixable: 0, unsafeFixable: 0, articles: 0 };
      this.#indexes.set(rule, this.rules.size);
      this.rules.set(rule, counts);
    }
    return counts;
  }

  /** The index in `rules` of a rule with violations. */
  index(rule: string): number {
    return this.#indexes.get(rule) ?? 0;
  }
}

function countsIn(map: Map<string, Counts>, key: string): Counts {
  let counts = map.get(key);
  if (!counts) {
    counts = { errors: 0, warnings: 0 };
    map.set(key, counts);
  }
  return counts;
}

export const sum = ({ errors, warnings }: Counts): number => errors + warnings;
