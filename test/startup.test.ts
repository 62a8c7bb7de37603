/** What a start loads: that is what a hook waits for, and it can be counted where it cannot be timed. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const program = fileURLToPath(new URL("../bin/stet.js", import.meta.url));

/** Runs stet, and lists the files that V8 compiled: the modules that were loaded. */
function loadedBy(args: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "stet-start-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  const coverage = path.join(folder, "coverage");
  const env = { ...process.env, NODE_V8_COVERAGE: coverage, LC_ALL: "C", XDG_CACHE_HOME: path.join(folder, "cache") };
  const { status, stdout } = spawnSync(process.execPath, [program, ...args], { cwd: folder, env, encoding: "utf8" });
  const scripts = readdirSync(coverage).flatMap(
    (file) => (JSON.parse(readFileSync(path.join(coverage, file), "utf8")) as { result: { url: string }[] }).result,
  );
  const modules = scripts.map(({ url }) => url).filter((url) => url.startsWith("file:"));
  return { status, stdout, modules };
}

const article = "---\ntitle: 渡口\ndate: 2021-12-11 04:49:15 +0800\n---\n\n渡口的船。\n";

describe("a start loads", () => {
  it("the program and its command line for --version", () => {
    const { status, modules } = loadedBy(["--version"]);
    expect(status).toBe(0);
    expect(modules.length, modules.join("\n")).toBeLessThanOrEqual(12);
  });

  it("no more for --help", () => {
    const { status, stdout, modules } = loadedBy(["--help"]);
    expect(status).toBe(0);
    expect(stdout).toContain("--offline");
    expect(modules.length, modules.join("\n")).toBeLessThanOrEqual(12);
  });

  it("some tens of files for one article offline, and no parser of arguments, client of HTTP or gray-matter", () => {
    const { status, stdout, modules } = loadedBy(["a.md", "--offline", "--no-cache", "--format=json"], {
      "a.md": article,
    });
    expect(status).toBe(0);
    expect(JSON.parse(stdout).files).toHaveLength(1);
    expect(modules.length, modules.join("\n")).toBeLessThanOrEqual(44);
    expect(modules.filter((url) => /yargs|undici|gray-matter|js-yaml|jiti/.test(url))).toEqual([]);
  });
});

it("the help that was written down is what the parser of arguments says", () => {
  expect(loadedBy(["--help"]).stdout).toBe(loadedBy(["--help", "--no-debug"]).stdout);
});
