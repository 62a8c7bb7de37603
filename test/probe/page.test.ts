/** What a URL is as something to be linked. */
import { describe, expect, test } from "vitest";
import type { Probe } from "../../src/probe/probe.js";
import type { LinkFact } from "../../src/probe/types.js";
import { probeWith, serve } from "./support.js";

const verdict = ({ verdict: said, reason, detail }: LinkFact) => [said, reason, detail].filter(Boolean).join(" ");
const asked = (fact: LinkFact) => fact.requests.map(({ method, status }) => `${method} ${status}`).join(" > ");

const pages: [name: string, path: string, says: string, requests: string][] = [
  ["a page", "/html", "ok", "HEAD 200"],
  ["a picture, which may be linked too", "/13x13.png", "ok", "HEAD 200"],
  ["a page without content", "/no-content", "ok", "HEAD 204"],
  ["a page behind redirects", "/redirect/301/html", "ok", "HEAD 301 > HEAD 200"],
  ["a page that refuses HEAD", "/head-405/13x13.png", "ok", "HEAD 405 > GET 200"],
  ["a page that says to HEAD that it is gone", "/head-404/13x13.png", "ok", "HEAD 404 > GET 200"],
  ["a page that is gone", "/status/404", "broken not-found HTTP 404 (HEAD and GET)", "HEAD 404 > GET 404"],
  ["a page that is gone for good", "/status/410", "broken not-found HTTP 410 (HEAD and GET)", "HEAD 410 > GET 410"],
  ["a page for members", "/status/403", "unverifiable refused-by-server HTTP 403 (HEAD and GET)", "HEAD 403 > GET 403"],
  ["an error of the server", "/status/500", "unverifiable server-error HTTP 500 (HEAD and GET)", "HEAD 500 > GET 500"],
  [
    "a wall against programs",
    "/cloudflare",
    "unverifiable bot-wall Cloudflare challenge blocks programs (HTTP 403)",
    "HEAD 403 > GET 403",
  ],
];
for (const [name, path, says, requests] of pages)
  test(name, async () => {
    const server = await serve();
    const fact = await probeWith().checkLink(server.url(path));
    expect(verdict(fact)).toBe(says);
    expect(asked(fact)).toBe(requests);
  });

test("a server that is overloaded for a moment is asked once more", async () => {
  let times = 0;
  const server = await serve({
    "/page": (request, response) => {
      if (request.method === "GET") times++;
      response.writeHead(request.method === "GET" && times > 1 ? 200 : 503).end();
    },
  });
  expect(verdict(await probeWith().checkLink(server.url("/page")))).toBe("ok");
});

test("a page is asked for as browsers ask for pages", async () => {
  const server = await serve();
  await probeWith().checkLink(server.url("/html"));
  expect(server.requests[0]?.headers.accept).toMatch(/^text\/html,/);
});

test("a URL is asked once, whatever its fragment, and is among the pages and not among the pictures", async () => {
  const server = await serve();
  const probe = probeWith();
  await Promise.all(["/html", "/html#a", "/html#b"].map((path) => probe.checkLink(server.url(path))));
  expect(server.requests).toHaveLength(1);
  expect(probe.linkFacts().map(({ url }) => url)).toEqual([server.url("/html")]);
  expect(probe.imageFacts()).toEqual([]);
  expect(probe.progress()).toMatchObject({ requested: 1, resolved: 1 });
});

const both: [name: string, ask: (probe: Probe, url: string) => Promise<unknown>[]][] = [
  ["first as a picture", (probe, url) => [probe.checkImage({ url, want: "status" }), probe.checkLink(url)]],
  ["first as a link", (probe, url) => [probe.checkLink(url), probe.checkImage({ url, want: "status" })]],
];
for (const [name, ask] of both)
  test(`a picture that is also linked is asked for once, ${name}`, async () => {
    const server = await serve();
    const facts = await Promise.all(ask(probeWith(), server.url("/13x13.png")));
    expect(facts).toMatchObject([{ verdict: "ok" }, { verdict: "ok" }]);
    expect(server.requests.map(({ method }) => method)).toEqual(["HEAD"]);
  });

test("what is no picture may still be linked", async () => {
  const server = await serve();
  const probe = probeWith();
  const url = server.url("/html");
  expect(await probe.checkImage({ url, want: "status" })).toMatchObject({ verdict: "broken", reason: "not-an-image" });
  const requests = server.requests.length;
  expect(await probe.checkLink(url)).toMatchObject({ verdict: "ok" });
  expect(server.requests).toHaveLength(requests);
});

test("a page that is only linked says nothing of the picture there", async () => {
  const server = await serve();
  const probe = probeWith();
  const url = server.url("/head-405/13x13.png");
  await probe.checkLink(url);
  expect(await probe.checkImage({ url, want: "pixels" })).toMatchObject({ verdict: "ok", width: 13 });
});

test("offline, excluded and private addresses are not asked", async () => {
  const server = await serve();
  const url = server.url("/html");
  expect(verdict(await probeWith({ offline: true }).checkLink(url))).toMatch(/^unchecked offline/);
  expect(verdict(await probeWith({ exclude: [/html/] }).checkLink(url))).toMatch(/^unchecked excluded/);
  expect(verdict(await probeWith({ allowPrivate: false }).checkLink(url))).toMatch(/^unchecked blocked-address/);
  expect(verdict(await probeWith().checkLink("ftp://127.0.0.1/"))).toMatch(/^unchecked unsupported/);
  expect(server.requests).toEqual([]);
});

test("a run that ends leaves what is not known unchecked", async () => {
  const server = await serve();
  const probe = probeWith();
  const fact = probe.checkLink(server.url("/slow"));
  while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
  probe.interrupt();
  expect(verdict(await fact)).toMatch(/^unchecked interrupted/);
});

describe("a fragment of a page", () => {
  const html = (body: string, type = "text/html") => ({
    "/page": (_: unknown, response: import("node:http").ServerResponse) =>
      response.writeHead(200, { "content-type": type }).end(body),
  });
  const has = async (body: string, fragment: string, type?: string) => {
    const server = await serve(html(body, type));
    return (await probeWith().checkLink(server.url(`/page#${fragment}`), "fragment")).hasFragment;
  };

  test("is one of its ids, or the name of an anchor, in any spelling of the URL", async () => {
    expect(await has('<h1 id="a">x</h1>', "a")).toBe(true);
    expect(await has('<a name="a">x</a>', "a")).toBe(true);
    expect(await has('<h1 id="安装">x</h1>', "%E5%AE%89%E8%A3%85")).toBe(true);
    expect(await has('<h1 id="user-content-a">x</h1>', "a")).toBe(true);
  });

  test("is none of them", async () => {
    expect(await has('<h1 id="a">x</h1><!-- id="b" --><p data-id="b" name="b">id="b"</p>', "b")).toBe(false);
  });

  test("is not known if a script writes the page, or it is no page", async () => {
    expect(await has('<div id="app"></div><script src="a.js"></script>', "a")).toBeUndefined();
    expect(await has("# a", "a", "text/markdown")).toBeUndefined();
    expect(await has(`<h1 id="a">x</h1>${" ".repeat(2_100_000)}`, "b")).toBeUndefined();
  });

  test("is looked for once in a page", async () => {
    const server = await serve(html('<h1 id="a">x</h1>'));
    const probe = probeWith();
    const facts = await Promise.all(
      ["a", "b", "a"].map((one) => probe.checkLink(server.url(`/page#${one}`), "fragment")),
    );
    expect(facts.map(({ hasFragment }) => hasFragment)).toEqual([true, false, true]);
    expect(server.requests.map(({ method }) => method)).toEqual(["HEAD", "GET"]);
    // Without that wish, the page is not loaded.
    expect(await probe.checkLink(server.url("/page#a"))).not.toHaveProperty("hasFragment");
  });
});

test("a page that has moved for good has its new address, up to the first redirect for now", async () => {
  const to = (status: number, location: string) => (_: unknown, response: import("node:http").ServerResponse) =>
    response.writeHead(status, { location }).end();
  const server = await serve({ "/a": to(301, "/b"), "/b": to(308, "/c"), "/c": to(302, "/html"), "/d": to(302, "/a") });
  const probe = probeWith();
  expect((await probe.checkLink(server.url("/a"))).movedTo).toBe(server.url("/c"));
  expect((await probe.checkLink(server.url("/d"))).movedTo).toBeUndefined();
});
