import chalk from "chalk";
import { expect, it } from "vitest";
import { fileText } from "../../src/report/file-text.js";
import type { FileResult } from "../../src/results.js";

it("an article may have any number of violations, also on a terminal", () => {
  const violations: FileResult["violations"] = Array.from({ length: 200_000 }, (_, at) => ({
    rule: "text/example",
    messageId: "example",
    severity: "error",
    message: "m",
    line: at + 1,
    column: 1,
    endLine: at + 1,
    endColumn: 2,
    range: { start: at, end: at + 1 },
  }));
  for (const terminal of [true, false]) {
    const options = { color: false, verbose: false, width: 80, version: "1", terminal, view: { all: true } };
    const text = fileText({ path: "a.md", violations, errors: [] }, options as never, chalk);
    expect(text.split("\n").length).toBe(200_003);
    expect(text).toContain("  200000:1  error    m  text/example\n");
  }
});
