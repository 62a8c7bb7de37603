/** What is not read of a crafted article, and that everything within the limits is. */
import { describe, expect, it } from "vitest";
import { boundWork } from "../../src/article/body/work-limits.js";

const unread = (source: string) => boundWork(source).unread;
/** All of it is read as it is. */
const isRead = (source: string): boolean => boundWork(source).source === source && unread(source).length === 0;

describe("brackets and asterisks of a paragraph", () => {
  const some = (count: number) => `甲${"*".repeat(count)}`;
  it("are read up to 10,000, and from there on are blanks", () => {
    expect(isRead(some(10_000))).toBe(true);
    const { source } = boundWork(`${some(10_002)}乙`);
    expect(source).toBe(`${some(10_000)}  乙`);
    expect(unread(`${some(10_002)}乙`)).toEqual([{ reason: "stet-too-many-delimiters", start: 10_001, end: 10_002 }]);
  });
  it.each(["[", "]", "(", ")", "_", "~", "*"])("count each: %s", (sign) => {
    expect(unread(sign.repeat(10_001))).toHaveLength(1);
  });
  it("count anew in the next paragraph and in each item of a list", () => {
    for (const end of ["\n\n", "\n  \n", "\n- ", "\n* ", "\n  + ", "\n1. ", "\n123456789) "])
      expect(isRead(`${some(9_990)}${end}${some(9_990)}`), JSON.stringify(end)).toBe(true);
    for (const end of ["\n", "\n  甲", "\n-", "\n1234567890. "])
      expect(unread(`${some(9_990)}${end}${some(9_990)}`)[0]?.reason, JSON.stringify(end)).toBe(
        "stet-too-many-delimiters",
      );
  });
  it("do not include < unless a declaration or an autolink may begin", () => {
    expect(isRead(`${"<".repeat(20_000)}\n${"<b>".repeat(20_000)}`)).toBe(true);
    for (const opening of ["<!", "<?", "<https:"]) expect(unread(opening.repeat(10_001))).toHaveLength(1);
  });
});

describe("markers of lists and quotes on one line", () => {
  it.each(["> ", "- ", "* ", "+ ", "1. ", "12) "])("are read up to 100, and from there on are text: %s", (marker) => {
    expect(isRead(`${marker.repeat(100)}甲\n${marker.repeat(100)}乙\n`)).toBe(true);
    const text = `甲\n${marker.repeat(102)}乙\n`;
    const start = 2 + marker.length * 100;
    const end = start + marker.length - 1;
    expect(unread(text)).toEqual([{ reason: "stet-too-many-markers", start, end }]);
    const hidden = `${"x".repeat(marker.length - 1)} `;
    expect(boundWork(text).source).toBe(`甲\n${marker.repeat(100)}${hidden.repeat(2)}乙\n`);
  });
});

describe("a line of one sign is no list:", () => {
  it.each(["-", "*", "+", "=", "_", "- ", "* ", " -", "--  ", "甲\n-", "甲\n="])("%j", (sign) => {
    const line = sign.length > 2 && sign.includes("\n") ? `甲\n${sign.at(-1)?.repeat(300)}` : sign.repeat(300);
    expect(isRead(`${line}\n\n乙\n`)).toBe(true);
    expect(isRead(`乙\n\n${line}`)).toBe(true);
  });
  it("but signs with text behind them are", () => {
    expect(unread(`${"- ".repeat(300)}甲`)).toHaveLength(1);
    expect(unread(`${"- * ".repeat(300)}`)).toHaveLength(1);
    expect(unread(`${">".repeat(300)}`)).toHaveLength(1);
  });
});

describe("blanks in a row", () => {
  it("are read up to 500", () => {
    expect(isRead(`甲${" ".repeat(500)}乙\n`)).toBe(true);
    expect(boundWork(`甲${" ".repeat(503)}乙`).source).toBe(`甲${" ".repeat(500)}xxx乙`);
    expect(unread(`甲${"\t ".repeat(300)}`)).toEqual([{ reason: "stet-too-many-spaces", start: 501, end: 601 }]);
  });
  it("are read in any number if they fill a cell of a table", () => {
    const fill = " ".repeat(9_000);
    expect(isRead(`| 甲${fill}| 乙 |\n| ---${fill}| --- |\n|${fill}| 丙${fill}|\n`)).toBe(true);
    expect(unread(`| 甲${fill}乙 |`)).toHaveLength(1);
  });
  it("are read in any number on a line that has nothing else", () => {
    for (const line of ["甲\n@\n乙", "@\n乙", "甲\n@", "@"])
      expect(isRead(line.replace("@", " ".repeat(9_000))), JSON.stringify(line)).toBe(true);
  });
});

it("the first place of each kind is told", () => {
  const text = `${"> ".repeat(101)}甲\n\n${" ".repeat(3)}乙${" ".repeat(600)}丙${" ".repeat(700)}丁\n\n${"> ".repeat(102)}`;
  expect(unread(text).map(({ reason, start }) => [reason, start])).toEqual([
    ["stet-too-many-markers", 200],
    ["stet-too-many-spaces", 202 + 1 + 2 + 3 + 1 + 500],
  ]);
});
