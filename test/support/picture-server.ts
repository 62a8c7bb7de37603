/**
 * A real HTTP server on 127.0.0.1 with pictures of any size and servers' bad manners, for tests and the demo.
 *
 * - `/400x299.jpg?bytes=90000` is a picture of that size (any format of pictures.ts), with HEAD, GET and Range.
 * - A first path part may give the server a manner, then the picture: `/head-405/100x50.png`, `/octet/...`: see `manners`.
 * - Other paths misbehave or answer something fixed: see `answers` and `behaviours`.
 */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { mediaTypes, type PictureFormat, type PictureOptions, picture, pictureFormats } from "./pictures.js";

export interface LoggedRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly range: string | undefined;
}

/** May answer at once, later, or never; what it returns does not matter. `url` has the path and query asked for. */
export type Route = (request: IncomingMessage, response: ServerResponse, url: URL) => unknown;

export interface PictureServer {
  /** `http://127.0.0.1:12345` */
  readonly origin: string;
  url(path: string): string;
  /** Every request, in the order in which they came. */
  readonly requests: readonly LoggedRequest[];
  /** The most requests that were unanswered at one time. */
  readonly peak: number;
  close(): Promise<void>;
}

/** `routes`: paths (`/logo.png`) or path prefixes (`/hold/`) with their own answer; they come before the built-in ones. `port`: 0 for any. */
export async function startPictureServer(
  routes: Readonly<Record<string, Route>> = {},
  port = 0,
): Promise<PictureServer> {
  const requests: LoggedRequest[] = [];
  let open = 0;
  let peak = 0;
  const server = createServer((request, response) => {
    const { method = "", url: path = "/", headers } = request;
    requests.push({ method, path, headers, range: headers.range });
    peak = Math.max(peak, ++open);
    response.once("close", () => open--);
    route(request, response, new URL(path, "http://server"), routes);
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: (path) => origin + path,
    requests,
    get peak() {
      return peak;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** How a picture is served, beside the good way. */
interface Manner {
  /** Status for HEAD. */
  readonly head?: number;
  /** Status for a request with Range; `ignore`: all of the file, and then zeros for ever. */
  readonly range?: number | "ignore";
  /** Content-Type; `null` for none. */
  readonly type?: string | null;
  readonly encoding?: "gzip";
  /** 403 for a Referer from elsewhere, as hosts do against hotlinks. */
  readonly refererWall?: boolean;
  readonly picture?: PictureOptions;
}

const manners: Readonly<Record<string, Manner>> = {
  "head-403": { head: 403 },
  "head-404": { head: 404 },
  "head-405": { head: 405 },
  "head-503": { head: 503 },
  "no-range": { range: "ignore" },
  "range-403": { range: 403 },
  "range-404": { range: 404 },
  "range-416": { range: 416 },
  "range-503": { range: 503 },
  octet: { type: "application/octet-stream" },
  "text-type": { type: "text/html; charset=utf-8" },
  "no-type": { type: null },
  gzip: { encoding: "gzip", type: "image/svg+xml" },
  "referer-wall": { refererWall: true },
  "big-metadata": { picture: { metadata: 200_000 } },
  rotated: { picture: { orientation: 6 } },
};

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const page = (text: string) => `<!DOCTYPE html>\n<html><title>${text}</title><body>${text}</body></html>\n`;
const html = { "content-type": "text/html; charset=utf-8" };
const pngType = { "content-type": "image/png" };

/** Fixed answers, by the first path part. */
const answers: Readonly<Record<string, Answer>> = {
  html: { headers: html, body: page("The picture has moved") },
  json: { headers: { "content-type": "application/json" }, body: '{"error":"gone"}' },
  "html-as-png": { headers: pngType, body: page("Not a picture at all") },
  "empty.png": { headers: pngType },
  "no-content": { status: 204 },
  "truncated.png": { headers: pngType, body: picture("png", 100, 50).subarray(0, 20) },
  "garbage.png": { headers: pngType, body: Buffer.alloc(3000, 0x91) },
  cloudflare: {
    status: 403,
    headers: { ...html, server: "cloudflare", "cf-mitigated": "challenge" },
    body: page("Wait"),
  },
  waf: { status: 202, headers: { ...html, "x-amzn-waf-action": "challenge", server: "CloudFront" } },
  "999": { status: 999, headers: html },
  "429": { status: 429, headers: { ...html, "retry-after": "60" }, body: page("Too many requests") },
};

/** What is no fixed answer, by the first path part. `rest` is the path behind it, with its query. */
const behaviours: Readonly<
  Record<string, (response: ServerResponse, rest: string, request: IncomingMessage) => unknown>
> = {
  status: (response, rest) =>
    send(response, { status: Number.parseInt(rest, 10), headers: html, body: page("Status") }),
  /** Never answers. */
  slow: () => {},
  /** A picture's first bytes, and never more. */
  stall: (response) => {
    response.writeHead(200, pngType).write(picture("png", 9, 9).subarray(0, 10));
  },
  /** Ends the connection without an answer. */
  reset: (response) => response.socket?.resetAndDestroy(),
  /** Not HTTP. */
  malformed: (response) => response.socket?.end("HTTP/1.1 2OO Fine\r\n\r\n"),
  loop: (response) => send(response, { status: 302, headers: { location: "/loop" } }),
  /** One hop after another, to ever new paths. */
  endless: (response, rest) => send(response, { status: 302, headers: { location: `/endless/${rest.length}${rest}` } }),
  /** Redirects to itself until its cookie comes back. */
  cookie: (response, rest, request) =>
    /\bseen=1\b/.test(request.headers.cookie ?? "")
      ? send(response, { status: 302, headers: { location: `/${rest}` } })
      : send(response, {
          status: 302,
          headers: { location: `/cookie/${rest}`, "set-cookie": "seen=1; Path=/; HttpOnly" },
        }),
  /** `/redirect/301/400x299.jpg`, `/redirect/302/http://other.example/a.png` */
  redirect: (response, rest) => {
    const [, status, target = ""] = /^(\d+)\/(.*)$/s.exec(rest) ?? [];
    const location = /^([a-z]+:|\/\/)/i.test(target) ? target : `/${target}`;
    send(response, { status: Number(status), headers: { location } });
  },
};

function route(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  routes: Readonly<Record<string, Route>>,
): unknown {
  const own = Object.keys(routes).find(
    (path) => url.pathname === path || (path.endsWith("/") && url.pathname.startsWith(path)),
  );
  if (own) return routes[own]?.(request, response, url);

  const [, first = "", rest = ""] = /^\/([^/?]*)\/?(.*)$/s.exec(url.pathname + url.search) ?? [];
  // A proxy as in `https://proxy.example/?http://origin.example/13x13.png`.
  if (first === "proxy") return route(request, response, new URL(rest.slice(1), "http://server"), routes);
  const behaviour = behaviours[first];
  if (behaviour) return behaviour(response, rest, request);
  const answer = answers[first];
  if (answer) return send(response, answer);
  const manner = manners[first];
  return servePicture(request, response, manner ? new URL(`/${rest}`, url) : url, manner ?? {});
}

function send(response: ServerResponse, answer: Answer): ServerResponse {
  const body = Buffer.from(answer.body ?? "");
  response.writeHead(answer.status ?? 200, { "content-length": body.length, ...answer.headers });
  return response.end(response.req.method === "HEAD" ? undefined : body);
}

function servePicture(request: IncomingMessage, response: ServerResponse, url: URL, manner: Manner): unknown {
  const file = pictureAt(url, manner.picture);
  if (!file) return send(response, { status: 404, headers: html, body: page("Not found") });
  if (
    manner.refererWall &&
    request.headers.referer &&
    !request.headers.referer.startsWith(`http://${request.headers.host}`)
  ) {
    return send(response, { status: 403, headers: html, body: page("No hotlinks") });
  }
  if (manner.head && request.method === "HEAD") return send(response, { status: manner.head, headers: html });

  const body = manner.encoding === "gzip" ? gzipSync(file.bytes) : file.bytes;
  const type = manner.type === undefined ? file.type : manner.type;
  const headers = {
    ...(type === null ? {} : { "content-type": type }),
    ...(manner.encoding ? { "content-encoding": manner.encoding } : {}),
  };
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec((request.method === "GET" && request.headers.range) || "") ?? [];
  if (manner.range === "ignore" && request.method === "GET") return sendForEver(response, body, headers);
  if (from === undefined) return send(response, { headers: { ...headers, "accept-ranges": "bytes" }, body });
  if (typeof manner.range === "number")
    return send(response, { status: manner.range, headers: html, body: page("No ranges") });

  const start = Number(from);
  const end = Math.min(to ? Number(to) + 1 : body.length, body.length);
  if (start >= end) return send(response, { status: 416, headers: { "content-range": `bytes */${body.length}` } });
  return send(response, {
    status: 206,
    headers: { ...headers, "content-range": `bytes ${start}-${end - 1}/${body.length}` },
    body: body.subarray(start, end),
  });
}

/** The picture that `/400x299.jpg?bytes=90000` names. */
function pictureAt(url: URL, options: PictureOptions = {}): { bytes: Buffer; type: string } | undefined {
  const [, width, height, extension = ""] = /\/(\d{1,5})x(\d{1,5})\.([a-z0-9-]+)$/.exec(url.pathname) ?? [];
  const name = extension === "jpeg" ? "jpg" : extension;
  const format = pictureFormats.find((known): known is PictureFormat => known === name);
  if (!format) return undefined;
  const bytes = Number(url.searchParams.get("bytes") ?? 0);
  const type = mediaTypes[extension] ?? mediaTypes[extension.split("-")[0] ?? ""] ?? "application/octet-stream";
  return { bytes: picture(format, Number(width), Number(height), { ...options, bytes }), type };
}

/** The picture, then zeros for as long as anyone reads. */
function sendForEver(
  response: ServerResponse,
  start: Buffer,
  headers: Readonly<Record<string, string>>,
): ServerResponse {
  response.writeHead(200, headers);
  const zeros = Buffer.alloc(64 * 1024);
  const go = () => {
    while (!response.destroyed && response.write(zeros)) {
      // Until the socket's buffer is full.
    }
  };
  response.on("drain", go);
  response.write(start);
  go();
  return response;
}
