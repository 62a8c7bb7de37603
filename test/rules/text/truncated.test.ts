import truncated from "../../../rules/text/truncated.js";
import { testRule } from "../../support/rule-tester.js";

const says = (phrase: string) =>
  `Article ends in "${phrase}", so the rest is probably missing. Add the rest, or remove "${phrase}".`;

testRule(truncated, {
  accepts: [
    { name: "a pointer that is not at the end", article: "<p>甲……阅读全文</p><p>乙</p>", path: "a.html" },
    { name: "a sentence that ends in such words", article: "If you have the time, you can read more.\n" },
    { name: "a link within a sentence", article: "For the options see, or [read more](b.md).\n" },
    { name: "a pointer to the original", article: "正文。\n\n[阅读原文](https://a.example)\n" },
    { name: "brackets in the middle", article: "“今天 […] 下雨”，他说。\n" },
    { name: "an article that ends in dots", article: "<p>等了很久……</p>", path: "a.html" },
    { name: "an English sentence that ends in more", article: "Bread, fish, tea...more\n" },
    {
      name: "a folded text in the middle",
      article: "<p>今天…全文</p><p>渡口开了。</p><p>桥头也开了。</p>",
      path: "a.html",
    },
    { name: "code", article: "正文\n\n`read more`\n" },
    { name: "phrases that are not in the list", article: "甲……阅读全文\n", options: { phrases: ["看全部"] } },
  ],
  rejects: [
    {
      name: "a link to the rest",
      article: '<p>今天下雨……<a href="/b">«阅读全文»</a></p>\n',
      messages: says("阅读全文"),
    },
    {
      name: "the words in a paragraph of their own",
      article: "今天下雨。\n\n点击«查看全文» >>\n",
      messages: says("查看全文"),
    },
    {
      name: "English",
      article: "It rained today.\n\n[«Read More» →](https://a.example/b)\n",
      messages: says("Read More"),
    },
    { name: "what is cut by a news API", article: "It rained tod… «[+1234 chars]»", messages: says("[+1234 chars]") },
    {
      name: "WordPress's dots, in front of its own last line",
      article:
        "<p>It rained today «[&#8230;]»</p>\n<p>The post <a href='/a'>Rain</a> appeared first on <a href='/'>News</a>.</p>",
      path: "a.html",
      messages: says("[…]"),
    },
    { name: "dots in brackets in Markdown", article: "It rained today «[…]»\n", messages: says("[…]") },
    {
      name: "a picture behind the words",
      article: '<p>今天下雨</p><p>«展开全文»</p><img src="a.png" alt="">',
      path: "a.html",
      messages: says("展开全文"),
    },
    {
      name: "the source after the phrase",
      article: '<div><p>对于一个国家，这是 ... <span class="more">点击«阅读全文» @news.example.com</span></p></div>',
      path: "a.html",
      messages: says("阅读全文"),
    },
    {
      name: "a folded text, with one more line",
      article: "<div><p>不可能让我们好过！「世«...more»<br>NT$259元</p></div>",
      path: "a.html",
      messages: says("...more"),
    },
    {
      name: "a folded text with a link",
      article: '<p>今天渡口«…<a href="/b">全文»</a></p>',
      path: "a.html",
      messages: says("…全文"),
    },
    {
      name: "phrases of one's own",
      article: "甲……«看全部»\n",
      options: { phrases: ["看全部"] },
      messages: says("看全部"),
    },
  ],
});
