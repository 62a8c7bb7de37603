import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { openPace, parseRetryAfter } from "../../src/probe/pace.js";
import type { ImageFact } from "../../src/probe/types.js";
import { picture } from "../support/pictures.js";
import { probeWith, serve, trail } from "./support.js";

const now = Date.UTC(2026, 10, 24, 12, 0, 0);

describe("Retry-After", () => {
  it.each([
    ["0", 0],
    ["120", 120_000],
    [" 1.5 ", 1500],
    ["1m30s", 90_000],
    ["45s", 45_000],
    ["Tue, 24 Nov 2026 12:00:30 GMT", 30_000],
    ["Tuesday, 24-Nov-26 12:01:00 GMT", 60_000],
    ["Tue, 24 Nov 2026 11:00:00 GMT", 0],
    ["soon", undefined],
    ["-5", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("%j is %s ms", (text, milliseconds) => {
    expect(parseRetryAfter(text, now)).toBe(milliseconds);
  });
});

describe("the pace of a host", () => {
  const open = (interval = 0) => openPace({ interval, maxRetryAfter: 10_000 }, () => 0.5);

  it("is as fast as wanted while nothing speaks against it", () => {
    const pace = open();
    expect([pace.turn("a", 0), pace.turn("a", 0), pace.turn("a", 0)]).toEqual([0, 0, 0]);
  });

  it("keeps the interval between any two requests, and other hosts do not wait for it", () => {
    const pace = open(200);
    expect([pace.turn("a", 0), pace.turn("a", 0), pace.turn("a", 100), pace.turn("b", 100)]).toEqual([0, 200, 300, 0]);
  });

  it("pauses for as long as the host asks, then goes on more slowly, then recovers", () => {
    const pace = open();
    pace.record("a", { status: 429, ms: 5, retryAfter: "2" }, 1000);
    expect([pace.turn("a", 1000), pace.turn("a", 1000)]).toEqual([2000, 2250]);
    for (let good = 0; good < 20; good++) pace.record("a", { status: 200, ms: 5 }, 4000);
    expect([pace.turn("a", 4000), pace.turn("a", 4000)]).toEqual([0, 0]);
  });

  it("pauses twice as long at each refusal, where the host names no time", () => {
    const pace = open();
    pace.record("a", { status: 429, ms: 5 }, 0);
    expect(pace.turn("a", 0)).toBe(1000);
    pace.record("a", { status: 429, ms: 5 }, 5000);
    expect(pace.turn("a", 5000)).toBe(2000);
  });

  it("slows down for a host that answers slowly", () => {
    const pace = open();
    pace.record("a", { status: 200, ms: 8000 }, 0);
    expect([pace.turn("a", 0), pace.turn("a", 0)]).toEqual([0, 2000]);
  });

  it("gives up a host that asks for more patience than we have three times in a row, until that time is over", () => {
    const pace = open();
    const refuse = (at: number) => pace.record("a", { status: 503, ms: 5, retryAfter: "3600" }, at);
    refuse(0);
    refuse(10);
    expect(pace.isGivenUp("a", 1000)).toBeUndefined();
    refuse(20);
    expect(pace.isGivenUp("a", 1020)).toMatchObject({
      reason: "rate-limited",
      detail: "no request sent: a allows the next request in 3599 s",
    });
    expect(pace.isGivenUp("a", 3_600_021)).toBeUndefined();
  });

  it("does not take the absurd demand of one URL for that of the host", () => {
    const pace = open();
    for (let at = 0; at < 100; at += 20) {
      pace.record("a", { status: 429, ms: 5, retryAfter: "86400" }, at);
      pace.record("a", { status: 200, ms: 5 }, at + 10);
    }
    expect(pace.isGivenUp("a", 100)).toBeUndefined();
  });

  it("gives up a host that refuses six times in a row", () => {
    const pace = open();
    const refuse = (at: number) => pace.record("a", { status: 429, ms: 5, retryAfter: "0" }, at);
    for (let times = 0; times < 5; times++) refuse(10 * times);
    expect(pace.isGivenUp("a", 100)).toBeUndefined();
    refuse(60);
    expect(pace.isGivenUp("a", 100)?.detail).toBe('no request sent: a responded "too many requests" 6 times in a row');
  });

  it("counts refusals of requests that were in flight together once", () => {
    const pace = open();
    for (let request = 0; request < 50; request++)
      pace.record("a", { status: 429, ms: 100, retryAfter: "1" }, 1000 + request);
    expect(pace.isGivenUp("a", 1100)).toBeUndefined();
    // The slower pace is that of one refusal.
    expect([pace.turn("a", 3000), pace.turn("a", 3000)]).toEqual([0, 250]);
  });

  it("sends a host half as many requests at the same time after each failure, and one more after each answer", () => {
    const pace = openPace({ interval: 0, maxRetryAfter: 10_000, concurrencyPerHost: 6 }, () => 0.5);
    expect(pace.concurrency("a")).toBe(6);
    pace.record("a", { status: 429, ms: 5, retryAfter: "0" }, 10);
    expect(pace.concurrency("a")).toBe(3);
    for (let at = 20; at < 60; at += 10) pace.record("a", { status: 429, ms: 5, retryAfter: "0" }, at);
    expect(pace.concurrency("a")).toBe(1);
    for (let at = 100; at < 300; at += 10) pace.record("a", { status: 200, ms: 5 }, at);
    expect(pace.concurrency("a")).toBe(6);
  });

  it("stays slower than the host has refused", () => {
    const pace = open();
    pace.record("a", { status: 429, ms: 5, retryAfter: "0" }, 10);
    pace.record("a", { status: 429, ms: 5, retryAfter: "0" }, 20);
    for (let at = 100; at < 500; at += 10) pace.record("a", { status: 200, ms: 5 }, at);
    expect([pace.turn("a", 1000), pace.turn("a", 1000)]).toEqual([0, 312.5]);
  });

  it("sends no HEAD to a host that did not answer two of them, unless it has answered one", () => {
    const silence = { kind: "failure", reason: "timeout", detail: "no response within 15 s" } as const;
    const pace = open();
    const ignore = (host: string) =>
      pace.record(host, { method: "HEAD", status: undefined, ms: 9, failure: silence }, 100);
    ignore("deaf");
    expect(pace.isDeafToHead("deaf")).toBe(false);
    ignore("deaf");
    expect(pace.isDeafToHead("deaf")).toBe(true);
    expect(pace.isGivenUp("deaf", 100)).toBeUndefined();
    pace.record("slow", { method: "HEAD", status: 200, ms: 9 }, 50);
    ignore("slow");
    ignore("slow");
    expect(pace.isDeafToHead("slow")).toBe(false);
  });

  it("bears more silence from a host that has answered before", () => {
    const silence = { kind: "failure", reason: "timeout", detail: "no response within 15 s" } as const;
    const pace = open();
    const ignore = (host: string) => {
      for (let at = 10; at < 50; at += 10) pace.record(host, { status: undefined, ms: 9, failure: silence }, at);
    };
    ignore("new");
    pace.record("old", { status: 404, ms: 9 }, 0);
    ignore("old");
    expect(pace.isGivenUp("new", 50)).toMatchObject({
      reason: "timeout",
      detail: "no request sent: 4 requests to new in a row got no response (no response within 15 s)",
    });
    expect(pace.isGivenUp("old", 50)).toBeUndefined();
  });
});

const paths = (count: number) => Array.from({ length: count }, (_, index) => `${index}.png`);
const reasons = (facts: readonly ImageFact[]) => [
  ...new Set(facts.map(({ verdict, reason }) => `${verdict} ${reason}`)),
];

describe("a host with too many requests", () => {
  const refusing = (times: number, retryAfter: string) => {
    let left = times;
    return (_: unknown, response: ServerResponse) =>
      left-- > 0
        ? response.writeHead(429, { "retry-after": retryAfter }).end()
        : response.writeHead(200, { "content-type": "image/png", "content-length": "9" }).end();
  };

  it("is asked again after the time it names, and believed then", async () => {
    const server = await serve({ "/a.png": refusing(1, "0.2") });
    const fact = await probeWith().checkImage({ url: server.url("/a.png"), want: "status" });
    expect(fact.verdict).toBe("ok");
    expect(trail(fact)).toBe("HEAD 429 > HEAD 200");
  });

  it("is asked again as often as `retries` says", async () => {
    const server = await serve({ "/a.png": refusing(9, "0") });
    const fact = await probeWith({ retries: 1 }).checkImage({ url: server.url("/a.png"), want: "status" });
    expect(fact).toMatchObject({ verdict: "unverifiable", reason: "rate-limited" });
    expect(trail(fact)).toBe("HEAD 429 > HEAD 429");
  });

  it("is soon left alone, whatever the number of pictures it has", async () => {
    const server = await serve({ "/busy/": refusing(1000, "0") });
    const probe = probeWith({ concurrencyPerHost: 2 });
    const facts = await Promise.all(
      paths(100).map((path) => probe.checkImage({ url: server.url(`/busy/${path}`), want: "status" })),
    );
    expect(reasons(facts)).toEqual(["unverifiable rate-limited"]);
    expect(server.requests.length).toBeLessThan(10);
  });

  it("that answers few requests a second loses no image", async () => {
    let open = 5;
    const refill = setInterval(() => {
      open = 5;
    }, 250);
    const server = await serve({
      "/few/": (_: unknown, response: ServerResponse) =>
        open-- > 0
          ? response.writeHead(200, { "content-type": "image/png", "content-length": "9" }).end()
          : response.writeHead(429, { "retry-after": "0.25" }).end(),
    });
    const probe = probeWith();
    const facts = await Promise.all(
      paths(20).map((path) => probe.checkImage({ url: server.url(`/few/${path}`), want: "status" })),
    );
    clearInterval(refill);
    expect(reasons(facts)).toEqual(["ok undefined"]);
  });

  it("that asks for an hour at one URL is asked for its other images", async () => {
    const server = await serve({ "/busy.png": refusing(1000, "86400") });
    const probe = probeWith({ concurrencyPerHost: 1 });
    const ask = (path: string) => probe.checkImage({ url: server.url(path), want: "status" });
    const facts = await Promise.all([ask("/busy.png"), ask("/9x9.png"), ask("/8x8.png")]);
    expect(facts.map(({ verdict }) => verdict)).toEqual(["unverifiable", "ok", "ok"]);
  });

  it("that asks for an hour is soon not asked again in this run", async () => {
    const server = await serve({ "/busy/": refusing(1000, "3600") });
    const probe = probeWith({ concurrencyPerHost: 2 });
    const facts = await Promise.all(
      paths(50).map((path) => probe.checkImage({ url: server.url(`/busy/${path}`), want: "status" })),
    );
    expect(reasons(facts)).toEqual(["unverifiable rate-limited"]);
    expect(server.requests.length).toBeLessThanOrEqual(6);
  });
});

describe("a host that never answers HEAD", () => {
  it("is asked by GET after two time-outs", async () => {
    const server = await serve({
      "/deaf/": ({ method }: IncomingMessage, response: ServerResponse) =>
        method === "HEAD"
          ? undefined
          : response.writeHead(200, { "content-type": "image/png" }).end(picture("png", 9, 9)),
    });
    const probe = probeWith({
      concurrencyPerHost: 2,
      timeouts: { connect: 2000, headers: 200, total: 5000, run: 0 },
    });
    const facts = await Promise.all(
      paths(20).map((path) => probe.checkImage({ url: server.url(`/deaf/${path}`), want: "pixels" })),
    );
    expect(reasons(facts)).toEqual(["ok undefined"]);
    // A third may be on its way when the second one is given up.
    expect(server.requests.filter(({ method }) => method === "HEAD").length).toBeLessThanOrEqual(3);
  });
});

describe("a dead host", () => {
  it("costs a few requests, whatever the number of pictures it has, and delays no other", async () => {
    const good = await serve();
    const silent = createServer();
    let connections = 0;
    silent.on("connection", (socket) => {
      connections++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as { port: number };
    const probe = probeWith();
    const dead = paths(300).map((path) =>
      probe.checkImage({ url: `http://127.0.0.1:${port}/${path}`, want: "status" }),
    );
    const alive = await probe.checkImage({ url: good.url("/9x9.png"), want: "pixels" });
    expect(alive.verdict).toBe("ok");
    expect(reasons(await Promise.all(dead))).toEqual(["unverifiable connection"]);
    expect(connections).toBeLessThan(60);
    await new Promise((resolve) => silent.close(resolve));
  });
});

describe("the time budget", () => {
  it("leaves what is not known in time unchecked, and the exit code alone", async () => {
    const server = await serve();
    const probe = probeWith({ timeouts: { connect: 5000, headers: 5000, total: 5000, run: 300 } });
    const [slow, quick] = await Promise.all(
      ["/slow/a.png", "/9x9.png"].map((path) => probe.checkImage({ url: server.url(path), want: "status" })),
    );
    expect(slow).toMatchObject({
      verdict: "unchecked",
      reason: "time-budget",
      detail: "the time limit for all checks was reached (0.3 s)",
    });
    expect(quick?.verdict).toBe("ok");
    expect(await probe.checkImage({ url: server.url("/8x8.png"), want: "status" })).toMatchObject({
      reason: "time-budget",
    });
  });
});
