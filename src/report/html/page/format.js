// Formats numbers, positions and severities.

/** @import { Violation } from "./data.js" */
import { make, makeSvg } from "./elements.js";
import { t } from "./messages.js";

/** @param {number} number */
export const grouped = (number) => number.toLocaleString(document.documentElement.lang);

/** @param {number} number @param {"violation" | "article" | "image" | "entry"} noun */
export function plural(number, noun) {
  const n = grouped(number);
  if (noun === "article")
    return number === 1
      ? t("report.page.oneArticle", "{n} article", { n })
      : t("report.page.articles", "{n} articles", { n });
  if (noun === "image")
    return number === 1 ? t("report.page.oneImage", "{n} image", { n }) : t("report.page.images", "{n} images", { n });
  if (noun === "entry")
    return number === 1
      ? t("report.page.oneEntry", "{n} entry", { n })
      : t("report.page.entries", "{n} entries", { n });
  return number === 1
    ? t("report.page.oneViolation", "{n} violation", { n })
    : t("report.page.violations", "{n} violations", { n });
}

/** @param {number} bytes */
export function bytesText(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(bytes < 1e4 ? 1 : 0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** @param {0 | 1} severity */
export function severityMark(severity) {
  const path = severity === 0 ? "M5 5l6 6M11 5l-6 6" : "M8 6v3.4M8 11.6v.2";
  const shape =
    severity === 0
      ? makeSvg("circle", { cx: 8, cy: 8, r: 7 })
      : makeSvg("path", { d: "M8 1.5L15 14H1z", class: "shape" });
  return make(
    "span",
    { class: `severity ${severity === 0 ? "error" : "warning"}` },
    makeSvg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, shape, makeSvg("path", { d: path })),
    severity === 0 ? t("report.page.error", "error") : t("report.page.warning", "warning"),
  );
}

/** @param {string} path */
export const fileName = (path) => path.slice(path.lastIndexOf("/") + 1);

/** @param {Violation} violation */
export const position = ({ line, column }) =>
  line === 0 ? t("report.page.wholeFile", "whole file") : `${line}:${column}`;
