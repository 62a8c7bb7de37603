import syntax from "../../../rules/front-matter/syntax.js";
import { testRule } from "../../support/rule-tester.js";

const conflict = "Unresolved merge conflict. Keep one side and remove the lines with <<<<<<<, ======= and >>>>>>>.";
const template =
  "YAML reads an unquoted template as a mapping. Write the value itself; in quotes, Jekyll, Hugo and Hexo show the template as plain text.";
const tab = "YAML does not allow tabs for indentation. Indent with spaces.";

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
    { name: "braces between thematic breaks", article: "---\na: 1\n---\n\n---\n{ title: 甲, date: 乙 }\n---\n" },
    { name: "an indented word between them", article: `---\na: 1\n---\n\n---\n${" ".repeat(10)}title: 甲\n---\n` },
  ],
  rejects: [
    {
      name: "a title that holds the quote around it",
      article: "\n---\ntitle: «'杭州 'SP' 上市'»\ndate: 2021-12-11\n---\n",
      messages: `Unescaped ' in single-quoted "title". Write '' for the quote, or use double quotes.`,
      fixed: "\n---\ntitle: '杭州 ''SP'' 上市'\ndate: 2021-12-11\n---\n",
    },
    {
      name: "several lines that can only be repaired together",
      article: '---\ntitle: «"甲 "乙" 丙"»\nsubtitle: «今天: 下雨»\n---\n',
      messages: [
        'Unescaped " in double-quoted "title". Write \\" for the quote, or use single quotes.',
        'The value of "subtitle" contains a colon followed by a space. Put the value in quotes.',
      ],
      fixed: `---\ntitle: '甲 "乙" 丙'\nsubtitle: '今天: 下雨'\n---\n`,
    },
    {
      name: "a key that is there twice",
      article: "---\ntitle: 甲\ntags: []\n«title»: 乙\n---\n",
      messages: 'Duplicate key "title". Remove one of them.',
    },
    {
      name: "keys that are there twice, with the same value, the second going",
      article: "---\ntitle: 甲\ntags: [a]\n«title»: '甲' # 注\nx:\n  y: 1\n  «y»: 1\n«tags»:\n  - a\n---\n",
      messages: [
        'Duplicate key "title". Remove one of them.',
        'Duplicate key "y". Remove one of them.',
        'Duplicate key "tags". Remove one of them.',
      ],
      fixed: "---\ntitle: 甲\ntags: [a]\nx:\n  y: 1\n---\n",
    },
    {
      name: "a block that is never closed",
      article: "«---»\ntitle: 甲\ndate: 2021-12-11\n\n正文\n",
      messages: "Unclosed front matter: --- opens it, and no --- follows. Add a line with --- after the last entry.",
    },
    {
      name: "a fence that is almost one",
      article: "---\ntitle: 甲\n\n«----»\n正文\n",
      messages:
        "This line does not close the front matter opened by ---. Write --- at the start of the line, and nothing else.",
      fixed: "---\ntitle: 甲\n\n---\n正文\n",
    },
    {
      name: "a comment behind the closing fence, which gets a line of its own",
      article: "---\ntitle: 甲\n«--- # 完»\n正文\n",
      messages:
        "This line does not close the front matter opened by ---. Write --- at the start of the line and the comment on its own line.",
      fixed: "---\ntitle: 甲\n# 完\n---\n正文\n",
    },
    {
      name: "items of a list without a blank behind the dash",
      article: "---\ntags:\n«-»乙\n«-»丙 # 二\n---\n",
      messages: [
        "Missing space after the - of this list item, so YAML reads the line as text. Add a space.",
        "Missing space after the - of this list item, so YAML reads the line as text. Add a space.",
      ],
      fixed: "---\ntags:\n- 乙\n- 丙 # 二\n---\n",
    },
    {
      name: "a quote within the quotes of TOML",
      article: "+++\ntitle = «'它叫'甲'的店'» # 店\n+++\n",
      messages: "Unescaped ' between ' quotes. Use the other kind of quotes.",
      fixed: "+++\ntitle = \"它叫'甲'的店\" # 店\n+++\n",
    },
    {
      name: "a date of JSON without quotes",
      article: '{ "date": «2021-12-11» }\n',
      messages: "Unquoted date in JSON. Put the date in double quotes.",
      fixed: '{ "date": "2021-12-11" }\n',
    },
    {
      name: "an indented closing fence",
      article: "+++\ntitle = '甲'\n  «+++»\n正文\n",
      messages:
        "This line does not close the front matter opened by +++. Write +++ at the start of the line, and nothing else.",
      fixed: "+++\ntitle = '甲'\n+++\n正文\n",
    },
    {
      name: "dashes that a word processor joined, not before the block can be read",
      article: "---\ntitle: [甲\n«——»\n正文\n",
      messages:
        "This line does not close the front matter opened by ---. Write --- at the start of the line, and nothing else.",
    },
    {
      name: "merge conflicts, once each and nothing else",
      article:
        "---\n«<<<<<<< HEAD»\ntitle: 甲\n=======\ntitle: 乙\n>>>>>>> other\na: [\n«<<<<<<<»\nb: 1\n=======\n>>>>>>> other\n---\n",
      messages: [conflict, conflict],
    },
    { name: "a merge conflict in TOML", article: "+++\n«<<<<<<< a»\nb = 1\n>>>>>>> c\n+++\n", messages: conflict },
    {
      name: "templates without quotes",
      article: "---\ntitle: «{{ page.title }}»\ncover: «{% asset a.png %}»\ntags:\n  - {{ x }}\n---\n".replace(
        "{{ x }}",
        "«{{ x }}»",
      ),
      messages: [template, template, template],
    },
    {
      name: "a template without quotes, quoted where it is asked for",
      article: "---\ntitle: «{{ page.title }}» \nb: 1\n---\n",
      messages: template,
      unsafelyFixed: "---\ntitle: '{{ page.title }}' \nb: 1\n---\n",
    },
    {
      name: "tabs",
      article: "---\ntags:\n«\t»- 甲\n«\t»- 乙\na:\n«\t»b:\n«\t\t»c: 1\n---\n",
      messages: [tab, tab, tab, tab],
      fixed: "---\ntags:\n  - 甲\n  - 乙\na:\n  b:\n    c: 1\n---\n",
    },
    {
      name: "tabs beside blanks, as wide as those",
      article: "---\na:\n    b: 1\n«\t»c: 2\n---\n",
      messages: tab,
      fixed: "---\na:\n    b: 1\n    c: 2\n---\n",
    },
    {
      name: "full-width colons, and colons without a blank",
      article: "---\ntitle«：»甲\ndate«:»2021-12-11\nurl: https://example.cn/\n---\n",
      messages: [
        'Full-width colon after "title", which YAML reads as text. Write ": " instead.',
        'Missing space after the colon of "date", so YAML reads the line as text. Add a space.',
      ],
      fixed: "---\ntitle: 甲\ndate: 2021-12-11\nurl: https://example.cn/\n---\n",
    },
    {
      name: "a second block",
      article: "---\ntitle: 甲\n---\n\n«---»\ntitle: 乙\n---\n正文\n",
      messages:
        "Generators read only the first block of front matter and show this one as text. Merge the two or remove one.",
    },
    {
      name: "a second block that says the same",
      article: "---\ntitle: 甲\n---\n\n«---toml»\ntitle = '甲'\n---\n正文\n",
      messages:
        "Generators read only the first block of front matter and show this one as text. Merge the two or remove one.",
      fixed: "---\ntitle: 甲\n---\n\n正文\n",
    },
    {
      name: "an empty block before the real one",
      article: "---\n---\n«---»\ntitle: 甲\n---\n正文\n",
      messages: "Generators read the empty block above as the front matter. Remove the empty block.",
      fixed: "---\ntitle: 甲\n---\n正文\n",
    },
    {
      name: "a list",
      article: "---\n«- 甲\n- 乙»\n---\n",
      messages: 'Front matter is a list. Write entries such as "title: Hello".',
    },
    {
      name: "what the parser of the language refuses, by its words",
      article: "---\ntitle: &a «&b» 甲\n---\n",
      messages: "Invalid YAML: a node can have at most one anchor.",
    },
    {
      name: "TOML that is written like YAML or in the wrong case",
      article: "+++\ntitle«:» «甲 乙» # 注\ndraft = «True»\n«my key» = 1 «b = 2»\ntags = ['a' «'b'»]\n«[params»\n+++\n",
      messages: [
        "Unexpected : between key and value in TOML. Use =.",
        "Unquoted text in TOML. Put the text in quotes.",
        "Invalid TOML value True. Write true.",
        "Unquoted TOML keys can only have the characters A-Z, a-z, 0-9, _ and -. Put the key in quotes.",
        "Unexpected text after the entry. Move the text to a new line.",
        "Missing comma before this item. Add a comma.",
        "Unclosed table header. End the line with ].",
      ],
      fixed: "+++\ntitle = \"甲 乙\" # 注\ndraft = true\n\"my key\" = 1\nb = 2\ntags = ['a', 'b']\n[params]\n+++\n",
    },
    {
      name: "JSON that is written like JavaScript, Python or on a Chinese keyboard",
      article:
        '---json\n{ «// 注»\n  «title»: «\'it\\\'s\'», «/* 二 */»\n  "a" «=» [«True»«,»] «"b"»«：» «甲»«,»\n}\n---\n',
      messages: [
        "JSON does not allow comments. Remove the comment.",
        "Unquoted key title. Put the key in double quotes.",
        `Invalid quote ' in JSON. Use double quotes ("").`,
        "JSON does not allow comments. Remove the comment.",
        "Unexpected = between key and value in JSON. Use a colon.",
        "Invalid JSON value True. Write true.",
        "Trailing comma before ]. Remove the comma.",
        "Missing comma before this item. Add a comma.",
        "Full-width ： in JSON. Use :.",
        "Unquoted text in JSON. Put the text in double quotes.",
        "Trailing comma before }. Remove the comma.",
      ],
      fixed: '---json\n{ \n  "title": "it\'s", \n  "a" : [true], "b": "甲"\n}\n---\n',
    },
    {
      name: "JSON and TOML that cannot be repaired for certain, in part neither",
      article: '{\n  "a": 1«,»\n  "b": «0123»«,»\n}\n'.replace("1«,»", "1,"),
      messages: [
        "JSON does not allow numbers with a leading zero. Remove the zero or put the value in double quotes.",
        "Trailing comma before }. Remove the comma.",
      ],
    },
    {
      name: "nesting without an end",
      article: `---\na: ${"[".repeat(100)}«[»\n---\n`,
      messages: "Front matter is nested more than 100 levels deep. Reduce the nesting.",
    },
  ],
});
