/**
 * A baseline accepts existing violations, so that only new ones are reported. Violations are matched by fingerprint:
 * first by the complete one, then, for the remaining ones, without the text around.
 */
import { access } from "node:fs/promises";
import path from "node:path";
import { replaceUserFile } from "../platform/atomic-write.js";
import { t } from "../platform/i18n.js";
import type { CheckedRules, FileResult, Violation } from "../results.js";
import { baselineText, type Entries, readBaseline } from "./file.js";
import { fingerprint } from "./fingerprint.js";

export { defaultBaseline } from "./file.js";

export interface BaselineRequest {
  /** Absolute path. */
  readonly file: string;
  /** The path for reports. */
  readonly shown: string;
  /**
   * `check`: accept the violations in the baseline. `update`: replace them with the current ones. `prune`: remove those
   * that no longer occur.
   */
  readonly mode: "check" | "update" | "prune";
  /** Whether a missing file is an error. */
  readonly mustExist: boolean;
}

/** The violations of one text, split into accepted and new ones. */
export interface BaselineSplit {
  /** The violations to report and to fix. */
  readonly new: readonly Violation[];
  /** Rule and fingerprint of the accepted violations, and of all violations. */
  readonly baselined: readonly FingerprintEntry[];
  readonly all: readonly FingerprintEntry[];
}
interface FingerprintEntry {
  readonly rule: string;
  readonly print: string;
}

/** The violations of a file for its baseline entries, and the rules that have run. */
export interface BaselineCheck {
  readonly split: BaselineSplit;
  readonly checkedRules: CheckedRules;
}

/** Adds the violations of rules that ran later: the site rules. */
export function withLaterRules(
  { split, checkedRules }: BaselineCheck,
  rules: Iterable<string>,
  later: BaselineSplit | undefined,
): BaselineCheck {
  const unchecked = new Set(checkedRules.unchecked);
  for (const rule of rules) unchecked.delete(rule);
  return {
    split: {
      new: [...split.new, ...(later?.new ?? [])],
      baselined: [...split.baselined, ...(later?.baselined ?? [])],
      all: [...split.all, ...(later?.all ?? [])],
    },
    checkedRules: { ...checkedRules, unchecked },
  };
}

/**
 * The result without accepted violations. Records the violations of the file for the new baseline. Without a baseline,
 * returns the result unchanged.
 *
 * @param file absolute.
 */
export const filterBaselined = (
  baseline: Baseline | undefined,
  file: string,
  result: FileResult,
  check: BaselineCheck | undefined,
): FileResult => (baseline && check ? baseline.finish(file, result, check) : result);

/** @throws UserError if the file is missing or is not a valid baseline. */
export async function openBaseline(request: BaselineRequest): Promise<Baseline> {
  const { file, shown, mustExist } = request;
  const isThere = await exists(file);
  const read = isThere || mustExist ? await readBaseline(file, shown) : { entries: new Map(), text: "" };
  return new Baseline(request, read.entries, read.text);
}

export class Baseline {
  readonly #request: BaselineRequest;
  readonly #before: Entries;
  readonly #text: string;
  readonly #after: Entries;
  readonly #seen = new Set<string>();
  #stale = 0;
  #baselined = 0;
  #files = 0;

  constructor(request: BaselineRequest, entries: Entries, text: string) {
    this.#request = request;
    this.#before = entries;
    this.#text = text;
    this.#after = new Map(entries);
  }

  /** @param file absolute. */
  split(file: string, violations: readonly Violation[], text: string): BaselineSplit {
    const entries = this.#before.get(this.#key(file));
    const prints = violations.map((violation) => ({
      violation,
      rule: violation.rule,
      ...fingerprint(violation, text),
    }));
    const remaining = new Counts();
    const remainingOfKind = new Counts();
    for (const [rule, counts] of entries ?? [])
      for (const [print, count] of counts) {
        remaining.add(`${rule} ${print}`, count);
        remainingOfKind.add(`${rule} ${print.slice(0, print.lastIndexOf(" "))}`, count);
      }
    const isBaselined = new Set<Violation>();
    for (const { violation, rule, kind, print } of prints)
      if (remaining.take(`${rule} ${print}`) && remainingOfKind.take(`${rule} ${kind}`)) isBaselined.add(violation);
    for (const { violation, rule, kind } of prints)
      if (!isBaselined.has(violation) && remainingOfKind.take(`${rule} ${kind}`)) isBaselined.add(violation);
    return {
      // With `update`, violations are fixed before the remaining ones are accepted.
      new: this.#request.mode === "update" ? violations : violations.filter((one) => !isBaselined.has(one)),
      baselined: prints.filter(({ violation }) => isBaselined.has(violation)),
      all: prints,
    };
  }

  /** Records the violations of a file. Returns the result without the accepted ones, and with their number. */
  finish(file: string, result: FileResult, { split, checkedRules }: BaselineCheck): FileResult {
    const { known, enabled, unchecked } = checkedRules;
    const key = this.#key(file);
    this.#seen.add(key);
    // A rule that threw may have missed violations, so the old entries stay.
    if (result.errors.length > 0) return result;
    const isUpdate = this.#request.mode === "update";
    const prints = isUpdate ? split.all : split.baselined;
    const next = new Map<string, Map<string, number>>();
    for (const { rule, print } of prints) {
      const counts = next.get(rule) ?? new Map<string, number>();
      next.set(rule, counts.set(print, (counts.get(print) ?? 0) + 1));
    }
    let stale = 0;
    const isChecked = (rule: string) => !known.has(rule) || (enabled.has(rule) && !unchecked.has(rule));
    for (const [rule, counts] of this.#before.get(key) ?? []) {
      if (isChecked(rule)) stale += total(counts);
      // The rule has not run, so its entries stay.
      else next.set(rule, largest(counts, next.get(rule)));
    }
    for (const { rule } of split.baselined) if (isChecked(rule)) stale--;
    this.#after.set(key, next);
    this.#stale += stale;
    if (prints.length === 0) return result;
    this.#baselined += prints.length;
    this.#files++;
    return { ...result, violations: isUpdate ? [] : result.violations, baselined: prints.length };
  }

  /** Writes the file if the mode requires it. Returns the notes for the end of the run. */
  async close(): Promise<string[]> {
    const { file, shown, mode } = this.#request;
    const folder = path.dirname(file);
    for (const [key, rules] of this.#before) {
      if (this.#seen.has(key) || (await exists(path.resolve(folder, key)))) continue;
      for (const counts of rules.values()) this.#stale += total(counts);
      this.#after.delete(key);
    }
    if (mode === "check")
      return this.#stale === 0
        ? []
        : [
            t(
              "baseline.unused",
              "{file} has {entries} without a violation. Run stet --baseline-prune to remove them.",
              {
                file: shown,
                entries: entries(this.#stale),
              },
            ),
          ];
    const text = baselineText(this.#after);
    if (text !== this.#text)
      await replaceUserFile(file, text, t("baseline.file", "the baseline {file}", { file: shown }));
    return mode === "prune"
      ? [t("baseline.pruned", "{file}: {entries} removed.", { file: shown, entries: entries(this.#stale) })]
      : [
          t("baseline.updated", "{file}: {violations} in {files} accepted.", {
            file: shown,
            violations: violations(this.#baselined),
            files: files(this.#files),
          }),
        ];
  }

  #key(file: string): string {
    return path.relative(path.dirname(this.#request.file), file).replaceAll(path.sep, "/");
  }
}

/** The larger count for each key. */
function largest(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number> = new Map()): Map<string, number> {
  const both = new Map(a);
  for (const [key, count] of b) both.set(key, Math.max(count, a.get(key) ?? 0));
  return both;
}

const entries = (count: number): string =>
  count === 1 ? t("baseline.oneEntry", "1 entry") : t("baseline.entries", "{count} entries", { count });
const violations = (count: number): string =>
  count === 1 ? t("baseline.oneViolation", "1 violation") : t("baseline.violations", "{count} violations", { count });
const files = (count: number): string =>
  count === 1 ? t("baseline.oneFile", "1 file") : t("baseline.files", "{count} files", { count });

const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, n) => sum + n, 0);

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

class Counts {
  readonly #counts = new Map<string, number>();

  add(key: string, count: number): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
  }

  /** Takes one from the count of a key. False if there is none left. */
  take(key: string): boolean {
    const count = this.#counts.get(key) ?? 0;
    if (count > 0) this.#counts.set(key, count - 1);
    return count > 0;
  }
}
