import { describe, expect, it } from "vitest";
import { verdictOf } from "../../src/probe/verdict.js";
import { faults, targets } from "../support/fault-server.js";
import { probeWith, serve } from "./support.js";

describe("what servers do, and what stet makes of it", () => {
  it("is known of at least 70 faults, all different", () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
    expect(faults.length).toBeGreaterThanOrEqual(70);
  });

  it.each(faults.map((fault) => [fault.name, fault.expected, fault] as const))("%s: %s", async (_, expected, fault) => {
    let asked = 0;
    const server = await serve({
      "/fault/": (request, response) => fault.answer(request, response, ++asked),
      ...Object.fromEntries(
        Object.entries(targets).map(([path, answer]) => [path, (request, response) => answer(request, response, 0)]),
      ),
    });
    const fact = await probeWith(fault.policy).checkImage({
      url: server.url(`/fault/a.png${fault.query ? `?${fault.query}` : ""}`),
      want: fault.want ?? "status",
    });
    expect(fact).toMatchObject(
      expected === "ok" ? { verdict: "ok", reason: undefined } : { verdict: verdictOf[expected], reason: expected },
    );
    if (fault.suspect) expect(fact.suspect).toContain(fault.suspect);
    else expect(fact.suspect).toBeUndefined();
    if (fault.size) expect([fact.width, fact.height]).toEqual(fault.size);
    expect(fact.requests.length).toBeLessThanOrEqual(fault.requests);
    expect(server.requests.length).toBeLessThanOrEqual(fault.requests);
    expect(fact.requests.reduce((sum, { bytes = 0 }) => sum + bytes, 0)).toBeLessThanOrEqual(fault.bytes ?? 4096);
  });

  it("a redirect to the address of a cloud's metadata is not followed", async () => {
    const server = await serve({
      "/a.png": (_, response) => response.writeHead(302, { location: "http://169.254.169.254/latest/" }).end(),
    });
    const { port } = new URL(server.origin);
    const fact = await probeWith({ allowPrivate: false, allowHosts: [`127.0.0.1:${port}`] }).checkImage({
      url: server.url("/a.png"),
      want: "status",
    });
    expect(fact).toMatchObject({ verdict: "unchecked", reason: "blocked-address" });
    expect(server.requests.length).toBe(1);
  });

  it("a port where nobody listens", async () => {
    const server = await serve();
    const url = server.url("/a.png");
    await server.close();
    expect(await probeWith().checkImage({ url, want: "status" })).toMatchObject({
      reason: "connection",
      detail: "connection refused",
    });
  });
});

describe("a connection that is not secure", () => {
  it("for want of TLS", async () => {
    const server = await serve();
    const fact = await probeWith().checkImage({
      url: server.url("/9x9.png").replace("http:", "https:"),
      want: "status",
    });
    expect(fact).toMatchObject({ verdict: "unverifiable", reason: "tls" });
  });
});
