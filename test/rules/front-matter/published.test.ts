import published from "../../../rules/front-matter/published.js";
import { testRule } from "../../support/rule-tester.js";

const article = (line: string) => `---\ntitle: Low water\n${line}\n---\nThe ferry waits.\n`;

// Which values hide an article is recorded in test/generators/.
testRule(published, {
  accepts: [
    { name: "any word without a known generator", article: article("published: no") },
    { name: "false in Hexo, and zero", generator: "hexo", article: article("published: false") },
    { name: "zero in Hexo", generator: "hexo", article: article("published: 0") },
    { name: "no in Jekyll", generator: "jekyll", article: article("published: no") },
    { name: "yes in Hugo", generator: "hugo", article: article("draft: yes") },
    { name: "values that do not ask to hide it", generator: "hexo", article: article("published: yes") },
  ],
  rejects: [
    {
      name: "no in Hexo, which reads text",
      generator: "hexo",
      article: article("published: «no»"),
      messages: '"published: no" does not hide the article: Hexo publishes it. Write "published: false".',
      unsafelyFixed: article("published: false"),
    },
    {
      name: "false in quotes in Jekyll",
      generator: "jekyll",
      article: article("published: «'false'»"),
      messages: '"published: \'false\'" does not hide the article: Jekyll publishes it. Write "published: false".',
      unsafelyFixed: article("published: false"),
    },
    {
      name: "yes in quotes in Hugo",
      generator: "hugo",
      article: article("draft: «'yes'»"),
      messages: '"draft: \'yes\'" does not hide the article: Hugo publishes it. Write "draft: true".',
      unsafelyFixed: article("draft: true"),
    },
    {
      name: "yes in Docusaurus, which refuses it",
      generator: "docusaurus",
      article: article("draft: «yes»"),
      messages: '"draft: yes" ends the build of Docusaurus. Write "draft: true" to hide the article.',
      unsafelyFixed: article("draft: true"),
    },
    {
      name: "a key without a value in Jekyll",
      generator: "jekyll",
      article: article("«published»:"),
      messages: '"published" has no value, so Jekyll does not publish the article. Write true or false.',
    },
  ],
});
