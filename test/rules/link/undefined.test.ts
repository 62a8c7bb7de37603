import undefinedRule from "../../../rules/link/undefined.js";
import { image, testRule } from "../../support/rule-tester.js";

const imageSays = (value: string, url: string) =>
  `Image URL "${url}" contains "${value}" instead of a value that a program did not have. Use the correct URL or remove the image.`;
const link = (value: string, url: string) =>
  `URL "${url}" contains "${value}" instead of a value that a program did not have. Use the correct URL or remove the link.`;

const pagesAboutTheWord = [
  "https://developer.mozilla.org/zh-CN/docs/Web/JavaScript/Reference/Global_Objects/undefined",
  "https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Operators/null",
  "https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/NaN",
  "https://zh.wikipedia.org/wiki/Null",
  "https://en.wikipedia.org/wiki/undefined",
  "https://www.npmjs.com/package/undefined",
  "https://github.com/undefined/undefined",
  "https://stackoverflow.com/questions/tagged/null",
  "https://www.google.com/search?q=undefined",
  "https://www.baidu.com/s?wd=null",
  "https://a.example/docs/undefined-behavior",
  "https://a.example/nullable?mode=null",
  "https://a.example/share?id=5&from=null",
  "/docs/null/",
  "#undefined",
];

testRule(undefinedRule, {
  accepts: [
    ...pagesAboutTheWord.map((url) => ({ name: `a link to ${url}`, article: `<a href="${url}">这里</a>\n` })),
    {
      name: "posts whose links are about the word",
      article:
        "[undefined 与 null](https://a.example/posts/undefined) <a href=https://a.example/article/null>null 是什么</a> [undefined](/undefined)\n",
    },
    {
      name: "images of that name on the site, and words in names",
      article:
        "![空](/assets/null.png) ![空](https://a.example/undefined-behavior.png) ![空](https://a.example/a/null/b.png)\n",
    },
    {
      name: "images that load although a value is missing",
      article: "![空](https://a.example/undefined/b.png) ![空](https://a.example/b.png?v=undefined)\n",
      images: { "https://a.example/undefined/b.png": image(4, 3), "https://a.example/b.png?v=undefined": image(4, 3) },
    },
    { name: "what a template makes", article: "![空](https://a.example/{{ undefined }})\n" },
    {
      name: "an image whose real URL is beside it, which image/lazy-source reports",
      article: '<img src="https://a.example/p/undefined" data-original="https://b.example/a.jpeg">\n',
    },
    {
      name: "texts of the front matter",
      article:
        "---\ntitle: undefined\nlink: https://a.example/posts/undefined\nexcerpt: 见 https://a.example/view/undefined\n---\n\n渡口\n",
    },
  ],
  rejects: [
    ...[
      ["https://img.example.cn/p/«undefined»", "undefined"],
      ["https://img.example.cn/«null»", "null"],
      ["https://img.example.cn/«undefined»/a.jpg", "undefined"],
      ["https://img.example.cn/«undefined».jpg", "undefined"],
      ["https://img.example.cn/a/«NaN».png?x=1", "NaN"],
      ["https://img.example.cn/a.php?src=«null»", "null"],
      ["https://img.example.cn/a.png?v=«undefined»", "undefined"],
      ["//«undefined»/a.png", "undefined"],
      ["https://«null»/a.png", "null"],
      ["«undefined»", "undefined"],
      ["/«null»", "null"],
      ["https://img.example.cn/«[object%20Object]»", "[object Object]"],
      ["https://img.example.cn/«%5Bobject%20Object%5D».png", "[object Object]"],
    ].map(([url = "", value = ""]) => ({
      name: `an image from ${url}`,
      article: `<img src="${url}" alt="">\n`,
      messages: imageSays(value, url.replace(/[«»]/g, "")),
    })),
    ...[
      ["https://www.example.cn/article/view/«undefined»", "undefined"],
      ["https://www.example.cn/article/«undefined»", "undefined"],
      ["https://share.example.cn/share.php?url=«null»", "null"],
      ["https://share.example.cn/share?title=a&url=«undefined»/a.html", "undefined"],
      ["https://www.example.cn/a?articleId=«NaN»", "NaN"],
      ["https://«undefined»/a", "undefined"],
      ["«undefined»", "undefined"],
      ["https://www.example.cn/«[object%20Object]»", "[object Object]"],
      ["https://www.example.cn/«[object Object]»", "[object Object]"],
    ].map(([url = "", value = ""]) => ({
      name: `a link to ${url}`,
      article: `<a href="${url}">全文</a>\n`,
      messages: link(value, url.replace(/[«»]/g, "")),
    })),
    {
      name: "a user without a name, whatever the text says",
      article: '<a href="https://w.example.cn/user/«undefined»">@undefined</a>\n',
      messages: link("undefined", "https://w.example.cn/user/undefined"),
    },
    {
      name: "Markdown, candidates and posters",
      article:
        '![鱼](https://a.example/«undefined») [全文](https://a.example/view/«null»)\n\n<img src="/a.png" alt="" srcset="https://a.example/«undefined» 2x"><video poster="https://a.example/«null»"></video>\n',
      messages: [
        imageSays("undefined", "https://a.example/undefined"),
        link("null", "https://a.example/view/null"),
        imageSays("undefined", "https://a.example/undefined"),
        imageSays("null", "https://a.example/null"),
      ],
    },
    {
      name: "covers and other URLs of the front matter",
      article:
        '---\ntitle: 早市\nheadimg: https://img.example.cn/p/«undefined»\nlink: «https://www.example.cn/view/undefined»\nmore: [甲, «"https://www.example.cn/a?id=null"»]\n---\n\n渡口\n',
      schema: "preset:article",
      messages: [
        imageSays("undefined", "https://img.example.cn/p/undefined"),
        link("undefined", "https://www.example.cn/view/undefined"),
        link("null", "https://www.example.cn/a?id=null"),
      ],
    },
    {
      name: "covers without a schema, by their keys",
      article:
        "---\ntitle: 早市\nheadimg: «https://img.example.cn/p/undefined»\ncover:\n  image: «https://img.example.cn/null»\n---\n\n渡口\n",
      messages: [
        imageSays("undefined", "https://img.example.cn/p/undefined"),
        imageSays("null", "https://img.example.cn/null"),
      ],
    },
    {
      name: "a cover whose image in the body has its real URL beside it",
      article:
        "---\ntitle: 早市\nheadimg: 'https://img.example.cn/p/«undefined»'\n---\n\n" +
        '<img src="https://img.example.cn/p/undefined" data-original="https://pic.example.cn/doc/1/a.jpeg" alt="鱼">\n',
      schema: "preset:article",
      messages: imageSays("undefined", "https://img.example.cn/p/undefined"),
      fixed:
        "---\ntitle: 早市\nheadimg: 'https://pic.example.cn/doc/1/a.jpeg'\n---\n\n" +
        '<img src="https://img.example.cn/p/undefined" data-original="https://pic.example.cn/doc/1/a.jpeg" alt="鱼">\n',
    },
  ],
});
