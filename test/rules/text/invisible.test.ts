import invisible from "../../../rules/text/invisible.js";
import { testRule } from "../../support/rule-tester.js";

testRule(invisible, {
  accepts: [
    {
      name: "bytes of text that was read wrongly, of which text/mojibake tells",
      article: "---\ntitle: æ\u009d\u00adå·\u009e\n---\nâ€\u009d Ã\u00ad\n",
    },
    { name: "joiners in emoji, flags and keycaps", article: "👨‍👩‍👧 👩🏽‍💻 ❤️‍🔥 1️⃣ ☎️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ©️\n" },
    { name: "joiners in Persian and Hindi", article: "می‌خواهم خانه‌ها क्‍ष\n" },
    { name: "direction marks beside Hebrew", article: "שלום\u200f! \u202babc\u202c\n" },
    { name: "places for line breaks in Thai", article: "ภาษา\u200bไทย\n" },
    { name: "soft hyphens in words", article: "Donau\u00addampf\u00adschiff\n" },
    { name: "forms of Chinese characters", article: "葛\u{e0100}城\n" },
    { name: "a byte order mark at the very start", article: "\ufeff正文\n", asIs: true },
    { name: "what makes Markdown's stars work beside Chinese", article: "这是**“重点”**\u200b的话\n" },
    { name: "code", article: "`a\u200bb`\n\n```\n\u202e\n```\n" },
    { name: "a picture's URL, of which another rule tells", article: "![](a\u200b.png)\n" },
    { name: "what the option allows", article: "甲\u200b乙\n", options: { allow: ["U+200B"] } },
  ],
  rejects: [
    {
      name: "zero width spaces in Chinese, told of once",
      article: "今天«\u200b»下雨\n\n明天\u200b也下\n",
      messages: "Invisible character U+200B (zero-width space), also in 1 more place. Remove the character.",
      fixed: "今天下雨\n\n明天也下\n",
    },
    {
      name: "one next to the quotes of a title, with a safe fix",
      article: "---\ntitle: '«\u200b»早市'\n---\n",
      messages: "Invisible character U+200B (zero-width space). Remove the character.",
      fixed: "---\ntitle: '早市'\n---\n",
    },
    {
      name: "one in the title",
      article: "---\ntitle: 今\u200b天\n---\n".replace("\u200b", "«\u200b»"),
      messages: "Invisible character U+200B (zero-width space). Remove the character.",
      fixed: "---\ntitle: 今天\n---\n",
    },
    {
      name: "one in a long name, where a line may end there",
      article: "foo.«\u200b»bar\n",
      messages: "Invisible character U+200B (zero-width space). Remove the character.",
      unsafelyFixed: "foo.bar\n",
    },
    {
      name: "what is left of an emoji that was lost",
      article: "<p>加油«\ufe0f»</p>",
      path: "a.html",
      messages: "Invisible character U+FE0F (variation selector). Remove the character.",
      fixed: "<p>加油</p>",
    },
    {
      name: "an operator of a formula, which screen readers say",
      article: "<p>sin«\u2061»x</p>",
      path: "a.html",
      messages: "Invisible character U+2061 (format character). Remove the character.",
      unsafelyFixed: "<p>sinx</p>",
    },
    {
      name: "an override",
      article: "文件«\u202e»gpj.exe\n",
      messages: "Text is shown in the wrong order because of U+202E (right-to-left override). Remove the character.",
      unsafelyFixed: "文件gpj.exe\n",
    },
    {
      name: "a control character and a separator",
      article: "甲«\u0008»乙«\u2028»丙\n",
      messages: [
        "Invisible character U+0008 (control character). Remove the character.",
        "Browsers show U+2028 (line separator) as nothing or as a box. Use a space or a newline.",
      ],
      fixed: "甲乙\u2028丙\n",
      unsafelyFixed: "甲乙 丙\n",
    },
    {
      name: "a direction mark in a description",
      article: '<img src="a.png" alt="«\u200e»2021">\n',
      messages: "Invisible character U+200E (left-to-right mark). Remove the character.",
      unsafelyFixed: '<img src="a.png" alt="2021">\n',
    },
    {
      name: "hidden words in tag characters",
      article: "你好«\u{e0041}»\u{e0042}\n",
      messages: "Invisible character U+E0041 (tag character), also in 1 more place. Remove the character.",
      unsafelyFixed: "你好\n",
    },
    {
      name: "a byte order mark behind the front matter",
      article: "---\ntitle: 题\n---\n«\ufeff»正文\n",
      messages: "Invisible character U+FEFF (byte order mark). Remove the character.",
      unsafelyFixed: "---\ntitle: 题\n---\n正文\n",
    },
  ],
});
