import { afterEach, describe, expect, it } from "vitest";
import reachable from "../../../rules/link/reachable.js";
import { type PictureServer, startPictureServer } from "../../support/picture-server.js";
import { testRule, unverifiable } from "../../support/rule-tester.js";
import { makeSite, type Site } from "../../support/site.js";

const gone = { verdict: "broken", reason: "not-found", detail: "HTTP 404 (HEAD and GET)" } as const;
const slow = unverifiable("timeout", "no answer within 15 s") as { verdict: "unverifiable"; detail: string };
const links = { "https://a.cn/gone": gone, "https://a.cn/slow": slow, "https://a.cn/": {} };

testRule(reachable, {
  accepts: [
    { name: "pages that are there", article: "[a](https://a.cn/)", links },
    {
      name: "servers without a clear answer, where that is asked for",
      article: "<https://a.cn/slow>",
      links,
      options: { unverifiable: "ignore" },
    },
    {
      name: "what was not asked",
      article: "<https://a.cn/off>",
      links: { "https://a.cn/off": { verdict: "unchecked", reason: "offline", detail: "offline" } },
    },
  ],
  rejects: [
    {
      name: 'a host that has answered "too many requests", once',
      article: "[a](«https://a.cn/1») [b](https://a.cn/2) [c](«https://b.cn/»)",
      links: Object.fromEntries(
        ["https://a.cn/1", "https://a.cn/2", "https://b.cn/"].map((url) => [
          url,
          { verdict: "unverifiable", reason: "rate-limited", detail: "HTTP 429 (HEAD): too many requests" } as const,
        ]),
      ),
      messages: ["a.cn", "b.cn"].map(
        (host) =>
          `Links to "${host}" could not be verified: HTTP 429 (HEAD): too many requests. Try again later, or increase images.interval.`,
      ),
    },
    {
      name: "a page of which an archive has a copy",
      article: "[a](«https://a.cn/gone»)",
      links: {
        "https://a.cn/gone": {
          ...gone,
          archived: { url: "https://web.archive.org/web/20190501000000/https://a.cn/gone", day: "2019-05-01" },
        },
      },
      messages:
        'Link to "https://a.cn/gone" is broken: HTTP 404 (HEAD and GET). Use the copy of 2019-05-01 in the Wayback Machine (https://web.archive.org/web/20190501000000/https://a.cn/gone).',
    },
    {
      name: "broken links, wherever they are",
      article: '[a](«https://a.cn/gone») <a href="«https://a.cn/gone»">a</a> [b]\n\n[b]: «https://a.cn/slow»\n',
      links,
      messages: [
        'Link to "https://a.cn/gone" is broken: HTTP 404 (HEAD and GET). Update the URL or remove the link.',
        'Link to "https://a.cn/gone" is broken: HTTP 404 (HEAD and GET). Update the URL or remove the link.',
        'Link to "https://a.cn/slow" could not be verified: no answer within 15 s. Open it in a browser or try again later.',
      ],
    },
  ],
});

describe("link/reachable on files", () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });
  const start = async (article: (server: PictureServer) => string): Promise<{ server: PictureServer; site: Site }> => {
    const server = await startPictureServer();
    const site = await makeSite({ "a.md": article(server) });
    open.push(server, { close: () => site.remove() });
    return { server, site };
  };
  const args = ["--no-config", "--allow-private", "--format", "json", "--rule", "link/href=off", "a.md"];

  it("asks each page once, and says in the report what is known of it", async () => {
    const { server, site } = await start(
      ({ origin }) =>
        `---\ntitle: 渡口\n---\n\n[a](${origin}/html#x) [b](${origin}/html#y) [c](${origin}/status/404)\n`,
    );
    const { stdout, code } = await site.stet([...args, "--rule", "link/reachable=error"]);
    const report = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(report.links).toMatchObject([
      { url: server.url("/html"), verdict: "ok", reason: null },
      { url: server.url("/status/404"), verdict: "broken", reason: "not-found" },
    ]);
    expect(report.summary.links).toEqual({
      total: 2,
      ok: 1,
      broken: 1,
      unverifiable: 0,
      unchecked: 0,
      reasons: { broken: { "not-found": 1 } },
    });
    expect(report.files[0].violations).toMatchObject([{ rule: "link/reachable", url: server.url("/status/404") }]);
    expect(server.requests.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      "GET /status/404",
      "HEAD /html",
      "HEAD /status/404",
    ]);
  });

  it("asks nobody where it is off, and nobody offline", async () => {
    const { server, site } = await start(({ origin }) => `---\ntitle: 渡口\n---\n\n[a](${origin}/status/404)\n`);
    expect(JSON.parse((await site.stet(args)).stdout).links).toEqual([]);
    const { stdout, code } = await site.stet([...args, "--offline", "--rule", "link/reachable=error"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).links).toMatchObject([{ verdict: "unchecked", reason: "offline" }]);
    expect(server.requests).toEqual([]);
  });
});
