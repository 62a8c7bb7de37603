import { afterEach, beforeEach, describe, expect, it } from "vitest";
import redirect from "../../../rules/image/redirect.js";
import { type PictureServer, type Route, startPictureServer } from "../../support/picture-server.js";
import { broken, testRule } from "../../support/rule-tester.js";
import { makeSite, type Site } from "../../support/site.js";

const url = "https://img.example.cn/a.png";
const moved = (to: string, from = url) => ({
  images: { [from]: { movedTo: to } },
  messages: `Image "${from}" has moved permanently to "${to}". Use the new URL.`,
});

testRule(redirect, {
  accepts: [
    { name: "a picture that has not moved", article: `<img src="${url}">`, images: { [url]: {} } },
    {
      name: "only another scheme, of which image/https speaks",
      article: '<img src="http://img.example.cn/a.png">',
      images: { "http://img.example.cn/a.png": { movedTo: url } },
    },
    {
      name: "a way back to plain http",
      article: `<img src="${url}">`,
      images: { [url]: { movedTo: "http://img.example.cn/b.png" } },
    },
    {
      name: "what is broken where it has moved to",
      article: `<img src="${url}">`,
      images: { [url]: { ...broken("not-found", "HTTP 404"), movedTo: "https://img.example.cn/b.png" } },
    },
  ],
  rejects: [
    {
      name: "another path of the same host",
      article: `<img src="«${url}»">`,
      ...moved("https://img.example.cn/2022/a.png"),
      fixed: '<img src="https://img.example.cn/2022/a.png">',
    },
    {
      name: "another file of the same host, which may say that the picture is gone",
      article: `<img src="«${url}»">`,
      ...moved("https://img.example.cn/404.png"),
      unsafelyFixed: '<img src="https://img.example.cn/404.png">',
    },
    {
      name: "another path by https",
      article: "![图](«http://img.example.cn/a.png»)\n",
      ...moved("https://img.example.cn/2022/a.png", "http://img.example.cn/a.png"),
      fixed: "![图](https://img.example.cn/2022/a.png)\n",
    },
    {
      name: "another host",
      article: `<img src="«${url}»">`,
      ...moved("https://cdn.example.com/a.png"),
      unsafelyFixed: '<img src="https://cdn.example.com/a.png">',
    },
    {
      name: "a part of a drawing, whose fragment stays",
      article: '<img src="«https://img.example.cn/a.svg#sun»">',
      images: { "https://img.example.cn/a.svg#sun": { movedTo: "https://img.example.cn/x/a.svg" } },
      messages:
        'Image "https://img.example.cn/a.svg#sun" has moved permanently to "https://img.example.cn/x/a.svg#sun". Use the new URL.',
      fixed: '<img src="https://img.example.cn/x/a.svg#sun">',
    },
  ],
});

const to =
  (status: number, location: string): Route =>
  (_, response) =>
    response.writeHead(status, { location }).end();

describe("the built program", () => {
  let site: Site;
  let server: PictureServer;
  beforeEach(async () => {
    site = await makeSite();
    server = await startPictureServer({
      "/twice.png": to(301, "/once.png"),
      "/once.png": to(308, "/40x30.png"),
      "/then.png": to(301, "/today.png"),
      "/today.png": to(302, "/40x30.png"),
    });
  });
  afterEach(async () => {
    await site.remove();
    await server.close();
  });
  const article = (...paths: string[]) => paths.map((one) => `<img src="${server.url(one)}" alt="">\n`).join("");

  it("writes where permanent redirects led, up to the first temporary one, also from memory", async () => {
    await site.write(
      "stet.config.json",
      JSON.stringify({ extends: [], rules: { "image/redirect": "warn" }, images: { allowPrivate: true } }),
    );
    await site.write("a.html", article("/twice.png", "/then.png", "/today.png"));
    const first = JSON.parse((await site.stet(["a.html", "--format", "json"])).stdout);
    expect(first.images.map(({ movedTo }: { movedTo: string | null }) => movedTo)).toEqual([
      server.url("/today.png"),
      null,
      server.url("/40x30.png"),
    ]);
    await site.stet(["a.html", "--fix", "--unsafe-fixes"]);
    expect(await site.read("a.html")).toBe(article("/40x30.png", "/today.png", "/today.png"));
  });
});
