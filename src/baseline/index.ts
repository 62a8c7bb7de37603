/**
 * A baseline accepts what was found on one day, so that only what is new is reported. Where a violation is known again
 * is decided by its fingerprint: first by all of it, then, for as many as are left, without its surroundings.
 */
import { access } from "node:fs/promises";
import path from "node:path";
import { writeWhole } from "../platform/atomic-write.js";
import { t } from "../platform/i18n.js";
import type { FileResult, Violation } from "../results.js";
import { baselineText, type Entries, readBaseline } from "./file.js";
import { fingerprint } from "./fingerprint.js";

export { defaultBaseline } from "./file.js";

export interface BaselineRequest {
  /** Absolute. */
  readonly file: string;
  /** As it is shown. */
  readonly shown: string;
  /** `check`: accept what stands there. `update`: accept what is found. `prune`: forget what is found no more. */
  readonly mode: "check" | "update" | "prune";
  /** Whether it is an error if the file is not there. */
  readonly mustExist: boolean;
}

/** Which rules have had their say about a file; of others, nothing is known. */
export interface CheckedRules {
  readonly known: ReadonlySet<string>;
  readonly enabled: ReadonlySet<string>;
  readonly open: ReadonlySet<string>;
}

/** The violations of one text, and what the baseline says of them. */
export interface BaselineSplit {
  /** What is to be reported, and fixed. */
  readonly new: readonly Violation[];
  /** Of what is accepted, and of all: rule and fingerprint. */
  readonly baselined: readonly FingerprintEntry[];
  readonly all: readonly FingerprintEntry[];
}
interface FingerprintEntry {
  readonly rule: string;
  readonly print: string;
}

/** @throws UserError if the file is missing or is no baseline. */
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
  #accepted = 0;
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
    const left = new Counts();
    const leftOfKind = new Counts();
    for (const [rule, counts] of entries ?? [])
      for (const [print, count] of counts) {
        left.add(`${rule} ${print}`, count);
        leftOfKind.add(`${rule} ${print.slice(0, print.lastIndexOf(" "))}`, count);
      }
    const isAccepted = new Set<Violation>();
    for (const { violation, rule, kind, print } of prints)
      if (left.take(`${rule} ${print}`) && leftOfKind.take(`${rule} ${kind}`)) isAccepted.add(violation);
    for (const { violation, rule, kind } of prints)
      if (!isAccepted.has(violation) && leftOfKind.take(`${rule} ${kind}`)) isAccepted.add(violation);
    return {
      // What is to be accepted is still to be fixed.
      new: this.#request.mode === "update" ? violations : violations.filter((one) => !isAccepted.has(one)),
      baselined: prints.filter(({ violation }) => isAccepted.has(violation)),
      all: prints,
    };
  }

  /** Notes what was found in a file at last. The result without what is accepted, and with how much that is. */
  finish(file: string, result: FileResult, sifted: BaselineSplit, { known, enabled, open }: CheckedRules): FileResult {
    const key = this.#key(file);
    this.#seen.add(key);
    // Where a rule threw, nobody knows what there is.
    if (result.errors.length > 0) return result;
    const isUpdate = this.#request.mode === "update";
    const prints = isUpdate ? sifted.all : sifted.baselined;
    const next = new Map<string, Map<string, number>>();
    for (const { rule, print } of prints) {
      const counts = next.get(rule) ?? new Map<string, number>();
      next.set(rule, counts.set(print, (counts.get(print) ?? 0) + 1));
    }
    let stale = 0;
    const isJudged = (rule: string) => !known.has(rule) || (enabled.has(rule) && !open.has(rule));
    for (const [rule, counts] of this.#before.get(key) ?? []) {
      if (isJudged(rule)) stale += total(counts);
      // What was not found may well be there.
      else next.set(rule, most(counts, next.get(rule)));
    }
    for (const { rule } of sifted.baselined) if (isJudged(rule)) stale--;
    this.#after.set(key, next);
    this.#stale += stale;
    if (prints.length === 0) return result;
    this.#accepted += prints.length;
    this.#files++;
    return { ...result, violations: isUpdate ? [] : result.violations, accepted: prints.length };
  }

  /** Writes the file if that was asked for. What there is to tell at the end of a run. */
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
    if (text !== this.#text) await writeWhole(file, text, t("baseline.file", "the baseline {file}", { file: shown }));
    return mode === "prune"
      ? [t("baseline.pruned", "{file}: {entries} removed.", { file: shown, entries: entries(this.#stale) })]
      : [
          t("baseline.updated", "{file}: {violations} in {files} accepted.", {
            file: shown,
            violations: violations(this.#accepted),
            files: files(this.#files),
          }),
        ];
  }

  #key(file: string): string {
    return path.relative(path.dirname(this.#request.file), file).replaceAll(path.sep, "/");
  }
}

/** Of each as many as either has. */
function most(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number> = new Map()): Map<string, number> {
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

  /** Whether there was one left. */
  take(key: string): boolean {
    const count = this.#counts.get(key) ?? 0;
    if (count > 0) this.#counts.set(key, count - 1);
    return count > 0;
  }
}
