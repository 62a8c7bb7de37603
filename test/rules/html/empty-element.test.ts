import emptyElement from "../../../rules/html/empty-element.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };

testRule(emptyElement, {
  accepts: [
    { name: "headings with words or pictures", article: '<h2>甲</h2><h3><img src="a.png" alt="乙"></h3>', ...html },
    { name: "paragraphs, unless asked for", article: "<p></p><p>&nbsp;</p><span></span>", ...html },
    {
      name: "an element whose text browsers put into a second one",
      article: "<div>一<b><p>粗体</b>后面</p></div>\n\n<b>\n\n粗体</b>\n",
      options: { elements: ["b"] },
    },
    { name: "what is not for readers", article: '<h2 aria-hidden="true"></h2><h2 hidden></h2>', ...html },
    {
      name: "icons and anchors",
      article: '<i class="fa fa-home"></i><span id="a"></span>',
      options: { elements: ["i", "span"] },
      ...html,
    },
    { name: "what a template fills", article: "<h2>{{ title }}</h2>\n\n`<h2></h2>`\n" },
  ],
  rejects: [
    {
      name: "headings",
      article: '<«h2»></h2><«h3» id="a"> &nbsp;</h3>',
      ...html,
      messages: [
        "<h2> is empty, and screen readers stop at it without any text. Add text or remove the heading.",
        "<h3> is empty, and screen readers stop at it without any text. Add text or remove the heading.",
      ],
      unsafelyFixed: '<h3 id="a"> &nbsp;</h3>',
    },
    {
      name: "paragraphs and emphasis, if asked for",
      article: '<«p»>&nbsp;</p>甲<«b»></b>乙<«span» style="color: red"></span>丙<«em»> </em>',
      options: { elements: ["p", "b", "span", "em"] },
      ...html,
      messages: [
        "<p> is empty. Remove the paragraph, and use CSS for spacing.",
        "<b> is empty. Remove the element.",
        "<span> is empty. Remove the element.",
        "<em> is empty. Remove the element.",
      ],
      fixed: '<p>&nbsp;</p>甲乙<span style="color: red"></span>丙<em> </em>',
      unsafelyFixed: "甲乙丙",
    },
    {
      name: "what a style sheet may draw with, if asked for",
      article: "<span class=a><«i»></i></span><button><«b»></b> <«b»></b></button>",
      options: { elements: ["i", "b"] },
      ...html,
      messages: [
        "<i> is empty. Remove the element.",
        "<b> is empty. Remove the element.",
        "<b> is empty. Remove the element.",
      ],
      unsafelyFixed: "<span class=a></span><button> </button>",
    },
  ],
});
