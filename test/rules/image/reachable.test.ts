import { describe, expect, it } from "vitest";
import reachable from "../../../rules/image/reachable.js";
import { defaultLazyAttributes } from "../../../src/article/lazy-attributes.js";
import { lintText } from "../../../src/run/lint-text.js";
import { broken, image, testRule, unverifiable } from "../../support/rule-tester.js";

const url = "https://img.example.cn/a.png";
const gone = { [url]: broken("not-found", "HTTP 404 (HEAD and GET)") };
const slow = { [url]: unverifiable("timeout", "no answer within 10 s") };
const isBroken = `Image "${url}" is broken: HTTP 404 (HEAD and GET). Replace or remove the image.`;
const isUnclear = `Image "${url}" could not be verified: no answer within 10 s. Open the image in a browser or try again later.`;

testRule(reachable, {
  accepts: [
    { name: "a picture that is there", article: `<img src="${url}">`, images: { [url]: image(400, 299) } },
    {
      name: "a picture that was not asked about, which the summary counts",
      article: `<img src="${url}">`,
      images: { [url]: { verdict: "unchecked", reason: "offline", detail: "--offline" } },
    },
    {
      name: "a server without a clear answer, where that is ignored",
      article: `<img src="${url}">`,
      options: { unverifiable: "ignore" },
      images: slow,
    },
    {
      name: "a URL without the value that a program did not have, which link/undefined reports",
      article: '<img src="https://img.example.cn/p/undefined">',
      images: { "https://img.example.cn/p/undefined": broken("not-found", "HTTP 404 (HEAD and GET)") },
    },
    { name: "what is no question", article: '<img> <img src=""> <img src="{{ a }}"> <img src="file:///a.png">' },
    { name: "front matter that names no picture", article: "---\nthumbnail: ''\n---\n", schema: "preset:article" },
  ],
  rejects: [
    {
      name: 'a host that has answered "too many requests", once',
      article: "![](«https://a.cn/1.png») ![](https://a.cn/2.png)",
      images: Object.fromEntries(
        ["https://a.cn/1.png", "https://a.cn/2.png"].map((url) => [
          url,
          unverifiable("rate-limited", "HTTP 429 (HEAD)"),
        ]),
      ),
      messages:
        'Images of "a.cn" could not be verified: HTTP 429 (HEAD). Try again later, or increase images.interval.',
    },
    { name: "a picture that is gone", article: `<img src="«${url}»">`, images: gone, messages: isBroken },
    {
      name: "a picture that is gone, where the unclear is ignored",
      article: `<img src="«${url}»">`,
      options: { unverifiable: "ignore" },
      images: gone,
      messages: isBroken,
    },
    { name: "a server without a clear answer", article: `![图](«${url}»)\n`, images: slow, messages: isUnclear },
    {
      name: "one picture at every place that names it",
      article: `\n---\nheadimg: '«${url}»'\nthumbnail: «${url}»\n---\n<p><img src="«${url}»" srcset="«${url}» 2x"><img src="x.gif" data-original="«${url}»"></p>\n<video poster="«${url}»"></video>`,
      schema: "preset:article",
      images: { ...gone, "x.gif": image(1, 1) },
      messages: [isBroken, isBroken, isBroken, isBroken, isBroken, isBroken],
    },
    {
      name: "a long URL, shown without its middle",
      article:
        '<img src="«https://img.example.cn/upload/2021/12/11/b0aec593571098628e597aa3fe9b3ce0/original/large.jpeg»">',
      messages:
        'Image "https://img.example.cn/upload/2021/12/11/b0aec5…3ce0/original/large.jpeg" could not be verified: ' +
        "no answer within 10 s. Open the image in a browser or try again later.",
    },
    {
      name: "a data URL, shown without its bytes",
      article: '<img src="«data:image/png;base64,AAAA»">',
      images: { "data:image/png;base64,AAAA": broken("not-an-image", "bytes that are no picture") },
      messages: 'Image "data:image/png;base64,…" is broken: bytes that are no picture. Replace or remove the image.',
    },
  ],
});

describe("the severity of image/reachable", () => {
  it("is that of the rule for what is broken, and a warning for what is unclear", async () => {
    const plan = {
      rules: [{ rule: reachable, severity: "error", options: { unverifiable: "warn" } }],
      schema: undefined,
      lazyAttributes: defaultLazyAttributes,
      imagesRoot: undefined,
    } as const;
    const seen = await lintText(
      { path: "a.html", text: '<img src="gone.png"><img src="slow.png">' },
      plan,
      async ({ url: asked }) => ({
        url: `https://site.example.cn/${asked}`,
        verdict: asked === "gone.png" ? "broken" : "unverifiable",
        reason: asked === "gone.png" ? "not-found" : "timeout",
        detail: "why",
        type: undefined,
        declaredType: undefined,
        width: undefined,
        height: undefined,
        bytes: undefined,
        finalUrl: undefined,
        requests: [],
      }),
    );
    expect(seen.violations.map(({ messageId, severity, url: about }) => [messageId, severity, about])).toEqual([
      ["broken", "error", "https://site.example.cn/gone.png"],
      ["unverifiable", "warning", "https://site.example.cn/slow.png"],
    ]);
  });
});
