// The articles of the report with their violations.

import { readData } from "./messages.js";

/**
 * The data in the page, as src/report/html/article.ts writes it; then the objects made of it. `words` is the text that is searched.
 * @typedef {[line: number, before: string[], left: string, marked: string, right: string, after: string[]]} Frame
 * @typedef {[line: number, before: string[], after: string[]]} Hunk
 * @typedef {[kind: 0 | 1 | 2, title: string, hunks: Hunk[]]} Fix
 * @typedef {[rule: number, severity: 0 | 1, line: number, column: number, message: string, frame: Frame | 0, fixes: Fix[]]} ViolationData
 * @typedef {[url: string, line: number, verdict: string, detail: string, declared: [number, number] | 0, real: [number, number] | 0, bytes: number, type: string]} ArticleImage
 * @typedef {[path: string, title: string, date: string, violations: ViolationData[], images: ArticleImage[], fixed: number]} ArticleData
 *
 * @typedef {{ at: number, path: string, title: string, date: string, folder: string, violations: Violation[], images: ArticleImage[], fixed: number, rank: number, words: string }} Article
 * `first` is the first of the equal violations of its article.
 * @typedef {{ article: Article, first: Violation, at: number, rule: string, severity: 0 | 1, line: number, column: number, message: string, frame: Frame | 0, fixes: Fix[], words: string }} Violation
 */

/**
 * `docs`: the URL of the page. `page`: the page itself, in Markdown, if it is not on the web.
 * @type {[name: string, summary: string, docs: string, page: string][]}
 */
export const rules = readData("stet-rules");

export const articles = readArticles();
export const violations = articles.flatMap((article) => article.violations);

function readArticles() {
  /** @type {ArticleData[]} */
  const data = readData("stet-articles");
  const all = data.map(([path, title, date, found, images, fixed], at) => {
    const end = path.lastIndexOf("/");
    /** @type {Article} */
    const article = {
      at,
      path,
      title,
      date,
      folder: end < 0 ? "." : path.slice(0, end) || "/",
      violations: [],
      images,
      fixed,
      rank: 0,
      words: `${path}\n${title}`.toLowerCase(),
    };
    /** @type {Map<string, Violation>} */
    const firsts = new Map();
    article.violations = found.map(([rule, severity, line, column, message, frame, fixes], index) => {
      const name = rules[rule]?.[0] ?? "";
      const words = `${message}\n${name}`.toLowerCase();
      const violation = /** @type {Violation} */ ({
        article,
        at: index,
        rule: name,
        severity,
        line,
        column,
        message,
        frame,
        fixes,
        words,
      });
      const key = `${rule} ${severity} ${fixes[0]?.[0]} ${message}`;
      violation.first = firsts.get(key) ?? violation;
      if (violation.first === violation) firsts.set(key, violation);
      return violation;
    });
    return article;
  });
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  [...all]
    .sort((a, b) => compare(a.path, b.path))
    .forEach((article, rank) => {
      article.rank = rank;
    });
  // Free the memory of the text.
  document.getElementById("stet-articles")?.remove();
  return all;
}
