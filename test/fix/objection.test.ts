/** What a fix changes beside that which another one declares. */
import { describe, expect, it } from "vitest";
import type { Change, Edit } from "../../src/article/types.js";
import { objectionTo, readForProof } from "../../src/fix/proof/index.js";
import { proveFixes } from "../../src/fix/prove.js";

interface WantedEdit {
  /** Written once in the text. */
  readonly old: string;
  readonly now: string;
  /** What follows it. */
  readonly before?: string;
}
interface Wanted extends WantedEdit {
  readonly changes?: readonly Change[];
  /** More edits of the same fix. */
  readonly more?: readonly WantedEdit[];
}

/** The objection to fixes. */
const objection = (text: string, ...wanted: readonly Wanted[]): string | undefined => objectionIn("html", text, wanted);

function objectionIn(language: "html" | "markdown", text: string, wanted: readonly Wanted[]): string | undefined {
  const fixes = wanted.map(({ changes = [], more = [], ...first }) => {
    const all = [first, ...more].map(({ old, now, before = "" }): Edit => {
      const start = text.indexOf(old + before);
      return { range: { start, end: start + old.length }, text: now };
    });
    return { safe: true, title: "", edits: all, changes };
  });
  const edits = fixes.flatMap((fix) => fix.edits).sort((a, b) => a.range.start - b.range.start);
  const fixed = [...edits].reverse().reduce((now, { range, text: put }) => {
    return now.slice(0, range.start) + put + now.slice(range.end);
  }, text);
  const read = (now: string) => readForProof(now, { path: "a", language, dialect: { base: "commonmark" } });
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

it("template tags begin where they began, also if there are as many", () => {
  const text = "<p>甲 乙 {{ a }} 丙</p>";
  const changes = ["text"] as const;
  const verbatim = "it would change code, a template tag or an expression";
  expect(objection(text, { old: "乙", now: "丁", changes })).toBeUndefined();
  expect(objection(text, { old: "乙", now: "{{ 乙", changes })).toBe(verbatim);
  expect(objection(text, { old: "丙", now: "{{ b }}", changes })).toBe(verbatim);
});

it("a tag with errors is corrected by one fix alone, which changes its quotation marks", () => {
  const text = '<img alt=x" title=y" src="a.png">';
  const changes = ["attributes"] as const;
  const [alt, title] = [
    { old: "", now: '"', before: 'x"' },
    { old: "", now: '"', before: 'y"' },
  ];
  const first = "the tag has a syntax error, which must be corrected first";
  expect(objection(text, { ...alt, more: [title], changes })).not.toBe(first);
  expect(objection(text, { ...alt, changes }, { ...title, changes })).toBe(first);
  expect(objection(text, { ...alt, changes })).toBe(first);
  expect(objection(text, { ...alt, more: [title, { old: "a.png", now: "b.png" }], changes })).toBe(first);
});

it("an article with more fixes than any author needs has no safe one, and the reason is told", () => {
  const place = { line: 1, column: 1, endLine: 1, endColumn: 2, range: { start: 0, end: 1 } };
  const violations = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      ...place,
      rule: "a/b",
      messageId: "c",
      severity: "error" as const,
      message: "m",
      fix: { safe: true, title: "", edits: [{ range: { start: 2 * at, end: 2 * at + 1 }, text: "x" }] },
    }));
  const safe = (count: number) =>
    proveFixes(violations(count), "a ".repeat(count), undefined).filter(({ fix }) => fix?.safe).length;
  expect([safe(20_000), safe(20_001)]).toEqual([20_000, 0]);
  expect(proveFixes(violations(20_001), "a ".repeat(20_001), undefined)[0]?.fix?.refused).toBe(
    "the article has more than 20000 fixes, so stet did not check them",
  );
});

describe("lines that become a table", () => {
  const asTable = (row: string) =>
    objectionIn("markdown", `| 站 | 水位 |\n|---|\n${row}\n`, [
      { old: "|---|", now: "|---|---|", changes: ["text", "markdown"] },
    ]);
  it("must not hide a cell", () => {
    expect(asTable("| 东 | 3.2 | 涨 |")).toBe("it would change the visible text");
  });
  it("may have empty cells too many", () => {
    expect(asTable("| 东 | 3.2 | |")).toBeUndefined();
  });
});
