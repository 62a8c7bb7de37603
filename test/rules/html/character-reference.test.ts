import characterReference from "../../../rules/html/character-reference.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };
const semicolon = (found: string) =>
  `Missing ";" after the character reference "${found}". Add ";", or write "&amp;" instead of "&". (missing-semicolon-after-character-reference)`;

testRule(characterReference, {
  accepts: [
    { name: "references as they should be", article: "<p>甲 &amp; 乙 &nbsp;&#8212;&#x2014; 丙 & 丁 AT&T</p>", ...html },
    {
      name: "parameters in a URL, which are no character references",
      article: '<a href="?a=1&copy=2&amp;b=3">甲</a>',
      ...html,
    },
    {
      name: "what is no entity in the prose of Markdown, where it is text",
      article: "Parent *p = &kid; and R&D; &amp;\n\n<p>x</p>\n",
    },
    { name: "what Markdown leaves alone", article: "AT&T &copy 甲 `&nosuch;`\n\n<https://a.cn/?a=1&copy=2>\n" },
  ],
  rejects: [
    {
      name: "a character reference without its semicolon",
      article: "<p>甲«&nbsp»乙 «&amp» 丙«&#8212» 丁</p>",
      ...html,
      messages: [semicolon("&nbsp"), semicolon("&amp"), semicolon("&#8212")],
      fixed: "<p>甲&nbsp;乙 &amp; 丙&#8212; 丁</p>",
    },
    {
      name: "what may be a parameter, without a fix",
      article: "<p>https://a.cn/?a=1«&copy»=2 «&not»in</p>",
      ...html,
      messages: [semicolon("&copy"), semicolon("&not")],
    },
    {
      name: "references to characters that Windows had",
      article: "<p>甲«&#150;»乙«&#x92;»丙«&#129;»</p>",
      ...html,
      messages: [
        '"&#150;" refers to a control character, but browsers show "–". Write "–". (control-character-reference)',
        '"&#x92;" refers to a control character, but browsers show "’". Write "’". (control-character-reference)',
        '"&#129;" refers to an invisible control character. Write the character itself. (control-character-reference)',
      ],
      fixed: "<p>甲–乙’丙&#129;</p>",
    },
    {
      name: "references to no character, each once",
      article: "<p>«&#0;» «&#xD800;» «&#x110000;» «&#;» «&nbps;»</p>",
      ...html,
      messages: [
        '"&#0;" refers to the NUL character, and browsers show "\ufffd". Remove the reference. (null-character-reference)',
        '"&#xD800;" refers to half of a character, and browsers show "\ufffd". Write the character itself. (surrogate-character-reference)',
        'The number in "&#x110000;" is too large, and browsers show "\ufffd". Correct the number. (character-reference-outside-unicode-range)',
        'Missing number in "&#;", so browsers show it as text. Add the number, or write "&amp;" instead of "&". (absence-of-digits-in-numeric-character-reference)',
        'Unknown character reference "&nbps;". Correct the name, or write "&amp;" instead of "&". (unknown-named-character-reference)',
      ],
      fixed: "<p>&#0; &#xD800; &#x110000; &amp;#; &nbps;</p>",
    },
    {
      name: "a reference with two errors once",
      article: "<p>«&#150» 甲</p>",
      ...html,
      messages: semicolon("&#150"),
      fixed: "<p>– 甲</p>",
    },
    {
      name: "HTML within Markdown",
      article: "# 甲\n\n<p>乙«&nbsp»丙</p>\n",
      messages: semicolon("&nbsp"),
      fixed: "# 甲\n\n<p>乙&nbsp;丙</p>\n",
    },
  ],
});
