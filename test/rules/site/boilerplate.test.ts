import boilerplate from "../../../rules/site/boilerplate.js";
import { testSiteRule } from "../../support/site-rule-tester.js";

const article = (body: string, ...lines: string[]) =>
  `---\n${["title: 甲乙", ...lines].join("\n")}\n---\n\n<div>${body}</div>\n`;
const says = (group: string, text: string) =>
  `Article has only the text "${text}", like ${group} (numbers and titles may differ). Add content or delete the article.`;
const saysOf = (names: readonly string[], group: string, text: string) =>
  Object.fromEntries(names.map((name) => [`${name}.md`, says(group, text)]));
const options = { least: 4 };
const folder = (name: string, bodies: readonly string[], ...lines: string[]) =>
  Object.fromEntries(bodies.map((body, at) => [`${name}${at}.md`, article(body, ...lines)]));
const likes = ["0 likes", "3 likes", "12 likes", "渡口开了"];
const marked = ["«0 likes»", "«3 likes»", "«12 likes»", "渡口开了"];

testSiteRule(boilerplate, {
  accepts: [
    { name: "three equal texts of four, where ten are needed", articles: folder("a", likes) },
    { name: "two equal texts of four", options, articles: folder("a", ["0 likes", "3 likes", "渡口", "桥头"]) },
    {
      name: "articles that have nothing but their title, which text/stub reports",
      options,
      articles: folder("a", ["甲乙", "甲乙", "甲乙", "甲乙"]),
    },
    { name: "articles without text", options, articles: folder("a", ["<p></p>", "<p></p>", "<p></p>", "<p></p>"]) },
    {
      name: "equal texts that are long enough to be read",
      options,
      articles: folder(
        "a",
        Array.from({ length: 4 }, () => "渡口今天开张了。".repeat(20)),
      ),
    },
    {
      name: "pictures with the same caption",
      options,
      articles: folder(
        "a",
        Array.from({ length: 4 }, (_, at) => `<img src="${at}.png" alt="">摄影：甲`),
      ),
    },
    {
      name: "drafts, pages that the site fills, and pages of folders",
      options,
      articles: {
        ...folder("a", ["待写", "待写"], "draft: true"),
        ...folder("b", ["待写", "待写"], "layout: gallery"),
        ...Object.fromEntries(["c", "d", "e", "f"].map((name) => [`${name}/index.md`, article("待写")])),
      },
    },
  ],
  rejects: [
    {
      name: "the same text with other numbers",
      options,
      articles: folder("a", marked),
      messages: saysOf(["a0", "a1", "a2"], "3 of 4 articles", "0 likes"),
    },
    {
      name: "the same text beside the title",
      options,
      articles: {
        "b/a.md": "---\ntitle: 早市\n---\n\n«早市 已过期»\n",
        "b/b.md": "---\ntitle: 渡口\n---\n\n«渡口！已过期»\n",
        "b/c.md": "---\ntitle: 桥头\n---\n\n«桥头：已过期。»\n",
        "b/d.md": "---\ntitle: 下雨\n---\n\n下雨的时候，桥头没有人。\n",
      },
      messages: saysOf(["b/a", "b/b", "b/c"], '3 of 4 articles in "b"', "早市 已过期"),
    },
    {
      name: "pictures with the same words, where that is asked for",
      options: { ...options, media: true },
      articles: folder(
        "a",
        Array.from({ length: 4 }, (_, at) => `<img src="${at}.png" alt="">«${at} likes»`),
      ),
      messages: saysOf(["a0", "a1", "a2", "a3"], "4 of 4 articles", "0 likes"),
    },
    {
      name: "one of two feeds in a folder",
      options,
      articles: {
        ...folder("p/a", ["渡口", "桥头", "早市", "下雨", "天晴"], "categories: [新闻, 桥头]"),
        ...folder("p/b", marked, "categories: [新闻, 渡口]"),
      },
      messages: saysOf(["p/b0", "p/b1", "p/b2"], '3 of 4 articles of feed "新闻/渡口"', "0 likes"),
    },
  ],
});
