/**
 * Measures the cost of image requests: 2,000 images with a latency of 20 ms, referenced 6,000 times in 600 articles,
 * with 50 concurrent requests, compared with a minimal loop of undici and p-limit that sends the same HEAD requests.
 * `npm run bench:images`; `--json` prints machine-readable numbers. The cost of startup and linting is measured by a
 * run with --offline and subtracted. `--linkinator FILE` runs that program (node_modules/.bin/linkinator of any
 * installation) on the same articles. CPU times are reported as well, because they are comparable even on a busy
 * machine.
 */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
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

/** Runs in a separate process, so that it does not share a thread with the measured program. */
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

interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMb: number;
}

/** The cost of running a Node program, as it reports when it ends. */
async function costOf(args: readonly string[], cwd: string): Promise<Cost> {
  const file = path.join(await mkdtemp(path.join(tmpdir(), "stet-usage-")), "usage.json");
  const tell = `import { writeFileSync } from "node:fs"; process.on("exit", () => writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.resourceUsage())));`;
  const start = performance.now();
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(tell)}`, ...args], {
      cwd,
      stdio: "ignore",
    });
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(" ")} ended with ${code}`))));
  });
  const wallMs = performance.now() - start;
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(await readFile(file, "utf8")) as NodeJS.ResourceUsage;
  await rm(path.dirname(file), { recursive: true });
  return { wallMs, cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb: maxRSS / 1024 };
}

/** Also runs in a separate process. It reports the duration of its requests. */
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

const here = fileURLToPath(import.meta.url);
const jiti = path.join(path.dirname(fileURLToPath(import.meta.resolve("jiti"))), "jiti-cli.mjs");
const program = fileURLToPath(new URL("../bin/stet.js", import.meta.url));
const stet = (folder: string, ...args: string[]) => costOf([program, "content", "--no-cache", ...args], folder);

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

/** The run with the median duration. */
const median = (costs: readonly Cost[]): Cost =>
  [...costs].sort((a, b) => a.wallMs - b.wallMs)[costs.length >> 1] ?? { wallMs: 0, cpuMs: 0, peakMb: 0 };

async function main(linkinator: string | undefined): Promise<void> {
  const server = fork(jiti, [here, "--serve"]);
  const origin = await hear<string>(server);
  const folders = { status: await corpus(origin, 0), sizes: await corpus(origin, 500) };
  const costs = { idle: [], bare: [], offline: [], status: [], sizes: [], linkinator: [] } as Record<string, Cost[]>;
  let status: Counts = { HEAD: 0, GET: 0 };
  let sizes: Counts = { HEAD: 0, GET: 0 };
  let others: Counts = { HEAD: 0, GET: 0 };
  try {
    await counted(server);
    // Alternate the programs, so that a slowdown of the machine affects all of them.
    for (let round = 0; round < rounds; round++) {
      costs.idle?.push(await costOf([jiti, here, "--bare"], folders.status));
      costs.bare?.push(await costOf([jiti, here, "--bare", origin], folders.status));
      await counted(server);
      costs.offline?.push(await stet(folders.status, "--offline"));
      costs.status?.push(await stet(folders.status));
      status = await counted(server);
      costs.sizes?.push(await stet(folders.sizes));
      sizes = await counted(server);
      if (linkinator === undefined) continue;
      const args = [linkinator, "content/*.html", "--concurrency", String(concurrency), "--silent"];
      costs.linkinator?.push(await costOf(args, folders.status));
      others = await counted(server);
    }
  } finally {
    server.kill();
    await Promise.all(Object.values(folders).map((folder) => rm(folder, { recursive: true })));
  }
  const of = (name: string) => median(costs[name] ?? []);
  const less = (a: string, b: string): Cost => ({
    wallMs: of(a).wallMs - of(b).wallMs,
    cpuMs: of(a).cpuMs - of(b).cpuMs,
    peakMb: of(a).peakMb,
  });
  const loop = less("bare", "idle");
  const network = less("status", "offline");
  const withSizes = less("sizes", "offline");
  const ratio = (a: number, b: number) => Number((a / b).toFixed(2));
  const result = {
    loop,
    stet: { ...network, wallRatio: ratio(network.wallMs, loop.wallMs), cpuRatio: ratio(network.cpuMs, loop.cpuMs) },
    requests: status,
    with500Sizes: { ...withSizes, requests: sizes },
    whole: of("status"),
    ...(linkinator !== undefined && { linkinator: { ...of("linkinator"), requests: others } }),
  };
  if (process.argv.includes("--json")) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  const told = ({ wallMs, cpuMs, peakMb }: Cost) =>
    `${String(Math.round(wallMs)).padStart(6)} ms, processor ${String(Math.round(cpuMs)).padStart(5)} ms, peak ${Math.round(peakMb)} MB`;
  const sent = ({ HEAD, GET }: Counts) => `${HEAD} HEAD, ${GET} GET`;
  process.stdout.write(
    [
      `${pictures} pictures behind ${latency} ms, named ${named} times in ${articles} articles, ${concurrency} requests at a time (medians of ${rounds})`,
      `  bare undici and p-limit, HEAD    ${told(loop)}`,
      `  stet, start-up and linting aside ${told(network)}; ${sent(status)}; ${result.stet.wallRatio} x the time, ${result.stet.cpuRatio} x the processor`,
      `  stet, 500 sizes to be known      ${told(withSizes)}; ${sent(sizes)}`,
      `  stet, all of it                  ${told(result.whole)}`,
      ...(linkinator === undefined
        ? []
        : [`  linkinator                       ${told(of("linkinator"))}; ${sent(others)}`]),
      "",
    ].join("\n"),
  );
}

const argument = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at === -1 ? undefined : (process.argv[at + 1] ?? "");
};
const origin = argument("--bare");
if (process.argv.includes("--serve")) await serve();
else if (origin === undefined) await main(argument("--linkinator"));
else if (origin !== "") await bare(origin);
