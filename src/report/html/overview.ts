/** The head of the page: what a person can tell others, and the totals. */
import { t } from "../../platform/i18n.js";
import { largest, smallest } from "../../platform/lists.js";
import type { RunEnd, Summary } from "../../results.js";
import { count, grouped } from "../count.js";
import { fixedSentence, internalLine } from "../summary.js";
import type { ReportOptions } from "../types.js";
import { sparkline } from "./charts.js";
import { type RunTotals, totalsOf } from "./history.js";
import { type Markup, markup } from "./markup.js";
import { sum, type Tally } from "./tally.js";

/** The earlier runs and this one. */
export function runs(
  { summary }: RunEnd,
  tally: Tally,
  { history = [], now = new Date() }: ReportOptions,
): RunTotals[] {
  const rules = Object.fromEntries([...tally.rules].map(([name, counts]) => [name, sum(counts)]));
  return [...history, totalsOf(summary, now, rules)];
}

/** @param all the earlier runs and this one. */
export function overview(run: RunEnd, tally: Tally, options: ReportOptions, all: readonly RunTotals[]): Markup {
  const { summary, notes } = run;
  const { now = new Date(), history = [] } = options;
  const last = history.at(-1);
  const state = summary.failures + summary.errors > 0 ? "error" : summary.warnings > 0 ? "warning" : "ok";
  const facts = [
    count(summary.articles, "article"),
    markup`<time datetime="${now.toISOString()}">${moment(now)}</time>`,
    t("report.html.seconds", "{seconds} s", { seconds: (summary.ms / 1000).toFixed(1) }),
    last ? t("report.html.comparedWith", "compared with {moment}", { moment: moment(new Date(last.at)) }) : false,
  ].filter((fact) => fact !== false);
  return markup`<section class="overview" aria-labelledby="verdict">
<h1 id="verdict" class="${state}">${sign(state)}<span>${headline(summary, tally)}</span></h1>
<p class="totals">${totals(summary)}</p>
<p class="facts">${facts.map((fact, at) => markup`${at > 0 && " · "}${fact}`)}</p>
<dl class="tiles">
${tile(t("report.heading.errors", "Errors"), "errors", summary.errors, all, "errors", last)}
${tile(t("report.heading.warnings", "Warnings"), "warnings", summary.warnings, all, "warnings", last)}
${tile(t("report.html.fixableWithFix", "Fixable with --fix"), "fixable", summary.fixable, all, "fixable", undefined, summary.unsafeFixable > 0 ? t("report.html.andUnsafe", "{count} more with --unsafe-fixes", { count: grouped(summary.unsafeFixable) }) : undefined)}
${summary.images.total > 0 && tile(t("report.html.brokenImages", "Broken images"), "lost", summary.images.broken, all, "brokenImages", last, t("report.html.of", "of {count}", { count: grouped(summary.images.total) }))}
${summary.links.total > 0 && tile(t("report.html.brokenLinks", "Broken links"), "lost", summary.links.broken, all, "brokenLinks", last, t("report.html.of", "of {count}", { count: grouped(summary.links.total) }))}
</dl>
${remarks(summary, tally, options)}
${
  tally.failures.length > 0 &&
  markup`<div class="notice error" role="group" aria-labelledby="failures-title"><h2 id="failures-title">${t("report.html.failures", "{files} could not be checked", { files: count(summary.failures, "file") })}</h2><ul>${tally.failures.map(({ path: file, message }) => markup`<li><code>${file}</code>: ${message}</li>`)}${tally.moreFailures > 0 && markup`<li>${t("report.andMore", "and {count} more", { count: grouped(tally.moreFailures) })}</li>`}</ul></div>`
}
${
  notes.length > 0 &&
  markup`<div class="notice" role="group" aria-labelledby="notes-title"><h2 id="notes-title">${t("report.html.notes", "Notes")}</h2><ul>${notes.map((note) => markup`<li>${note}</li>`)}</ul></div>`
}</section>`;
}

/** One sentence: `23 of 33 articles have errors`. */
function headline({ articles, errors, warnings, failures }: Summary, tally: Tally): string {
  const of = (affected: number) => ({ affected: grouped(affected), articles: count(articles, "article") });
  const { withErrors, withWarnings } = tally;
  // A violation may be about the site as a whole, so that no article has it.
  if (errors > 0 && withErrors === 0) return count(errors, "error");
  if (errors > 0)
    return withErrors === 1
      ? t("report.html.articleHasErrors", "{affected} of {articles} has errors", of(withErrors))
      : t("report.html.articlesHaveErrors", "{affected} of {articles} have errors", of(withErrors));
  if (warnings > 0 && withWarnings === 0) return count(warnings, "warning");
  if (warnings > 0)
    return withWarnings === 1
      ? t("report.html.articleHasWarnings", "{affected} of {articles} has warnings", of(withWarnings))
      : t("report.html.articlesHaveWarnings", "{affected} of {articles} have warnings", of(withWarnings));
  return failures > 0
    ? t("report.html.incomplete", "Not everything could be checked")
    : t("report.html.noViolations", "No violations");
}

/** `17 errors and 39 warnings` */
function totals({ errors, warnings }: Summary): string | false {
  const counts = [
    ...(errors > 0 ? [count(errors, "error")] : []),
    ...(warnings > 0 ? [count(warnings, "warning")] : []),
  ];
  return counts.length > 0 && counts.join(t("report.html.and", " and "));
}

/** Remarks about the run that the totals do not include. */
function remarks(summary: Summary, tally: Tally, { isDryRun }: ReportOptions): Markup | false {
  const { fixed, suppressed = 0, baselined = 0, errors, warnings } = summary;
  const hidden = errors + warnings - tally.errors - tally.warnings;
  const lines = [
    fixed > 0 && fixedSentence(fixed, isDryRun),
    suppressed > 0 &&
      t("report.html.suppressed", "{violations} suppressed by directives.", {
        violations: count(suppressed, "violation"),
      }),
    baselined > 0 &&
      t("report.html.baselined", "{violations} accepted by the baseline.", {
        violations: count(baselined, "violation"),
      }),
    hidden > 0 &&
      t("report.html.quiet", "{warnings} not listed because of --quiet.", {
        warnings: count(hidden, "warning"),
      }),
    internalLine(summary),
  ].filter((line) => line !== false && line !== undefined);
  return lines.length > 0 && markup`<ul class="remarks">${lines.map((line) => markup`<li>${line}</li>`)}</ul>`;
}

type TotalName = "errors" | "warnings" | "fixable" | "brokenImages" | "brokenLinks";

function tile(
  name: string,
  kind: string,
  value: number,
  all: readonly RunTotals[],
  key: TotalName,
  last: RunTotals | undefined,
  more?: string,
): Markup {
  const before = last?.[key];
  const known = all.flatMap((run) => run[key] ?? []);
  const [low, high] = [smallest(known), largest(known)];
  return markup`<div class="tile ${kind}${value === 0 && " none"}"><dt>${name}</dt><dd><span class="value">${grouped(value)}</span>${more !== undefined && markup` <span class="more">${more}</span>`}${before !== undefined && markup` ${trend(value - before)}`}</dd>${
    // A flat line says nothing.
    low < high &&
    markup`<dd class="runs">${sparkline(known)}<span class="more">${t("report.html.runsRange", "{count} runs: {low} to {high}", { count: known.length, low: grouped(low), high: grouped(high) })}</span></dd>`
  }</div>`;
}

function trend(difference: number): Markup {
  if (difference === 0) return markup`<span class="trend same">${t("report.html.unchanged", "unchanged")}</span>`;
  return difference < 0
    ? markup`<span class="trend better"><span aria-hidden="true">▼</span> ${t("report.html.fewer", "{count} fewer", { count: grouped(-difference) })}</span>`
    : markup`<span class="trend worse"><span aria-hidden="true">▲</span> ${t("report.html.more", "{count} more", { count: grouped(difference) })}</span>`;
}

function sign(state: "error" | "warning" | "ok"): Markup {
  const shapes = { error: "M5 5l6 6M11 5l-6 6", warning: "M8 4.5v4.5M8 11.4v.2", ok: "M4.6 8.4l2.3 2.3l4.5-5" };
  return markup`<svg class="sign" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="7.5"></circle><path d="${shapes[state]}"></path></svg>`;
}

const inMonth: readonly ((day: number, year: number, time: string) => string)[] = [
  (day, year, time) => t("report.html.january", "{day} January {year}, {time} UTC", { day, year, time }),
  (day, year, time) => t("report.html.february", "{day} February {year}, {time} UTC", { day, year, time }),
  (day, year, time) => t("report.html.march", "{day} March {year}, {time} UTC", { day, year, time }),
  (day, year, time) => t("report.html.april", "{day} April {year}, {time} UTC", { day, year, time }),
  (day, year, time) => t("report.html.mayMoment", "{day} May {year}, {time} UTC", { day, year, time }),
  (day, year, time) => t("report.html.june", "{day} June {year}, {time} UTC", { day, year, time }),
  (day, year, time) => t("report.html.july", "{day} July {year}, {time} UTC", { day, year, time }),
  (day, year, time) => t("report.html.august", "{day} August {year}, {time} UTC", { day, year, time }),
  (day, year, time) => t("report.html.september", "{day} September {year}, {time} UTC", { day, year, time }),
  (day, year, time) => t("report.html.october", "{day} October {year}, {time} UTC", { day, year, time }),
  (day, year, time) => t("report.html.november", "{day} November {year}, {time} UTC", { day, year, time }),
  (day, year, time) => t("report.html.december", "{day} December {year}, {time} UTC", { day, year, time }),
];

/** A date and time in UTC. */
function moment(date: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  return inMonth[date.getUTCMonth()]?.(date.getUTCDate(), date.getUTCFullYear(), time) ?? "";
}
