/** Where expressions of MDX end. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expressions } from "../../src/article/body/jsx.js";

const found = (text: string) => expressions(text).map(({ start, end }) => text.slice(start, end));

describe("the value of an attribute ends with the brace that closes it,", () => {
  it.each([
    ["a number", "{300}"],
    ["a string", '{"a}"}'],
    ["an object", '{{ color: "}" }}'],
    ["an object over lines", "{{\n  a: '{',\n\n  b: [1, 2],\n}}"],
    ["a template with a template in it", "{`a\u0024{b ? `}` : '{'}c`}"],
    ["a regular expression that holds quotes and braces", "{(s) => s.replace(/[\"'{]/g, '')}"],
    ["a division", "{a / b / c}"],
    ["a comment to the end of a line", "{a // don't }\n}"],
    ["a comment", "{a /* don't } */}"],
    ["an element with an apostrophe in its text", "{<p>don't</p>}"],
    ["an element with expressions", "{<p title={a}>{b}, <b>it's</b> &amp; <i/></p>}"],
    ["a comparison", "{() => a < b && c > d}"],
    ["types", "{(a: string) => a as Foo}"],
    ["a template tag that is hidden", "{[\ue07b\ue07b a \ue07d\ue07d]}"],
    ["more than 5,000 characters", `{[${'"}", '.repeat(2_000)}]}`],
  ])("%s", (_, value) => {
    expect(found(`<Foo a=${value} b="x" c={1}>d</Foo>\n`)).toEqual([value, "{1}"]);
  });
});

describe("nothing is hidden of", () => {
  it.each([
    ["a brace that is never closed", "<p title={a>甲</b>"],
    ["a string that is never closed", "<p title={'a}>甲</p>"],
    ["prose", "若 <x y={一，二} 则。"],
    ["a value with a fence of Markdown in it", "<p title={`\n```\na\n```\n`}>"],
    ["what is spread", "<Foo {...a} {b} />"],
    ["a value in quotes", `<Foo a="{b}" c='={d}' />`],
    ["a comment that is never closed", "{/* a"],
    ["a comment with code behind it", "{/* a */ b} 甲 {c} 乙"],
    ["end tags alone", "<Foo a={</a></b></c></d>}}} />"],
  ])("%s", (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

it("a comment ends with its own brace", () => {
  expect(found("甲 {/* a } */} 乙 {/* b */ c} 丙 {/* <i> */\n}")).toEqual(["{/* a } */}", "{/* <i> */\n}"]);
});

it("expressions behind others that are spread, or do not end, are found", () => {
  expect(found("<Foo {...{ a: 1 }} b={c} /> <p title={甲，乙> <Bar d={e}/>")).toEqual(["{c}", "{e}"]);
});

it("they are in order, apart from each other, and each stands between braces, whatever the text", () => {
  const pieces = [
    "{",
    "}",
    "={",
    "<a ",
    "<B ",
    ">",
    "/>",
    "</a>",
    '"',
    "'",
    "`",
    "\u0024{",
    "/",
    "/*",
    "*/",
    "{/*",
    "\\",
    "=",
    "x",
    " ",
    "\n",
    "，",
    "```",
    "//",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
      const text = parts.join("");
      let from = 0;
      for (const { start, end } of expressions(text)) {
        expect(start).toBeGreaterThanOrEqual(from);
        expect([text[start], text[end - 1]]).toEqual(["{", "}"]);
        from = end;
      }
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 500) },
  );
});

it("the time for texts of a million characters is not the square of it", () => {
  const repeated = (piece: string) => piece.repeat(1_000_000 / piece.length);
  const texts = [
    "<a b={",
    "<a {",
    "<a b={<p>",
    "{/*",
    "<a b={`",
    "<a b={/",
    "<a x='<a x=\"",
    "<a b={c} ",
    "<a {b={c}} ",
    "<a b={[1]} ",
  ].map(repeated);
  const nested = `${"<a b={".repeat(50_000)}\n\`\`\`\n\n\`\`\`${"}".repeat(50_000)}`;
  const start = process.cpuUsage();
  for (const text of [...texts, nested, `<a b={${repeated("x,")}`.repeat(2)]) expressions(text);
  expect(process.cpuUsage(start).user / 1e6).toBeLessThan(20);
});
