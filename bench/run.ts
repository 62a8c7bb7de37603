/**
 * The table of docs/performance.md: compares stet with bare Node, with the floor (bench/floor.js), with current tools,
 * and with itself, on articles of bench/corpus.ts. Run with `npm run bench`; see `--help`.
 *
 * Compared programs run alternately, so that a slowdown of the machine affects both. Each number is a median. CPU is
 * the user and system time of the process and all its children. Memory is the peak of all of them together, read from
 * /proc every few milliseconds, and omitted on systems without /proc.
 */
import { spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { article, bodyOf, cleanArticle, writeCorpus } from "./corpus.js";
import { writeDocs } from "./docs-corpus.js";
import { install, peers, rumdl } from "./peers.js";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const program = path.join(root, "bin/stet.js");
const floorProgram = path.join(root, "bench/floor.js");

const help = `npm run bench -- [options]

  --rows LIST         which rows, by comma: startup, cold, docs, feed, unchanged, changed, workers, peers, memory,
                      growth, large, links (default: all)
  --articles N        articles of the cold, the unchanged and the changed run, and of the largest with workers (18898)
  --worker-articles N articles of a smaller run with workers, and of one with a tenth of them (2000)
  --peer-articles N   articles and pages of the rows docs, feed and peers (2000)
  --linked-articles N articles of the site with ten internal links in each (10000)
  --memory N          articles of the larger run of memory and growth, compared with a tenth and a hundredth (100000)
  --repetitions N     runs of each, of which the median counts (3; start-up: five times as many)
  --options="..."     handed on to every run of stet, e.g. --options="--concurrency 1"
  --json              numbers for machines
`;

const { values: options } = parseArgs({
  options: {
    rows: {
      type: "string",
      default: "startup,cold,docs,feed,unchanged,changed,workers,peers,memory,growth,large,links",
    },
    articles: { type: "string", default: "18898" },
    "worker-articles": { type: "string", default: "2000" },
    "peer-articles": { type: "string", default: "2000" },
    "linked-articles": { type: "string", default: "10000" },
    memory: { type: "string", default: "100000" },
    repetitions: { type: "string", default: "3" },
    options: { type: "string", default: "" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const repetitions = Number(options.repetitions);
const more = options.options.split(" ").filter(Boolean);

/** In seconds, and bytes. */
interface Cost {
  readonly wall: number;
  readonly cpu: number;
  readonly memory: number | undefined;
}

interface Row {
  readonly row: string;
  readonly against: string;
  readonly goal: string;
  readonly ratio: string;
  readonly numbers: string;
}

const rows: Row[] = [];
const add = (row: Row): void => {
  rows.push(row);
  if (!options.json) process.stderr.write(`${row.row}: ${row.ratio}\n`);
};

interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const node = (...args: string[]): Command => ({ command: process.execPath, args });
const work = mkdtempSync(path.join(tmpdir(), "stet-bench-"));
const cache = path.join(work, "cache");
const stet = (...args: string[]): Command => ({
  ...node(program, ...args, ...(args.some((one) => one.startsWith("--version") || one === "--help") ? [] : more)),
  cwd: work,
  env: { XDG_CACHE_HOME: cache },
});
const offline = (...args: string[]): Command => stet(...args, "--offline", "--no-cache");

/** Runs the command to its end and discards its output. */
function cost({ command, args, cwd, env }: Command): Promise<Cost> {
  // The shell's `time` includes all children, in milliseconds, which Node cannot measure.
  const script = 'TIMEFORMAT="%3R %3U %3S"; time "$@" >/dev/null 2>&1';
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["-c", script, "bash", command, ...args], {
      cwd: cwd ?? work,
      env: { ...process.env, LC_ALL: "C.UTF-8", ...env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    let memory: number | undefined;
    const look = setInterval(() => {
      const now = memoryOf(child.pid ?? 0);
      if (now !== undefined) memory = Math.max(memory ?? 0, now);
    }, 10);
    child.on("error", reject);
    child.on("close", () => {
      clearInterval(look);
      const [wall, user, system] = said.trim().split("\n").at(-1)?.split(" ").map(Number) ?? [];
      if (wall === undefined || user === undefined || system === undefined) reject(new Error(`no time of ${command}`));
      else resolve({ wall, cpu: user + system, memory });
    });
  });
}

/** The current memory of a process and all its children. */
function memoryOf(pid: number): number | undefined {
  try {
    const resident = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    const tasks = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    return Number(resident ?? 0) * 1024 + tasks.reduce((sum, child) => sum + (memoryOf(Number(child)) ?? 0), 0);
  } catch {
    return undefined;
  }
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

const middle = (costs: readonly Cost[]): Cost => {
  const memories = costs.flatMap(({ memory }) => memory ?? []);
  return {
    wall: median(costs.map(({ wall }) => wall)),
    cpu: median(costs.map(({ cpu }) => cpu)),
    memory: memories.length > 0 ? median(memories) : undefined,
  };
};

/** Runs the commands alternately. The first round fills the system's caches and is not counted. */
async function sideBySide(commands: readonly Command[], times = repetitions): Promise<Cost[]> {
  const costs = commands.map((): Cost[] => []);
  for (let round = 0; round <= times; round++)
    for (const [index, command] of commands.entries()) {
      const one = await cost(command);
      if (round > 0) costs[index]?.push(one);
    }
  return costs.map(middle);
}

const times = (a: number, b: number): string => `${(a / b).toFixed(2)} x`;
const seconds = (value: number): string => (value < 1 ? `${Math.round(value * 1000)} ms` : `${value.toFixed(2)} s`);
const megabytes = (bytes: number | undefined): string => (bytes === undefined ? "?" : `${Math.round(bytes / 1e6)} MB`);

/** A folder with this number of articles, created once. */
function corpus(count: number, kind: "article" | "clean" | "body" = "article"): string {
  const folder = path.join(work, `${kind}-${count}`);
  const kinds = {
    article: {},
    clean: { content: cleanArticle },
    body: { extension: ".html", content: (n: number, seed?: number) => bodyOf(article(n, seed)) },
  };
  if (!existsSync(folder)) writeCorpus(folder, count, kinds[kind]);
  return folder;
}

/** A folder with this number of pages of documentation, created once. */
function docsCorpus(count: number): string {
  const folder = path.join(work, `docs-${count}`);
  if (!existsSync(folder)) writeDocs(folder, count);
  return folder;
}

/** The configuration of a Hexo site. */
const siteConfig = `extends: [stet:recommended]
schemas: { "posts/**": preset:hexo }
rules: { image/alt: warn, front-matter/date: [error, { requireZone: true }] }
site: { url: "https://news.example/" }
`;

async function startup(): Promise<void> {
  const one = path.join(corpus(1), "0/0.md");
  const site = path.join(work, "site");
  mkdirSync(path.join(site, "posts"), { recursive: true });
  copyFileSync(one, path.join(site, "posts/0.md"));
  writeFileSync(path.join(site, "stet.config.yaml"), siteConfig);
  const plainSite = path.join(work, "plain-site");
  mkdirSync(plainSite);
  copyFileSync(one, path.join(plainSite, "0.md"));
  writeFileSync(path.join(plainSite, "stet.config.json"), JSON.stringify({ rules: { "image/alt": "warn" } }));
  // With the compiled code of the first run, as every run of a user after the first.
  const commands = [
    node("-e", "0"),
    stet("--version"),
    stet("--help"),
    stet(one, "--offline"),
    { ...stet("0.md", "--offline"), cwd: plainSite },
    { ...stet("posts/0.md", "--offline"), cwd: site },
  ];
  const costs = await sideBySide(commands, repetitions * 5);
  const [bare, version, help, single, json, yaml] = costs as [Cost, Cost, Cost, Cost, Cost, Cost];
  for (const [row, { wall, cpu }, goal] of [
    ["`stet --version`", version, "1.4 x"],
    ["`stet --help`", help, "1.5 x"],
    ["one article, offline, warm disk", single, "2.0 x"],
    ["the same, with a configuration in JSON", json, "2.2 x"],
    ["the same, with a configuration in YAML and a schema", yaml, "2.2 x"],
  ] as const)
    add({
      row,
      against: "`node -e 0`",
      goal: `at most ${goal} CPU`,
      ratio: `${times(cpu, bare.cpu)} CPU`,
      numbers: `CPU ${seconds(cpu)} against ${seconds(bare.cpu)}; wall ${times(wall, bare.wall)}`,
    });
}

async function cold(): Promise<void> {
  const count = Number(options.articles);
  const folder = corpus(count);
  const commands = [node(floorProgram, folder), node(floorProgram, folder, "--trim"), offline(folder)];
  const [floor, trimmed, ours] = (await sideBySide(commands)) as [Cost, Cost, Cost];
  add({
    row: `cold lint of ${count} articles, recommended`,
    against: "the floor, in one thread",
    goal: "at most 0.8 x wall on 2 cores, 1.4 x CPU",
    ratio: `${times(ours.wall, floor.wall)} wall, ${times(ours.cpu, floor.cpu)} CPU`,
    numbers: `${seconds(ours.wall)} against ${seconds(floor.wall)}; CPU ${seconds(ours.cpu)} against ${seconds(floor.cpu)}; ${megabytes(ours.memory)}. A floor that shows gray-matter the front matter, which it does not see behind an empty line: ${times(ours.wall, trimmed.wall)} wall, ${times(ours.cpu, trimmed.cpu)} CPU`,
  });
}

async function unchanged(): Promise<void> {
  const folder = corpus(Number(options.articles));
  const grouped = stet(folder, "--offline");
  const full = stet(folder, "--offline", "--no-fold");
  // The first run in several threads fills the cache, the next ones store their report.
  for (const command of [grouped, grouped, full]) await cost(command);
  const stat = node(floorProgram, folder, "--stat");
  const [found, folded, each] = (await sideBySide([stat, grouped, full])) as [Cost, Cost, Cost];
  for (const [row, ours, goal] of [
    ["nothing changed since the last run", folded, "4 x"],
    ["the same, printing all violations", each, "6 x"],
  ] as const)
    add({
      row: `${options.articles} articles, ${row}`,
      against: "finding the files and asking for their size and time",
      goal: `at most ${goal}`,
      ratio: `${times(ours.wall, found.wall)} wall, ${times(ours.cpu, found.cpu)} CPU`,
      numbers: `${seconds(ours.wall)} against ${seconds(found.wall)}; CPU ${seconds(ours.cpu)} against ${seconds(found.cpu)}; ${megabytes(ours.memory)}`,
    });
}

/** One article is another one in each run. */
async function changed(): Promise<void> {
  const folder = corpus(Number(options.articles));
  const again = stet(folder, "--offline");
  for (const command of [again, again]) await cost(command);
  const costs: [Cost, Cost][] = [];
  for (let round = 0; round <= repetitions; round++) {
    writeFileSync(path.join(folder, "0/0.md"), article(round + 1, 2));
    const after = await cost(again);
    // What has just changed is read once more, and then the report is stored.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await cost(again);
    const same = await cost(again);
    if (round > 0) costs.push([after, same]);
  }
  writeFileSync(path.join(folder, "0/0.md"), article(0));
  const [after, same] = [middle(costs.map(([one]) => one)), middle(costs.map(([, one]) => one))];
  add({
    row: `${options.articles} articles, one of them changed`,
    against: "the same, nothing changed",
    goal: "at most 1.1 x",
    ratio: `${times(after.wall, same.wall)} wall, ${times(after.cpu, same.cpu)} CPU`,
    numbers: `${seconds(after.wall)} against ${seconds(same.wall)}; CPU ${seconds(after.cpu)} against ${seconds(same.cpu)}`,
  });
}

async function workers(): Promise<void> {
  const most = Number(options["worker-articles"]);
  for (const [count, goal] of [
    [Number(options.articles), "at most 0.65 x wall"],
    [most, "at most 0.65 x wall"],
    [most / 10, "at most 1 x wall"],
  ] as const) {
    const folder = corpus(count);
    const commands = ["off", "auto", "2"].map((threads) => offline(folder, "--concurrency", threads));
    const [one, auto, two] = (await sideBySide(commands)) as [Cost, Cost, Cost];
    add({
      row: `${count} articles with the default number of threads`,
      against: "one thread",
      goal,
      ratio: `${times(auto.wall, one.wall)} wall, ${times(auto.cpu, one.cpu)} CPU`,
      numbers: `${seconds(auto.wall)} against ${seconds(one.wall)}; ${megabytes(auto.memory)} against ${megabytes(one.memory)}. With two workers from the first article on: ${times(two.wall, one.wall)} wall, ${times(two.cpu, one.cpu)} CPU, ${megabytes(two.memory)}`,
    });
  }
}

/** stet in one thread, which is compared with other programs by CPU time. */
const oneThread = (folder: string): Command => offline(folder, "--concurrency", "off");

async function docs(): Promise<void> {
  const count = Number(options["peer-articles"]);
  const folder = docsCorpus(count);
  const found = install(rumdl, work);
  const theirs = "bin" in found ? [node(found.bin, ...rumdl.args(folder, work))] : [];
  const commands = [node(floorProgram, folder, "--markdown"), oneThread(folder), ...theirs];
  const [floor, ours, other] = (await sideBySide(commands)) as [Cost, Cost, Cost?];
  const row = `cold lint of ${count} pages of documentation, one thread`;
  const numbers = (one: Cost) =>
    `CPU ${seconds(ours.cpu)} against ${seconds(one.cpu)}; ${seconds(ours.wall)} against ${seconds(one.wall)}; ${megabytes(ours.memory)} against ${megabytes(one.memory)}`;
  add({
    row,
    against: "reading, gray-matter and @lezer/markdown",
    goal: "at most 2.0 x CPU",
    ratio: `${times(ours.cpu, floor.cpu)} CPU`,
    numbers: numbers(floor),
  });
  add({
    row,
    against: "rumdl",
    goal: "at most 1.6 x CPU",
    ratio: other ? `${times(ours.cpu, other.cpu)} CPU` : "left out",
    numbers: other ? numbers(other) : "why" in found ? found.why : "",
  });
}

async function feed(): Promise<void> {
  const count = Number(options["peer-articles"]);
  for (const [kind, goal, what] of [
    ["article", 2.5, "with findings"],
    ["clean", 1.5, "without findings"],
  ] as const) {
    const folder = corpus(count, kind);
    const [floor, ours] = (await sideBySide([node(floorProgram, folder, "--trim"), oneThread(folder)])) as [Cost, Cost];
    add({
      row: `cold lint of ${count} articles ${what}, one thread`,
      against: "reading, gray-matter and parse5",
      goal: `at most ${goal} x CPU`,
      ratio: `${times(ours.cpu, floor.cpu)} CPU`,
      numbers: `CPU ${seconds(ours.cpu)} against ${seconds(floor.cpu)}; ${megabytes(ours.memory)} against ${megabytes(floor.memory)}`,
    });
  }
}

async function againstPeers(): Promise<void> {
  for (const peer of peers) {
    const count = Math.ceil(Number(options["peer-articles"]) * (peer.share ?? 1));
    const folder = peer.files === "docs" ? docsCorpus(count) : corpus(count, "body");
    const row = peer.files === "docs" ? `${count} pages of documentation` : `${count} bodies in HTML`;
    const against = `${peer.name} ${peer.version}`.trim();
    const found = install(peer, work);
    if ("why" in found) {
      add({ row, against, goal: "-", ratio: "left out", numbers: found.why });
      continue;
    }
    const commands = [node(found.bin, ...peer.args(folder, work)), oneThread(folder)];
    const [other, ours] = (await sideBySide(commands)) as [Cost, Cost];
    const shown = ({ cpu, wall, memory }: Cost) => `CPU ${seconds(cpu)}, ${seconds(wall)}, ${megabytes(memory)}`;
    add({
      row,
      against,
      goal: "-",
      ratio: `${times(ours.cpu, other.cpu)} CPU`,
      numbers: `stet ${shown(ours)}; ${peer.name} ${shown(other)}`,
    });
  }
}

async function memory(): Promise<void> {
  const most = Number(options.memory);
  const [few, many] = (await sideBySide([offline(corpus(most / 10)), offline(corpus(most))], 1)) as [Cost, Cost];
  add({
    row: `peak memory, ${most} articles`,
    against: `${most / 10} articles`,
    goal: "at most 1.3 x, under 400 MB",
    ratio: few.memory && many.memory ? times(many.memory, few.memory) : "?",
    numbers: `${megabytes(many.memory)} against ${megabytes(few.memory)}`,
  });
}

async function growth(): Promise<void> {
  const most = Number(options.memory);
  const least = most / 100;
  const [one, few, many] = (await sideBySide(
    [offline(corpus(1)), offline(corpus(least)), offline(corpus(most))],
    1,
  )) as [Cost, Cost, Cost];
  const each = ({ wall }: Cost, count: number) => (wall - one.wall) / count;
  add({
    row: `time of an article, ${most} articles`,
    against: `${least} articles, start-up aside`,
    goal: "within 15 %",
    ratio: times(each(many, most), each(few, least)),
    numbers: `${(each(many, most) * 1000).toFixed(3)} ms against ${(each(few, least) * 1000).toFixed(3)} ms`,
  });
}

async function large(): Promise<void> {
  const head = "---\ntitle: 大\ndate: 2022-05-01 09:30:00 +0800\n---\n\n";
  const long = (size: number) => {
    let text = head;
    for (let n = 0; text.length < size; n++) text += bodyOf(article(n));
    return text;
  };
  const cases: readonly [name: string, make: (share: number) => string][] = [
    ["one article of 20 MB", (share) => long((8_000_000 * share) | 0)],
    ["100,000 nested elements", (share) => head + "<span>".repeat(100_000 * share) + "</span>".repeat(100_000 * share)],
    [
      "100,000 images",
      (share) =>
        head +
        Array.from({ length: 100_000 * share }, (_, n) => `<p><img src="https://a.example/${n}.png"></p>`).join("\n"),
    ],
  ];
  for (const [name, make] of cases) {
    const files = [1, 0.1].map((share) => {
      const file = path.join(work, `${name.replace(/\W+/g, "-")}-${share}.md`);
      writeFileSync(file, make(share));
      return file;
    });
    const commands = [path.join(corpus(1), "0/0.md"), ...files].map((file) => offline(file));
    const [one, whole, tenth] = (await sideBySide(commands, 1)) as [Cost, Cost, Cost];
    const ratio = (whole.wall - one.wall) / Math.max(0.001, tenth.wall - one.wall);
    add({
      row: name,
      against: "a tenth of it, start-up aside",
      goal: "linear (10 x), under 1.5 GB",
      ratio: `${ratio.toFixed(1)} x`,
      numbers: `${seconds(whole.wall)} against ${seconds(tenth.wall)}; ${megabytes(whole.memory)}`,
    });
  }
}

/** A Hugo site with ten links to other articles in each article, one in a hundred of them dead. */
function linkedSite(count: number): string {
  const folder = path.join(work, `linked-${count}`);
  const section = (n: number) => `posts-${Math.floor(n / 500)}`;
  for (let at = 0; at * 500 < count; at++) mkdirSync(path.join(folder, "content", `posts-${at}`), { recursive: true });
  writeFileSync(path.join(folder, "hugo.toml"), 'baseURL = "https://news.example/blog/"\ntitle = "News"\n');
  for (let n = 0; n < count; n++) {
    const links = Array.from({ length: 10 }, (_, at) => {
      const to = (n * 31 + at * 977 + 7) % count;
      const name = (n * 10 + at) % 100 === 0 ? `artcle-${to}` : `article-${to}`;
      return at % 2 === 0 ? `[文](/blog/${section(to)}/${name}/)` : `<a href="../../${section(to)}/${name}/">文</a>`;
    });
    const text = article(n).replace(/^\s+/, "");
    writeFileSync(path.join(folder, "content", section(n), `article-${n}.md`), `${text}\n\n${links.join("，")}\n`);
  }
  return folder;
}

/** What the addresses of a site add to the same run without the rules that need them. */
async function links(): Promise<void> {
  const count = Number(options["linked-articles"]);
  const cwd = linkedSite(count);
  const needing = ["link/local", "link/fragment", "image/local", "site/duplicate-route", "site/unique"];
  const without = needing.flatMap((rule) => ["--rule", `${rule}=off`]);
  // A cache for each: it has one result for each article, which that of other rules would replace.
  const caches = { with: path.join(work, "cache-links"), without: path.join(work, "cache-no-links") };
  const kept = (folder: string, ...args: string[]): Command => ({
    ...stet("content", "--offline", ...args),
    cwd,
    env: { XDG_CACHE_HOME: folder },
  });
  const fresh = (...args: string[]): Command => ({ ...offline("content", ...args), cwd });
  const [off, on] = (await sideBySide([fresh(...without), fresh()])) as [Cost, Cost];
  const again = [kept(caches.without, ...without), kept(caches.with)];
  // The second run reads the cached results and stores its report, which the third repeats.
  const pairs: [Cost, Cost][] = [];
  for (let round = 0; round < repetitions; round++) {
    for (const folder of Object.values(caches)) rmSync(folder, { recursive: true, force: true });
    for (const command of again) await cost(command);
    pairs.push([await cost(again[0] as Command), await cost(again[1] as Command)]);
  }
  const [offSecond, onSecond] = [middle(pairs.map(([one]) => one)), middle(pairs.map(([, one]) => one))];
  const [offAgain, onAgain] = (await sideBySide(again)) as [Cost, Cost];
  for (const [row, one, other] of [
    ["first run", on, off],
    ["second run, from cached results", onSecond, offSecond],
    ["third run, nothing changed", onAgain, offAgain],
  ] as const)
    add({
      row: `${count} articles with ${count * 10} internal links, ${row}`,
      against: "the same without the rules that need addresses",
      goal: "at most 1.15 x CPU",
      ratio: `${times(one.cpu, other.cpu)} CPU`,
      numbers: `CPU ${seconds(one.cpu)} against ${seconds(other.cpu)}; ${seconds(one.wall)} against ${seconds(other.wall)}; ${megabytes(one.memory)} against ${megabytes(other.memory)}`,
    });
}

const all: Readonly<Record<string, () => Promise<void>>> = {
  startup,
  cold,
  docs,
  feed,
  unchanged,
  changed,
  workers,
  peers: againstPeers,
  memory,
  growth,
  large,
  links,
};

function print(): void {
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? "?"}), Node ${process.versions.node}`;
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ machine, repetitions, rows }, undefined, 2)}\n`);
    return;
  }
  process.stdout.write(`${machine}; medians of ${repetitions} runs by turns\n\n`);
  process.stdout.write("| work | against | goal | measured | |\n| --- | --- | --- | --- | --- |\n");
  for (const { row, against, goal, ratio, numbers } of rows)
    process.stdout.write(`| ${row} | ${against} | ${goal} | ${ratio} | ${numbers} |\n`);
}

async function main(): Promise<number> {
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  const wanted = options.rows.split(",");
  const unknown = wanted.filter((name) => !Object.hasOwn(all, name));
  if (unknown.length > 0) {
    process.stderr.write(`--rows: there is no ${unknown.join(", ")}; there are ${Object.keys(all).join(", ")}\n`);
    return 2;
  }
  if (readdirSync(root).every((name) => name !== "dist")) throw new Error("there is no dist: run npm run build");
  for (const name of wanted) await all[name]?.();
  print();
  return 0;
}

try {
  process.exitCode = await main();
} finally {
  rmSync(work, { recursive: true, force: true });
}
