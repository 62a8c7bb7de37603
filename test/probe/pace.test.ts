import type { ServerResponse } from "node:http";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { openPace, parseRetryAfter } from "../../src/probe/pace.js";
import type { ImageFact } from "../../src/probe/types.js";
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

  it("gives up a host that asks for more patience than we have, until that time is over", () => {
    const pace = open();
    pace.record("a", { status: 503, ms: 5, retryAfter: "3600" }, 0);
    expect(pace.isGivenUp("a", 1000)).toMatchObject({
      reason: "rate-limited",
      detail: "no request sent: a allows the next request in 3599 s",
    });
    expect(pace.isGivenUp("a", 3_600_001)).toBeUndefined();
  });

  it("gives up a host that refuses six times in a row", () => {
    const pace = open();
    const refuse = () => pace.record("a", { status: 429, ms: 5, retryAfter: "0" }, 0);
    for (let times = 0; times < 5; times++) refuse();
    expect(pace.isGivenUp("a", 0)).toBeUndefined();
    refuse();
    expect(pace.isGivenUp("a", 0)?.detail).toBe('no request sent: a responded "too many requests" 6 times in a row');
  });

  it("bears more silence from a host that has answered before", () => {
    const silence = { kind: "failure", reason: "timeout", detail: "no response within 15 s" } as const;
    const pace = open();
    for (let times = 0; times < 4; times++) pace.record("new", { status: undefined, ms: 9, failure: silence }, 0);
    pace.record("old", { status: 404, ms: 9 }, 0);
    for (let times = 0; times < 4; times++) pace.record("old", { status: undefined, ms: 9, failure: silence }, 0);
    expect(pace.isGivenUp("new", 0)).toMatchObject({
      reason: "timeout",
      detail: "no request sent: 4 requests to new in a row got no response (no response within 15 s)",
    });
    expect(pace.isGivenUp("old", 0)).toBeUndefined();
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

  it("that asks for an hour is not asked again in this run", async () => {
    const server = await serve({ "/busy/": refusing(1000, "3600") });
    const probe = probeWith({ concurrencyPerHost: 2 });
    const facts = await Promise.all(
      paths(50).map((path) => probe.checkImage({ url: server.url(`/busy/${path}`), want: "status" })),
    );
    expect(reasons(facts)).toEqual(["unverifiable rate-limited"]);
    expect(server.requests.length).toBe(2);
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
