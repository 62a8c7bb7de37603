/** Which violations are on lines that changed since a commit. */
import { describe, expect, it } from "vitest";
import { onChangedLines } from "../../src/run/changed-lines.js";

/** Of a violation on each line, the lines that are left. */
const changed = (before: string, text: string): number[] => {
  const all = text.split(/\r\n|\n|\r/).map((_, at) => ({ line: at + 1, endLine: at + 1 }));
  return onChangedLines(all, before, text).map(({ line }) => line);
};
const lines = (letters: string) => letters.split("").join("\n");

describe("changed lines are", () => {
  it.each([
    ["those that were added", "abc", "abxyc", [3, 4]],
    ["those that were added at the beginning and at the end", "abc", "xabcy", [1, 5]],
    ["those that were written anew, and the line before them", "abc", "axc", [1, 2]],
    ["the lines around those that were removed", "abcd", "ad", [1, 2]],
    ["the first line, if others were removed before it", "abc", "c", [1]],
    ["the last line, if others were removed after it", "abc", "a", [1]],
    ["none of those far from a change", "abcdefg", "abcxefg", [3, 4]],
    ["none, if nothing changed", "abc", "abc", []],
    ["all of a new text", "", "ab", [1, 2]],
  ])("%s", (_which, before, text, expected) => {
    expect(changed(lines(before), lines(text))).toEqual(expected);
  });

  it("not those whose ending alone changed", () => {
    expect(changed("a\nb\nc", "a\r\nx\r\nc")).toEqual([1, 2]);
    expect(changed("a\nb\nc", "a\rb\rc")).toEqual([]);
  });
});

it("a violation of several lines is on a changed line if one of them changed", () => {
  const violations = [
    [1, 2],
    [1, 3],
    [3, 9],
    [4, 9],
    [5, 9],
  ].map(([line = 0, endLine = 0]) => ({ line, endLine }));
  const left = onChangedLines(violations, lines("abcdefghi"), lines("abcxefghi"));
  expect(left.map(({ line, endLine }) => [line, endLine])).toEqual([
    [1, 3],
    [3, 9],
    [4, 9],
  ]);
});
