/** `file:line:column: message [severity/rule]`, as compilers print it: for `grep`, `cut` and editor error lists. */
import { firstExample, foldedText } from "./folded.js";
import { problemLine } from "./summary.js";
import type { Format } from "./types.js";
import { visible } from "./visible.js";

export const unix: Format = () => ({
  file({ path, article, violations, errors }) {
    const shown = visible(path);
    const found = violations.map(({ line, column, severity, message, rule }) => {
      // Programs that read this format require a position, so violations about a whole file are at its beginning.
      const place = article === false ? "1:1" : `${line}:${column}`;
      return `${shown}:${place}: ${visible(message)} [${severity === "error" ? "Error" : "Warning"}/${rule}]\n`;
    });
    const failed = errors.map(({ message }) => `${shown}:1:1: ${visible(message)} [Failure/stet]\n`);
    return [...found, ...failed].join("");
  },
  end(run) {
    const folded = run.folded.map((one) => {
      const { path, line, column } = firstExample(one);
      const kind = one.severity === "error" ? "Error" : "Warning";
      return `${visible(path)}:${line}:${column}: ${visible(foldedText(one))} [${kind}/${one.rule}]\n`;
    });
    return `${folded.join("")}\n${problemLine(run)}\n`;
  },
});
