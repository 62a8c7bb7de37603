import inlineStyle from "../../../rules/html/inline-style.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };

testRule(inlineStyle, {
  accepts: [
    { name: "classes", article: '<p class="a">甲</p>', ...html },
    {
      name: "what is allowed",
      article: '<p style="text-align: center">甲</p>',
      options: { allow: ["text-align"] },
      ...html,
    },
    {
      name: "what is Word's, and templates",
      article: '<p style="mso-bidi-font-size: 12pt">甲</p><p style="{{ a }}">乙</p>',
      ...html,
    },
    { name: "SVG", article: '<svg style="color: red"></svg>', ...html },
  ],
  rejects: [
    {
      name: "styles",
      article: '<p «style="color: red; margin: 0"»>甲</p>',
      ...html,
      messages: "The style attribute sets color, margin. Use the site's style sheet instead.",
      unsafelyFixed: "<p>甲</p>",
    },
    {
      name: "styles beside those that are allowed",
      article: '<p «style="color: red; text-align: center"»>甲</p>',
      options: { allow: ["text-align"] },
      ...html,
      messages: "The style attribute sets color. Use the site's style sheet instead.",
      unsafelyFixed: '<p style="text-align: center">甲</p>',
    },
    {
      name: "values with signs of their own, without a fix",
      article: "<p «style=\"background: url('a;b')\"»>甲</p>",
      ...html,
      messages: "The style attribute sets background, b'). Use the site's style sheet instead.",
    },
  ],
});
