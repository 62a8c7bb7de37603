/** One line per violation, with the position and severity as words, in the form that editors and old scripts parse. */
import type { FileResult } from "../results.js";
import { foldedResult } from "./folded.js";
import { factLines, noteLines, problemLine } from "./summary.js";
import type { Format } from "./types.js";
import { visible } from "./visible.js";

export const compact: Format = () => ({
  file: (result) => lines(result).join(""),
  end(run) {
    const folded = run.folded.flatMap((one) => lines(foldedResult(one)));
    const closing = [problemLine(run), ...factLines(run.summary), ...noteLines(run)];
    return `${folded.join("")}\n${closing.map((line) => `${line}\n`).join("")}`;
  },
});

function lines({ path, article, violations, errors }: FileResult): string[] {
  const shown = visible(path);
  return [
    ...violations.map(({ line, column, severity, message, rule }) => {
      const place = article === false ? "" : `line ${line}, col ${column}, `;
      return `${shown}: ${place}${severity === "error" ? "Error" : "Warning"} - ${visible(message)} (${rule})\n`;
    }),
    ...errors.map(({ message }) => `${shown}: Failure - ${visible(message)}\n`),
  ];
}
