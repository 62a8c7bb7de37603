import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Want } from "../../src/probe/types.js";
import { picture } from "../support/pictures.js";
import { probeWith, serve, trail } from "./support.js";

async function ask(path: string, want: Want = "status", policy = {}) {
  const server = await serve();
  const fact = await probeWith(policy).checkImage({ url: server.url(path), want });
  return { server, fact };
}

describe("a picture", () => {
  it("is known by HEAD alone, where only its being there matters", async () => {
    const { fact, server } = await ask("/400x299.jpg");
    expect(fact).toMatchObject({
      verdict: "ok",
      reason: undefined,
      detail: "",
      type: "image/jpeg",
      declaredType: "image/jpeg",
      width: undefined,
      bytes: 615,
      finalUrl: server.url("/400x299.jpg"),
    });
    expect(fact.requests).toMatchObject([
      { method: "HEAD", url: server.url("/400x299.jpg"), status: 200, headers: { "content-type": "image/jpeg" } },
    ]);
  });

  it.each([
    ["/400x299.jpg", "image/jpeg", 400, 299],
    ["/13x13.png", "image/png", 13, 13],
    ["/30x20.gif", "image/gif", 30, 20],
    ["/30x20.webp", "image/webp", 30, 20],
    ["/30x20.avif", "image/avif", 30, 20],
    ["/30x20.svg", "image/svg+xml", 30, 20],
    ["/30x20.bmp", "image/bmp", 30, 20],
    ["/30x20.ico", "image/x-icon", 30, 20],
    ["/rotated/400x299.jpg", "image/jpeg", 299, 400],
  ])("%s: its pixels are known by its first bytes", async (path, type, width, height) => {
    const { fact } = await ask(path, "pixels");
    expect(fact).toMatchObject({ verdict: "ok", type, width, height });
    expect(trail(fact)).toBe("HEAD 200 > GET 0-4095 206");
  });

  it.each([
    ["/head-403/9x9.png", "HEAD 403 > GET 0-4095 206"],
    ["/head-404/9x9.png", "HEAD 404 > GET 0-4095 206"],
    ["/head-405/9x9.png", "HEAD 405 > GET 0-4095 206"],
    ["/head-503/9x9.png", "HEAD 503 > GET 0-4095 206"],
    ["/octet/9x9.png", "HEAD 200 > GET 0-4095 206"],
    ["/text-type/9x9.png", "HEAD 200 > GET 0-4095 206"],
    ["/no-type/9x9.png", "HEAD 200 > GET 0-4095 206"],
    ["/9x9.png?Expires=1&Signature=a%2Bb", "GET 0-4095 206"],
    ["/9x9.png?X-Amz-Algorithm=AWS4-HMAC-SHA256", "GET 0-4095 206"],
    ["/9x9.png?x-oss-process=image/resize,w_400", "HEAD 200"],
  ])("%s: GET decides where HEAD does not", async (path, requests) => {
    const { fact } = await ask(path);
    expect(fact).toMatchObject({ verdict: "ok", type: "image/png" });
    expect(trail(fact)).toBe(requests);
  });

  it.each([
    ["/range-403/9x9.png", "HEAD 200 > GET 0-4095 403 > GET 200"],
    ["/range-404/9x9.png", "HEAD 200 > GET 0-4095 404 > GET 200"],
    ["/range-416/9x9.png", "HEAD 200 > GET 0-4095 416 > GET 200"],
    ["/range-503/9x9.png", "HEAD 200 > GET 0-4095 503 > GET 200"],
  ])("%s: a range that is refused is not asked for again", async (path, requests) => {
    const { fact } = await ask(path, "pixels");
    expect(fact).toMatchObject({ verdict: "ok", width: 9 });
    expect(trail(fact)).toBe(requests);
  });

  it("that is compressed in transit is decompressed", async () => {
    const { fact } = await ask("/gzip/20x10.svg", "pixels");
    expect(fact).toMatchObject({ verdict: "ok", type: "image/svg+xml", width: 20, height: 10 });
  });

  it("behind a proxy that takes it after a ?", async () => {
    const { fact } = await ask("/proxy/?http://origin.example/13x14.png", "pixels");
    expect(fact).toMatchObject({ verdict: "ok", width: 13, height: 14 });
  });

  it("of a format that we do not know is believed to be what it is declared as", async () => {
    const server = await serve({
      "/a.pict": (_, response) => response.writeHead(200, { "content-type": "image/x-pict" }).end("\x01\x02\x03\x04"),
    });
    const fact = await probeWith().checkImage({ url: server.url("/a.pict"), want: "pixels" });
    expect(fact).toMatchObject({ verdict: "ok", type: "image/x-pict", width: undefined });
  });
});

describe("what a server says of its answer", () => {
  const png = picture("png", 9, 8);
  const answering = (headers: Record<string, string>, body: Buffer, status = 200) => ({
    "/a.png": (request: IncomingMessage, response: ServerResponse) =>
      request.headers.range || request.method === "HEAD"
        ? response.writeHead(status, { "content-type": "text/plain", ...headers }).end(body)
        : response.writeHead(200, { "content-type": "image/png" }).end(png),
  });
  const askFor = async (routes: ReturnType<typeof answering>, maxBytes = 1024 * 1024) => {
    const server = await serve(routes);
    return probeWith({ maxBytes }).checkImage({ url: server.url("/a.png"), want: "pixels" });
  };

  it.each([
    ["another range than was asked for", { "content-range": "bytes 100-200/5000" }],
    ["no range at all", { "content-range": "bytes */5000" }],
  ])("a part of the file that is %s is not taken for its start", async (_, headers) => {
    const fact = await askFor(answering(headers, png.subarray(10), 206));
    expect(fact).toMatchObject({ verdict: "ok", width: 9, height: 8 });
    expect(trail(fact)).toBe("HEAD 206 > GET 0-4095 206 > GET 200");
  });

  it.each(["gzip", "x-gzip", "deflate", "br", "aws-chunked", "identity"])(
    "Content-Encoding %s is undone",
    async (encoding) => {
      const encode: Record<string, (body: Buffer) => Buffer> = {
        gzip: gzipSync,
        "x-gzip": gzipSync,
        deflate: deflateSync,
        br: brotliCompressSync,
      };
      const fact = await askFor(answering({ "content-encoding": encoding }, encode[encoding]?.(png) ?? png));
      expect(fact).toMatchObject({ verdict: "ok", type: "image/png", width: 9, height: 8 });
    },
  );

  it("an encoding that we cannot undo tells nothing about the picture", async () => {
    const fact = await askFor(answering({ "content-encoding": "zstd" }, png));
    expect(fact).toMatchObject({
      verdict: "unverifiable",
      reason: "odd-response",
      detail: "compressed as zstd, which was not requested",
    });
  });

  it("compression that is damaged tells nothing either", async () => {
    const fact = await askFor(answering({ "content-encoding": "gzip" }, png));
    expect(fact).toMatchObject({ verdict: "unverifiable", reason: "odd-response" });
    expect(fact.detail).toMatch(/^the compressed response is damaged/);
  });

  it("what decompresses without end is cut off", async () => {
    const bomb = gzipSync(Buffer.alloc(30_000_000, " "));
    const fact = await askFor(answering({ "content-encoding": "gzip" }, bomb), 50_000);
    expect(fact).toMatchObject({ verdict: "broken", reason: "not-an-image" });
    expect(fact.requests.map(({ bytes }) => bytes)).toEqual([undefined, 50_000]);
  });
});

describe("no more is read than it takes", () => {
  const readIn = (requests: readonly { bytes?: number }[]) => requests.reduce((sum, { bytes = 0 }) => sum + bytes, 0);

  it("4 KiB where the size stands in front", async () => {
    const { fact } = await ask("/400x299.jpg?bytes=3000000", "pixels");
    expect(fact).toMatchObject({ width: 400, bytes: 3_000_000 });
    expect(readIn(fact.requests)).toBe(4096);
  });

  it("an endless answer is cut off", async () => {
    const { fact } = await ask("/no-range/30x40.png", "pixels");
    expect(fact).toMatchObject({ verdict: "ok", width: 30, height: 40 });
    expect(trail(fact)).toBe("HEAD 200 > GET 0-4095 200");
    expect(readIn(fact.requests)).toBeLessThanOrEqual(128 * 1024);
  });

  it("an endless answer that is no picture is cut off", async () => {
    const server = await serve({
      "/page": (request, response) => {
        response.writeHead(200, { "content-type": "image/png" });
        if (request.method === "HEAD") return response.end();
        const go = () => {
          while (!response.destroyed && response.write("<!-- ".repeat(4000)));
        };
        response.on("drain", go);
        return go();
      },
    });
    const fact = await probeWith({ maxBytes: 100_000 }).checkImage({ url: server.url("/page"), want: "pixels" });
    expect(fact).toMatchObject({
      verdict: "broken",
      reason: "not-an-image",
      detail: "no image in the first 100000 bytes",
    });
    expect(fact.requests.at(-1)?.bytes).toBe(100_000);
  });

  it("metadata in front of the size is read past, in larger steps", async () => {
    const { fact } = await ask("/big-metadata/600x450.jpg?bytes=3000000", "pixels");
    expect(fact).toMatchObject({ verdict: "ok", width: 600, height: 450 });
    expect(trail(fact)).toBe("HEAD 200 > GET 0-4095 206 > GET 0-69102 206 > GET 0-1048575 206");
    expect(readIn(fact.requests)).toBeLessThanOrEqual(400_000);
  });

  it("but not beyond the limit: then the picture is there, and its size unknown", async () => {
    const { fact } = await ask("/big-metadata/600x450.jpg", "pixels", { maxBytes: 8192 });
    expect(fact).toMatchObject({ verdict: "ok", type: "image/jpeg", width: undefined });
    expect(readIn(fact.requests)).toBe(4096 + 8192);
  });
});

describe("broken is what no reader can see", () => {
  it.each([
    ["/status/404.png", "not-found", "HTTP 404 (HEAD and GET)", "HEAD 404 > GET 0-4095 404"],
    ["/status/410.png", "not-found", "HTTP 410 (HEAD and GET)", "HEAD 410 > GET 0-4095 410"],
    ["/html/a.png", "not-an-image", "text/html instead of an image", "HEAD 200 > GET 0-4095 200"],
    ["/json/a.png", "not-an-image", "application/json instead of an image", "HEAD 200 > GET 0-4095 200"],
    ["/html-as-png", "not-an-image", "text/html instead of an image", "HEAD 200 > GET 0-4095 200"],
    ["/empty.png", "empty-body", "empty file (0 bytes)", "HEAD 200 > GET 0-4095 200"],
    ["/no-content", "empty-body", "no content (HTTP 204)", "HEAD 204 > GET 0-4095 204"],
    ["/truncated.png", "damaged", "damaged image/png: the file ends after 20 bytes", "HEAD 200 > GET 0-4095 200"],
    [
      "/garbage.png",
      "damaged",
      "declared as image/png, but the 3000 bytes are not of a known image format",
      "HEAD 200 > GET 0-4095 200",
    ],
  ])("%s", async (path, reason, detail, requests) => {
    const { fact } = await ask(path, "pixels");
    expect(fact).toMatchObject({ verdict: "broken", reason, detail });
    expect(trail(fact)).toBe(requests);
  });

  it("an empty file, told by 416", async () => {
    const server = await serve({
      "/a.png": ({ method }, response) =>
        method === "HEAD"
          ? response.writeHead(200, { "content-type": "image/png" }).end()
          : response.writeHead(416, { "content-range": "bytes */0" }).end(),
    });
    const fact = await probeWith().checkImage({ url: server.url("/a.png"), want: "pixels" });
    expect(fact).toMatchObject({ verdict: "broken", reason: "empty-body", detail: "empty file (0 bytes)" });
    expect(trail(fact)).toBe("HEAD 200 > GET 0-4095 416");
  });

  it("nothing of an error page is taken for the picture's", async () => {
    const { fact } = await ask("/status/404.png");
    expect(fact).toMatchObject({ type: undefined, bytes: undefined, declaredType: "text/html" });
  });
});

describe("unverifiable is what we could not know", () => {
  it.each([
    ["/status/401", "refused-by-server", "HTTP 401 (HEAD and GET)", "HEAD 401 > GET 0-4095 401"],
    ["/status/403", "refused-by-server", "HTTP 403 (HEAD and GET)", "HEAD 403 > GET 0-4095 403 > GET 403"],
    ["/status/451", "refused-by-server", "HTTP 451 (HEAD and GET)", "HEAD 451 > GET 0-4095 451"],
    ["/status/500", "server-error", "HTTP 500 (HEAD and GET)", "HEAD 500 > GET 0-4095 500 > GET 500"],
    ["/status/503", "server-error", "HTTP 503 (HEAD and GET)", "HEAD 503 > GET 0-4095 503 > GET 503"],
    ["/status/304", "odd-response", "HTTP 304 (HEAD and GET), an unexpected status", "HEAD 304 > GET 0-4095 304"],
    ["/status/202", "odd-response", "HTTP 202: the server sent no image yet", "HEAD 202 > GET 0-4095 202"],
    ["/429", "rate-limited", "HTTP 429 (HEAD): too many requests", "HEAD 429"],
    ["/cloudflare", "bot-wall", "Cloudflare challenge blocks programs (HTTP 403)", "HEAD 403 > GET 0-4095 403"],
    ["/waf", "bot-wall", "AWS WAF blocks programs (HTTP 202)", "HEAD 202 > GET 0-4095 202"],
    ["/999", "bot-wall", "LinkedIn blocks programs (HTTP 999)", "HEAD 999 > GET 0-4095 999"],
    [
      "/reset",
      "connection",
      "the server closed the connection",
      "HEAD the server closed the connection > GET 0-4095 the server closed the connection > GET the server closed the connection",
    ],
  ])("%s", async (path, reason, detail, requests) => {
    const { fact } = await ask(path, "pixels");
    expect(fact).toMatchObject({ verdict: "unverifiable", reason, detail });
    expect(trail(fact)).toBe(requests);
  });

  it.each([
    ["Cloudflare challenge", 503, {}, "<script>window._cf_chl_opt = {}</script>"],
    ["AWS WAF", 405, { "x-amzn-waf-action": "captcha" }, ""],
    ["DataDome", 403, { "x-datadome": "protected" }, ""],
    ["Imperva", 200, {}, '<iframe src="/_Incapsula_Resource?CWUDNSAI=1"></iframe>'],
    ["Alibaba Cloud WAF", 200, {}, "<html><script>var arg1='4F2A';/* sets acw_sc__v2 */</script>"],
  ])("the bot wall of %s (HTTP %i)", async (name, status, headers, page) => {
    const server = await serve({
      "/a.png": ({ method }, response) =>
        response.writeHead(status, { "content-type": "text/html", ...headers }).end(method === "HEAD" ? "" : page),
    });
    const fact = await probeWith().checkImage({ url: server.url("/a.png"), want: "status" });
    expect(fact).toMatchObject({
      verdict: "unverifiable",
      reason: "bot-wall",
      detail: `${name} blocks programs (HTTP ${status})`,
    });
  });

  it("an answer that is not HTTP", async () => {
    const { fact } = await ask("/malformed");
    expect(fact).toMatchObject({ verdict: "unverifiable", reason: "odd-response" });
    // Browsers read the number of `HTTP/1.1 2OO Fine`.
    expect(fact.detail).toBe("HTTP 2 (HEAD and GET), an unexpected status");
    expect(trail(fact)).toContain("HEAD the response is not valid HTTP");
  });

  it("no answer in time", async () => {
    const { fact } = await ask("/slow", "status", { timeouts: { connect: 5000, headers: 100, total: 5000, run: 0 } });
    expect(fact).toMatchObject({ verdict: "unverifiable", reason: "timeout", detail: "no response within 0.1 s" });
    expect(fact.requests.map(({ method, status }) => [method, status])).toEqual([
      ["HEAD", null],
      ["GET", null],
    ]);
  });

  it("an answer that never ends", async () => {
    const server = await serve({
      "/a.png": ({ method }, response) => {
        response.writeHead(200, { "content-type": "image/png" });
        if (method === "HEAD") response.end();
        else response.write("\x89PNG", "latin1");
      },
    });
    const probe = probeWith({ timeouts: { connect: 5000, headers: 5000, total: 100, run: 0 } });
    const fact = await probe.checkImage({ url: server.url("/a.png"), want: "pixels" });
    expect(fact).toMatchObject({
      verdict: "unverifiable",
      reason: "timeout",
      detail: "no complete response within 0.1 s",
    });
  });

  it("a picture whose transfer breaks off", async () => {
    const server = await serve({
      "/a.png": ({ method }, response) => {
        response.writeHead(200, { "content-type": "image/png", "content-length": 5000 });
        if (method === "HEAD") response.end();
        else response.write("\x89PNG\r\n", "latin1", () => response.socket?.resetAndDestroy());
      },
    });
    const fact = await probeWith().checkImage({ url: server.url("/a.png"), want: "pixels" });
    expect(fact).toMatchObject({ verdict: "unverifiable", reason: "connection" });
  });

  it("nobody listening", async () => {
    const server = await serve();
    await server.close();
    const fact = await probeWith().checkImage({ url: server.url("/a.png"), want: "status" });
    expect(fact).toMatchObject({
      verdict: "unverifiable",
      reason: "connection",
      detail: "connection refused",
      finalUrl: undefined,
    });
    expect(trail(fact)).toBe("HEAD connection refused");
  });

  it("no TLS where TLS was asked for", async () => {
    const { origin } = await serve();
    const fact = await probeWith().checkImage({ url: origin.replace("http:", "https:"), want: "status" });
    expect(fact).toMatchObject({ verdict: "unverifiable", reason: "tls" });
    expect(fact.requests).toHaveLength(1);
  });

  it("a connection that ends before any answer, once only, is overcome", async () => {
    let asked = 0;
    const server = await serve({
      "/a.png": (request, response) => {
        if (asked++ < 2) request.socket.destroy();
        else response.writeHead(200, { "content-type": "image/png" }).end(picture("png", 1, 1));
      },
    });
    const fact = await probeWith().checkImage({ url: server.url("/a.png"), want: "status" });
    expect(fact).toMatchObject({ verdict: "ok", width: 1, height: 1 });
  });

  it("what a server writes is kept short", async () => {
    const server = await serve({
      "/a": (_, response) => response.writeHead(302, { location: `x:${"y".repeat(5000)}` }).end(),
    });
    const fact = await probeWith().checkImage({ url: server.url("/a"), want: "status" });
    expect(fact.detail.length).toBeLessThan(300);
    expect(fact.requests[0]?.headers?.location).toHaveLength(200);
  });
});

describe("redirects", () => {
  it.each([301, 302, 303, 307, 308])(
    "%i is followed, each hop recorded, and GET starts where HEAD ended",
    async (status) => {
      const { fact, server } = await ask(`/redirect/${status}/400x299.jpg`, "pixels");
      expect(fact).toMatchObject({ verdict: "ok", width: 400, finalUrl: server.url("/400x299.jpg") });
      expect(trail(fact)).toBe(`HEAD ${status} > HEAD 200 > GET 0-4095 206`);
      expect(fact.requests[0]?.headers).toMatchObject({ location: "/400x299.jpg" });
    },
  );

  it("may need their cookie back", async () => {
    const { fact } = await ask("/cookie/9x9.png");
    expect(fact).toMatchObject({ verdict: "ok" });
    expect(trail(fact)).toBe("HEAD 302 > HEAD 302 > HEAD 200");
  });

  it.each([
    ["relative", (origin: string) => ["./9x8.png", `${origin}/dir/9x8.png`]],
    ["without a scheme", (origin: string) => [`${origin.replace("http:", "")}/9x8.png`, `${origin}/9x8.png`]],
    ["raw UTF-8", (origin: string) => ["/图/9x8.png", `${origin}/%E5%9B%BE/9x8.png`]],
    ["with blanks", (origin: string) => ["/a b/9x8.png", `${origin}/a%20b/9x8.png`]],
    ["with a fragment", (origin: string) => ["/9x8.png#top", `${origin}/9x8.png`]],
  ])("a Location that is %s is understood", async (_, of) => {
    const server = await serve({
      "/dir/start": (request, response) => {
        const [location = ""] = of(`http://${request.headers.host}`);
        response.writeHead(302, { location: Buffer.from(location).toString("latin1") }).end();
      },
    });
    const fact = await probeWith().checkImage({ url: server.url("/dir/start"), want: "status" });
    expect(fact).toMatchObject({ verdict: "ok", finalUrl: of(server.origin)[1] });
  });

  it("raw bytes of another encoding are escaped as they are", async () => {
    const server = await serve({
      "/start": (_, response) => response.writeHead(302, { location: "/\xcd\xbc/9x8.png" }).end(),
    });
    const fact = await probeWith().checkImage({ url: server.url("/start"), want: "status" });
    expect(fact.finalUrl).toBe(server.url("/%CD%BC/9x8.png"));
  });

  it("in a circle, too many, or to what is not HTTP are unverifiable", async () => {
    const { fact: loop, server } = await ask("/loop");
    expect(loop).toMatchObject({
      verdict: "unverifiable",
      reason: "redirects",
      detail: `redirect loop at ${server.url("/loop")}`,
    });
    expect(trail(loop)).toBe("HEAD 302");
    const { fact: endless } = await ask("/endless/", "status", { maxRedirects: 3 });
    expect(endless).toMatchObject({ verdict: "unverifiable", reason: "redirects", detail: "more than 3 redirects" });
    expect(endless.requests).toHaveLength(4);
    const { fact: ftp } = await ask("/redirect/302/ftp://files.example/a.png");
    expect(ftp).toMatchObject({ verdict: "unverifiable", reason: "redirects", detail: "redirects to a ftp: URL" });
  });

  it("to a private address are not followed, whatever it is spelt like", async () => {
    const server = await serve();
    const port = new URL(server.origin).port;
    const probe = probeWith({ allowPrivate: false, allowHosts: ["localhost"] });
    for (const host of ["127.0.0.1", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]"]) {
      const url = `http://localhost:${port}/redirect/302/http://${host}:${port}/9x9.png`;
      const fact = await probe.checkImage({ url, want: "pixels" });
      expect(fact).toMatchObject({ verdict: "unchecked", reason: "blocked-address" });
      expect(trail(fact)).toBe("HEAD 302");
    }
    expect(server.requests.filter(({ path }) => path === "/9x9.png")).toEqual([]);
  });

  it("take no secrets to another origin", async () => {
    const server = await serve();
    const port = new URL(server.origin).port;
    const headers = {
      Authorization: "Bearer a",
      "X-Api-Key": "b",
      Cookie: "c=d",
      Referer: "https://my.site/",
      Host: "elsewhere",
    };
    const url = `http://localhost:${port}/redirect/302/${server.origin}/9x9.png`;
    await probeWith({ headers }).checkImage({ url, want: "status" });
    const [first, second] = server.requests;
    expect(first?.headers).toMatchObject({
      authorization: "Bearer a",
      "x-api-key": "b",
      cookie: "c=d",
      host: `localhost:${port}`,
    });
    expect(second?.headers).toMatchObject({ referer: "https://my.site/", host: `127.0.0.1:${port}` });
    for (const name of ["authorization", "x-api-key", "cookie"]) expect(second?.headers).not.toHaveProperty(name);
  });
});

describe("a server sees", () => {
  it("an honest name, and that pictures are wanted", async () => {
    const { server } = await ask("/9x9.png");
    expect(server.requests[0]?.headers).toMatchObject({
      "user-agent": "Mozilla/5.0 (compatible; stet/0.1; +https://www.npmjs.com/package/stet)",
      accept: "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8",
      "accept-encoding": "identity",
    });
  });

  it("no user name, password or fragment", async () => {
    const { server, fact } = await (async () => {
      const server = await serve();
      const url = `${server.origin.replace("http://", "http://user:word@")}/9x9.png#x`;
      return { server, fact: await probeWith().checkImage({ url, want: "status" }) };
    })();
    expect(fact.verdict).toBe("ok");
    expect(server.requests[0]).toMatchObject({ path: "/9x9.png" });
    expect(server.requests[0]?.headers).not.toHaveProperty("authorization");
  });
});

it("an answer of nothing but header lines is not waited for without end", async () => {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.write(`HTTP/1.1 200 OK\r\n${"x-filler: yes\r\n".repeat(30_000)}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const fact = await probeWith().checkImage({ url: `http://127.0.0.1:${port}/a.png`, want: "status" });
  expect(fact).toMatchObject({ verdict: "unverifiable", reason: "odd-response" });
  server.close();
});

it("whatever a server sends, there is a fact, and nothing is left behind", async () => {
  const good = Buffer.concat([
    Buffer.from(
      "HTTP/1.1 206 Partial Content\r\nContent-Type: image/png\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n" +
        "Content-Range: bytes 0-68/69\r\nSet-Cookie: a=b; Domain=x\r\nLocation: /a\r\n\r\n40\r\n",
    ),
    gzipSync(picture("png", 9, 8)),
  ]);
  const mutation = fc.record({
    changes: fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 5 }),
    length: fc.nat(good.length),
    end: fc.constantFrom("end", "reset", "wait"),
  });
  const mutations = fc.sample(mutation, { numRuns: 150, seed: 7 });
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (request) => {
      const { changes = [], length = 0, end } = mutations[Number(/\/(\d+)/.exec(request.toString())?.[1])] ?? {};
      const answer = Buffer.from(good.subarray(0, length));
      for (const [at, value] of changes) if (at < length) answer[at] = value;
      socket.write(answer, () => {
        if (end === "end") socket.end();
        if (end === "reset") socket.resetAndDestroy();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const probe = probeWith({ concurrencyPerHost: 50, timeouts: { connect: 5000, headers: 200, total: 400, run: 0 } });
  const facts = await Promise.all(
    mutations.map((_, index) => probe.checkImage({ url: `http://127.0.0.1:${port}/${index}`, want: "pixels" })),
  );
  for (const { verdict, detail } of facts) expect(verdict === "ok" || detail.length > 0).toBe(true);
  await probe.close();
  // Resolves only when every connection has ended.
  await new Promise((resolve) => server.close(resolve));
});
