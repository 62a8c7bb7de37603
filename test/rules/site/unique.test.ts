import unique from "../../../rules/site/unique.js";
import { testSiteRule } from "../../support/site-rule-tester.js";

const article = (...lines: string[]) => `---\n${lines.join("\n")}\n---\n\n正文\n`;
const same = (key: string, value: string, others: string) =>
  `Duplicate ${key} "${value}", also in ${others}. One page can overwrite the other. Use a different ${key}.`;
const slug = (value: string, others: string) =>
  `Duplicate slug "${value}", also in ${others}. Hugo publishes only one of the pages; Hexo ignores slug, Jekyll adds the date. Use a different slug.`;
const title = (value: string, others: string) =>
  `Duplicate title "${value}", also in ${others}. Make the titles different, or delete one of the articles.`;

testSiteRule(unique, {
  accepts: [
    {
      name: "addresses that differ, and none at all",
      articles: {
        "a.md": article("permalink: /a/", "title: 甲"),
        "b.md": article("permalink: /b/", "title: 乙"),
        "c.md": article("permalink:", "id: ''"),
        "d.md": article("permalink:", "id: ''"),
        "e.md": "没有前言\n",
      },
    },
    {
      name: "translations that two letters before the extension tell apart",
      articles: { "a.md": article("title: Ferry"), "a.cn.md": article("title: Ferry") },
    },
    {
      name: "one title, although it is asked for twice",
      articles: { "a.md": article("title: 甲") },
      options: { keys: ["title"] },
    },
    {
      name: "patterns, Jekyll's named forms, template tags and permalink: false",
      articles: {
        "a.md": article("permalink: /:year/:title/", "url: '{{ base }}'"),
        "b.md": article("permalink: /:year/:title/", "url: '{{ base }}'"),
        "c.md": article("permalink: pretty"),
        "d.md": article("permalink: pretty"),
        "e.md": article("permalink: false"),
        "f.md": article("permalink: false"),
      },
    },
    {
      name: "the source of two articles of a feed, whose URL is on another site",
      articles: {
        "a.md": article("url: https://news.example/1", "permalink: //news.example/1"),
        "b.md": article("url: https://news.example/1", "permalink: //news.example/1"),
      },
    },
    {
      name: "one slug on a site whose addresses are known to differ",
      articles: {
        "content/post/a.md": article("slug: report", "date: 2015-07-01"),
        "content/post/b.md": article("slug: report", "date: 2016-04-01"),
        "hugo.toml": '[permalinks]\npost = "/:year/:month/:slug/"\n',
      },
    },
    {
      name: "a slug in a site of Hexo, which ignores it",
      articles: {
        "source/_posts/a.md": article("title: 甲", "date: 2024-02-03", "slug: rain"),
        "source/_posts/b.md": article("title: 乙", "date: 2024-02-03", "slug: rain"),
      },
      files: ["_config.yml"],
    },
    {
      name: "a slug in a site of Hugo, where site/duplicate-route compares addresses",
      articles: {
        "content/a.md": article("title: 甲", "slug: rain"),
        "content/b.md": article("title: 乙", "slug: rain"),
      },
      files: ["hugo.toml"],
    },
    {
      name: "the same slug, id or title in two folders",
      articles: {
        "news/a.md": article("slug: rain", "id: 1", "title: 雨"),
        "notes/b.md": article("slug: rain", "id: 1", "title: 雨"),
      },
    },
    {
      name: "overviews of folders that have the same title",
      articles: { "a/index.md": article("title: 概览"), "b/index.md": article("title: 概览") },
    },
    {
      name: "translations, by front matter, folder or file name",
      articles: {
        "a.md": article("permalink: /a/", "lang: en"),
        "b.md": article("permalink: /a/", "lang: zh-CN"),
        "de/a.md": article("permalink: /a/"),
        "pt-br/a.md": article("permalink: /a/"),
        "a.fr.md": article("permalink: /a/"),
      },
    },
    {
      name: "drafts and what is not published",
      articles: {
        "a.md": article("permalink: /a/"),
        "b.md": article("permalink: /a/", "draft: true"),
        "c.md": article("permalink: /a/", "published: false"),
        "_drafts/d.md": article("permalink: /a/"),
      },
    },
    {
      name: "titles where they are not asked for",
      articles: { "a.md": article("title: 雨"), "b.md": article("title: 雨") },
      options: { titles: false },
    },
  ],
  rejects: [
    {
      name: "an address that is taken, at the later articles, which name the others",
      articles: {
        "a.md": article("permalink: /rain/"),
        "b.md": article('permalink: «"/rain/"»'),
        "c.md": article("permalink: «rain/index.html»"),
        "d.md": article("permalink: «/rain/»"),
      },
      messages: {
        "b.md": same("permalink", "/rain/", '"a.md", "c.md" and 1 more'),
        "c.md": same("permalink", "rain/index.html", '"a.md", "b.md" and 1 more'),
        "d.md": same("permalink", "/rain/", '"a.md", "b.md" and 1 more'),
      },
    },
    {
      name: "a slug or id that is taken in the folder, and one from the root anywhere",
      articles: {
        "a/1.md": article("slug: rain", "id: 7"),
        "a/2.md": article("slug: «rain»", "id: «'7'»"),
        "b/1.md": article("slug: /sun"),
        "c/1.md": article("slug: «/sun»"),
      },
      messages: {
        "a/2.md": [slug("rain", '"a/1.md"'), same("id", "7", '"a/1.md"')],
        "c/1.md": slug("/sun", '"b/1.md"'),
      },
    },
    {
      name: "slugs of articles that have a folder each",
      articles: { "post/a/index.md": article("slug: rain"), "post/b/index.md": article("slug: «rain»") },
      messages: { "post/b/index.md": slug("rain", '"post/a/index.md"') },
    },
    {
      name: "a title that is taken in the folder",
      articles: { "a.md": article("title: 今天 下雨 "), "b.md": article("title: «'今天 下雨'»") },
      messages: { "b.md": title("今天 下雨", '"a.md"') },
    },
    {
      name: "keys of the site's own",
      articles: {
        "a/1.md": article("guid: x", "id: 1"),
        "b/2.md": article("guid: «x»", "id: 1"),
      },
      options: { keys: ["guid"] },
      messages: { "b/2.md": same("guid", "x", '"a/1.md"') },
    },
    {
      name: "the one article of this run, whose address one of the site has, though it comes first",
      articles: { "a.md": article("permalink: «/rain/»"), "b.md": article("permalink: /rain/") },
      linted: ["a.md"],
      messages: { "a.md": same("permalink", "/rain/", '"b.md"') },
    },
    {
      name: "TOML and JSON",
      articles: {
        "a.md": '+++\nurl = "/rain/"\n+++\n',
        "b.md": ';;;\n"url": «"/rain/"»\n;;;\n',
      },
      messages: { "b.md": same("url", "/rain/", '"a.md"') },
    },
  ],
});
