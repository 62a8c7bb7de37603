import text from "../../../rules/link/text.js";
import { testRule } from "../../support/rule-tester.js";

const empty = (url: string) =>
  `Link to "${url}" has no text, so screen readers cannot announce it. Add text, or alt text for its image.`;
const vague = (said: string) => `Link text "${said}" is not descriptive. Describe the target.`;
const options = { vague: true };

testRule(text, {
  accepts: [
    { name: "code, which is a name", article: "[`Link`](a)\n", options: { vague: true } },
    {
      name: "text, in any form of link",
      article: '[甲](a) <https://a.cn> <a href="a">甲</a> <a href="a"><b><i>甲</i></b></a>',
    },
    {
      name: "pictures with an alt",
      article: '<a href="a"><img src="a.png" alt="甲"></a> [![甲](a.png)](a) [<img src="a.png" alt="甲">](a)',
    },
    {
      name: "text after a blank line, where browsers begin a second link",
      article: '<a href="a">\n\n阅读全文</a>\n',
    },
    {
      name: "text in a paragraph that ends after the link",
      path: "a.html",
      article: '<div><a href="a"><p>阅读全文</a></p></div>',
    },
    {
      name: "names in attributes",
      article:
        '<a href="a" aria-label="甲"></a><a href="a" title="甲"></a><a href="a" aria-labelledby="b"></a><a href="a"><svg aria-label="甲"></svg></a><a href="a"><svg><title>甲</title></svg></a>',
    },
    {
      name: "a picture without alt, which is image/alt's",
      article: '<a href="a"><img src="a.png"></a> [<img src="b.png">](b)',
    },
    {
      name: "a link that another one ends, which is html/nesting's",
      article: '<a href="a"><a href="b">甲</a></a>',
    },
    {
      name: "links without an address, which are link/href's",
      article: '<a href=""></a> []()',
    },
    {
      name: "what nobody is read, and places that are no links",
      article: '<a href="a" aria-hidden="true"></a><a id="x"></a><a id="y" href="#y"></a>',
    },
    {
      name: "components and players, which may have a name",
      article: '<a href="a"><my-icon></my-icon></a><a href="a"><video src="v"></video></a>',
    },
    { name: "templates", article: '<a href="a">{{ title }}</a> [{{ title }}](a)' },
    { name: "titles that tools fill in", article: "[](#甲) [](a.md)" },
    { name: "an area with an alt", article: '<map><area href="a" alt="甲"></map>' },
    { name: "vague texts, unless that is asked for", article: "[click here](a) [更多](a)" },
    { name: "texts that hold more than the phrase", article: "[read more about ferries](a) [更多照片](a)", options },
    { name: "code", article: '`<a href="a"></a>` `[](b)`' },
  ],
  rejects: [
    {
      name: "a link that ends after a blank line, without text",
      article: '«<a href="a">»\n\n</a>\n\n«<a href="b">»\n\n<span></span></a>\n',
      messages: [empty("a"), empty("b")],
    },
    {
      name: "no text, blanks, and what takes no room",
      article: '«<a href="a">»</a> «<a href="b">» &nbsp;\u200b </a> «[](c)» «[ ](https://a.cn/d)»',
      messages: [empty("a"), empty("b"), empty("c"), empty("https://a.cn/d")],
    },
    {
      name: "icons, hidden texts and pictures that say nothing",
      article:
        '«<a href="a">»<i class="icon"></i></a>«<a href="b">»<span aria-hidden="true">甲</span></a>«<a href="c">»<img src="c.png" alt=" "></a> «[![](d.png)](d)» «[<img src="e.png" alt="">](e)»',
      messages: [empty("a"), empty("b"), empty("c"), empty("d"), empty("e")],
    },
    { name: "an area without alt", article: '<map>«<area href="a">»</map>', messages: empty("a") },
    {
      name: "vague texts, whatever their case and signs",
      article: '«[Click  here!](»a) «[阅读全文 >>](»a) <a href="a"> «<b>here</b>» </a>',
      options,
      messages: [vague("Click  here!"), vague("阅读全文 >>"), vague("here")],
    },
    {
      name: "vague texts of links that browsers end early",
      path: "a.html",
      article: '<a href="a">«here»<a href="b">甲</a></a>',
      options,
      messages: vague("here"),
    },
    {
      name: "no text in as many elements as are read, and none that has more",
      path: "a.html",
      article: `«<a href="a">»${"<i></i>".repeat(2000)}</a><a href="b">${"<i></i>".repeat(2001)}</a>`,
      messages: empty("a"),
    },
    {
      name: "phrases of a list of its own",
      article: "«[weiter](»a) [here](a)",
      options: { vague: true, phrases: ["Weiter"] },
      messages: vague("weiter"),
    },
  ],
});
