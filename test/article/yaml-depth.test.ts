/** How deep YAML may be nested before it is parsed. */
import { expect, it } from "vitest";
import { firstTooDeep, mayBeTooDeep } from "../../src/article/front-matter/yaml-depth.js";
import { frontMatterOf } from "./support.js";

const deep = (source: string) => (mayBeTooDeep(source) ? firstTooDeep(source) : undefined);

it.each(["[", "{", "[{", "- ", "? ", "- ? "])("100 levels are read, and the next one is too deep: %j", (opening) => {
  const levels = opening.match(/\S/g)?.length ?? 1;
  const source = opening.repeat(100 / levels);
  expect(deep(`${source}a`)).toBeUndefined();
  expect(deep(`${source}${opening[0]} a`)).toBe(source.length);
});

it("what is closed, in another line, in quotes or in a comment does not count", () => {
  for (const source of ["[]".repeat(200), "[ {} ]\n".repeat(200), "- a\n".repeat(200), `a: "${"[".repeat(200)}"`])
    expect(deep(source), source.slice(0, 20)).toBeUndefined();
  expect(deep(`# ${"[".repeat(200)}\na: 1`)).toBeUndefined();
  expect(deep(`# 甲\r\na: ${"[".repeat(101)}`)).toBe(8 + 100);
});

it("brackets without end are one problem, however many there are", () => {
  for (const opening of ["[", "{", "- ", "? "])
    expect(frontMatterOf(`---\na:\n  ${opening.repeat(50_000)}\n---\n`).problems.map(({ message }) => message)).toEqual(
      ["Front matter is nested more than 100 levels deep. Reduce the nesting."],
    );
});
