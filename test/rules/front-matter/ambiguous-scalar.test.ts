import { expect, it } from "vitest";
import ambiguousScalar from "../../../rules/front-matter/ambiguous-scalar.js";
import { fixText } from "../../../src/fix/passes.js";
import { asFixInput, lintText } from "../../../src/run/lint-text.js";
import { factFor, planFor, testRule } from "../../support/rule-tester.js";

const says = (what: string, older: string, newer: string, advice = "Add quotes if it is text.") =>
  `${what} is ${older} in YAML 1.1 and ${newer} in YAML 1.2. ${advice}`;
const write = (plain: string) => `Write ${plain}, or add quotes if it is text.`;

testRule(ambiguousScalar, {
  accepts: [
    {
      name: "what both versions read alike",
      article: "---\na: true\nb: 12\nc: 1.5\nd: ~\ne: Null\nf: 0x1F\ng: .inf\nh: -7\ni: 0\nj: 雨\nk:\n---\n",
    },
    { name: "dates and times of day with dates", article: "---\na: 2021-12-11\nb: 2021-12-11 04:05:06\n---\n" },
    { name: "words that only begin so", article: "---\na: nothing\nb: online\nc: y\nd: 12:30 开始\n---\n" },
    { name: "what is quoted", article: "---\na: 'no'\nb: \"12:30\"\n'on': 1\n---\n" },
    { name: "text of many lines", article: "---\na: |\n  no\n---\n" },
    { name: "a tag, which says what it is", article: "---\na: !!str no\n---\n" },
    { name: "TOML and JSON, which have one version", article: "+++\na = 1_000\n+++\n" },
    { name: "no front matter", article: "no\n" },
    { name: "words that Hugo reads as true", generator: "hugo", article: "---\na: yes\nb: 12:30\nc: 1_000\n---\n" },
    { name: "a word that counts as true in Hexo, as it is meant", generator: "hexo", article: "---\na: yes\n---\n" },
    { name: "what front-matter/published reports", generator: "hexo", article: "---\npublished: no\n---\n" },
    { name: "time in Hexo, which is text there", generator: "hexo", article: "---\na: 12:30\nb: 1_000\n---\n" },
    { name: "a block that cannot be read", article: "---\na: no\nb: [\n---\n" },
  ],
  rejects: [
    {
      name: "a word that is text in Hexo",
      generator: "hexo",
      article: "---\ncomments: «no»\n---\n",
      messages: 'Hexo reads "no" as text, which counts as true. Write false, or add quotes if it is text.',
      unsafelyFixed: "---\ncomments: 'no'\n---\n",
    },
    {
      name: "time in Jekyll, which counts seconds",
      generator: "jekyll",
      article: "---\nstart: «12:30»\n---\n",
      messages: 'Jekyll reads "12:30" as the number 45000. Add quotes if it is text.',
      unsafelyFixed: "---\nstart: '12:30'\n---\n",
    },
    {
      name: "words that are booleans to one of them",
      article: "---\na: «no»\nb: [«Yes», «off»] # 注\n---\n",
      messages: [
        says('"no"', "false", "text", write("false")),
        says('"Yes"', "true", "text", write("true")),
        says('"off"', "false", "text", write("false")),
      ],
      unsafelyFixed: "---\na: 'no'\nb: ['Yes', 'off'] # 注\n---\n",
    },
    {
      name: "times and ratios",
      article: "---\na: «12:30»\nb:\n  - «16:9»\n---\n",
      messages: [says('"12:30"', "the number 750", "text"), says('"16:9"', "the number 969", "text")],
      fixed: "---\na: '12:30'\nb:\n  - '16:9'\n---\n",
    },
    {
      name: "numbers that are two different ones",
      article: "---\na: «0123»\n---\n",
      messages: says('"0123"', "the number 83", "the number 123", write("123 or 83")),
      unsafelyFixed: "---\na: '0123'\n---\n",
    },
    {
      name: "numbers for 1.2 only",
      article: "---\na: «08»\nb: «0o17»\nc: «1e3»\n---\n",
      messages: [
        says('"08"', "text", "the number 8", write("8")),
        says('"0o17"', "text", "the number 15", write("15")),
        says('"1e3"', "text", "the number 1000", write("1000")),
      ],
      unsafelyFixed: "---\na: '08'\nb: '0o17'\nc: '1e3'\n---\n",
    },
    {
      name: "keys",
      article: "---\n«on»: push\na: {«no»: 1}\n---\n",
      messages: [
        says('Key "on"', "true", "text", "Put the key in quotes."),
        says('Key "no"', "false", "text", "Put the key in quotes."),
      ],
      fixed: "---\n'on': push\na: {'no': 1}\n---\n",
    },
    {
      name: "an anchored value once, not where it is repeated",
      article: "---\na: &x «no»\nb: *x\n---\n",
      messages: says('"no"', "false", "text", write("false")),
      unsafelyFixed: "---\na: &x 'no'\nb: *x\n---\n",
    },
  ],
});

it("quotes safely what is text by the version that is configured, and nothing else", async () => {
  const plan = { ...(await planFor(ambiguousScalar, {})), yaml: "1.1" as const };
  const lookAt = async (text: string) =>
    asFixInput(await lintText({ path: "a.md", text }, plan, async (reference) => factFor(reference, {})));
  const text = "---\na: no\nb: 12:30\nc: 08\n---\n";
  expect((await fixText(text, lookAt, { unsafe: false })).after).toBe("---\na: no\nb: 12:30\nc: '08'\n---\n");
  expect((await fixText(text, lookAt, { unsafe: true })).after).toBe("---\na: 'no'\nb: '12:30'\nc: '08'\n---\n");
});

it("offers the same value in a spelling that both read", async () => {
  const text = "---\na: no\nb: 0123\nc: 12:30\n---\n";
  const { violations } = await lintText({ path: "a.md", text }, await planFor(ambiguousScalar, {}), async (reference) =>
    factFor(reference, {}),
  );
  const offered = violations.map(({ suggestions }) => (suggestions ?? []).map(({ title }) => title));
  expect(offered).toEqual([["Write false"], ["Write 123", "Write 83"], []]);
});
