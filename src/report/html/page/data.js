// The articles of the report with their violations.

import { data } from "./messages.js";

/**
 * As src/report/html/article.ts writes them.
 * @typedef {[line: number, before: string[], left: string, marked: string, right: string, after: string[]]} Frame
 * @typedef {[line: number, before: string[], after: string[]]} Hunk
 * @typedef {[kind: 0 | 1 | 2, title: string, hunks: Hunk[]]} Fix
 * @typedef {[rule: number, severity: 0 | 1, line: number, column: number, message: string, frame: Frame | 0, fixes: Fix[]]} FindingData
 * @typedef {[url: string, line: number, verdict: string, detail: string, declared: [number, number] | 0, real: [number, number] | 0, bytes: number, type: string]} Picture
 * @typedef {[path: string, title: string, date: string, findings: FindingData[], pictures: Picture[], fixed: number]} ArticleData
 *
 * @typedef {{ at: number, path: string, title: string, date: string, folder: string, findings: Finding[], pictures: Picture[], fixed: number, rank: number, words: string }} Article
 * @typedef {{ article: Article, at: number, rule: string, severity: 0 | 1, line: number, column: number, message: string, frame: Frame | 0, fixes: Fix[], words: string }} Finding
 */

/** @type {[name: string, summary: string][]} */
export const rules = data("stet-rules");

export const articles = readArticles();
export const findings = articles.flatMap((article) => article.findings);

function readArticles() {
  /** @type {ArticleData[]} */
  const written = data("stet-articles");
  const all = written.map(([path, title, date, found, pictures, fixed], at) => {
    const end = path.lastIndexOf("/");
    /** @type {Article} */
    const article = {
      at,
      path,
      title,
      date,
      folder: end < 0 ? "." : path.slice(0, end) || "/",
      findings: [],
      pictures,
      fixed,
      rank: 0,
      words: `${path}\n${title}`.toLowerCase(),
    };
    article.findings = found.map(([rule, severity, line, column, message, frame, fixes], index) => {
      const name = rules[rule]?.[0] ?? "";
      const words = `${message}\n${name}`.toLowerCase();
      return { article, at: index, rule: name, severity, line, column, message, frame, fixes, words };
    });
    return article;
  });
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  [...all]
    .sort((a, b) => compare(a.path, b.path))
    .forEach((article, rank) => {
      article.rank = rank;
    });
  // The text of the element is no longer needed.
  document.getElementById("stet-articles")?.remove();
  return all;
}
