import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import dataSize from "../../rules/image/data-size.js";
import dimensions from "../../rules/image/dimensions.js";
import { openFactResolver, type ResolveSettings } from "../../src/facts/resolve.js";
import { folderStore, openProbeCache } from "../../src/probe/evidence-cache.js";
import type { LedgerEntry } from "../../src/probe/ledger.js";
import type { ProbePolicy } from "../../src/probe/probe.js";
import type { ImageFact, Want } from "../../src/probe/types.js";
import type { AnyRule } from "../../src/rule.js";
import { lintText } from "../../src/run/lint-text.js";
import { picture } from "../support/pictures.js";
import { planFor } from "../support/rule-tester.js";
import { probeWith, serve, trail } from "./support.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "stet-memory-"));
});
// A probe that is closed behind this may still write down what it knows.
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));

const hour = 3_600_000;

/** One run of its own that asks one question. */
async function ask(url: string, want: Want, ttl = hour, policy: Partial<ProbePolicy> = {}): Promise<ImageFact> {
  const memory = { open: async (context: string) => openProbeCache(folderStore(folder), context), ttl };
  const probe = probeWith({ memory, ...policy });
  const fact = await probe.checkImage({ url, want });
  await probe.close();
  return fact;
}

describe("a picture that was there", () => {
  it("is believed within the time to live, pixels and all, without a request", async () => {
    const server = await serve();
    const url = server.url("/400x299.jpg");
    const first = await ask(url, "pixels");
    const second = await ask(url, "pixels");
    expect(first.asOf).toBeUndefined();
    expect(second).toEqual({ ...first, requests: [], asOf: expect.stringMatching(/^20\d\d-\d\d-\d\dT.*Z$/) });
    expect(server.requests.length).toBe(2);
  });

  it("is asked for what was not wanted before", async () => {
    const server = await serve();
    const url = server.url("/400x299.jpg");
    await ask(url, "status");
    expect(await ask(url, "pixels")).toMatchObject({ verdict: "ok", width: 400 });
    expect(await ask(url, "pixels")).toMatchObject({ width: 400, requests: [] });
  });

  it("is still known to have moved", async () => {
    const server = await serve({
      "/old.jpg": (_: IncomingMessage, response: ServerResponse) =>
        response.writeHead(301, { location: "/400x299.jpg" }).end(),
    });
    const url = server.url("/old.jpg");
    const movedTo = server.url("/400x299.jpg");
    expect(await ask(url, "pixels")).toMatchObject({ movedTo });
    expect(await ask(url, "pixels")).toMatchObject({ movedTo, requests: [] });
  });

  it("is known by each Referer by itself", async () => {
    const server = await serve();
    const url = server.url("/400x299.jpg");
    await ask(url, "status");
    const probe = probeWith({
      memory: { open: async (context: string) => openProbeCache(folderStore(folder), context), ttl: hour },
    });
    await probe.checkImage({ url, want: "status", referer: "http://news.example/" });
    // What it writes down must not come into the folder while that is removed.
    await probe.close();
    expect(server.requests.length).toBe(2);
  });

  const tagged = (etag: () => string, log: IncomingMessage[]) => ({
    "/a.png": (request: IncomingMessage, response: ServerResponse) => {
      log.push(request);
      if (request.headers["if-none-match"] === etag()) return response.writeHead(304, { etag: etag() }).end();
      const body = picture("png", 40, 30);
      return response
        .writeHead(200, { "content-type": "image/png", "content-length": body.length, etag: etag() })
        .end(request.method === "HEAD" ? undefined : body);
    },
  });

  it("is confirmed by one conditional HEAD when its time is over", async () => {
    const log: IncomingMessage[] = [];
    const server = await serve(tagged(() => '"v1"', log));
    await ask(server.url("/a.png"), "pixels");
    const again = await ask(server.url("/a.png"), "pixels", 0);
    expect(again).toMatchObject({ verdict: "ok", width: 40, height: 30 });
    expect(again.asOf).toBeUndefined();
    expect(trail(again)).toBe("HEAD 304");
    expect(log.at(-1)?.headers["if-none-match"]).toBe('"v1"');
  });

  it("whose URL is signed for GET is asked for by GET alone when its time is over", async () => {
    const server = await serve();
    const url = server.url("/400x299.jpg?Expires=1&Signature=a%2Bb");
    await ask(url, "pixels");
    expect(trail(await ask(url, "pixels", 0))).toBe("GET 0-4095 206");
  });

  it("is measured anew when it has changed", async () => {
    let version = '"v1"';
    const server = await serve(tagged(() => version, []));
    await ask(server.url("/a.png"), "pixels");
    version = '"v2"';
    expect(trail(await ask(server.url("/a.png"), "pixels", 0))).toBe("HEAD 200 > GET 0-4095 200");
  });

  it("that is gone when its time is over is told to be gone", async () => {
    let there = true;
    const server = await serve({
      "/a.png": (_, response) =>
        there
          ? response.writeHead(200, { "content-type": "image/png", "content-length": 9 }).end()
          : response.writeHead(404).end(),
    });
    await ask(server.url("/a.png"), "status");
    there = false;
    expect((await ask(server.url("/a.png"), "status")).verdict).toBe("ok");
    expect(await ask(server.url("/a.png"), "status", 0)).toMatchObject({ verdict: "broken", reason: "not-found" });
  });

  it("is judged by today's configuration, not by that of the day it was seen", async () => {
    const server = await serve();
    const url = server.url("/400x299.jpg");
    await ask(url, "status");
    const placeholders = [{ name: "a placeholder", url: /400x299/ }];
    expect(await ask(url, "status", hour, { placeholders })).toMatchObject({
      verdict: "broken",
      reason: "placeholder",
    });
  });
});

describe("a picture that is not there", () => {
  it("is asked for again in each run, and its history is told", async () => {
    const server = await serve();
    const url = server.url("/status/404");
    const facts = [await ask(url, "status"), await ask(url, "pixels"), await ask(url, "status")];
    expect(facts.map(({ failing }) => failing?.runs)).toEqual([1, 2, 3]);
    expect(new Set(facts.map(({ failing }) => failing?.since)).size).toBe(1);
    expect(server.requests.length).toBe(6);
  });

  it("counts once a run, however often it is asked for", async () => {
    const server = await serve();
    const probe = probeWith({
      memory: { open: async (context: string) => openProbeCache(folderStore(folder), context), ttl: hour },
    });
    await probe.checkImage({ url: server.url("/status/404"), want: "status" });
    const fact = await probe.checkImage({ url: server.url("/status/404"), want: "pixels" });
    expect(fact.failing?.runs).toBe(1);
  });

  it("is certain only after as many runs as the policy wants", async () => {
    const server = await serve();
    const policy = { failAfter: { runs: 2, days: 0 } };
    const enough = async () => (await ask(server.url("/status/404"), "status", hour, policy)).failing?.enough;
    expect([await enough(), await enough()]).toEqual([false, true]);
  });

  it("begins anew after it has been there again", async () => {
    let status = 404;
    const server = await serve({
      "/a.png": ({ method }, response) =>
        response
          .writeHead(status, { "content-type": "image/png", "content-length": 9 })
          .end(method === "HEAD" ? undefined : "123456789"),
    });
    await ask(server.url("/a.png"), "status");
    status = 200;
    await ask(server.url("/a.png"), "status");
    status = 404;
    expect((await ask(server.url("/a.png"), "status", 0)).failing?.runs).toBe(1);
  });
});

describe("a memory that contradicts the article", () => {
  /** An image of 40x30 that is replaced by one of 50x20. */
  async function replaced() {
    let size: [number, number] = [40, 30];
    const server = await serve({
      "/a.png": (request: IncomingMessage, response: ServerResponse) => {
        const body = picture("png", ...size);
        const etag = `"${size}"`;
        if (request.headers["if-none-match"] === etag) return response.writeHead(304, { etag }).end();
        return response
          .writeHead(200, { "content-type": "image/png", "content-length": body.length, etag })
          .end(request.method === "HEAD" ? undefined : body);
      },
    });
    return { server, url: server.url("/a.png"), replace: () => (size = [50, 20]) };
  }

  async function violationsOf(text: string, rule: AnyRule, policy: Partial<ProbePolicy>, settings: ResolveSettings) {
    const memory = { open: async (context: string) => openProbeCache(folderStore(folder), context), ttl: hour };
    const probe = probeWith({ memory, ...policy });
    const plan = await planFor(rule, {});
    const facts = openFactResolver(probe, []).for("/site/a.md", plan, settings);
    const { violations } = await lintText({ path: "a.md", text }, plan, facts.image);
    await probe.close();
    return violations;
  }

  async function lint(url: string, stated: string, policy: Partial<ProbePolicy> = {}) {
    const text = `<img src="${url}" data-size="${stated}">\n`;
    const violations = await violationsOf(text, dataSize, policy, {});
    return violations.map(({ message, fix }) => [message, fix?.safe]);
  }

  it("is asked again before it is told: the article is right", async () => {
    const { url, replace, server } = await replaced();
    await ask(url, "pixels");
    replace();
    expect(await lint(url, "50,20")).toEqual([]);
    // The new answer is remembered.
    const asked = server.requests.length;
    expect(await lint(url, "50,20")).toEqual([]);
    expect(server.requests.length).toBe(asked);
  });

  it("is asked again before it is told, by one conditional HEAD: the article is wrong", async () => {
    const { url, server } = await replaced();
    await ask(url, "pixels");
    const asked = server.requests.length;
    expect(await lint(url, "50,20")).toEqual([
      ['Wrong data-size "50,20". Use the real size of the image, "40,30".', true],
    ]);
    expect(server.requests.slice(asked).map(({ method }) => method)).toEqual(["HEAD"]);
  });

  it("is asked again before a fix writes it into the article, but not in a run without fixes", async () => {
    const { url, replace, server } = await replaced();
    await ask(url, "pixels");
    replace();
    const added = async (settings: ResolveSettings) => {
      const [violation] = await violationsOf(`<img src="${url}">\n`, dimensions, {}, settings);
      return violation?.fix?.edits[0]?.text;
    };
    const asked = server.requests.length;
    expect(await added({})).toBe(' width="40" height="30"');
    expect(server.requests.length).toBe(asked);
    expect(await added({ fixes: true })).toBe(' width="50" height="20"');
  });

  it("is asked once for all places", async () => {
    const { url, server } = await replaced();
    await ask(url, "pixels");
    const asked = server.requests.length;
    await lint(url, `50,20"><img src="${url}" data-size="51,20`);
    expect(server.requests.length).toBe(asked + 1);
  });

  const entry = (url: string): LedgerEntry => ({
    url,
    type: "image/png",
    width: 40,
    height: 30,
    bytes: null,
    start: null,
    final: null,
    day: "2026-11-02",
  });

  it("is asked again although it is in the ledger", async () => {
    const { url, replace } = await replaced();
    replace();
    expect(await lint(url, "50,20", { ledger: new Map([[url, entry(url)]]) })).toEqual([]);
  });

  it("that cannot be asked again is told as of its day, without a safe fix", async () => {
    const { url } = await replaced();
    const seen = [
      [
        'data-size "50,20" differs from the size as seen on 2026-11-02, "40,30". Run stet online to find out which is right.',
        false,
      ],
    ];
    const ledger = new Map([[url, entry(url)]]);
    expect(await lint(url, "50,20", { ledger, offline: true })).toEqual(seen);
    expect(await lint(url, "50,20", { ledger, allowPrivate: false })).toEqual(seen);
  });
});

describe("what one project has seen", () => {
  it.each<[string, Partial<ProbePolicy>]>([
    ["headers", { headers: { "accept-language": "de" } }],
    ["credentials", { hosts: [{ host: "127.0.0.1", headers: { authorization: "a" }, statuses: {} }] }],
    ["believing certificates", { insecure: true }],
    ["its certificates", { ca: ["x"] }],
    ["its addresses", { allowPrivate: false, allowHosts: ["127.0.0.1"] }],
    ["its name", { userAgent: "another" }],
    ["its limits", { maxBytes: 5000 }],
  ])("says nothing to a project with other settings: %s", async (_, policy) => {
    const server = await serve();
    const url = server.url("/400x299.jpg");
    await ask(url, "status");
    expect((await ask(url, "status")).requests).toEqual([]);
    expect((await ask(url, "status", hour, policy)).requests).not.toEqual([]);
    expect((await ask(url, "status", hour, policy)).requests).toEqual([]);
  });
});

describe("what could not be verified", () => {
  it("is not remembered", async () => {
    const server = await serve();
    await ask(server.url("/status/403"), "status");
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("a memory that cannot be used", () => {
  it("is as good as none", async () => {
    const server = await serve();
    const file = path.join(folder, "file");
    await writeFile(file, "");
    const probe = probeWith({
      memory: { open: async (context: string) => openProbeCache(folderStore(file), context), ttl: hour },
    });
    expect((await probe.checkImage({ url: server.url("/9x9.png"), want: "pixels" })).verdict).toBe("ok");
  });
});
