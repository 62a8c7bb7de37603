import sharedCover from "../../../rules/site/shared-cover.js";
import { testSiteRule } from "../../support/site-rule-tester.js";

const article = (title: string, cover: string) => `---\ntitle: ${title}\n${cover}\n---\n\n正文\n`;
const names = ["a", "b", "c", "d", "e", "f"];
const titles = ["早市", "渡口", "河灯", "集市", "桥头", "雨巷"];
/** One article for each name, with its cover. */
const all = (cover: (at: number) => string, title = (at: number) => titles[at] ?? "", count = 5) =>
  Object.fromEntries(names.slice(0, count).map((name, at) => [`feed/${name}.md`, article(title(at), cover(at))]));

const icon = (url: string, count: number) =>
  `Cover "${url}" has the name of an icon or a placeholder, and ${count} articles use it. Remove the key, or choose another image.`;
const shared = (url: string, count: number) =>
  `Cover "${url}" is used by ${count} articles with different titles. If it is an icon or a logo, remove the key or choose another image.`;
const saysOf = (count: number, message: string) =>
  Object.fromEntries(names.slice(0, count).map((name) => [`feed/${name}.md`, message]));

testSiteRule(sharedCover, {
  accepts: [
    { name: "covers that differ", articles: all((at) => `headimg: https://img.example.cn/${at}.png`) },
    {
      name: "one cover in fewer articles",
      articles: all(() => "headimg: https://img.example.cn/hot3.png", undefined, 4),
    },
    {
      name: "one article in several copies",
      articles: all(
        () => "headimg: https://img.example.cn/a.png",
        () => "早市",
      ),
    },
    {
      name: "relative paths of the same name in different folders, and no covers",
      articles: Object.fromEntries(
        names.map((name, at) => [`${name}/a.md`, article(titles[at] ?? "", "cover: cover.png")]),
      ),
    },
    { name: "the data of an image", articles: all(() => "cover: data:image/png;base64,AAAA") },
    {
      name: "placeholders and lost values, which other rules report in each article",
      articles: {
        ...all(() => "cover: https://picsum.photos/400/300?random=1"),
        ...Object.fromEntries(
          names.map((name, at) => [
            `b/${name}.md`,
            article(titles[at] ?? "", "cover: https://img.example.cn/p/undefined"),
          ]),
        ),
      },
    },
    { name: "blanks", articles: all(() => "cover: '  '") },
    { name: "templates and other values", articles: all(() => "cover: '{{ site.cover }}'\nthumbnail: false") },
  ],
  rejects: [
    {
      name: "an icon, once in each article although it has it twice",
      articles: all(
        () => "thumbnail: «https://img.example.cn/img/hot3.png»\nheadimg: https://img.example.cn/img/hot3.png",
      ),
      messages: saysOf(5, icon("https://img.example.cn/img/hot3.png", 5)),
    },
    {
      name: "another image that many have",
      articles: all(() => "cover:\n  image: «//img.example.cn/1/photo.jpg»", undefined, 6),
      messages: saysOf(6, shared("https://img.example.cn/1/photo.jpg", 6)),
    },
    {
      name: "with blanks around it or without",
      articles: all((at) => `cover: «'${" ".repeat(at)}https://img.example.cn/a.jpg${" ".repeat(at % 2)}'»`),
      messages: saysOf(5, shared("https://img.example.cn/a.jpg", 5)),
    },
    {
      name: "from as many articles as configured, in those that are linted",
      articles: { ...all(() => "cover: blank.png", undefined, 3), "feed/b.md": article("渡口", "cover: «blank.png»") },
      linted: ["feed/b.md"],
      options: { least: 3 },
      messages: { "feed/b.md": icon("/feed/blank.png", 3) },
    },
  ],
});
