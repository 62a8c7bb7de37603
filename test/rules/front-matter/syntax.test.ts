import syntax from "../../../rules/front-matter/syntax.js";
import { testRule } from "../../support/rule-tester.js";

const conflict =
  "a merge conflict was never resolved: keep one of the two sides and remove the lines <<<<<<<, ======= and >>>>>>>";
const template = (what: string, reads: string) =>
  `the ${what} is template syntax without quotes: YAML reads ${reads}, put quotes around it`;
const tab = "the line is indented by a tab, which YAML does not allow: use blanks";

testRule(syntax, {
  accepts: [
    { name: "YAML", article: "---\ntitle: '甲''乙'\ntags: [a, b]\n---\n" },
    { name: "TOML", article: '+++\ntitle = "甲"\n+++\n' },
    { name: "JSON", article: '---json\n{ "title": "甲" }\n---\n' },
    { name: "no front matter", article: "正文\n" },
    { name: "an empty block", article: "---\n---\n" },
    { name: "code, which is never run and which another rule reports", article: "---js\n{ a: 1 }\n---\n" },
    { name: "templates in quotes", article: "---\na: '{{ x }}'\nb: \"{% y %}\"\nc: x {{ y }}\n---\n" },
    { name: "a body that begins with a thematic break", article: "---\na: 1\n---\n\n---\n\nNote: 甲\n\n---\n" },
    { name: "a line of arrows in a text", article: "---\na: |\n  <<<<<<< HEAD\n  >>>>>>> x\n---\n" },
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
      says: 'the key "title" is here a second time. Remove one of them.',
    },
    {
      name: "keys that are there twice, with the same value, the second going",
      article: "---\ntitle: 甲\ntags: [a]\n«title»: '甲' # 注\nx:\n  y: 1\n  «y»: 1\n«tags»:\n  - a\n---\n",
      says: [
        'the key "title" is here a second time. Remove one of them.',
        'the key "y" is here a second time. Remove one of them.',
        'the key "tags" is here a second time. Remove one of them.',
      ],
      fixed: "---\ntitle: 甲\ntags: [a]\nx:\n  y: 1\n---\n",
    },
    {
      name: "a block that is never closed",
      article: "«---»\ntitle: 甲\ndate: 2021-12-11\n\n正文\n",
      says: "the front matter that --- opens is never closed: a line with --- is missing behind it",
    },
    {
      name: "a fence that is almost one",
      article: "---\ntitle: 甲\n\n«----»\n正文\n",
      says: "this line does not close the front matter that --- opens: write ---, from the beginning of the line",
      fixed: "---\ntitle: 甲\n\n---\n正文\n",
    },
    {
      name: "a comment behind the closing fence, which gets a line of its own",
      article: "---\ntitle: 甲\n«--- # 完»\n正文\n",
      says: "this line does not close the front matter that --- opens: write ---, from the beginning of the line, and the comment on a line of its own",
      fixed: "---\ntitle: 甲\n# 完\n---\n正文\n",
    },
    {
      name: "items of a list without a blank behind the dash",
      article: "---\ntags:\n«-»乙\n«-»丙 # 二\n---\n",
      says: [
        "no blank stands behind the - of this item: YAML reads the line as text",
        "no blank stands behind the - of this item: YAML reads the line as text",
      ],
      fixed: "---\ntags:\n- 乙\n- 丙 # 二\n---\n",
    },
    {
      name: "a quote within the quotes of TOML",
      article: "+++\ntitle = «'它叫'甲'的店'» # 店\n+++\n",
      says: "the value holds ' between ' quotes",
      fixed: "+++\ntitle = \"它叫'甲'的店\" # 店\n+++\n",
    },
    {
      name: "a date of JSON without quotes",
      article: '{ "date": «2021-12-11» }\n',
      says: 'a date needs " quotes in JSON',
      fixed: '{ "date": "2021-12-11" }\n',
    },
    {
      name: "an indented closing fence",
      article: "+++\ntitle = '甲'\n  «+++»\n正文\n",
      says: "this line does not close the front matter that +++ opens: write +++, from the beginning of the line",
      fixed: "+++\ntitle = '甲'\n+++\n正文\n",
    },
    {
      name: "dashes that a word processor joined, not before the block can be read",
      article: "---\ntitle: [甲\n«——»\n正文\n",
      says: "this line does not close the front matter that --- opens: write ---, from the beginning of the line",
    },
    {
      name: "merge conflicts, once each and nothing else",
      article:
        "---\n«<<<<<<< HEAD»\ntitle: 甲\n=======\ntitle: 乙\n>>>>>>> other\na: [\n«<<<<<<<»\nb: 1\n=======\n>>>>>>> other\n---\n",
      says: [conflict, conflict],
    },
    { name: "a merge conflict in TOML", article: "+++\n«<<<<<<< a»\nb = 1\n>>>>>>> c\n+++\n", says: conflict },
    {
      name: "templates without quotes",
      article: "---\ntitle: «{{ page.title }}»\ncover: «{% asset a.png %}»\ntags:\n  - {{ x }}\n---\n".replace(
        "{{ x }}",
        "«{{ x }}»",
      ),
      says: [
        template('value of "title"', "{{ as a mapping in a mapping"),
        template('value of "cover"', "{ as the beginning of a mapping"),
        template("value", "{{ as a mapping in a mapping"),
      ],
    },
    {
      name: "a template without quotes, quoted where it is asked for",
      article: "---\ntitle: «{{ page.title }}» \nb: 1\n---\n",
      says: template('value of "title"', "{{ as a mapping in a mapping"),
      unsafelyFixed: "---\ntitle: '{{ page.title }}' \nb: 1\n---\n",
    },
    {
      name: "tabs",
      article: "---\ntags:\n«\t»- 甲\n«\t»- 乙\na:\n«\t»b:\n«\t\t»c: 1\n---\n",
      says: [tab, tab, tab, tab],
      fixed: "---\ntags:\n  - 甲\n  - 乙\na:\n  b:\n    c: 1\n---\n",
    },
    {
      name: "tabs beside blanks, as wide as those",
      article: "---\na:\n    b: 1\n«\t»c: 2\n---\n",
      says: tab,
      fixed: "---\na:\n    b: 1\n    c: 2\n---\n",
    },
    {
      name: "full-width colons, and colons without a blank",
      article: "---\ntitle«：»甲\ndate«:»2021-12-11\nurl: https://example.cn/\n---\n",
      says: [
        'the colon behind "title" is a full-width one, which YAML reads as text: write : and a blank',
        'no blank stands behind the colon of "date": YAML reads the line as text',
      ],
      fixed: "---\ntitle: 甲\ndate: 2021-12-11\nurl: https://example.cn/\n---\n",
    },
    {
      name: "a second block",
      article: "---\ntitle: 甲\n---\n\n«---»\ntitle: 乙\n---\n正文\n",
      says: "a second block of front matter stands behind the first, where readers see it as text: keep one of them",
    },
    {
      name: "a second block that says the same",
      article: "---\ntitle: 甲\n---\n\n«---toml»\ntitle = '甲'\n---\n正文\n",
      says: "a second block of front matter stands behind the first, where readers see it as text: keep one of them",
      fixed: "---\ntitle: 甲\n---\n\n正文\n",
    },
    {
      name: "an empty block before the real one",
      article: "---\n---\n«---»\ntitle: 甲\n---\n正文\n",
      says: "the front matter stands behind an empty block, which is taken for it: remove the empty one",
      fixed: "---\ntitle: 甲\n---\n正文\n",
    },
    {
      name: "a list",
      article: "---\n«- 甲\n- 乙»\n---\n",
      says: 'the front matter is a list, not "key: value" entries',
    },
    {
      name: "what the parser of the language refuses, by its words",
      article: "---\ntitle: &a «&b» 甲\n---\n",
      says: "Invalid YAML: a node can have at most one anchor.",
    },
    {
      name: "TOML that is written like YAML or in the wrong case",
      article: "+++\ntitle«:» «甲 乙» # 注\ndraft = «True»\n«my key» = 1 «b = 2»\ntags = ['a' «'b'»]\n«[params»\n+++\n",
      says: [
        "= stands between key and value in TOML, not :",
        "text needs quotes in TOML",
        "TOML writes true, not True",
        "a key of other characters than A-Z, a-z, 0-9, _ and - needs quotes in TOML",
        "an entry ends with its line: what stands behind it needs a line of its own",
        "a comma is missing before this",
        "the header of a table ends with ]",
      ],
      fixed: "+++\ntitle = \"甲 乙\" # 注\ndraft = true\n\"my key\" = 1\nb = 2\ntags = ['a', 'b']\n[params]\n+++\n",
    },
    {
      name: "JSON that is written like JavaScript, Python or on a Chinese keyboard",
      article:
        '---json\n{ «// 注»\n  «title»: «\'it\\\'s\'», «/* 二 */»\n  "a" «=» [«True»«,»] «"b"»«：» «甲»«,»\n}\n---\n',
      says: [
        "JSON has no comments",
        'the key title needs " quotes',
        "strings stand in \" quotes in JSON, not in '",
        "JSON has no comments",
        "a colon stands between key and value in JSON, not =",
        "JSON writes true, not True",
        "no comma may stand before the closing ]",
        "a comma is missing before this",
        "： is no punctuation of JSON: write :",
        'text needs " quotes in JSON',
        "no comma may stand before the closing }",
      ],
      fixed: '---json\n{ \n  "title": "it\'s", \n  "a" : [true], "b": "甲"\n}\n---\n',
    },
    {
      name: "JSON and TOML that cannot be repaired for certain, in part neither",
      article: '{\n  "a": 1«,»\n  "b": «0123»«,»\n}\n'.replace("1«,»", "1,"),
      says: [
        "a number does not begin with a zero in JSON: write it without, or in quotes",
        "no comma may stand before the closing }",
      ],
    },
    {
      name: "nesting without an end",
      article: `---\na: ${"[".repeat(100)}«[»\n---\n`,
      says: "the front matter is nested more than 100 levels deep: make it flatter",
    },
  ],
});
