import https from "../../../rules/image/https.js";
import { testRule } from "../../support/rule-tester.js";

const direct =
  'Image from "img.example.cn" uses insecure HTTP. HTTPS pages load it over HTTPS instead, or not at all if that fails. Use HTTPS.';
const behind =
  'Proxy "cors.zfour.workers.dev" fetches the image from "static.1sapp.com" over insecure HTTP. Use HTTPS in the proxy URL.';

testRule(https, {
  accepts: [
    { name: "https", article: '<img src="https://img.example.cn/a.png">' },
    { name: "no scheme, which is the page's", article: '<img src="//img.example.cn/a.png">' },
    { name: "a path of this site", article: '<img src="/proxy?url=http://img.example.cn/a.png">' },
    {
      name: "https behind a proxy",
      article: '<img src="https://cors.zfour.workers.dev/?https://img.example.cn/a.png">',
    },
    {
      name: "this computer and its network",
      article:
        '<img src="http://localhost/a.png"><img src="http://192.168.1.7/a.png"><img src="http://nas.local/a.png">',
    },
    {
      name: "a page that is only named in the query",
      article: '<img src="https://img.example.cn/a.png?referer=http://news.example.cn/1">',
    },
    {
      name: "an archived picture",
      article: '<img src="https://web.archive.org/web/2021im_/http://img.example.cn/a.png">',
    },
    {
      name: "what a proxy fetches, of which image/proxied speaks",
      article: '<img src="https://cors.zfour.workers.dev/?http://static.1sapp.com/a.jpeg">',
    },
    { name: "what a template makes", article: '<img src="http://{{ host }}/a.png">' },
  ],
  rejects: [
    {
      name: "plain http",
      article: '<img src="«http»://img.example.cn/a.png">',
      messages: direct,
      unsafelyFixed: '<img src="https://img.example.cn/a.png">',
    },
    {
      name: "plain http in capitals",
      article: '<img src="«HTTP»://img.example.cn/a.png">',
      messages: direct,
      unsafelyFixed: '<img src="https://img.example.cn/a.png">',
    },
    {
      name: "plain http that a proxy fetches",
      options: { behindProxy: true },
      article: '<img src="https://cors.zfour.workers.dev/?«http»://static.1sapp.com/a.jpeg" data-size="680,340">',
      messages: behind,
      unsafelyFixed: '<img src="https://cors.zfour.workers.dev/?https://static.1sapp.com/a.jpeg" data-size="680,340">',
    },
    {
      name: "the same in the front matter",
      options: { behindProxy: true },
      article:
        "\n---\nheadimg: 'https://cors.zfour.workers.dev/?«http»://static.1sapp.com/a.jpeg'\nthumbnail: https://cors.zfour.workers.dev/?«http»://static.1sapp.com/a.jpeg\n---\n",
      schema: "preset:article",
      messages: [behind, behind],
      unsafelyFixed:
        "\n---\nheadimg: 'https://cors.zfour.workers.dev/?https://static.1sapp.com/a.jpeg'\nthumbnail: https://cors.zfour.workers.dev/?https://static.1sapp.com/a.jpeg\n---\n",
    },
    {
      name: "an encoded origin",
      options: { behindProxy: true },
      article: '<img src="https://images.weserv.nl/?url=«http»%3A%2F%2Fimg.example.cn%2Fa.png">',
      messages:
        'Proxy "images.weserv.nl" fetches the image from "img.example.cn" over insecure HTTP. Use HTTPS in the proxy URL.',
      unsafelyFixed: '<img src="https://images.weserv.nl/?url=https%3A%2F%2Fimg.example.cn%2Fa.png">',
    },
    {
      name: "an origin in the proxy's path",
      options: { behindProxy: true },
      article: '<img src="https://pic1.xuehuaimg.com/proxy/«http»://img.example.cn/a.png">',
      messages:
        'Proxy "pic1.xuehuaimg.com" fetches the image from "img.example.cn" over insecure HTTP. Use HTTPS in the proxy URL.',
      unsafelyFixed: '<img src="https://pic1.xuehuaimg.com/proxy/https://img.example.cn/a.png">',
    },
    {
      name: "both ways of one URL once",
      article: '<img src="«http»://proxy.example.cn/?url=http://img.example.cn/a.png">',
      messages:
        'Image from "proxy.example.cn" uses insecure HTTP. HTTPS pages load it over HTTPS instead, or not at all if that fails. Use HTTPS.',
      unsafelyFixed: '<img src="https://proxy.example.cn/?url=https://img.example.cn/a.png">',
    },
    {
      name: "the port of plain http, which goes as well",
      article: '<img src="«http»://img.example.cn:80/a.png">',
      messages: direct,
      unsafelyFixed: '<img src="https://img.example.cn/a.png">',
    },
    {
      name: "another port, without a fix",
      article: '<img src="«http»://img.example.cn:8080/a.png">',
      messages:
        'Image from "img.example.cn:8080" uses insecure HTTP. HTTPS pages load it over HTTPS instead, or not at all if that fails. Use HTTPS.',
    },
    {
      name: "a URL with character references as a whole",
      article: '<img src="«http://img.example.cn/a?x=1&amp;y=2»">',
      messages: direct,
      unsafelyFixed: '<img src="https://img.example.cn/a?x=1&amp;y=2">',
    },
    {
      name: "each picture of one img",
      article:
        '<img src="«http»://img.example.cn/a.png" srcset="«http»://img.example.cn/b.png 2x" data-original="«http»://img.example.cn/c.png">',
      messages: [direct, direct, direct],
      unsafelyFixed:
        '<img src="https://img.example.cn/a.png" srcset="https://img.example.cn/b.png 2x" data-original="https://img.example.cn/c.png">',
    },
    {
      name: "Markdown images",
      article: "![图](«http»://img.example.cn/a.png)\n",
      messages: direct,
      unsafelyFixed: "![图](https://img.example.cn/a.png)\n",
    },
  ],
});
