/** The section of the violations that many articles have. It requires no script. */
import { t } from "../../platform/i18n.js";
import type { FoldedFolder, FoldedViolation } from "../../results.js";
import { count, grouped } from "../count.js";
import { foldedCauses, foldedWhere, folderPhrase } from "../folded.js";
import { type Markup, markup, numberCell } from "./markup.js";

/** The maximum number of folders listed for a violation. */
const mostFolders = 200;
/** The number of violations before the fold of the section. */
const mostEntries = 10;

export function foldedSection(folded: readonly FoldedViolation[]): Markup {
  const rest = folded.slice(mostEntries);
  return markup`<div class="card">${table(folded.slice(0, mostEntries))}${
    rest.length > 0 &&
    markup`<details><summary>${t("report.html.moreFolded", "{count} more", { count: grouped(rest.length) })}</summary>${table(rest)}</details>`
  }</div>`;
}

function table(list: readonly FoldedViolation[]): Markup {
  return markup`<table class="data stack folded"><caption class="hidden">${t("report.html.folded", "In many articles")}</caption><thead><tr><th scope="col">${t("report.html.foldedViolation", "Violation")}</th><th scope="col">${t("report.html.rule", "Rule")}</th><th scope="col" class="number">${t("report.html.articles", "Articles")}</th><th scope="col" class="number">${t("report.html.violations", "Violations")}</th><th scope="col" class="number">${t("report.html.fixable", "Fixable")}</th><th scope="col" class="number">${t("report.html.unsafeFixes", "Unsafe fixes")}</th></tr></thead><tbody>${list.map(row)}</tbody></table>`;
}

function row(folded: FoldedViolation): Markup {
  const { severity, rule, message, isExample, articles, violations, fixable, unsafeFixable } = folded;
  const word = severity === "error" ? t("report.severity.error", "error") : t("report.severity.warning", "warning");
  return markup`<tr><th scope="row"><span class="severity ${severity}">${word}</span> ${isExample && markup`<span class="muted">${t("report.html.forExample", "For example:")}</span> `}${message}<span class="summary">${foldedWhere(folded)}</span>${places(folded)}</th>
<td class="rule"><code data-rule-name="${rule}">${rule}</code></td>${numberCell(t("report.html.articles", "Articles"), articles)}${numberCell(t("report.html.violations", "Violations"), violations)}${numberCell(t("report.html.fixable", "Fixable"), fixable)}${numberCell(t("report.html.unsafeFixes", "Unsafe fixes"), unsafeFixable)}</tr>\n`;
}

function places(folded: FoldedViolation): Markup {
  const { folders, feeds, examples, causes = [] } = folded;
  return markup`${causes.length > 0 && markup`<p>${foldedCauses(folded, mostFolders)}</p>`}<details><summary>${t("report.html.examples", "Examples")}</summary><ul>${examples.map(
    ({ path, line, column, message }) =>
      markup`<li><span class="path">${path}:${line}:${column}</span> ${message}</li>`,
  )}</ul></details>${
    folders.length > 1 &&
    listOf(folders, t("report.html.folders", "{count} folders", { count: grouped(folders.length) }), "more folder")
  }${
    feeds.length > 0 &&
    listOf(
      feeds,
      t("report.html.feeds", "Feeds of which nearly all articles have it: {count}", { count: grouped(feeds.length) }),
      "more feed",
    )
  }`;
}

function listOf(folders: readonly FoldedFolder[], title: string, more: "more folder" | "more feed"): Markup {
  const left = folders.length - mostFolders;
  return markup`<details><summary>${title}</summary><ul>${folders
    .slice(0, mostFolders)
    .map(
      (one) => markup`<li>${folderPhrase(one)}</li>`,
    )}${left > 0 && markup`<li>${count(left, more)}</li>`}</ul></details>`;
}
