import lostText from "../../../rules/front-matter/lost-text.js";
import { testRule } from "../../support/rule-tester.js";

const article = (lines: string) => `---\n${lines}\n---\nThe ferry waits.\n`;

testRule(lostText, {
  accepts: [
    { name: "a comment that is meant as one", article: article("title: Low water # check this") },
    { name: "quotes", article: article("title: 'Week 3 #reading'\ntags: ['1.10', \"2015-10-11\"]") },
    { name: "# inside a word", article: article("title: C#7 and a#b") },
    { name: "a number that stays as it is", article: article("title: 2048\ntags: [7]") },
    { name: "other keys", article: article("title: Low water\nweight: 010\ndate: 2015-10-11") },
    { name: "a day in Hugo, which keeps the text", generator: "hugo", article: article("title: 2015-10-11") },
    { name: "a comment after a list", article: article("tags: [tide, rain] #low") },
  ],
  rejects: [
    {
      name: "the rest of a title",
      article: article("title: 第三周 «#读书»"),
      messages: 'YAML reads "#读书" as a comment, so it is not part of "title". Put the whole value in quotes.',
      unsafelyFixed: article("title: '第三周 #读书'"),
    },
    {
      name: "tags that are only a comment",
      article: article("title: Low water\ntags: «#tide #rain»"),
      messages: 'YAML reads "#tide #rain" as a comment, so it is not part of "tags". Put the whole value in quotes.',
      unsafelyFixed: article("title: Low water\ntags: '#tide #rain'"),
    },
    {
      name: "a title that is a day",
      article: article("title: «2015-10-11»"),
      messages: 'YAML reads "2015-10-11" in "title" as a date, which pages show in another form. Put it in quotes.',
      unsafelyFixed: article("title: '2015-10-11'"),
    },
    {
      name: "a tag that loses digits",
      article: article("title: Low water\ntags: [«1.10»]"),
      messages: 'YAML reads "1.10" in "tags" as a number, which pages show as 1.1. Put it in quotes.',
      unsafelyFixed: article("title: Low water\ntags: ['1.10']"),
    },
    {
      name: "a slug that is octal in Jekyll",
      generator: "jekyll",
      article: article("title: Low water\nslug: «0123»"),
      messages: 'YAML reads "0123" in "slug" as a number, which pages show as 83. Put it in quotes.',
      unsafelyFixed: article("title: Low water\nslug: '0123'"),
    },
    {
      name: "an item that is indented too deep",
      article: article("title: Low water\ntags:\n - «tide\n   - rain»"),
      messages:
        '"tide - rain" in "tags" is one item, because the next line is indented too deep. Indent all items alike.',
    },
    {
      name: "a no-break space before a key",
      article: article("title: Low water\n«\u00a0\u00a0tags»: [tide]"),
      messages: 'The key "tags" starts with a no-break space. Remove the space.',
      unsafelyFixed: article("title: Low water\ntags: [tide]"),
    },
  ],
});
