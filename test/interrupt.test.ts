import { execFileSync, spawn } from "node:child_process";
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { rules } from "../rules/index.js";
import { catchSignals } from "../src/cli/signals.js";
import { packageRoot } from "../src/platform/package-root.js";
import { formatNames } from "../src/report/index.js";
import { defineRule } from "../src/rule.js";
import { run } from "../src/run/run.js";
import { startPictureServer } from "./support/picture-server.js";
import { makeSite } from "./support/site.js";
import { faultsOf } from "./support/valid-reports.js";

const head = "---\ntitle: 灯塔\ndate: 2022-05-01T09:30:00+08:00\n---\n\n";
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** A run that waits for a picture which never comes, ended by a signal once it has been asked for. */
async function interrupted(signal: NodeJS.Signals, ...args: string[]) {
  let asked: () => void = () => {};
  const waiting = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const server = await startPictureServer({ "/never.png": () => asked() });
  const site = await makeSite({
    "a.md": `${head}<p><b>没有关</p>
`,
    // Read after the other, so that both are known once its picture is asked for.
    "b.md": `${head}<p><img src="${server.url("/never.png")}" alt="灯塔" width="9" height="9"></p>
`,
  });
  open.push(
    () => server.close(),
    () => site.remove(),
  );
  const child = spawn(process.execPath, [path.join(packageRoot(), "bin/stet.js"), ".", "--allow-private", ...args], {
    cwd: site.folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  await waiting;
  child.kill(signal);
  return { code: await ended, stdout };
}

/** A run with a report in every format that waits before its first article: the last one's pipe has no reader yet. */
async function waitingForAReader() {
  const site = await makeSite({ "a.md": `${head}<p><b>没有关</p>\n` });
  open.push(() => site.remove());
  const out = path.join(site.folder, "out");
  const pipe = path.join(out, "json");
  await mkdir(out);
  execFileSync("mkfifo", [pipe]);
  const files = formatNames.filter((name) => name !== "json");
  const formats = [...files, "json"].flatMap((name) => ["-f", `${name}=out/${name}`]);
  const child = spawn(process.execPath, [path.join(packageRoot(), "bin/stet.js"), "a.md", "--offline", ...formats], {
    cwd: site.folder,
    stdio: "ignore",
  });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.on("close", (code, signal) => resolve({ code, signal })),
  );
  const temporary = async () => (await readdir(out)).filter((name) => name.startsWith(".stet-"));
  const begun = await vi.waitUntil(
    async () => {
      const names = await temporary();
      return names.length === files.length ? names : undefined;
    },
    { timeout: 60_000, interval: 20 },
  );
  return { site, child, ended, out, pipe, begun };
}

describe("Ctrl-C", () => {
  it("ends the run with the report so far, and exit code 130", async () => {
    const { code, stdout } = await interrupted("SIGINT", "--format", "json");
    const report = JSON.parse(stdout);
    expect(code).toBe(130);
    expect(report.files.map(({ path: file }: { path: string }) => file)).toEqual(["a.md", "b.md"]);
    expect(report.files[0].violations[0].rule).toBe("html/unclosed-element");
    expect(report.images).toMatchObject([{ verdict: "unchecked", reason: "interrupted" }]);
    expect(report.notes).toEqual(["Interrupted: the report contains only the results so far."]);
  });

  it("is heard while articles are looked at, however many lie in one folder", async () => {
    const site = await makeSite(Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`${n}.md`, `${head}塔\n`])));
    open.push(() => site.remove());
    const interruption = new AbortController();
    let seen = 0;
    const slow = defineRule({
      name: "test/slow",
      summary: "every article takes a millisecond, and the first one sees a signal come",
      severity: "error",
      messages: {},
      source() {
        if (seen++ === 0) setImmediate(() => interruption.abort());
        for (const start = performance.now(); performance.now() - start < 1; );
      },
    });
    const request = { cwd: site.folder, paths: ["."], noConfig: true, cache: false, preset: "all" };
    for await (const _ of run({
      ...request,
      registry: [...rules, slow],
      rules: { "test/slow": "error" },
      signal: interruption.signal,
    }));
    expect(seen).toBeLessThan(500);
  });

  it("leaves no temporary report, however early it comes: all reports are whole, and the exit code is 130", async () => {
    const { child, ended, out, pipe } = await waitingForAReader();
    child.kill("SIGINT");
    // Only now can the last report be opened, and the run begin.
    const piped = await readFile(pipe, "utf8");
    expect(await ended).toEqual({ code: 130, signal: null });
    expect((await readdir(out)).sort()).toEqual([...formatNames].sort());
    for (const name of formatNames) {
      const report = name === "json" ? piped : await readFile(path.join(out, name), "utf8");
      expect(await faultsOf(name, report), name).toEqual([]);
    }
    expect(JSON.parse(piped).notes).toEqual(["Interrupted: the report contains only the results so far."]);
  });

  it("ends the program at once when it comes again, and the next run removes what that one could not", async () => {
    const { site, child, ended, out, begun } = await waitingForAReader();
    let isOver = false;
    void ended.then(() => {
      isOver = true;
    });
    // Two that come before the first one is seen are one.
    await vi.waitUntil(() => isOver || !child.kill("SIGINT"), { timeout: 60_000, interval: 20 });
    expect(await ended).toEqual({ code: null, signal: "SIGINT" });
    expect(await readdir(out)).toEqual(expect.arrayContaining(begun));
    await site.stet(["a.md", "--offline", "--format", "tap=out/tap"]);
    expect((await readdir(out)).sort()).toEqual(["json", "tap"]);
  });

  it("has a counterpart for kill: exit code 143", async () => {
    const { code, stdout } = await interrupted("SIGTERM");
    expect(code).toBe(143);
    expect(stdout).toContain("interrupted 1");
  });
});

describe("while an article takes long", () => {
  /** So long that only a signal ends the run before the time limit of the test. */
  const long = `${head}${"<b>x ".repeat(1_000_000)}\n`;

  it.each([
    { signal: "SIGINT", code: 130, concurrency: "auto" },
    { signal: "SIGTERM", code: 143, concurrency: "1" },
    { signal: "SIGINT", code: 130, concurrency: "off" },
  ] as const)(
    "$signal ends the run with the results of the others, and exit code $code, with --concurrency $concurrency",
    async ({ signal, code, concurrency }) => {
      const config = { extends: [], rules: { "html/unclosed-element": "error" } };
      const site = await makeSite({
        "a.md": `${head}<p><b>没有关</p>\n`,
        "b.md": long,
        "stet.config.json": JSON.stringify(config),
      });
      open.push(() => site.remove());
      const args = [path.join(packageRoot(), "bin/stet.js"), ".", "--offline", "--no-cache", "-f", "ndjson"];
      const child = spawn(process.execPath, [...args, "--concurrency", concurrency], {
        cwd: site.folder,
        stdio: ["ignore", "pipe", "ignore"],
      });
      let stdout = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        // The result of the first article: the other one is in work.
        if (stdout === "") child.kill(signal);
        stdout += text;
      });
      open.push(async () => void child.kill("SIGKILL"));
      expect(await new Promise((resolve) => child.on("close", resolve))).toBe(code);
      expect(stdout).toContain('"a.md"');
      expect(stdout).not.toContain('"b.md"');
    },
  );

  it("the results of the others are reported, if its text comes from standard input", async () => {
    const site = await makeSite({ "a.md": `${head}<p><b>没有关</p>\n` });
    open.push(() => site.remove());
    const interruption = new AbortController();
    // A thread that works on the article could not handle it before the end.
    setTimeout(() => interruption.abort(), 100);
    const request = { cwd: site.folder, paths: ["a.md"], noConfig: true, cache: false, offline: true };
    const stdin = { bytes: Buffer.from(long), filename: "b.md" };
    const seen: string[] = [];
    const stream = run({
      ...request,
      registry: rules,
      preset: "all",
      stdin,
      concurrency: "one",
      signal: interruption.signal,
    });
    for await (const { path: file } of stream) seen.push(file);
    expect(seen).not.toContain("b.md");
  });

  it("a fix of standard input is not written to the file of that name", async () => {
    const site = await makeSite({ "a.md": "kept\n" });
    open.push(() => site.remove());
    const stdin = `${head}${"<b>x</b> ".repeat(3_000)}\n\n<div><span>没有关</div>\n`;
    const args = ["-", "--stdin-filename", "a.md", "--offline", "--no-config", "--fix"];
    const { stdout } = await site.stet(args, stdin);
    expect(stdout).toContain("没有关</span></div>");
    expect(await readFile(path.join(site.folder, "a.md"), "utf8")).toBe("kept\n");
  });

  it("the system handles signals if no other thread may work on it, and it alone", async () => {
    const site = await makeSite({ "a.md": `${head}塔\n`, "b.md": `${head}${"<b>x ".repeat(3_000)}\n` });
    open.push(() => site.remove());
    let pauses = 0;
    const seen: number[] = [];
    const spy = defineRule({
      name: "test/spy",
      summary: "how many pauses there are",
      severity: "error",
      messages: {},
      source: () => void seen.push(pauses),
    });
    const request = { cwd: site.folder, paths: ["."], noConfig: true, cache: false, offline: true };
    const onLongWork = async () => {
      pauses++;
      return () => void pauses--;
    };
    for await (const _ of run({ ...request, registry: [spy], rules: { "test/spy": "error" }, onLongWork }));
    expect([seen, pauses]).toEqual([[0, 1], 0]);
  });

  it("a pause leaves signals to the system, and ends", async () => {
    const before = process.listenerCount("SIGTERM");
    const interruption = catchSignals();
    const ended = [await interruption.pause(), await interruption.pause()];
    expect(process.listenerCount("SIGTERM")).toBe(before);
    for (const end of ended) end();
    expect(process.listenerCount("SIGTERM")).toBe(before + 1);
    interruption.end();
    expect(process.listenerCount("SIGTERM")).toBe(before);
  });
});

describe("--max-time", () => {
  it("leaves the rest unchecked without failing the run", async () => {
    const server = await startPictureServer();
    const site = await makeSite({
      "a.md": `${head}<p><img src="${server.url("/slow/a.png")}" alt="灯塔" width="9" height="9"></p>\n`,
    });
    open.push(
      () => server.close(),
      () => site.remove(),
    );
    const { code, stdout } = await site.stet([
      "a.md",
      "--allow-private",
      "--max-time",
      "0.3",
      "--rule",
      "image/src=off",
    ]);
    expect(stdout).toContain("1 image: 1 unchecked (time-budget 1)");
    expect(code).toBe(0);
  });

  it("refuses what is no time", async () => {
    const site = await makeSite();
    open.push(() => site.remove());
    const { code, stderr } = await site.stet([".", "--max-time", "soon"]);
    expect(stderr).toContain("Invalid value for --max-time.");
    expect(code).toBe(2);
  });
});
