import nesting from "../../../rules/html/nesting.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };
const inP = (inner: string) =>
  `<${inner}> is not allowed inside <p>. Browsers close the <p> early and add an empty paragraph. Close the <p> first.`;
const ends = (tag: string, inner: string) =>
  `<${inner}> is not allowed inside <${tag}>. Browsers close the outer <${tag}> early. Close the outer element first.`;
const outside = (tag: string, parents: string) =>
  `<${tag}> is only allowed in ${parents}. Browsers ignore the tag here. Move or remove the tag.`;
const movedText =
  "Text is in a table but not in a cell, so browsers show it above the table. Move the text into a cell or out of the table.";
const movedElement = (tag: string) =>
  `<${tag}> is in a table but not in a cell, so browsers show it above the table. Move it into a cell or out of the table.`;
const orphan = (tag: string, parents: string) =>
  `<${tag}> must be directly inside ${parents}. Add the missing element around <${tag}>.`;

testRule(nesting, {
  accepts: [
    { name: "items of a list that a shortcode makes", article: "{{< logs >}}\n<li>甲</li>\n{{< /logs >}}\n" },
    {
      name: "elements where they belong",
      article: "<div><p>甲<b>乙</b></p><ul><li><p>丙</p><ul><li>丁</ul></ul></div>",
      ...html,
    },
    { name: "end tags that may be left out", article: "<p>甲<div>乙</div><p>丙<ul><li>丁<li>戊</ul>", ...html },
    { name: "blocks in a link", article: '<a href="a.html"><h2>甲</h2><div>乙</div></a>', ...html },
    // https://html.spec.whatwg.org/multipage/dom.html#interactive-content
    ...[
      '<img src="a.png" alt="甲">',
      "<audio></audio>",
      '<video src="a.mp4"></video>',
      '<input type="hidden">',
      '<input type="HIDDEN">',
      '<picture><img src="a.png" alt="甲"></picture>',
      '<object data="a.svg"></object>',
    ].flatMap((inner) => [
      { name: `in a link, ${inner}`, article: `<a href="a.html">${inner}</a>`, ...html },
      { name: `in a button, ${inner}`, article: `<button>${inner}</button>`, ...html },
    ]),
    { name: "a linked image in Markdown", article: "[![甲](a.png)](a.html)\n" },
    { name: "a control in an anchor that is no link", article: '<a id="a"><button>甲</button></a>', ...html },
    { name: "a control next to a link", article: '<a href="a.html">甲</a><button>乙</button>', ...html },
    { name: "groups of terms", article: "<dl><div><dt>甲<dd>乙</div><dt>丙<dd>丁</dl>", ...html },
    {
      name: "tables with every part",
      article: "<table><caption>甲<colgroup><col><thead><tr><th>乙<tbody><tr><td><div>丙</div></table>",
      ...html,
    },
    { name: "blocks in inline elements, which no browser moves", article: "<span><div>甲</div></span>", ...html },
    {
      name: "obsolete and unknown elements around",
      article: "<center><li>甲</li></center><x-y><li>乙</li></x-y>",
      ...html,
    },
    {
      name: "whole documents",
      article: "<!DOCTYPE html><html><head><title>甲</title></head><body>乙</body></html>",
      ...html,
    },
    {
      name: "templates and their parts",
      article: "<table>{% for a in b %}<tr><td>{{ a }}</td></tr>{% endfor %}</table>\n",
    },
    {
      name: "what Markdown makes",
      article: "- 甲\n\n  <p>乙</p>\n\n`<li>` <details>\n<summary>丙</summary>\n\n丁\n\n</details>\n",
    },
  ],
  rejects: [
    {
      name: "a paragraph in a paragraph",
      article: "<p><span>甲</span><«p»>乙</p>丙</p>",
      ...html,
      messages: inP("p"),
      unsafelyFixed: "<p><span>甲</span></p><p>乙</p>丙",
    },
    {
      name: "a block in a paragraph",
      article: "<p>甲<«div»>乙</div></p>",
      ...html,
      messages: inP("div"),
      unsafelyFixed: "<p>甲</p><div>乙</div>",
    },
    {
      name: "a block in a paragraph and in something else once",
      article: "<P>甲<b>乙<«ul»><li>丙</ul></b></P>",
      ...html,
      messages: inP("ul"),
      unsafelyFixed: "<P>甲<b>乙</P><ul><li>丙</ul></b>",
    },
    {
      name: "a link in a link",
      article: '<a href="a">甲<«a» href="b">乙</a>丙</a>',
      ...html,
      messages: ends("a", "a"),
      unsafelyFixed: '<a href="a">甲</a><a href="b">乙</a>丙',
    },
    {
      name: "a heading in a heading",
      article: "<h2>甲<«h3»>乙</h3></h2>",
      ...html,
      messages: ends("h2", "h3"),
      unsafelyFixed: "<h2>甲</h2><h3>乙</h3>",
    },
    {
      name: "parts of a table outside of one, once for the row",
      article: "<div><«tr»><td>甲</td><td>乙</td></tr></div>",
      ...html,
      messages: outside("tr", "<table>, <tbody>, <tfoot> or <thead>"),
    },
    {
      name: "forms in forms",
      article: "<form>甲<«form»>乙</form></form>",
      ...html,
      messages:
        "<form> is not allowed inside another <form>. Browsers ignore the inner tag. Close the outer <form> first.",
    },
    {
      name: "what is in a table and in no cell, once for the table",
      article: "<table>«甲»<tr><td>乙</td>丙</tr></table><table><tr><«div»>丁</div></tr></table>",
      ...html,
      messages: [movedText, movedElement("div")],
    },
    {
      name: "parts without their wholes",
      article: "<div><«li»>甲</li></div><«dt»>乙</dt><«figcaption»>丙</figcaption>",
      ...html,
      messages: [orphan("li", "<menu>, <ol> or <ul>"), orphan("dt", "<dl>"), orphan("figcaption", "<figure>")],
    },
    {
      name: "what no list holds, once for the list",
      article: "<ul><«br»><div>甲</div><li>乙</ul>",
      ...html,
      messages: "<br> is not allowed directly inside <ul>, only <li>. Move <br> into such an element, or out of <ul>.",
    },
    {
      name: "controls within links",
      article: '<a href="a.html"><«button»>甲</button></a>',
      ...html,
      messages:
        "<button> is not allowed inside <a>: it is unclear which of them a click activates. Place them next to each other.",
    },
    ...[
      '<«img» usemap="#a" src="a.png" alt="甲">',
      "<«audio» controls></audio>",
      "<«video» controls></video>",
      '<«input» type="text">',
      "<«input»>",
      "<«label»>甲</label>",
      "<«select»></select>",
      "<«textarea»></textarea>",
      "<«details»></details>",
      '<«embed» src="a">',
      '<«iframe» src="a"></iframe>',
    ].map((inner) => {
      const tag = /«(\w+)»/.exec(inner)?.[1] ?? "";
      return {
        name: `in a link, ${inner}`,
        article: `<a href="a.html"><span>${inner}</span></a>`,
        ...html,
        messages: `<${tag}> is not allowed inside <a>: it is unclear which of them a click activates. Place them next to each other.`,
      };
    }),
    {
      name: "HTML in Markdown",
      article: "甲 <«li»>乙</li>\n",
      messages: orphan("li", "<menu>, <ol> or <ul>"),
    },
    {
      name: "what only the standard minds, if that is asked for",
      article:
        "<span><«div»>甲</div></span><header><div><«footer»>乙</footer></div></header><b><a href=a><«p»>丙</p></a></b>",
      ...html,
      options: { standard: true },
      messages: [
        "The HTML standard does not allow <div> inside <span>. Replace one of the two elements.",
        "The HTML standard does not allow <footer> inside <header>. Replace one of the two elements.",
        "The HTML standard does not allow <p> inside <b>. Replace one of the two elements.",
      ],
    },
  ],
});
