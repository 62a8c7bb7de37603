/**
 * A baseline accepts existing violations, so that only new ones are reported. Violations are matched by fingerprint:
 * first by the complete one, then, for the remaining ones, without the text around.
 */
import path from "node:path";
import { replaceUserFile } from "../platform/atomic-write.js";
import { t } from "../platform/i18n.js";
import { exists, existsInFolders } from "../platform/paths.js";
import { turns } from "../platform/turns.js";
import type { CheckedRules, FileResult, Violation } from "../results.js";
import { type BaselineContent, baselineText, type Entries, readBaseline } from "./file.js";
import { fingerprint } from "./fingerprint.js";
import { FolderEntries, type FolderEntry, type FoldKind, folderMap, foldKind } from "./folders.js";

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
interface FingerprintEntry extends FoldKind {
  readonly print: string;
  /** Accepted by an entry for a folder, not by one for the file. */
  readonly byFolder?: FolderEntry;
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
  const nothing = { files: new Map(), folders: new Map(), text: "" };
  const read = isThere || mustExist ? await readBaseline(file, shown) : nothing;
  return new Baseline(request, read, read.text);
}

/** A folded violation for the baseline. Structurally equal to `FoldedScope` of src/run/fold/fold.ts. */
export interface FoldedKind extends FoldKind {
  /** As displayed. */
  readonly folder: string;
  /** The number of articles of the run in the folder. */
  readonly of: number;
}

export class Baseline {
  readonly #request: BaselineRequest;
  readonly #before: Entries;
  readonly #text: string;
  readonly #after: Entries;
  readonly #seen = new Set<string>();
  readonly #folders: FolderEntries;
  /** The folded violations of this run, with `update`. */
  readonly #newFolders = new FolderEntries();
  /** The old folder entries that accepted a violation. */
  readonly #usedFolders = new Set<string>();
  /** The number of articles in which the rule of an old folder entry has run. */
  readonly #checkedIn = new Map<string, number>();
  /** With `update`: the recorded violations that an old folder entry accepts. They are dropped if that entry stays. */
  readonly #coveredPrints: {
    readonly key: string;
    readonly rule: string;
    readonly print: string;
    readonly by: string;
  }[] = [];
  #stale = 0;
  #baselined = 0;
  #files = 0;

  constructor(request: BaselineRequest, { files, folders }: BaselineContent, text: string) {
    this.#request = request;
    this.#before = files;
    this.#folders = new FolderEntries(folders);
    this.#text = text;
    this.#after = new Map(files);
  }

  /** Whether all violations of this run are accepted and none is reported. */
  get acceptsAll(): boolean {
    return this.#request.mode === "update";
  }

  /** With `update`: records the folded violations of the run, before its results are finished. */
  recordFolded(folded: readonly FoldedKind[], cwd: string): void {
    if (!this.acceptsAll) return;
    for (const { folder, of, ...kind } of folded)
      this.#newFolders.add({
        folder: this.#key(path.resolve(cwd, folder)) || ".",
        rule: kind.rule,
        kind: foldKind(kind),
        articles: of,
      });
  }

  /** @param file absolute. */
  split(file: string, violations: readonly Violation[], text: string): BaselineSplit {
    const entries = this.#before.get(this.#key(file));
    const key = this.#key(file);
    const prints = violations.map((violation) => {
      const { rule, messageId, cause, deadHost } = violation;
      const kind = {
        rule,
        messageId,
        ...(cause !== undefined && { cause }),
        ...(deadHost !== undefined && { deadHost }),
      };
      return { violation, entry: kind, rule, ...fingerprint(violation, text) };
    });
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
    const byFolder = new Map<Violation, FolderEntry>();
    for (const { violation } of prints) {
      const entry = isBaselined.has(violation) ? undefined : this.#folders.for(key, violation);
      if (entry) byFolder.set(violation, entry);
    }
    const all = prints.map(({ violation, entry, print }): FingerprintEntry => {
      const folder = byFolder.get(violation);
      return { ...entry, print, ...(folder && { byFolder: folder }) };
    });
    return {
      // With `update`, violations are fixed before the remaining ones are accepted.
      new: this.acceptsAll ? violations : violations.filter((one) => !isBaselined.has(one) && !byFolder.has(one)),
      baselined: all.filter((_, at) => {
        const violation = violations[at] as Violation;
        return isBaselined.has(violation) || byFolder.has(violation);
      }),
      all,
    };
  }

  /** Records the violations of a file. Returns the result without the accepted ones, and with their number. */
  finish(file: string, result: FileResult, { split, checkedRules }: BaselineCheck): FileResult {
    const { known, enabled, unchecked } = checkedRules;
    const key = this.#key(file);
    this.#seen.add(key);
    // A rule that threw may have missed violations, so the old entries stay.
    if (result.errors.length > 0) return result;
    const isUpdate = this.acceptsAll;
    const prints = isUpdate ? split.all : split.baselined;
    const isChecked = (rule: string) => !known.has(rule) || (enabled.has(rule) && !unchecked.has(rule));
    for (const entry of this.#folders.above(key)) {
      const id = idOf(entry);
      if (isChecked(entry.rule)) this.#checkedIn.set(id, (this.#checkedIn.get(id) ?? 0) + 1);
    }
    const next = new Map<string, Map<string, number>>();
    for (const one of prints) {
      const { rule, print, byFolder } = one;
      if (byFolder) this.#usedFolders.add(idOf(byFolder));
      if (isUpdate ? this.#newFolders.for(key, one) : byFolder) continue;
      if (byFolder) this.#coveredPrints.push({ key, rule, print, by: idOf(byFolder) });
      const counts = next.get(rule) ?? new Map<string, number>();
      next.set(rule, counts.set(print, (counts.get(print) ?? 0) + 1));
    }
    let stale = 0;
    for (const [rule, counts] of this.#before.get(key) ?? []) {
      if (isChecked(rule)) stale += total(counts);
      // The rule has not run, so its entries stay.
      else next.set(rule, largest(counts, next.get(rule)));
    }
    for (const { rule, byFolder } of split.baselined) if (!byFolder && isChecked(rule)) stale--;
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
    const isThere = existsInFolders();
    const turn = turns();
    for (const [key, rules] of this.#before) {
      await turn();
      if (this.#seen.has(key) || (await isThere(path.resolve(folder, key)))) continue;
      for (const counts of rules.values()) this.#stale += total(counts);
      this.#after.delete(key);
    }
    const folders = await this.#foldersAfter();
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
    const text = baselineText({ files: this.#after, folders: folderMap(folders) });
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

  /** The folder entries that remain. Counts the others as unused, unless this run has recorded new ones. */
  async #foldersAfter(): Promise<FolderEntry[]> {
    const kept: FolderEntry[] = [];
    for (const entry of this.#folders.all()) {
      const id = idOf(entry);
      const isGone = !(await exists(path.resolve(path.dirname(this.#request.file), entry.folder)));
      // A run that checked fewer articles than the folder had may have missed those with the violation.
      const isChecked = isGone || (this.#checkedIn.get(id) ?? 0) >= entry.articles;
      if (isChecked && (this.acceptsAll || !this.#usedFolders.has(id))) {
        this.#stale++;
        continue;
      }
      kept.push(entry);
      for (const { key, rule, print, by } of this.#coveredPrints) {
        const counts = by === id ? this.#after.get(key)?.get(rule) : undefined;
        const count = counts?.get(print) ?? 0;
        if (count > 1) counts?.set(print, count - 1);
        else counts?.delete(print);
      }
    }
    const isNew = new Set(this.#newFolders.all().map(idOf));
    return [...kept.filter((entry) => !isNew.has(idOf(entry))), ...this.#newFolders.all()];
  }

  #key(file: string): string {
    return path.relative(path.dirname(this.#request.file), file).replaceAll(path.sep, "/");
  }
}

const idOf = ({ folder, rule, kind }: FolderEntry): string => `${folder}\n${rule}\n${kind}`;

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
