import taxonomy from "../../../rules/site/taxonomy.js";
import { testSiteRule } from "../../support/site-rule-tester.js";

const article = (...lines: string[]) => `---\n${lines.join("\n")}\n---\n\n正文\n`;
const says = (key: string, name: string, common: string, times: number, example: string) =>
  `${key} "${name}" is spelled "${common}" in ${times === 1 ? "" : `${times} articles, such as `}"${example}". Use the same spelling in all articles.`;

testSiteRule(taxonomy, {
  accepts: [
    {
      name: "names that differ in more than spelling",
      articles: {
        "a.md": article("tags: [C, new, rail, 猫]"),
        "b.md": article("tags: [C++, news, rails, 狗]"),
        "c.md": article("tags: [C#, Node.js, bus, 猫咪]"),
      },
    },
    {
      name: "a tag and a category that differ",
      articles: { "a.md": article("tags: [travel]"), "b.md": article("categories: [Travel]") },
    },
    {
      name: "lists in one string, template tags, and what is no name",
      articles: {
        "a.md": article("tags: 'a, b'", "tag: '{{ x }}'", "category: 1"),
        "b.md": article("tags: 'A, B'", "tag: '{{ X }}'", "categories: {a: 1}"),
      },
    },
    {
      name: "plurals where they are names of their own",
      articles: { "a.md": article("tags: [book]"), "b.md": article("tags: [books]") },
      options: { plurals: false },
    },
    {
      name: "names that Hugo takes for one tag",
      articles: {
        "content/a.md": article("tags: [JavaScript, Machine Learning, Go!]"),
        "content/b.md": article("tags: [javascript, machine-learning, Go]"),
      },
      files: ["hugo.toml"],
    },
    {
      name: "names that have one page in Docusaurus",
      articles: {
        "docs/a.md": article("tags: [Release Notes]"),
        "docs/b.md": article("tags: [release-notes]"),
      },
      files: ["docusaurus.config.js"],
    },
  ],
  rejects: [
    {
      name: "names that Hugo keeps apart",
      articles: {
        "content/a.md": article("tags: [«machine_learning», AI, city]"),
        "content/b.md": article("tags: [Machine Learning, ai, «cities»]"),
        "content/c.md": article("tags: [machine-learning, city]"),
      },
      files: ["hugo.toml"],
      messages: {
        "content/a.md": says("Tag", "machine_learning", "Machine Learning", 2, "content/b.md"),
        "content/b.md": says("Tag", "cities", "city", 2, "content/a.md"),
      },
      unsafelyFixed: {
        "content/a.md": article("tags: [Machine Learning, AI, city]"),
        "content/b.md": article("tags: [Machine Learning, ai, city]"),
      },
    },
    {
      name: "case, to the spelling of most articles",
      articles: {
        "a.md": article("tags:", "  - «javascript» # 前端", "  - 桥"),
        "b.md": article("tags: [JavaScript]"),
        "c.md": article("tags: [JavaScript]"),
      },
      messages: { "a.md": says("Tag", "javascript", "JavaScript", 2, "b.md") },
      unsafelyFixed: { "a.md": article("tags:", "  - JavaScript # 前端", "  - 桥") },
    },
    {
      name: "width, blanks and hyphens; of equals the plain one",
      articles: {
        "a.md": article("categories: [«ＡＩ»]"),
        "b.md": article("categories: [AI]"),
        "c.md": article('tags: ["«machine-learning»"]'.replaceAll('"«', '«"').replaceAll('»"', '"»')),
        "d.md": article("tags: [machine learning]"),
      },
      messages: {
        "a.md": says("Category", "ＡＩ", "AI", 1, "b.md"),
        "c.md": says("Tag", "machine-learning", "machine learning", 1, "d.md"),
      },
      unsafelyFixed: {
        "a.md": article("categories: [AI]"),
        "c.md": article('tags: ["machine learning"]'),
      },
    },
    {
      name: "English plurals, under a key and its plural",
      articles: {
        "a.md": article("tag: «city»"),
        "b.md": article("tags: [cities, «bridges»]"),
        "c.md": article("tags: [cities, bridge]"),
        "d.md": article("tags: bridge"),
      },
      messages: {
        "a.md": says("Tag", "city", "cities", 2, "b.md"),
        "b.md": says("Tag", "bridges", "bridge", 2, "c.md"),
      },
      unsafelyFixed: { "a.md": article("tag: cities"), "b.md": article("tags: [cities, bridge]") },
    },
    {
      name: "Hexo's nested categories",
      articles: {
        "a.md": article("categories:", "  - [Life, «food»]"),
        "b.md": article("categories:", "  - [Life, Food]", "  - [Food]"),
      },
      messages: { "a.md": says("Category", "food", "Food", 1, "b.md") },
      unsafelyFixed: { "a.md": article("categories:", "  - [Life, Food]") },
    },
    {
      name: "a second spelling in the same list, which cannot be replaced",
      articles: { "a.md": article("tags: [Go, «go»]"), "b.md": article("tags: [Go]") },
      messages: { "a.md": says("Tag", "go", "Go", 2, "a.md") },
    },
    {
      name: "TOML",
      articles: { "a.md": "+++\ntags = [«'web'»]\n+++\n", "b.md": "+++\ntags = ['Web']\n+++\n" },
      messages: { "a.md": says("Tag", "web", "Web", 1, "b.md") },
      unsafelyFixed: { "a.md": "+++\ntags = ['Web']\n+++\n" },
    },
    {
      name: "a key that is neither tags nor categories",
      articles: { "a.md": article("topics: [«go»]"), "b.md": article("topics: [Go]"), "c.md": article("topics: [Go]") },
      options: { keys: ["topics"] },
      messages: { "a.md": says('"topics" value', "go", "Go", 2, "b.md") },
      unsafelyFixed: { "a.md": article("topics: [Go]") },
    },
    {
      name: "an article against those of the site that are not in this run",
      articles: {
        "a.md": article("tags: [«go»]"),
        "b.md": article("tags: [Go]"),
        "c.md": article("tags: [Go]"),
        "d.md": article("tags: [go]"),
      },
      linted: ["a.md"],
      messages: { "a.md": says("Tag", "go", "Go", 2, "b.md") },
      unsafelyFixed: { "a.md": article("tags: [Go]") },
    },
  ],
});
