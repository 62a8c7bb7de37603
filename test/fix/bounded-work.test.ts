/** Long articles with thousands of fixes are read, compared and shown in bounded work. */
import { expect, it } from "vitest";
import { commonMark } from "../../src/article/dialect.js";
import { unifiedDiff } from "../../src/fix/diff.js";
import { type FixInput, fixText, type LintToFix, maxPasses } from "../../src/fix/passes.js";
import { Prover, proveFixes, type Wanted } from "../../src/fix/prove.js";
import { FixWork } from "../../src/fix/work.js";
import { lineChanges, linesOf, mostChanges } from "../../src/platform/line-changes.js";
import type { Violation } from "../../src/results.js";

const lines = (count: number, line: string) => Array.from({ length: count }, (_, at) => `${line}${at}\n`);

it("an article of many elements is read less often than others of its length, to prove its fixes", () => {
  const readingsOf = (paragraph: string) => {
    const text = `${paragraph}\n\n`.repeat(500);
    const size = paragraph.length + 2;
    // Each fix makes a list item of a paragraph.
    const wanted = Array.from({ length: 31 }, (_, at): Wanted => {
      const edits = [{ range: { start: at * size, end: at * size }, text: "- " }];
      const fix = { title: "", safe: true, edits };
      const rule = `r/${at}`;
      return { rule, fix, violation: { rule, fix } as unknown as Violation };
    });
    const prover = new Prover(text, { path: "a.md", language: "markdown", dialect: commonMark }, false);
    expect(prover.apply(wanted).applied).toEqual([]);
    expect(prover.refused.size).toBe(31);
    return prover.read;
  };
  expect(readingsOf("甲<b></b>".repeat(50))).toBeLessThan(10);
  expect(readingsOf("甲".repeat(400))).toBeGreaterThan(30);
});

/** Fixes that make list items of paragraphs, which is not safe, and one fix per pass that doubles a space, which is. */
function refusedFixes(count: number, passes: number) {
  const violation = (rule: string, start: number, text: string): Violation => ({
    rule,
    messageId: "m",
    severity: "error",
    message: rule,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
    range: { start, end: start },
    fix: { safe: true, title: "t", edits: [{ range: { start, end: start }, text }] },
  });
  const paragraph = `${"甲 <b>乙</b> ".repeat(6)}\n\n`;
  const text = `丙 丁\n\n${paragraph.repeat(count)}`;
  const inputOf = (now: string, work: FixWork, isProven: boolean): FixInput => {
    const [{ length: spaces } = ""] = / +/.exec(now) ?? [];
    const start = now.indexOf("\n\n") + 2;
    const found = [
      ...(spaces <= passes ? [violation("r/space", 1, " ")] : []),
      ...Array.from({ length: count }, (_, at) => violation(`r/list-${at % 9}`, start + at * paragraph.length, "- ")),
    ];
    const format = { path: "a.md", language: "markdown", dialect: commonMark } as const;
    return { violations: isProven ? proveFixes(found, now, format, work) : found, errors: [], format };
  };
  const fix = async (before: string) => {
    const work = FixWork.ofPasses();
    const lint = async (now: string, { isProven = true }: LintToFix = {}) => inputOf(now, work, isProven);
    return { ...(await fixText(before, lint, { unsafe: false, work })), left: work.left };
  };
  return { text, fix };
}

it("what was refused in one pass costs no work in the next ones, so that a second run has nothing to fix", async () => {
  const passes = maxPasses - 1;
  const { text, fix } = refusedFixes(200, passes);
  const once = await fix(text);
  expect(once.count).toBe(passes);
  expect(once.left).toBeGreaterThan(0);
  expect((await fix(once.after)).after).toBe(once.after);
});

it("a diff of thousands of changed lines is one change from the first to the last of them, which git can apply", () => {
  const same = ["一\n", "二\n", "三\n", "四\n"];
  const before = [...same, ...lines(mostChanges, "a"), ...same].join("");
  const after = [...same, ...lines(mostChanges, "b"), ...same].join("").trimEnd();
  const count = mostChanges + 7;
  const diff = unifiedDiff("a.md", before, after);
  expect(diff.match(/^@@.*$/gm)).toEqual([`@@ -2,${count} +2,${count} @@`]);
  expect(diff.match(/^-a/gm)).toHaveLength(mostChanges);
  expect(diff.match(/^\+b/gm)).toHaveLength(mostChanges);
  expect(diff).toContain("\n 四\n-a0\n");
  expect(diff.endsWith("+四\n\\ No newline at end of file\n")).toBe(true);
});

it("changes are the same lines, whether there are few or thousands of them", () => {
  for (const count of [3, mostChanges]) {
    const before = ["一\n", ...lines(count, "a"), "二\n"];
    const after = ["一\n", ...lines(count, "b"), "二\n"];
    expect(lineChanges(before, after).map(({ value, added, removed }) => [value.length, !!added, !!removed])).toEqual([
      [1, false, false],
      [count, false, true],
      [count, true, false],
      [1, false, false],
    ]);
  }
  expect(linesOf("甲\r\n乙\n\n丙")).toEqual(["甲\r\n", "乙\n", "\n", "丙"]);
});
