/** Which name a misspelled one stands for. The misspellings are those that people type: letters exchanged, lost, doubled, replaced. */
import { describe, expect, it } from "vitest";
import { suggest } from "../../src/article/suggest.js";
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
