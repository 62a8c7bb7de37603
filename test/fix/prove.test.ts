/** How much is read to prove the fixes of one article. */
import { expect, it } from "vitest";
import { commonMark } from "../../src/article/dialect.js";
import { Prover, type Wanted } from "../../src/fix/prove.js";
import type { Violation } from "../../src/results.js";

const text = "甲  乙\n\n".repeat(400);
const format = { path: "a.md", language: "markdown", dialect: commonMark } as const;
const length = text.length / 400;

/** A fix of a paragraph: `0` removes one of the spaces in it, `1` makes it a list item. */
const fixOf = (kind: number, paragraph: number): Wanted => {
  const start = paragraph * length + (kind === 0 ? 1 : 0);
  const edits = [{ range: { start, end: start + 1 - kind }, text: kind === 0 ? "" : "- " }];
  const fix = { title: "", safe: true, edits };
  return { rule: "r/a", fix, violation: { rule: "r/a", fix } as unknown as Violation };
};
const paragraphs = Array.from({ length: 400 }, (_, at) => at);

it("of hundreds of fixes of one rule that are all refused, few are proven alone", () => {
  const prover = new Prover(text, format, false);
  expect(prover.apply(paragraphs.map((at) => fixOf(1, at))).applied).toEqual([]);
  expect(prover.refused.size).toBe(400);
  expect(prover.read).toBeLessThan(12);
  expect(new Set(prover.refused.values())).toEqual(
    new Set([
      "Markdown would read the text differently",
      "too many fixes of this article are not safe, so stet did not check this one",
    ]),
  );
});

it("a fix that is refused among hundreds of its rule keeps no other from being applied", () => {
  const prover = new Prover(text, format, false);
  const { applied } = prover.apply(paragraphs.map((at) => fixOf(at === 321 ? 1 : 0, at)));
  expect(applied).toHaveLength(399);
  expect([...prover.refused.values()]).toEqual(["Markdown would read the text differently"]);
});

it("a fix that is proven among hundreds of other rules that are refused is applied", () => {
  const prover = new Prover(text, format, false);
  const one = { ...fixOf(0, 123), rule: "r/b" };
  const { applied } = prover.apply(paragraphs.map((at) => (at === 123 ? one : fixOf(1, at))));
  expect(applied).toEqual([one]);
  expect(prover.refused.size).toBe(399);
});
