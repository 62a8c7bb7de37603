import shownAsCode from "../../../rules/html/shown-as-code.js";
import { testRule } from "../../support/rule-tester.js";

const once =
  "Readers see these tags as text. After a blank line, Markdown shows lines indented by 4 spaces as code. Remove the blank line or the indentation.";
const often = (count: number) =>
  `Readers see the tags in ${count} code blocks as text. After a blank line, Markdown shows lines indented by 4 spaces as code. Remove the blank lines or the indentation.`;
const comments =
  "Readers see these tags as text. After a blank line, Markdown shows lines indented by 4 spaces as code. Write <!-- --> in the blank lines.";

testRule(shownAsCode, {
  accepts: [
    { name: "code after a paragraph", article: "例如：\n\n    <div>\n      <p>甲</p>\n    </div>\n\n再如。\n" },
    { name: "code after a heading", article: "# 例\n\n    <div>甲</div>\n" },
    { name: "code in a list", article: "- 例如：\n\n      <div>甲</div>\n\n      </div>\n" },
    { name: "code after HTML that has ended", article: "<div>\n甲\n</div>\n\n    <p>乙</p>\n\n<div>\n丙\n</div>\n" },
    { name: "code after a paragraph in open HTML", article: "<div>\n\n例如：\n\n    <p>乙</p>\n\n</div>\n" },
    {
      name: "code in <details>",
      article: "<details>\n<summary>例</summary>\n\n    <div>\n      <p>甲</p>\n    </div>\n\n</details>\n",
    },
    {
      name: "code in a cell",
      article: "<table>\n<tr><td>\n\n    <div>甲</div>\n\n</td></tr>\n</table>\n",
    },
    { name: "code in a component", article: "<Tabs>\n\n    <div>甲</div>\n\n</Tabs>\n" },
    { name: 'code in an element with markdown="1"', article: '<div markdown="1">\n\n    <p>甲</p>\n\n</div>\n' },
    {
      name: "code after prose that mentions tags",
      article: "用 <th> 和 <link /> 标签，例如：\n\n    <code>甲</code>\n\n完。\n",
    },
    {
      name: "code that is not HTML",
      article: "<div>\n甲\n\n    if (a < b) <String>x;\n\n    <https://a.example>\n</div>\n",
    },
    { name: "fenced code", article: "<div>\n\n```html\n    <p>甲</p>\n```\n\n~~~\n\n    </div>\n~~~\n\n</div>\n" },
    {
      name: "a template's block of code",
      article: "{% highlight html %}\n<div>\n\n    <p>甲</p>\n\n</div>\n{% endhighlight %}\n",
    },
    { name: "HTML without blank lines", article: "<div>\n    <p>甲</p>\n        <p>乙</p>\n</div>\n" },
    { name: "less indentation", article: "<div>\n\n   <p>甲</p>\n\n</div>\n" },
    { name: "HTML files", path: "a.html", article: "<div>\n\n    <p>甲</p>\n\n</div>\n" },
    { name: "MDX, which has no indented code", path: "a.mdx", article: "<div>\n\n    <p>甲</p>\n\n</div>\n" },
  ],
  rejects: [
    {
      name: "HTML after a blank line, at the first line of the code",
      article: '<div>\n<div class="a">导语</div>\n\n        «<ul>»\n        <li>甲</li>\n        </ul>\n</div>\n',
      messages: once,
      fixed: '<div>\n<div class="a">导语</div>\n        <ul>\n        <li>甲</li>\n        </ul>\n</div>\n',
    },
    {
      name: "lines of spaces, tabs, and blank lines within the code",
      article: "<section>\n<p>甲</p>\n  \t\n\n\t«<p>乙</p>»\n\n      <p>丙</p>\n\n\n    </section>\n",
      messages: once,
      fixed: "<section>\n<p>甲</p>\n\t<p>乙</p>\n      <p>丙</p>\n    </section>\n",
    },
    {
      name: "an end tag alone",
      article: "<div>\n<div class=a>\n<p>甲</p>\n\n      «</div>»\n\n</div>\n",
      messages: once,
      fixed: "<div>\n<div class=a>\n<p>甲</p>\n      </div>\n\n</div>\n",
    },
    {
      name: "a comment first",
      article: "<div>\n<p>甲</p>\n\n    «<!-- 注 -->»\n    <p>乙</p>\n</div>\n",
      messages: once,
      fixed: "<div>\n<p>甲</p>\n    <!-- 注 -->\n    <p>乙</p>\n</div>\n",
    },
    {
      name: "all code blocks of an article once",
      article: "<div>\n\n    «<p>甲</p>»\n\n<p>乙</p>\n\n    <p>丙</p>\n</div>\n",
      messages: often(2),
      fixed: "<div>\n    <p>甲</p>\n\n<p>乙</p>\n    <p>丙</p>\n</div>\n",
    },
    {
      name: "HTML after a comment or script, which end without a blank line",
      article: "<div>\n\n<!-- 注 -->\n    «<ul>»\n    <li>甲</li>\n    </ul>\n\n</div>\n",
      messages: once,
      fixed: "<div>\n\n<!-- 注 -->\n<ul>\n    <li>甲</li>\n    </ul>\n\n</div>\n",
    },
    {
      name: "before a paragraph in the next line, which stays a paragraph",
      article: "<div>\n\n    «<p>甲</p>»\n*乙*\n\n</div>\n",
      messages: once,
      fixed: "<div>\n    <p>甲</p>\n\n*乙*\n\n</div>\n",
    },
    {
      name: "after a paragraph with tags, where other HTML is code too",
      article: "<div>\n\n    «<p>甲</p>»\n\n乙<br>丙\n\n    <div>丁</div>\n</div>\n",
      messages: often(2),
      fixed: "<div>\n    <p>甲</p>\n\n乙<br>丙\n\n<div>丁</div>\n</div>\n",
    },
    {
      name: "two texts that a blank line separates",
      article: "<div>\n\n    «<p>甲»\n\n    乙</p>\n</div>\n",
      messages: once,
      unsafelyFixed: "<div>\n    <p>甲\n    乙</p>\n</div>\n",
    },
    {
      name: "blank lines in <pre>, which readers see",
      article: "<div>\n<pre>甲\n\n    «<b>乙</b>»\n\n    丙\n</pre>\n</div>\n",
      messages: comments,
      fixed: "<div>\n<pre>甲\n<!-- -->\n    <b>乙</b>\n<!-- -->\n    丙\n</pre>\n</div>\n",
    },
    {
      name: "text in <pre>, with the paragraphs that a blank line made of it",
      article: "<div>\n<pre>甲\n\n乙 <i>丙</i>\n\n    «丁»\n\n戊</pre>\n<p>己</p>\n</div>\n",
      messages: comments,
      fixed: "<div>\n<pre>甲\n<!-- -->\n乙 <i>丙</i>\n<!-- -->\n    丁\n<!-- -->\n戊</pre>\n<p>己</p>\n</div>\n",
    },
    {
      name: "<pre> with Markdown in it: no fix keeps the text",
      article: "<div>\n<pre>甲\n\n*乙*\n\n    «<i>丁</i>»\n</pre>\n</div>\n",
      messages: once,
    },
    {
      name: "blank lines that a style shows",
      article: '<div style="white-space: pre-wrap">\n<p>甲</p>\n\n    «<p>乙</p>»\n</div>\n',
      messages: comments,
      fixed: '<div style="white-space: pre-wrap">\n<p>甲</p>\n<!-- -->\n    <p>乙</p>\n</div>\n',
    },
    {
      name: "a blank line in a script or the value of an attribute",
      article: '<div>\n\n    «<p title="甲»\n\n    乙">丙</p>\n</div>\n',
      messages: once,
      unsafelyFixed: '<div>\n    <p title="甲\n    乙">丙</p>\n</div>\n',
    },
    {
      name: "templates, which may write anything",
      article: "<div>\n\n    «<p>{{ a }}</p>»\n\n    {% include b %}\n</div>\n",
      messages: once,
      unsafelyFixed: "<div>\n    <p>{{ a }}</p>\n    {% include b %}\n</div>\n",
    },
    {
      name: "text that Markdown would read if it were not indented",
      article: "<div>\n\n标题\n====\n\n    «</div>»\n",
      messages: once,
      fixed: "<div>\n\n标题\n====\n\n</div>\n",
    },
    {
      name: "<details> whose HTML is indented like code",
      article: "<details>\n    <summary>甲</summary>\n\n    «<p>乙</p>»\n\n</details>\n",
      messages: once,
      fixed: "<details>\n    <summary>甲</summary>\n    <p>乙</p>\n\n</details>\n",
    },
    {
      name: "a start tag whose end tag is HTML",
      article: "<p>甲</p>\n\n    «<div>»\n    <p>乙</p>\n\n</div>\n",
      messages: once,
      fixed: "<p>甲</p>\n    <div>\n    <p>乙</p>\n\n</div>\n",
    },
    {
      name: "HTML in a list, without a fix",
      article: "- <div>\n\n      «<p>甲</p>»\n\n  </div>\n",
      messages: once,
    },
  ],
});
