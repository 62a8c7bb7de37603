import linkSyntax from "../../../rules/markdown/link-syntax.js";
import { testRule } from "../../support/rule-tester.js";

const shown = (text: string, what: string) => `Readers see "${text}" as text. ${what}`;
const space = (text: string) => shown(text, 'A URL has no spaces. Write "%20" instead.');
const before = (text: string) =>
  shown(text, "The parentheses contain only the URL. Move the text before it into the brackets.");
const after = (text: string) => shown(text, "A text after the URL is a title in quotes. Add quotes or remove it.");
const stray = (text: string) => shown(text, "A URL has no spaces. Remove them.");
const between = (text: string) => shown(text, "Remove the space between the brackets.");
const reversed = (text: string) => shown(text, "A link is [text](URL). Swap the brackets.");
const fullWidth = (text: string) => shown(text, 'Use the parentheses "(" and ")".');

testRule(linkSyntax, {
  accepts: [
    { name: "links and images", article: '[a](b.md) ![图](a%20b.png "题") [丁](<b c.md>) [a](b "t")\n' },
    { name: "code and calls", article: "a[i](b, c) f(x)[0] `[a](b c.png)` (x)[/re/]y fn[k](./a b)\n" },
    { name: "sources after a number", article: "甲 [1] (https://a.example/)，乙[2]（https://b.example/）\n" },
    { name: "explanations in parentheses", article: "[甲] (乙) [丙]（丁）[戊] (见 https://a.example/)\n" },
    { name: "a site of Jekyll, where URLs have spaces", generator: "jekyll", article: "![图](图 一.png)\n" },
    { name: "an exclamation before a link", article: "好！[辛](/b.html)\n\n好！[辛](/b.png)\n" },
    { name: "a remark with a URL after brackets", article: "[甲](见 https://a.example/)\n" },
    { name: "text that ends in a parenthesis", article: "[丙](见下文\n" },
    { name: "Markdown in an example", article: "写作 `(text)[https://a.example]`\n" },
  ],
  rejects: [
    {
      name: "a space in the path of a file",
      article: "«![图](图 一.png)» «[x](/2024/渡 口/)»\n",
      messages: [space("![图](图 一.png)"), space("[x](/2024/渡 口/)")],
      fixed: "![图](图%20一.png) [x](/2024/渡%20口/)\n",
    },
    {
      name: "a name with #",
      article: "«[y](C #1/index.md)»\n",
      messages: [space("[y](C #1/index.md)")],
    },
    {
      name: "text after a URL, which may be its title",
      article: "«[x](https://a.example/b 说明)» «![图](/a.png 渡口 的早晨)»\n",
      messages: [after("[x](https://a.example/b 说明)"), after("![图](/a.png 渡口 的早晨)")],
      fixed: "[x](https://a.example/b 说明) ![图](/a.png 渡口 的早晨)\n",
      unsafelyFixed: '[x](https://a.example/b "说明") ![图](/a.png "渡口 的早晨")\n',
    },
    {
      name: "a part of a name after what looks like a whole one",
      article: "«[x](https://a.example/b c.html)» «![图](/a.png copy.png)»\n",
      messages: [space("[x](https://a.example/b c.html)"), space("![图](/a.png copy.png)")],
      unsafelyFixed: "[x](https://a.example/b%20c.html) ![图](/a.png copy.png)\n",
    },
    {
      name: "a space in the URL of another site, which may have slipped in",
      article: "«[x](https://a.example/new -for-rapid.html)»\n",
      messages: [space("[x](https://a.example/new -for-rapid.html)")],
      unsafelyFixed: "[x](https://a.example/new%20-for-rapid.html)\n",
    },
    {
      name: "text before a URL",
      article:
        "«[注](参考: https://a.example/b.html)» «[地图](出处： https://a.example/)» «[x](see https://a.example/b.pdf)»\n",
      messages: [
        before("[注](参考: https://a.example/b.html)"),
        before("[地图](出处： https://a.example/)"),
        before("[x](see https://a.example/b.pdf)"),
      ],
    },
    {
      name: "a space in the host, and before the extension",
      article: "«[x](https://harbour. example/)» «[y](https://a.example/b. pdf)» «[z](/c .html)» «[w](/Vol. 1.pdf)»\n",
      messages: [
        stray("[x](https://harbour. example/)"),
        stray("[y](https://a.example/b. pdf)"),
        stray("[z](/c .html)"),
        space("[w](/Vol. 1.pdf)"),
      ],
      fixed: "[x](https://harbour. example/) [y](https://a.example/b. pdf) [z](/c .html) [w](/Vol.%201.pdf)\n",
      unsafelyFixed: "[x](https://harbour.example/) [y](https://a.example/b.pdf) [z](/c.html) [w](/Vol.%201.pdf)\n",
    },
    {
      name: "the size of an image",
      article: "«![a](a.png =200x150)» «![a](b.png =100x)»\n",
      messages: [
        shown("![a](a.png =200x150)", "Markdown has no size of images. Remove the size or use <img>."),
        shown("![a](b.png =100x)", "Markdown has no size of images. Remove the size or use <img>."),
      ],
      unsafelyFixed: "![a](a.png) ![a](b.png)\n",
    },
    {
      name: "quotes in a title",
      article: '«![庚](/a.png "题 "引"")» «[a](/b.md “题”)»\n',
      messages: [
        shown('![庚](/a.png "题 "引"")', 'Escape the quotes in the title: \\".'),
        shown("[a](/b.md “题”)", "A title has straight quotes. Replace the curly ones."),
      ],
      fixed: '![庚](/a.png "题 \\"引\\"") [a](/b.md "题")\n',
    },
    {
      name: "reversed brackets",
      article: "«(甲)[https://a.example/]» «(乙)[/b.html]»\n",
      messages: [reversed("(甲)[https://a.example/]"), reversed("(乙)[/b.html]")],
      fixed: "[甲](https://a.example/) [乙](/b.html)\n",
    },
    {
      name: "full-width parentheses",
      article: "«[颜色]（https://a.example/c/）»。\n\n«![戊]（a.png）»\n",
      messages: [fullWidth("[颜色]（https://a.example/c/）"), fullWidth("![戊]（a.png）")],
      fixed: "[颜色](https://a.example/c/)。\n\n![戊](a.png)\n",
    },
    {
      name: "a space between the brackets",
      article: "«[船] (https://a.example/boat)» «![癸] (/d.png)»\n",
      messages: [between("[船] (https://a.example/boat)"), between("![癸] (/d.png)")],
      unsafelyFixed: "[船](https://a.example/boat) ![癸](/d.png)\n",
    },
    {
      name: "a full-width exclamation mark",
      article: "«！[辛](/b.png)»\n",
      messages: 'Readers see a link instead of the image "！[辛](/b.png)". Use "!" instead of "！".',
      fixed: "![辛](/b.png)\n",
    },
    {
      name: "a missing parenthesis",
      article: "«[丙](https://a.example/»\n",
      messages: shown("[丙](https://a.example/", 'Add the missing ")".'),
      unsafelyFixed: "[丙](https://a.example/)\n",
    },
    {
      name: "a second parenthesis before the URL",
      article: "«[丙]((https://a.example/)»，丁\n",
      messages: '"[丙]((https://a.example/)" does not lead to its URL. Remove the second "(".',
      fixed: "[丙](https://a.example/)，丁\n",
    },
  ],
});
