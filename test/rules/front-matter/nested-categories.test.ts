import nested from "../../../rules/front-matter/nested-categories.js";
import { testRule } from "../../support/rule-tester.js";

const hexo = "title: 渡口\n";
const article = (...lines: string[]) => `---\ntitle: 甲\n${lines.join("\n")}\n---\n\n正文\n`;
const says = (key: string, names: string) =>
  `A list in "${key}" makes separate top-level categories in Hexo: ${names}. For one path of categories, use one hyphen for each name.`;

testRule(nested, {
  accepts: [
    { name: "a path", hexo, article: article("categories:", " - 编程", " - ACM", " - 获奖者") },
    { name: "lists, which are paths", hexo, article: article("categories:", "- - 编程", "  - ACM", "- - 获奖者") },
    {
      name: "names next to lists of several names, as in the documentation of Hexo",
      hexo,
      article: article("categories:", "- [Sports, Baseball]", "- Rivalries"),
    },
    { name: "a list in brackets", hexo, article: article("categories:", "- 编程", "- [获奖者]") },
    { name: "one name", hexo, article: article("categories: 编程") },
    { name: "lists in other keys", hexo, article: article("tags:", "- 编程", "- - 获奖者") },
    { name: "no categories", hexo, article: article("categories:") },
    { name: "another generator", article: article("categories:", "- 编程", "- - 获奖者") },
  ],
  rejects: [
    {
      name: "a hyphen too many in the last line, as a crawler wrote it",
      hexo,
      article: article("categories: ", " - 编程", " - ACM", " -  «- 获奖者»"),
      messages: says("categories", '"编程", "ACM" and 1 more'),
      fixed: article("categories: ", " - 编程", " - ACM", " -  - 获奖者"),
      unsafelyFixed: article("categories: ", " - 编程", " - ACM", " - 获奖者"),
    },
    {
      name: "a hyphen too many in the first line, in the other key that Hexo reads",
      hexo,
      article: article("category:", "  - «- 2021»", "  - 获奖者"),
      messages: says("category", '"2021" and "获奖者"'),
      unsafelyFixed: article("category:", "  - '2021'", "  - 获奖者"),
    },
  ],
});
