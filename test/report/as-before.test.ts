/** Beside a diff, findings have the places of the file as it is. */
import { expect, it } from "vitest";
import { LineIndex } from "../../src/article/lines.js";
import { asBefore } from "../../src/report/as-before.js";
import type { FileResult } from "../../src/results.js";

function resultOf(before: string, after: string, word: string): FileResult {
  const start = after.indexOf(word);
  const [from, to] = [new LineIndex(after).at(start), new LineIndex(after).at(start + word.length)];
  return {
    path: "a.md",
    errors: [],
    fixed: { count: 1, before, after, written: false },
    violations: [
      {
        rule: "a/b",
        messageId: "c",
        severity: "error",
        message: "",
        line: from.line,
        column: from.column,
        endLine: to.line,
        endColumn: to.column,
        range: { start, end: start + word.length },
      },
    ],
  };
}

it.each([
  ["behind removed lines", "\n\n\na\nfound\n", "a\nfound\n"],
  ["behind added lines", "a\nfound\n", "x\ny\na\nfound\n"],
  ["before a change", "found\na</b>\n", "found\na\n"],
  ["in a line that changed behind it", "a found b</b>\n", "a found b\n"],
  ["between two changes", "a</b>\nfound\nb</i>\nc\n", "a\nfound\nb\nc\n"],
])("%s", (_, before, after) => {
  const [violation] = asBefore(resultOf(before, after, "found")).violations;
  expect(before.slice(violation?.range.start, violation?.range.end)).toBe("found");
  expect(violation?.line).toBe(new LineIndex(before).at(before.indexOf("found")).line);
  expect(violation?.column).toBe(new LineIndex(before).at(before.indexOf("found")).column);
});

it("never leaves the file", () => {
  const [violation] = asBefore(resultOf("a\n", "a\nfound\n", "found")).violations;
  expect(violation).toMatchObject({ range: { start: 2, end: 2 } });
});
