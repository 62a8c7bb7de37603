// The dialog of an article.

/** @import { Article, Violation } from "./data.js" */
import { violationDetail } from "./detail.js";
import { make } from "./elements.js";
import { fileName, grouped, plural, position, severityMark } from "./format.js";
import { imageItem, sizeLegend } from "./images.js";
import { t } from "./messages.js";

const violationsPerStep = 100;

/** @type {HTMLDialogElement | undefined} */
let dialog;

/** Shows an article with its violations and images. @param {Article} article @param {Violation} [wanted] the one to scroll to */
export function openArticle(article, wanted) {
  dialog?.remove();
  const made = /** @type {HTMLDialogElement} */ (
    make(
      "dialog",
      { "aria-labelledby": "article-title", class: "article" },
      make(
        "div",
        { class: "bar-top" },
        make("h2", { id: "article-title", tabindex: -1 }, article.title || fileName(article.path)),
        make("button", { type: "button", class: "button", click: () => made.close() }, t("report.page.close", "Close")),
      ),
      make(
        "div",
        { class: "content" },
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
      ),
    )
  );
  // A click on the backdrop closes the dialog, as Escape does.
  made.addEventListener("click", (event) => event.target === made && made.close());
  made.addEventListener("close", () => made.remove());
  document.body.append(made);
  dialog = made;
  made.showModal();
  if (!wanted || wanted.at === 0) document.getElementById("article-title")?.focus();
  else {
    const item = document.getElementById(`violation-${wanted.at}`);
    item?.focus({ preventScroll: true });
    item?.scrollIntoView();
  }
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
      make("span", { class: "muted" }, position(violation), " ", make("code", {}, violation.rule)),
    ),
    violationDetail(violation),
  );
}
