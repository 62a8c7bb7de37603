import { parser } from "@lezer/markdown";
import { expect, it } from "vitest";
import { linkDefinitions } from "../../src/article/body/link-definitions.js";

const ours = parser.configure(linkDefinitions);

/** The blocks of a text and their places. */
function blocksOf(text: string, by: typeof parser): string[] {
  const found: string[] = [];
  by.parse(text).iterate({ enter: ({ name, from, to }) => void found.push(`${name} ${from}-${to}`) });
  return found;
}

const parts = [
  "[a]: b",
  "[a",
  "]: b",
  "[a]:",
  " ",
  '"',
  "'",
  "(",
  ")",
  "\\",
  "\n",
  "\n",
  "c",
  "<b>",
  "> ",
  "- ",
  "]",
  "\u00a0",
];

it("definitions of links are those of the parser, whatever their labels and titles consist of", () => {
  let seed = 7;
  const next = (): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed;
  };
  let definitions = 0;
  for (let round = 0; round < 20_000; round++) {
    const text = Array.from({ length: 2 + (next() % 12) }, () => parts[(next() >> 8) % parts.length]).join("");
    const blocks = blocksOf(text, ours);
    expect(blocks, JSON.stringify(text)).toEqual(blocksOf(text, parser));
    if (blocks.some((block) => block.startsWith("LinkReference"))) definitions++;
  }
  expect(definitions).toBeGreaterThan(500);
});

it.each([
  ["a label of 999 characters", `[${"a".repeat(499)}\n${"a".repeat(499)}]: b`],
  ["a label of 1,000 characters", `[${"a".repeat(500)}\n${"a".repeat(499)}]: b`],
  ["a title of several lines", '[a]: b "c\n\\"\nd"\ne'],
  ["a title after which something follows", '[a]: b "c\nd" e\nf"'],
  ["a URL after which something else follows", "[a]: b c\nd\ne"],
  ["a title in the line below", '[a]: b\n"c"\n[d]: e'],
])("%s is read as the parser reads it", (_, text) => {
  expect(blocksOf(text, ours)).toEqual(blocksOf(text, parser));
});
