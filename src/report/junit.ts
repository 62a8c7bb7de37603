/**
 * JUnit XML with one suite per file, each with its own totals, so that it can be streamed. An error is a failed test. A
 * file that could not be checked is a test with an error. A warning is a passed test with output, because a failed test
 * would fail the build.
 */

import { t } from "../platform/i18n.js";
import type { FileResult, RunEnd, Violation } from "../results.js";
import { firstExample, foldedText } from "./folded.js";
import type { Format } from "./types.js";
import { xml } from "./xml.js";

export const junit: Format = () => {
  let lead = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="stet">\n';
  const next = (text: string) => {
    const all = lead + text;
    lead = "";
    return all;
  };
  return {
    file: (result) => next(suite(result)),
    end: (run) => next(`${foldedSuite(run)}${closing(run)}</testsuites>\n`),
  };
};

function suite(result: FileResult): string {
  const { path, article, violations, errors } = result;
  const cases = [
    ...violations.map((violation) => {
      const place = article === false ? "" : ` at ${violation.line}:${violation.column}`;
      return testCase(path, `${violation.rule}${place}`, outcome(violation, `${path}${place.replace(" at ", ":")}`));
    }),
    ...errors.map(({ kind, message }) =>
      testCase(path, `stet ${kind}`, `<error type="${kind}" message="${xml(message)}">${xml(message)}</error>`),
    ),
  ];
  if (cases.length === 0) cases.push(testCase(path, "stet", ""));
  const failures = violations.filter(({ severity }) => severity === "error").length;
  return `<testsuite name="${xml(path)}" tests="${cases.length}" failures="${failures}" errors="${errors.length}">\n${cases.join("")}</testsuite>\n`;
}

/** One suite with a test for each folded violation, at its first example. */
function foldedSuite({ folded }: RunEnd): string {
  if (folded.length === 0) return "";
  const name = t("report.folded.suite", "many articles");
  const cases = folded.map((one) => {
    const { path, line, column } = firstExample(one);
    return testCase(path, one.rule, outcome({ ...one, message: foldedText(one) }, `${path}:${line}:${column}`));
  });
  const failures = folded.filter(({ severity }) => severity === "error").length;
  return `<testsuite name="${xml(name)}" tests="${cases.length}" failures="${failures}" errors="0">\n${cases.join("")}</testsuite>\n`;
}

function outcome({ severity, rule, message }: Pick<Violation, "severity" | "rule" | "message">, place: string): string {
  const words = xml(message);
  return severity === "error"
    ? `<failure type="${xml(rule)}" message="${words}">${xml(place)}: ${words}</failure>`
    : `<system-out>${t("report.severity.warning", "warning")}: ${xml(place)}: ${words}</system-out>`;
}

const testCase = (path: string, name: string, content: string): string =>
  `<testcase classname="${xml(path)}" name="${xml(name)}"${content ? `>${content}</testcase>` : "/>"}\n`;

/** The notes about the whole run. An interruption is an error. */
function closing({ notes, interrupted }: RunEnd): string {
  if (notes.length === 0) return "";
  const words = notes.map((note) => xml(note)).join("\n");
  const error = interrupted
    ? `<error type="interrupted" message="${xml(t("report.interrupted", "The run was interrupted."))}"/>`
    : "";
  return `<testsuite name="stet" tests="1" failures="0" errors="${interrupted ? 1 : 0}">\n${testCase("stet", t("report.wholeRun", "whole run"), `${error}<system-out>${words}</system-out>`)}</testsuite>\n`;
}
