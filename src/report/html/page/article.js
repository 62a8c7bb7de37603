// The dialog of an article.

/** @import { Article, Violation } from "./data.js" */
import { violationDetail } from "./detail.js";
import { openDialog } from "./dialog.js";
import { placeTools } from "./editor.js";
import { make } from "./elements.js";
import { fileName, grouped, plural, position, severityMark } from "./format.js";
import { imageItem, sizeLegend } from "./images.js";
import { t } from "./messages.js";
import { ruleLink } from "./rule-page.js";

const violationsPerStep = 100;

/** Shows an article with its violations and images. @param {Article} article @param {Violation} [wanted] the one to scroll to */
export function openArticle(article, wanted) {
  openDialog(
    article.title || fileName(article.path),
    make(
      "p",
      { class: "muted" },
      make("code", { class: "path" }, article.path),
      article.date && ` · ${article.date}`,
      article.fixed > 0 && t("report.page.fixed", " · {count} fixed", { count: grouped(article.fixed) }),
    ),
    make("h3", {}, plural(article.violations.length, "violation")),
    ...growingList(article.violations, Math.max(violationsPerStep, (wanted?.at ?? 0) + 1)),
    ...(article.images.length === 0
      ? []
      : [
          make("h3", {}, plural(article.images.length, "image")),
          sizeLegend(),
          make("ul", { class: "images" }, ...article.images.map(imageItem)),
        ]),
  );
  if (!wanted || wanted.at === 0) return;
  const item = document.getElementById(`violation-${wanted.at}`);
  item?.focus({ preventScroll: true });
  item?.scrollIntoView();
}

/** A list of violations with a button that shows more of them. @param {Violation[]} all @param {number} first how many to show at first */
function growingList(all, first) {
  const list = make("ol", { class: "violations" });
  const more = make("button", { type: "button", class: "button", click: () => grow(violationsPerStep) });
  let shown = 0;
  const grow = (/** @type {number} */ by) => {
    const next = all.slice(shown, shown + by);
    shown += next.length;
    list.append(...next.map(listItem));
    const left = all.length - shown;
    more.textContent = t("report.page.showMore", "Show {count} more of {total}", {
      count: grouped(Math.min(left, violationsPerStep)),
      total: grouped(left),
    });
    more.hidden = left === 0;
  };
  grow(first);
  return [list, more];
}

/** @param {Violation} violation */
function listItem(violation) {
  return make(
    "li",
    { id: `violation-${violation.at}`, tabindex: -1 },
    make(
      "p",
      { class: "heading" },
      severityMark(violation.severity),
      make("span", { class: "message" }, violation.message),
      make(
        "span",
        { class: "muted" },
        position(violation),
        " ",
        ruleLink(violation.rule),
        " ",
        ...placeTools(violation),
      ),
    ),
    violationDetail(violation),
  );
}
