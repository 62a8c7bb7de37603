import { describe, expect, it } from "vitest";
import { isMisspelling, suggestedNames } from "../../src/schema/misspellings.js";

describe("a key is surely another one misspelt", () => {
  const yes: readonly [key: string, name: string][] = [
    ["titel", "title"],
    ["tilte", "title"],
    ["tittle", "title"],
    ["Title", "title"],
    ["TAGS", "tags"],
    ["discription", "description"],
    ["descripton", "description"],
    ["desciprtion", "description"],
    ["descirbtion", "description"],
    ["catagories", "categories"],
    ["last-modified", "last_modified"],
    ["coverImage", "cover_image"],
    ["permalnk", "permalink"],
  ];
  for (const [key, name] of yes)
    it(`as ${key} is ${name}`, () => {
      expect(isMisspelling(key, name)).toBe(true);
    });
});

describe("a key may be one of its own", () => {
  const no: readonly [key: string, name: string][] = [
    ["title", "title"],
    ["data", "date"],
    ["tag", "tags"],
    ["keyword", "keywords"],
    ["category", "categories"],
    ["update", "updated"],
    ["updates", "updated"],
    ["image", "images"],
    ["height", "weight"],
    ["subtitle", "title"],
    ["math", "path"],
    ["x".repeat(50), `${"x".repeat(49)}y`],
  ];
  for (const [key, name] of no)
    it(`as ${key.slice(0, 12)} beside ${name.slice(0, 12)}`, () => {
      expect(isMisspelling(key, name)).toBe(false);
    });
});

it("a key that is refused may stand for more", () => {
  const known = new Set(["title", "name", "tags"]);
  expect(suggestedNames("nmae", known)).toEqual(["name"]);
  expect(suggestedNames("tag", known)).toEqual(["tags"]);
  expect(suggestedNames("weight", known)).toEqual([]);
});
