import { spawn } from "node:child_process";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { rules } from "../rules/index.js";
import { packageRoot } from "../src/package-root.js";
import { defineRule } from "../src/rule.js";
import { run } from "../src/run.js";
import { startPictureServer } from "./support/picture-server.js";
import { makeSite } from "./support/site.js";

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

describe("Ctrl-C", () => {
  it("ends the run with the report so far, and exit code 130", async () => {
    const { code, stdout } = await interrupted("SIGINT", "--format", "json");
    const report = JSON.parse(stdout);
    expect(code).toBe(130);
    expect(report.files.map(({ path: file }: { path: string }) => file)).toEqual(["a.md", "b.md"]);
    expect(report.files[0].violations[0].rule).toBe("html/unclosed-element");
    expect(report.images).toMatchObject([{ verdict: "unchecked", reason: "interrupted" }]);
    expect(report.notes).toEqual(["interrupted: this is what was known by then"]);
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

  it("has a counterpart for kill: exit code 143", async () => {
    const { code, stdout } = await interrupted("SIGTERM");
    expect(code).toBe(143);
    expect(stdout).toContain("interrupted 1");
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
    expect(stderr).toContain("--max-time wants a number of seconds above 0");
    expect(code).toBe(2);
  });
});
