/**
 * The HTML report: one file that requires neither a network nor a server. Totals and charts do not require a script.
 * Articles are written as their results arrive; only totals stay in memory.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { currentLocale, t, translate } from "../../platform/i18n.js";
import { packageRoot } from "../../platform/package-root.js";
import type { FileResult, RunEnd, Summary } from "../../results.js";
import { count, factWord, grouped } from "../count.js";
import { factLine, fixedSentence, internalLine } from "../summary.js";
import type { Format, ReportOptions } from "../types.js";
import { visible } from "../visible.js";
import { articleData } from "./article.js";
import { bar, bytesText, isOversized, legend, monthChart, scatter, sparkline, type Weighed, weigh } from "./charts.js";
import { foldedSection } from "./folded.js";
import { historyElement, type RunTotals, totalsOf } from "./history.js";
import { coded, json, type Markup, markup } from "./markup.js";
import { pageMessages } from "./page-messages.js";
import { pageScript } from "./page-script.js";
import { type RuleCounts, sum, Tally } from "./tally.js";

export const html: Format = (options) => {
  const { script, style } = assets();
  const tally = new Tally();
  let lead = `${head(style, script)}<script type="application/json" id="stet-articles">[`;
  return {
    file(result: FileResult) {
      tally.add(result);
      if (result.violations.length === 0) return "";
      const text = `${lead}\n${json(articleData(result, (rule) => tally.index(rule)))}`;
      lead = ",";
      return text;
    },
    end(run) {
      tally.addFolded(run.folded);
      const start = lead === "," ? "" : lead;
      return `${start}\n]</script>\n${body(run, tally, options)}<script type="module">${script}</script>\n${historyElement(runs(run, tally, options))}\n</body>\n</html>\n`;
    },
  };
};

/** Read from the package, because the Content-Security-Policy contains their hashes. */
function assets() {
  const folder = path.join(packageRoot(), "src/report/html");
  const read = (name: string) => readFileSync(path.join(folder, name), "utf8").replaceAll("\r\n", "\n");
  return { script: pageScript(), style: read("style.css") };
}

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%230b5cad'/%3E%3Cpath d='M4 8.5l2.6 2.6L12 5.4' fill='none' stroke='%23fff' stroke-width='2'/%3E%3C/svg%3E";

function head(style: string, script: string): string {
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="${currentLocale()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${t("report.html.title", "stet report")}</title>
<link rel="icon" href="${icon}">
<style>${style}</style>
</head>
<body>
`;
}

/** The earlier runs and this one. */
function runs({ summary }: RunEnd, tally: Tally, { history = [], now = new Date() }: ReportOptions): RunTotals[] {
  const rules = Object.fromEntries([...tally.rules].map(([name, counts]) => [name, sum(counts)]));
  return [...history, totalsOf(summary, now, rules)];
}

function body(run: RunEnd, tally: Tally, options: ReportOptions): Markup {
  const found = tally.errors + tally.warnings;
  const { listed } = tally;
  const { images } = run.summary;
  const sections = [
    run.folded.length > 0 && {
      id: "folded",
      name: t("report.html.folded", "In many articles"),
      content: foldedSection(run.folded),
    },
    found > 0 && { id: "rules", name: t("report.html.rules", "Rules"), content: rulesSection(tally, options) },
    listed > 0 && {
      id: "where",
      name: t("report.html.where", "Where"),
      content: whereSection(tally, options.now ?? new Date()),
    },
    images.total > 0 && {
      id: "images",
      name: t("report.html.images", "Images"),
      content: imagesSection(run, options),
    },
    listed > 0 && {
      id: "violations",
      name: t("report.html.violations", "Violations"),
      content: violationsSection(listed),
    },
  ].filter((section) => section !== false);
  const rules = [...tally.rules.keys()];
  return markup`<a class="skip" href="#${listed > 0 ? "violations" : "main"}">${listed > 0 ? t("report.html.skipToViolations", "Skip to the violations") : t("report.html.skipToContent", "Skip to the content")}</a>
<header class="top"><div class="wrap"><p class="brand"><b>stet</b> ${t("report.html.report", "report")}</p>
<nav aria-label="${t("report.html.sections", "Sections")}"><ul>${sections.map(({ id, name }) => markup`<li><a href="#${id}">${name}</a></li>`)}</ul></nav></div></header>
<main id="main" class="wrap" tabindex="-1">
${overview(run, tally, options)}
${sections.map(({ id, name, content }) => markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${id === "where" ? t("report.html.whereWhen", "Where and when") : name}</h2>${content}</section>\n`)}</main>
<footer class="wrap"><p>${t("report.html.footer", "Created by stet {version}. This page sends no requests. You can save, share and print it.", { version: options.version })}</p></footer>
<script type="application/json" id="stet-rules">${json(rules.map((name) => [name, options.rules?.get(name)?.summary ?? ""]))}</script>
${currentLocale() !== "en" && markup`<script type="application/json" id="stet-messages">${json(Object.fromEntries(Object.entries(pageMessages).map(([id, text]) => [id, translate(id, text)])))}</script>`}`;
}

function overview(run: RunEnd, tally: Tally, options: ReportOptions): Markup {
  const { summary, notes } = run;
  const { now = new Date(), history = [] } = options;
  const all = runs(run, tally, options);
  const last = history.at(-1);
  const state = summary.failures + summary.errors > 0 ? "error" : summary.warnings > 0 ? "warning" : "ok";
  const facts = [
    count(summary.articles, "article"),
    markup`<time datetime="${now.toISOString()}">${moment(now)}</time>`,
    t("report.html.seconds", "{seconds} s", { seconds: (summary.ms / 1000).toFixed(1) }),
    last ? t("report.html.comparedWith", "compared with {moment}", { moment: moment(new Date(last.at)) }) : false,
  ].filter((fact) => fact !== false);
  return markup`<section class="overview" aria-labelledby="verdict">
<h1 id="verdict" class="${state}">${sign(state)}<span>${verdict(summary)}</span></h1>
<p class="facts">${facts.map((fact, at) => markup`${at > 0 && " · "}${fact}`)}</p>
<dl class="tiles">
${tile(t("report.heading.errors", "Errors"), "errors", summary.errors, all, "errors", last)}
${tile(t("report.heading.warnings", "Warnings"), "warnings", summary.warnings, all, "warnings", last)}
${tile(t("report.html.fixableWithFix", "Fixable with --fix"), "fixable", summary.fixable, all, "fixable", undefined, summary.unsafeFixable > 0 ? t("report.html.andUnsafe", "and {count} unsafe", { count: grouped(summary.unsafeFixable) }) : undefined)}
${summary.images.total > 0 && tile(t("report.html.brokenImages", "Broken images"), "lost", summary.images.broken, all, "brokenImages", last, t("report.html.of", "of {count}", { count: grouped(summary.images.total) }))}
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

function verdict({ errors, warnings, failures }: Summary): string {
  const counts = [
    ...(errors > 0 ? [count(errors, "error")] : []),
    ...(warnings > 0 ? [count(warnings, "warning")] : []),
  ].join(t("report.html.and", " and "));
  if (counts !== "") return counts;
  return failures > 0
    ? t("report.html.incomplete", "Not everything could be checked")
    : t("report.html.noViolations", "No violations");
}

/** Remarks about the run that the totals do not include. */
function remarks(summary: Summary, tally: Tally, { isDryRun }: ReportOptions): Markup | false {
  const { fixed, suppressed = 0, baselined = 0, links, errors, warnings } = summary;
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
    links.total > 0 && factLine(links, "link"),
    internalLine(summary),
  ].filter((line) => line !== false && line !== undefined);
  return lines.length > 0 && markup`<ul class="remarks">${lines.map((line) => markup`<li>${line}</li>`)}</ul>`;
}

function tile(
  name: string,
  kind: string,
  value: number,
  all: readonly RunTotals[],
  key: "errors" | "warnings" | "fixable" | "brokenImages",
  last: RunTotals | undefined,
  more?: string,
): Markup {
  return markup`<div class="tile ${kind}${value === 0 && " none"}"><dt>${name}</dt><dd><span class="value">${grouped(value)}</span>${more !== undefined && markup` <span class="more">${more}</span>`}${last && markup` ${trend(value - last[key])}`}</dd>${all.length > 1 && markup`<dd>${sparkline(all, key)}</dd>`}</div>`;
}

function trend(difference: number): Markup {
  if (difference === 0) return markup`<span class="trend same">${t("report.html.unchanged", "unchanged")}</span>`;
  return difference < 0
    ? markup`<span class="trend better"><span aria-hidden="true">▼</span> ${t("report.html.fewer", "{count} fewer", { count: grouped(-difference) })}</span>`
    : markup`<span class="trend worse"><span aria-hidden="true">▲</span> ${t("report.html.more", "{count} more", { count: grouped(difference) })}</span>`;
}

const mostRules = 15;

function rulesSection(tally: Tally, options: ReportOptions): Markup {
  const last = options.history?.at(-1)?.rules;
  const ordered = [...tally.rules].sort(([a, x], [b, y]) => sum(y) - sum(x) || (a < b ? -1 : 1));
  const most = Math.max(...ordered.map(([, counts]) => sum(counts)));
  const rows = (list: readonly (readonly [string, RuleCounts])[]) =>
    list.map(
      ([
        name,
        counts,
      ]) => markup`<tr><th scope="row"><span data-filter="rule=${encodeURIComponent(name)}">${name}</span><span class="summary">${options.rules?.get(name)?.summary}</span></th>
<td class="draw">${bar(
        [
          ["error", counts.errors],
          ["warning", counts.warnings],
        ],
        most,
      )}</td>
<td class="number" data-label="${t("report.heading.errors", "Errors")}">${grouped(counts.errors)}</td><td class="number" data-label="${t("report.heading.warnings", "Warnings")}">${grouped(counts.warnings)}</td>
<td class="number" data-label="${t("report.html.articles", "Articles")}">${grouped(counts.articles)}</td><td class="number" data-label="${t("report.html.fixable", "Fixable")}">${grouped(counts.fixable + counts.unsafeFixable)}</td>${
        last &&
        markup`<td class="number" data-label="${t("report.html.change", "Change")}">${change(sum(counts) - (last[name] ?? 0))}</td>`
      }</tr>\n`,
    );
  const table = (list: readonly (readonly [string, RuleCounts])[], caption: string) =>
    markup`<table class="data stack"><caption class="hidden">${caption}</caption><thead><tr><th scope="col">${t("report.html.rule", "Rule")}</th><th scope="col" class="draw"><span class="hidden">${t("report.html.share", "Share")}</span></th><th scope="col" class="number">${t("report.heading.errors", "Errors")}</th><th scope="col" class="number">${t("report.heading.warnings", "Warnings")}</th><th scope="col" class="number">${t("report.html.articles", "Articles")}</th><th scope="col" class="number">${t("report.html.fixable", "Fixable")}</th>${last && markup`<th scope="col" class="number">${t("report.html.change", "Change")}</th>`}</tr></thead><tbody>${rows(list)}</tbody></table>`;
  const rest = ordered.slice(mostRules);
  const gone = Object.entries(last ?? {}).filter(([name, before]) => before > 0 && !tally.rules.has(name));
  return markup`<div class="card">${legend()}${table(ordered.slice(0, mostRules), t("report.html.violationsByRule", "Violations by rule"))}${
    rest.length > 0 &&
    markup`<details><summary>${t("report.html.moreRulesWith", "{rules}, {count} violations", { rules: count(rest.length, "more rule"), count: grouped(rest.reduce((total, [, counts]) => total + sum(counts), 0)) })}</summary>${table(rest, t("report.html.violationsByOtherRules", "Violations by rule (remaining rules)"))}</details>`
  }${gone.length > 0 && markup`<p class="gone">${t("report.html.gone", "No longer reported:")} ${gone.map(([name, before], at) => markup`${at > 0 && ", "}<code>${name}</code> (${grouped(before)})`)}</p>`}</div>`;
}

const change = (difference: number): string =>
  difference === 0 ? "0" : difference > 0 ? `+${grouped(difference)}` : `−${grouped(-difference)}`;

const mostFolders = 12;

function whereSection(tally: Tally, now: Date): Markup {
  const ordered = [...tally.folders].sort(([a, x], [b, y]) => sum(y) - sum(x) || (a < b ? -1 : 1));
  const most = Math.max(...ordered.map(([, counts]) => sum(counts)));
  const rest = ordered.slice(mostFolders);
  const months = monthChart(tally.months, now);
  return markup`<div class="columns"><div class="card"><h3>${t("report.html.byFolder", "By folder")}</h3>${legend()}
<table class="data narrow"><caption class="hidden">${t("report.html.violationsByFolder", "Violations by folder")}</caption><thead><tr><th scope="col">${t("report.html.folder", "Folder")}</th><th scope="col" class="draw"><span class="hidden">${t("report.html.share", "Share")}</span></th><th scope="col" class="number">${t("report.heading.errors", "Errors")}</th><th scope="col" class="number">${t("report.heading.warnings", "Warnings")}</th></tr></thead><tbody>${ordered
    .slice(0, mostFolders)
    .map(
      ([folder, { errors, warnings }]) =>
        markup`<tr><th scope="row"><span class="path" data-filter="folder=${encodeURIComponent(visible(folder))}">${folder === "." ? t("report.html.currentFolder", "(current folder)") : folder}</span></th><td class="draw">${bar(
          [
            ["error", errors],
            ["warning", warnings],
          ],
          most,
        )}</td><td class="number" data-label="${t("report.heading.errors", "Errors")}">${grouped(errors)}</td><td class="number" data-label="${t("report.heading.warnings", "Warnings")}">${grouped(warnings)}</td></tr>`,
    )}</tbody></table>${
    rest.length > 0 &&
    markup`<p class="rest">${t("report.html.moreFoldersWith", "{folders} with {violations}.", {
      folders: count(rest.length, "more folder"),
      violations: count(
        rest.reduce((total, [, counts]) => total + sum(counts), 0),
        "violation",
      ),
    })}</p>`
  }</div>
<div class="card"><h3>${t("report.html.byMonth", "By month of the article date")}</h3>${months ? markup`${legend()}${months}` : markup`<p class="rest">${t("report.html.noDates", "None of the articles with violations has a date.")}</p>`}</div></div>`;
}

const verdicts = [
  ["ok", () => t("report.html.ok", "ok")],
  ["broken", () => t("report.html.broken", "broken")],
  ["unverifiable", () => t("report.html.unverifiable", "unverifiable")],
  ["unchecked", () => t("report.html.unchecked", "unchecked")],
] as const;
const mostHosts = 12;
const mostLarge = 20;

function imagesSection({ images, summary }: RunEnd, { cwd }: ReportOptions): Markup {
  const hosts = new Map<string, Record<(typeof verdicts)[number][0], number>>();
  for (const { url, verdict } of images) {
    const host = hostOf(url);
    let counts = hosts.get(host);
    if (!counts) {
      counts = { ok: 0, broken: 0, unverifiable: 0, unchecked: 0 };
      hosts.set(host, counts);
    }
    counts[verdict]++;
  }
  const total = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);
  const ordered = [...hosts].sort(([a, x], [b, y]) => y.broken - x.broken || total(y) - total(x) || (a < b ? -1 : 1));
  const most = Math.max(1, ...ordered.map(([, counts]) => total(counts)));
  const rest = ordered.length - mostHosts;
  const reasons = Object.entries(summary.images.reasons).flatMap(([verdict, counts]) =>
    Object.entries(counts).map(([reason, times]) => [verdict, reason, times] as const),
  );
  return markup`<div class="columns"><div class="card"><h3>${t("report.html.byHost", "By host")}</h3>
<p class="legend">${verdicts.map(([verdict, name]) => markup`<span><svg class="key" viewBox="0 0 10 10" aria-hidden="true"><rect class="${verdict}" width="10" height="10"></rect></svg> ${name()}</span> `)}</p>
<table class="data hosts stack"><caption class="hidden">${t("report.html.imagesByHost", "Images by host and verdict")}</caption><thead><tr><th scope="col">${t("report.html.host", "Host")}</th><th scope="col" class="draw"><span class="hidden">${t("report.html.share", "Share")}</span></th>${verdicts.map(([, name]) => markup`<th scope="col" class="number">${name()}</th>`)}</tr></thead><tbody>${ordered
    .slice(0, mostHosts)
    .map(
      ([host, counts]) =>
        markup`<tr><th scope="row"><span class="path">${host}</span></th><td class="draw">${bar(
          verdicts.map(([verdict]) => [verdict, counts[verdict]]),
          most,
        )}</td>${verdicts.map(([verdict, name]) => markup`<td class="number${counts[verdict] === 0 && " zero"}" data-label="${name()}">${grouped(counts[verdict])}</td>`)}</tr>`,
    )}</tbody></table>${rest > 0 && markup`<p class="rest">${t("report.html.moreHosts", "{hosts}.", { hosts: count(rest, "more host") })}</p>`}${
    reasons.length > 0 &&
    markup`<h4>${t("report.html.reasons", "Reasons")}</h4><ul class="reasons">${reasons
      .sort((a, b) => b[2] - a[2])
      .map(
        ([verdict, reason, times]) =>
          markup`<li><b>${grouped(times)}</b> ${factWord(reason).replaceAll("-", " ")} <span class="muted">(${verdicts.find(([one]) => one === verdict)?.[1]()})</span></li>`,
      )}</ul>`
  }</div>
<div class="card"><h3>${t("report.html.bySize", "By size in bytes and pixels")}</h3>${sizes(weigh(images), cwd)}</div></div>`;
}

function sizes(images: readonly Weighed[], cwd: string | undefined): Markup {
  if (images.length === 0)
    return markup`<p class="rest">${coded(t("report.html.noSizes", "No image has a known size in both bytes and pixels. Rules such as `image/dimensions` and `image/data-size` read the pixel size."))}</p>`;
  const large = images.filter(isOversized).sort((a, b) => b.bytes - a.bytes || b.pixels - a.pixels);
  return markup`<p class="legend"><span><svg class="key" viewBox="0 0 10 10" aria-hidden="true"><path class="dots" d="M5 5h0"></path></svg> ${t("report.html.oneImage", "image")}</span> <span><svg class="key" viewBox="0 0 10 10" aria-hidden="true"><path class="large" d="M5 0l5 5l-5 5l-5-5z"></path></svg> ${t("report.html.oversized", "oversized: more than 1 MB or 2560 × 1600 pixels")}</span></p>
<figure>${scatter(images)}<figcaption>${t("report.html.knownSizes", "{images} with known sizes, {count} oversized.", { images: count(images.length, "image"), count: large.length === 0 ? t("report.html.none", "none") : grouped(large.length) })}</figcaption></figure>${
    large.length > 0 &&
    markup`<details><summary>${large.length > mostLarge ? t("report.html.largest", "The {count} largest as a table", { count: mostLarge }) : t("report.html.oversizedTable", "Oversized images as a table")}</summary><div class="scroll" tabindex="0" role="region" aria-label="${t("report.html.oversizedImages", "Oversized images")}"><table class="plain"><thead><tr><th scope="col">${t("report.html.image", "Image")}</th><th scope="col" class="number">${t("report.html.bytes", "Bytes")}</th><th scope="col" class="number">${t("report.html.pixels", "Pixels")}</th></tr></thead><tbody>${large
      .slice(0, mostLarge)
      .map(
        ({ fact, bytes }) =>
          markup`<tr><th scope="row"><span class="path">${imageName(fact.url, cwd)}</span></th><td class="number">${bytesText(bytes)}</td><td class="number">${fact.width} × ${fact.height}</td></tr>`,
      )}</tbody></table></div></details>`
  }`;
}

/** The element that the script fills. */
function violationsSection(found: number): Markup {
  return markup`<noscript><p class="notice">${t("report.html.needsJavaScript", "The list of all {violations} needs JavaScript. The totals, rules and charts above do not.", { violations: count(found, "violation") })}</p></noscript><div id="app" hidden></div>`;
}

function hostOf(url: string): string {
  if (url.startsWith("data:")) return t("report.html.dataUrls", "in the article (data:)");
  if (url.startsWith("file:")) return t("report.html.siteFiles", "files of the site");
  return URL.canParse(url) ? new URL(url).host : t("report.html.sitePaths", "paths of the site");
}

/** File names are relative to the working directory, so that a shared report does not reveal local folders. */
function imageName(url: string, cwd: string | undefined): string {
  if (url.startsWith("file:")) {
    try {
      const file = fileURLToPath(url);
      return cwd === undefined ? path.basename(file) : path.relative(cwd, file);
    } catch {
      return t("report.html.file", "a file");
    }
  }
  return url.length > 200 ? `${url.slice(0, 200)}…` : url;
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

function sign(state: "error" | "warning" | "ok"): Markup {
  const shapes = { error: "M5 5l6 6M11 5l-6 6", warning: "M8 4.5v4.5M8 11.4v.2", ok: "M4.6 8.4l2.3 2.3l4.5-5" };
  return markup`<svg class="sign" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="7.5"></circle><path d="${shapes[state]}"></path></svg>`;
}
