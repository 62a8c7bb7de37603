/** Defects of JSON: where they are, and what they become. */
import { describe, expect, it } from "vitest";
import { jsonDefects } from "../../src/article/front-matter/json-defects.js";
import { joined, splice } from "../../src/article/front-matter/splice.js";

/** The text with its defects in marks, and as it becomes. */
function read(text: string): { marked: string; becomes: string } {
  const defects = jsonDefects(text);
  const marks = defects.map(({ range: { start, end } }) => ({ start, end, text: `«${text.slice(start, end)}»` }));
  const edits = joined(defects.flatMap(({ edit }) => edit ?? []));
  return { marked: splice(text, marks), becomes: splice(text, edits) };
}

describe("a control character in a string becomes its escape, and nothing else is changed", () => {
  it.each([
    ['{ "a": "b«\t»c" }', '{ "a": "b\\tc" }'],
    ['{ "a": "b«\u0001»«\u0002»c" }', '{ "a": "b\\u0001\\u0002c" }'],
    ['{ "a": "«\t»" }', '{ "a": "\\t" }'],
    ['{ "«\u000b»\\"a": 1 }', '{ "\\u000b\\"a": 1 }'],
  ])("%j", (source, becomes) => {
    expect(read(source.replace(/[«»]/g, ""))).toEqual({ marked: source, becomes });
  });
});

describe("what JSON does not escape is marked, and left", () => {
  it.each([
    ['{ "a": "«\\q»b\\n\\u4e2d" }'],
    ['{ "a": "«\\u»12" }'],
    ['{ "a": "«\\\n»b" }'],
    ['{ "a": "\\\\" }'],
    ['{ "a": "\\"" }'],
  ])("%j", (source) => {
    const text = source.replace(/[«»]/g, "");
    expect(read(text)).toEqual({ marked: source, becomes: text });
  });
});

it.each([['{ "a": «"b\\", }»\n"'], ['{ "a": «"b»  \r\n}'], ['{ "a": 1, «"»']])(
  "a string that is not closed on its line is the last defect: %j",
  (source) => {
    expect(read(source.replace(/[«»]/g, "")).marked).toBe(source);
  },
);

it.each([
  ['{ "a": 1 «/* b\n} */» }', '{ "a": 1  }'],
  ['{ "a": 1 «// }»\r\n}', '{ "a": 1 \r\n}'],
  ['{ "a": «//»\n1, «/**/»"b": 2 }', '{ "a": \n1, "b": 2 }'],
])("a comment is removed: %j", (source, becomes) => {
  expect(read(source.replace(/[«»]/g, ""))).toEqual({ marked: source, becomes });
});
