import repeated from "../../../rules/image/repeated.js";
import { testRule } from "../../support/rule-tester.js";

const html = (name: string, article: string) => ({ name, article, path: "a.html" });

testRule(repeated, {
  accepts: [
    { name: "two pictures", article: "![](a.png)\n\n![](b.png)\n" },
    {
      name: "the same file name with another query",
      article: "![](https://a.example/i?id=1)\n\n![](https://a.example/i?id=2)\n",
    },
    html(
      "a fallback for readers without scripts",
      '<img data-src="/a.png" src="/l.gif"><noscript><img src="/a.png"></noscript>',
    ),
    html("sources of one picture", '<picture><source srcset="/a.png"><img src="/a.png" srcset="/a.png 1x"></picture>'),
    html("icons", '<img src="/a.png" width="24"><img src="/a.png" width="24">'),
    html(
      "a small ornament by its data-size",
      '<img src="/a.png" data-size="13,13"><img src="/a.png" data-size="13,13">',
    ),
    { name: "emoji and badges by their names", article: "![](/emoji/smile.png) ![](/emoji/smile.png)\n" },
    ...[
      "icon/a.png",
      "dot.gif",
      "logo.svg",
      "line-2.png",
      "badge",
      "a/arrows/b.png",
      "a-divider.png",
      "a_separator.png",
      "a.logo.png",
      "/SMILEY1.gif",
      "https://img.shields.io/a",
      "https://badgen.net/a",
    ].map((url) => ({ name: `an ornament by its name, ${url}`, article: `![](${url}) ![](${url})\n` })),
    { name: "an ornament that comes again and again", article: "![](a.png)\n\n".repeat(4) },
    { name: "templates", article: "![]({{ a }}) ![]({{ a }})\n" },
  ],
  rejects: [
    {
      name: "the same picture in HTML and Markdown",
      article: '---\ntitle: 题\n---\n<img src="//a.example/a.png">\n\n![](«https://a.example/a.png»)\n',
      messages: 'Image "https://a.example/a.png" is already in line 4. Remove the repetition or use a different image.',
    },
    ...["silicon/a.png", "dotted.gif", "catalogo.svg", "airline.png", "baseline/a.png", "outline.webp"].map((url) => ({
      name: `whose name only has such a word in another one, ${url}`,
      article: `![](${url})\n\n![](«${url}»)\n`,
      messages: `Image "${url}" is already in line 1. Remove the repetition or use a different image.`,
    })),
    {
      name: "three times, told of once",
      article: "![](/a.png)\n\n![](«/a.png»)\n\n![](/a.png)\n",
      messages:
        'Image "/a.png" is already in line 1 (1 more repetition follows). Remove the repetition or use a different image.',
    },
  ],
});
