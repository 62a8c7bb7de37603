import duplicateId from "../../../rules/html/duplicate-id.js";
import { testRule } from "../../support/rule-tester.js";

const says = (id: string, first: string) =>
  `Duplicate id "${id}". Links to it go to the earlier <${first}>. Use a different id.`;

testRule(duplicateId, {
  accepts: [
    { name: "ids that differ", article: '<p id="a"></p><p id="A"></p><p id="甲"></p>' },
    { name: "elements without an id", article: '<p id></p><p id=""></p><p></p>' },
    { name: "ids that a template makes", article: '<p id="{{ id }}"></p><p id="{{ id }}"></p>' },
    { name: "what a template element holds", article: '<template><p id="a"></p></template><p id="a"></p>' },
    { name: "Markdown's headings, whose ids the generator makes", article: '# 甲\n\n# 甲\n\n<a id="甲"></a>\n' },
    { name: "code", article: '<p id="a"></p>\n\n```html\n<p id="a"></p>\n```\n' },
  ],
  rejects: [
    {
      name: "the second and every later one",
      article: '<h2 id="a">甲</h2><div><p id="«a»">乙</p></div><a id=«a»></a>',
      path: "a.html",
      messages: [says("a", "h2"), says("a", "h2")],
    },
    {
      name: "HTML within Markdown, and SVG",
      article: '甲 <a id="x"></a>\n\n<svg><g id="«x»"></g></svg>\n',
      messages: says("x", "a"),
    },
    {
      name: "the value that was meant",
      article: '<p id="a&amp;b"></p><p id="«a&#38;b»"></p>',
      messages: says("a&b", "p"),
    },
  ],
});
