import noDangerous from "../../../rules/html/no-dangerous.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };
const script = "<script> runs code in every reader's browser. Remove the script, or add it in the site's theme.";
const frame = (tag: string, host: string) =>
  `<${tag}> shows a page from "${host}", which is not an allowed host. Remove the element, or add the host to "allowFrames".`;
const handler = (name: string) => `"${name}" runs a script in every reader's browser. Remove the attribute.`;
const url = (name: string, value: string) =>
  `${name}="${value}" runs a script instead of opening a page. Use the URL of a page, or remove the attribute.`;
const document = (tag: string) =>
  `<${tag}> shows a page from a "data:" URL, which can run scripts. Remove the element.`;

testRule(noDangerous, {
  accepts: [
    {
      name: "links whose script does nothing",
      article: '<a href="javascript:;">甲</a><a href="javascript:void(0);">乙</a><a href=" JavaScript: void 0">丙</a>',
      ...html,
    },
    {
      name: "a script that VitePress makes part of the component",
      generator: "vitepress",
      article: "<script>\nlet a\n</script>\n\n甲\n",
    },
    { name: "the script of a component of Vue", article: "<script setup>\nlet a\n</script>\n" },
    {
      name: "pictures and links",
      article: '<p><a href="https://a.cn/javascript:1">甲</a><img src="/a.png" alt="on"></p>',
      ...html,
    },
    {
      name: "blocks of data",
      article: '<script type="application/ld+json">{}</script><script type="text/template">甲</script>',
      ...html,
    },
    { name: "scripts of a whole document", article: "<!DOCTYPE html><html><script>1</script></html>", ...html },
    {
      name: "frames of known hosts, their subdomains and the site itself",
      article:
        '<iframe src="//player.bilibili.com/player.html?aid=1"></iframe><iframe src="https://www.youtube.com/embed/1"></iframe><iframe src="/map.html"></iframe><iframe></iframe><embed src="a.pdf"><object data="a.svg"></object>',
      ...html,
    },
    {
      name: "hosts that the options allow",
      article: '<iframe src="https://v.example.cn/1"></iframe>',
      ...html,
      options: { allowFrames: ["*.example.cn"] },
    },
    { name: "templates", article: '<iframe src="{{ src }}"></iframe><a href="{{ url }}">甲</a>' },
    {
      name: "attributes that only begin as handlers do",
      article: '<p once="1" on="2" data-onclick="3">甲</p>',
      ...html,
    },
    {
      name: "handlers that run nothing",
      article:
        '<div onclick="">甲</div><div onclick>乙</div><p onclick=" ; " onload="javascript:;" onblur="javascript:void(0);">丙</p><p onfocus="void 0">丁</p>',
      ...html,
    },
    {
      name: "what a whole document says of itself, and a base that leads nowhere else",
      article: '<!DOCTYPE html><html><head><base href="/"><meta http-equiv="refresh" content="9"></head></html>',
      ...html,
    },
    { name: "a base without an address", article: '<base target="_blank"><meta charset="utf-8">', ...html },
    {
      name: "a film of the site itself",
      article: '<object><param name="movie" value="/a.swf"></object>',
      ...html,
    },
    { name: "code", article: "`<script>` 和\n\n```html\n<script>1</script>\n```\n" },
  ],
  rejects: [
    {
      name: "scripts, of whatever kind runs",
      article:
        '<«script»>1</script><«script» src="https://a.cn/a.js" async></script><«script» type="module">1</script><«SCRIPT» language="JavaScript">1</SCRIPT><p>甲</p>',
      ...html,
      messages: [script, script, script, script],
      unsafelyFixed: "<p>甲</p>",
    },
    {
      name: "a script in SVG",
      article: "<svg><«script»>1</script></svg>",
      ...html,
      messages: script,
      unsafelyFixed: "<svg></svg>",
    },
    {
      name: "frames of other hosts, as a whole",
      article:
        '<«iframe» src="https://evil.example/x" onload="x()"></iframe><«embed» src="http://evil.example/a.swf"><«object» data="//evil.example/b"><embed src="https://evil.example/c"></object>甲',
      ...html,
      messages: [frame("iframe", "evil.example"), frame("embed", "evil.example"), frame("object", "evil.example")],
      unsafelyFixed: "甲",
    },
    {
      name: "what changes where addresses lead, and what leads readers away",
      article:
        '<«base» href="https://evil.example/">甲<«meta» HTTP-EQUIV="Refresh" content="0;url=https://evil.example/">乙',
      ...html,
      messages: [
        '<base href="https://evil.example/"> changes the target of every relative URL on the page. Remove it.',
        '<meta http-equiv="refresh"> reloads the page or sends readers to another one. Remove the element.',
      ],
      unsafelyFixed: "甲乙",
    },
    {
      name: "an old player, by its parameter",
      article:
        '<«object»><param name="quality" value="high"><param name="movie" value="http://evil.example/a.swf"></object>甲',
      ...html,
      messages: frame("object", "evil.example"),
      unsafelyFixed: "甲",
    },
    {
      name: "a host that only ends like a known one",
      article: '<«iframe» src="https://notyoutube.com/"></iframe>',
      ...html,
      messages: frame("iframe", "notyoutube.com"),
      unsafelyFixed: "",
    },
    {
      name: "pages within an address or an attribute",
      article:
        '<«iframe» src="data:text/html,<script>1</script>"></iframe><iframe «srcdoc="<b>甲</b>"» src="https://www.youtube.com/1"></iframe>',
      ...html,
      messages: [
        document("iframe"),
        '"srcdoc" contains a page that can run scripts. Remove the attribute, or move its content into the article.',
      ],
      unsafelyFixed: '<iframe src="https://www.youtube.com/1"></iframe>',
    },
    {
      name: "handlers",
      article: `<p «onclick="x()"» class="a"><img src="a.png"«onerror=x()» «ONLOAD=x()»></p>`,
      ...html,
      messages: [handler("onclick"), handler("onerror"), handler("onload")],
      unsafelyFixed: `<p class="a"><img src="a.png"></p>`,
    },
    {
      name: "handlers that do something, although it is little",
      article: '<p «onclick="return false;"»>甲</p><p «onclick="void x()"»>乙</p>',
      ...html,
      messages: [handler("onclick"), handler("onclick")],
      unsafelyFixed: "<p>甲</p><p>乙</p>",
    },
    {
      name: "addresses that run a script, however they are hidden",
      article: [
        '<a href="« JaVaScRiPt:x()»">甲</a>',
        '<a href="«java&#10;script:x()»">甲</a>',
        '<a href="«&#x6A;avascript&colon;x()»">甲</a>',
        '<form action="«javascript:x()»"><button formaction="«vbscript:x()»">甲</button></form>',
        '<svg><a xlink:href="«javascript:x()»">甲</a></svg>',
      ].join(""),
      ...html,
      messages: [
        url("href", "JaVaScRiPt:x()"),
        url("href", "java script:x()"),
        url("href", "javascript:x()"),
        url("action", "javascript:x()"),
        url("formaction", "vbscript:x()"),
        url("xlink:href", "javascript:x()"),
      ],
      unsafelyFixed: "<a>甲</a><a>甲</a><a>甲</a><form><button>甲</button></form><svg><a>甲</a></svg>",
    },
    {
      name: "a Markdown link that runs a script",
      article: "[甲](«javascript:alert(1)»)\n",
      messages:
        'The link "javascript:alert(1)" runs a script instead of opening a page. Use the URL of a page, or remove the link.',
    },
    {
      name: "a script that is never closed, without a fix",
      article: "<p>甲</p><«script»>1",
      ...html,
      messages: script,
    },
  ],
});
