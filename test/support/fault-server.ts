/**
 * Servers' ways of going wrong, one by one, each with what stet must make of it: the verdict, the requests it may take,
 * and the bytes it may read. Each fault has its own path on one real server; the others have servers of their own.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import type { ProbePolicy } from "../../src/probe/probe.js";
import type { Reason, Want } from "../../src/probe/types.js";
import { type PictureOptions, picture } from "./pictures.js";

export interface Fault {
  readonly name: string;
  readonly answer: (request: IncomingMessage, response: ServerResponse, nth: number) => unknown;
  /** Behind the fault's own path. */
  readonly query?: string;
  readonly want?: Want;
  readonly policy?: Partial<ProbePolicy>;
  /** `ok`, or the reason why not. */
  readonly expected: "ok" | Reason;
  /** A part of what makes the picture suspect; without it, nothing may. */
  readonly suspect?: string;
  readonly size?: readonly [width: number, height: number] | undefined;
  readonly requests: number;
  /** Read of all bodies together; default 4,096. */
  readonly bytes?: number;
}

const png = picture("png", 40, 30);
const jpeg = (options: PictureOptions = {}) => picture("jpg", 40, 30, options);
const page = "<!DOCTYPE html><html><title>Sorry</title><body>Sorry</body></html>";

type Headers = Readonly<Record<string, string | number>>;

/** The whole body for GET; the same headers for HEAD. */
const whole =
  (body: Buffer | string, headers: Headers = { "content-type": "image/png" }, status = 200) =>
  ({ method }: IncomingMessage, response: ServerResponse) => {
    const bytes = Buffer.from(body);
    response.writeHead(status, { "content-length": bytes.length, ...headers });
    response.end(method === "HEAD" ? undefined : bytes);
  };

/** One answer to HEAD, another to GET. */
const byMethod =
  (head: Fault["answer"], get: Fault["answer"]): Fault["answer"] =>
  (request, response, nth) =>
    request.method === "HEAD" ? head(request, response, nth) : get(request, response, nth);

const status =
  (code: number, headers: Headers = {}, body = page): Fault["answer"] =>
  ({ method }, response) => {
    response.writeHead(code, { "content-type": "text/html", ...headers });
    response.end(method === "HEAD" ? undefined : body);
  };

/** Obeys Range, as good servers do. */
const ranged =
  (
    body: Buffer,
    contentRange = (start: number, end: number) => `bytes ${start}-${end}/${body.length}`,
  ): Fault["answer"] =>
  (request, response) => {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
    if (from === undefined) return whole(body)(request, response);
    const end = Math.min(Number(to), body.length - 1);
    const part = body.subarray(Number(from), end + 1);
    response.writeHead(206, {
      "content-type": "image/png",
      "content-length": part.length,
      "content-range": contentRange(Number(from), end),
    });
    return response.end(part);
  };

const refusesRange =
  (code: number): Fault["answer"] =>
  (request, response, nth) =>
    request.headers.range ? status(code)(request, response, nth) : whole(png)(request, response);

const good = ranged(png);
const hang: Fault["answer"] = () => {};
const reset: Fault["answer"] = (_, response) => response.socket?.resetAndDestroy();
const raw =
  (text: string): Fault["answer"] =>
  (_, response) =>
    response.socket?.end(text);
/** Of `/fault/a.png` only: other names beside it do not exist. */
const ofItsOwn =
  (answer: Fault["answer"]): Fault["answer"] =>
  (request, response, nth) =>
    request.url?.startsWith("/fault/a.png") ? answer(request, response, nth) : status(404)(request, response, nth);
/** The good picture is at `/good`. */
const redirect =
  (code: number, location: string): Fault["answer"] =>
  ({ url = "" }, response) =>
    response.writeHead(code, { location: location.replace("SELF", url) }).end();
const endless =
  (chunk: Buffer | string, first: Buffer | string = ""): Fault["answer"] =>
  ({ method }, response) => {
    response.writeHead(200, { "content-type": "image/png" });
    if (method === "HEAD") return response.end();
    const go = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on("drain", go);
    if (first) response.write(first);
    return go();
  };

const quick = { timeouts: { connect: 2000, headers: 150, total: 400, run: 0 } };

/** HEAD and Range, content, statuses, walls, redirects, connections. */
export const faults: readonly Fault[] = [
  // HEAD is never believed alone when it says no
  ...[400, 403, 404, 405, 410, 500, 501, 503].map(
    (code): Fault => ({
      name: `HEAD gives ${code}, GET the picture`,
      answer: byMethod(status(code), good),
      expected: "ok",
      requests: 2,
    }),
  ),
  { name: "HEAD never answers", answer: byMethod(hang, good), policy: quick, expected: "ok", requests: 2 },
  { name: "HEAD breaks the connection", answer: byMethod(reset, good), expected: "ok", requests: 2 },
  {
    name: "HEAD names no type",
    answer: byMethod((_, response) => response.writeHead(200).end(), good),
    expected: "ok",
    requests: 2,
  },
  {
    name: "HEAD says that there are no bytes",
    answer: byMethod(whole("", { "content-type": "image/png" }), good),
    expected: "ok",
    requests: 2,
  },
  { name: "HEAD calls it a page", answer: byMethod(status(200), good), expected: "ok", requests: 2 },
  {
    name: "HEAD calls it bytes",
    answer: byMethod(whole(png, { "content-type": "application/octet-stream" }), good),
    expected: "ok",
    requests: 2,
  },
  ...["X-Amz-Signature=ab", "Signature=a%2Bb&Expires=1", "OSSAccessKeyId=x", "x-goog-signature=1"].map(
    (query): Fault => ({
      name: `a URL that is signed for GET (${query})`,
      query,
      answer: byMethod(status(403), good),
      expected: "ok",
      requests: 1,
    }),
  ),

  // Range
  {
    name: "Range is ignored, and there is no end",
    answer: endless(Buffer.alloc(65_536), png),
    want: "pixels",
    expected: "ok",
    size: [40, 30],
    requests: 2,
    bytes: 131_072,
  },
  ...[403, 404, 416, 503].map(
    (code): Fault => ({
      name: `Range gives ${code}`,
      answer: byMethod(whole(png), refusesRange(code)),
      want: "pixels",
      expected: "ok",
      size: [40, 30],
      requests: 3,
      bytes: 8192,
    }),
  ),
  {
    name: "416 for an empty file",
    answer: byMethod(whole("x"), status(416, { "content-range": "bytes */0" })),
    want: "pixels",
    expected: "empty-body",
    requests: 2,
  },
  {
    name: "a part of unknown length",
    answer: ranged(png, (start, end) => `bytes ${start}-${end}/*`),
    want: "pixels",
    expected: "ok",
    size: [40, 30],
    requests: 2,
  },
  {
    name: "a part without Content-Range",
    answer: byMethod(whole(png), whole(png, { "content-type": "image/png" }, 206)),
    want: "pixels",
    expected: "ok",
    size: [40, 30],
    requests: 2,
  },
  {
    name: "a part in a multipart body",
    answer: (request, response) => {
      if (!request.headers.range) return whole(png)(request, response);
      const body = `--x\r\nContent-Type: image/png\r\nContent-Range: bytes 0-9/100\r\n\r\n${png.toString("latin1")}\r\n--x--\r\n`;
      return whole(body, { "content-type": "multipart/byteranges; boundary=x" }, 206)(request, response);
    },
    want: "pixels",
    expected: "ok",
    size: [40, 30],
    requests: 3,
  },
  ...(
    [
      ["gzip in gzip", "gzip, gzip", gzipSync(gzipSync(png))],
      ["deflate with its header", "deflate", deflateSync(png)],
      ["deflate without its header", "deflate", deflateRawSync(png)],
    ] as const
  ).map(
    ([name, encoding, body]): Fault => ({
      name: `compressed: ${name}`,
      answer: whole(body, { "content-type": "image/png", "content-encoding": encoding }),
      want: "pixels",
      expected: "ok",
      size: [40, 30],
      requests: 2,
    }),
  ),
  {
    name: "the same Location twice",
    answer: ofItsOwn((_, response) =>
      response.writeHead(302, ["Location", "/good", "Location", "/good", "Content-Length", "0"]).end(),
    ),
    want: "pixels",
    expected: "ok",
    size: [40, 30],
    requests: 4,
  },
  ...(
    [
      ["aes.js", '<script src="/aes.js"></script><script>document.cookie="__test=1"</script>'],
      ["EdgeOne", '<script>window.__tst_status = "1#"; document.cookie = "EO_Bot_Ssid=1";</script>'],
      ["a cookie and reload", '<script>document.cookie = "a=1"; window.location.reload();</script>'],
      ["a cookie and another address", '<script>document.cookie="a=1";location.href="/?b"</script>'],
    ] as const
  ).map(
    ([name, body]): Fault => ({
      name: `a script wall with status 200: ${name}`,
      answer: status(200, {}, body),
      expected: "bot-wall",
      requests: 2,
    }),
  ),
  {
    name: "another part than was asked for",
    answer: (request, response, nth) =>
      request.headers.range
        ? ranged(png, () => "bytes 100-200/5000")(request, response, nth)
        : whole(png)(request, response),
    want: "pixels",
    expected: "ok",
    size: [40, 30],
    requests: 3,
    bytes: 8192,
  },

  // content
  { name: "a page with status 200", answer: status(200), expected: "not-an-image", requests: 2 },
  {
    name: "a page that is called a picture",
    answer: whole(page),
    want: "pixels",
    expected: "not-an-image",
    requests: 2,
  },
  {
    name: "JSON",
    answer: whole('{"code":404}', { "content-type": "application/json" }),
    expected: "not-an-image",
    requests: 2,
  },
  {
    name: "a pointer of Git LFS",
    answer: whole(`version https://git-lfs.github.com/spec/v1\noid sha256:${"4".repeat(64)}\nsize 12345\n`, {
      "content-type": "text/plain",
    }),
    expected: "not-an-image",
    requests: 2,
  },
  {
    name: "plain words that are called a picture",
    answer: whole("Not found, sorry.\n"),
    want: "pixels",
    expected: "not-an-image",
    requests: 2,
  },
  { name: "no bytes at all", answer: whole(""), expected: "empty-body", requests: 2 },
  {
    name: "an image with status 205, of which browsers take none",
    answer: (_: IncomingMessage, response: ServerResponse) =>
      response.writeHead(205, { "content-type": "image/png", "content-length": png.length }).end(png),
    expected: "empty-body",
    requests: 2,
  },
  {
    name: "no content (204)",
    answer: (_, response) => response.writeHead(204).end(),
    expected: "empty-body",
    requests: 2,
  },
  { name: "a header cut short", answer: whole(png.subarray(0, 20)), want: "pixels", expected: "damaged", requests: 2 },
  {
    name: "bytes of no format",
    answer: whole(Buffer.alloc(3000, 0x91)),
    want: "pixels",
    expected: "damaged",
    requests: 2,
  },
  {
    name: "a PDF",
    answer: whole("%PDF-1.7\n%…", { "content-type": "image/jpeg" }),
    want: "pixels",
    expected: "not-an-image",
    requests: 2,
  },
  {
    name: "an archive",
    answer: whole("PK\x03\x04…", { "content-type": "image/jpeg" }),
    want: "pixels",
    expected: "not-an-image",
    requests: 2,
  },
  {
    name: "a film",
    answer: whole("\0\0\0\x18ftypisom\0\0\0\0isommp42", { "content-type": "image/gif" }),
    want: "pixels",
    expected: "not-an-image",
    requests: 2,
  },
  {
    name: "another format than declared",
    answer: whole(picture("webp", 40, 30), { "content-type": "image/jpeg" }),
    want: "pixels",
    expected: "ok",
    size: [40, 30],
    requests: 2,
  },
  {
    name: "a picture of zero pixels",
    answer: whole(picture("png", 0, 30)),
    want: "pixels",
    expected: "damaged",
    requests: 2,
  },
  {
    name: "a tracking pixel",
    answer: whole(picture("gif", 1, 1)),
    want: "pixels",
    expected: "ok",
    size: [1, 1],
    requests: 2,
  },
  {
    name: "a rotated photo",
    answer: whole(jpeg({ orientation: 6 })),
    want: "pixels",
    expected: "ok",
    size: [30, 40],
    requests: 2,
  },
  {
    name: "a drawing called text/xml",
    answer: whole(picture("svg", 40, 30), { "content-type": "text/xml" }),
    want: "pixels",
    expected: "ok",
    size: [40, 30],
    requests: 2,
  },
  {
    name: "a drawing with a view box only",
    answer: whole('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 60"/>', { "content-type": "image/svg+xml" }),
    want: "pixels",
    expected: "ok",
    requests: 2,
  },
  {
    name: "200 KB of metadata before the size",
    answer: ranged(jpeg({ metadata: 200_000 })),
    want: "pixels",
    expected: "ok",
    size: [40, 30],
    requests: 4,
    bytes: 400_000,
  },
  {
    name: "metadata beyond what we read",
    answer: ranged(jpeg({ metadata: 200_000 })),
    want: "pixels",
    policy: { maxBytes: 8192 },
    expected: "ok",
    requests: 3,
    bytes: 12_288,
  },
  {
    name: "gzip that nobody asked for",
    answer: whole(gzipSync(picture("svg", 40, 30)), { "content-type": "image/svg+xml", "content-encoding": "gzip" }),
    want: "pixels",
    expected: "ok",
    size: [40, 30],
    requests: 2,
  },
  {
    name: "brotli that nobody asked for",
    answer: whole(brotliCompressSync(picture("svg", 40, 30)), {
      "content-type": "image/svg+xml",
      "content-encoding": "br",
    }),
    want: "pixels",
    expected: "ok",
    size: [40, 30],
    requests: 2,
  },
  {
    name: "a bomb of gzip",
    answer: whole(gzipSync(Buffer.alloc(30_000_000, " ")), { "content-type": "image/png", "content-encoding": "gzip" }),
    want: "pixels",
    policy: { maxBytes: 50_000 },
    expected: "not-an-image",
    requests: 2,
    bytes: 50_000,
  },
  {
    name: "damaged gzip",
    answer: whole(png, { "content-type": "image/png", "content-encoding": "gzip" }),
    want: "pixels",
    expected: "odd-response",
    requests: 3,
  },
  {
    name: "a compression that we cannot undo",
    answer: whole(png, { "content-type": "image/png", "content-encoding": "zstd" }),
    want: "pixels",
    expected: "odd-response",
    requests: 2,
  },
  {
    name: "blanks without end",
    answer: endless(Buffer.alloc(65_536, " ")),
    want: "pixels",
    policy: { maxBytes: 100_000 },
    expected: "not-an-image",
    requests: 2,
    bytes: 100_000,
  },
  {
    name: "fewer bytes than stated, the size among them",
    answer: byMethod(whole(png), (_, response) => {
      response.writeHead(200, { "content-type": "image/png", "content-length": 90_000 }).write(png);
      setImmediate(() => response.destroy());
    }),
    want: "pixels",
    expected: "ok",
    size: [40, 30],
    requests: 2,
  },
  {
    name: "a body that stops before the size",
    answer: byMethod(whole(png), (_, response) =>
      response.writeHead(200, { "content-type": "image/png" }).write(png.subarray(0, 9)),
    ),
    want: "pixels",
    policy: quick,
    expected: "timeout",
    requests: 2,
  },

  // statuses
  ...(
    [
      [401, "refused-by-server", 2],
      [402, "refused-by-server", 2],
      [403, "refused-by-server", 3],
      [404, "not-found", 2],
      [410, "not-found", 2],
      [451, "refused-by-server", 2],
      [500, "server-error", 3],
      [502, "server-error", 3],
      [504, "server-error", 3],
      [300, "odd-response", 2],
      [304, "odd-response", 2],
      [202, "odd-response", 2],
      [600, "odd-response", 3],
    ] as const
  ).map(
    ([code, expected, requests]): Fault => ({
      name: `status ${code}`,
      answer: status(code),
      expected,
      requests,
      bytes: 8192,
    }),
  ),
  { name: "429 for ever", answer: status(429, { "retry-after": "0" }), expected: "rate-limited", requests: 3 },
  {
    name: "429 without a time, then the picture",
    answer: (request, response, nth) =>
      nth === 1 ? status(429)(request, response, nth) : good(request, response, nth),
    expected: "ok",
    requests: 2,
  },
  {
    name: "429 until a second from now",
    answer: (request, response, nth) =>
      nth === 1 ? status(429, { "retry-after": "0.1" })(request, response, nth) : good(request, response, nth),
    expected: "ok",
    requests: 2,
  },
  {
    name: "429 until a date",
    answer: (request, response, nth) =>
      nth === 1
        ? status(429, { "retry-after": new Date().toUTCString() })(request, response, nth)
        : good(request, response, nth),
    expected: "ok",
    requests: 2,
  },
  { name: "429 for an hour", answer: status(429, { "retry-after": "3600" }), expected: "rate-limited", requests: 1 },
  { name: "503 for an hour", answer: status(503, { "retry-after": "3600" }), expected: "rate-limited", requests: 1 },
  {
    name: "503 once",
    answer: (request, response, nth) =>
      nth === 1 ? status(503, { "retry-after": "0" })(request, response, nth) : good(request, response, nth),
    expected: "ok",
    requests: 2,
  },

  // walls
  { name: "the wall of LinkedIn (999)", answer: status(999), expected: "bot-wall", requests: 2 },
  {
    name: "the wall of AWS (202)",
    answer: status(202, { "x-amzn-waf-action": "challenge" }, ""),
    expected: "bot-wall",
    requests: 2,
  },
  {
    name: "the wall of Cloudflare (header)",
    answer: status(403, { "cf-mitigated": "challenge" }),
    expected: "bot-wall",
    requests: 2,
  },
  {
    name: "the wall of Cloudflare (page)",
    answer: status(503, {}, "<script>window._cf_chl_opt={}</script>"),
    expected: "bot-wall",
    requests: 2,
  },
  {
    name: "the wall of DataDome",
    answer: status(403, { "x-datadome": "protected" }),
    expected: "bot-wall",
    requests: 2,
  },
  {
    name: "the wall of Imperva",
    answer: status(200, {}, '<iframe src="/_Incapsula_Resource?x=1"></iframe>'),
    expected: "bot-wall",
    requests: 2,
  },
  {
    name: "the wall of Alibaba Cloud",
    answer: status(200, {}, "<script>var arg1='4F2A';</script>"),
    expected: "bot-wall",
    requests: 2,
  },

  // redirects
  ...[301, 302, 303, 307, 308].map(
    (code): Fault => ({
      name: `a redirect (${code}) to another name`,
      answer: ofItsOwn(redirect(code, "/good")),
      expected: "ok",
      requests: 3,
    }),
  ),
  {
    name: "a redirect to the same name elsewhere",
    answer: redirect(302, "/moved/a.png"),
    expected: "ok",
    requests: 2,
  },
  {
    name: "a redirect to a picture that stands for all that is not there",
    answer: redirect(302, "/good"),
    expected: "ok",
    suspect: "where this server sends every file that does not exist",
    requests: 4,
  },
  {
    name: "a redirect to the front page, which is a picture to programs",
    answer: redirect(302, "/"),
    expected: "ok",
    suspect: "redirects to the home page of 127.0.0.1",
    requests: 4,
  },

  { name: "a redirect to itself", answer: redirect(302, "SELF"), expected: "redirects", requests: 1 },
  { name: "redirects without end", answer: redirect(302, "SELF0"), expected: "redirects", requests: 11 },
  {
    name: "a redirect to itself until its cookie comes back",
    answer: ofItsOwn((request, response) =>
      request.headers.cookie?.includes("seen=1")
        ? redirect(302, "/good")(request, response, 0)
        : response.writeHead(302, { location: request.url ?? "", "set-cookie": "seen=1; Path=/" }).end(),
    ),
    expected: "ok",
    requests: 4,
  },
  {
    name: "a redirect that takes its cookie back",
    answer: ofItsOwn((request, response, nth) =>
      request.headers.cookie === undefined
        ? nth < 3
          ? response.writeHead(302, { location: `${request.url}&${nth}`, "set-cookie": "seen=1; Path=/" }).end()
          : redirect(302, "/good")(request, response, 0)
        : response.writeHead(302, { location: `${request.url}&gone`, "set-cookie": "seen=; Path=/; Max-Age=0" }).end(),
    ),
    query: "x",
    expected: "ok",
    requests: 8,
  },
  {
    name: "a redirect to another scheme",
    answer: redirect(302, "ftp://files.example/a.png"),
    expected: "redirects",
    requests: 1,
  },
  { name: "a redirect to no URL", answer: redirect(302, "http://["), expected: "redirects", requests: 1 },
  {
    name: "a redirect without a place",
    answer: (_, response) => response.writeHead(302).end(),
    expected: "odd-response",
    requests: 2,
  },
  { name: "a redirect to a page", answer: redirect(302, "/page"), expected: "not-an-image", requests: 4 },
  {
    name: "a redirect whose place is raw UTF-8",
    answer: ofItsOwn(raw("HTTP/1.1 302 Found\r\nLocation: /好图\r\nContent-Length: 0\r\n\r\n")),
    expected: "ok",
    requests: 3,
  },

  // connections
  { name: "the connection is broken", answer: reset, expected: "connection", requests: 3 },
  { name: "no answer at all", answer: hang, policy: quick, expected: "timeout", requests: 2 },
  // Each request is sent once more, and read as a browser would: see malformed.ts.
  { name: "what is not HTTP", answer: raw("HTTP/1.1 2OO Fine\r\n\r\n"), expected: "odd-response", requests: 4 },
  {
    name: "headers that are too long",
    answer: raw(`HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(300_000)}\r\n\r\n`),
    expected: "odd-response",
    requests: 4,
  },
  { name: "the end before an answer", answer: raw(""), expected: "connection", requests: 3 },
];

/** What redirects of the faults lead to. */
export const targets: Readonly<Record<string, Fault["answer"]>> = {
  "/good": good,
  "/moved/a.png": good,
  "/page": status(200),
  "/%E5%A5%BD%E5%9B%BE": good,
  // Behind all others: it fits all paths.
  "/": good,
};
