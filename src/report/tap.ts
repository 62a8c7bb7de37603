/** TAP 14 (https://testanything.org/tap-version-14-specification.html): one test per file, with the plan at the end. */

import { t } from "../platform/i18n.js";
import type { FileResult } from "../results.js";
import { firstExample, foldedText, foldedWhere } from "./folded.js";
import type { Format } from "./types.js";
import { visible, visibleJson } from "./visible.js";

export const tap: Format = () => {
  let lead = "TAP version 14\n";
  let tests = 0;
  const next = (text: string) => {
    const all = lead + text;
    lead = "";
    return all;
  };
  return {
    file(result) {
      const { path, violations, errors } = result;
      const isOk = errors.length === 0 && violations.every(({ severity }) => severity === "warning");
      tests++;
      return next(`${isOk ? "ok" : "not ok"} ${tests} - ${description(path)}\n${diagnostics(result)}`);
    },
    end({ notes, folded, interrupted }) {
      const tested = folded.map((one) => {
        const { path, line, column } = firstExample(one);
        const { rule, severity } = one;
        const item = { severity, rule, path, line, column, message: visible(foldedText(one)) };
        const is = severity === "warning" ? "ok" : "not ok";
        return `${is} ${++tests} - ${description(`${rule}: ${foldedWhere(one)}`)}\n${block([item])}`;
      });
      const comments = `${tested.join("")}${notes.map((note) => `# ${visible(note)}\n`).join("")}`;
      // A plan would mark the output as complete.
      if (interrupted) return next(`${comments}Bail out! interrupted\n`);
      return next(
        `${comments}1..${tests}${tests === 0 ? ` # SKIP ${t("report.tap.noArticles", "no articles")}` : ""}\n`,
      );
    },
  };
};

/** `#` would start a directive such as `# SKIP`, which makes a failed test pass. */
const description = (path: string): string => visible(path).replace(/[\\#]/g, "\\$&");

/** A YAML block, written as JSON, which is valid YAML and always quoted. */
function diagnostics({ article, violations, errors }: FileResult): string {
  if (violations.length + errors.length === 0) return "";
  const items = [
    ...violations.map(({ rule, severity, message, line, column }) => ({
      severity,
      rule,
      ...(article !== false && { line, column }),
      message: visible(message),
    })),
    ...errors.map(({ kind, message }) => ({ severity: "failure", kind, message: visible(message) })),
  ];
  return block(items);
}

const block = (items: readonly object[]): string =>
  `  ---\n  findings:\n${items.map((item) => `    - ${visibleJson(item)}\n`).join("")}  ...\n`;
