/** Pictures behind a proxy that the environment names; the proxy is a real one on this machine. */
import { EventEmitter } from "node:events";
import { createServer, type IncomingHttpHeaders, request } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { openConnections } from "../../src/probe/connections.js";
import { openNames } from "../../src/probe/dns.js";
import { openGuard } from "../../src/probe/guard.js";
import { defaultPolicy } from "../../src/probe/policy.js";
import type { ProbePolicy } from "../../src/probe/probe.js";
import { proxiesFrom, proxyFor } from "../../src/probe/proxies.js";
import { probeWith, serve } from "./support.js";

describe("the environment says which proxy is asked:", () => {
  const through = (environment: Record<string, string>, url: string) =>
    proxyFor(proxiesFrom(environment), new URL(url))?.href;
  const both = { HTTP_PROXY: "http://proxy.example:3128", HTTPS_PROXY: "secure.example:8080" };

  it.each([
    ["http://pictures.example/a.png", both, "http://proxy.example:3128/"],
    ["https://pictures.example/a.png", both, "http://secure.example:8080/"],
    ["https://pictures.example/a.png", { http_proxy: "http://proxy.example:3128" }, undefined],
    ["https://pictures.example/a.png", { ALL_PROXY: "http://all.example" }, "http://all.example/"],
    ["http://pictures.example/a.png", { ...both, http_proxy: "http://lower.example" }, "http://lower.example/"],
    ["http://pictures.example/a.png", { HTTP_PROXY: " " }, undefined],
    ["http://localhost:8080/a.png", both, undefined],
    ["http://127.0.0.1/a.png", both, undefined],
    ["http://[::1]/a.png", both, undefined],
  ])("%s with %o: %s", (url, environment, proxy) => {
    expect(through(environment as Record<string, string>, url)).toBe(proxy);
  });

  it.each([
    ["pictures.example", true],
    [".pictures.example", true],
    ["*.pictures.example", true],
    ["example", true],
    ["ample", false],
    ["PICTURES.example", true],
    ["pictures.example:80", true],
    ["pictures.example:8080", false],
    ["other.example, pictures.example", true],
    ["other.example pictures.example", true],
    ["*", true],
    ["", false],
  ])("NO_PROXY=%s excepts http://cdn.pictures.example/: %s", (except, isDirect) => {
    expect(through({ ...both, NO_PROXY: except }, "http://cdn.pictures.example/a.png") === undefined).toBe(isDirect);
  });

  it.each([
    ["203.0.113.7", "http://203.0.113.7/a.png", true],
    ["203.0.113.7:80", "http://203.0.113.7/a.png", true],
    ["203.0.113.0/24", "http://203.0.113.7/a.png", true],
    ["203.0.113.0/29", "http://203.0.113.9/a.png", false],
    ["[2001:db8::1]", "http://[2001:db8::1]/a.png", true],
    ["2001:db8::/32", "http://[2001:db8::1]/a.png", true],
    ["7", "http://203.0.113.7/a.png", false],
  ])("NO_PROXY=%s excepts %s: %s", (except, url, isDirect) => {
    expect(through({ ...both, NO_PROXY: except }, url) === undefined).toBe(isDirect);
  });

  it.each(["ftp://proxy.example", "socks5://proxy.example", "http://"])("%s is refused, and not shown", (value) => {
    expect(() => proxiesFrom({ HTTPS_PROXY: value })).toThrow(
      "The environment variable HTTPS_PROXY is not the URL of an HTTP proxy.",
    );
  });
});

describe("through a proxy", () => {
  const open: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });

  /** Takes every name for the given server, as a proxy does that looks names up itself. */
  async function startProxy(target: string) {
    const seen: { line: string; headers: IncomingHttpHeaders }[] = [];
    const { hostname, port } = new URL(target);
    const sockets = new Set<Socket>();
    const server = createServer((incoming, response) => {
      const { method, url = "", headers } = incoming;
      seen.push({ line: `${method} ${url}`, headers });
      const { pathname, search } = new URL(url);
      request({ hostname, port, method, path: pathname + search, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(response);
      }).end();
    });
    server.on("connection", (socket) => sockets.add(socket));
    server.on("connect", ({ url, headers }, socket) => {
      seen.push({ line: `CONNECT ${url}`, headers });
      const beyond = connect(Number(port), hostname, () => {
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        beyond.pipe(socket).pipe(beyond);
      });
      for (const one of [beyond, socket]) one.on("error", () => {});
      socket.on("close", () => beyond.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    open.push(() => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    });
    return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), seen };
  }

  const asking = (policy: Partial<ProbePolicy>, url: string) => probeWith(policy).checkImage({ url, want: "pixels" });

  it("a picture is asked for by its whole URL, without a tunnel", async () => {
    const pictures = await serve();
    const proxy = await startProxy(pictures.origin);
    const url = "http://pictures.example/400x299.jpg?a=1";
    const fact = await asking({ proxies: { http: proxy.url, except: [] }, allowPrivate: false }, url);
    expect(fact).toMatchObject({ verdict: "ok", width: 400, height: 299, finalUrl: url });
    expect(proxy.seen.map(({ line }) => line)).toEqual([`HEAD ${url}`, `GET ${url}`]);
    expect(pictures.requests[0]?.headers.host).toBe("pictures.example");
  });

  it("https is tunnelled", async () => {
    const proxy = await startProxy((await serve()).origin);
    const fact = await asking({ proxies: { https: proxy.url, except: [] } }, "https://pictures.example/a.png");
    expect(proxy.seen[0]?.line).toBe("CONNECT pictures.example:443");
    // What is behind the tunnel speaks no TLS.
    expect(fact).toMatchObject({ verdict: "unverifiable", reason: "tls" });
    expect(fact.detail).toContain(`(through the proxy ${proxy.url.host})`);
  });

  it("its name and password go to the proxy, and nowhere else", async () => {
    const pictures = await serve();
    const proxy = await startProxy(pictures.origin);
    const withPassword = new URL(proxy.url);
    withPassword.username = "us%C3%A9r";
    withPassword.password = "geheim";
    const policy = { proxies: { http: withPassword, https: withPassword, except: [] } };
    const facts = [
      await asking(policy, "http://pictures.example/9x9.png"),
      await asking(policy, "https://b.example/a.png"),
    ];
    const basic = `Basic ${Buffer.from("usér:geheim").toString("base64")}`;
    expect(proxy.seen.map(({ headers }) => headers["proxy-authorization"])).toEqual(proxy.seen.map(() => basic));
    expect(JSON.stringify(facts)).not.toContain("geheim");
  });

  it("private addresses are refused before it is asked, in every spelling", async () => {
    const proxy = await startProxy((await serve()).origin);
    const policy = { proxies: { http: proxy.url, except: [] }, allowPrivate: false };
    for (const url of ["http://169.254.169.254/latest/", "http://0xa9fea9fe/", "http://[::ffff:10.0.0.1]/a.png"])
      expect(await asking(policy, url)).toMatchObject({ verdict: "unchecked", reason: "blocked-address" });
    expect(proxy.seen).toEqual([]);
  });

  it("names of private addresses are refused before it is asked, and names that only it knows are left to it", async () => {
    const pictures = await serve();
    const proxy = await startProxy(pictures.origin);
    const policy = { ...defaultPolicy, proxies: { http: proxy.url, https: proxy.url, except: [] } };
    const guard = openGuard({ allowPrivate: false, allowHosts: ["trusted.example"] });
    const known: Record<string, string> = { "inside.example": "10.0.0.1", "trusted.example": "10.0.0.2" };
    const names = openNames(guard, 1000, {
      async lookup(host) {
        const address = known[host];
        if (address === undefined) throw Object.assign(new Error(host), { code: "ENOTFOUND" });
        return [{ address, family: 4 }];
      },
      knowsRoot: async () => false,
      close() {},
    });
    const connections = await openConnections(policy, guard, names);
    open.push(() => connections.destroy());
    const ask = async (url: string): Promise<number> => {
      const options = { method: "HEAD", headers: {}, signal: new EventEmitter(), keep: false } as const;
      const { statusCode, body } = await connections.request(new URL(url), options);
      await body.dump();
      return statusCode;
    };
    for (const url of ["http://inside.example/9x9.png", "https://inside.example/9x9.png"])
      await expect(ask(url)).rejects.toMatchObject({ failure: { reason: "blocked-address" } });
    expect(proxy.seen).toEqual([]);
    for (const host of ["outside.example", "trusted.example"]) expect(await ask(`http://${host}/9x9.png`)).toBe(200);
    expect(proxy.seen).toHaveLength(2);
  });

  it("that does not answer, its name is told", async () => {
    const proxy = await startProxy("http://127.0.0.1:9");
    await open.pop()?.();
    const fact = await asking({ proxies: { http: proxy.url, except: [] } }, "http://pictures.example/a.png");
    expect(fact).toMatchObject({
      verdict: "unverifiable",
      reason: "connection",
      detail: `connection refused (through the proxy ${proxy.url.host})`,
    });
  });

  it("excepted hosts are asked directly", async () => {
    const pictures = await serve();
    const proxy = await startProxy(pictures.origin);
    const policy = { proxies: { http: proxy.url, except: [] } };
    expect(await asking(policy, pictures.url("/9x9.png"))).toMatchObject({ verdict: "ok" });
    expect(proxy.seen).toEqual([]);
  });
});
