import rule from "../../../rules/link/remote-fragment.js";
import { testRule } from "../../support/rule-tester.js";

const url = "https://a.example/page#part";
const without = { [url]: { hasFragment: false } };

testRule(rule, {
  accepts: [
    { name: "an id of the page", article: `[x](${url})`, links: { [url]: { hasFragment: true } } },
    { name: "a page whose ids are not known", article: `[x](${url})`, links: { [url]: {} } },
    ...[
      "https://a.example/page",
      "https://a.example/#/guide",
      "https://a.example/p#page=3",
      "https://a.example/p#top",
    ].map((other) => ({
      name: `no id: ${other}`,
      article: `[x](${other})`,
      links: { [other]: { hasFragment: false } },
    })),
  ],
  rejects: [
    {
      name: "another id",
      article: `[x](«${url}»)`,
      links: without,
      messages: '"#part" does not match any id on "https://a.example/page". Link to an existing id, or to the page.',
    },
  ],
});
