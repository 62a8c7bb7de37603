/** What fixes make of front matter is found out in bounded work. */
import { expect, it } from "vitest";
import { readArticle } from "../../src/lint/read-article.js";
import type { Violation } from "../../src/results.js";
import { judgedFixes } from "../../src/run/front-matter-after.js";
import { presetPlan } from "../support/preset-plan.js";

const plan = presetPlan("all", []);

/** An article with this many keys, and a fix of each value: `1` becomes the given number. */
function withKeys(count: number, numberAt: (at: number) => number) {
  const lines = Array.from({ length: count }, (_, at) => `k${at}: 1`);
  const text = `---\n${lines.join("\n")}\n---\n\n甲\n`;
  let end = 3;
  const violations = lines.map((line, at) => {
    end += 1 + line.length;
    const edits = [{ range: { start: end - 1, end }, text: String(numberAt(at)) }];
    return { rule: "r/a", messageId: String(at), fix: { title: "t", safe: true, edits } } as unknown as Violation;
  });
  return { article: readArticle({ path: "a.md", text }, plan), violations };
}

const judgedWith = (count: number, numberAt: (at: number) => number) => {
  const { article, violations } = withKeys(count, numberAt);
  let judged = 0;
  const found = judgedFixes(violations, article, plan, (after) => {
    judged++;
    return Object.values(after?.data ?? {}).includes(3) ? "three" : undefined;
  });
  return { judged, found: [...found].map(([{ messageId }, reason]) => `${messageId} ${reason}`) };
};

it("thousands of fixes of front matter that are harmless together cost one reading, and a wrong one is found among them", () => {
  expect(judgedWith(3000, () => 2)).toEqual({ judged: 1, found: [] });
  const { judged, found } = judgedWith(3000, (at) => (at === 777 ? 3 : 2));
  expect(found).toEqual(["777 three"]);
  expect(judged).toBeLessThan(30);
});

it("thousands of wrong ones are refused in bounded work, and few are judged one by one", () => {
  const { judged, found } = judgedWith(3000, () => 3);
  expect(found).toHaveLength(3000);
  expect(found).toContain("2999 unread");
  expect(judged).toBeLessThan(100);
  expect(judgedWith(3, (at) => at + 1)).toEqual({ judged: 3, found: ["2 three"] });
});
