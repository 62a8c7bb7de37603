/**
 * What pictures cost on the network: 2,000 of them behind 20 ms, named 6,000 times in 600 articles, at 50 requests at a
 * time, against a bare loop of undici and p-limit that sends the same HEAD requests. `npm run bench:pictures`; `--json`
 * prints numbers for machines. Start-up and linting are taken off by a run with --offline.
 */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pLimit from "p-limit";
import { Agent, request } from "undici";
import { startPictureServer } from "../test/support/picture-server.js";
import { picture } from "../test/support/pictures.js";

const pictures = 2000;
const articles = 600;
const named = 6000;
const latency = 20;
const concurrency = 50;
const rounds = 3;

interface Counts {
  readonly HEAD: number;
  readonly GET: number;
}

/** In a process of its own, so that it does not share a thread with what is measured. */
async function serve(): Promise<void> {
  let counts = { HEAD: 0, GET: 0 };
  const png = picture("png", 40, 30, { bytes: 20_000 });
  const server = await startPictureServer({
    "/p/": (incoming, response) => {
      counts = { ...counts, [incoming.method as "HEAD"]: counts[incoming.method as "HEAD"] + 1 };
      setTimeout(() => {
        const range = incoming.headers.range !== undefined;
        response.writeHead(range ? 206 : 200, {
          "content-type": "image/png",
          "content-length": range ? 4096 : png.length,
          ...(range && { "content-range": `bytes 0-4095/${png.length}` }),
        });
        response.end(incoming.method === "HEAD" ? undefined : png.subarray(0, range ? 4096 : undefined));
      }, latency);
    },
  });
  process.on("message", () => {
    process.send?.(counts);
    counts = { HEAD: 0, GET: 0 };
  });
  process.send?.(server.origin);
}

const hear = <T>(child: ChildProcess) =>
  new Promise<T>((resolve) => child.once("message", (message) => resolve(message as T)));

async function counted(server: ChildProcess): Promise<Counts> {
  const answer = hear<Counts>(server);
  server.send("counts");
  return answer;
}

/** Milliseconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function bare(origin: string): Promise<void> {
  const limit = pLimit(concurrency);
  const dispatcher = new Agent({ connections: concurrency });
  await Promise.all(
    Array.from({ length: pictures }, (_, n) =>
      limit(async () => {
        const { body } = await request(`${origin}/p/${n}.png`, { method: "HEAD", dispatcher });
        await body.dump();
      }),
    ),
  );
  await dispatcher.close();
}

function stet(folder: string, ...args: string[]): Promise<void> {
  const program = fileURLToPath(new URL("../bin/stet.js", import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, "content", "--no-cache", ...args], {
      cwd: folder,
      stdio: "ignore",
    });
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`stet ended with ${code}`))));
  });
}

async function corpus(origin: string, withSizes: number): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "stet-bench-"));
  await mkdir(path.join(folder, "content"));
  const perArticle = named / articles;
  for (let a = 0; a < articles; a++) {
    const images = Array.from({ length: perArticle }, (_, i) => {
      const n = (a * perArticle + i) % pictures;
      return `<p><img src="${origin}/p/${n}.png" alt="第${n}张"${n < withSizes ? ' data-size="40,30"' : ""}></p>`;
    });
    await writeFile(
      path.join(folder, "content", `${a}.html`),
      `---\ntitle: 第${a}篇\ndate: 2022-05-01 09:30:00 +0800\n---\n\n${images.join("\n")}\n`,
    );
  }
  await writeFile(
    path.join(folder, "stet.config.json"),
    JSON.stringify({
      extends: [],
      rules: { "image/reachable": "error", "image/data-size": "error" },
      images: { allowPrivate: true, concurrency, concurrencyPerHost: concurrency },
    }),
  );
  return folder;
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

async function main(): Promise<void> {
  const server = fork(path.join(path.dirname(fileURLToPath(import.meta.resolve("jiti"))), "jiti-cli.mjs"), [
    fileURLToPath(import.meta.url),
    "--serve",
  ]);
  const origin = await hear<string>(server);
  const folders = { status: await corpus(origin, 0), sizes: await corpus(origin, 500) };
  const times: Record<"bare" | "offline" | "status" | "sizes", number[]> = {
    bare: [],
    offline: [],
    status: [],
    sizes: [],
  };
  let status: Counts = { HEAD: 0, GET: 0 };
  let sizes: Counts = { HEAD: 0, GET: 0 };
  try {
    await counted(server);
    // Side by side in time, so that a machine that slows down slows all of them.
    for (let round = 0; round < rounds; round++) {
      times.bare.push(await timed(() => bare(origin)));
      await counted(server);
      times.offline.push(await timed(() => stet(folders.status, "--offline")));
      times.status.push(await timed(() => stet(folders.status)));
      status = await counted(server);
      times.sizes.push(await timed(() => stet(folders.sizes)));
      sizes = await counted(server);
    }
  } finally {
    server.kill();
    await Promise.all(Object.values(folders).map((folder) => rm(folder, { recursive: true })));
  }
  const [b, o, s, z] = [times.bare, times.offline, times.status, times.sizes].map(median) as [
    number,
    number,
    number,
    number,
  ];
  const result = {
    bareMs: Math.round(b),
    stetNetworkMs: Math.round(s - o),
    ratio: Number(((s - o) / b).toFixed(2)),
    requests: status,
    with500Sizes: { networkMs: Math.round(z - o), requests: sizes },
  };
  if (process.argv.includes("--json")) process.stdout.write(`${JSON.stringify(result)}\n`);
  else
    process.stdout.write(
      `${pictures} pictures behind ${latency} ms, named ${named} times in ${articles} articles, ${concurrency} requests at a time (medians of ${rounds})\n` +
        `  bare undici and p-limit, HEAD   ${result.bareMs} ms\n` +
        `  stet, start-up and linting aside ${result.stetNetworkMs} ms: ${result.ratio} x, ${status.HEAD} HEAD, ${status.GET} GET\n` +
        `  stet, 500 sizes to be known      ${result.with500Sizes.networkMs} ms: ${sizes.HEAD} HEAD, ${sizes.GET} GET\n`,
    );
}

await (process.argv.includes("--serve") ? serve() : main());
