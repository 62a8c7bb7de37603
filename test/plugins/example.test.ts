/** The plugin of examples/plugin, tested as its author would: with the tester that stet exports. */
import { describe, it } from "vitest";
import { calmTitle, linkHere } from "../../examples/plugin/house.js";
import { RuleTester } from "../../src/testing/index.js";

RuleTester.describe = describe;
RuleTester.it = it;
const tester = new RuleTester();

tester.run(calmTitle, {
  valid: [
    { name: "a calm title", article: "---\ntitle: 渡口开了！\n---\n" },
    { name: "as many marks as are allowed", article: "---\ntitle: 渡口！！！\n---\n", options: { max: 3 } },
    { name: "no title", article: "一。\n" },
  ],
  invalid: [
    {
      name: "a shouting title",
      article: "---\ntitle: «'渡口开了！！！'»\n---\n",
      messages: "Title has 3 exclamation marks (limit 1). Remove some.",
      unsafelyFixed: "---\ntitle: '渡口开了！'\n---\n",
    },
  ],
});

tester.run(linkHere, {
  valid: [{ name: "a link that says where", article: '<a href="/ferry">渡口</a>\n' }],
  invalid: [
    {
      name: "a link that does not",
      article: '<a href="/ferry">«这里»</a>\n',
      messages: 'Link text "这里" is not descriptive. Describe the target.',
    },
  ],
});
