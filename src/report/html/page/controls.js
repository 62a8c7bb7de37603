// The form with the view, the search field and the filters.

/** @import { State } from "./state.js" */
import { articles, rules } from "./data.js";
import { make } from "./elements.js";
import { byText } from "./filter.js";
import { t } from "./messages.js";
import { initial } from "./state.js";

/**
 * @param {(change: Partial<State>) => void} change called when the reader changes the view or a filter
 * @returns the form, and a function that makes its controls show a state
 */
export function filterForm(change) {
  const fields = {
    q: field(
      "search",
      t("report.page.search", "Search"),
      make("input", {
        type: "search",
        autocomplete: "off",
        spellcheck: "false",
        placeholder: t("report.page.searchIn", "message, rule, path or title"),
      }),
    ),
    severity: select("severity", t("report.page.severity", "Severity"), [
      ["error", t("report.page.onlyErrors", "errors")],
      ["warning", t("report.page.onlyWarnings", "warnings")],
    ]),
    rule: select("rule", t("report.page.rule", "Rule"), ruleChoices()),
    folder: select("folder", t("report.page.folder", "Folder"), folderChoices()),
    month: select("month", t("report.page.month", "Month"), monthChoices()),
    fix: select("fix-kind", t("report.page.fix", "Fix"), [
      ["safe", t("report.page.safe", "safe")],
      ["unsafe", t("report.page.unsafe", "unsafe")],
      ["suggested", t("report.page.suggested", "suggestion")],
      ["none", t("report.page.noFix", "by hand")],
    ]),
  };
  let view = initial.view;
  const views = ["violations", "articles"].map((name) =>
    make(
      "button",
      { type: "button", click: () => change({ view: name, sort: "", down: false, page: 0 }) },
      name === "violations" ? t("report.page.byViolation", "By violation") : t("report.page.byArticle", "By article"),
    ),
  );
  const clear = make(
    "button",
    { type: "button", class: "button quiet", click: () => change({ ...initial, view }) },
    t("report.page.clearFilters", "Clear filters"),
  );
  const form = make(
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
  );
  let timer = 0;
  for (const [key, { input }] of Object.entries(fields))
    input.addEventListener("input", () => {
      clearTimeout(timer);
      const apply = () => change({ [key]: /** @type {HTMLInputElement} */ (input).value, page: 0 });
      // Wait for a pause in typing: filtering a large report takes time.
      if (key === "q") timer = setTimeout(apply, 120);
      else apply();
    });

  /** @param {State} state */
  function show(state) {
    view = state.view;
    for (const [key, { input }] of Object.entries(fields)) {
      const control = /** @type {HTMLInputElement} */ (input);
      const value = String(state[/** @type {keyof State} */ (key)]);
      // Setting the value would move the cursor of somebody who types.
      if (control.value !== value) control.value = value;
    }
    views.forEach((button, index) => {
      button.setAttribute("aria-pressed", String((index === 0) === (state.view === "violations")));
    });
    clear.hidden = !isFiltered(state);
  }
  return { form, show };
}

/** @param {State} state */
export const isFiltered = ({ q, severity, rule, folder, month, fix }) =>
  [q, severity, rule, folder, month, fix].some((value) => value !== "");

/** @returns {[value: string, text: string][]} */
const ruleChoices = () =>
  rules.map(([name]) => /** @type {[string, string]} */ ([name, name])).sort(([a], [b]) => byText(a, b));

/** @returns {[value: string, text: string][]} */
const folderChoices = () =>
  [...new Set(articles.map(({ folder }) => folder))]
    .sort(byText)
    .map((name) => [name, name === "." ? t("report.page.currentFolder", "(current folder)") : name]);

/** The latest month first. @returns {[value: string, text: string][]} */
const monthChoices = () =>
  [...new Set(articles.map(({ date }) => date.slice(0, 7)))]
    .sort(byText)
    .reverse()
    .map((name) => (name === "" ? ["none", t("report.page.noDate", "no date")] : [name, name]));

/** @param {string} kind @param {string} name @param {HTMLElement} input */
function field(kind, name, input) {
  return { input, label: make("label", { class: kind }, make("span", {}, name), input) };
}

/** @param {string} kind @param {string} name @param {[value: string, text: string][]} choices besides "all" */
function select(kind, name, choices) {
  /** @type {typeof choices} */
  const all = [["", t("report.page.all", "all")], ...choices];
  return field(kind, name, make("select", {}, ...all.map(([value, text]) => make("option", { value }, text))));
}
