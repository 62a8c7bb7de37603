/**
 * How long a signal waits: `npm run bench:signals [-- --trials 20 --articles 2000 --only NAME --seed N]`. The built program
 * lints the hostile articles of the tests, one group or one article at a time, and articles of the bench corpus.
 *
 * 1. The longest time of work of the main thread in which it handles no signal although the program has asked for them:
 *    neither does the event loop turn, nor has the program left signals to the system (Linux only).
 * 2. The longest time from a signal at a random moment to the end of the process, and whether there was a report.
 *
 * The exit code is 1 if the first is more than 250 ms, or the second more than a second.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import * as hostile from "../test/support/hostile.js";
import { writeCorpus } from "./corpus.js";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const program = path.join(root, "bin/stet.js");

const { values: options } = parseArgs({
  options: {
    trials: { type: "string", default: "20" },
    articles: { type: "string", default: "2000" },
    only: { type: "string", default: "" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const trials = Number(options.trials);

/** Milliseconds of work without a look at the signal, and until the end of the process. */
const promised = { deaf: 250, end: 1000 };

/** Runs before stet, and writes the longest work of its main thread in which it was deaf. */
const meter = `
const { isMainThread } = require("node:worker_threads");
const { readFileSync, writeFileSync } = require("node:fs");
if (isMainThread) {
  // The time that this thread has had a processor: the machine may be busy with other things.
  const file = "/proc/self/task/" + process.pid + "/schedstat";
  const now = () => Number(readFileSync(file, "latin1").split(" ")[0]) / 1e6;
  let since, longest = 0;
  const note = () => { if (since !== undefined) longest = Math.max(longest, now() - since); };
  process.on("newListener", (name) => { if (name === "SIGTERM") since ??= now(); });
  process.on("removeListener", (name) => {
    if (name === "SIGTERM" && process.listenerCount("SIGTERM") === 0) { note(); since = undefined; }
  });
  setInterval(() => { note(); if (since !== undefined) since = now(); }, 2).unref();
  process.on("exit", () => { note(); writeFileSync(process.env.STET_METER, String(longest)); });
}
`;

interface Case {
  readonly name: string;
  readonly folder: string;
  readonly args: readonly string[];
  readonly stdin?: string | Uint8Array;
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Milliseconds of the whole run. */
  readonly time: number;
  /** Milliseconds from the last signal to the end. */
  readonly waited: number;
  readonly stdout: string;
}

const scratch = mkdtempSync(path.join(tmpdir(), "stet-signals-"));
const meterFile = path.join(scratch, "meter.cjs");
const meterOut = path.join(scratch, "meter.txt");
writeFileSync(meterFile, meter);

/** @param signals sent so many milliseconds after the start. */
function start(
  { folder, args, stdin }: Case,
  { signals = [], metered = false }: { signals?: readonly (readonly [number, NodeJS.Signals])[]; metered?: boolean },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    let signaled = started;
    const child = spawn(process.execPath, [...(metered ? ["--require", meterFile] : []), program, ...args], {
      cwd: folder,
      stdio: ["pipe", "pipe", "ignore"],
      env: { ...process.env, XDG_CACHE_HOME: path.join(scratch, "cache"), STET_METER: meterOut, LC_ALL: "C" },
    });
    const timers = signals.map(([at, signal]) =>
      setTimeout(() => {
        signaled = performance.now();
        child.kill(signal);
      }, at),
    );
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.on("error", reject);
    child.stdin.on("error", () => {});
    child.stdin.end(stdin ?? "");
    child.on("close", (code, signal) => {
      for (const timer of timers) clearTimeout(timer);
      const now = performance.now();
      resolve({ code, signal, time: now - started, waited: now - signaled, stdout });
    });
  });
}

function folderOf(name: string, articles: readonly hostile.HostileArticle[]): string {
  const folder = path.join(scratch, name);
  mkdirSync(folder);
  for (const { file, content } of articles)
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(file)]), content);
  return folder;
}

const { codeInArticles, frontMatter, encodings, markup, markdown, directives, printed } = hostile;
const small = [codeInArticles(""), frontMatter, encodings, directives, printed].flat();
const corpus = path.join(scratch, "corpus");
mkdirSync(corpus);
writeCorpus(corpus, Number(options.articles));
const offline = ["--offline", "--no-cache", "-f", "json"];
const folders = {
  small: folderOf("small", small),
  markup: folderOf("markup", markup),
  markdown: folderOf("markdown", markdown),
  large: folderOf("large", hostile.large()),
  corpus,
};
const allRules = ["--preset", "all"];
const cases: Case[] = [
  ...Object.entries(folders).flatMap(([name, folder]): Case[] => [
    { name, folder, args: [".", ...offline] },
    { name: `${name}, every rule`, folder, args: [".", ...offline, ...allRules] },
    { name: `${name}, --fix-dry-run`, folder, args: [".", ...offline, "--fix-dry-run"] },
    { name: `${name}, --concurrency off`, folder, args: [".", ...offline, "--concurrency", "off"] },
    { name: `${name}, HTML report`, folder, args: [".", "--offline", "--no-cache", "-f", "html"] },
    { name: `${name}, edit`, folder, args: ["edit", ".", "--set", "draft=true"] },
    { name: `${name}, images`, folder, args: ["images", ".", "--offline", "--json"] },
    { name: `${name}, localize`, folder, args: ["localize", ".", "--dry-run"] },
  ]),
  ...[...markup, ...markdown, ...hostile.large()].map(
    ({ file, content }): Case => ({
      name: `stdin: ${file}`,
      folder: scratch,
      args: ["-", "--stdin-filename", "a.md", ...offline],
      stdin: content,
    }),
  ),
];

/** Numbers from a seed, so that a run can be repeated. */
let state = Number(options.seed);
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

let failed = false;
process.stdout.write(`seed ${options.seed}\n`);
for (const one of cases.filter(({ name }) => name.includes(options.only))) {
  rmSync(meterOut, { force: true });
  const whole = await start(one, { metered: true });
  const deaf = existsSync(meterOut) ? Number(readFileSync(meterOut, "utf8")) : 0;
  let longest = 0;
  let reports = 0;
  let silent = 0;
  for (let n = 0; n < trials; n++) {
    const at = random() * whole.time;
    const first: NodeJS.Signals = n % 3 === 1 ? "SIGTERM" : "SIGINT";
    const second = [at + 50, "SIGINT"] as const;
    const signals = [[at, first] as const, ...(n % 3 === 2 ? [second] : [])];
    const ended = await start(one, { signals });
    // It may have ended before.
    if (ended.code !== 130 && ended.code !== 143 && ended.signal === null) continue;
    if (n % 3 > 0) longest = Math.max(longest, ended.waited);
    if (n % 3 === 2) continue;
    if (ended.signal === null && ended.stdout !== "") reports++;
    else silent++;
  }
  const isLate = deaf > promised.deaf || longest > promised.end;
  failed ||= isLate;
  process.stdout.write(
    `${isLate ? "LATE " : ""}${one.name}: ${Math.round(whole.time)} ms; deaf for ${Math.round(deaf)} ms at most; ` +
      `ended ${Math.round(longest)} ms after a signal at most; ${reports} with a report, ${silent} without\n`,
  );
}
rmSync(scratch, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
