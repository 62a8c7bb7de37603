import keyOrder from "../../../rules/front-matter/key-order.js";
import { testRule } from "../../support/rule-tester.js";

const says = (key: string, before: string) => `"${key}" is after "${before}". Move it before "${before}".`;

testRule(keyOrder, {
  accepts: [
    { name: "the order, with gaps, and other keys behind", article: "---\ntitle: 甲\ntags: []\nz: 1\na: 2\n---\n" },
    { name: "keys that are numbers, where they are written", article: "---\ntitle: 甲\n2: b\n1: a\n---\n" },
    { name: "inner keys in any order", article: "---\na: {tags: 1, title: 2}\n---\n" },
    { name: "TOML tables behind all that is no table", article: "+++\nz = 1\n[title]\na = 1\n+++\n" },
    { name: "what an alias must follow", article: "---\nx: &x 甲\ntitle: *x\n---\n" },
    { name: "keys that come from a merge", article: "---\nx: &x {title: 甲}\n<<: *x\n---\n" },
    { name: "a key twice, which another rule reports", article: "---\na: 1\ntitle: 2\na: 3\n---\n" },
    { name: "an empty block", article: "---\n---\n" },
    { name: "no front matter", article: "正文\n" },
  ],
  rejects: [
    {
      name: "a key that comes too late, moving its comments with it",
      article: "---\n# 本站\n\ntags: # 标\n  - 天气\n\n# 题\n«title»: '甲' # 注\nz: 1\ndate: 2021-12-11\n---\n正文\n",
      messages: says("title", "tags"),
      fixed: "---\n# 本站\n\n# 题\ntitle: '甲' # 注\n\ndate: 2021-12-11\ntags: # 标\n  - 天气\nz: 1\n---\n正文\n",
    },
    {
      name: "text of many lines as a whole",
      article: "---\ndescription: |\n  甲\n\n  # 乙\n«title»: 甲\n---\n",
      messages: says("title", "description"),
      fixed: "---\ntitle: 甲\ndescription: |\n  甲\n\n  # 乙\n---\n",
    },
    {
      name: "the rest by the alphabet",
      article: "---\nz: 1\n«title»: 甲\nb: 2\na: 3\n---\n",
      options: { rest: "alphabetical" },
      messages: says("title", "z"),
      fixed: "---\ntitle: 甲\na: 3\nb: 2\nz: 1\n---\n",
    },
    {
      name: "an order of one's own",
      article: "---\ntitle: 甲\n«layout»: post\n---\n",
      options: { order: ["layout", "constructor", "title"] },
      messages: says("layout", "title"),
      fixed: "---\nlayout: post\ntitle: 甲\n---\n",
    },
    {
      name: "TOML",
      article: "+++\ntags = [\n  'a', # 一\n]\n«title» = '甲'\n[z]\nx = 1\n+++\n",
      messages: says("title", "tags"),
      fixed: "+++\ntitle = '甲'\ntags = [\n  'a', # 一\n]\n[z]\nx = 1\n+++\n",
    },
    {
      name: "JSON",
      article: '{\n  "tags": ["a"],\n  «"title"»: "甲"\n}\n',
      messages: says("title", "tags"),
      fixed: '{\n  "title": "甲",\n  "tags": ["a"]\n}\n',
    },
  ],
});
