/**
 * JUnit's XML: a suite for each file, with its own numbers, so that it can be written as results come. An error is a
 * failed test, a file that could not be judged a test with an error. A warning is a test that passed with words: a test
 * that fails would fail the build, which a warning does not.
 */

import { t } from "../platform/i18n.js";
import type { FileResult, RunEnd, Violation } from "../results.js";
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
    end: (run) => next(`${closing(run)}</testsuites>\n`),
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

function outcome({ severity, rule, message }: Violation, place: string): string {
  const words = xml(message);
  return severity === "error"
    ? `<failure type="${xml(rule)}" message="${words}">${xml(place)}: ${words}</failure>`
    : `<system-out>${t("report.severity.warning", "warning")}: ${xml(place)}: ${words}</system-out>`;
}

const testCase = (path: string, name: string, content: string): string =>
  `<testcase classname="${xml(path)}" name="${xml(name)}"${content ? `>${content}</testcase>` : "/>"}\n`;

/** What there is to say of the run as a whole; that it was interrupted is an error. */
function closing({ notes, interrupted }: RunEnd): string {
  if (notes.length === 0) return "";
  const words = notes.map((note) => xml(note)).join("\n");
  const error = interrupted
    ? `<error type="interrupted" message="${xml(t("report.interrupted", "The run was interrupted."))}"/>`
    : "";
  return `<testsuite name="stet" tests="1" failures="0" errors="${interrupted ? 1 : 0}">\n${testCase("stet", t("report.wholeRun", "whole run"), `${error}<system-out>${words}</system-out>`)}</testsuite>\n`;
}
