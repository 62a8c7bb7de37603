import categoryPath from "../../../rules/front-matter/category-path.js";
import { testRule } from "../../support/rule-tester.js";

const path = "source/_posts/tech/web-design/a.md";
const article = (line: string) => `---\ntitle: 网页\n${line}\n---\n`;
const other = (stated: string) =>
  `"categories" is "${stated}", but the file is in "tech/web-design". Change the category or move the file.`;

testRule(categoryPath, {
  accepts: [
    { name: "a list of the folders", path, article: article("categories: [Tech, Web Design]") },
    { name: "a path in one text", path, article: article("categories: tech/web_design") },
    { name: "one of several lists", path, article: article("categories:\n  - [生活]\n  - [tech, web-design]") },
    { name: "an article directly in the folder", path: "source/_posts/a.md", article: article("categories: tech") },
    { name: "an article elsewhere", path: "source/about/a.md", article: article("categories: tech") },
    {
      name: "an article that is a folder with its files",
      path: "source/_posts/tech/my-page/index.md",
      article: article("categories: tech"),
    },
    { name: "no front matter", path, article: "正文。\n" },
    {
      name: "the folder that a site names",
      path: "site/content/posts/tech/a.md",
      article: article("category: tech"),
      options: { below: "content/posts" },
    },
  ],
  rejects: [
    { name: "another category", path, article: article("categories: «生活»"), messages: other("生活") },
    { name: "only the first folder", path, article: article("categories: «[tech]»"), messages: other("tech") },
    {
      name: "several categories, none of them the folder",
      path,
      article: article("categories: «[[tech], [生活]]»"),
      messages: other('tech", "生活'),
    },
    {
      name: "no category",
      path,
      article: "«---»\ntitle: 网页\n---\n",
      messages: 'Missing category for a file in "tech/web-design". Add the category or move the file.',
    },
    {
      name: "an empty one",
      path,
      article: article("«categories»: []"),
      messages: 'Missing category for a file in "tech/web-design". Add the category or move the file.',
    },
  ],
});
