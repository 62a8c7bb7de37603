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
      says: "a heading of level 3 follows one of level 1, as if one were missing between: make it level 2",
    },
    {
      name: "a level left out in HTML",
      article: "<h2>甲</h2>«<h4>乙</h4>»",
      ...html,
      says: "a heading of level 4 follows one of level 2, as if one were missing between: make it level 3",
    },
  ],
});
