/** Which name a misspelled one stands for. The misspellings are those that people type: letters exchanged, lost, doubled, replaced. */
import { describe, expect, it } from "vitest";
import { suggest, withSharedBudget } from "../../src/article/suggest.js";
import { standardElements } from "../../src/rule.js";

describe("the first suggestion", () => {
  it.each([
    ["titel", "title"],
    ["tilte", "title"],
    ["sapn", "span"],
    ["lable", "label"],
    ["tabel", "table"],
    ["adress", "address"],
    ["blockqoute", "blockquote"],
    ["secton", "section"],
    ["buton", "button"],
    ["scirpt", "script"],
    ["vidoe", "video"],
    ["iframme", "iframe"],
  ])("for <%s> is <%s>", (written, element) => {
    expect(suggest(written, standardElements.keys())[0]).toBe(element);
  });

  it("has the longer common beginning, if several are equally similar", () => {
    expect(suggest("dates", ["mates", "date", "dated"])).toEqual(["date", "dated", "mates"]);
  });

  it("differs only in case or separators, if there is such a name", () => {
    expect(suggest("TopImg", ["top_ing", "top_img"])[0]).toBe("top_img");
  });
});

it("a name that is nothing like the others has no suggestion", () => {
  expect(suggest("weather", ["title", "date", "categories"])).toEqual([]);
  expect(suggest("ab", ["cd", "ba", "ac"])).toEqual(["ba"]);
  expect(suggest("tx", standardElements.keys())).toEqual([]);
});

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
  expect(suggest("komnent", ["comment"])).toEqual(["comment"]);
  expect(suggest("komnant", ["comment"])).toEqual([]);
});

it("a short list, which many articles share, has no limit", () => {
  const known = ["noopener", "noreferrer", "nofollow"];
  for (let at = 0; at < 20_000; at++) suggest("nofolow", known);
  expect(suggest("nofolow", known, 1)).toEqual(["nofollow"]);
});
