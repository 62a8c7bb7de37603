import { expect, it } from "vitest";
import { formulasIn } from "../../src/article/formulas.js";

/** The formulas of a text. */
const inMarkdown = (text: string) => formulasIn(text, "markdown").map(({ start, end }) => text.slice(start, end));

it.each([
  ["甲 $$a<b$$ 乙 $c$。", ["$$a<b$$", "$c$"]],
  ["$$\na\n$$\n\n$$b$$", ["$$\na\n$$", "$$b$$"]],
  ["\\\\(a\\\\) 与 \\\\[b\\\\]", ["\\\\(a\\\\)", "\\\\[b\\\\]"]],
  ["$a$，$5", ["$a$"]],
])("%j has formulas", (text, formulas) => {
  expect(inMarkdown(text)).toEqual(formulas);
});

it.each([
  "$5 and $6",
  "US$5 and $6",
  "用 `$PATH` 与 `$HOME`",
  "$ a $",
  "\\$a\\$",
  "$$a\n\nb$$",
  "$a\n\nb$",
  "\\[注\\] \\(b\\)",
])("%j has none", (text) => {
  expect(inMarkdown(text)).toEqual([]);
});

it("HTML has \\[…\\] and \\(…\\) with one backslash", () => {
  const text = "<p>\\[a\\] \\(b\\)</p>";
  expect(formulasIn(text, "html").map(({ start, end }) => text.slice(start, end))).toEqual(["\\[a\\]", "\\(b\\)"]);
});
