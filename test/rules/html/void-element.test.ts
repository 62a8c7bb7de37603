import voidElement from "../../../rules/html/void-element.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };
const selfClosed = (tag: string) =>
  `"/>" does not close <${tag}> in HTML, so <${tag}> is still open. Close it with </${tag}>.`;

testRule(voidElement, {
  accepts: [
    { name: "an unknown element, which html/unknown-element reports", article: "写成 <bean/> 的节点\n" },
    { name: "void elements, with and without a slash", article: '甲<br>乙<br/><hr /><img src="a.png"/>', ...html },
    { name: "elements of SVG that close themselves", article: '<svg><path d="M0 0"/></svg>', ...html },
    { name: "components in Markdown", article: '<Badge type="tip"/> <my-chart /> 甲\n' },
    { name: "code", article: "`</br>` 和 `<div/>`\n" },
  ],
  rejects: [
    {
      name: "a line break written as an end tag",
      article: "甲«</br>»乙",
      ...html,
      messages: "</br> is not an end tag: browsers show a line break. Write <br> instead.",
      fixed: "甲<br>乙",
    },
    {
      name: "one in a sentence about it, which only the author can correct",
      article: "<p>写 &lt;br>，不要写 «</br>»。</p>",
      ...html,
      messages: "</br> is not an end tag: browsers show a line break. Write <br> instead.",
      unsafelyFixed: "<p>写 &lt;br>，不要写 <br>。</p>",
    },
    {
      name: "a line break with an end tag",
      article: "甲<br>«</br>»乙",
      ...html,
      messages: "<br></br> creates two line breaks. Remove </br>.",
      unsafelyFixed: "甲<br>乙",
    },
    {
      name: "end tags of other void elements",
      article: '<img src="a.png">«</img>»<hr>«</hr>»',
      ...html,
      messages: [
        "<img> cannot have content or an end tag. Remove </img>.",
        "<hr> cannot have content or an end tag. Remove </hr>.",
      ],
      fixed: '<img src="a.png"><hr>',
    },
    {
      name: "an element that cannot close itself",
      article: '«<div class="a" />»甲',
      ...html,
      messages: selfClosed("div"),
      unsafelyFixed: '<div class="a"></div>甲',
    },
    {
      name: "an element that seems to close itself and has an end tag, without a fix",
      article: "<div>«<div/>»甲</div>",
      ...html,
      messages: selfClosed("div"),
    },
    {
      name: "custom elements in HTML",
      article: "«<my-chart/>»甲",
      ...html,
      messages: selfClosed("my-chart"),
      unsafelyFixed: "<my-chart></my-chart>甲",
    },
    {
      name: "HTML in Markdown",
      article: "甲 «<span/>» 乙\n",
      messages: selfClosed("span"),
      unsafelyFixed: "甲 <span></span> 乙\n",
    },
  ],
});
