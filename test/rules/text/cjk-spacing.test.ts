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
    { name: "front matter", article: "---\ntitle: 用npm安装\n---\n" },
    { name: "Korean", article: "한국어는 K-pop을\n" },
    { name: "digits where they are not parted", article: "12月5日用 npm\n", options: { digits: false } },
    { name: "no blanks where none are wanted", article: "用npm安装\n", options: { style: "none" } },
    { name: "a quote and a list, which begin with punctuation", article: "> 「甲」\n\n- （乙）\n\n# 「丙」\n" },
  ],
  rejects: [
    {
      name: "missing blanks, told of once",
      article: "今«天i»Phone降价5%了\n",
      says: 'a blank is missing between Chinese and Latin in "今天iPho" (and so in 3 more places): add it',
      unsafelyFixed: "今天 iPhone 降价 5% 了\n",
    },
    {
      name: "one in HTML",
      article: "<p>使«用n»pm</p>",
      path: "a.html",
      says: 'a blank is missing between Chinese and Latin in "使用npm": add it',
      unsafelyFixed: "<p>使用 npm</p>",
    },
    {
      name: "blanks beside punctuation",
      article: "你好«， 世»界 。\n",
      says: 'a blank stands beside fullwidth punctuation in "你好， 世界 。" (and so in 1 more place): remove it',
      unsafelyFixed: "你好，世界。\n",
    },
    {
      name: "blanks where none are wanted",
      article: "«用 n»pm 安装\n",
      options: { style: "none" },
      says: 'a blank stands between Chinese and Latin in "用 npm " (and so in 1 more place): remove it',
      unsafelyFixed: "用npm安装\n",
    },
    {
      name: "a title that is to be looked at",
      article: "---\ntitle: «用n»pm安装\n---\n",
      options: { frontMatterKeys: ["title"] },
      says: 'a blank is missing between Chinese and Latin in "e: 用npm安" (and so in 1 more place): add it',
      unsafelyFixed: "---\ntitle: 用 npm 安装\n---\n",
    },
  ],
});
