/** What a change has made and what it has settled, for people. */
import { t } from "../platform/i18n.js";
import type { FileResult, RunEnd } from "../results.js";
import { wrap } from "./cells.js";
import { clauses, count, grouped } from "./count.js";
import { chalkFor, fileText } from "./file-text.js";
import { ruleTable } from "./group-lines.js";
import { Groups } from "./groups.js";
import { problemLine } from "./summary.js";
import type { ReportOptions } from "./types.js";
import { visible } from "./visible.js";
import { widthOf } from "./width.js";

/** Rules in the table that replaces a list that is too long. */
const mostRules = 15;
/** File names in the line about what has changed. */
const mostNames = 20;

export interface ReportedChanges {
  /** Results with only the new violations. */
  readonly added: readonly FileResult[];
  /** Results with only the violations that are gone. */
  readonly gone: readonly FileResult[];
}

/**
 * The new violations, then those that are gone.
 *
 * @param most violations that are listed on a terminal; more are replaced by a table of rules.
 */
export function changesText({ added, gone }: ReportedChanges, options: ReportOptions, most: number): string {
  const paint = chalkFor(options);
  const found = problems(added);
  const settled = problems(gone);
  return [
    ...(found > 0
      ? [`${paint.bold.red(t("report.changes.new", "New:"))}\n`, listOf(added, options, most, (text) => text)]
      : []),
    ...(settled > 0
      ? [
          `${paint.bold.green(t("report.changes.gone", "Gone:"))}\n`,
          // Their places are those of the text before the change, and what could be fixed does not matter any more.
          listOf(gone.map(withoutFixes), { ...options, color: false, verbose: false }, most, (text) =>
            text.replace(/[^\n]+/g, (line) => paint.dim(line)),
          ),
        ]
      : []),
  ].join("");
}

function listOf(
  results: readonly FileResult[],
  options: ReportOptions,
  most: number,
  painted: (text: string) => string,
): string {
  const paint = chalkFor(options);
  const found = problems(results);
  if (options.terminal && options.view?.all !== true && found > most) {
    const rules = new Groups("rule");
    for (const result of results) rules.add(result);
    const failures = results.filter(({ errors }) => errors.length > 0);
    const table = ruleTable(rules, found, options, paint, mostRules).map((line) => `${line}\n`);
    return `${painted(table.join(""))}\n${failures.map((one) => fileText({ ...one, violations: [] }, options, paint)).join("")}`;
  }
  return results.map((result) => painted(fileText(result, options, paint))).join("");
}

const problems = (results: readonly FileResult[]): number =>
  results.reduce((sum, { violations, errors }) => sum + violations.length + errors.length, 0);

const withoutFixes = (result: FileResult): FileResult => ({
  ...result,
  violations: result.violations.map(({ fix: _, ...violation }) => violation),
});

/** `2 new, 1 gone; 3 errors, 1 warning in 12 articles` */
export function totalsLine(changes: ReportedChanges, run: RunEnd, options: ReportOptions): string {
  const { errors, warnings, failures, fixed } = run.summary;
  const [added, gone] = [problems(changes.added), problems(changes.gone)];
  const parts = [
    ...(fixed > 0 ? [t("report.changes.fixed", "{count} fixed", { count: grouped(fixed) })] : []),
    added + gone === 0
      ? t("report.changes.none", "nothing new, nothing gone")
      : t("report.changes.count", "{added} new, {gone} gone", { added: grouped(added), gone: grouped(gone) }),
  ];
  const text = t("report.changes.totals", "{changes}; {problems}", {
    changes: clauses(parts),
    problems: problemLine(run),
  });
  const paint = chalkFor(options);
  const colour = errors + failures > 0 ? paint.red : warnings > 0 ? paint.yellow : paint.green;
  const line = `${errors + warnings + failures > 0 ? "✖" : "✔"} ${text}`;
  const lines = options.terminal ? wrap(line, Math.max(20, options.width)) : [line];
  return `${lines.map((one) => colour.bold(one)).join("\n")}\n`;
}

/** `a.md, b.md and 3 more`: as many names as fit in a line, and at least one. */
export function namesLine(names: readonly string[], room: number): string {
  const line = (shown: number) => {
    const list = clauses(names.slice(0, shown).map(visible));
    const rest = names.length - shown;
    return rest === 0
      ? list
      : t("report.changes.andMore", "{files} and {more}", { files: list, more: count(rest, "more file") });
  };
  let shown = Math.min(names.length, mostNames);
  while (shown > 1 && widthOf(line(shown)) > room) shown--;
  return line(shown);
}
