/** A rule about what servers do: most of it against a server that does it. */
import { afterEach, describe, expect, it } from "vitest";
import hotlink from "../../../rules/image/hotlink.js";
import type { ImageFact } from "../../../src/rule.js";
import { type PictureServer, type Route, startPictureServer } from "../../support/picture-server.js";
import { picture } from "../../support/pictures.js";
import { testRule, unverifiable } from "../../support/rule-tester.js";
import { makeSite, type Site } from "../../support/site.js";

const url = "https://img.example.cn/a.jpg";
const refused = unverifiable("refused-by-server", "HTTP 403 (HEAD and GET)");
const ok: ImageFact = {
  url,
  verdict: "ok",
  reason: undefined,
  detail: "",
  type: "image/jpeg",
  declaredType: "image/jpeg",
  width: 400,
  height: 299,
  bytes: 1000,
  finalUrl: url,
  requests: [],
};
const withReferer = { [url]: { ...refused, referer: "https://news.example/", otherwise: ok } };
const withoutReferer = { [url]: { ...refused, otherwise: { ...ok, referer: "https://news.example/" } } };
const blocked = `Image "${url}" is blocked when loaded from https://news.example/: HTTP 403 (HEAD and GET).`;
const blockedWithout = `Image "${url}" is blocked without a Referer header: HTTP 403 (HEAD and GET).`;

testRule(hotlink, {
  accepts: [
    {
      name: "an image that readers and stet both miss, which image/reachable reports",
      article: `<img src="${url}">`,
      images: { [url]: { ...refused, referer: "https://news.example/", otherwise: { ...ok, verdict: "broken" } } },
    },
  ],
  rejects: [
    {
      name: "a source of a picture element, whose img takes the attribute",
      article: `<picture><source srcset="«${url}»"><img src="/a.jpg"></picture>`,
      images: withReferer,
      messages: `${blocked} Add referrerpolicy="no-referrer" to the <img>.`,
    },
    {
      name: "a Markdown image, which has no attributes, and raw HTML, which Hugo omits",
      article: `![河灯](«${url}»)\n`,
      images: withReferer,
      messages: `${blocked} Use <img referrerpolicy="no-referrer"> (Hugo omits raw HTML by default) or host a copy.`,
    },
    {
      name: "a poster and front matter, where no attribute helps",
      article: `---\nthumbnail: «${url}»\n---\n<video poster="«${url}»"></video>\n`,
      schema: "preset:article",
      images: withReferer,
      messages: [
        `${blocked} Host a copy, or add <meta name="referrer" content="no-referrer"> to your theme.`,
        `${blocked} Host a copy, or add <meta name="referrer" content="no-referrer"> to your theme.`,
      ],
    },
    {
      name: "an img that must send a Referer",
      article: `<img src="«${url}»" referrerpolicy="no-referrer">`,
      images: withoutReferer,
      messages: `${blockedWithout} Remove referrerpolicy, so that browsers send "https://news.example/".`,
      fixed: `<img src="${url}">`,
    },
    {
      name: "a policy right behind the quote of src, which stays",
      path: "article.html",
      article: `<p><img alt="x" src="«${url}»"referrerpolicy="no-referrer"></p>\n<p><img alt="x" src="/b.png"></p>\n`,
      images: withoutReferer,
      messages: `${blockedWithout} Remove referrerpolicy, so that browsers send "https://news.example/".`,
      // Not safe: the missing space must be corrected first.
      unsafelyFixed: `<p><img alt="x" src="${url}"></p>\n<p><img alt="x" src="/b.png"></p>\n`,
    },
    {
      name: "an img of a site that sends no Referer, where there is no attribute to remove",
      article: `<img src="«${url}»">`,
      images: withoutReferer,
      messages: `${blockedWithout} Change the referrer policy of your site, so that browsers send "https://news.example/".`,
    },
  ],
});

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const head = "---\ntitle: 河灯\ndate: 2022-05-01T09:30:00+08:00\n---\n\n";
const siteUrl = "http://news.example/";

async function siteWith(
  attributes: string,
  path: string,
  routes: Readonly<Record<string, Route>> = {},
  more: object = {},
): Promise<{ site: Site; server: PictureServer; article: string }> {
  const server = await startPictureServer(routes);
  const article = `${head}<p><img src="${server.url(path)}" alt="河灯"${attributes}></p>\n`;
  const site = await makeSite({
    "a.html": article,
    "stet.config.json": JSON.stringify({
      extends: [],
      rules: { "image/hotlink": "error", "image/reachable": "error" },
      site: { url: siteUrl },
      images: { allowPrivate: true, ...more },
    }),
  });
  open.push(
    () => server.close(),
    () => site.remove(),
  );
  return { site, server, article };
}

const findings = async (site: Site) => {
  const { stdout } = await site.stet(["a.html", "--format", "json"]);
  return JSON.parse(stdout).files[0].violations.map(({ rule, message }: { rule: string; message: string }) => ({
    rule,
    message,
  }));
};

describe("image/hotlink", () => {
  it("finds a picture that is refused to the site's pages, and --fix makes it load", async () => {
    const { site, server, article } = await siteWith("", "/referer-wall/400x299.jpg");
    expect(await findings(site)).toEqual([
      {
        rule: "image/hotlink",
        message: expect.stringContaining(
          `is blocked when loaded from ${siteUrl}: HTTP 403 (HEAD and GET). Add referrerpolicy="no-referrer" to the <img>.`,
        ),
      },
    ]);
    expect(server.requests.map(({ headers }) => headers.referer)).toEqual([siteUrl, siteUrl, siteUrl, undefined]);
    const { code } = await site.stet(["a.html", "--fix"]);
    expect(await site.read("a.html")).toBe(article.replace('"河灯"', '"河灯" referrerpolicy="no-referrer"'));
    expect(code).toBe(0);
  });

  it("finds a picture that only those with a Referer get, and --fix lets browsers send one", async () => {
    const { site, article } = await siteWith(' referrerpolicy="no-referrer"', "/own.png", {
      "/own.png": (request, response) =>
        request.headers.referer === siteUrl
          ? response.writeHead(200, { "content-type": "image/png" }).end(picture("png", 9, 9))
          : response.writeHead(403).end(),
    });
    expect(await findings(site)).toMatchObject([
      { rule: "image/hotlink", message: expect.stringContaining("is blocked without a Referer header: HTTP 403") },
    ]);
    await site.stet(["a.html", "--fix"]);
    expect(await site.read("a.html")).toBe(article.replace(' referrerpolicy="no-referrer"', ""));
  });

  it("leaves an element alone that also names a picture of another host, which may want it the other way", async () => {
    const { site, article } = await siteWith(
      ' srcset="https://other.invalid/b.png 2x"',
      "/referer-wall/400x299.jpg",
      {},
      {
        exclude: ["https://other.invalid/**"],
      },
    );
    expect(await findings(site)).toMatchObject([{ rule: "image/hotlink" }]);
    await site.stet(["a.html", "--fix"]);
    expect(await site.read("a.html")).toBe(article);
  });

  it("sees through a placeholder with status 200, on hosts that are known for it", async () => {
    const swap: Record<string, Route> = {
      "/photo.png": (request, response) =>
        response
          .writeHead(200, { "content-type": "image/png" })
          .end(request.headers.referer ? picture("png", 120, 90) : picture("png", 400, 299, { bytes: 5000 })),
    };
    const known = await siteWith("", "/photo.png", swap, { hotlinkHosts: ["127.0.0.1"] });
    expect(await findings(known.site)).toMatchObject([
      { rule: "image/hotlink", message: expect.stringContaining("the server sends another image") },
    ]);
    // Without a Referer the same hosts send the right picture, which is not compared with the placeholder.
    const right = await siteWith(' referrerpolicy="no-referrer"', "/photo.png", swap, { hotlinkHosts: ["127.0.0.1"] });
    expect(await findings(right.site)).toEqual([]);
    expect(right.server.requests.map(({ headers }) => headers.referer)).toEqual([undefined]);
    const unknown = await siteWith("", "/photo.png", swap);
    expect(await findings(unknown.site)).toEqual([]);
    expect(unknown.server.requests.map(({ headers }) => headers.referer)).toEqual([siteUrl]);
  });

  it("leaves pictures that nobody gets to image/reachable", async () => {
    const { site } = await siteWith("", "/status/404");
    expect(await findings(site)).toMatchObject([{ rule: "image/reachable" }]);
  });

  it("asks once where the first answer is a picture", async () => {
    const { site, server } = await siteWith(' referrerpolicy="no-referrer"', "/400x299.jpg");
    expect(await findings(site)).toEqual([]);
    expect(server.requests.map(({ method, headers }) => [method, headers.referer])).toEqual([["HEAD", undefined]]);
  });
});
