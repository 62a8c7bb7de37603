/**
 * A long run against misbehaving servers: `npm run test:soak [-- --minutes 20 --articles 100000]`. Articles like those
 * of the original corpus refer to two images each, on 200 hosts that usually respond and 30 that do not. The built
 * program lints them for about three quarters of the given time (the latency of the servers is set accordingly) and
 * never longer than all of it. Memory, sockets and open files are measured every second. Then short runs are
 * interrupted at random moments. Failures are printed at the end, and the exit code is then 1.
 */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { createReadStream, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { formatNames } from "../src/report/index.js";
import { picture } from "../test/support/pictures.js";
import { faultsOf } from "../test/support/valid-reports.js";
import { article, writeCorpus } from "./corpus.js";

const concurrency = 50;
const perHost = 6;
const goodHosts = 200;

/**
 * The limit for memory at the end of the requests, relative to the middle. The result of each image is stored for the
 * report, so some growth is expected (about 1 KB per image). If all content stayed in memory, it would double.
 */
const flat = 1.3;

type Verdict = "ok" | "broken" | "unverifiable";

interface Kind {
  readonly name: string;
  /** Per 1,000 images. */
  readonly share: number;
  readonly verdict: Verdict;
  /** The tag specifies their size, so the image must be read. */
  readonly sized?: true;
  /** The number of hosts that only serve this kind. */
  readonly hosts?: number;
  /** `nth`: the number of this request for the image. */
  readonly answer: (request: IncomingMessage, response: ServerResponse, nth: number) => unknown;
}

const png = picture("png", 40, 30, { bytes: 8000 });
const html = { "content-type": "text/html" };

function good(request: IncomingMessage, response: ServerResponse): void {
  const isPart = request.headers.range !== undefined;
  const body = isPart ? png.subarray(0, 4096) : png;
  response.writeHead(isPart ? 206 : 200, {
    "content-type": "image/png",
    "content-length": body.length,
    ...(isPart && { "content-range": `bytes 0-${body.length - 1}/${png.length}` }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
const status =
  (code: number, headers: Readonly<Record<string, string>> = {}) =>
  ({ method }: IncomingMessage, response: ServerResponse) =>
    response.writeHead(code, { ...html, ...headers }).end(method === "HEAD" ? undefined : "<html><p>sorry</p></html>");
const reset = (_: IncomingMessage, response: ServerResponse) => response.socket?.resetAndDestroy();
const never = () => {};

const kinds: readonly Kind[] = [
  { name: "sized", share: 60, verdict: "ok", sized: true, answer: good },
  {
    name: "head-refused",
    share: 20,
    verdict: "ok",
    answer: (q, r) => (q.method === "HEAD" ? status(405) : good)(q, r),
  },
  { name: "moved", share: 20, verdict: "ok", answer: (q, r) => r.writeHead(301, { location: `/to${q.url}` }).end() },
  { name: "reset-once", share: 5, verdict: "ok", answer: (q, r, nth) => (nth === 1 ? reset : good)(q, r) },
  { name: "gone", share: 40, verdict: "broken", answer: status(404) },
  { name: "page", share: 20, verdict: "broken", answer: status(200) },
  { name: "truncated", share: 10, verdict: "broken", sized: true, answer: (q, r) => sendPart(q, r, 20) },
  { name: "cut", share: 5, verdict: "unverifiable", sized: true, answer: (q, r) => sendPart(q, r, 20, png.length) },
  { name: "failing", share: 20, verdict: "unverifiable", answer: status(500) },
  { name: "busy", share: 3, verdict: "unverifiable", hosts: 5, answer: status(503, { "retry-after": "1" }) },
  { name: "silent", share: 1, verdict: "unverifiable", answer: never },
  { name: "dead", share: 3, verdict: "unverifiable", hosts: 5, answer: never },
  { name: "broken-line", share: 3, verdict: "unverifiable", hosts: 5, answer: reset },
  { name: "limits", share: 3, verdict: "unverifiable", hosts: 5, answer: status(429, { "retry-after": "0" }) },
  { name: "shut", share: 3, verdict: "unverifiable", hosts: 5, answer: status(429, { "retry-after": "3600" }) },
  { name: "unbound", share: 3, verdict: "unverifiable", hosts: 5, answer: never },
];
const usual: Kind = { name: "usual", share: 0, verdict: "ok", answer: good };
const table: readonly Kind[] = kinds.flatMap((kind) => Array<Kind>(kind.share).fill(kind));
/** Consecutive images have different kinds, because 619 and 1,000 are coprime. */
const kindOf = (n: number): Kind => table[(n * 619) % 1000] ?? usual;

/** Sends a body of `bytes`, which is truncated if more were announced. */
function sendPart(request: IncomingMessage, response: ServerResponse, bytes: number, announced = bytes): unknown {
  response.writeHead(200, { "content-type": "image/png", "content-length": announced });
  if (request.method === "HEAD") return response.end();
  const part = png.subarray(0, bytes);
  return announced === bytes ? response.end(part) : response.write(part, () => response.socket?.destroy());
}

/** The address that serves image `n`. All of 127.0.0.0/8 is the local machine. */
function hostOf(n: number, { hosts, name }: Kind): string {
  if (hosts === undefined) return `127.1.0.${1 + (n % goodHosts)}`;
  return `127.2.${kinds.findIndex((kind) => kind.name === name)}.${1 + (Math.floor(n / 7) % hosts)}`;
}

const urlOf = (n: number, port: number): string => {
  const kind = kindOf(n);
  return `http://${hostOf(n, kind)}:${port}/${kind.name}/${n}.png`;
};

/** Runs in a separate process. It sends the port, and the number of requests on demand. */
async function serve(): Promise<void> {
  const byName = new Map([...kinds, usual].map((kind) => [kind.name, kind]));
  const seen = new Map<string, number>();
  let latency = 0;
  let asked = 0;
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    asked++;
    const { url = "/" } = request;
    const moved = url.startsWith("/to/");
    const kind = byName.get(url.split("/")[moved ? 2 : 1] ?? "") ?? usual;
    const nth = (seen.get(url) ?? 0) + 1;
    if (kind.name === "reset-once") seen.set(url, nth);
    setTimeout(() => (moved ? good : kind.answer)(request, response, nth), latency);
  };
  let port = 0;
  const listen = (host: string) =>
    new Promise<void>((resolve, reject) => {
      const server = createServer(answer).once("error", reject);
      server.listen(port, host, () => {
        port = (server.address() as AddressInfo).port;
        resolve();
      });
    });
  for (let n = 0; n < goodHosts; n++) await listen(`127.1.0.${1 + n}`);
  for (const [index, { name, hosts = 0 }] of kinds.entries())
    for (let n = 0; n < hosts && name !== "unbound"; n++) await listen(`127.2.${index}.${1 + n}`);
  process.on("message", (message) => {
    if (typeof message === "number") latency = message;
    process.send?.({ asked });
  });
  process.send?.({ port });
}

const hear = <T>(child: ChildProcess) =>
  new Promise<T>((resolve) => child.once("message", (message) => resolve(message as T)));

const here = fileURLToPath(import.meta.url);
const jiti = path.join(path.dirname(fileURLToPath(import.meta.resolve("jiti"))), "jiti-cli.mjs");
const program = fileURLToPath(new URL("../bin/stet.js", import.meta.url));
const node = ["--unhandled-rejections=strict", "--trace-warnings"];

/** Writes `count` articles with two images each. Every image occurs in two articles, 500 apart. */
function writeSite(folder: string, count: number, port: number): void {
  const image = (n: number) =>
    `<p><img src="${urlOf(n, port)}"${kindOf(n).sized ? ' data-size="40,30"' : ""} alt="第${n}张"></p>`;
  const content = (n: number, seed?: number) =>
    article(n, seed)
      .replace(/<p><span><img .*?<\/span><\/p>/g, "")
      .replace(/^(?:headimg|thumbnail): .*\n/gm, "")
      .replace("<div>   \n", `<div>   \n${image(n)}${image((n + count - Math.min(500, count >> 1)) % count)}`);
  writeCorpus(path.join(folder, "content"), count, { content });
  writeFileSync(
    path.join(folder, "stet.config.json"),
    JSON.stringify({
      extends: ["stet:recommended"],
      // These rules report other violations when the results of images are known, or request additional images.
      rules: {
        "image/reachable": "error",
        "image/data-size": "error",
        "image/dimensions": "off",
        "image/https": "off",
      },
      images: {
        allowPrivate: true,
        concurrency,
        concurrencyPerHost: perHost,
        timeouts: { connect: 5000, headers: 5000, total: 10_000 },
        maxRetryAfter: 2000,
      },
    }),
  );
}

interface Sample {
  readonly at: number;
  readonly mb: number;
  readonly sockets: number;
  readonly handles: number;
}

/** The process ids of a process and its children. */
function tree(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean);
  return [pid, ...children.flatMap((child) => tree(Number(child)))];
}

function sample(pid: number, at: number): Sample | undefined {
  try {
    let [mb, sockets, handles] = [0, 0, 0];
    for (const one of tree(pid)) {
      mb += (Number(readFileSync(`/proc/${one}/statm`, "utf8").split(" ")[1]) * 4096) / 2 ** 20;
      for (const name of readdirSync(`/proc/${one}/fd`)) {
        handles++;
        try {
          if (readlinkSync(`/proc/${one}/fd/${name}`).startsWith("socket:")) sockets++;
        } catch {
          // closed meanwhile
        }
      }
    }
    return { at, mb, sockets, handles };
  } catch {
    return undefined; // it has just exited
  }
}

const middle = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

interface Found {
  /** By rule and severity. */
  readonly violations: Map<string, number>;
  readonly images: Map<string, { verdict: string; reason: string | null }>;
  articles: number;
}

async function readReport(file: string): Promise<Found> {
  const found: Found = { violations: new Map(), images: new Map(), articles: 0 };
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    const value = JSON.parse(line);
    if (value.kind === "file") {
      found.articles++;
      for (const { rule, severity } of value.violations) {
        const key = `${rule} ${severity}`;
        found.violations.set(key, (found.violations.get(key) ?? 0) + 1);
      }
    } else if (value.kind === "image") found.images.set(value.url, value);
  }
  return found;
}

function start(folder: string, args: readonly string[]): { child: ChildProcess; stderr: () => string } {
  const child = spawn(process.execPath, [...node, program, "content", "--allow-private", "--no-cache", ...args], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return { child, stderr: () => stderr };
}

const ended = (child: ChildProcess): Promise<number | NodeJS.Signals | null> =>
  new Promise((resolve) => child.once("close", (code, signal) => resolve(code ?? signal)));

/** The text on standard error when all reports go to files. */
const usualWords = /^(?:no violations|[\d,]+ errors?, [\d,]+ warnings?) in [\d,]+ articles?; the .*\n/gm;

const troubles: string[] = [];
const must = (holds: boolean, otherwise: string): void => {
  if (!holds) troubles.push(otherwise);
};
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function longRun(server: ChildProcess, port: number, articles: number, minutes: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "stet-soak-"));
  try {
    writeSite(folder, articles, port);
    const offline = start(folder, ["--offline", "-f", "ndjson=offline.ndjson"]);
    const outcome = await ended(offline.child);
    if (outcome !== 1) throw new Error(`the run without network ended with ${outcome}: ${offline.stderr()}`);
    const alone = await readReport(path.join(folder, "offline.ndjson"));
    // About 1.2 requests per image.
    const latency = Math.max(1, Math.round((0.7 * minutes * 60_000 * concurrency) / (1.2 * articles)));
    server.send(latency);
    const before = (await hear<{ asked: number }>(server)).asked;
    const begun = performance.now();
    const { child, stderr } = start(folder, ["--max-time", String(minutes * 60), "-f", "ndjson=out.ndjson"]);
    const samples: Sample[] = [];
    let lastAsked = before;
    let askedUntil = 0;
    const timer = setInterval(async () => {
      const now = sample(child.pid ?? 0, performance.now() - begun);
      if (now) samples.push(now);
      server.send("asked");
      const { asked } = await hear<{ asked: number }>(server);
      if (asked > lastAsked) askedUntil = performance.now() - begun;
      lastAsked = asked;
    }, 1000);
    const code = await ended(child);
    clearInterval(timer);
    const found = await readReport(path.join(folder, "out.ndjson"));

    const during = samples.filter(({ at }) => at <= askedUntil);
    const part = (from: number, to: number) =>
      during.slice(Math.floor(from * during.length), Math.ceil(to * during.length));
    const [early, late] = [part(0.4, 0.6), part(0.8, 1)];
    const mb = (some: readonly Sample[]) => Math.round(middle(some.map((one) => one.mb)));
    const most = (some: readonly Sample[], key: "sockets" | "handles") => Math.max(0, ...some.map((one) => one[key]));
    const peak = Math.round(Math.max(0, ...samples.map((one) => one.mb)));
    say(
      `${articles} articles, ${2 * articles} references to ${articles} pictures on ${goodHosts + 30} hosts, ${latency} ms an answer`,
    );
    say(
      `  asked for ${Math.round(askedUntil / 1000)} s, ${lastAsked - before} requests; exit code ${code} after ${Math.round((performance.now() - begun) / 1000)} s`,
    );
    say(
      `  memory: ${mb(early)} MB in the middle, ${mb(late)} MB at the end of asking (${(mb(late) / mb(early)).toFixed(2)} x), peak ${peak} MB`,
    );
    say(
      `  sockets at most: ${most(early, "sockets")} in the middle, ${most(late, "sockets")} at the end; all handles ${most(early, "handles")}, ${most(late, "handles")}`,
    );
    must(during.length >= 20, `only ${during.length} samples: give it more time or articles`);
    must(code === 1, `exit code ${code} in the place of 1`);
    must(stderr().replace(usualWords, "") === "", `standard error has: ${stderr().slice(0, 2000)}`);
    must(
      mb(late) <= flat * mb(early),
      `memory grows: ${mb(late)} MB at the end of asking, ${mb(early)} MB in its middle`,
    );
    // Connections in use, and idle ones to hosts with more images in the queue.
    const limit = goodHosts * perHost + concurrency;
    must(most(samples, "sockets") <= limit, `${most(samples, "sockets")} sockets at a time, more than ${limit}`);
    must(most(late, "sockets") <= 1.2 * most(early, "sockets") + 20, "sockets grow");
    must(most(late, "handles") <= 1.2 * most(early, "handles") + 20, "open files grow");

    const counts = new Map<string, { planned: number; found: number; wrong: number; unasked: number }>();
    for (let n = 0; n < articles; n++) {
      const { verdict, name } = kindOf(n);
      const said = found.images.get(urlOf(n, port));
      const count = counts.get(verdict) ?? { planned: 0, found: 0, wrong: 0, unasked: 0 };
      count.planned++;
      if (said?.verdict === verdict) count.found++;
      else if (said?.reason === "time-budget") count.unasked++;
      else {
        if (count.wrong++ < 3)
          troubles.push(`${urlOf(n, port)} (${name}) should be ${verdict}, is ${JSON.stringify(said)?.slice(0, 600)}`);
      }
      counts.set(verdict, count);
    }
    for (const [verdict, { planned, found: right, wrong, unasked }] of counts)
      say(
        `  ${verdict}: ${planned} planned, ${right} found${unasked > 0 ? `, ${unasked} not asked in time` : ""}${wrong > 0 ? `, ${wrong} WRONG` : ""}`,
      );
    must(found.articles === articles, `${found.articles} articles reported of ${articles}`);
    const unasked = [...counts.values()].reduce((sum, one) => sum + one.unasked, 0);
    const reachable = found.violations.get("image/reachable error") ?? 0;
    const broken = counts.get("broken")?.found ?? 0;
    must(
      reachable === 2 * broken,
      `image/reachable is told ${reachable} times, for ${broken} broken pictures that are named twice each`,
    );
    let other = 0;
    for (const [key, count] of alone.violations) {
      other += count;
      must(found.violations.get(key) === count, `${key}: ${found.violations.get(key)} times, offline ${count} times`);
    }
    say(
      `  ${other} findings of the articles by themselves, as offline; ${reachable} of broken pictures; ${unasked} pictures not asked in time`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Interrupts runs at random moments, with reports in every format in progress. */
async function interruptions(server: ChildProcess, port: number, times: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "stet-soak-"));
  const delays: number[] = [];
  let tooEarly = 0;
  let finished = 0;
  try {
    writeSite(folder, 300, port);
    server.send(150);
    await hear(server);
    const formats = formatNames.flatMap((name) => ["-f", `${name}=out/${name}`]);
    for (let n = 0; n < times; n++) {
      rmSync(path.join(folder, "out"), { recursive: true, force: true });
      const { child, stderr } = start(folder, formats);
      const result = ended(child);
      const moment = Math.round(50 + Math.random() * 2500);
      await new Promise((resolve) => setTimeout(resolve, moment));
      const signalled = performance.now();
      child.kill("SIGINT");
      const code = await result;
      const took = performance.now() - signalled;
      const written = names(path.join(folder, "out"));
      const left = written.filter((name) => !formatNames.includes(name as never));
      must(left.length === 0, `Ctrl-C after ${moment} ms leaves ${left.join(", ")}`);
      must(took < 2000, `Ctrl-C after ${moment} ms takes ${Math.round(took)} ms to end the run`);
      must(
        stderr().replace(usualWords, "") === "",
        `Ctrl-C after ${moment} ms: standard error has ${stderr().slice(0, 1000)}`,
      );
      if (code === "SIGINT" && written.length === 0) {
        // The default handler ended the process before stet could handle the signal.
        tooEarly++;
        must(moment < 1000, `Ctrl-C after ${moment} ms ends it without a report`);
        continue;
      }
      delays.push(took);
      if (code === 1 || code === "SIGINT") finished++;
      else must(code === 130, `Ctrl-C after ${moment} ms: exit code ${code} in the place of 130`);
      for (const name of formatNames) {
        const file = path.join(folder, "out", name);
        const faults = written.includes(name) ? await faultsOf(name, readFileSync(file, "utf8")) : ["it is missing"];
        must(faults.length === 0, `Ctrl-C after ${moment} ms: ${name}: ${faults.slice(0, 3).join("; ")}`);
      }
    }
    say(
      `Ctrl-C at ${times} moments: ${delays.length - finished} ended with 130 and ${formatNames.length} valid reports, within ${Math.round(Math.max(0, ...delays))} ms; ${tooEarly} came before the program had begun, ${finished} after it was done`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const number = (name: string, usually: number): number => {
  const at = process.argv.indexOf(name);
  const value = at === -1 ? usually : Number(process.argv[at + 1]);
  if (!(value > 0)) throw new Error(`${name} wants a number above 0`);
  return value;
};

if (process.argv.includes("--serve")) await serve();
else {
  const minutes = number("--minutes", 20);
  const articles = number("--articles", 100_000);
  const server = fork(jiti, [here, "--serve"]);
  try {
    const { port } = await hear<{ port: number }>(server);
    await longRun(server, port, articles, minutes);
    await interruptions(server, port, number("--interruptions", 30));
  } finally {
    server.kill();
  }
  for (const trouble of troubles) say(`FAILED: ${trouble}`);
  if (troubles.length > 0) process.exitCode = 1;
  else say("nothing failed");
}
