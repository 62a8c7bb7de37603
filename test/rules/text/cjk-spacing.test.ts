import cjkSpacing from "../../../rules/text/cjk-spacing.js";
import { testRule } from "../../support/rule-tester.js";

testRule(cjkSpacing, {
  accepts: [
    { name: "words with blanks", article: "今天 iPhone 降价 5%，在 2021 年 12 月。\n" },
    { name: "words beside punctuation", article: "他说：“OK”，然后（see below）走了。\n" },
    {
      name: "code, URLs and template tags",
      article: "用`npm`见https://a.example/甲a 和{{ x甲 }}。\n\n```\n甲a\n```\n",
    },
    { name: "other front matter", article: "---\nsummary: 用npm安装\n---\n" },
    { name: "Korean", article: "한국어는 K-pop을\n" },
    { name: "digits where they are not parted", article: "12月5日用 npm\n", options: { digits: false } },
    { name: "no blanks where none are wanted", article: "用npm安装\n", options: { style: "none" } },
    { name: "a quote and a list, which begin with punctuation", article: "> 「甲」\n\n- （乙）\n\n# 「丙」\n" },
  ],
  rejects: [
    {
      name: "missing blanks, told of once",
      article: "今«天i»Phone降价5%了\n",
      messages: 'Missing space between Chinese and Latin text in "今天iPho" (and in 3 more places). Add a space.',
      unsafelyFixed: "今天 iPhone 降价 5% 了\n",
    },
    {
      name: "one in HTML",
      article: "<p>使«用n»pm</p>",
      path: "a.html",
      messages: 'Missing space between Chinese and Latin text in "使用npm". Add a space.',
      unsafelyFixed: "<p>使用 npm</p>",
    },
    {
      name: "blanks beside punctuation",
      article: "你好«， 世»界 。\n",
      messages: 'Space next to full-width punctuation in "你好， 世界 。" (and in 1 more place). Remove the space.',
      unsafelyFixed: "你好，世界。\n",
    },
    {
      name: "blanks where none are wanted",
      article: "«用 n»pm 安装\n",
      options: { style: "none" },
      messages: 'Space between Chinese and Latin text in "用 npm " (and in 1 more place). Remove the space.',
      unsafelyFixed: "用npm安装\n",
    },
    {
      name: "a title",
      article: "---\ntitle: «用n»pm安装\n---\n",
      messages: 'Missing space between Chinese and Latin text in "e: 用npm安" (and in 1 more place). Add a space.',
      unsafelyFixed: "---\ntitle: 用 npm 安装\n---\n",
    },
  ],
});
