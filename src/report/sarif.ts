/** SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */

import { LineIndex } from "../article/lines.js";
import { t } from "../platform/i18n.js";
import type { FileResult, FoldedViolation, ResultFix, RunEnd, Violation } from "../results.js";
import { prints } from "./fingerprints.js";
import { foldedPrint, foldedText } from "./folded.js";
import { shownUrl } from "./shown-url.js";
import type { Format, RuleInfo } from "./types.js";
import { visible, visibleJson } from "./visible.js";

/** The maximum number of failures listed individually. The report also states whether there were more. */
const mostFailures = 1000;

export const sarif: Format = ({ version, rules }) => {
  let lead = `{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n  "version": "2.1.0",\n  "runs": [{\n    "columnKind": "utf16CodeUnits",\n    "results": [`;
  // The rules with violations, by their index in the list that follows the results.
  const indexes = new Map<string, number>();
  const failures: object[] = [];
  let failed = 0;
  const indexOf = (rule: string): number => {
    const index = indexes.get(rule) ?? indexes.size;
    indexes.set(rule, index);
    return index;
  };
  const item = ({ rule, ...rest }: { readonly rule: string }): string => {
    const text = `${lead}\n      ${visibleJson({ ruleId: rule, ruleIndex: indexOf(rule), ...rest })}`;
    lead = ",";
    return text;
  };
  return {
    file(result) {
      failed += result.errors.length;
      const location = { physicalLocation: { artifactLocation: artifact(result.path) } };
      for (const { kind, message } of result.errors.slice(0, mostFailures - failures.length))
        failures.push({
          level: "error",
          descriptor: { id: kind },
          message: { text: visible(message) },
          locations: [location],
        });
      return results(result).map(item).join("");
    },
    end(run) {
      const folded = run.folded.map((one) => item(foldedResult(one))).join("");
      const start = lead === "," ? "\n    " : lead;
      const driver = {
        name: "stet",
        version,
        semanticVersion: version,
        rules: [...indexes.keys()].map((name) => descriptor(name, rules?.get(name))),
      };
      if (failed > failures.length)
        failures.push({
          level: "error",
          message: {
            text: t("report.sarif.moreFailures", "{count} more failures", { count: failed - failures.length }),
          },
        });
      return `${folded}${start}],\n    "tool": ${visibleJson({ driver })},\n    "invocations": [${visibleJson(invocation(run, failures))}]\n  }]\n}\n`;
    },
  };
};

function results(result: FileResult) {
  const known = prints(result);
  const lines = result.text === undefined ? undefined : new LineIndex(result.text);
  return result.violations.map((violation, index) => {
    const { rule, severity, message, url, fix, suggestions = [] } = violation;
    const isPlaced = result.article !== false;
    const fixes = [...(fix ? [fix] : []), ...suggestions].filter(({ edits }) => edits.length > 0);
    return {
      rule,
      level: severity,
      message: { text: visible(message) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: artifact(result.path),
            ...(isPlaced && { region: regionOf(violation) }),
          },
        },
      ],
      partialFingerprints: { "stetFinding/v1": known[index] },
      ...(fixes.length > 0 && { fixes: fixes.map((one) => fixOf(one, result.path, lines)) }),
      ...((fix || url !== undefined) && {
        properties: {
          ...(fix && { fix: fix.safe ? "safe" : "unsafe" }),
          ...(fix?.refused !== undefined && { fixRefused: visible(fix.refused) }),
          ...(url !== undefined && { url: shownUrl(url) }),
        },
      }),
    };
  });
}

/** At the first example. The others are related locations, and the counts are properties. */
function foldedResult(folded: FoldedViolation) {
  const {
    rule,
    severity,
    examples,
    cause,
    causes,
    feed,
    violations,
    articles,
    of,
    folders,
    feeds,
    fixable,
    unsafeFixable,
  } = folded;
  const [first, ...others] = examples.map(({ path, message, ...place }, id) => ({
    physicalLocation: { artifactLocation: artifact(path), region: regionOf(place) },
    ...(id > 0 && { id, message: { text: visible(message) } }),
  }));
  return {
    rule,
    level: severity,
    message: { text: visible(foldedText(folded)) },
    locations: [first],
    ...(others.length > 0 && { relatedLocations: others }),
    partialFingerprints: { "stetFinding/v1": `${foldedPrint(folded)}:1` },
    occurrenceCount: violations,
    properties: {
      folded: {
        cause: cause ?? null,
        ...(causes && { causes }),
        ...(feed && { feed }),
        violations,
        articles,
        of,
        folders,
        feeds,
        fixable,
        unsafeFixable,
      },
    },
  };
}

const regionOf = ({
  line,
  column,
  endLine,
  endColumn,
  range,
}: Pick<Violation, "line" | "column" | "endLine" | "endColumn" | "range">) => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
  charOffset: range.start,
  charLength: range.end - range.start,
});

const fixOf = ({ title, edits }: ResultFix, path: string, lines: LineIndex | undefined) => ({
  description: { text: visible(title) },
  artifactChanges: [
    {
      artifactLocation: artifact(path),
      replacements: edits.map(({ range, text }) => {
        const offsets = { charOffset: range.start, charLength: range.end - range.start };
        const [start, end] = [lines?.at(range.start), lines?.at(range.end)];
        const places = start &&
          end && { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
        return { deletedRegion: { ...places, ...offsets }, insertedContent: { text } };
      }),
    },
  ],
});

/** A path as a URI: relative to the root of the sources, unless it is absolute. */
function artifact(path: string): { uri: string; uriBaseId?: string } {
  // An unpaired surrogate has no UTF-8 encoding and cannot be part of a URI.
  const whole = path.replace(/\p{Cs}/gu, "\ufffd");
  const uri = whole.split("/").map(encodeURIComponent).join("/");
  if (path.startsWith("/")) return { uri: `file://${uri}` };
  if (/^[A-Za-z]:\//.test(path)) return { uri: `file:///${uri.replace("%3A", ":")}` };
  return { uri, uriBaseId: "%SRCROOT%" };
}

function descriptor(name: string, info: RuleInfo | undefined) {
  if (!info) return { id: name };
  const { summary, severity, fixable, docs, page } = info;
  const help = docs === undefined ? summary : t("report.sarif.help", "{summary}. See {url}", { summary, url: docs });
  return {
    id: name,
    shortDescription: { text: summary },
    help: { text: help, ...(page !== undefined && { markdown: page }) },
    ...(docs !== undefined && { helpUri: docs }),
    defaultConfiguration: severity === "off" ? { enabled: false } : { level: severity },
    properties: {
      tags: [name.slice(0, name.indexOf("/"))],
      ...(fixable !== undefined && { fixable }),
    },
  };
}

function invocation({ summary, notes, interrupted }: RunEnd, failures: readonly object[]) {
  const noteNotifications = notes.map((note) => ({
    level: interrupted ? "warning" : "note",
    message: { text: visible(note) },
  }));
  return {
    executionSuccessful: summary.failures === 0 && !interrupted,
    ...(failures.length + noteNotifications.length > 0 && {
      toolExecutionNotifications: [...failures, ...noteNotifications],
    }),
  };
}
