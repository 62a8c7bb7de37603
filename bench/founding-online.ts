/**
 * Lints the whole founding site with requests: a server on this machine plays the hosts of its images, as an owner of the
 * real site meets them. Prints the report of stet, then how many entries and lines it has and what was requested.
 *
 * - Hosts `gone*` refuse connections. The CORS proxy closed and answers 410 to everything; the images behind it live on
 *   their own hosts. Every third host of images with HTTP URLs has no HTTPS.
 * - Of the images of other hosts, 1 of 50 is gone (404), 1 of 100 is a placeholder of one pixel, 1 of 100 is slow, and
 *   one host sends its images only to its own pages.
 */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { picture } from "../test/support/pictures.js";
import { feeds } from "./founding/feeds.js";
import { foundingArticles, writeFoundingSite } from "./founding-site.js";

const help = `npm run bench:founding -- [options]

  --articles N      size of the site (18898)
  --seed N          seed of the site (1)
  --slow MS         how long slow images take (1500)
  --options="..."   options of stet ("--no-cache")
  --keep            do not remove the site
`;

type Answer = "image" | "gone" | "placeholder" | "slow" | "no-hotlinks";

/** The same for an image in every run. */
function hashOf(text: string): number {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619) >>> 0;
  return hash;
}

/** A feed whose images have HTTP URLs may have a host without HTTPS. */
const hasHttps = (feed: number): boolean => feeds[feed]?.images === "https" || feed % 3 > 0;

/** What a host answers for an image. */
function answerOf(host: string, target: string): Answer | "proxy" {
  if (host === "cors.example.dev") return "proxy";
  const number = Number(/^img(\d+)\./.exec(host)?.[1] ?? 1);
  if (/\/(?:undefined|null)$/.test(target)) return "gone";
  if (host === "picsum.photos" || host.startsWith("www.")) return "image";
  if (number === 62) return "no-hotlinks";
  const chance = hashOf(target) % 100;
  return chance < 2 ? "gone" : chance < 3 ? "placeholder" : chance < 4 ? "slow" : "image";
}

/** The sizes that the articles give, by URL: the real ones. */
function sizesOf(count: number, seed: number): Map<string, readonly [number, number]> {
  const sizes = new Map<string, readonly [number, number]>();
  for (const { text } of foundingArticles(count, seed))
    for (const [, url = "", width, height] of text.matchAll(/="([^"]+)" data-size="(\d+),(\d+)"/g))
      sizes.set(url.replace("https://cors.example.dev/?", "").replace(/^https?:/, ""), [Number(width), Number(height)]);
  return sizes;
}

const pixel = picture("gif", 1, 1);
const files = new Map<string, Buffer>();
function fileOf([width, height]: readonly [number, number]): Buffer {
  const name = `${width}x${height}`;
  const file = files.get(name) ?? picture("jpg", width, height);
  files.set(name, file);
  return file;
}

/** Sends the server's port to the parent process, and the number of requests each time it is asked. */
async function serve(count: number, seed: number, slow: number): Promise<void> {
  const sizes = sizesOf(count, seed);
  const requests: Record<string, number> = {};
  const server = createServer((request, response) => {
    const [, host = "", target = ""] = /^\/https?\/([^/?]+)(.*)$/s.exec(request.url ?? "") ?? [];
    const answer = answerOf(host, target);
    const kind = `${request.method} ${answer}`;
    requests[kind] = (requests[kind] ?? 0) + 1;
    if (answer === "proxy") response.writeHead(410, { "content-length": 0 }).end();
    else if (answer === "gone") response.writeHead(404, { "content-type": "text/html" }).end("<p>Not found</p>");
    else if (answer === "no-hotlinks" && !request.headers.referer?.includes(host)) response.writeHead(403).end();
    else if (answer === "placeholder") send(request, response, "image/gif", pixel);
    else {
      const file = fileOf(sizes.get(`//${host}${target}`) ?? [400, 300]);
      const type = /\.gif$/.test(target) ? "image/gif" : /\.png$/.test(target) ? "image/png" : "image/jpeg";
      const bytes = type === "image/jpeg" ? file : picture(type === "image/gif" ? "gif" : "png", 16, 16);
      setTimeout(() => send(request, response, type, bytes), answer === "slow" ? slow : 0);
    }
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
  process.on("message", () => process.send?.(requests));
  process.send?.(String((server.address() as AddressInfo).port));
}

function send(request: IncomingMessage, response: ServerResponse, type: string, bytes: Buffer): void {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
  const start = Number(from ?? 0);
  const end = Math.min(to ? Number(to) + 1 : bytes.length, bytes.length);
  const part = request.method === "HEAD" ? undefined : bytes.subarray(start, end);
  const headers = { "content-type": type, "accept-ranges": "bytes", "content-length": end - start };
  if (from === undefined) response.writeHead(200, headers).end(part);
  else response.writeHead(206, { ...headers, "content-range": `bytes ${start}-${end - 1}/${bytes.length}` }).end(part);
}

const next = <T>(child: ChildProcess) =>
  new Promise<T>((resolve) => child.once("message", resolve as (v: unknown) => void));

/**
 * The site's own configuration, with all of its image hosts on this machine: each has its own address, as the addresses
 * from 127.0.0.0 to 127.255.255.255 are all of this machine (in Linux). Nothing listens at port 1.
 */
function playHosts(folder: string, port: string): void {
  const file = path.join(folder, "stet.config.json");
  const config = JSON.parse(readFileSync(file, "utf8")) as { images?: object };
  const withoutHttps = feeds.flatMap((_, at) => (hasHttps(at) ? [] : [at])).join("|");
  const remap = [
    { from: "/^(https?):\\/\\/(gone(\\d+)\\.example)/", to: "http://127.0.1.$3:1/$1/$2" },
    { from: `/^(https):\\/\\/(img(${withoutHttps})\\.example)/`, to: "http://127.0.2.$3:1/$1/$2" },
    { from: "/^(https?):\\/\\/(img(\\d+)\\.example)/", to: `http://127.0.3.$3:${port}/$1/$2` },
    { from: "/^(https?):\\/\\/(www\\.site(\\d+)\\.example)/", to: `http://127.0.4.$3:${port}/$1/$2` },
    { from: "/^(https?):\\/\\/(cors\\.example\\.dev)/", to: `http://127.0.5.1:${port}/$1/$2` },
    { from: "/^(https?):\\/\\/([^/?]+)/", to: `http://127.0.5.2:${port}/$1/$2` },
  ];
  const images = { ...config.images, allowPrivate: true, remap, concurrency: 64, concurrencyPerHost: 64 };
  writeFileSync(file, JSON.stringify({ ...config, images }, null, 2));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      articles: { type: "string", default: "18898" },
      seed: { type: "string", default: "1" },
      slow: { type: "string", default: "1500" },
      options: { type: "string", default: "--no-cache" },
      keep: { type: "boolean", default: false },
      serve: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const [count, seed, slow] = [values.articles, values.seed, values.slow].map(Number) as [number, number, number];
  if (values.help) return void console.log(help);
  if (values.serve) return serve(count, seed, slow);
  const here = fileURLToPath(import.meta.url);
  const jiti = path.join(path.dirname(fileURLToPath(import.meta.resolve("jiti"))), "jiti-cli.mjs");
  const server = fork(jiti, [here, "--serve", `--articles=${count}`, `--seed=${seed}`, `--slow=${slow}`]);
  const port = await next<string>(server);
  const folder = mkdtempSync(path.join(tmpdir(), "stet-founding-"));
  try {
    writeFoundingSite(folder, count, seed);
    playHosts(folder, port);
    const program = fileURLToPath(new URL("../bin/stet.js", import.meta.url));
    const args = [program, "source/_posts", ...values.options.split(" ").filter(Boolean)];
    const stet = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
    let report = "";
    stet.stdout.setEncoding("utf8").on("data", (text: string) => {
      report += text;
      process.stdout.write(text);
    });
    await new Promise((resolve) => stet.on("close", resolve));
    server.send("requests");
    const requests = await next<Record<string, number>>(server);
    const lines = report.split("\n").filter((line) => line.trim() !== "");
    const entries = lines.filter((line) => /^ +(?:\d+:\d+ +)?(?:error|warning|failure) /.test(line));
    console.log(`\n${entries.length} entries, ${lines.length} lines`);
    console.log(
      `requests: ${Object.entries(requests)
        .sort()
        .map(([kind, number]) => `${kind} ${number}`)
        .join(", ")}`,
    );
    if (values.keep) console.log(`The site is in ${folder}.`);
  } finally {
    server.kill();
    if (!values.keep) rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
