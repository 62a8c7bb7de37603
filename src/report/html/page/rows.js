// The rows of the list.

/** @import { Article, Finding } from "./data.js" */
/** @import { ArticleRow } from "./filter.js" */
import { openArticle } from "./article.js";
import { detailOf } from "./detail.js";
import { make } from "./elements.js";
import { fixKind } from "./filter.js";
import { grouped, placeOf, severityMark } from "./format.js";
import { t } from "./messages.js";

let rowNumber = 0;

/** @param {Finding} finding */
export function findingRow(finding) {
  const id = `detail-${++rowNumber}`;
  const detail = make("tr", { id, class: "detail-row", role: "row", hidden: true });
  const message = make(
    "button",
    {
      type: "button",
      class: "toggle",
      "aria-expanded": "false",
      "aria-controls": id,
      click: () => {
        if (!detail.firstChild) detail.append(make("td", { colspan: 5, role: "cell" }, detailOf(finding)));
        detail.hidden = !detail.hidden;
        message.setAttribute("aria-expanded", String(!detail.hidden));
      },
    },
    finding.message,
  );
  const kind = fixKind(finding);
  const fixName = {
    safe: t("report.page.safe", "safe"),
    unsafe: t("report.page.mayChangeMeaning", "may change meaning"),
    suggested: t("report.page.suggested", "suggestion"),
    none: t("report.page.noFix", "by hand"),
  }[kind];
  return [
    make(
      "tr",
      { role: "row" },
      make("td", { role: "cell" }, severityMark(finding.severity)),
      make("td", { role: "cell", class: "what" }, message),
      make(
        "td",
        { role: "cell", class: "where" },
        articleButton(finding.article, finding),
        make("span", { class: "place" }, placeOf(finding)),
      ),
      make("td", { role: "cell", class: "rule" }, make("code", {}, finding.rule)),
      make("td", { role: "cell", class: "repair" }, make("span", { class: `pill ${kind}` }, fixName)),
    ),
    detail,
  ];
}

/** @param {Article} article @param {Finding} [finding] */
function articleButton(article, finding) {
  return make(
    "button",
    { type: "button", class: "open", "aria-haspopup": "dialog", click: () => openArticle(article, finding) },
    make("span", { class: "path" }, article.path),
    article.title !== "" && make("span", { class: "title" }, article.title),
  );
}

/** @param {ArticleRow} row */
export function articleRow({ article, errors, warnings, fixable }) {
  const number = (/** @type {number} */ value, /** @type {string} */ label) =>
    make("td", { role: "cell", class: value === 0 ? "number zero" : "number", "data-label": label }, grouped(value));
  return make(
    "tr",
    { role: "row" },
    make("td", { role: "cell", class: "where" }, articleButton(article)),
    make("td", { role: "cell", class: "date" }, article.date),
    number(errors, t("report.page.errors", "Errors")),
    number(warnings, t("report.page.warnings", "Warnings")),
    number(fixable, t("report.page.fixable", "Fixable")),
  );
}
