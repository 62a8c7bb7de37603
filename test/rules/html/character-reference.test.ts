import characterReference from "../../../rules/html/character-reference.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };
const semicolon = (found: string) =>
  `the character reference "${found}" has no ";": add it, or write "&amp;" for the "&" (missing-semicolon-after-character-reference)`;

testRule(characterReference, {
  accepts: [
    { name: "references as they should be", article: "<p>甲 &amp; 乙 &nbsp;&#8212;&#x2014; 丙 & 丁 AT&T</p>", ...html },
    {
      name: "parameters in a URL, which are no character references",
      article: '<a href="?a=1&copy=2&amp;b=3">甲</a>',
      ...html,
    },
    { name: "what Markdown leaves alone", article: "AT&T &copy 甲 `&nosuch;`\n\n<https://a.cn/?a=1&copy=2>\n" },
  ],
  rejects: [
    {
      name: "a character reference without its semicolon",
      article: "<p>甲«&nbsp»乙 «&amp» 丙«&#8212» 丁</p>",
      ...html,
      says: [semicolon("&nbsp"), semicolon("&amp"), semicolon("&#8212")],
      fixed: "<p>甲&nbsp;乙 &amp; 丙&#8212; 丁</p>",
    },
    {
      name: "what may be a parameter, without a fix",
      article: "<p>https://a.cn/?a=1«&copy»=2 «&not»in</p>",
      ...html,
      says: [semicolon("&copy"), semicolon("&not")],
    },
    {
      name: "references to characters that Windows had",
      article: "<p>甲«&#150;»乙«&#x92;»丙«&#129;»</p>",
      ...html,
      says: [
        '"&#150;" stands for a control character, browsers show "–": write the character that is meant (control-character-reference)',
        '"&#x92;" stands for a control character, browsers show "’": write the character that is meant (control-character-reference)',
        '"&#129;" stands for a control character: write the character that is meant (control-character-reference)',
      ],
      fixed: "<p>甲–乙’丙&#129;</p>",
    },
    {
      name: "references to no character, each once",
      article: "<p>«&#0;» «&#xD800;» «&#x110000;» «&#;» «&nbps;»</p>",
      ...html,
      says: [
        '"&#0;" stands for NUL and is shown as "\ufffd": remove it (null-character-reference)',
        '"&#xD800;" is half of a character and is shown as "\ufffd": write the whole character (surrogate-character-reference)',
        '"&#x110000;" is no character, the number is too large: correct it (character-reference-outside-unicode-range)',
        '"&#;" is no character reference, its number is missing: add it, or write "&amp;" for the "&" (absence-of-digits-in-numeric-character-reference)',
        '"&nbps;" names no character: correct the name, or write "&amp;" for the "&" (unknown-named-character-reference)',
      ],
      fixed: "<p>&#0; &#xD800; &#x110000; &amp;#; &nbps;</p>",
    },
    {
      name: "a reference with two errors once",
      article: "<p>«&#150» 甲</p>",
      ...html,
      says: semicolon("&#150"),
      fixed: "<p>– 甲</p>",
    },
    {
      name: "HTML within Markdown",
      article: "# 甲\n\n<p>乙«&nbsp»丙</p>\n",
      says: semicolon("&nbsp"),
      fixed: "# 甲\n\n<p>乙&nbsp;丙</p>\n",
    },
  ],
});
