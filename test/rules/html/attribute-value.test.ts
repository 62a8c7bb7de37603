import { expect, it } from "vitest";
import attributeValue, { invalidValueDefaults } from "../../../rules/html/attribute-value.js";
import { globalValues, standardElements } from "../../../src/article/html-standard.js";
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
      messages: [
        'loading="later" is invalid. Browsers treat it as "eager". Use "lazy" or "eager".',
        'hidden="false" still hides the element. Remove the attribute to show the element.',
        'type="x" is invalid. Browsers treat it as "1". Use "1", "a", "A", "i" or "I".',
      ],
      unsafelyFixed: '<iframe loading="later"></iframe><p>甲</p><ol type="x"></ol>',
    },
    {
      name: "numbers with a unit",
      article: '<video width="«640px»" height="360" src="a.mp4"></video>',
      ...html,
      messages: 'width="640px" is not an integer. Browsers read it as 640. Use width="640".',
      fixed: '<video width="640" height="360" src="a.mp4"></video>',
    },
    {
      name: "what is no number",
      article: '<table><tr><td colspan="«0»">甲<td rowspan="«all»">乙</table><iframe width="«auto»"></iframe>',
      ...html,
      messages: [
        'colspan="0" is invalid. Use an integer of at least 1, for example colspan="2".',
        'rowspan="all" is invalid. Use an integer of at least 0, for example rowspan="2".',
        'width="auto" is invalid. Use an integer of at least 0, for example width="640".',
      ],
    },
    {
      name: "values that turn on what they seem to turn off",
      article: '<p hidden="«no»">甲</p><img src="a.png" alt="" crossorigin="«false»"><p popover="«off»">乙</p>',
      ...html,
      messages: [
        'hidden="no" still hides the element. Remove the attribute to show the element.',
        'crossorigin="false" still turns crossorigin on. Remove the attribute to turn it off.',
        'popover="off" still turns popover on. Remove the attribute to turn it off.',
      ],
      unsafelyFixed: '<p>甲</p><img src="a.png" alt=""><p>乙</p>',
    },
    {
      name: "values that browsers replace by another one",
      article:
        '<p hidden="«true»">甲</p><img src="a.png" alt="" crossorigin="«true»"><track kind="«text»"><p popover="«x»">',
      ...html,
      messages: [
        'hidden="true" is invalid. Browsers treat it as "hidden". Use "hidden" or "until-found".',
        'crossorigin="true" is invalid. Browsers treat it as "anonymous". Use "anonymous" or "use-credentials".',
        'kind="text" is invalid. Browsers treat it as "metadata". Use "subtitles", "captions", "descriptions", "chapters" or "metadata".',
        'popover="x" is invalid. Browsers treat it as "manual". Use "auto", "manual" or "hint".',
      ],
    },
    {
      name: "values that browsers ignore",
      article: '<p dir="«left»" translate="«false»">甲</p><video preload="«all»" src="a.mp4"></video>',
      ...html,
      messages: [
        'dir="left" is invalid, and browsers ignore it. Use "ltr", "rtl" or "auto".',
        'translate="false" is invalid, and browsers ignore it. Use "yes" or "no".',
        'preload="all" is invalid, and browsers ignore it. Use "none", "metadata" or "auto".',
      ],
    },
    {
      name: "an encoding, which browsers use",
      article: '<form accept-charset="«gbk»"></form>',
      ...html,
      messages: 'accept-charset="gbk" is invalid. Use "utf-8".',
    },
    {
      name: "values that are similar to one of many keywords",
      article:
        '<input type="«telephone»"><input type="«datetime»"><input type="«emial»"><a referrerpolicy="«no-referer»" href="/">甲</a>',
      ...html,
      messages: [
        'type="telephone" is invalid. Browsers treat it as "text". Did you mean "tel"?',
        'type="datetime" is invalid. Browsers treat it as "text". Did you mean "datetime-local"?',
        'type="emial" is invalid. Browsers treat it as "text". Did you mean "email"?',
        'referrerpolicy="no-referer" is invalid, and browsers ignore it. Did you mean "no-referrer"?',
      ],
    },
    {
      name: "values that are similar to none of many keywords",
      article: '<input type="«x»"><iframe referrerpolicy="«none»"></iframe>',
      ...html,
      messages: [
        'type="x" is invalid. Browsers treat it as "text". Use one of the 22 valid values, for example "text".',
        'referrerpolicy="none" is invalid, and browsers ignore it. Use one of the 8 valid values, for example "no-referrer".',
      ],
    },
    {
      name: "words in the place of integers",
      article: '<ol start="«one»"><li value="«二»">甲</ol>',
      ...html,
      messages: [
        'start="one" is not a valid integer. Use a number, for example start="1".',
        'value="二" is not a valid integer. Use a number, for example value="1".',
      ],
    },
    {
      name: "booleans that say the contrary of what they do",
      article: '<video controls="«false»" src="a.mp4"></video>',
      ...html,
      messages: 'controls="false" still turns controls on. Remove the attribute to turn it off.',
      unsafelyFixed: '<video src="a.mp4"></video>',
    },
    {
      name: "the named attributes alone",
      article: '<iframe loading="later"></iframe><p hidden="«false»">甲</p>',
      options: { attributes: ["Hidden"] },
      ...html,
      messages: 'hidden="false" still hides the element. Remove the attribute to show the element.',
      unsafelyFixed: '<iframe loading="later"></iframe><p>甲</p>',
    },
  ],
});

it("knows what browsers do with an invalid value of every attribute that has keywords", () => {
  const excluded = ["meta", "link", "script", "style", "base"];
  const enumerated = new Set(Object.keys(globalValues).filter((name) => Array.isArray(globalValues[name])));
  for (const [tag, { values = {} }] of standardElements) {
    if (excluded.includes(tag)) continue;
    for (const name in values) if (Array.isArray(values[name])) enumerated.add(name === "type" ? `${tag}.type` : name);
  }
  expect(Object.keys(invalidValueDefaults).sort()).toEqual([...enumerated].sort());
});
