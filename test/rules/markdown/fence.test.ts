import fence from "../../../rules/markdown/fence.js";
import { testRule } from "../../support/rule-tester.js";

const unclosed = (mark: string) =>
  `Missing end of the code fence. Readers see everything after it as code. Add "${mark}" after the code.`;

testRule(fence, {
  accepts: [
    { name: "fences with an end", article: "```js\na\n```\n\n~~~\n```\n~~~~\n\n````md\n```js\n```\n````\n" },
    { name: "a fence that its list or quote ends", article: "- ```js\n  a\n\n> ```\n> a\n\n乙\n" },
  ],
  rejects: [
    {
      name: "text after the code",
      article: "甲\n\n«```»js\na\n\n## 乙\n\n[c](d.md)\n",
      messages: unclosed("```"),
    },
    {
      name: "code at the end of the article",
      article: "«```»js\na\n",
      messages: 'Missing end of the code fence. Add "```" after the code.',
    },
    {
      name: "an end with fewer backticks",
      article: "«````»js\na\n\n## 乙\n```\n",
      messages: unclosed("````"),
      unsafelyFixed: "````js\na\n\n## 乙\n````\n",
    },
    {
      name: "a fence with a language within another one",
      article: "«```»js\na\n\n乙\n\n```py\nb\n```\n\n丙\n\n```\n",
      messages:
        'The code fence has no end before the next one in line 6. Readers see the text between them as code. Add "```" after the code.',
    },
  ],
});
