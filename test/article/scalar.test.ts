import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readScalar, yamlDisagreement } from "../../src/article/front-matter/scalar.js";
import { articleOf } from "./support.js";

describe("plain scalars", () => {
  /** By https://yaml.org/spec/1.2.2/#103-core-schema and https://yaml.org/type/; Psych and PyYAML where they part. */
  const cases: [source: string, yaml12: unknown, yaml11: unknown][] = [
    ["true", true, true],
    ["False", false, false],
    ["tRue", "tRue", "tRue"],
    ["yes", "yes", true],
    ["No", "No", false],
    ["ON", "ON", true],
    ["off", "off", false],
    ["oFF", "oFF", "oFF"],
    ["y", "y", "y"],
    ["~", null, null],
    ["null", null, null],
    ["", null, null],
    ["12", 12, 12],
    ["+12", 12, 12],
    ["-7", -7, -7],
    ["0", 0, 0],
    ["0123", 123, 83],
    ["-010", -10, -8],
    ["08", 8, "08"],
    ["0o17", 15, "0o17"],
    ["0x1F", 31, 31],
    ["-0x1F", "-0x1F", -31],
    ["0b101", "0b101", 5],
    ["1_000", "1_000", 1000],
    ["12:30", "12:30", 750],
    ["08:05", "08:05", 485],
    ["190:20:30", "190:20:30", 685230],
    ["20:30.15", "20:30.15", 1230.15],
    ["12:60", "12:60", "12:60"],
    ["16:9", "16:9", 969],
    ["1.5", 1.5, 1.5],
    ["1.", 1, 1],
    [".5", 0.5, 0.5],
    [".", ".", "."],
    ["1e3", 1000, "1e3"],
    ["1.5e+3", 1500, 1500],
    ["1.5e3", 1500, "1.5e3"],
    [".inf", Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    ["-.INF", Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
    [".NaN", Number.NaN, Number.NaN],
    ["2021-03-22", "2021-03-22", "2021-03-22"],
    ["1.2.3", "1.2.3", "1.2.3"],
    ["天气", "天气", "天气"],
  ];
  test.each(cases)("%s", (source, yaml12, yaml11) => {
    expect(readScalar(source, "1.2")).toEqual(yaml12);
    expect(readScalar(source, "1.1")).toEqual(yaml11);
    expect(yamlDisagreement(source)).toEqual(Object.is(yaml12, yaml11) ? undefined : { "1.2": yaml12, "1.1": yaml11 });
  });

  test("are by 1.2 what the parser says", () => {
    const source = fc.string({
      unit: fc.constantFrom(..."0123456789+-._:eExobatrufslnyN~"),
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(source, (text) => {
        fc.pre(!/^[-?:](?:$|\s)|:$|^(?:---|\.\.\.)$/.test(text));
        expect(readScalar(text, "1.2")).toEqual(parse(text, { schema: "core", logLevel: "silent" }));
      }),
      { numRuns: 3000 },
    );
  });

  test("are read by the version that the configuration states, dates and quoted text aside", () => {
    const text = `---\ndraft: no\ntime: 12:30\nid: 0123\ntext: 'no'\ndate: 2021-03-22\nlist: [on, {x: off}]\nno: 1\n---\n`;
    expect(articleOf(text, { yaml: "1.1" }).frontMatter?.data).toEqual({
      draft: false,
      time: 750,
      id: 83,
      text: "no",
      date: "2021-03-22",
      list: [true, { x: false }],
      false: 1,
    });
    expect(articleOf(text).frontMatter?.data).toEqual({
      draft: "no",
      time: "12:30",
      id: 123,
      text: "no",
      date: "2021-03-22",
      list: ["on", { x: "off" }],
      no: 1,
    });
  });

  test("are written the same whatever the version: the value as written is at hand", () => {
    const frontMatter = articleOf("---\ndraft: no\ntime: 12:30\n---\n", { yaml: "1.1" }).frontMatter;
    expect(frontMatter?.written(["draft"])).toBe("no");
    expect(frontMatter?.written(["time"])).toBe("12:30");
  });
});
