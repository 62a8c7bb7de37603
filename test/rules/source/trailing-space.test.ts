import trailingSpace from "../../../rules/source/trailing-space.js";
import { testRule } from "../../support/rule-tester.js";

testRule(trailingSpace, {
  accepts: [
    { name: "blanks after a fence with a language that no program knows", article: "---t  \nom\ntitle: x\n---\n" },
    { name: "lines without blanks", article: "---\ntitle: 题\n---\n甲\n" },
    {
      name: "hard breaks in paragraphs, lists and quotes",
      article: "甲  \n乙\n\n- 丙**丁**   \n  戊\n\n> 己  \n> 庚\n",
    },
    { name: "code", article: "```\na  \n\t\nb \n```\n\n    c \n    d\n" },
    { name: "preformatted HTML", article: "<pre>\na  \nb</pre>\n", path: "a.html" },
    { name: "block scalars", article: "---\na: |\n  甲  \n  乙\nb: 丙\n---\n" },
    { name: "front matter that cannot be read", article: "---\na: [ \n---\n" },
    { name: "a wide blank, which shows", article: "甲\u3000\n" },
  ],
  rejects: [
    {
      name: "a blank in a tag that has no end, which goes on in the end tag of the block",
      article: "> <p>甲<b« »\n",
      messages: "Trailing whitespace (1 character). Remove the character.",
      unsafelyFixed: "> <p>甲<b\n",
    },
    {
      name: "a blank in a tag that goes on in the next line",
      article: "<p>甲<b« »\nclass=a>乙</b></p>\n",
      messages: "Trailing whitespace (1 character). Remove the character.",
      fixed: "<p>甲<b\nclass=a>乙</b></p>\n",
    },
    {
      name: "an empty list item, which kramdown only knows by the space after its marker",
      article: "1.« »\n2. 甲\n",
      messages: "Trailing whitespace (1 character). Remove the character.",
      unsafelyFixed: "1.\n2. 甲\n",
    },
    {
      name: "blanks in front matter, HTML and at the end of a paragraph",
      article: "---\ncategories:« »\n - 分类\n---\n<div>«   »\n<p>甲</p>«\t»\n</div>\n\n乙«  »\n",
      messages: [
        "Trailing whitespace (1 character). Remove the character.",
        "Trailing whitespace (3 characters). Remove the characters.",
        "Trailing whitespace (1 character). Remove the character.",
        "Trailing whitespace (2 characters). Remove the characters.",
      ],
      fixed: "---\ncategories:\n - 分类\n---\n<div>\n<p>甲</p>\n</div>\n\n乙\n",
    },
    {
      name: "a single blank in a paragraph, and a line of blanks",
      article: "甲« »\n乙\n«    »\n丙\n",
      messages: [
        "Trailing whitespace (1 character). Remove the character.",
        "Trailing whitespace (4 characters). Remove the characters.",
      ],
      fixed: "甲\n乙\n\n丙\n",
    },
    {
      name: "a blank behind a backslash, which would break the line",
      article: "甲\\« »\n乙\n",
      messages: "Trailing whitespace (1 character). Remove the character.",
      unsafelyFixed: "甲\\\n乙\n",
    },
    {
      name: "hard breaks where they are not wanted",
      article: "甲«  »\n乙\n",
      options: { hardBreaks: false },
      messages:
        "Trailing spaces break the line here, but they are invisible. Use a backslash at the end of the line instead.",
    },
    {
      name: "hard breaks in MkDocs, which shows a backslash",
      article: "甲«  »\n乙\n",
      generator: "mkdocs",
      options: { hardBreaks: false },
      messages:
        "Trailing spaces break the line here, but they are invisible. Use <br> instead: MkDocs shows a backslash.",
    },
  ],
});
