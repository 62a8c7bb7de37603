import finalNewline from "../../../rules/source/final-newline.js";
import { testRule } from "../../support/rule-tester.js";

testRule(finalNewline, {
  accepts: [
    { name: "one line break", article: "正文\n" },
    { name: "an empty file", article: "" },
    { name: "a file of blank lines", article: "\n\n" },
  ],
  rejects: [
    {
      name: "an empty list item at the end, which kramdown only knows by the space after its marker",
      article: "- 甲\n-« \n\n»",
      messages: "1 blank line at the end of the file. Remove the line.",
      unsafelyFixed: "- 甲\n-\n",
    },
    {
      name: "no line break",
      article: "甲\n乙«»",
      messages: "Missing newline at the end of the file. Add a newline.",
      fixed: "甲\n乙\n",
    },
    {
      name: "blanks in place of it",
      article: "甲\n</div>«  »",
      path: "a.html",
      messages: "Missing newline at the end of the file. Add a newline.",
      fixed: "甲\n</div>\n",
    },
    {
      name: "a last line of blanks, as the founding corpus has it",
      article: "</div>«\n            »",
      path: "a.html",
      messages: "1 blank line at the end of the file. Remove the line.",
      fixed: "</div>\n",
    },
    {
      name: "blank lines",
      article: "甲«\n\n \n»",
      messages: "2 blank lines at the end of the file. Remove the lines.",
      fixed: "甲\n",
    },
    {
      name: "blank lines at the end of code that is still open, with a fix that changes it",
      article: "```\n甲«\n\n»",
      messages: "1 blank line at the end of the file. Remove the line.",
      unsafelyFixed: "```\n甲\n",
    },
    {
      name: "front matter alone",
      article: "---\ntitle: 题\n---«»",
      messages: "Missing newline at the end of the file. Add a newline.",
      fixed: "---\ntitle: 题\n---\n",
    },
  ],
});
