// The list with its filters and its pages.

/** @import { Finding } from "./data.js" */
/** @import { ArticleRow } from "./filter.js" */
/** @import { State } from "./state.js" */
import { articles, findings, rules } from "./data.js";
import { make, set } from "./elements.js";
import { byArticle, byText, filtered, orders, sorted } from "./filter.js";
import { grouped, plural } from "./format.js";
import { t } from "./messages.js";
import { articleRow, findingRow } from "./rows.js";
import { hashOf, initial, stateIn } from "./state.js";

const rowsPerPage = 50;
const rowsInPrint = 500;

/** @type {State} */
let state = stateIn(location.hash) ?? initial;
let perPage = rowsPerPage;

const columns = {
  findings: [
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
  ],
};

/** @param {HTMLElement} root */
export function start(root) {
  const search = field(
    "search",
    t("report.page.search", "Search"),
    make("input", {
      type: "search",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: t("report.page.searchIn", "message, rule, path or title"),
    }),
  );
  const severity = select("severity", t("report.page.severity", "Severity"), [
    ["", t("report.page.all", "all")],
    ["error", t("report.page.onlyErrors", "errors")],
    ["warning", t("report.page.onlyWarnings", "warnings")],
  ]);
  const rule = select("rule", t("report.page.rule", "Rule"), [
    ["", t("report.page.all", "all")],
    ...rules.map(([name]) => /** @type {[string, string]} */ ([name, name])).sort(([a], [b]) => byText(a, b)),
  ]);
  const folder = select("folder", t("report.page.folder", "Folder"), [
    ["", t("report.page.all", "all")],
    ...[...new Set(articles.map((article) => article.folder))]
      .sort(byText)
      .map(
        (name) =>
          /** @type {[string, string]} */ ([
            name,
            name === "." ? t("report.page.currentFolder", "(current folder)") : name,
          ]),
      ),
  ]);
  const month = select("month", t("report.page.month", "Month"), [
    ["", t("report.page.all", "all")],
    ...[...new Set(articles.map(({ date }) => date.slice(0, 7)))]
      .sort(byText)
      .reverse()
      .map(
        (name) =>
          /** @type {[string, string]} */ (name === "" ? ["none", t("report.page.noDate", "no date")] : [name, name]),
      ),
  ]);
  const fix = select("repair", t("report.page.fix", "Fix"), [
    ["", t("report.page.all", "all")],
    ["safe", t("report.page.safe", "safe")],
    ["unsafe", t("report.page.mayChangeMeaning", "may change meaning")],
    ["suggested", t("report.page.suggested", "suggestion")],
    ["none", t("report.page.noFix", "by hand")],
  ]);
  const fields = { q: search, severity, rule, folder, month, fix };
  const views = ["findings", "articles"].map((view) =>
    make(
      "button",
      { type: "button", click: () => go({ view, sort: "", down: false, page: 0 }) },
      view === "findings" ? t("report.page.byViolation", "By violation") : t("report.page.byArticle", "By article"),
    ),
  );
  const clear = make(
    "button",
    { type: "button", class: "button quiet", click: () => go({ ...initial, view: state.view }) },
    t("report.page.clearFilters", "Clear filters"),
  );
  const status = make("p", { class: "status", role: "status" });
  const table = make("table", { class: "data list", role: "table" });
  const caption = make("caption", { class: "hidden" });
  const head = make("thead", { role: "rowgroup" });
  const rows = make("tbody", { role: "rowgroup" });
  table.append(caption, head, rows);
  const pages = make("nav", { class: "pages", "aria-label": t("report.page.pages", "Pages of the list") });
  const print = make("p", { class: "in-print" });
  root.replaceChildren(
    make(
      "form",
      {
        class: "filters",
        role: "search",
        "aria-label": t("report.page.violationsHeading", "Violations"),
        submit: (event) => event.preventDefault(),
      },
      make("div", { class: "views", role: "group", "aria-label": t("report.page.view", "View") }, ...views),
      ...Object.values(fields).map(({ label }) => label),
      clear,
    ),
    status,
    make("div", { class: "card flush" }, table),
    pages,
    print,
  );
  root.hidden = false;

  let waiting = 0;
  for (const [key, { input }] of Object.entries(fields))
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      const change = () => go({ [key]: /** @type {HTMLInputElement} */ (input).value, page: 0 });
      if (key === "q") waiting = setTimeout(change, 120);
      else change();
    });
  addEventListener("hashchange", () => {
    const next = stateIn(location.hash);
    if (!next) return;
    state = next;
    render();
    root.closest("section")?.scrollIntoView();
    status.focus();
  });
  addEventListener("beforeprint", () => {
    perPage = rowsInPrint;
    render();
    for (const details of document.querySelectorAll("details:not([open])"))
      set(details, { open: true, "data-closed": true });
  });
  addEventListener("afterprint", () => {
    perPage = rowsPerPage;
    render();
    for (const details of document.querySelectorAll("details[data-closed]")) {
      details.removeAttribute("open");
      details.removeAttribute("data-closed");
    }
  });
  if (stateIn(location.hash)) requestAnimationFrame(() => root.closest("section")?.scrollIntoView());
  render();

  /** @param {Partial<State>} change */
  function go(change) {
    state = { ...state, ...change };
    history.replaceState(null, "", hashOf(state));
    render();
  }

  function render() {
    for (const [key, { input }] of Object.entries(fields)) {
      const field = /** @type {HTMLInputElement} */ (input);
      const value = String(state[/** @type {keyof State} */ (key)]);
      if (field.value !== value) field.value = value;
    }
    const isFindings = state.view === "findings";
    views.forEach((button, at) => {
      button.setAttribute("aria-pressed", String((at === 0) === isFindings));
    });
    const isFiltered = Object.keys(fields).some((key) => state[/** @type {keyof State} */ (key)] !== "");
    clear.hidden = !isFiltered;
    const found = filtered(state);
    const all = isFindings
      ? sorted(
          state,
          found,
          orders.findings,
          [orders.findings.severity, orders.findings.place].filter((step) => step !== undefined),
        )
      : sorted(state, byArticle(found), orders.articles, [
          (a, b) => b.errors - a.errors,
          (a, b) => b.warnings - a.warnings,
          (a, b) => a.article.rank - b.article.rank,
        ]);
    const last = Math.max(0, Math.ceil(all.length / perPage) - 1);
    state.page = Math.min(state.page, last);
    const from = state.page * perPage;
    const shown = all.slice(from, from + perPage);
    const noun = isFindings ? "finding" : "article";
    const isPart = isFiltered && isFindings;
    const range = `${grouped(from + 1)}–${grouped(from + shown.length)}`;
    status.textContent =
      all.length === 0
        ? t("report.page.noMatch", "Nothing matches these filters.")
        : all.length > perPage
          ? isPart
            ? t("report.page.rangeOfFiltered", "{range} of {count} ({total} in total)", {
                range,
                count: plural(all.length, noun),
                total: grouped(findings.length),
              })
            : t("report.page.rangeOf", "{range} of {count}", { range, count: plural(all.length, noun) })
          : isPart
            ? t("report.page.rangeOf", "{range} of {count}", {
                range: grouped(all.length),
                count: plural(findings.length, noun),
              })
            : plural(all.length, noun);
    print.textContent =
      all.length > shown.length && perPage === rowsInPrint
        ? t("report.page.printLimit", "Only the first {count} are printed. Filter the list to print others.", {
            count: grouped(shown.length),
          })
        : "";
    caption.textContent = isFindings
      ? t("report.page.violationsHeading", "Violations")
      : t("report.page.articlesWithViolations", "Articles with violations");
    const focused = document.activeElement?.getAttribute("data-sort");
    head.replaceChildren(
      make(
        "tr",
        { role: "row" },
        ...columns[isFindings ? "findings" : "articles"].map(([key = "", name = ""]) => header(key, name)),
      ),
    );
    rows.replaceChildren(
      ...(isFindings
        ? /** @type {Finding[]} */ (shown).flatMap(findingRow)
        : /** @type {ArticleRow[]} */ (shown).map(articleRow)),
    );
    table.className = `data list by-${isFindings ? "finding" : "article"}`;
    table.hidden = all.length === 0;
    if (focused) /** @type {HTMLElement | null} */ (head.querySelector(`[data-sort="${focused}"]`))?.focus();
    renderPages(last);
  }

  /** @param {string} key @param {string} name */
  function header(key, name) {
    const isSorted = state.sort === key;
    const isNumber = ["errors", "warnings", "fixable"].includes(key);
    const press = () => go({ sort: key, down: isSorted ? !state.down : isNumber || key === "date", page: 0 });
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

  /** @param {number} last */
  function renderPages(last) {
    const focused = pages.contains(document.activeElement) ? document.activeElement?.textContent : undefined;
    const step = (/** @type {string} */ name, /** @type {number} */ page) =>
      make(
        "button",
        {
          type: "button",
          class: "button",
          "aria-disabled": page < 0 || page > last || page === state.page ? "true" : undefined,
          click: () => page >= 0 && page <= last && page !== state.page && turn(page),
        },
        name,
      );
    const turn = (/** @type {number} */ page) => {
      go({ page });
      root.scrollIntoView();
    };
    pages.replaceChildren(
      ...(last === 0
        ? []
        : [
            step(t("report.page.first", "First"), 0),
            step(t("report.page.previous", "Previous"), state.page - 1),
            make(
              "span",
              {},
              t("report.page.pageOf", "Page {page} of {pages}", {
                page: grouped(state.page + 1),
                pages: grouped(last + 1),
              }),
            ),
            step(t("report.page.next", "Next"), state.page + 1),
            step(t("report.page.last", "Last"), last),
          ]),
    );
    if (focused)
      /** @type {HTMLElement | undefined} */ (
        [...pages.querySelectorAll("button")].find((button) => button.textContent === focused)
      )?.focus({ preventScroll: true });
  }
}

/** @param {string} kind @param {string} name @param {HTMLElement} input */
function field(kind, name, input) {
  return { input, label: make("label", { class: kind }, make("span", {}, name), input) };
}

/** @param {string} kind @param {string} name @param {[value: string, text: string][]} choices */
function select(kind, name, choices) {
  return field(kind, name, make("select", {}, ...choices.map(([value, text]) => make("option", { value }, text))));
}
