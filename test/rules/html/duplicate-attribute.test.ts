import duplicateAttribute from "../../../rules/html/duplicate-attribute.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };
const other = (name: string) =>
  `Duplicate attribute "${name}". Browsers ignore the second value. Keep one value, or combine the two.`;

testRule(duplicateAttribute, {
  accepts: [
    { name: "each attribute once", article: '<p class="a" id="b">甲</p><p class="a">乙</p>', ...html },
    { name: "code of Markdown", article: '`<p class="a" class="b">`\n' },
    { name: "template tags", article: "<p {{ a }} {{ b }}>甲</p>\n" },
  ],
  rejects: [
    {
      name: "the same twice",
      article: '<p class="a" «class»="a">甲</p><input disabled «DISABLED»>',
      ...html,
      messages: [
        'Duplicate attribute "class". Remove the second one.',
        'Duplicate attribute "DISABLED". Remove the second one.',
      ],
      fixed: '<p class="a">甲</p><input disabled>',
    },
    {
      name: "two values for one attribute",
      article: `<p class="a" «class»='b'>乙</p>`,
      ...html,
      messages: other("class"),
      unsafelyFixed: '<p class="a">乙</p>',
    },
    {
      name: "a value of a template, without a fix",
      article: '<p class="a" «class»="{{ b }}">乙</p>\n',
      messages: other("class"),
    },
    {
      name: "a tag with other errors, where no parse error is told",
      article: '<p class="a" «class»="a" "b">乙</p>',
      ...html,
      messages: 'Duplicate attribute "class". Remove the second one.',
    },
  ],
});
