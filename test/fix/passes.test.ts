import { describe, expect, it } from "vitest";
import { type FixInput, fixText } from "../../src/fix/passes.js";
import type { Violation } from "../../src/results.js";

const violation = (rule: string, start: number, end: number, text: string, safe = true): Violation => ({
  rule,
  messageId: "m",
  severity: "error",
  message: rule,
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  range: { start, end },
  fix: { safe, title: "t", edits: [{ range: { start, end }, text }] },
});
/** A look that finds the first place of each `from` and wants it to be `to`. */
const wanting =
  (wishes: readonly (readonly [rule: string, from: string, to: string, safe?: boolean])[]) =>
  async (text: string): Promise<FixInput> => ({
    violations: wishes.flatMap(([rule, from, to, safe]) => {
      const at = text.indexOf(from);
      return at < 0 ? [] : [violation(rule, at, at + from.length, to, safe)];
    }),
    errors: [],
    format: undefined,
  });

describe("fixing", () => {
  it("goes on until nothing changes, and counts what it did", async () => {
    const run = await fixText("aaa", wanting([["r/a", "a", "b"]]), { unsafe: false });
    expect(run).toMatchObject({ before: "aaa", after: "bbb", count: 3, remaining: [], errors: [] });
  });
  it("leaves unsafe fixes alone unless asked", async () => {
    const look = wanting([["r/a", "a", "b", false]]);
    expect((await fixText("a", look, { unsafe: false })).after).toBe("a");
    expect((await fixText("a", look, { unsafe: true })).after).toBe("b");
  });
  it("ends a cycle and names its rules", async () => {
    const look = wanting([
      ["r/there", "a", "b"],
      ["r/back", "b", "a"],
    ]);
    const run = await fixText("a", look, { unsafe: false });
    expect(run.errors.map(({ message }) => message).join()).toContain("r/back");
  });
  it("drops a fix that stands on itself or leaves the text, blames the rule, and applies the others", async () => {
    const look = async (text: string): Promise<FixInput> => {
      const [one, two] = [violation("r/self", 0, 2, ""), violation("r/outside", 2, 9, "")];
      const edits = [
        { range: { start: 0, end: 2 }, text: "" },
        { range: { start: 1, end: 3 }, text: "" },
      ];
      const input = await wanting([["r/good", "c", "C"]])(text);
      return { ...input, violations: [{ ...one, fix: { safe: true, title: "t", edits } }, two, ...input.violations] };
    };
    const run = await fixText("abc", look, { unsafe: false });
    expect(run.after).toBe("abC");
    expect(run.errors.map(({ message }) => message)).toEqual([
      "Rule r/self: two edits of one fix overlap at 1.",
      "Rule r/outside: an edit at 2-9 is outside the text of 3 characters.",
    ]);
  });
  it("refuses a safe fix that changes a front matter value it does not name, says why, and applies the others", async () => {
    const text = "---\na: 1\nb: 2\n---\n\ntext c\n";
    const look = async (now: string): Promise<FixInput> => {
      const { violations } = await wanting([["r/good", "text c", "text  c"]])(now);
      const bad = violation("r/bad", 4, 8, "a: 1\nb: 3 #");
      return {
        violations: [bad, ...violations],
        errors: [],
        format: { path: "a.md", language: "markdown", dialect: { base: "commonmark" } },
      };
    };
    const run = await fixText(text, look, { unsafe: false });
    expect(run.after).toBe("---\na: 1\nb: 2\n---\n\ntext  c\n");
    expect(run.errors).toEqual([]);
    expect(run.remaining.map(({ rule, fix }) => [rule, fix?.safe, fix?.refused])).toEqual([
      ["r/bad", false, 'it would change the value of "b"'],
    ]);
  });
  it("refuses a safe fix that hides a finding of another rule, says which, and applies the others", async () => {
    // While there is an "x", the "b" is not found.
    const look = async (now: string): Promise<FixInput> => {
      const { violations } = await wanting([
        ["r/good", "c", "C"],
        ["r/hides", "a", "x"],
        ["r/also-good", "d", "D"],
      ])(now);
      const { fix: _, ...other } = violation("r/other", now.indexOf("b"), now.indexOf("b") + 1, "");
      const found = now.includes("x") ? violations : [...violations, other];
      return {
        violations: found,
        findings: { found, bodyStart: 0, references: [], hasPlace: () => false },
        errors: [],
        format: undefined,
      };
    };
    const run = await fixText("a b c d", look, { unsafe: false });
    expect(run).toMatchObject({ after: "a b C D", count: 2, errors: [] });
    expect(run.remaining.map(({ rule, fix }) => [rule, fix?.safe, fix?.refused])).toEqual([
      ["r/hides", false, "the violation of r/other in line 1 would no longer be found"],
      ["r/other", undefined, undefined],
    ]);
  });
  it("takes a finding about an image whose tag a fix changes for one that the fix is about", async () => {
    const text = '<img src="a" class=""> <img src="a">';
    const [tag, again] = [
      { start: 0, end: 22 },
      { start: 23, end: 36 },
    ];
    const reference = { url: "a", range: tag, startTag: tag, urlRange: { start: 10, end: 11 } };
    const second = { url: "a", range: again, startTag: again, urlRange: { start: 33, end: 34 } };
    const look = async (now: string): Promise<FixInput> => {
      const { violations } = await wanting([["r/class", 'class=""', 'class="b"']])(now);
      const found = now === text ? [...violations, violation("r/repeated", 33, 34, "", false)] : violations;
      return {
        violations: found,
        findings: { found, bodyStart: 0, references: [reference, second], hasPlace: () => false },
        errors: [],
        format: undefined,
      };
    };
    expect((await fixText(text, look, { unsafe: false })).after).toBe('<img src="a" class="b"> <img src="a">');
  });
});
