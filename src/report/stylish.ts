/**
 * For people: violations grouped by file, with the position first, and with the source line under `--verbose`. On a
 * terminal, a long list is replaced by a summary.
 */
import type { ChalkInstance } from "chalk";
import { t } from "../platform/i18n.js";
import type { RunEnd } from "../results.js";
import { wrap } from "./cells.js";
import { count, grouped } from "./count.js";
import { chalkFor, fileText } from "./file-text.js";
import { foldedLines } from "./folded-lines.js";
import { groupLines, hostLines, ruleTable } from "./group-lines.js";
import { Groups } from "./groups.js";
import { factLines, fixedText, noteLines, problemLine } from "./summary.js";
import type { Format, Report, ReportOptions } from "./types.js";
import { widthOf } from "./width.js";

/** The maximum number of violations that a terminal lists individually, about seven screens. */
export const mostListed = 300;
/** The default numbers of groups. */
const groupsOfSummary = { rules: 15, hosts: 5 };
const groupsShown = 20;

export const stylish: Format = (options) => {
  const { groupBy, top } = options.view ?? {};
  return groupBy !== undefined && (groupBy !== "file" || top !== undefined) ? inGroups(options) : listed(options);
};

/** Lists every violation. On a terminal, too many are summarized instead. */
function listed(options: ReportOptions): Report {
  const { view: { all = false, groupBy, statistics = false } = {}, terminal = false } = options;
  const paint = chalkFor(options);
  const rules = new Groups("rule");
  const hosts = new Groups("host");
  const mayHold = terminal && !all && groupBy === undefined;
  let found = 0;
  let held = "";
  let isShortened = false;
  const shorten = () => {
    isShortened = true;
  };
  const isTooMuch = () => found > mostListed;
  return {
    file(result) {
      found += result.violations.length;
      rules.add(result);
      if (!mayHold) return fileText(result, options, paint, shorten);
      hosts.add(result);
      if (isTooMuch()) held = "";
      else held += fileText({ ...result, errors: [] }, options, paint, shorten);
      // Immediately report files that could not be checked: these are not violations and not part of the summary.
      return fileText({ ...result, violations: [] }, options, paint);
    },
    end(run) {
      const lines: string[] = [];
      if (mayHold && isTooMuch()) {
        const { top } = options.view ?? {};
        const heading = t("report.tooMany", "{violations}, too many to list. By rule:", {
          violations: count(found, "violation"),
        });
        lines.push(...fitted(heading, options), "");
        lines.push(...ruleTable(rules, found, options, paint, top ?? groupsOfSummary.rules), "");
        const gone = hostLines(hosts, run, options, paint, { top: top ?? groupsOfSummary.hosts, only: "unreachable" });
        if (gone.length > 0) lines.push(...gone, "");
        lines.push(...foldedLines(run, options, paint));
        lines.push(...closing(run, options, paint), "");
        for (const line of [
          t("report.listAll", "List every violation: --all"),
          t("report.groupBy", "Group by host, URL, folder or article: --group-by host, url, folder or file"),
        ])
          lines.push(...fitted(line, options, "  "));
        return `${lines.join("\n")}\n`;
      }
      if (found > 0 && (statistics || (!mayHold && !all && groupBy === undefined && isTooMuch())))
        lines.push(...ruleTable(rules, found, options, paint, 0), "");
      lines.push(...foldedLines(run, options, paint));
      const more = isShortened
        ? fitted(t("report.shortened", "Some messages are shortened; --verbose shows them in full"), options, "  ")
        : [];
      return `${held}${[...lines, ...closing(run, options, paint), ...more].join("\n")}\n`;
    },
  };
}

/** Lists groups instead of violations. */
function inGroups(options: ReportOptions): Report {
  const { groupBy = "rule", top = groupsShown, statistics = false } = options.view ?? {};
  const paint = chalkFor(options);
  const groups = new Groups(groupBy, { enough: top });
  const rules = new Groups("rule");
  let found = 0;
  return {
    file(result) {
      found += result.violations.length;
      groups.add(result);
      rules.add(result);
      return result.errors.length > 0 ? fileText({ ...result, violations: [] }, options, paint) : "";
    },
    end(run) {
      const lines =
        groupBy === "rule"
          ? ruleTable(rules, found, options, paint, top)
          : groupBy === "host"
            ? hostLines(groups, run, options, paint, { top })
            : groupLines(groups, run, options, paint, { top, by: groupBy });
      if (lines.length > 0) lines.push("");
      if (found > 0 && statistics && groupBy !== "rule") lines.push(...ruleTable(rules, found, options, paint, 0), "");
      return `${[...lines, ...closing(run, options, paint)].join("\n")}\n`;
    },
  };
}

/** The closing lines, independent of what was listed. */
function closing(run: RunEnd, options: ReportOptions, paint: ChalkInstance): string[] {
  const { errors, warnings, failures, fixable, unsafeFixable, fixed, ms } = run.summary;
  const { suppressed = 0, baselined = 0 } = run.summary;
  const colour = errors + failures > 0 ? paint.red : warnings > 0 ? paint.yellow : paint.green;
  const mark = errors + warnings + failures > 0 ? "✖" : "✔";
  const lines: string[] = [];
  if (fixed > 0) lines.push(fixedText(fixed, options.isDryRun));
  if (fixable > 0) lines.push(t("report.fixableWithFix", "{count} fixable with --fix", { count: grouped(fixable) }));
  if (unsafeFixable > 0)
    lines.push(
      fixable > 0
        ? t("report.moreWithUnsafeFixes", "{count} more with --fix --unsafe-fixes", { count: grouped(unsafeFixable) })
        : t("report.fixableWithUnsafeFixes", "{count} fixable with --fix --unsafe-fixes", {
            count: grouped(unsafeFixable),
          }),
    );
  if (suppressed > 0)
    lines.push(
      t("report.suppressed", "{violations} suppressed by directives", {
        violations: count(suppressed, "violation"),
      }),
    );
  if (baselined > 0)
    lines.push(
      t("report.baselined", "{violations} accepted by the baseline", {
        violations: count(baselined, "violation"),
      }),
    );
  lines.push(...factLines(run.summary), ...noteLines(run));
  const headline = `${mark} ${problemLine(run)}`;
  const time = t("report.seconds", " ({seconds} s)", { seconds: (ms / 1000).toFixed(1) });
  return [
    ...(options.terminal && widthOf(headline + time) > options.width
      ? fitted(headline, options).map((line) => colour.bold(line))
      : [colour.bold(headline) + paint.dim(time)]),
    ...lines.flatMap((line) => fitted(line, options, "  ")),
  ];
}

/** On a terminal, wraps the line and indents continuation lines to the start of its text. */
function fitted(line: string, { terminal = false, width }: ReportOptions, indent = ""): string[] {
  if (!terminal) return [indent + line];
  const [first = "", ...more] = wrap(line, Math.max(20, width - indent.length - 2));
  return [indent + first, ...more.map((part) => `${indent}  ${part}`)];
}
