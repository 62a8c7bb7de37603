/** Which patterns are left to JavaScript's engine, and for which values. */
import { describe, expect, it } from "vitest";
import { longestAtLeast, longestFor } from "../../src/patterns/pattern-cost.js";

const steps = 1_000_000;

describe("a pattern is cheap for values of 10,000 characters", () => {
  it.each([
    "^(?:hexo|jekyll|hugo)$",
    "^(hexo|hexagon|hugo)$",
    "^a+$",
    "^[a-z0-9]+(?:-[a-z0-9]+)*$",
    "^\\p{L}+(?: \\p{L}+)*$",
    "^https?://[^/]+(?:/[^/]*)*$",
    "^(?:\\d{1,3}\\.){3}\\d{1,3}$",
    "^(?:ab|cd|e)*$",
    "^(?=[a-z])\\w+$",
    "^$",
    "^[^,]*,[^,]*,[^,]*$",
    "^[\\w\\-\\_ ]*$",
  ])("%s", (source) => {
    expect(longestFor(source, steps)).toBeGreaterThan(10_000);
  });
});

describe("a pattern is not cheap for values of 30 characters", () => {
  it.each([
    "(a+)+$",
    "^(a+)+$",
    "^(?:a|a)*$",
    "^(?:a|ab)*c",
    "^(?:[a-z]+-?)*$",
    "^(?:a?){30}$",
    "^(?:a*)*$",
    "^(?:\\w+\\s*)+$",
    "^(?:.*,)*$",
    "^(?:\\p{L}+\\w*)*$",
    "^(?:[^\\p{L}]|\\s)*$",
    "^(?:(?:a|b|ab)c?)*$",
    "^(?:(?=(a+)+b)a)*$",
    "^.*.*.*.*.*$",
  ])("%s", (source) => {
    expect(longestFor(source, steps)).toBeLessThan(30);
    expect(longestAtLeast(source, steps)).toBeLessThan(30);
  });
});

describe("for a match that may begin anywhere,", () => {
  it.each([
    ["^a+$", "a+$"],
    ["^(?:a+)$", "(?:^a+)$"],
    ["^a+$|^b+$", "^a+$|b+$"],
    ["^a+$|^b+$", "a+$|^b+$"],
    ["^a+(?:-a+)*$", "a+(?:-a+)*$"],
    // What holds at many places is no anchor.
    ["^a+$", "\\ba+$"],
    ["^a+$", "\\Ba+$"],
    ["^(?=a)a+$", "(?=a)a+$"],
    ["^(?!b)a+$", "(?!b)a+$"],
    ["^a+$", "(?<=b)a+$"],
  ])("the steps multiply by the characters: %s, %s", (anchored, unanchored) => {
    expect(longestFor(anchored, steps)).toBeGreaterThan(100_000);
    expect(longestFor(unanchored, steps)).toBeLessThan(1_000);
    expect(longestAtLeast(unanchored, steps)).toBeLessThan(1_000);
  });
});

it("repetitions in a row multiply where what follows can begin with what is repeated, and only there", () => {
  expect(longestFor("^a*a*b$", steps)).toBeLessThan(1_000);
  expect(longestFor("^a*a*a*b$", steps)).toBeLessThan(100);
  expect(longestFor("^a*c?a*b$", steps)).toBeLessThan(1_000);
  expect(longestFor("^a*ca*b$", steps)).toBeGreaterThan(100_000);
});

it("what the parser does not know, or is nested beyond all measure, is never taken for cheap", () => {
  for (const source of ["(?i:a+A+)+$", "^(", `${"(?:".repeat(2_000)}a${")".repeat(2_000)}`])
    expect(longestFor(source, steps)).toBe(0);
});

it("what is looked for behind costs what it costs backwards", () => {
  expect(longestFor("(?<![0-9])(.)\\1", steps)).toBeGreaterThan(300);
  expect(longestFor("(?<=^a*a*)b", steps)).toBeLessThan(200);
  expect(longestFor("(?<=b[^b]*)c", steps)).toBeGreaterThan(300);
  for (const source of ["(?<=(a+)+)b", "(?<=(a+)+$)b", "(?<=b(a+)+)b", "(?:(?<=b(a+)+)b)*", "(?<!b(?:a|a)*)b"])
    expect(longestFor(source, steps)).toBeLessThan(30);
});

it("most patterns are seen to be cheap without the parser", () => {
  for (const source of [
    "\\S",
    "^\\s*$|\\d",
    "^(?:hexo|jekyll|hugo)$",
    "^[a-z0-9-]+$",
    "^https?://",
    "^[0-9]{1,6}[smhd]$",
  ])
    expect(longestAtLeast(source, steps)).toBeGreaterThan(200);
  expect(longestAtLeast("(a+)+", steps)).toBeLessThan(1);
  expect(longestAtLeast("(a?){9}", steps)).toBeLessThan(1);
});
