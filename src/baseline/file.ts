/** Reads and writes the baseline file: sorted, one entry per line, so that it can be committed and merged. */
import { RefusedFile, readData } from "../platform/disk.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { isRecord } from "../platform/is-record.js";
import { jsonProblem } from "../platform/json-problem.js";
import { turns } from "../platform/turns.js";

export const defaultBaseline = ".stet-baseline.json";

/** The number of accepted violations: by file (relative to the baseline, with `/`), rule and fingerprint. */
export type Entries = Map<string, Map<string, Map<string, number>>>;

export interface BaselineContent {
  readonly files: Entries;
  /**
   * Folded violations, by folder, rule, and message id with the cause if there is one. Each accepts all violations of
   * this kind in the folder. The number is that of the articles in the folder.
   */
  readonly folders: Entries;
}

/** @throws UserError if the file cannot be read or is not a valid baseline. */
export async function readBaseline(file: string, shown: string): Promise<BaselineContent & { readonly text: string }> {
  let text: string;
  try {
    text = readData(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      code === "ENOENT"
        ? t("baseline.notFound", "Baseline {file} not found.", { file: shown })
        : t("baseline.notRead", "Cannot read the baseline {file}: {reason}.", {
            file: shown,
            reason: error instanceof RefusedFile ? error.message : String(code),
          }),
      t("baseline.create", "Run stet with --baseline-update to create a baseline."),
      { cause: error },
    );
  }
  try {
    const data: unknown = JSON.parse(text);
    if (!isRecord(data) || data.version !== 1 || !isRecord(data.files) || !isRecord(data.folders ?? {}))
      throw new Error(t("baseline.invalidForm", 'it must have the form { "version": 1, "files": { … } }'));
    return { files: await entriesIn(data.files), folders: await entriesIn(data.folders ?? {}), text };
  } catch (error) {
    const conflict = /^<{7} /m.test(text);
    throw new UserError(
      t("baseline.invalid", "{file} is not a valid baseline: {reason}.", {
        file: shown,
        reason: conflict
          ? t("baseline.conflict", "it contains merge conflict markers")
          : error instanceof SyntaxError
            ? jsonProblem(error)
            : (error as Error).message,
      }),
      conflict
        ? t("baseline.resolveConflict", "Keep the lines of both sides, then run stet with --baseline-prune.")
        : t("baseline.restore", "Restore the file, or write a new one with --baseline-update."),
      { cause: error },
    );
  }
}

async function entriesIn(data: object): Promise<Entries> {
  const entries: Entries = new Map();
  const turn = turns();
  for (const [file, rules] of Object.entries(data)) {
    await turn();
    if (!isRecord(rules))
      throw new Error(t("baseline.noRules", 'the value of "{file}" must be an object of rules', { file }));
    const byRule = new Map<string, Map<string, number>>();
    for (const [rule, prints] of Object.entries(rules)) {
      if (!isRecord(prints))
        throw new Error(
          t("baseline.noEntries", 'the value of "{rule}" in "{file}" must be an object of entries', { rule, file }),
        );
      const counts = new Map<string, number>();
      for (const [print, count] of Object.entries(prints)) {
        if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 1)
          throw new Error(
            t("baseline.invalidCount", 'the value of "{entry}" in "{file}" must be a positive integer', {
              entry: print,
              file,
            }),
          );
        counts.set(print, count);
      }
      byRule.set(rule, counts);
    }
    entries.set(file, byRule);
  }
  return entries;
}

/** Sorted by code units, independent of the locale. */
const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

/** Without a prototype, because a file may have the name `__proto__`. */
function object<T>(pairs: readonly (readonly [string, T])[]): Record<string, T> {
  const made = Object.create(null) as Record<string, T>;
  for (const [key, value] of pairs) made[key] = value;
  return made;
}

export function baselineText({ files, folders }: BaselineContent): string {
  const folderObject = objectOf(folders);
  const hasFolders = Object.keys(folderObject).length > 0;
  const content = { version: 1, files: objectOf(files), ...(hasFolders && { folders: folderObject }) };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

function objectOf(entries: Entries): Record<string, unknown> {
  const files = sorted(entries).map(([file, rules]) => {
    const kept = sorted(rules).filter(([, prints]) => prints.size > 0);
    return [file, object(kept.map(([rule, prints]) => [rule, object(sorted(prints))] as const))] as const;
  });
  return object(files.filter(([, rules]) => Object.keys(rules).length > 0));
}
