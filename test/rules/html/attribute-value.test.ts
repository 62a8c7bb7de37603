import attributeValue from "../../../rules/html/attribute-value.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };

testRule(attributeValue, {
  accepts: [
    {
      name: "values as they should be",
      article: '<ol type="A" start="-1"><li value="2">甲</ol><td colspan="2"></td><p dir="AUTO">乙</p>',
      ...html,
    },
    {
      name: "booleans in each of their spellings",
      article: '<video controls loop="" muted="muted" src="a.mp4"></video><iframe allowfullscreen="true"></iframe>',
      ...html,
    },
    {
      name: "percentages, which browsers read",
      article: '<iframe width="100%" height="400" title="甲"></iframe>',
      ...html,
    },
    { name: "what rules for pictures tell", article: '<img src="a.png" width="1px" alt="">', ...html },
    { name: "no value at all", article: '<p dir="" hidden>甲</p><audio preload=""></audio>', ...html },
    { name: "templates", article: '<p dir="{{ dir }}">甲</p>\n\n`<p dir="x">`\n' },
    { name: "attributes of another language", article: '<svg width="1em"></svg>', ...html },
  ],
  rejects: [
    {
      name: "words that are none of the set",
      article: '<iframe loading="«later»"></iframe><p hidden="«false»">甲</p><ol type="«x»"></ol>',
      ...html,
      says: [
        'loading "later" means nothing to browsers: write "lazy" or "eager"',
        'hidden "false" means nothing to browsers: write "hidden" or "until-found"',
        'type "x" means nothing to browsers: write "1", "a", "A", "i" or "I"',
      ],
    },
    {
      name: "numbers with a unit",
      article: '<video width="«640px»" height="360" src="a.mp4"></video>',
      ...html,
      says: 'width "640px" has a unit, which browsers ignore: write "640"',
      fixed: '<video width="640" height="360" src="a.mp4"></video>',
    },
    {
      name: "what is no number",
      article: '<table><tr><td colspan="«0»">甲<td rowspan="«all»">乙</table><iframe width="«auto»"></iframe>',
      ...html,
      says: [
        'colspan "0" is not a whole number above 0: write one',
        'rowspan "all" is not a whole number: write one',
        'width "auto" is not a whole number: write one',
      ],
    },
    {
      name: "booleans that say the contrary of what they do",
      article: '<video controls="«false»" src="a.mp4"></video>',
      ...html,
      says: 'controls is on whatever its value is, "false" too: remove the attribute, or the value',
    },
  ],
});
