import eol from "../../../rules/source/eol.js";
import { testRule } from "../../support/rule-tester.js";

testRule(eol, {
  accepts: [
    { name: "LF or CRLF throughout", article: "---\ntitle: 题\n---\n甲\n乙" },
    { name: "the style that is asked for", article: "甲\r\n乙\r\n", options: { style: "crlf" }, asIs: true },
    { name: "a text without line breaks", article: "甲", options: { style: "lf" } },
  ],
  rejects: [
    {
      name: "a LF among CRLF",
      article: "甲\r\n乙«\n»丙\r\n",
      messages: "1 line ends in LF, the others in CRLF. Use CRLF.",
      fixed: "甲\r\n乙\r\n丙\r\n",
      asIs: true,
    },
    {
      name: "CRLF among as many LF, told of once",
      article: "甲«\r\n»乙\r\n丙\n丁\n",
      messages: "2 lines end in CRLF, the others in LF. Use LF.",
      fixed: "甲\n乙\n丙\n丁\n",
      asIs: true,
    },
    {
      name: "CR alone",
      article: "---«\r»title: 题\r---\r甲\r",
      messages: "4 lines end in CR alone, which most programs do not treat as a newline. Use LF.",
      fixed: "---\ntitle: 题\n---\n甲\n",
      asIs: true,
    },
    {
      name: "another style than is asked for",
      article: "甲«\r\n»乙\r\n",
      options: { style: "lf" },
      messages: "Lines end in CRLF. Use LF.",
      fixed: "甲\n乙\n",
      asIs: true,
    },
  ],
});
