/** What a URL is as something to be linked. */
import { expect, test } from "vitest";
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
