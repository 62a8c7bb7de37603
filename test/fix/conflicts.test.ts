import { describe, expect, it } from "vitest";
import { applyFixes, type Candidate } from "../../src/fix/conflicts.js";

/** `[start, end, text]` for each edit. */
const fix = (rule: string, ...edits: [number, number, string][]): Candidate => ({
  rule,
  fix: { safe: true, title: rule, edits: edits.map(([start, end, text]) => ({ range: { start, end }, text })) },
});
const rules = (list: readonly Candidate[]) => list.map(({ rule }) => rule);

describe("fixes of one text", () => {
  it("are applied together where they do not touch", () => {
    expect(applyFixes("abcdef", [fix("b", [4, 5, "E"]), fix("a", [0, 1, "A"])]).text).toBe("AbcdEf");
  });
  it("are deferred where they overlap an earlier one, whole", () => {
    const { text, applied, deferred } = applyFixes("abcdef", [
      fix("x", [0, 3, "-"]),
      fix("y", [2, 4, "+"], [5, 6, "!"]),
    ]);
    expect(text).toBe("-def");
    expect(rules(applied)).toEqual(["x"]);
    expect(rules(deferred)).toEqual(["y"]);
  });
  it("may meet if both replace, but an insertion at the border of another edit waits", () => {
    expect(applyFixes("abcd", [fix("x", [0, 2, "X"]), fix("y", [2, 4, "Y"])]).text).toBe("XY");
    expect(rules(applyFixes("abcd", [fix("x", [0, 2, "X"]), fix("y", [2, 2, "Y"])]).deferred)).toEqual(["y"]);
    expect(rules(applyFixes("abcd", [fix("x", [2, 2, "X"]), fix("y", [2, 2, "Y"])]).deferred)).toEqual(["y"]);
  });
  it("share an edit that both want", () => {
    const { text, deferred } = applyFixes("abcd", [fix("x", [1, 2, "B"]), fix("y", [1, 2, "B"], [3, 4, "D"])]);
    expect(text).toBe("aBcD");
    expect(deferred).toEqual([]);
  });
  it("block nothing between their edits", () => {
    expect(applyFixes("abcdef", [fix("x", [0, 1, "A"], [5, 6, "F"]), fix("y", [2, 3, "C"])]).text).toBe("AbCdeF");
  });
  it("are refused by name if they leave the text or stand on themselves", () => {
    expect(() => applyFixes("abc", [fix("bad/rule", [2, 9, ""])])).toThrow("bad/rule");
    expect(() => applyFixes("abc", [fix("bad/rule", [0, 2, ""], [1, 3, ""])])).toThrow("bad/rule");
  });
});
