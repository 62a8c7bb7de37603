/** URLs that image/https and image/proxied would write are asked for first: only the same picture is a safe repair. */
import { afterEach, expect, it } from "vitest";
import { type PictureServer, type Route, startPictureServer } from "../../support/picture-server.js";
import { makeSite, type Site } from "../../support/site.js";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const article = (url: string) => `<p><img src="${url}" alt="河灯"></p>\n`;
const proxied = "https://cors.zfour.workers.dev/?";

/** Names in articles stand for paths of one server here: `http://img.example/` for `/http/`, and so on. */
async function siteWith(
  url: string,
  routes: Readonly<Record<string, Route>> = {},
): Promise<{ site: Site; server: PictureServer }> {
  const server = await startPictureServer(routes);
  const site = await makeSite({
    "a.html": article(url),
    "stet.config.json": JSON.stringify({
      extends: [],
      rules: { "image/https": "warn", "image/proxied": "warn", "image/reachable": "error" },
      images: {
        allowPrivate: true,
        remap: [
          { from: proxied, to: `${server.origin}/proxy?` },
          { from: "/^(https?):\\/\\/img\\.example\\//", to: `${server.origin}/$1/` },
        ],
      },
    }),
  });
  open.push(
    () => server.close(),
    () => site.remove(),
  );
  return { site, server };
}

const status =
  (code: number): Route =>
  (_, response) =>
    response.writeHead(code).end();

const found = async (site: Site, ...args: string[]) =>
  (
    JSON.parse((await site.stet(["a.html", "--format", "json", ...args])).stdout).files[0].violations as {
      message: string;
      fix?: { safe: boolean };
    }[]
  ).map(({ message, fix }) => [message, fix?.safe]);

it("https that gives the same picture is written by --fix", async () => {
  const { site, server } = await siteWith("http://img.example/40x30.png");
  expect(await found(site)).toEqual([
    [
      'Image from "img.example" uses insecure HTTP. HTTPS pages load it over HTTPS instead, or not at all if that fails. Use HTTPS.',
      true,
    ],
  ]);
  expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "HEAD /http/40x30.png",
    "GET /http/40x30.png",
    "HEAD /https/40x30.png",
    "GET /https/40x30.png",
  ]);
  await site.stet(["a.html", "--fix"]);
  expect(await site.read("a.html")).toBe(article("https://img.example/40x30.png"));
});

it("what was asked in a picture's place is not among the pictures", async () => {
  const { site } = await siteWith("http://img.example/40x30.png");
  expect(JSON.parse((await site.stet(["a.html", "--format", "json"])).stdout).summary.images).toMatchObject({
    total: 1,
    ok: 1,
  });
});

it("https that gives nothing is not written, not even unsafely", async () => {
  const { site } = await siteWith("http://img.example/40x30.png", { "/https/": status(404) });
  expect(await found(site)).toEqual([
    [
      'Image from "img.example" uses insecure HTTP and does not load over HTTPS: HTTP 404 (HEAD and GET). HTTPS pages do not show it. Host a copy.',
      undefined,
    ],
  ]);
  await site.stet(["a.html", "--fix", "--unsafe-fixes"]);
  expect(await site.read("a.html")).toBe(article("http://img.example/40x30.png"));
});

it("https that gives another picture is not written", async () => {
  const { site, server } = await siteWith("http://img.example/40x30.png", {
    "/https/": (_, response) => response.writeHead(302, { location: "/41x30.png" }).end(),
  });
  expect(await found(site)).toEqual([
    [expect.stringContaining("Over HTTPS, as HTTPS pages load it, the server sends a different image"), undefined],
  ]);
  expect(server.requests.length).toBeGreaterThan(0);
});

it("where nobody was asked, https is written unsafely", async () => {
  const { site, server } = await siteWith("http://img.example/40x30.png");
  expect(await found(site, "--offline")).toEqual([[expect.stringContaining("Use HTTPS"), false]]);
  expect(server.requests).toEqual([]);
});

it("the origin of a proxied picture is written by --fix if it gives the same", async () => {
  const { site } = await siteWith(`${proxied}https://img.example/40x30.png`, {
    "/proxy": (_, response) => response.writeHead(302, { location: "/https/40x30.png" }).end(),
  });
  expect(await found(site)).toEqual([[expect.stringContaining("Link to the image itself"), true]]);
  await site.stet(["a.html", "--fix"]);
  expect(await site.read("a.html")).toBe(article("https://img.example/40x30.png"));
});

it("the origin of a proxied picture that refuses it is not written", async () => {
  const { site } = await siteWith(`${proxied}https://img.example/40x30.png`, {
    "/proxy": (_, response) => response.writeHead(302, { location: "/40x30.png" }).end(),
    "/https/": status(403),
  });
  expect(await found(site)).toEqual([
    [expect.stringContaining("but not from its own server: HTTP 403 (HEAD and GET). Host a copy."), undefined],
  ]);
});

const onDisk = async (site: Site, name = "a.html") => site.read(name);
const dead = { "/proxy": status(410) };

it("a proxy that is gone and an origin that lives: one violation, which --fix repairs", async () => {
  const { site } = await siteWith(`${proxied}https://img.example/40x30.png`, dead);
  expect(await found(site)).toEqual([
    [
      'Image "https://img.example/40x30.png" no longer loads through the proxy "cors.zfour.workers.dev": HTTP 410 (HEAD and GET). Its own server has it. Link to the image itself.',
      true,
    ],
  ]);
  await site.stet(["a.html", "--fix"]);
  expect(await onDisk(site)).toBe(article("https://img.example/40x30.png"));
  expect(await found(site)).toEqual([]);
});

it("an origin by http is tried over https, and linked to over https", async () => {
  const { site } = await siteWith(`${proxied}http://img.example/40x30.png`, dead);
  expect(await found(site)).toEqual([[expect.stringContaining("Its own server has it."), true]]);
  await site.stet(["a.html", "--fix"]);
  expect(await onDisk(site)).toBe(article("https://img.example/40x30.png"));
});

it("an origin that lives over http alone is no safe repair", async () => {
  const { site } = await siteWith(`${proxied}http://img.example/40x30.png`, { ...dead, "/https/": status(404) });
  expect(await found(site)).toEqual([[expect.stringContaining("Its own server has it."), false]]);
  await site.stet(["a.html", "--fix"]);
  expect(await onDisk(site)).toBe(article(`${proxied}http://img.example/40x30.png`));
});

it("a living proxied image is linked to over https too", async () => {
  const { site } = await siteWith(`${proxied}http://img.example/40x30.png`, {
    "/proxy": (_, response) => response.writeHead(302, { location: "/https/40x30.png" }).end(),
  });
  expect(await found(site)).toEqual([[expect.stringContaining("which may close at any time"), true]]);
  await site.stet(["a.html", "--fix"]);
  expect(await onDisk(site)).toBe(article("https://img.example/40x30.png"));
});

it("proxy and origin gone: image/reachable alone says so", async () => {
  const { site } = await siteWith(`${proxied}https://img.example/40x30.png`, { ...dead, "/https/": status(404) });
  expect(await found(site)).toEqual([
    [
      expect.stringMatching(/^Image ".*" is broken: HTTP 410 \(HEAD and GET\)\. Replace or remove the image\.$/),
      undefined,
    ],
  ]);
});

it("a proxy that only has trouble now is replaced unsafely", async () => {
  const { site } = await siteWith(`${proxied}https://img.example/40x30.png`, { "/proxy": status(403) });
  expect(await found(site)).toEqual([
    [
      'Image "https://img.example/40x30.png" did not load through the proxy "cors.zfour.workers.dev": HTTP 403 (HEAD and GET). Its own server has it. Link to the image itself.',
      false,
    ],
  ]);
});

it("a drawing or a single pixel in place of a photo is no safe repair", async () => {
  for (const other of ["/40x30.svg", "/40x30.gif", "/1x1.png"]) {
    const { site } = await siteWith(`${proxied}https://img.example/40x30.png`, {
      ...dead,
      "/https/": (_, response) => response.writeHead(302, { location: other }).end(),
    });
    expect(await found(site), other).toEqual([[expect.stringContaining("Its own server has it."), false]]);
  }
});

it("all images behind a dead proxy, in any place, are repaired by one command", async () => {
  const { site } = await siteWith(`${proxied}https://img.example/40x30.png`, dead);
  const of = (prefix: string) =>
    `---\ntitle: 早市\nheadimg: '${prefix}https://img.example/40x30.png'\n---\n\n` +
    `<img src="${prefix}https://img.example/41x30.png" alt="鱼" srcset="${prefix}https://img.example/42x30.png 2x">\n\n` +
    `![船](${prefix}https://img.example/43x30.png)\n\n` +
    `<video controls poster="${prefix}https://img.example/44x30.png"></video>\n`;
  await site.write("posts/b.md", of(proxied));
  await site.write("posts/c.md", of(proxied).replaceAll("img.example/4", "img.example/5"));
  await site.write(
    "posts/stet.config.json",
    JSON.stringify({ extends: "stet:rss-archive", schemas: { "*.md": "preset:hexo" } }),
  );
  await site.stet(["posts", "--fix", "--rule", "image/proxied=error"]);
  expect(await onDisk(site, "posts/b.md")).toBe(of(""));
  expect(await onDisk(site, "posts/c.md")).toBe(of("").replaceAll("img.example/4", "img.example/5"));
});

it("an origin that blocks the site's pages is no repair", async () => {
  const { site } = await siteWith(`${proxied}https://img.example/40x30.png`, {
    ...dead,
    "/https/": (request, response) =>
      request.headers.referer
        ? response.writeHead(404).end()
        : response.writeHead(302, { location: "/40x30.png" }).end(),
  });
  const config = JSON.parse(await site.read("stet.config.json"));
  await site.write("stet.config.json", JSON.stringify({ ...config, site: { url: "https://blog.example/" } }));
  const all = await found(site);
  expect(all).toEqual([[expect.stringContaining("is broken: HTTP 410"), undefined]]);
});
