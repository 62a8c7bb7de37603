import deprecatedElement from "../../../rules/html/deprecated-element.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };

testRule(deprecatedElement, {
  accepts: [
    { name: "today's elements", article: "<s>甲</s><code>乙</code><b>丙</b>", ...html },
    { name: "names of SVG", article: "<svg><font></font></svg>", ...html },
    { name: "code", article: "`<center>`\n" },
  ],
  rejects: [
    {
      name: "elements with a successor",
      article: "<«strike»>甲</strike><«TT»>乙</TT>",
      ...html,
      messages: ["<strike> is obsolete. Use <s> instead.", "<tt> is obsolete. Use <code> instead."],
      unsafelyFixed: "<s>甲</s><code>乙</code>",
    },
    {
      name: "elements for what is CSS's today",
      article: '<«center»>甲</center><«big» style="color: red">乙</big>',
      ...html,
      messages: ["<center> is obsolete. Use CSS instead.", "<big> is obsolete. Use CSS instead."],
      unsafelyFixed: '<div style="text-align: center">甲</div><span style="font-size: larger; color: red">乙</span>',
    },
    {
      name: "a font whose attributes have no space between them",
      article: '<«font» id="a"color="red">甲</font>',
      ...html,
      messages: "<font> is obsolete. Use CSS instead.",
      unsafelyFixed: '<span style="color: red" id="a">甲</span>',
    },
    {
      name: "fonts",
      article: '<«font» color="#ff0000" face="宋体, SimSun" size="+1">甲</font>',
      ...html,
      messages: "<font> is obsolete. Use CSS instead.",
      unsafelyFixed: '<span style="color: #ff0000; font-family: 宋体, SimSun; font-size: large">甲</span>',
    },
    {
      name: "fonts whose values are no plain words, without a fix",
      article: '<«font» color="red;x">甲</font>',
      ...html,
      messages: "<font> is obsolete. Use CSS instead.",
    },
    {
      name: "what has no successor",
      article: "<«marquee»>甲</marquee><«bgsound»>\n",
      messages: [
        "<marquee> is obsolete. Use CSS instead.",
        "<bgsound> is obsolete. Remove the element, or only its tags.",
      ],
    },
  ],
});
