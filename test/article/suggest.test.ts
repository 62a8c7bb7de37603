/** Similar names: the same as without an index, and in bounded time. */
import { distance } from "fastest-levenshtein";
import { expect, it } from "vitest";
import { suggest, withSharedBudget } from "../../src/article/suggest.js";

it.each<[name: string, known: string[], expected: string[]]>([
  ["titel", ["title", "tags", "date"], ["title"]],
  ["Table-Of_Contents", ["tableofcontents", "content"], ["tableofcontents"]],
  ["abc", ["abd", "xbc", "abcd", "zzz"], ["abcd", "abd", "xbc"]],
  ["a", ["b", "c"], []],
  ["", ["", "a"], []],
])("%j among %j", (name, known, expected) => {
  expect(suggest(name, known)).toEqual(expected);
});

const many = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, at) => `${prefix} number ${10_000 + at}`);

it("a name among twenty thousand is compared with a bounded number of them, and found if only case differs", () => {
  const known = new Set(many(20_000, "Heading"));
  expect(suggest("heading-number-29999", known)).toContain("Heading number 29999");
  expect(suggest("heading number 10005x", known, 1)).toEqual(["Heading number 10005"]);
  // So many comparisons would take minutes.
  for (const name of many(20_000, "Haedinq")) suggest(name, known, 1);
  expect(suggest("Haedinq number 10005", known, 1)).toEqual([]);
});

it("all lists in one article's front matter share the comparisons, and the next article has its own", () => {
  const names = many(300, "Haedinq");
  const answers = () =>
    withSharedBudget(() => names.map((name) => suggest(name, new Set(many(1_000, "Heading")), 1).length));
  const first = answers();
  expect([first[0], first.at(-1)]).toEqual([1, 0]);
  expect(answers()).toEqual(first);
});

it("names that differ in a third of their letters are similar", () => {
  expect(distance("comment", "komnent")).toBe(2);
  expect(suggest("komnent", ["comment"])).toEqual(["comment"]);
  expect(suggest("komnant", ["comment"])).toEqual([]);
});
