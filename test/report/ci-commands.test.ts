import { describe, expect, it } from "vitest";
import { formatNames, loadFormat } from "../../src/report/index.js";
import { visible, visibleJson } from "../../src/report/visible.js";
import type { FileResult, RunEnd, Violation } from "../../src/results.js";

/** As the runner of GitHub Actions reads a line (actions/runner, ActionCommand.cs), Azure and TeamCity alike. */
const isCommand = (line: string): boolean => line.trimStart().startsWith("::") || /##[a-z]*\[/i.test(line);

const owned = [
  "::error::owned",
  " \t::add-mask::a",
  "##[error]owned",
  "a ##[set-output name=x;]y",
  "##vso[task.setvariable variable=x]y",
  "##teamcity[message text='x']",
  "\n::error::owned",
];

describe("what an article says is no command to the CI system that prints it", () => {
  it.each(owned)("%j", (text) => {
    expect(isCommand(visible(text))).toBe(false);
    expect(isCommand(visibleJson(text))).toBe(false);
    expect(JSON.parse(visibleJson(text))).toBe(text);
  });

  it.each(formatNames)("as message, path, line, note and address, in the format %s", async (name) => {
    for (const text of owned) {
      const violation = { rule: "a/b", messageId: "x", severity: "error", message: text, url: text } as const;
      const place = { line: 1, column: 1, endLine: 1, endColumn: 2, range: { start: 0, end: 3 } };
      const violations: Violation[] = [{ ...violation, ...place }];
      const file: FileResult = { path: text, violations, errors: [{ kind: "read", message: text }], text };
      const facts = { total: 0, ok: 0, broken: 0, unverifiable: 0, unchecked: 0, reasons: {} };
      const summary = { articles: 1, errors: 1, warnings: 0, fixable: 0, unsafeFixable: 0, fixed: 0, failures: 1 };
      const end: RunEnd = {
        images: [],
        links: [{ url: text, verdict: "broken", reason: "not-found", detail: text, finalUrl: text, requests: [] }],
        notes: [text],
        unused: [],
        folded: [],
        summary: { ...summary, images: facts, links: facts, ms: 1 },
      };
      const report = (await loadFormat(name))({ color: false, verbose: true, width: 80, version: "0" });
      const lines = (report.file(file) + report.end(end)).split("\n").filter(isCommand);
      // The annotations of the format itself: one for the violation, one for the failure.
      expect(lines.length, lines.join("\n")).toBe(name === "github" ? 2 : 0);
    }
  });
});

it("JSON shows no character that a terminal would obey, and says the same", () => {
  const text = "\u009b2J\u007f\u202e\u200b\ufeff\ud800\u2028\u001b";
  expect(visibleJson({ text })).toMatch(/^[ -~]+$/);
  expect(JSON.parse(visibleJson({ text }))).toEqual({ text });
});
