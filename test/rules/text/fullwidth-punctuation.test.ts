import fullwidthPunctuation from "../../../rules/text/fullwidth-punctuation.js";
import { testRule } from "../../support/rule-tester.js";

testRule(fullwidthPunctuation, {
  accepts: [
    { name: "fullwidth punctuation", article: "你好，世界！（见下）A1。\n" },
    { name: "punctuation of English", article: "今天 it rains, and so on. 下午 3:30 (see below)。\n" },
    { name: "names of emoji and names with a dot", article: "你好:smile: 约翰.史密斯和文件.txt\n" },
    { name: "code and URLs", article: "`你好,世界` https://a.example/你好,世界\n\n```\n你好,世界\n```\n" },
    { name: "a sign in front of code", article: "运行:`npm`\n" },
    { name: "other front matter", article: "---\nsummary: 你好,世界\n---\n" },
    {
      name: "a title, if the option says so",
      article: "---\ntitle: 你好,世界\n---\n",
      options: { frontMatterKeys: [] },
    },
    {
      name: "what belongs to Latin text and numbers",
      article: "支持Hexo,Jekyll与3,000个:smile:好，比分3:2，见Node.js:8080端口，Yahoo!也好（“why?“）\n",
    },
    { name: "what the options allow", article: "甲(乙)Ａ\n", options: { brackets: false, letters: false } },
  ],
  rejects: [
    {
      name: "a comma, an exclamation and a full stop, told of once",
      article: "你好«,» 世界!今天下雨.\n",
      messages: 'Half-width "," in Chinese text (and in 2 more places). Use "，".',
      unsafelyFixed: "你好，世界！今天下雨。\n",
    },
    {
      name: "a mark between a Latin word and Chinese text, and one after a quotation",
      article: 'API«,»效果不错，用C++;版本(新):好，"今天下雨",对吗\n',
      messages: 'Half-width "," in Chinese text (and in 3 more places). Use "，".',
      unsafelyFixed: 'API，效果不错，用C++；版本(新)：好，"今天下雨"，对吗\n',
      options: { brackets: false },
    },
    {
      name: "brackets",
      article: "<p>断桥«(»见图一)很美</p>",
      path: "a.html",
      messages: 'Half-width "(" in Chinese text (and in 1 more place). Use "（".',
      unsafelyFixed: "<p>断桥（见图一）很美</p>",
    },
    {
      name: "fullwidth letters and digits",
      article: "在«２０２１»年用Ａpp\n",
      messages: 'Full-width "２０２１" (and in 1 more place). Use "2021".',
      unsafelyFixed: "在2021年用App\n",
    },
    {
      name: "a title",
      article: "---\ntitle: 你好«,»世界\n---\n",
      messages: 'Half-width "," in Chinese text. Use "，".',
      unsafelyFixed: "---\ntitle: 你好，世界\n---\n",
    },
  ],
});
