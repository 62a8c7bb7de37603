/** `file:line:column: message [severity/rule]`, as compilers print it: for `grep`, `cut` and editor error lists. */
import type { FileResult } from "../results.js";
import { foldedResult } from "./folded.js";
import { problemLine } from "./summary.js";
import type { Format } from "./types.js";
import { visible } from "./visible.js";

export const unix: Format = () => ({
  file: linesOf,
  end: (run) => `${run.folded.map((one) => linesOf(foldedResult(one))).join("")}\n${problemLine(run)}\n`,
});

function linesOf({ path, article, violations, errors }: FileResult): string {
  const shown = visible(path);
  const found = violations.map(({ line, column, severity, message, rule }) => {
    // Programs that read this format require a position, so violations about a whole file are at its beginning.
    const place = article === false ? "1:1" : `${line}:${column}`;
    return `${shown}:${place}: ${visible(message)} [${severity === "error" ? "Error" : "Warning"}/${rule}]\n`;
  });
  const failed = errors.map(({ message }) => `${shown}:1:1: ${visible(message)} [Failure/stet]\n`);
  return [...found, ...failed].join("");
}
