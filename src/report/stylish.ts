/**
 * For people: violations grouped by file, with the position first, and with the source line under `--verbose`. On a
 * terminal, a long list is replaced by a summary.
 */
import { Chalk, type ChalkInstance } from "chalk";
import { t } from "../platform/i18n.js";
import type { FileResult, RunEnd } from "../results.js";
import { wrap } from "./cells.js";
import { count, grouped } from "./count.js";
import { foldEqual, otherPlaces } from "./equal.js";
import { foldedLines } from "./folded-lines.js";
import { frame } from "./frame.js";
import { groupLines, hostLines, ruleTable } from "./group-lines.js";
import { Groups } from "./groups.js";
import { fileUrl, hyperlink } from "./hyperlink.js";
import { factLines, fixedText, noteLines, problemLine } from "./summary.js";
import type { Format, Report, ReportOptions } from "./types.js";
import { visible } from "./visible.js";
import { padEnd, widthOf } from "./width.js";

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
  const isTooMuch = () => found > mostListed;
  return {
    file(result) {
      found += result.violations.length;
      rules.add(result);
      if (!mayHold) return fileText(result, options, paint);
      hosts.add(result);
      if (isTooMuch()) held = "";
      else held += fileText({ ...result, errors: [] }, options, paint);
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
      return `${held}${[...lines, ...closing(run, options, paint)].join("\n")}\n`;
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

const chalkFor = ({ color }: ReportOptions): ChalkInstance => new Chalk({ level: color ? 1 : 0 });

function fileText(result: FileResult, options: ReportOptions, paint: ChalkInstance): string {
  if (result.violations.length === 0 && result.errors.length === 0) return "";
  const { terminal = false, width, rules } = options;
  const isFolded = terminal && !options.verbose && options.view?.all !== true;
  const all = result.violations.map((violation) => {
    const message = visible(violation.message);
    const place = result.article === false ? "" : `${violation.line}:${violation.column}`;
    const fixable = violation.fix
      ? violation.fix.safe
        ? t("report.tag.fix", " [fix]")
        : violation.fix.refused === undefined
          ? t("report.tag.unsafeFix", " [unsafe fix]")
          : t("report.tag.refusedFix", " [unsafe fix: {reason}]", { reason: violation.fix.refused })
      : "";
    const key = isFolded ? [violation.severity, violation.rule, fixable, message].join("\n") : "";
    return { violation, place, message, fixable, key };
  });
  const rows = (isFolded ? foldEqual(all) : all.map((row) => ({ ...row, others: [] }))).map((row) => {
    const message = row.others.length > 0 ? `${row.message} (×${grouped(row.others.length + 1)})` : row.message;
    return { ...row, message, width: widthOf(message) };
  });
  const placeWidth = Math.max(0, ...rows.map(({ place }) => place.length));
  const severities = { error: t("report.severity.error", "error"), warning: t("report.severity.warning", "warning") };
  const severityWidth = Math.max(...Object.values(severities).map(widthOf));
  const lead = 2 + placeWidth + 2 + severityWidth + 2;
  const tail = Math.max(0, ...rows.map(({ violation, fixable }) => violation.rule.length + widthOf(fixable)));
  // Messages are aligned unless one of them would push the rule names off the screen. A terminal wraps it instead.
  const room = terminal ? width - lead - 2 - tail : Math.max(40, width - placeWidth - 40);
  const messageWidth = Math.min(room, Math.max(0, ...rows.map(({ width }) => width)));
  const lines = [link(paint.underline(visible(result.path)), pathUrl(result, options), options)];
  for (const { violation, place, message, fixable, others, width: messageIs } of rows) {
    const colour = violation.severity === "error" ? paint.red : paint.yellow;
    const severity = colour(padEnd(severities[violation.severity], severityWidth));
    const rule = `${link(paint.dim(violation.rule), rules?.get(violation.rule)?.docs, options)}${paint.dim(fixable)}`;
    const start = `  ${paint.dim(place.padStart(placeWidth))}  ${severity}`;
    const under = " ".repeat(lead);
    if (!terminal || room >= 40) {
      const [first = "", ...more] = terminal ? wrap(message, room) : [message];
      const gap = " ".repeat(Math.max(0, messageWidth - (more.length > 0 ? widthOf(first) : messageIs)));
      lines.push(`${start}  ${first}${gap}  ${rule}`, ...more.map((line) => under + line));
    } else if (width - lead >= 40) {
      // The rule goes below the message if it does not fit on its line.
      const [first = "", ...more] = wrap(message, width - lead);
      lines.push(`${start}  ${first}`, ...more.map((line) => under + line), under + rule);
    } else {
      lines.push(
        start.trimEnd(),
        ...wrap(message, Math.max(20, width - 4)).map((line) => `    ${line}`),
        `    ${rule}`,
      );
    }
    if (others.length > 0) lines.push(under + paint.dim(otherPlaces(others, Math.max(20, width - lead))));
    if (options.verbose && result.text !== undefined) lines.push(...frame(result.text, violation, width, paint));
  }
  const failure = t("report.severity.failure", "failure");
  const indent = 2 + widthOf(failure) + 2;
  for (const { message } of result.errors) {
    const [first = "", ...more] = terminal ? wrap(visible(message), Math.max(20, width - indent)) : [visible(message)];
    lines.push(`  ${paint.red(failure)}  ${first}`, ...more.map((line) => `${" ".repeat(indent)}${line}`));
  }
  return `${lines.join("\n")}\n\n`;
}

function link(text: string, url: string | undefined, { hyperlinks = false }: ReportOptions): string {
  return hyperlinks && url !== undefined ? hyperlink(text, url) : text;
}

const pathUrl = ({ path }: FileResult, { cwd }: ReportOptions): string | undefined =>
  cwd === undefined ? undefined : fileUrl(path, cwd);

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
