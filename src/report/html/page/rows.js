// The rows of the list.

/** @import { Article, Violation } from "./data.js" */
/** @import { ArticleRow, ViolationRow } from "./filter.js" */
import { openArticle } from "./article.js";
import { otherPlaces, violationDetail } from "./detail.js";
import { placeTools } from "./editor.js";
import { make } from "./elements.js";
import { fixKind } from "./filter.js";
import { grouped, position, severityMark } from "./format.js";
import { t } from "./messages.js";
import { ruleLink } from "./rule-page.js";

let rowNumber = 0;

/** @param {ViolationRow} row */
export function violationRow({ violation, others }) {
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
        if (!detail.firstChild)
          detail.append(
            make(
              "td",
              { colspan: 5, role: "cell" },
              violationDetail(violation),
              ...(others.length > 0 ? otherPlaces(others) : []),
            ),
          );
        detail.hidden = !detail.hidden;
        message.setAttribute("aria-expanded", String(!detail.hidden));
      },
    },
    violation.message,
    others.length > 0 && make("span", { class: "times" }, ` ×${grouped(others.length + 1)}`),
  );
  const kind = fixKind(violation);
  const fixName = {
    safe: t("report.page.safe", "safe"),
    unsafe: t("report.page.unsafe", "unsafe"),
    suggested: t("report.page.suggested", "suggestion"),
    none: t("report.page.noFix", "by hand"),
  }[kind];
  return [
    make(
      "tr",
      { role: "row" },
      make("td", { role: "cell" }, severityMark(violation.severity)),
      make("td", { role: "cell", class: "what" }, message),
      make(
        "td",
        { role: "cell", class: "where" },
        articleButton(violation.article, violation),
        make(
          "span",
          { class: "place" },
          position(violation),
          others.length > 0 && t("report.page.andMorePlaces", " and {count} more", { count: grouped(others.length) }),
        ),
        " ",
        ...placeTools(violation),
      ),
      make("td", { role: "cell", class: "rule" }, ruleLink(violation.rule)),
      make(
        "td",
        { role: "cell", class: "fix-kind", "data-label": t("report.page.fix", "Fix") },
        make("span", { class: `pill ${kind}` }, fixName),
      ),
    ),
    detail,
  ];
}

/** @param {Article} article @param {Violation} [violation] */
function articleButton(article, violation) {
  return make(
    "button",
    { type: "button", class: "open", "aria-haspopup": "dialog", click: () => openArticle(article, violation) },
    make("span", { class: "path" }, article.path),
    article.title !== "" && make("span", { class: "title" }, article.title),
  );
}

/** @param {ArticleRow} row */
export function articleRow({ article, errors, warnings, fixable, unsafe }) {
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
    number(unsafe, t("report.page.unsafeFixes", "Unsafe fixes")),
  );
}
