import headingOrder from "../../../rules/html/heading-order.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };

testRule(headingOrder, {
  accepts: [
    { name: "levels one by one, and any step back", article: "## 甲\n\n### 乙\n\n#### 丙\n\n## 丁\n" },
    { name: "any level to begin with", article: "### 甲\n\n#### 乙\n" },
    { name: "headings in code", article: "# 甲\n\n```\n#### 乙\n```\n" },
  ],
  rejects: [
    {
      name: "a level left out in Markdown",
      article: "# 甲\n\n«### 乙»\n",
      messages: "The heading level jumps from 1 to 3. Use level 2 here, or correct the heading before it.",
    },
    {
      name: "a level left out in HTML",
      article: "<h2>甲</h2>«<h4>乙</h4>»",
      ...html,
      messages: "The heading level jumps from 2 to 4. Use level 3 here, or correct the heading before it.",
    },
  ],
});
