import headingSyntax from "../../../rules/markdown/heading-syntax.js";
import { testRule } from "../../support/rule-tester.js";

const space = (shown: string, meant: string) =>
  `Readers see "${shown}" as text, and not as a heading. Add a space: "${meant}".`;

testRule(headingSyntax, {
  accepts: [
    { name: "headings", article: "# 甲\n\n## 乙\n\n###\n\n#\n" },
    {
      name: "hashtags and numbers",
      article: "甲\n\n#旅行\n\n#旅行 #船\n\n#1 优先\n\n#!/bin/sh\n\n##[debug] x\n\n##\\#\n",
    },
    { name: "a hashtag as the first line", article: "#旅行 #船\n\n甲\n" },
    { name: "code", article: "```\n##甲\n```\n\n`##甲`\n" },
    { name: "a site of MkDocs", generator: "mkdocs", article: "##甲乙\n" },
    { name: "other spaces on a site of Hexo", generator: "hexo", article: "##\u3000甲\n" },
  ],
  rejects: [
    {
      name: "no space",
      article: "«##没有空格»\n\n甲\n",
      messages: space("##没有空格", "## 没有空格"),
      fixed: "## 没有空格\n\n甲\n",
    },
    {
      name: "the first line of the article",
      article: "«#没有空格的标题»\n\n甲\n",
      messages: space("#没有空格的标题", "# 没有空格的标题"),
      fixed: "# 没有空格的标题\n\n甲\n",
    },
    {
      name: "in a list and a quote",
      article: "- «##甲»\n\n> «###乙»\n",
      messages: [space("##甲", "## 甲"), space("###乙", "### 乙")],
      fixed: "- ## 甲\n\n> ### 乙\n",
    },
    {
      name: "within a paragraph, which it divides",
      article: "甲\n«##乙»\n丙\n",
      messages: space("##乙", "## 乙"),
      unsafelyFixed: "甲\n## 乙\n丙\n",
    },
    {
      name: "an ideographic space",
      article: "«##\u3000甲»\n",
      messages:
        'Readers see "##\u3000甲" as text, and not as a heading, because of the space after it. Use an ASCII space.',
      fixed: "## 甲\n",
    },
    {
      name: "full-width characters",
      article: "«＃ 甲»\n\n«＃＃乙»\n",
      messages: [
        'Readers see "＃ 甲" as text, and not as a heading. Use ASCII characters: "# 甲".',
        'Readers see "＃＃乙" as text, and not as a heading. Use ASCII characters: "## 乙".',
      ],
      fixed: "# 甲\n\n## 乙\n",
    },
  ],
});
