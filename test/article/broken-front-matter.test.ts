/**
 * Front matter as people break it: for each, the place that you would point your finger at («begin» and end»), and what
 * is said there, through the rules as they are. Where nothing else is marked, nothing else may be said.
 */
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.js";
import type { FilePlan } from "../../src/config/types.js";
import { lintText } from "../../src/run/lint-text.js";
import { factFor, planFor, unmark } from "../support/rule-tester.js";

type Broken = readonly [name: string, article: string, gist: RegExp];

const yaml: Broken[] = [
  ["a quote that is never closed", '---\ntitle: «"甲»\ndate: 2021-12-11\n---\n', /closing " quote/],
  ["a single quote that is never closed", "---\ntitle: «'甲»\ndate: 2021-12-11\n---\n", /closing ' quote/],
  ["a quote within the quotes", "---\ntitle: «'它叫'甲''»\n---\n", /Unescaped/],
  ["text behind the closing quote", '---\ntitle: "甲" «和乙»\n---\n', /after the value/],
  ["a colon in the value", "---\ntitle: «甲: 乙»\n---\n", /colon/],
  ["a colon without a blank", "---\ntitle«:»甲\ndate: 2021-12-11\n---\n", /space/],
  ["a full-width colon", "---\ntitle«：»甲\ndate: 2021-12-11\n---\n", /Full-width/],
  ["a tab as indentation", "---\ntags:\n«\t»- 甲\n---\n", /tab/],
  ["a key without a colon", "---\ntitle: 甲\n«date»\ntags: []\n---\n", /colon/],
  ["a list that is never closed", "---\ntags: «[»甲, 乙\ntitle: 丙\n---\n", /\]/],
  ["a mapping that is never closed", "---\nauthor: «{»name: 甲\ntitle: 丙\n---\n", /\}/],
  ["a bracket too many", "---\ntags: [甲]«]»\n---\n", /\]/],
  ["an item less indented than the first", "---\na:\n  - 甲\n «- 乙»\n---\n", /indentation/],
  ["an entry deeper than the one above", "---\ntitle: 甲\n  «date: 2021-12-11»\n---\n", /indentation/],
  ["an alias without an anchor", "---\ntitle: «*title»\n---\n", /anchor/],
  ["a value that begins with @", "---\nauthor: «@甲»\n---\n", /quotes/],
  ["a value that begins with %", "---\nrate: «%50»\n---\n", /quotes/],
  ["an escape that there is none of", '---\ntitle: "甲«\\q»乙\\n"\n---\n', /escape/],
  ["a key twice", "---\ntitle: 甲\ndate: 2021-12-11\n«title»: 乙\n---\n", /Duplicate/],
  ["a list instead of entries", "---\n«- title: 甲»\n---\n", /list/],
  ["text instead of entries", "---\n«杭州今天下雨»\n---\n", /text/],
  ["a template without quotes", "---\ntitle: «{{ page.title }}»\n---\n", /template/],
  ["a merge conflict", "---\n«<<<<<<< HEAD»\ntitle: 甲\n=======\ntitle: 乙\n>>>>>>> b\n---\n", /conflict/],
  ["a fence that is never closed", "«---»\ntitle: 甲\ndate: 2021-12-11\n\n正文\n", /Unclosed/],
  ["a closing fence of four dashes", "---\ntitle: 甲\ndate: 2021-12-11\n«----»\n正文\n", /does not close/],
  [
    "a fence that a line of the article closes",
    "---\ntitle: 甲\n\n«正文在这里。»\n\n---\n后半\n",
    /close the front matter/,
  ],
  ["a no-break space behind the colon", "---\ntitle«:\u00a0»甲\ndate: 2021-12-11\n---\n", /U\+00A0/],
  ["full-width blanks as indentation", "---\ntags:\n«\u3000»- 甲\n«\u3000»- 乙\n---\n", /U\+3000/],
  [
    "aliases that multiply",
    `---\na: &a [${"1, ".repeat(99)}1]\nb: &b [${"*a, ".repeat(99)}«*a»]\nc: *b\n---\n`,
    /10000 values/,
  ],
  ["brackets in brackets without end", `---\na: ${"[".repeat(100)}«[»${"[".repeat(20)}\n---\n`, /100 levels/],
  ["a second block", "---\ntitle: 甲\n---\n«---»\ntitle: 乙\n---\n", /first block/],
  ["a language that is code", "---«js»\n{ title: 1 }\n---\n", /is code/],
  ["a comment behind the closing fence", "---\ntitle: 甲\n«--- # 完»\n正文\n", /comment on its own line/],
  ["a comment behind the opening fence", "«--- # 注»\ntitle: 甲\n---\n正文\n", /does not start front matter/],
  ["items without a blank", "---\ntitle: 甲\ntags:\n«-»乙\n«-»丙\n---\n", /Missing space after the -/],
  ["a directive", "---\n«%YAML 1.1»\n---\ntitle: 甲\n---\n", /directive/],
  ["TOML in it", '---\n«title = "甲"»\n---\n', /TOML/],
  ["a block scalar whose text is not indented", "---\ndescription: |\n«第一行»\ntitle: 甲\n---\n", /indented/],
];

const toml: Broken[] = [
  ["text without quotes", "+++\ntitle = «甲»\n+++\n", /quotes/],
  ["words without quotes", "+++\ntitle = «Rain today»\n+++\n", /quotes/],
  ["a quote that is never closed", '+++\ntitle = «"甲»\nb = 1\n+++\n', /closing/],
  ["a colon instead of an equals sign", '+++\ntitle«:» "甲"\n+++\n', /=/],
  ["a key without a value", "+++\ntitle «=»\nb = 1\n+++\n", /value/],
  ["a key alone", "+++\n«title»\nb = 1\n+++\n", /=/],
  ["a key with a blank in it", "+++\n«my title» = '甲'\n+++\n", /key/],
  ["a key in Chinese without quotes", "+++\n«标题» = '甲'\n+++\n", /quotes/],
  ["a key twice", "+++\ntitle = '甲'\nb = 2\n«title» = '乙'\n+++\n", /Duplicate/],
  ["a table twice", "+++\n[a]\nb = 1\n[«a»]\nc = 1\n+++\n", /Duplicate/],
  ["a list that is never closed", "+++\ntags = «[»'甲', '乙'\nb = 1\n+++\n", /\]/],
  ["a list without a comma", "+++\ntags = ['甲' «'乙'»]\n+++\n", /comma/],
  ["an inline table that is never closed", "+++\na = «{» b = 1\nc = 2\n+++\n", /\}/],
  ["an escape that there is none of", '+++\na = "«\\q»"\n+++\n', /escape/],
  ["a date that is none", "+++\ndate = «2021-13-41»\n+++\n", /date/],
  ["a number with a leading zero", "+++\nid = «0123»\n+++\n", /zero/],
  ["a boolean in capitals", "+++\ndraft = «True»\n+++\n", /true/],
  ["a quote within the quotes", "+++\ntitle = «'它叫'甲'的店'»\n+++\n", /between ' quotes/],
  ["two entries on a line", "+++\na = 1 «b = 2»\n+++\n", /line/],
  ["a table header that is never closed", "+++\n«[params»\na = 1\n+++\n", /\]/],
  ["a table within a value", "+++\na = 1\n[«a.b»]\n+++\n", /already has a value/],
  ["YAML in it", "+++\ntitle«:» «甲»\n+++\n", /=/],
  ["a fence that is never closed", "«+++»\ntitle = '甲'\n\n正文\n", /Unclosed/],
  ["a closing fence of the other language", "+++\ntitle = '甲'\n«---»\n正文\n", /does not close/],
  ["brackets in brackets without end", `+++\na = ${"[".repeat(100)}«[»${"[".repeat(20)}\n+++\n`, /100 levels/],
  ["a merge conflict", "+++\n«<<<<<<< HEAD»\na = 1\n=======\na = 2\n>>>>>>> b\n+++\n", /conflict/],
  ["a template without quotes", "+++\ntitle = «{{ .Title }}»\n+++\n", /template/],
];

const json: Broken[] = [
  ["a comma too many", '{\n  "title": "甲"«,»\n}\n', /comma/],
  ["a comma too few", '{\n  "title": "甲"\n  «"b"»: 1\n}\n', /comma/],
  ["a key without quotes", '---json\n{ «title»: "甲" }\n---\n', /quotes/],
  ["a key in single quotes", "---json\n{ «'title'»: \"甲\" }\n---\n", /double quotes/],
  ["a value in single quotes", "{ \"title\": «'甲'» }\n", /"/],
  ["text without quotes", '{ "title": «甲» }\n', /quotes/],
  ["a comment", '{\n  "a": 1 «// 注»\n}\n', /comment/],
  ["a brace in a comment", '{\n  "a": 1 «// }»\n}\n', /comment/],
  ["a quote that is never closed", '{\n  "title": «"甲»\n}\n', /closing/],
  ["a value that is missing", '{ "title": «}»\n', /value/],
  ["a colon that is missing", '---json\n{ "title" «"甲"» }\n---\n', /colon/],
  ["a bracket that is never closed", '---json\n{ "tags": «[»"甲", "b": 1 }\n---\n', /\]/],
  ["a brace that is never closed", '---json\n«{» "title": "甲"\n---\n', /\}/],
  ["an object that is never closed", '«{»\n  "title": "甲",\n\n正文\n', /Unclosed/],
  ["a key twice", '{ "title": "甲", «"title"»: "乙" }\n', /Duplicate/],
  ["an escape that there is none of", '{ "title": "«\\q»" }\n', /escape/],
  ["a line break in a string", '{\n  "title": «"甲»\n乙"\n}\n', /closing/],
  ["a control character in a string", '{ "title": "甲«\t»乙" }\n', /\\t/],
  ["Python's constants", '{ "draft": «True» }\n', /true/],
  ["a number with a leading zero", '{ "id": «0123» }\n', /zero/],
  ["NaN", '{ "id": «NaN» }\n', /value/],
  ["a list instead of an object", '---json\n«["甲"]»\n---\n', /list/],
  ["a full-width comma", '{ "a": 1«，» "b": 2 }\n', /，/],
  ["a merge conflict", '---json\n{\n«<<<<<<< HEAD»\n"a": 1\n=======\n"a": 2\n>>>>>>> b\n}\n---\n', /conflict/],
  ["brackets in brackets without end", `---json\n{ "a": ${"[".repeat(99)}«[»${"[".repeat(20)} }\n---\n`, /100 levels/],
  ["a date without quotes", '{ "date": «2021-12-11» }\n', /Unquoted date/],
  ["a comment in front of the first key", '{\n  «// 注»\n  "title": "甲"\n}\n', /comment/],
  ["a first key without quotes", '{ «title»: "甲" }\n', /quotes/],
  ["text behind the object", '---json\n{ "a": 1 } «b»\n---\n', /Unexpected text/],
];

/** What speaks of how front matter is written, and not of what it says. */
const names = ["front-matter/syntax", "front-matter/language", "front-matter/required"];

async function found(text: string) {
  const plans = await Promise.all(rules.filter(({ name }) => names.includes(name)).map((rule) => planFor(rule, {})));
  const plan = { ...(plans[0] as FilePlan), rules: plans.flatMap((each) => each.rules) };
  const { violations } = await lintText({ path: "article.md", text }, plan, async (reference) =>
    factFor(reference, {}),
  );
  return violations;
}

/** The article with marks around what was found. */
function marked(text: string, violations: readonly { readonly range: { start: number; end: number } }[]): string {
  const ranges = violations.map(({ range }) => range).sort((a, b) => b.start - a.start);
  return ranges.reduce((s, { start, end }) => `${s.slice(0, start)}«${s.slice(start, end)}»${s.slice(end)}`, text);
}

/** Of each mark: line and column of its begin and its end, as an editor counts them. */
function placesOf(source: string): number[][] {
  const at = (offset: number): number[] => {
    const before = source.slice(0, offset).replace(/[«»\ufeff]/g, "");
    const lines = before.split("\n");
    return [lines.length, (lines.at(-1) ?? "").length + 1];
  };
  return [...source.matchAll(/«[^»]*»/g)].map(({ index, 0: mark }) => [...at(index), ...at(index + mark.length)]);
}

it.each([
  ['---\na:\n  - "«\\q»"\n---\n', "\\q"],
  ['---\na:\n  b: "甲«\\甲»乙"\n---\n', "\\甲"],
  ['+++\na = "«\\q»"\n+++\n', "\\q"],
  ['{ "a": "«\\q»" }\n', "\\q"],
])("an escape that there is none of is named with its backslash: %j", async (article, written) => {
  const [violation] = await found(unmark(article).text);
  expect(violation?.message).toContain(`Invalid escape ${written} in `);
});

describe.each(Object.entries({ YAML: yaml, TOML: toml, JSON: json }))("%s", (_language, table) => {
  it.each(table)("%s", async (_name, article, gist) => {
    for (const source of [article, article.replaceAll("\n", "\r\n"), `\ufeff${article}`]) {
      const { text } = unmark(source);
      const violations = await found(text);
      const messages = violations.map(({ message }) => message).join("\n");
      expect(marked(text, violations), messages).toBe(source);
      expect(violations.map(({ line, column, endLine, endColumn }) => [line, column, endLine, endColumn])).toEqual(
        placesOf(source),
      );
      expect(messages).toMatch(gist);
    }
  });
});
