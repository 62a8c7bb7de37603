/** The section of the violations that many articles have. It requires no script. */
import { t } from "../../platform/i18n.js";
import type { FoldedFolder, FoldedViolation } from "../../results.js";
import { count, grouped } from "../count.js";
import { foldedCauses, foldedWhere, folderPhrase } from "../folded.js";
import { type Markup, markup } from "./markup.js";

/** The maximum number of folders listed for a violation. */
const mostFolders = 200;

export function foldedSection(folded: readonly FoldedViolation[]): Markup {
  return markup`<div class="card"><table class="data stack folded"><caption class="hidden">${t("report.html.folded", "In many articles")}</caption><thead><tr><th scope="col">${t("report.html.foldedViolation", "Violation")}</th><th scope="col">${t("report.html.rule", "Rule")}</th><th scope="col" class="number">${t("report.html.articles", "Articles")}</th><th scope="col" class="number">${t("report.html.violations", "Violations")}</th><th scope="col" class="number">${t("report.html.fixable", "Fixable")}</th></tr></thead><tbody>${folded.map(row)}</tbody></table></div>`;
}

function row(folded: FoldedViolation): Markup {
  const { severity, rule, message, isExample, articles, violations, fixable, unsafeFixable } = folded;
  const word = severity === "error" ? t("report.severity.error", "error") : t("report.severity.warning", "warning");
  return markup`<tr><th scope="row"><span class="severity ${severity}">${word}</span> ${isExample && markup`<span class="muted">${t("report.html.forExample", "For example:")}</span> `}${message}<span class="summary">${foldedWhere(folded)}</span>${places(folded)}</th>
<td>${rule}</td><td class="number" data-label="${t("report.html.articles", "Articles")}">${grouped(articles)}</td><td class="number" data-label="${t("report.html.violations", "Violations")}">${grouped(violations)}</td><td class="number" data-label="${t("report.html.fixable", "Fixable")}">${grouped(fixable + unsafeFixable)}</td></tr>\n`;
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
