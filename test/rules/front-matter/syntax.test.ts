import syntax from "../../../rules/front-matter/syntax.js";
import { testRule } from "../../support/rule-tester.js";

testRule(syntax, {
  accepts: [
    { name: "YAML", article: "---\ntitle: '甲''乙'\ntags: [a, b]\n---\n" },
    { name: "TOML", article: '+++\ntitle = "甲"\n+++\n' },
    { name: "JSON", article: '---json\n{ "title": "甲" }\n---\n' },
    { name: "no front matter", article: "正文\n" },
    { name: "an empty block", article: "---\n---\n" },
    { name: "code, which is never run and which another rule reports", article: "---js\n{ a: 1 }\n---\n" },
    { name: "a thematic break", article: "---\n\n正文\n" },
  ],
  rejects: [
    {
      name: "a title that holds the quote around it",
      article: "\n---\ntitle: «'杭州 'SP' 上市'»\ndate: 2021-12-11\n---\n",
      says: `the value of "title" holds ' between ' quotes, unescaped`,
      fixed: "\n---\ntitle: '杭州 ''SP'' 上市'\ndate: 2021-12-11\n---\n",
    },
    {
      name: "several lines that can only be repaired together",
      article: '---\ntitle: «"甲 "乙" 丙"»\nsubtitle: «今天: 下雨»\n---\n',
      says: [
        'the value of "title" holds " between " quotes, unescaped',
        'the value of "subtitle" holds a colon followed by a blank: it needs quotes',
      ],
      fixed: `---\ntitle: '甲 "乙" 丙'\nsubtitle: '今天: 下雨'\n---\n`,
    },
    {
      name: "a key that is there twice",
      article: "---\ntitle: 甲\ntags: []\n«title»: 乙\n---\n",
      says: 'the key "title" is here a second time: keep one of them',
    },
    {
      name: "a block that is never closed",
      article: "«---»\ntitle: 甲\ndate: 2021-12-11\n\n正文\n",
      says: "the front matter that --- opens is never closed: a line with --- is missing behind it",
    },
    {
      name: "a list",
      article: "---\n«- 甲\n- 乙»\n---\n",
      says: 'the front matter is a list, not "key: value" entries',
    },
    {
      name: "what the parser of the language refuses, by its words",
      article: "+++\ntitle = «甲»\n+++\n",
      says: "the front matter is not valid TOML: invalid value",
    },
    {
      name: "nesting without an end",
      article: `---\na: ${"[".repeat(101)}\n---\n`.replace("---\n", "---\n«").replace("\n---\n", "»\n---\n"),
      says: "the front matter is nested more than 100 levels deep",
    },
  ],
});
