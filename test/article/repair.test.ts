import { describe, expect, test } from "vitest";
import { cut, edited, frontMatterOf } from "./support.js";

const block = (...lines: string[]) => ["---", ...lines, "---", ""].join("\n");

describe("lines whose intended text is certain are repaired", () => {
  const cases: [name: string, line: string, value: string, repaired: string][] = [
    ["' between ' quotes", "title: '它叫'甲'的'", "它叫'甲'的", "title: '它叫''甲''的'"],
    ["a title that begins with '", "title: ''75后''", "'75后'", "title: '''75后'''"],
    ["many \" and a '", `title: """""""'SP'"""""""`, `""""""'SP'""""""`, `title: '""""""''SP''""""""'`],
    ['" between " quotes', 'title: "他说"好"，就走"', '他说"好"，就走', `title: '他说"好"，就走'`],
    ["a backslash that is no escape", 'title: "\\(^o^)/"', "\\(^o^)/", "title: '\\(^o^)/'"],
    ["a colon and a blank", "title: 甲: 乙", "甲: 乙", "title: '甲: 乙'"],
    ["a colon at the end", "title: 甲 乙: 丙:", "甲 乙: 丙:", "title: '甲 乙: 丙:'"],
    ["a value that begins with @", "author: @小明", "@小明", "author: '@小明'"],
    ["a value that begins with `", "title: `npm` 入门", "`npm` 入门", "title: '`npm` 入门'"],
    ["a value that begins with %", "rate: %5", "%5", "rate: '%5'"],
    ["a tag in brackets before the title", "title: [转载] 春天", "[转载] 春天", "title: '[转载] 春天'"],
    ["blanks around the value stay", "title:   '甲'乙'  ", "甲'乙", "title:   '甲''乙'  "],
  ];
  test.each(cases)("%s", (_name, line, value, repaired) => {
    const text = block("a: 1", line, "b: 2");
    const { problems, data } = frontMatterOf(text);
    expect(data).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems[0]?.code).toBe("syntax");
    expect(cut(text, problems[0]?.range)).toBe(line.slice(line.indexOf(":") + 1).trim());
    const result = edited(text, problems[0]?.repair?.edits ?? []);
    expect(result).toBe(block("a: 1", repaired, "b: 2"));
    const again = frontMatterOf(result);
    expect(again.problems).toEqual([]);
    expect(again.data).toEqual({ a: 1, [line.slice(0, line.indexOf(":"))]: value, b: 2 });
  });

  test("several lines are told one by one, and repaired at once", () => {
    const text = block("title: '甲'乙'", "tags:", " - x", "author: @丙");
    const { problems } = frontMatterOf(text);
    expect(problems.map(({ range }) => cut(text, range))).toEqual(["'甲'乙'", "@丙"]);
    for (const { repair } of problems)
      expect(edited(text, repair?.edits ?? [])).toBe(block("title: '甲''乙'", "tags:", " - x", "author: '@丙'"));
  });

  test("under CRLF as well, and behind a byte order mark", () => {
    const text = `\ufeff\r\n${block("title: '甲'乙'", "b: 2").replaceAll("\n", "\r\n")}`;
    const result = edited(text, frontMatterOf(text).problems[0]?.repair?.edits ?? []);
    expect(result).toBe(text.replace("'甲'乙'", "'甲''乙'"));
    expect(frontMatterOf(result).data).toEqual({ title: "甲'乙", b: 2 });
  });

  test("but not before the rest can be read too: then what is wrong there is told at its place", () => {
    const text = block("title: '甲'乙丙丁'", 'author: "戊', "b: 2");
    const { problems } = frontMatterOf(text);
    expect(problems.map(({ range, repair }) => [cut(text, range), repair])).toEqual([
      ["'甲'乙丙丁'", undefined],
      ['"戊', undefined],
    ]);
  });
});

describe("lines that are not certain are left to the author", () => {
  const cases: [name: string, ...lines: string[]][] = [
    ["a quote that is never closed", "title: '甲"],
    ["a quote that is never closed, around more than a character", "title: '甲乙丙"],
    ["the other quote that is never closed", 'title: "甲乙丙'],
    ["a quote that is closed before the end", "title: '甲乙' 丙"],
    ["a quote that another one closes", `title: '甲乙"`],
    ["an item of a list", "- a: 甲: 乙"],
    ["a key in quotes", '"a": 甲: 乙'],
    ["a key with brackets", "a(b): 甲: 乙"],
    ["a key longer than any", `${"a".repeat(101)}: 甲: 乙`],
    ["a quote that is never opened", "title: 甲: 乙'", "x: '"],
    ["two quoted words", 'title: "甲" 和 "乙"'],
    ["an escape that YAML knows, beside one it does not", 'title: "a\\n\\q"'],
    ["a colon and what may be a comment", "title: 甲: 乙 # 丙"],
    ["a value that goes on in the next line", "title: '甲'乙'", "  丙"],
    ["a list that is never closed", "tags: [a, b"],
  ];
  test.each(cases)("%s", (_name, ...lines) => {
    const { problems } = frontMatterOf(block(...lines));
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every(({ repair }) => repair === undefined)).toBe(true);
  });

  const valid: [name: string, line: string, value: unknown][] = [
    ["a quote that is escaped", "title: '甲''乙'", "甲'乙"],
    ["a comment with a quote", "title: '甲' # 'x'", "甲"],
    ["a quote within a plain text", 'title: 甲"乙"丙', '甲"乙"丙'],
    ["a colon without a blank", "title: 12:30", "12:30"],
    ["a list", "title: [甲, 乙]", ["甲", "乙"]],
  ];
  test.each(valid)("%s needs no repair", (_name, line, value) => {
    const { problems, data } = frontMatterOf(block(line));
    expect(problems).toEqual([]);
    expect(data).toEqual({ title: value });
  });
});
