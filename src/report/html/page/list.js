// The list of violations or of articles, one page at a time.

import { filterForm, isFiltered } from "./controls.js";
/** @import { ArticleRow, ViolationRow } from "./filter.js" */
/** @import { State } from "./state.js" */
import { violations } from "./data.js";
import { editorForm } from "./editor.js";
import { make, setAttributes } from "./elements.js";
import { comparators, filterViolations, foldEqual, groupByArticle, sortRows } from "./filter.js";
import { grouped, plural } from "./format.js";
import { t } from "./messages.js";
import { renderPagination } from "./pagination.js";
import { articleRow, violationRow } from "./rows.js";
import { initial, parseHash, toHash } from "./state.js";

const rowsPerPage = 50;
/** Printing shows one long page. */
const rowsInPrint = 500;

const columns = {
  violations: [
    ["severity", t("report.page.severity", "Severity")],
    ["message", t("report.page.message", "Message")],
    ["place", t("report.page.location", "Location")],
    ["rule", t("report.page.rule", "Rule")],
    ["fix", t("report.page.fix", "Fix")],
  ],
  articles: [
    ["place", t("report.page.articleHeading", "Article")],
    ["date", t("report.page.date", "Date")],
    ["errors", t("report.page.errors", "Errors")],
    ["warnings", t("report.page.warnings", "Warnings")],
    ["fixable", t("report.page.fixable", "Fixable")],
    ["unsafe", t("report.page.unsafeFixes", "Unsafe fixes")],
  ],
};
const numberColumns = ["errors", "warnings", "fixable", "unsafe"];

/** Fills the element with the list, and synchronizes the list with the URL of the page. @param {HTMLElement} root */
export function start(root) {
  /** @type {State} */
  let state = parseHash(location.hash) ?? initial;
  let perPage = rowsPerPage;
  const filters = filterForm(change);
  const status = make("p", { class: "status", role: "status" });
  const table = make("table", { class: "data list", role: "table" });
  const caption = make("caption", { class: "hidden" });
  const head = make("thead", { role: "rowgroup" });
  const rows = make("tbody", { role: "rowgroup" });
  table.append(caption, head, rows);
  const pages = make("nav", { class: "pages", "aria-label": t("report.page.pages", "Pages of the list") });
  const printNote = make("p", { class: "in-print" });
  root.replaceChildren(
    filters.form,
    editorForm(render),
    status,
    make("div", { class: "card flush" }, table),
    pages,
    printNote,
  );
  root.hidden = false;
  addEventListener("hashchange", () => {
    const next = parseHash(location.hash);
    if (!next) return;
    state = next;
    render();
    root.closest("section")?.scrollIntoView();
    status.focus();
  });
  whenPrinting((isPrinting) => {
    perPage = isPrinting ? rowsInPrint : rowsPerPage;
    render();
  });
  if (parseHash(location.hash)) requestAnimationFrame(() => root.closest("section")?.scrollIntoView());
  render();

  /** @param {Partial<State>} changed */
  function change(changed) {
    state = { ...state, ...changed };
    history.replaceState(null, "", toHash(state));
    render();
  }

  function render() {
    filters.show(state);
    const isViolations = state.view === "violations";
    const found = isViolations ? sortedViolations(state) : [];
    const all = isViolations ? foldEqual(found) : sortedArticles(state);
    const last = Math.max(0, Math.ceil(all.length / perPage) - 1);
    state.page = Math.min(state.page, last);
    const from = state.page * perPage;
    const shown = all.slice(from, from + perPage);
    status.textContent = statusText(state, all.length, from, shown.length, found.length);
    printNote.textContent =
      all.length > shown.length && perPage === rowsInPrint
        ? t("report.page.printLimit", "Only the first {count} are printed. Filter the list to print others.", {
            count: grouped(shown.length),
          })
        : "";
    caption.textContent = isViolations
      ? t("report.page.violationsHeading", "Violations")
      : t("report.page.articlesWithViolations", "Articles with violations");
    renderHead(isViolations ? columns.violations : columns.articles);
    rows.replaceChildren(
      ...(isViolations
        ? /** @type {ViolationRow[]} */ (shown).flatMap(violationRow)
        : /** @type {ArticleRow[]} */ (shown).map(articleRow)),
    );
    table.className = `data list by-${isViolations ? "violation" : "article"}`;
    table.hidden = all.length === 0;
    renderPagination(pages, state.page, last, (page) => {
      change({ page });
      root.scrollIntoView();
    });
  }

  /** Preserves the keyboard focus on a column button. @param {string[][]} shown */
  function renderHead(shown) {
    const focused = document.activeElement?.getAttribute("data-sort");
    head.replaceChildren(
      make("tr", { role: "row" }, ...shown.map(([key = "", name = ""]) => columnHeader(key, name, state, change))),
    );
    if (focused) /** @type {HTMLElement | null} */ (head.querySelector(`[data-sort="${focused}"]`))?.focus();
  }
}

/** @param {State} state */
const sortedViolations = (state) =>
  sortRows(
    state,
    filterViolations(state),
    comparators.violations,
    [comparators.violations.severity, comparators.violations.place].filter((order) => order !== undefined),
  );

/** @param {State} state */
const sortedArticles = (state) =>
  sortRows(state, groupByArticle(filterViolations(state)), comparators.articles, [
    (a, b) => b.errors - a.errors,
    (a, b) => b.warnings - a.warnings,
    (a, b) => a.article.rank - b.article.rank,
  ]);

/**
 * `1–50 of 111 violations (50,000 in total)`; if equal violations are one entry, `1–50 of 90 entries (111 violations)`
 *
 * @param {State} state @param {number} total rows after filtering @param {number} from @param {number} shown
 * @param {number} found violations after filtering
 */
function statusText(state, total, from, shown, found) {
  if (total === 0) return t("report.page.noMatch", "Nothing matches these filters.");
  const isList = state.view === "violations";
  const isFolded = isList && found > total;
  const rows = plural(total, isFolded ? "entry" : isList ? "violation" : "article");
  const range = `${grouped(from + 1)}–${grouped(from + shown)}`;
  const text = total > shown ? t("report.page.rangeOf", "{range} of {count}", { range, count: rows }) : rows;
  // The total number of articles is unknown: the list contains only articles with violations.
  const isPart = isList && isFiltered(state);
  const all = grouped(violations.length);
  if (isFolded)
    return isPart
      ? t("report.page.entriesOfTotal", "{text} ({violations}, {total} in total)", {
          text,
          violations: plural(found, "violation"),
          total: all,
        })
      : t("report.page.entriesWith", "{text} ({violations})", { text, violations: plural(found, "violation") });
  if (!isPart) return text;
  return total > shown
    ? t("report.page.ofTotal", "{text} ({total} in total)", { text, total: all })
    : t("report.page.rangeOf", "{range} of {count}", {
        range: grouped(total),
        count: plural(violations.length, "violation"),
      });
}

/**
 * A column heading: a button that sorts by the column, or reverses the order.
 *
 * @param {string} key @param {string} name @param {State} state @param {(change: Partial<State>) => void} change
 */
function columnHeader(key, name, state, change) {
  const isSorted = state.sort === key;
  const isNumber = numberColumns.includes(key);
  const press = () => change({ sort: key, down: isSorted ? !state.down : isNumber || key === "date", page: 0 });
  return make(
    "th",
    {
      scope: "col",
      role: "columnheader",
      class: isNumber ? "number" : undefined,
      "aria-sort": isSorted ? (state.down ? "descending" : "ascending") : "none",
    },
    make(
      "button",
      { type: "button", "data-sort": key, click: press },
      name,
      make("span", { class: "arrow", "aria-hidden": "true" }, isSorted ? (state.down ? "▼" : "▲") : ""),
    ),
  );
}

/**
 * Opens all `<details>` for printing, because they cannot be opened on paper. @param {(isPrinting: boolean) => void}
 * render
 */
function whenPrinting(render) {
  addEventListener("beforeprint", () => {
    render(true);
    for (const details of document.querySelectorAll("details:not([open])"))
      setAttributes(details, { open: true, "data-closed": true });
  });
  addEventListener("afterprint", () => {
    render(false);
    for (const details of document.querySelectorAll("details[data-closed]")) {
      details.removeAttribute("open");
      details.removeAttribute("data-closed");
    }
  });
}
