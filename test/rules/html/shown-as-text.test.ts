import shownAsText from "../../../rules/html/shown-as-text.js";
import { testRule } from "../../support/rule-tester.js";

testRule(shownAsText, {
  accepts: [
    { name: "tags", article: '甲 <img src="a.png" alt="x"> <a href=b.md>c</a> <img src=\'a\' alt="b"/>\n' },
    { name: "text with angle brackets", article: 'a < b > c，<T>，if (a <b && c=="d") >\n' },
    { name: "code", article: '`<img src="a.png alt="x">`\n' },
    { name: "template tags", article: '<a href="{{ u }}"{% if x %} class="b"{% endif %}>c</a>\n' },
    { name: "a site of MkDocs", generator: "mkdocs", article: '甲 <img src="a.png alt="x"> 乙\n' },
    { name: "blocks of HTML", article: '<div class="a"id="b">\n甲\n</div>\n' },
  ],
  rejects: [
    {
      name: "a missing quote",
      article: '甲 «<img src="a.png alt="x">» 乙\n',
      messages: 'Readers see "<img src="a.png alt="x">" as text. Correct the quotes of the attributes.',
    },
    {
      name: "a missing space",
      article: '甲 «<img src="a.png"alt="x">» 乙\n',
      messages: 'Readers see "<img src="a.png"alt="x">" as text. Add a space between the attributes.',
      unsafelyFixed: '甲 <img src="a.png" alt="x"> 乙\n',
    },
  ],
});
