// Filters and sorts violations, and groups them by article.

/** @import { Article, Violation } from "./data.js" */
/** @import { State } from "./state.js" */
import { violations } from "./data.js";

/** @param {Violation} violation */
export const fixKind = ({ fixes }) =>
  fixes.length === 0 ? "none" : fixes[0]?.[0] === 0 ? "safe" : fixes[0]?.[0] === 1 ? "unsafe" : "suggested";

/** @param {State} state @returns {Violation[]} */
export function filterViolations(state) {
  // Words match in any order; text in quotes matches as a whole.
  const words = [...state.q.toLowerCase().matchAll(/"([^"]+)"|[^\s"]+/g)].map(([word, quoted]) => quoted ?? word);
  return violations.filter(
    (violation) =>
      (state.severity === "" || (state.severity === "error") === (violation.severity === 0)) &&
      (state.rule === "" || state.rule === violation.rule) &&
      (state.folder === "" || state.folder === violation.article.folder) &&
      (state.month === "" ||
        (state.month === "none" ? violation.article.date === "" : violation.article.date.startsWith(state.month))) &&
      (state.fix === "" || state.fix === fixKind(violation)) &&
      words.every((word) => violation.words.includes(word) || violation.article.words.includes(word)),
  );
}

/**
 * Equal violations of an article as one row, in the place of the first one.
 *
 * @typedef {{ violation: Violation, others: Violation[] }} ViolationRow
 * @param {Violation[]} found @returns {ViolationRow[]}
 */
export function foldEqual(found) {
  /** @type {Map<Violation, ViolationRow>} */
  const rows = new Map();
  for (const violation of found) {
    const row = rows.get(violation.first);
    if (row) row.others.push(violation);
    else rows.set(violation.first, { violation, others: [] });
  }
  return [...rows.values()];
}

/** @param {string} a @param {string} b */
export const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * @typedef {{ article: Article, errors: number, warnings: number, fixable: number, unsafe: number }} ArticleRow
 * @type {{ violations: Record<string, (a: Violation, b: Violation) => number>, articles: Record<string, (a: ArticleRow, b: ArticleRow) => number> }}
 */
export const comparators = {
  violations: {
    severity: (a, b) => a.severity - b.severity,
    place: (a, b) => a.article.rank - b.article.rank || a.at - b.at,
    rule: (a, b) => byText(a.rule, b.rule),
    message: (a, b) => byText(a.message, b.message),
    fix: (a, b) => fixKinds.indexOf(fixKind(a)) - fixKinds.indexOf(fixKind(b)),
  },
  articles: {
    place: (a, b) => a.article.rank - b.article.rank,
    date: (a, b) => byText(a.article.date, b.article.date),
    errors: (a, b) => a.errors - b.errors,
    warnings: (a, b) => a.warnings - b.warnings,
    fixable: (a, b) => a.fixable - b.fixable,
    unsafe: (a, b) => a.unsafe - b.unsafe,
  },
};

const fixKinds = ["safe", "unsafe", "suggested", "none"];

/** @template T @param {State} state @param {T[]} rows @param {Record<string, (a: T, b: T) => number>} by @param {((a: T, b: T) => number)[]} standard */
export function sortRows(state, rows, by, standard) {
  const own = by[state.sort];
  const turn = state.down ? -1 : 1;
  const steps = own ? [(/** @type {T} */ a, /** @type {T} */ b) => turn * own(a, b), ...standard] : standard;
  return rows.sort((a, b) => {
    for (const step of steps) {
      const order = step(a, b);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** @param {Violation[]} found @returns {ArticleRow[]} */
export function groupByArticle(found) {
  /** @type {Map<Article, ArticleRow>} */
  const rows = new Map();
  for (const violation of found) {
    const { article, severity } = violation;
    const row = rows.get(article) ?? { article, errors: 0, warnings: 0, fixable: 0, unsafe: 0 };
    rows.set(article, row);
    if (severity === 0) row.errors++;
    else row.warnings++;
    if (fixKind(violation) === "safe") row.fixable++;
    else if (fixKind(violation) === "unsafe") row.unsafe++;
  }
  return [...rows.values()];
}
