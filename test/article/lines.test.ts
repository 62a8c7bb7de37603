import { describe, expect, test } from "vitest";
import { LineIndex, lineIndex } from "../../src/article/lines.js";

describe("LineIndex", () => {
  const cases: [name: string, text: string, offset: number, line: number, column: number][] = [
    ["the start of an empty text", "", 0, 1, 1],
    ["a place in the first line", "abc", 2, 1, 3],
    ["the end of the text", "abc", 3, 1, 4],
    ["a line feed itself", "a\nb", 1, 1, 2],
    ["behind a line feed", "a\nb", 2, 2, 1],
    ["between CR and LF", "a\r\nb", 2, 1, 3],
    ["behind CRLF", "a\r\nb", 3, 2, 1],
    ["behind a lone CR", "a\rb\rc", 4, 3, 1],
    ["mixed line breaks", "a\r\n\n\rb", 5, 4, 1],
    ["behind the last line break", "a\n", 2, 2, 1],
    ["the byte order mark itself", "\ufeffabc", 0, 1, 1],
    ["behind a byte order mark, which is no column", "\ufeffabc", 1, 1, 1],
    ["a later line of a text with a byte order mark", "\ufeffa\nb", 3, 2, 1],
    ["astral characters, which are two columns", "𠮷𠮷b", 4, 1, 5],
    ["an offset beyond the end", "ab", 9, 1, 3],
    ["an offset before the start", "ab", -1, 1, 1],
  ];
  test.each(cases)("%s", (_name, text, offset, line, column) => {
    expect(new LineIndex(text).at(offset)).toEqual({ line, column });
  });

  test("answers for each of many lines", () => {
    const index = lineIndex("x\n".repeat(10_000));
    for (const line of [1, 2, 4999, 9999, 10_000]) expect(index.at((line - 1) * 2)).toEqual({ line, column: 1 });
  });
});
