/** The format for hooks: a screen at most, whatever there is to say. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { brief } from "../../src/report/brief.js";
import { widthOf } from "../../src/report/width.js";
import type { FileResult, RunEnd, Severity } from "../../src/results.js";

const nothing = { total: 0, ok: 0, broken: 0, unverifiable: 0, unchecked: 0, reasons: {} };
const summary = {
  articles: 1,
  errors: 0,
  warnings: 0,
  fixable: 0,
  unsafeFixable: 0,
  fixed: 0,
  failures: 0,
  images: nothing,
  links: nothing,
  ms: 5,
};
const violation = (severity: Severity, message: string, line = 1): FileResult["violations"][number] => ({
  rule: "text/example",
  messageId: "example",
  severity,
  message,
  line,
  column: 1,
  endLine: line,
  endColumn: 2,
  range: { start: line, end: line + 1 },
});
const end = (more: Partial<RunEnd["summary"]>, notes: readonly string[] = []): RunEnd => ({
  images: [],
  links: [],
  notes,
  unused: [],
  folded: [],
  summary: { ...summary, ...more },
});
const print = (files: readonly FileResult[], last: RunEnd, width = 80, again = "stet --staged") => {
  const report = brief({ color: false, verbose: false, width, version: "1", again });
  return files.map((file) => report.file(file)).join("") + report.end(last);
};

it("shows little in full, in the order of the files", () => {
  const file = { path: "a.md", violations: [violation("warning", "w", 2), violation("error", "e", 7)], errors: [] };
  expect(print([file], end({ errors: 1, warnings: 1, fixable: 1 }))).toBe(
    `a.md
      2:1  warning  w  text/example
      7:1  error    e  text/example
✖ 1 error, 1 warning in 1 article
  1 fixable: stet --staged --fix
  suppress one: <!-- stet-disable-next-line RULE -- reason -->
  accept all: stet --baseline-update PATH; skip the check: git commit --no-verify
`,
  );
});

it("names commands as a shell finds them, if npx has started stet", () => {
  const text = print([], end({ errors: 1, fixable: 1 }), 80, "npx stet --staged");
  expect(text).toContain("1 fixable: npx stet --staged --fix\n");
  expect(text).toContain("accept all: npx stet --baseline-update PATH;");
});

it("is one line when there is nothing to say", () => {
  expect(print([{ path: "a.md", violations: [], errors: [] }], end({}))).toBe("✔ no violations in 1 article\n");
});

it("never takes more than 24 lines, and always says what came of the run", () => {
  const text = fc.string({ unit: fc.constantFrom("a", " ", "桥", "é", "\n", "\u001b", "👩‍👧"), maxLength: 400 });
  const files = fc.array(
    fc.record({
      path: text,
      violations: fc.array(
        fc
          .tuple(fc.constantFrom<Severity>("error", "warning"), text)
          .map(([severity, message]) => violation(severity, message)),
        { maxLength: 40 },
      ),
      errors: fc.array(fc.record({ kind: fc.constant("read" as const), message: text }), { maxLength: 3 }),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(files, fc.array(text, { maxLength: 8 }), fc.integer({ min: 40, max: 200 }), (list, notes, width) => {
      const last = end({ errors: 1234, warnings: 567, failures: 8, fixable: 90, unsafeFixable: 12, fixed: 3 }, notes);
      const printed = print(list, last, width);
      const lines = printed.trimEnd().split("\n");
      const height = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / width)), 0);
      expect(height).toBeLessThanOrEqual(24);
      expect(printed).toContain("✖");
      expect(printed).toContain("--no-verify");
      expect(printed).not.toMatch(/\u001b/);
    }),
  );
});
