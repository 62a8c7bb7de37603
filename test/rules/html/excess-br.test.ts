import excessBr from "../../../rules/html/excess-br.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };

testRule(excessBr, {
  accepts: [
    { name: "line breaks, and a blank line", article: "<p>甲<br>乙<br> <br>丙</p>", ...html },
    { name: "code", article: "`<br><br><br>`\n" },
    { name: "as many as are allowed", article: "甲<br><br><br>乙", options: { max: 3 }, ...html },
  ],
  rejects: [
    {
      name: "more than two",
      article: "<p>甲<«br»><br/>\n<br>乙<br>丙</p>",
      ...html,
      messages: "3 consecutive line breaks. Start a new paragraph, or use CSS for spacing.",
      unsafelyFixed: "<p>甲<br><br/>\n乙<br>丙</p>",
    },
    {
      name: "more than one, if that is asked for, in Markdown",
      article: "甲<«br»><br>乙\n",
      options: { max: 1 },
      messages: "2 consecutive line breaks. Start a new paragraph, or use CSS for spacing.",
      unsafelyFixed: "甲<br>乙\n",
    },
  ],
});
