import proxied from "../../../rules/image/proxied.js";
import { testRule } from "../../support/rule-tester.js";

const says = (proxy: string, origin: string) =>
  `Image "${origin}" is loaded through the proxy "${proxy}", which may close at any time. Link to the image itself or host a copy.`;
const saysOf = (tag: string, proxy: string, origin: string) =>
  `"${origin}" in <${tag}> is loaded through the proxy "${proxy}", which may close at any time. Link to the file itself or host a copy.`;
const zfour = says("cors.zfour.workers.dev", "http://static.1sapp.com/a.jpeg");

testRule(proxied, {
  accepts: [
    { name: "a picture of its own host", article: '<img src="https://static.1sapp.com/a.jpeg">' },
    {
      name: "the proxy's own pages",
      article: '<img src="https://cors.zfour.workers.dev/?"> <img src="https://wsrv.nl/logo.png">',
    },
    {
      name: "a host whose name only ends so",
      article: '<img src="https://a.example.cn/?u=https://cors.zfour.workers.dev/?http://b.cn/a.png">',
    },
    {
      name: "a proxy that is not on one's own list",
      article: '<img src="https://wsrv.nl/?url=https://b.example.cn/a.png">',
      options: { proxies: ["https://proxy.example.cn/"] },
    },
    {
      name: "a video of its own host, without a URL, or of a page of the proxy",
      article: '<video src="/a.mp4"></video><video></video><video src="https://wsrv.nl/?"></video>',
    },
    {
      name: "a URL that many wildcards almost match",
      article: `<img src="https://i2.wp.com/${"a-".repeat(2000)}c/https://b.example.cn/a.png">`,
      options: { proxies: ["https://i*.wp.com/*a*a*a*a*a*a*a*b/"] },
    },
    { name: "what a template makes", article: '<img src="https://wsrv.nl/?url={{ page.cover }}">' },
  ],
  rejects: [
    {
      name: "the founding feed's proxy, in front matter and body",
      article:
        "\n---\nheadimg: '«https://cors.zfour.workers.dev/?»http://static.1sapp.com/a.jpeg'\nthumbnail: «https://cors.zfour.workers.dev/?»http://static.1sapp.com/a.jpeg\n---\n\n" +
        '<div>   \n<p><img src="«https://cors.zfour.workers.dev/?»http://static.1sapp.com/a.jpeg" data-size="680,340" referrerpolicy="no-referrer"></p>  \n</div>\n            ',
      schema: "preset:article",
      messages: [zfour, zfour, zfour],
      unsafelyFixed:
        "\n---\nheadimg: 'http://static.1sapp.com/a.jpeg'\nthumbnail: http://static.1sapp.com/a.jpeg\n---\n\n" +
        '<div>   \n<p><img src="http://static.1sapp.com/a.jpeg" data-size="680,340" referrerpolicy="no-referrer"></p>  \n</div>\n            ',
    },
    {
      name: "an origin with a query of its own",
      article: '<img src="«https://cors.zfour.workers.dev/?http://b.example.cn/a.png?w=1&amp;h=2»">',
      messages: says("cors.zfour.workers.dev", "http://b.example.cn/a.png?w=1&h=2"),
      unsafelyFixed: '<img src="http://b.example.cn/a.png?w=1&amp;h=2">',
    },
    {
      name: "an encoded origin, up to the proxy's next parameter",
      article: '<img src="«https://images.weserv.nl/?url=»https%3A%2F%2Fb.example.cn%2Fa.png%3Fx%3D1&w=300">',
      messages: says("images.weserv.nl", "https://b.example.cn/a.png?x=1"),
      unsafelyFixed: '<img src="https://b.example.cn/a.png?x=1">',
    },
    {
      name: "an origin without a scheme",
      article:
        "![甲](«https://wsrv.nl/?url=»b.example.cn/a.png)\n\n![乙](«https://wsrv.nl/?url=»ssl:b.example.cn/a.png)\n",
      messages: [says("wsrv.nl", "https://b.example.cn/a.png"), says("wsrv.nl", "https://b.example.cn/a.png")],
      unsafelyFixed: "![甲](https://b.example.cn/a.png)\n\n![乙](https://b.example.cn/a.png)\n",
    },
    {
      name: "a proxy that is named without a scheme",
      article: '<img src="«//pic1.xuehuaimg.com/proxy/»https://b.example.cn/a.png">',
      messages: says("pic1.xuehuaimg.com", "https://b.example.cn/a.png"),
      unsafelyFixed: '<img src="https://b.example.cn/a.png">',
    },
    {
      name: "one of a proxy's many hosts",
      article: '<img src="«https://external-content.duckduckgo.com/iu/?u=»https%3A%2F%2Fb.example.cn%2Fa.png&f=1">',
      messages: says("external-content.duckduckgo.com", "https://b.example.cn/a.png"),
      unsafelyFixed: '<img src="https://b.example.cn/a.png">',
    },
    {
      name: "a proxy of one's own list",
      article: '<img src="«https://i2.wp.com/»b.example.cn/a.png">',
      options: { proxies: ["https://i*.wp.com/"] },
      messages: says("i2.wp.com", "https://b.example.cn/a.png"),
      unsafelyFixed: '<img src="https://b.example.cn/a.png">',
    },
    {
      name: "a proxy with several wildcards, of which the first could end in many places",
      article: `<img src="«https://i2.wp.com/${"a-".repeat(1000)}b/x/»https://b.example.cn/a.png">`,
      options: { proxies: ["https://i*.wp.com/*a*a*a*a*b/x/"] },
      messages: says("i2.wp.com", "https://b.example.cn/a.png"),
      unsafelyFixed: '<img src="https://b.example.cn/a.png">',
    },
    {
      name: "a proxy behind a proxy, one after the other",
      article: '<img src="«https://corsproxy.io/?»https://wsrv.nl/?url=https://b.example.cn/a.png">',
      messages: says("corsproxy.io", "https://wsrv.nl/?url=https://b.example.cn/a.png"),
      unsafelyFixed: '<img src="https://b.example.cn/a.png">',
    },
    {
      name: "a video, a sound and a source through a proxy, with its poster",
      article:
        '<video src="«https://wsrv.nl/?url=https://b.example.cn/a.mp4»" poster="«https://wsrv.nl/?url=»https://b.example.cn/a.png"></video>\n' +
        '<audio><source src="«https://corsproxy.io/?https://b.example.cn/a.mp3»"></audio>\n' +
        '<audio src="«//pic1.xuehuaimg.com/proxy/https://b.example.cn/b.mp3»"></audio>\n',
      messages: [
        saysOf("video", "wsrv.nl", "https://b.example.cn/a.mp4"),
        says("wsrv.nl", "https://b.example.cn/a.png"),
        saysOf("audio", "corsproxy.io", "https://b.example.cn/a.mp3"),
        saysOf("audio", "pic1.xuehuaimg.com", "https://b.example.cn/b.mp3"),
      ],
      unsafelyFixed:
        '<video src="https://b.example.cn/a.mp4" poster="https://b.example.cn/a.png"></video>\n' +
        '<audio><source src="https://b.example.cn/a.mp3"></audio>\n' +
        '<audio src="https://b.example.cn/b.mp3"></audio>\n',
    },
    {
      name: "lazy pictures and candidates each",
      article:
        '<img src="x.gif" data-original="«https://wsrv.nl/?url=»https://b.example.cn/a.png" srcset="«https://wsrv.nl/?url=»https://b.example.cn/b.png 2x">',
      messages: [says("wsrv.nl", "https://b.example.cn/a.png"), says("wsrv.nl", "https://b.example.cn/b.png")],
      unsafelyFixed:
        '<img src="x.gif" data-original="https://b.example.cn/a.png" srcset="https://b.example.cn/b.png 2x">',
    },
  ],
});
