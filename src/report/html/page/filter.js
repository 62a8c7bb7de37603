// Filtering and sorting.

/** @import { Article, Finding } from "./data.js" */
/** @import { State } from "./state.js" */
import { findings } from "./data.js";

/** @param {Finding} finding */
export const fixKind = ({ fixes }) =>
  fixes.length === 0 ? "none" : fixes[0]?.[0] === 0 ? "safe" : fixes[0]?.[0] === 1 ? "unsafe" : "suggested";

/** @param {State} state @returns {Finding[]} */
export function filtered(state) {
  // Words in any order; what stands in quotes, as it is.
  const words = [...state.q.toLowerCase().matchAll(/"([^"]+)"|[^\s"]+/g)].map(([word, quoted]) => quoted ?? word);
  return findings.filter(
    (finding) =>
      (state.severity === "" || (state.severity === "error") === (finding.severity === 0)) &&
      (state.rule === "" || state.rule === finding.rule) &&
      (state.folder === "" || state.folder === finding.article.folder) &&
      (state.month === "" ||
        (state.month === "none" ? finding.article.date === "" : finding.article.date.startsWith(state.month))) &&
      (state.fix === "" || state.fix === fixKind(finding)) &&
      words.every((word) => finding.words.includes(word) || finding.article.words.includes(word)),
  );
}

/** @param {string} a @param {string} b */
export const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * @typedef {{ article: Article, errors: number, warnings: number, fixable: number }} ArticleRow
 * @type {{ findings: Record<string, (a: Finding, b: Finding) => number>, articles: Record<string, (a: ArticleRow, b: ArticleRow) => number> }}
 */
export const orders = {
  findings: {
    severity: (a, b) => a.severity - b.severity,
    place: (a, b) => a.article.rank - b.article.rank || a.at - b.at,
    rule: (a, b) => byText(a.rule, b.rule),
    message: (a, b) => byText(a.message, b.message),
    fix: (a, b) => fixOrder.indexOf(fixKind(a)) - fixOrder.indexOf(fixKind(b)),
  },
  articles: {
    place: (a, b) => a.article.rank - b.article.rank,
    date: (a, b) => byText(a.article.date, b.article.date),
    errors: (a, b) => a.errors - b.errors,
    warnings: (a, b) => a.warnings - b.warnings,
    fixable: (a, b) => a.fixable - b.fixable,
  },
};

const fixOrder = ["safe", "unsafe", "suggested", "none"];

/** @template T @param {State} state @param {T[]} rows @param {Record<string, (a: T, b: T) => number>} by @param {((a: T, b: T) => number)[]} standard */
export function sorted(state, rows, by, standard) {
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

/** @param {Finding[]} found @returns {ArticleRow[]} */
export function byArticle(found) {
  /** @type {Map<Article, ArticleRow>} */
  const rows = new Map();
  for (const finding of found) {
    const { article, severity } = finding;
    const row = rows.get(article) ?? { article, errors: 0, warnings: 0, fixable: 0 };
    rows.set(article, row);
    if (severity === 0) row.errors++;
    else row.warnings++;
    if (finding.fixes[0] && finding.fixes[0][0] < 2) row.fixable++;
  }
  return [...rows.values()];
}
