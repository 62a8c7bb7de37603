/** GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
import { sha256Of } from "../platform/sha256.js";
import { prints } from "./fingerprints.js";
import { firstExample, foldedPrint, foldedText } from "./folded.js";
import { jsonList } from "./list.js";
import type { Format } from "./types.js";
import { visible } from "./visible.js";

export const gitlab: Format = () => {
  const list = jsonList("[", "  ");
  return {
    file(result) {
      const path = visible(result.path);
      const known = prints(result);
      const found = result.violations.map(({ rule, severity, message, line }, index) => ({
        description: visible(message),
        check_name: rule,
        fingerprint: hash(`${result.path}\n${known[index]}`),
        severity: severity === "error" ? "major" : "minor",
        location: { path, lines: { begin: result.article === false ? 1 : line } },
      }));
      const failed = result.errors.map(({ kind, message }, index) => ({
        description: visible(message),
        check_name: "stet",
        fingerprint: hash(`${result.path}\n${kind} ${index}`),
        severity: "critical",
        location: { path, lines: { begin: 1 } },
      }));
      return list.items([...found, ...failed]);
    },
    end({ folded }) {
      const last = list.items(
        folded.map((one) => {
          const { path, line } = firstExample(one);
          return {
            description: visible(foldedText(one)),
            check_name: one.rule,
            fingerprint: hash(foldedPrint(one)),
            severity: one.severity === "error" ? "major" : "minor",
            location: { path: visible(path), lines: { begin: line } },
          };
        }),
      );
      return `${last}${list.lead() || "\n"}]\n`;
    },
  };
};

const hash = (text: string): string => sha256Of(text).slice(0, 40);
