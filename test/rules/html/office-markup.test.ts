import officeMarkup from "../../../rules/html/office-markup.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };

testRule(officeMarkup, {
  accepts: [
    { name: "ordinary markup", article: '<p class="lead" style="color: red">甲</p><!-- 乙 -->', ...html },
    { name: "code", article: "`<o:p>` `<p class=MsoNormal>`\n" },
    {
      name: "comments of a whole page",
      article: "<!doctype html>\n<head><!--[if IE 7]>甲<![endif]--></head>",
      ...html,
    },
    { name: "other namespaces", article: "<fb:like>甲</fb:like><svg><use xlink:href='#a'/></svg>", ...html },
  ],
  rejects: [
    {
      name: "classes",
      article: '<p «class="MsoNormal"»>甲</p><p «class="lead MsoListParagraph"»>乙</p>',
      ...html,
      messages: [
        'Leftover word-processor class "MsoNormal". Remove this class.',
        'Leftover word-processor class "MsoListParagraph". Remove this class.',
      ],
      unsafelyFixed: '<p>甲</p><p class="lead">乙</p>',
    },
    {
      name: "styles",
      article:
        '<p «style="mso-pagination: none; color: red"»>甲<span «style="mso-bidi-font-size:12.0pt"»>乙</span></p>',
      ...html,
      messages: [
        'Leftover word-processor style "mso-pagination". Remove this style.',
        'Leftover word-processor style "mso-bidi-font-size". Remove this style.',
      ],
      fixed: '<p style="color: red">甲<span>乙</span></p>',
    },
    {
      name: "elements",
      article: "<p>甲<«o:p»>&nbsp;</o:p></p>",
      ...html,
      messages: "<o:p> is a leftover element of Microsoft Office. Remove its tags.",
      unsafelyFixed: "<p>甲&nbsp;</p>",
    },
    {
      name: "comments",
      article: "甲«<!--[if gte mso 9]><xml></xml><![endif]-->»乙«<!--StartFragment-->»丙«<![endif]>»",
      ...html,
      messages: [
        'Leftover word-processor comment "<!--[if gte mso 9]><xml></…><![endif]-->". Remove the comment.',
        'Leftover word-processor comment "<!--StartFragment-->". Remove the comment.',
        'Leftover word-processor comment "<![endif]>". Remove the comment.',
      ],
      fixed: "甲乙丙",
    },
    {
      name: "attributes of editors",
      article: '<p «data-mce-style="color: red"»>甲</p>',
      ...html,
      messages: 'Leftover editor attribute "data-mce-style". Remove the attribute.',
      fixed: "<p>甲</p>",
    },
    {
      name: "a comment alone in its line, with the line",
      article: "<p>甲</p>\n  «<!--[if IE]>乙<![endif]-->»\n<p>丙</p>\n",
      ...html,
      messages: 'Leftover word-processor comment "<!--[if IE]>乙<![endif]-->". Remove the comment.',
      fixed: "<p>甲</p>\n<p>丙</p>\n",
    },
  ],
});
