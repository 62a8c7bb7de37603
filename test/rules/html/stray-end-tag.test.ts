import strayEndTag from "../../../rules/html/stray-end-tag.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };
const stray = (tag: string) => `</${tag}> has no start tag. Remove the end tag, or add <${tag}> before it.`;

testRule(strayEndTag, {
  accepts: [
    { name: "elements that are closed", article: "<div><p>甲</p><ul><li>乙</ul></div>", ...html },
    { name: "end tags that may be left out", article: "<p>甲<p>乙</p>", ...html },
    { name: "the end of a whole document", article: "<!DOCTYPE html><html><body>甲</body></html>", ...html },
    { name: "what has no end tag at all", article: "<br></br><img></img>", ...html },
    {
      name: "tags that only Vue sees the beginning of",
      article: '<template #default="{ a }">\n\n甲\n\n</template>\n\n乙 <button type="button" @click="b">丙</button>\n',
    },
    {
      name: "a misspelled end tag, with which html/unclosed-element corrects its element",
      article: "<p><ruby>网络<rt>Network</rt></rby>部分</p>",
      ...html,
    },
    { name: "code", article: "`</div>` 和\n\n    </div>\n" },
  ],
  rejects: [
    {
      name: "the end of a link whose start tag Markdown shows as text, because of an attribute",
      article: '见<a href="/a" data\\_b="c">甲«</a>»。\n',
      messages: stray("a"),
      unsafelyFixed: '见<a href="/a" data\\_b="c">甲。\n',
    },
    {
      name: "an end tag in a sentence about tags",
      article: "若没有«</abbr>»标签，浏览器会自己补上。\n",
      messages: stray("abbr"),
      unsafelyFixed: "若没有标签，浏览器会自己补上。\n",
    },
    {
      name: "the end of an element whose parts show that the start tag is missing",
      article: "<p>渡口<rt>dùkǒu</rt>«</ruby>»</p>\n<li>甲</li>\n«</ul>»\n",
      ...html,
      messages: [stray("ruby"), stray("ul")],
      unsafelyFixed: "<p>渡口<rt>dùkǒu</rt></p>\n<li>甲</li>\n",
    },
    {
      name: "the end of an element whose start tag has a misspelled name, and a misspelled end tag",
      article: '<cneter><img src="a.png">«</center>»\n<ruby>甲<rt>a</rt>«</rby>»乙</ruby>\n',
      ...html,
      messages: [stray("center"), stray("rby")],
      unsafelyFixed: '<cneter><img src="a.png">\n<ruby>甲<rt>a</rt></rby>乙</ruby>\n',
    },
    {
      name: "the end of an element whose start tag lacks its bracket",
      article: "<p>small>甲«</small>»乙</p>\n",
      ...html,
      messages: [stray("small")],
      unsafelyFixed: "<p>small>甲乙</p>\n",
    },
    {
      name: "the end of a label, which was meant to be one",
      article: "<p><ruby>渡口dùkǒu«</rt>»</ruby></p>\n<details>甲«</summary>»乙</details>\n",
      ...html,
      messages: [stray("rt"), stray("summary")],
      unsafelyFixed: "<p><ruby>渡口dùkǒu</ruby></p>\n<details>甲乙</details>\n",
    },
    {
      name: "an end tag after elements of the same name, which is not that of an element before them",
      article: "<div><section>甲</div>\n<section>乙</section>\n<p>丙«</section>»丁</p>\n",
      ...html,
      messages: [stray("section")],
      fixed: "<div><section>甲</div>\n<section>乙</section>\n<p>丙丁</p>\n",
    },
    {
      name: "a tag that closes nothing",
      article: "<div>甲</div>«</div>»\n",
      ...html,
      messages: stray("div"),
      fixed: "<div>甲</div>\n",
    },
    {
      name: "what closes nothing inside another element",
      article: "<div>甲«</span>»</div>",
      ...html,
      messages: stray("span"),
      fixed: "<div>甲</div>",
    },
    {
      name: "a </p> that makes a paragraph",
      article: "<div>甲«</p>»乙</div>",
      ...html,
      messages: "</p> has no start tag and creates an empty paragraph. Remove the end tag, or add <p> before it.",
      unsafelyFixed: "<div>甲乙</div>",
    },
    {
      name: "tags that keep a line break from being the first of a <pre>, of which each alone could go",
      article: "<pre>«</a>»«</b>»\n甲</pre>",
      ...html,
      messages: [stray("a"), stray("b")],
      fixed: "<pre></b>\n甲</pre>",
      unsafelyFixed: "<pre>\n甲</pre>",
    },
    {
      name: "a tag within a table that keeps blanks from going where the text behind it is moved to",
      article: "<table>甲<b>乙</b> «</div>»丙</table>",
      ...html,
      messages: stray("div"),
      unsafelyFixed: "<table>甲<b>乙</b> 丙</table>",
    },
    {
      name: "a tag that begins a line of Markdown, where removing it may change the lines below",
      article: "甲\n«</div>»\n乙\n",
      messages: stray("div"),
      unsafelyFixed: "甲\n\n乙\n",
    },
    { name: "a tag within a line of Markdown", article: "甲«</span>»乙\n", messages: stray("span"), fixed: "甲乙\n" },
  ],
});
