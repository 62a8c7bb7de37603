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
      name: "no line break",
      article: "甲\n乙«»",
      says: "the last line has no line break: end the file with one",
      fixed: "甲\n乙\n",
    },
    {
      name: "blanks in place of it",
      article: "甲\n</div>«  »",
      path: "a.html",
      says: "the last line has no line break: end the file with one",
      fixed: "甲\n</div>\n",
    },
    {
      name: "a last line of blanks, as the founding corpus has it",
      article: "</div>«\n            »",
      path: "a.html",
      says: "the file ends with a blank line: remove it",
      fixed: "</div>\n",
    },
    {
      name: "blank lines",
      article: "甲«\n\n \n»",
      says: "the file ends with 2 blank lines: remove them",
      fixed: "甲\n",
    },
    {
      name: "blank lines at the end of code that is still open, with a fix that changes it",
      article: "```\n甲«\n\n»",
      says: "the file ends with a blank line: remove it",
      unsafelyFixed: "```\n甲\n",
    },
    {
      name: "front matter alone",
      article: "---\ntitle: 题\n---«»",
      says: "the last line has no line break: end the file with one",
      fixed: "---\ntitle: 题\n---\n",
    },
  ],
});
