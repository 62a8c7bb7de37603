import unclosedElement from "../../../rules/html/unclosed-element.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };
const toEnd = (tag: string) => `Unclosed <${tag}>. Add </${tag}>.`;
const until = (tag: string, closer: string) => `Unclosed <${tag}>. Add </${tag}> before ${closer}.`;
const overlap = (tag: string, closer: string) =>
  `</${tag}> is misplaced: ${closer} has already closed <${tag}>. Move </${tag}> before ${closer}.`;

testRule(unclosedElement, {
  accepts: [
    { name: "elements that are closed", article: "<div><p>甲</p></div>", ...html },
    { name: "void elements", article: '<p>甲<br>乙<img src="a.png"></p><hr>', ...html },
    {
      name: "end tags that may be left out",
      article: "<ul><li>甲<li>乙</ul><p>丙<p>丁<table><tr><td>戊</table>",
      ...html,
    },
    { name: "elements of SVG that close themselves", article: "<svg><path d='M0 0'/></svg>", ...html },
    { name: "code and comments", article: "`<div>` 和 <!-- <div> -->\n\n```\n<div>\n```\n" },
    {
      name: "what is no element, of which html/unknown-element tells",
      article: "cd <directory> Promise<String> <o:p>\n",
    },
    { name: "what only looks like a tag", article: "1 < 2，a<b\n" },
  ],
  rejects: [
    {
      name: "tags in a sentence about tags, whatever their names",
      article: "浏览器会忽略<«abbr»>标签，不如嵌一个<«span»>在里面。\n",
      messages: [
        'Unclosed <abbr>. To show the tag as text, write "&lt;abbr>". Otherwise, add </abbr>.',
        'Unclosed <span>. To show the tag as text, write "&lt;span>". Otherwise, add </span>.',
      ],
      unsafelyFixed: "浏览器会忽略&lt;abbr>标签，不如嵌一个&lt;span>在里面。\n",
    },
    {
      name: "an element that goes on to the end",
      article: "<«div»><p>甲</p>",
      ...html,
      messages: toEnd("div"),
      fixed: "<div><p>甲</p></div>",
    },
    {
      name: "an element that another one's end closes",
      article: "<div><«section»>甲</div>乙",
      ...html,
      messages: until("section", "</div>"),
      fixed: "<div><section>甲</section></div>乙",
    },
    {
      name: "the author's way to write names",
      article: "<«DIV»>甲",
      ...html,
      messages: toEnd("DIV"),
      fixed: "<DIV>甲</DIV>",
    },
    {
      name: "a style that goes on behind the paragraph",
      article: "<p>甲<«b»>乙</p><p>丙</p>",
      ...html,
      messages: until("b", "</p>"),
      unsafelyFixed: "<p>甲<b>乙</b></p><p>丙</p>",
    },
    {
      name: "a link that the next link closes",
      article: '<p><«a» href="a.html">甲 <a href="b.html">乙</a></p>',
      ...html,
      messages: "Unclosed <a>. Add </a> before the next <a>.",
      unsafelyFixed: '<p><a href="a.html">甲 </a><a href="b.html">乙</a></p>',
    },
    {
      name: "a heading that the end tag of another rank closes",
      article: "<h2>甲«</H3 >»<p>乙</p>",
      ...html,
      messages: "</H3> does not match <h2>. Write </h2> instead.",
      fixed: "<h2>甲</h2><p>乙</p>",
    },
    {
      name: "a style that holds a block, and whose end tag comes behind the block's end",
      article: "<div><b><p>甲</div>«</b>»乙",
      ...html,
      messages: overlap("b", "</div>"),
    },
    {
      name: "elements that overlap with nothing between their ends",
      article: "<p><b><i>甲</b>«</i>»乙</p>",
      ...html,
      messages: overlap("i", "</b>"),
      fixed: "<p><b><i>甲</i></b>乙</p>",
    },
    {
      name: "elements that overlap with text between their ends",
      article: "<p><b><i>甲</b>乙«</i>»</p>",
      ...html,
      messages: overlap("i", "</b>"),
      unsafelyFixed: "<p><b><i>甲</i></b>乙</p>",
    },
    {
      name: "tags that a sentence is about: of a list, of a table, and a type that lost its backticks",
      article:
        "* <«video»>的实现\n\n| a | 等价于 <«url-pattern»> 标签 |\n| - | - |\n\nList<«A»>接口\n\n同理<«map»>和列表也可以\n",
      messages: ["video", "url-pattern", "A", "map"].map(
        (tag) => `Unclosed <${tag}>. To show the tag as text, write "&lt;${tag}>". Otherwise, add </${tag}>.`,
      ),
      unsafelyFixed:
        "* &lt;video>的实现\n\n| a | 等价于 &lt;url-pattern> 标签 |\n| - | - |\n\nList&lt;A>接口\n\n同理&lt;map>和列表也可以\n",
    },
    {
      name: "components",
      article: "甲 <«Badge»>乙\n",
      messages: "Unclosed <Badge>. Add </Badge>. To show <Badge> as text, put it in backticks.",
    },
    {
      name: "a tag in a formula and one in the sentence, which do not belong together",
      article: "写 $$<«q»>x$$ 和 <«q»>\n",
      messages: [
        'Unclosed <q>. To show the tag as text, write "&lt;q>". Otherwise, add </q>.',
        'Unclosed <q>. To show the tag as text, write "&lt;q>". Otherwise, add </q>.',
      ],
      unsafelyFixed: "写 $$<q>x$$ 和 &lt;q>\n",
    },
    {
      name: "an end tag without its slash, once",
      article: "<p>甲<b>乙<«b»></p><p>丙</p>",
      ...html,
      messages: "Second <b> inside an open <b>. Did you mean </b>?",
      unsafelyFixed: "<p>甲<b>乙</b></p><p>丙</p>",
    },
    {
      name: "an end tag of <ruby> without its slash, although <ruby> may contain one",
      article: "<p><ruby>渡口<rt>dùkǒu</rt><«ruby»>在河边</p>",
      ...html,
      messages: "Second <ruby> inside an open <ruby>. Did you mean </ruby>?",
      unsafelyFixed: "<p><ruby>渡口<rt>dùkǒu</rt></ruby>在河边</p>",
    },
    ...["/span>", "< /span>", "</ span>", "<\\span>", "＜/span>", "/span＞"].map((end) => ({
      name: `"${end}", which is no end tag`,
      article: `<p>甲<span>乙«${end}»丙</p>`,
      ...html,
      messages: `Unclosed <span>. "${end}" is not an end tag. Did you mean </span>?`,
      unsafelyFixed: "<p>甲<span>乙</span>丙</p>",
    })),
    {
      name: "an end tag with a misspelled name",
      article: "<p><ruby>网络<rt>Network</rt>«</rby>»部分</p>",
      ...html,
      messages: 'Unclosed <ruby>. "</rby>" is not an end tag. Did you mean </ruby>?',
      unsafelyFixed: "<p><ruby>网络<rt>Network</rt></ruby>部分</p>",
    },
    {
      name: "a <ruby> with text after its annotation, which ends where only the author knows",
      article: "<p><«ruby»>分区<rt>Partition</rt>方案</p><p><«ruby»>分区<rt>Partition</rt></p>",
      ...html,
      messages: [until("ruby", "</p>"), until("ruby", "</p>")],
      fixed: "<p><ruby>分区<rt>Partition</rt>方案</p><p><ruby>分区<rt>Partition</rt></ruby></p>",
      unsafelyFixed: "<p><ruby>分区<rt>Partition</rt>方案</ruby></p><p><ruby>分区<rt>Partition</rt></ruby></p>",
    },
    {
      name: "a tag without content, which is rather the name of a value",
      article: "- **-o <«var»>**：排序规则\n\n### 就用 <«button»>\n\n用 --output=<«var»> 输出。\n",
      messages: ["var", "button", "var"].map(
        (tag) => `Unclosed <${tag}>. To show the tag as text, write "&lt;${tag}>". Otherwise, add </${tag}>.`,
      ),
      unsafelyFixed: "- **-o &lt;var>**：排序规则\n\n### 就用 &lt;button>\n\n用 --output=&lt;var> 输出。\n",
    },
    {
      name: "a label that goes on over other blocks, which ends where only the author knows",
      article: "<figure>\n<«figcaption»>甲\n\n乙</figure>\n",
      ...html,
      messages: until("figcaption", "</figure>"),
      unsafelyFixed: "<figure>\n<figcaption>甲\n\n乙</figcaption></figure>\n",
    },
    {
      name: "an element with a path in it",
      article: "<p>甲<«b»>/a/b>乙 https://a.example/b> 丙</p>",
      ...html,
      messages: until("b", "</p>"),
      unsafelyFixed: "<p>甲<b>/a/b>乙 https://a.example/b> 丙</b></p>",
    },
    {
      name: "an element that goes on to the end of a file with a last line break",
      article: "甲\n\n<«details»>\n<summary>乙</summary>\n\n丙\n",
      messages: toEnd("details"),
      fixed: "甲\n\n<details>\n<summary>乙</summary>\n\n丙\n</details>\n",
    },
    {
      name: "an element within a block of HTML in Markdown, of several lines",
      article: "甲\n\n<div>\n<p><«span»>乙\n丙</p>\n</div>\n\n丁\n",
      messages: "Unclosed <span>. Add </span> before </p>.",
      fixed: "甲\n\n<div>\n<p><span>乙\n丙</span></p>\n</div>\n\n丁\n",
    },
    {
      name: "the same in a block that begins with one of the newer tags of CommonMark",
      article: "甲\n\n<search>\n<p><«span»>乙\n丙</p>\n</search>\n\n丁\n",
      messages: "Unclosed <span>. Add </span> before </p>.",
      fixed: "甲\n\n<search>\n<p><span>乙\n丙</span></p>\n</search>\n\n丁\n",
    },
    {
      name: "a block that is never closed, whose end would come into its own last line",
      article: "<«div»>甲\n乙\n",
      messages: toEnd("div"),
      fixed: "<div>甲\n乙\n</div>\n",
    },
    {
      name: "an element in a paragraph of several lines of Markdown",
      article: "甲 <«b»>乙\n丙<p>丁</p>\n",
      messages: "Unclosed <b>. Add </b> before <p>.",
      unsafelyFixed: "甲 <b>乙\n丙</b><p>丁</p>\n",
    },
    {
      name: "a tag within a paragraph of Markdown",
      article: "甲 <«span»>乙\n\n丙\n",
      messages: toEnd("span"),
      fixed: "甲 <span>乙</span>\n\n丙\n",
    },
    {
      name: "the same in a paragraph of Markdown",
      article: "<«b»><«textarea»>甲\n",
      messages: [toEnd("b"), toEnd("textarea")],
      unsafelyFixed: "<b><textarea>甲</textarea></b>\n",
    },
    {
      name: "an element around a textarea, behind which an end tag would be text: the textarea is closed first",
      article: "<«div»><«textarea»>甲",
      ...html,
      messages: [toEnd("div"), toEnd("textarea")],
      fixed: "<div><textarea>甲</textarea></div>",
    },
  ],
});
