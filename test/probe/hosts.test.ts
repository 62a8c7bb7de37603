/** What somebody has said of single hosts and URLs: headers, meanings of statuses, other places to ask. */
import { afterEach, describe, expect, it } from "vitest";
import { urlReplacement } from "../../src/patterns/url-pattern.js";
import { headersFor, meaningOf } from "../../src/probe/hosts.js";
import { makeSite, type Site } from "../support/site.js";
import { probeWith, serve } from "./support.js";

const settings = (host: string, headers: Record<string, string> = { a: "1" }) => ({ host, headers, statuses: {} });
const isSent = (host: string, url: string, asked = url) =>
  "a" in headersFor([settings(host)], new URL(url), new URL(asked));

describe("a host's headers are sent", () => {
  it.each([
    ["cdn.example", "https://cdn.example/a.png", true],
    ["CDN.example", "http://cdn.example/a.png", true],
    ["cdn.example", "https://cdn.example:8443/a.png", false],
    ["cdn.example:8443", "https://cdn.example:8443/a.png", true],
    ["cdn.example", "https://a.cdn.example/a.png", false],
    ["*.cdn.example", "https://a.cdn.example/a.png", true],
    ["*.cdn.example", "https://cdn.example/a.png", false],
    ["cdn.example", "https://evilcdn.example/a.png", false],
    ["*.cdn.example", "https://evilcdn.example/a.png", false],
    ["cdn.example", "https://cdn.example.evil.example/a.png", false],
    ["https://cdn.example", "https://cdn.example/a.png", true],
    ["https://cdn.example/", "http://cdn.example/a.png", false],
  ])("of %s to %s: %s", (host, url, sent) => {
    expect(isSent(host, url)).toBe(sent);
  });

  it("not by plain http where a redirect led from https", () => {
    expect(isSent("cdn.example", "http://cdn.example/a.png", "https://cdn.example/a.png")).toBe(false);
    expect(isSent("cdn.example", "https://cdn.example/a.png", "http://cdn.example/a.png")).toBe(true);
  });

  it("those said later on top of those said earlier", () => {
    const all = [settings("*.example", { a: "1", b: "1" }), settings("cdn.example", { b: "2" })];
    const url = new URL("https://cdn.example/");
    expect(headersFor(all, url, url)).toEqual({ a: "1", b: "2" });
  });
});

it("a status means what is said of it, rather than of its class", () => {
  const all = [{ host: "a.example", headers: {}, statuses: { "4xx": "unverifiable", "403": "ok" } as const }];
  expect([403, 404, 500].map((status) => meaningOf(all, "https://a.example/x", status))).toEqual([
    "ok",
    "unverifiable",
    undefined,
  ]);
  expect(meaningOf(all, "https://b.example/x", 403)).toBeUndefined();
});

describe("on a real server", () => {
  it("a secret goes to its host, and not along with a redirect to another", async () => {
    const server = await serve();
    const { port } = new URL(server.origin);
    const hosts = [settings(`localhost:${port}`, { Authorization: "Bearer geheim", Cookie: "a=b" })];
    const url = `http://localhost:${port}/redirect/302/${server.origin}/9x9.png`;
    const fact = await probeWith({ hosts }).checkImage({ url, want: "status" });
    expect(fact.verdict).toBe("ok");
    expect(server.requests.map(({ headers }) => [headers.authorization, headers.cookie])).toEqual([
      ["Bearer geheim", "a=b"],
      [undefined, undefined],
    ]);
    expect(JSON.stringify(fact)).not.toContain("geheim");
  });

  it.each([
    ["ok", "ok", undefined],
    ["broken", "broken", "not-found"],
    ["unverifiable", "unverifiable", "refused-by-server"],
    ["unchecked", "unchecked", "excluded"],
  ] as const)("a status that is said to mean %s does", async (meaning, verdict, reason) => {
    const server = await serve();
    const hosts = [{ host: new URL(server.origin).host, headers: {}, statuses: { "403": meaning } }];
    const probe = probeWith({ hosts });
    expect(await probe.checkImage({ url: server.url("/status/403"), want: "status" })).toMatchObject({
      verdict,
      reason,
    });
    expect(await probe.checkLink(server.url("/status/403"))).toMatchObject({ verdict });
  });

  it("another URL is asked in the place of one that is remapped, and has not moved for it", async () => {
    const server = await serve();
    const remap = [
      urlReplacement(String.raw`/^https:\/\/cdn\.example\/(\d+)\//`, `${server.origin}/redirect/301/$1x9.png?`),
      urlReplacement(String.raw`/^https:\/\/(?:old|cdn)\.example\//`, `${server.origin}/`),
    ];
    const probe = probeWith({ remap });
    const ask = (url: string) => probe.checkImage({ url, want: "pixels" });
    expect(await ask("https://old.example/40x30.png")).toMatchObject({
      url: "https://old.example/40x30.png",
      verdict: "ok",
      width: 40,
      finalUrl: server.url("/40x30.png"),
    });
    const moved = await ask("https://cdn.example/70/a.png");
    expect(moved).toMatchObject({ verdict: "ok", width: 70 });
    expect(moved.movedTo).toBeUndefined();
  });

  it("where something is included, nothing else is asked", async () => {
    const server = await serve();
    const probe = probeWith({ include: [/\/in\//, /9x9/] });
    const ask = (path: string) => probe.checkImage({ url: server.url(path), want: "status" });
    expect(await ask("/9x9.png")).toMatchObject({ verdict: "ok" });
    expect(await ask("/8x8.png")).toMatchObject({ verdict: "unchecked", detail: "not matched by the included URLs" });
    expect(await probe.checkImage({ url: "data:image/png;base64,", want: "status" })).toMatchObject({
      reason: "empty-body",
    });
    expect(server.requests.map(({ path }) => path)).toEqual(["/9x9.png"]);
  });
});

/** As configurations name a variable of the environment. */
const variable = (name: string) => `\${${name}}`;

describe("in a configuration", () => {
  let site: Site;
  afterEach(() => site?.remove());
  const withImages = async (images: object) => {
    site = await makeSite({
      "a.html": '<p><img src="https://cdn.example/40x30.png" alt="渡口"></p>\n',
      "stet.config.json": JSON.stringify({ extends: [], rules: { "image/reachable": "error" }, images }),
    });
    return site;
  };

  it("hosts, remap and the environment work together, and no secret is printed", async () => {
    const server = await serve();
    const { host } = new URL(server.origin);
    process.env.STET_TEST_TOKEN = "geheim";
    await withImages({
      allowPrivate: true,
      remap: [{ from: "https://cdn.example/", to: `${server.origin}/` }],
      hosts: { [host]: { headers: { Authorization: `Bearer ${variable("STET_TEST_TOKEN")}`, "X-Key": "offen" } } },
    });
    const run = await site.stet(["a.html", "--format", "json"]);
    const shown = await site.stet(["--print-config", "a.html"]);
    const told = await site.stet(["probe", "https://cdn.example/40x30.png"]);
    delete process.env.STET_TEST_TOKEN;
    expect(run.code).toBe(0);
    expect(server.requests[0]?.headers).toMatchObject({ authorization: "Bearer geheim", "x-key": "offen" });
    expect(told.stdout).toContain("=> ok: image/png, 40x30");
    expect(shown.stdout).toContain(`Bearer ${variable("STET_TEST_TOKEN")}`);
    for (const { stdout, stderr } of [run, shown, told]) expect(stdout + stderr).not.toMatch(/geheim|offen/);
  });

  it.each([
    [
      { headers: { Authorization: "Bearer a" } },
      'images.headers: "Authorization" would be sent to every server that an article links to.',
    ],
    [
      { hosts: { "cdn.example": { headers: { A: variable("NOT_SET_AT_ALL") } } } },
      'images.hosts["cdn.example"].headers["A"]: the environment variable NOT_SET_AT_ALL is not set.',
    ],
    [{ hosts: { "cdn.example/a": {} } }, 'images.hosts["cdn.example/a"]: invalid host.'],
    [{ ca: "none.pem" }, "none.pem (images.ca)"],
    [{ ca: "a.html" }, "a.html (images.ca) contains no certificate"],
    [{ remap: [{ from: "/(/", to: "" }] }, 'Invalid regular expression "/(/" in images.remap[0].from'],
    [{ hosts: { a: { statuses: { "4": "ok" } } } }, "4"],
  ])("%o is an error", async (images, message) => {
    await withImages(images);
    const { code, stderr, stdout } = await site.stet(["a.html"]);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
  });
});
