import leadingBlank from "../../../rules/source/leading-blank.js";
import { testRule } from "../../support/rule-tester.js";

testRule(leadingBlank, {
  accepts: [
    { name: "a fence in the first line", article: "---\ntitle: 甲\n---\n正文\n" },
    { name: "blank lines before a body without front matter", article: "\n\n<p>正文</p>\n" },
    { name: "blank lines behind the front matter", article: "---\ntitle: 甲\n---\n\n\n正文\n" },
    { name: "a thematic break below a blank line", article: "\n---\n\n一段话\n" },
    { name: "a text between two thematic breaks", article: "\n---\n一段话\n---\n" },
    { name: "an empty file", article: "" },
    { name: "a file of blank lines", article: "\n\n\n" },
  ],
  rejects: [
    {
      name: "one blank line, as the founding corpus has it",
      article: "«\n»---\ntitle: 甲\n---\n正文\n",
      messages:
        "Blank line before the front matter, so Jekyll and generators with gray-matter (such as Eleventy) ignore it. Remove the line.",
      fixed: "---\ntitle: 甲\n---\n正文\n",
    },
    {
      name: "several lines, with blanks in them",
      article: "«  \n\t\n\n»+++\ntitle = '甲'\n+++\n正文\n",
      messages:
        "3 blank lines before the front matter, so Jekyll, Hexo and generators with gray-matter (such as Eleventy) ignore it. Remove the lines.",
      fixed: "+++\ntitle = '甲'\n+++\n正文\n",
    },
    {
      name: "front matter that cannot be read as it is, with a fix that is not certain",
      article: "«\n»---\ntitle: [甲\n---\n",
      messages:
        "Blank line before the front matter, so Jekyll and generators with gray-matter (such as Eleventy) ignore it. Remove the line.",
      unsafelyFixed: "---\ntitle: [甲\n---\n",
    },
    {
      name: "one empty line on a Hexo site, which Hexo reads",
      path: "source/_posts/a.md",
      hexo: "title: 甲\n",
      article: "«\n»---\ntitle: 甲\n---\n正文\n",
      messages: "Blank line before the front matter. Hexo reads it, but most other generators do not. Remove the line.",
      fixed: "---\ntitle: 甲\n---\n正文\n",
    },
    {
      name: "one line with a space on a Hexo site, which Hexo does not read",
      path: "source/_posts/a.md",
      hexo: "title: 甲\n",
      article: "« \n»---\ntitle: 甲\n---\n正文\n",
      messages: "Blank line before the front matter, so Hexo ignores it and shows it as text. Remove the line.",
      fixed: "---\ntitle: 甲\n---\n正文\n",
    },
    {
      name: "two lines on a Hexo site",
      path: "source/_posts/a.md",
      hexo: "title: 甲\n",
      article: "«\n\n»---\ntitle: 甲\n---\n正文\n",
      messages: "2 blank lines before the front matter, so Hexo ignores it and shows it as text. Remove the lines.",
      fixed: "---\ntitle: 甲\n---\n正文\n",
    },
  ],
});
