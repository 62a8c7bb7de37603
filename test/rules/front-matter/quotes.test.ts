import quotes from "../../../rules/front-matter/quotes.js";
import { testRule } from "../../support/rule-tester.js";

const style = (part: string, wanted: string) => `Wrong quotes around this ${part}. Use ${wanted} quotes.`;
const needless = (part: string) => `Unneeded quotes around this ${part}. Remove the quotes.`;
const missing = (wanted: string) => `Missing quotes around this text. Use ${wanted} quotes.`;

testRule(quotes, {
  accepts: [
    { name: "single quotes and none", article: "---\na: '甲'\nb: 乙\nc: 1\n'd e': [f, 'g']\n---\n" },
    { name: "double quotes around single ones", article: '---\na: "it\'s"\n---\n' },
    { name: "double quotes around what only they can hold", article: '---\na: "x\\ty"\n---\n' },
    ...["\\u202E", "\\u200B", "\\xAD", "\\xA0", "\\_", "\\u3000", "\\U000E0041"].flatMap((escaped) =>
      (["as-written", "as-needed"] as const).map((require) => ({
        name: `double quotes around ${escaped}, which nobody would see without the escape (${require})`,
        article: `---\na: "x${escaped}y"\n"k${escaped}": 1\n---\n`,
        options: { require },
      })),
    ),
    { name: "the same in TOML", article: '+++\na = "x\\u202Ey"\n+++\n' },
    {
      name: "text that is awkward in both, in the style that is asked for",
      article: "---\na: 'it''s \"x\"'\n---\n",
    },
    { name: "text of many lines", article: '---\na: "甲\n  乙"\nb: |\n  "丙"\n---\n' },
    { name: "JSON", article: '{ "a": "b" }\n' },
    { name: "TOML's strings of many lines", article: '+++\na = """x"""\n+++\n' },
    { name: "a block that cannot be read", article: '---\na: "b"\nc: [\n---\n' },
    {
      name: "quotes that are needed",
      article: "---\na: 'no'\nb: '2021-12-11'\nc: '12'\nd: ''\ne: 'a: b'\nf: ['g, h']\n'no': 1\n---\n",
      options: { require: "as-needed" },
    },
    {
      name: "numbers, dates and what is ambiguous, without quotes",
      article: "---\na: 1\nb: true\nc: 2021-12-11\nd: no\ne:\nf: 'x'\n---\n",
      options: { require: "always" },
    },
    {
      name: "TOML's values, where quotes are never needless",
      article: "+++\na = 'x'\n+++\n",
      options: { require: "as-needed" },
    },
  ],
  rejects: [
    {
      name: "double quotes",
      article: '---\na: «"甲 \\"乙\\""» # 注\n«"b c"»: [«"d"», {e: «"f"»}]\n---\n',
      messages: [style("value", "single"), style("key", "single"), style("value", "single"), style("value", "single")],
      fixed: "---\na: '甲 \"乙\"' # 注\n'b c': ['d', {e: 'f'}]\n---\n",
    },
    {
      name: "an invisible character that is in the file already, and escapes of what everybody sees",
      article: '---\na: «"x\u200dy"»\nb: «"\\u676D\\u5DDE"»\n---\n',
      messages: [style("value", "single"), style("value", "single")],
      fixed: "---\na: 'x\u200dy'\nb: '杭州'\n---\n",
    },
    {
      name: "single quotes where double ones are asked for",
      article: "---\na: «'甲'»\nb: 'x\\y'\n---\n",
      options: { style: "double" },
      messages: style("value", "double"),
      fixed: "---\na: \"甲\"\nb: 'x\\y'\n---\n",
    },
    {
      name: "single quotes around single ones",
      article: "---\na: «'it''s'»\n---\n",
      messages: style("value", "double"),
      fixed: '---\na: "it\'s"\n---\n',
    },
    {
      name: "TOML in the other style",
      article: '+++\na = «"甲"» # 注\nb = "it\'s"\n«"c d"» = 1\n+++\n',
      messages: [style("value", "single"), style("key", "single")],
      fixed: "+++\na = '甲' # 注\nb = \"it's\"\n'c d' = 1\n+++\n",
    },
    {
      name: "quotes that are not needed",
      article: "---\n«'a'»: «'甲 乙'»\nb: [«\"c\"», 'd, e']\nf: 'g: h'\n---\n",
      options: { require: "as-needed" },
      messages: [needless("key"), needless("value"), needless("value")],
      fixed: "---\na: 甲 乙\nb: [c, 'd, e']\nf: 'g: h'\n---\n",
    },
    {
      name: "needed quotes in the wrong style",
      article: '---\na: «"no"»\n---\n',
      options: { require: "as-needed" },
      messages: style("value", "single"),
      fixed: "---\na: 'no'\n---\n",
    },
    {
      name: "text without quotes",
      article: "---\na: «甲»\nb: [«it's», 1]\nc: &x «d»\ne: *x\n---\n",
      options: { require: "always" },
      messages: [missing("single"), missing("double"), missing("single")],
      fixed: "---\na: '甲'\nb: [\"it's\", 1]\nc: &x 'd'\ne: *x\n---\n",
    },
  ],
});
