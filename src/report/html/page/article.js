// The dialog of an article.

/** @import { Article, Finding } from "./data.js" */
import { detailOf } from "./detail.js";
import { draw, make } from "./elements.js";
import { grouped, nameOf, placeOf, plural, severityMark } from "./format.js";
import { pictureOf } from "./images.js";
import { t } from "./messages.js";

const findingsPerStep = 100;

/** @type {HTMLDialogElement | undefined} */
let dialog;

/** @param {Article} article @param {Finding} [wanted] */
export function openArticle(article, wanted) {
  dialog?.remove();
  const list = make("ol", { class: "found" });
  const more = make("button", { type: "button", class: "button", click: () => grow(findingsPerStep) });
  let shown = 0;
  const grow = (/** @type {number} */ by) => {
    const next = article.findings.slice(shown, shown + by);
    shown += next.length;
    list.append(
      ...next.map((finding) =>
        make(
          "li",
          { id: `finding-${finding.at}`, tabindex: -1 },
          make(
            "p",
            { class: "said" },
            severityMark(finding.severity),
            make("span", { class: "message" }, finding.message),
            make("span", { class: "muted" }, placeOf(finding), " ", make("code", {}, finding.rule)),
          ),
          detailOf(finding),
        ),
      ),
    );
    const left = article.findings.length - shown;
    more.textContent = t("report.page.showMore", "Show {count} more of {total}", {
      count: grouped(Math.min(left, findingsPerStep)),
      total: grouped(left),
    });
    more.hidden = left === 0;
  };
  grow(Math.max(findingsPerStep, (wanted?.at ?? 0) + 1));
  const made = /** @type {HTMLDialogElement} */ (
    make(
      "dialog",
      { "aria-labelledby": "article-title", class: "article" },
      make(
        "div",
        { class: "bar-top" },
        make("h2", { id: "article-title", tabindex: -1 }, article.title || nameOf(article.path)),
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
        make("h3", {}, plural(article.findings.length, "finding")),
        list,
        more,
        article.pictures.length > 0 && make("h3", {}, plural(article.pictures.length, "picture")),
        article.pictures.length > 0 &&
          make(
            "p",
            { class: "legend" },
            make(
              "span",
              {},
              draw(
                "svg",
                { viewBox: "0 0 14 10", class: "key", "aria-hidden": "true" },
                draw("rect", { class: "real", width: 14, height: 10 }),
              ),
              ` ${t("report.page.actualSize", "actual size")}`,
            ),
            make(
              "span",
              {},
              draw(
                "svg",
                { viewBox: "0 0 14 10", class: "key", "aria-hidden": "true" },
                draw("rect", { class: "declared", x: 1, y: 1, width: 12, height: 8 }),
              ),
              ` ${t("report.page.declaredSize", "declared size")}`,
            ),
          ),
        article.pictures.length > 0 && make("ul", { class: "pictures" }, ...article.pictures.map(pictureOf)),
      ),
      // A click beside the panel closes it, as Escape does.
    )
  );
  made.addEventListener("click", (event) => event.target === made && made.close());
  made.addEventListener("close", () => made.remove());
  document.body.append(made);
  dialog = made;
  made.showModal();
  if (!wanted || wanted.at === 0) document.getElementById("article-title")?.focus();
  else {
    const item = document.getElementById(`finding-${wanted.at}`);
    item?.focus({ preventScroll: true });
    item?.scrollIntoView();
  }
}
