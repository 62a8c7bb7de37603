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
      says: [
        "align of <p> is obsolete: use CSS (text-align, or float for what text flows around)",
        "bgcolor of <td> is obsolete: use CSS (background-color)",
        "width of <td> is obsolete: use CSS (width)",
      ],
      unsafelyFixed:
        '<p style="text-align: center">甲</p><table><tr><td style="background-color: #fff; color: red">乙<td style="width: 50%">丙</table>',
    },
    {
      name: "what takes more than that, without a fix",
      article: '<table «border="1"» «cellpadding="4"»><tr><td>甲</table>',
      ...html,
      says: [
        "border of <table> is obsolete: use CSS (border)",
        "cellpadding of <table> is obsolete: use CSS (padding of the cells)",
      ],
    },
    {
      name: "names of anchors, and borders that are none",
      article: '<a «name="b"»></a><img src="a.png" «border="0"» alt="">',
      ...html,
      says: ["name of <a> is obsolete: use id", "border of <img> is obsolete: use CSS (border)"],
      unsafelyFixed: '<a id="b"></a><img src="a.png" alt="">',
    },
  ],
});
