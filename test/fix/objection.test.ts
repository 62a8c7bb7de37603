/** What a fix changes beside that which another one declares. */
import { describe, expect, it } from "vitest";
import type { Change, Edit } from "../../src/article/types.js";
import { objectionTo, readForProof } from "../../src/fix/proof/index.js";

interface Wanted {
  /** Written once in the text. */
  readonly old: string;
  readonly now: string;
  readonly changes?: readonly Change[];
}

/** The objection to fixes, each with one edit. */
function objection(text: string, ...wanted: readonly Wanted[]): string | undefined {
  const fixes = wanted.map(({ old, now, changes = [] }) => {
    const start = text.indexOf(old);
    const edit: Edit = { range: { start, end: start + old.length }, text: now };
    return { safe: true, title: "", edits: [edit], changes };
  });
  const edits = fixes.flatMap((fix) => fix.edits).sort((a, b) => a.range.start - b.range.start);
  const fixed = [...edits].reverse().reduce((now, { range, text: put }) => {
    return now.slice(0, range.start) + put + now.slice(range.end);
  }, text);
  const read = (now: string) =>
    readForProof(now, { path: "a.html", language: "html", dialect: { base: "commonmark" } });
  return objectionTo({ before: read(text), after: read(fixed), edits, fixes });
}

const declared: Wanted = { old: "渡口", now: "桥", changes: ["text"] };

describe("the text around a declared change", () => {
  const text = "<p>早市 在 渡口 旁 河边</p>";
  it("may stay as it is", () => {
    expect(objection(text, declared)).toBeUndefined();
    expect(objection(text, { ...declared, changes: [] })).toBe("it would change the visible text");
  });
  it.each([
    ["before it", { old: "早市", now: "夜市" }],
    ["after it", { old: "河边", now: "江边" }],
    ["just before it", { old: "在", now: "" }],
    ["just after it", { old: "旁", now: "前" }],
  ])("must not change %s", (_where, other) => {
    expect(objection(text, declared, other)).toBe("it would change the visible text");
    expect(objection(text, declared, { ...other, changes: ["text"] })).toBeUndefined();
  });
  it("must not change between two of them", () => {
    const last: Wanted = { old: "河边", now: "江边", changes: ["text"] };
    expect(objection(text, declared, last)).toBeUndefined();
    expect(objection(text, declared, last, { old: "旁", now: "前" })).toBe("it would change the visible text");
  });
});

it("what one fix declares covers no attribute and no element of another one", () => {
  const text = '<p class="a">渡口</p><b>河</b>';
  expect(objection(text, declared)).toBeUndefined();
  expect(objection(text, declared, { old: '"a"', now: '"b"' })).toBe('it would change the attribute "class"');
  expect(objection(text, declared, { old: "<b>", now: "<i>" })).toBeTypeOf("string");
});
