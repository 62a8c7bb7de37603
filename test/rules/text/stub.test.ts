import stub from "../../../rules/text/stub.js";
import { testRule } from "../../support/rule-tester.js";

testRule(stub, {
  accepts: [
    { name: "a short text", article: "---\ntitle: 今天下雨\n---\n今天下雨了。\n" },
    { name: "a picture alone", article: "---\ntitle: 西湖\n---\n![](a.png)\n" },
    { name: "a video alone", article: '<video src="a.mp4"></video>', path: "a.html" },
    { name: "the title below a picture", article: '---\ntitle: 西湖\n---\n<img src="a.png"><p>西湖</p>\n' },
    { name: "a link that is written out", article: "---\ntitle: 题\n---\nhttps://a.example/b\n" },
    { name: "a template tag", article: "---\ntitle: 题\n---\n{{< gallery >}}\n" },
    { name: "code alone", article: "---\ntitle: 题\n---\n```\na\n```\n" },
    { name: "a page that the site fills", article: "---\ntitle: 标签\nlayout: tags\n---\n" },
    { name: "a page that points elsewhere", article: "---\ntitle: 题\nredirect_to: /b/\n---\n" },
    { name: "a draft", article: "---\ntitle: 题\n---\n", path: "source/_drafts/a.md" },
    { name: "a template for issues", article: "<!-- 题 -->\n", path: ".github/ISSUE_TEMPLATE.md" },
    { name: "a feed", article: "---\npermalink: /feed.xml\n---\n", path: "feed.md" },
    { name: "the index of a section", article: "---\ntitle: 题\n---\n", path: "posts/_index.md" },
    { name: "front matter that cannot be read", article: "---\ntitle: [题\n---\n" },
    { name: "a draft", article: "---\ntitle: 题\ndraft: true\n---\n" },
    { name: "a page that Hugo does not make", article: "---\ntitle: 题\n_build: { render: link }\n---\n" },
    { name: "a page that Hugo never makes", article: "---\ntitle: 题\nbuild:\n  render: never\n---\n" },
    { name: "an element of the site's own", article: "<photo-wall></photo-wall>", path: "a.html" },
  ],
  rejects: [
    {
      name: "no body",
      article: "---\ntitle: 题\nlayout: post\n---\n«»",
      messages: "Article has no text or images. Add content, mark it as a draft, or delete the file.",
    },
    {
      name: "no body, in a page that Hugo makes but does not list",
      article: "---\ntitle: 题\nbuild: { list: never, render: always }\n---\n«»",
      messages: "Article has no text or images. Add content, mark it as a draft, or delete the file.",
    },
    {
      name: "empty paragraphs and comments",
      article: "---\ntitle: 题\n---\n«»<div>\n<p></p><p>&nbsp;</p><!-- 正文 -->\n</div>\n",
      messages: "Article has no text or images. Add content, mark it as a draft, or delete the file.",
    },
    {
      name: "the title once more, in a heading and with other signs",
      article: "---\ntitle: '今天下雨，明天晴'\n---\n<div>\n<h1>«今天下雨<b>明天晴</b>！»</h1>\n</div>\n",
      messages:
        'Article only repeats its title "今天下雨，明天晴". Add content, mark it as a draft, or delete the file.',
    },
  ],
});
