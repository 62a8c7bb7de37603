import inHtml from "../../../rules/markdown/in-html.js";
import { testRule } from "../../support/rule-tester.js";

const blankLine = (shown: string) =>
  `Readers see "${shown}" as text, because it is in HTML. Add a blank line before the Markdown or use HTML.`;

testRule(inHtml, {
  accepts: [
    { name: "Markdown after a blank line", article: "<div>\n\n**x** ![图](a.png)\n\n</div>\n" },
    {
      name: "Markdown in an element within a line",
      article: "甲 <span>**乙**</span> <font color=red>[丙](d.md)</font>\n",
    },
    {
      name: "code and scripts",
      article: "<pre>**甲**</pre>\n\n<div><code>[a](b.md)</code></div>\n\n<script>\na[i](b.c)\n</script>\n",
    },
    { name: "attributes and comments", article: '<div title="**甲**">乙</div>\n\n<!-- [a](b.md) -->\n' },
    { name: 'markdown="1"', generator: "jekyll", article: '<div markdown="1">\n**甲**\n</div>\n' },
    { name: "lists and backticks, which may be text", article: "<p>\n- 甲\n- 乙 `丙`\n</p>\n" },
    { name: "HTML files", path: "a.html", article: "<p>**甲**</p>\n" },
  ],
  rejects: [
    {
      name: "an image between tags",
      article: "<div>\n«![图](a.png)»\n</div>\n",
      messages: blankLine("![图](a.png)"),
      unsafelyFixed: "<div>\n\n![图](a.png)\n\n</div>\n",
    },
    { name: "the first of several in a line", article: "<td>«**甲**» [b](c.md)</td>\n", messages: blankLine("**甲**") },
    {
      name: "text below a break",
      article: "<br>\n«**甲**»乙\n",
      messages: blankLine("**甲**"),
      unsafelyFixed: "<br>\n\n**甲**乙\n",
    },
    {
      name: "a site of Jekyll",
      generator: "jekyll",
      article: "<div>\n«[甲](b.md)»\n</div>\n",
      messages: 'Readers see "[甲](b.md)" as text, because it is in HTML. Add markdown="1" to the element or use HTML.',
    },
  ],
});
