import deprecatedAttribute from "../../../rules/html/deprecated-attribute.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };

testRule(deprecatedAttribute, {
  accepts: [
    {
      name: "today's attributes",
      article: '<table class="a"><tr><td colspan="2">甲</table><img src="a.png" width="1" height="1" alt="">',
      ...html,
    },
    { name: "names of form fields", article: '<form name="a"><input name="b"></form>', ...html },
    { name: "obsolete elements, which have a rule of their own", article: '<font color="red">甲</font>', ...html },
    { name: "code", article: '`<td align="left">`\n' },
  ],
  rejects: [
    {
      name: "what one declaration does",
      article:
        '<p «align="center"»>甲</p><table><tr><td style="color: red" «bgcolor="#FFF"»>乙<td «width="50%"»>丙</table>',
      ...html,
      messages: [
        '"align" is an obsolete attribute of <p>. Use the CSS property text-align (or float, to let text flow around the element) instead.',
        '"bgcolor" is an obsolete attribute of <td>. Use the CSS property background-color instead.',
        '"width" is an obsolete attribute of <td>. Use the CSS property width instead.',
      ],
      unsafelyFixed:
        '<p style="text-align: center">甲</p><table><tr><td style="background-color: #fff; color: red">乙<td style="width: 50%">丙</table>',
    },
    {
      name: "what takes more than that, without a fix",
      article: '<table «border="1"» «cellpadding="4"»><tr><td>甲</table>',
      ...html,
      messages: [
        '"border" is an obsolete attribute of <table>. Use the CSS property border instead.',
        '"cellpadding" is an obsolete attribute of <table>. Use the CSS property padding (on the table cells) instead.',
      ],
    },
    {
      name: "names of anchors, and borders that are none",
      article: '<a «name="b"»></a><img src="a.png" «border="0"» alt="">',
      ...html,
      messages: [
        '"name" is an obsolete attribute of <a>. Use id instead.',
        '"border" is an obsolete attribute of <img>. Use the CSS property border instead.',
      ],
      unsafelyFixed: '<a id="b"></a><img src="a.png" alt="">',
    },
  ],
});
