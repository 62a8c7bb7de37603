/** The script of the page. It is written as modules, one per subject, and becomes one inline script without a bundler. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { packageRoot } from "../../platform/package-root.js";

/** The modules of `page/`, each after those that it imports. */
export const pageModules: readonly string[] = [
  "messages",
  "data",
  "elements",
  "format",
  "dialog",
  "rule-page",
  "editor",
  "detail",
  "images",
  "article",
  "state",
  "filter",
  "rows",
  "controls",
  "pagination",
  "list",
  "main",
];

/** Joins the modules without `import` and `export`: each name is declared once in all of them. */
export function pageScript(): string {
  const folder = path.join(packageRoot(), "src/report/html/page");
  return pageModules.map((name) => joinable(readFileSync(path.join(folder, `${name}.js`), "utf8"))).join("\n");
}

const joinable = (module: string): string =>
  module
    .replaceAll("\r\n", "\n")
    .replace(/^(?:import [^;]*;|\/\*\* @import .*\*\/)\n/gm, "")
    .replace(/^export /gm, "");
