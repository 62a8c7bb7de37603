/**
 * The HTML report: one file that requires neither a network nor a server. Totals and charts do not require a script.
 * Articles are written as their results arrive; only totals stay in memory.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { currentLocale, t, translate } from "../../platform/i18n.js";
import { packageRoot } from "../../platform/package-root.js";
import type { FileResult, RunEnd } from "../../results.js";
import { count, grouped } from "../count.js";
import type { Format, ReportOptions } from "../types.js";
import { visible, visibleLines } from "../visible.js";
import { articleData } from "./article.js";
import { bar, legend, monthChart } from "./charts.js";
import { imagesSection, linksSection } from "./facts.js";
import { foldedSection } from "./folded.js";
import { historyElement, type RunTotals } from "./history.js";
import { json, type Markup, markup, numberCell } from "./markup.js";
import { overview, runs } from "./overview.js";
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
      const all = runs(run, tally, options);
      return `${start}\n]</script>\n${body(run, tally, options, all)}<script type="module">${script}</script>\n${historyElement(all)}\n</body>\n</html>\n`;
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

function body(run: RunEnd, tally: Tally, options: ReportOptions, all: readonly RunTotals[]): Markup {
  const found = tally.errors + tally.warnings;
  const { listed } = tally;
  const { images, links } = run.summary;
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
    links.total > 0 && { id: "links", name: t("report.html.links", "Links"), content: linksSection(run) },
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
${overview(run, tally, options, all)}
${sections.map(({ id, name, content }) => markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${id === "where" ? t("report.html.whereWhen", "Where and when") : name}</h2>${content}</section>\n`)}</main>
<footer class="wrap"><p>${t("report.html.footer", "Created by stet {version}. This page sends no requests. You can save, share and print it.", { version: options.version })}</p></footer>
<script type="application/json" id="stet-rules">${json(rules.map((name) => ruleData(name, options)))}</script>
${currentLocale() !== "en" && markup`<script type="application/json" id="stet-messages">${json(Object.fromEntries(Object.entries(pageMessages).map(([id, text]) => [id, translate(id, text)])))}</script>`}`;
}

/** The page of a rule is part of the report if it is not on the web. */
function ruleData(name: string, { rules }: ReportOptions): readonly string[] {
  const info = rules?.get(name);
  const page = info?.docs === undefined ? visibleLines(info?.page ?? "") : "";
  return [visible(name), info?.summary ?? "", info?.docs ?? "", page];
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
      ]) => markup`<tr><th scope="row"><span data-filter="rule=${encodeURIComponent(visible(name))}">${name}</span> <span class="about" data-rule="${name}">${t("report.html.about", "about")}</span><span class="summary">${options.rules?.get(name)?.summary}</span></th>
<td class="draw">${bar(
        [
          ["error", counts.errors],
          ["warning", counts.warnings],
        ],
        most,
      )}</td>
${numberCell(t("report.heading.errors", "Errors"), counts.errors)}${numberCell(t("report.heading.warnings", "Warnings"), counts.warnings)}
${numberCell(t("report.html.articles", "Articles"), counts.articles)}${numberCell(t("report.html.fixable", "Fixable"), counts.fixable)}${numberCell(t("report.html.unsafeFixes", "Unsafe fixes"), counts.unsafeFixable)}${
  last &&
  markup`<td class="number${sum(counts) === (last[name] ?? 0) && " zero"}" data-label="${t("report.html.change", "Change")}">${change(sum(counts) - (last[name] ?? 0))}</td>`
}</tr>\n`,
    );
  const table = (list: readonly (readonly [string, RuleCounts])[], caption: string) =>
    markup`<table class="data stack"><caption class="hidden">${caption}</caption><thead><tr><th scope="col">${t("report.html.rule", "Rule")}</th><th scope="col" class="draw"><span class="hidden">${t("report.html.share", "Share")}</span></th><th scope="col" class="number">${t("report.heading.errors", "Errors")}</th><th scope="col" class="number">${t("report.heading.warnings", "Warnings")}</th><th scope="col" class="number">${t("report.html.articles", "Articles")}</th><th scope="col" class="number">${t("report.html.fixable", "Fixable")}</th><th scope="col" class="number">${t("report.html.unsafeFixes", "Unsafe fixes")}</th>${last && markup`<th scope="col" class="number">${t("report.html.change", "Change")}</th>`}</tr></thead><tbody>${rows(list)}</tbody></table>`;
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
        )}</td>${numberCell(t("report.heading.errors", "Errors"), errors)}${numberCell(t("report.heading.warnings", "Warnings"), warnings)}</tr>`,
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

/** The element that the script fills. */
function violationsSection(found: number): Markup {
  return markup`<noscript><p class="notice">${t("report.html.needsJavaScript", "The list of all {violations} needs JavaScript. The totals, rules and charts above do not.", { violations: count(found, "violation") })}</p></noscript><div id="app" hidden></div>`;
}
