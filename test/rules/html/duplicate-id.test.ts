import duplicateId from "../../../rules/html/duplicate-id.js";
import { testRule } from "../../support/rule-tester.js";

const says = (id: string, first: string) =>
  `Duplicate id "${id}". Links to it go to the earlier <${first}>. Use a different id.`;
const idle = (id: string, first: string) =>
  `Duplicate id "${id}", which the earlier <${first}> has too. Nothing in the article refers to it. Use a different id, or remove it.`;

testRule(duplicateId, {
  accepts: [
    {
      name: "elements in branches of a template, of which the page has one",
      article: '{% if a %}<p id="b">甲</p>{% else %}<p id="b">乙</p>{% endif %}\n',
    },
    { name: "ids that differ", article: '<p id="a"></p><p id="A"></p><p id="甲"></p>' },
    { name: "elements without an id", article: '<p id></p><p id=""></p><p></p>' },
    { name: "ids that a template makes", article: '<p id="{{ id }}"></p><p id="{{ id }}"></p>' },
    { name: "what a template element holds", article: '<template><p id="a"></p></template><p id="a"></p>' },
    { name: "Markdown's headings, whose ids the generator makes", article: '# 甲\n\n# 甲\n\n<a id="甲"></a>\n' },
    { name: "code", article: '<p id="a"></p>\n\n```html\n<p id="a"></p>\n```\n' },
    {
      name: "ids that nothing refers to, if these are to be ignored",
      article: '<p id="js_content">甲</p><p id="js_content">乙</p><a href="#other">丙</a>',
      options: { unreferenced: "ignore" },
    },
  ],
  rejects: [
    {
      name: "the second and every later one",
      article: '<h2 id="a">甲</h2><div><p id="«a»">乙</p></div><a id=«a»></a><a href="#a">丙</a>',
      path: "a.html",
      messages: [says("a", "h2"), says("a", "h2")],
    },
    {
      name: "HTML within Markdown, and SVG",
      article: '甲 <a id="x"></a>\n\n<svg><g id="«x»"></g></svg>\n\n[乙](#x)\n',
      messages: says("x", "a"),
    },
    {
      name: "the value that was meant",
      article: '<p id="a&amp;b"></p><p id="«a&#38;b»"></p>',
      messages: idle("a&b", "p"),
    },
    ...[
      '<label for="b">甲</label>',
      '<table><tr><td headers="a b">甲</td></tr></table>',
      '<p aria-labelledby="a b">甲</p>',
      '<img usemap="#b" alt="">',
      '<div data-target="#b">甲</div>',
      '<svg><path fill="url(#b)"/></svg>',
      "<style>#b { color: red }</style>",
      '<script>document.getElementById("b")</script>',
      `<p onclick="show('b')">甲</p>`,
    ].map((reference) => ({
      name: `what ${reference} refers to, whether or not the others are ignored`,
      article: `<p id="b">甲</p><p id="«b»">乙</p>${reference}`,
      options: { unreferenced: "ignore" },
      path: "a.html",
      messages: says("b", "p"),
    })),
    {
      name: "what an encoded link refers to",
      article: '<p id="天气">甲</p><p id="«天气»">乙</p><a href="#%E5%A4%A9%E6%B0%94">丙</a>',
      messages: says("天气", "p"),
    },
    {
      name: "an id that nothing refers to",
      article: '<p id="js_content">甲</p><p id="«js_content»">乙</p><a href="https://a.example/#top">丙</a>',
      messages: idle("js_content", "p"),
    },
  ],
});
