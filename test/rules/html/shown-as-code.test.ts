import shownAsCodeRule from "../../../rules/html/shown-as-code.js";
import { testRule } from "../../support/rule-tester.js";

testRule(shownAsCodeRule, {
  accepts: [{ name: "other elements", article: "<p>渡口</p>\n" }],
  rejects: [
    {
      name: "the element, at its name",
      article: "<p><«x-shown-as-code»>渡口</x-shown-as-code></p>\n",
      messages: "Unexpected <x-shown-as-code>. Remove the element.",
    },
  ],
});
