/** What a start runs: that is what a hook waits for, and it can be counted where it cannot be timed. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cacheDirectory } from "../src/platform/cache-directory.js";

const program = fileURLToPath(new URL("../bin/stet.js", import.meta.url));

/** Runs stet, and lists the modules of its bundle that were run, by the files that they were. */
function loadedBy(args: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "stet-start-"));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
    const coverage = path.join(folder, "coverage");
    const env = { ...process.env, NODE_V8_COVERAGE: coverage, LC_ALL: "C", XDG_CACHE_HOME: path.join(folder, "cache") };
    const { status, stdout } = spawnSync(process.execPath, [program, ...args], { cwd: folder, env, encoding: "utf8" });
    const scripts = readdirSync(coverage).flatMap(
      (file) => (JSON.parse(readFileSync(path.join(coverage, file), "utf8")) as { result: Script[] }).result,
    );
    // What makes a module has the name of its file, also where the module is in a part of the bundle.
    const modules = scripts
      .filter(({ url }) => /\/stet(?:\.[\w-]+)?\.cjs$/.test(url))
      .flatMap(({ functions }) => functions)
      .filter(
        ({ functionName, ranges }) => /^(?:dist|node_modules)\//.test(functionName) && (ranges[0]?.count ?? 0) > 0,
      )
      .map(({ functionName }) => functionName);
    return { status, stdout, modules };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Script {
  readonly url: string;
  readonly functions: readonly {
    readonly functionName: string;
    readonly ranges: readonly { readonly count: number }[];
  }[];
}

const article = "---\ntitle: 渡口\ndate: 2021-12-11 04:49:15 +0800\n---\n\n渡口的船。\n";

describe("a start runs", () => {
  it("nothing of the program for --version", () => {
    const { status, stdout, modules } = loadedBy(["--version"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(modules).toEqual([]);
  });

  it("nothing of the program for --help", () => {
    const { status, stdout, modules } = loadedBy(["--help"]);
    expect(status).toBe(0);
    expect(stdout).toContain("--offline");
    expect(modules).toEqual([]);
  });

  it("nothing of the program for --help in another language", () => {
    const { stdout, modules } = loadedBy(["--help", "--locale=zh-CN"]);
    expect(stdout).toContain("检查文章");
    expect(modules).toEqual([]);
  });

  it("the program for --help in a language that stet does not have", () => {
    const { status, stdout } = loadedBy(["--help", "--locale=xx"]);
    expect(status).toBe(2);
    expect(stdout).toBe("");
  });

  it("for one article offline no parser of arguments, client of HTTP or gray-matter, and no format but one", () => {
    const { status, stdout, modules } = loadedBy(["a.md", "--offline", "--no-cache", "--format=json"], {
      "a.md": article,
    });
    expect(status).toBe(0);
    expect(JSON.parse(stdout).files).toHaveLength(1);
    expect(modules).toContain("dist/src/run/run.js");
    expect(
      modules.filter((name) =>
        /yargs|undici|node_modules\/gray-matter|js-yaml|jiti|vscode|acorn|regexpp|node_modules\/ajv/.test(name),
      ),
    ).toEqual([]);
    expect(modules.filter((name) => /src\/report\/(?:sarif|junit|stylish|html\/document)/.test(name))).toEqual([]);
  });
});

describe("ajv is not run for a", () => {
  const schema = {
    type: "object",
    required: ["title"],
    properties: { title: { type: "string", minLength: 2, pattern: "^(?:\\S|[^a-z]+)" } },
  };

  it("configuration and schema that are common, nor for what fits them", () => {
    const { status, modules } = loadedBy(["a.md", "--offline", "--no-cache"], {
      "a.md": article,
      "post.schema.json": JSON.stringify(schema),
      "stet.config.json": JSON.stringify({
        extends: ["stet:strict"],
        schemas: { "*.md": "post.schema.json" },
        rules: { "image/alt": "off", "front-matter/date": ["error", { requireZone: true }] },
      }),
    });
    expect(status).toBe(0);
    expect(modules).toContain("dist/src/schema/plain.js");
    expect(modules.filter((name) => /node_modules\/(?:ajv|@eslint-community)/.test(name))).toEqual([]);
  });
});

it.each(["en", "zh-CN"])("the help that was stored in %s is what the parser of arguments says", (locale) => {
  const { stdout } = loadedBy(["--help", "--locale", locale]);
  expect(stdout).toBe(loadedBy(["--help", "--no-debug", "--locale", locale]).stdout);
});

describe("what was compiled is kept for the next start", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "stet-compiled-"));
    writeFileSync(path.join(folder, "a.md"), article);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const { CI: _, NODE_DISABLE_COMPILE_CACHE: __, ...rest } = process.env;
    const env = { ...rest, XDG_CACHE_HOME: path.join(folder, "cache"), ...more };
    return spawnSync(process.execPath, [program, ...args], { cwd: folder, env, encoding: "utf8" });
  };
  const start = (more: Readonly<Record<string, string>> = {}, args: readonly string[] = []) =>
    run(["a.md", "--offline", ...args], more);
  const kept = () => {
    const code = path.join(cacheDirectory({ XDG_CACHE_HOME: path.join(folder, "cache") }) ?? "", "code");
    return existsSync(code) ? readdirSync(code).map((name) => path.join(code, name)) : [];
  };
  /** The report, but for how long it took. */
  const report = ({ stdout }: { stdout: string }) => stdout.replace(/\(\d+\.\d s\)/, "");

  it("in one file of the cache folder, which is used as it is", () => {
    const first = start();
    expect(kept()).toHaveLength(1);
    const [file = ""] = kept();
    const bytes = readFileSync(file);
    expect(report(start())).toBe(report(first));
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it("in one more file for each part of the bundle that a run needs", () => {
    start();
    run(["rules"]);
    const names = kept().map((file) => path.basename(file).replace(/^.*-/, ""));
    expect(names.sort()).toEqual(["stet.arguments.bin", "stet.bin"]);
  });

  it("and anew by a start that runs more than was kept, whichever was the first", () => {
    const size = () => readFileSync(kept().find((file) => file.endsWith("-stet.bin")) ?? "").length;
    expect(run(["rules"]).status).toBe(0);
    const few = size();
    start();
    const more = size();
    expect(more).toBeGreaterThan(few);
    run(["rules"]);
    expect(size()).toBe(more);
  });

  it("not in CI, nor where Node is told to keep nothing", () => {
    start({ CI: "true" });
    start({ NODE_DISABLE_COMPILE_CACHE: "1" });
    expect(kept()).toEqual([]);
  });

  it("and made anew where it is damaged", () => {
    const first = start();
    const [file = ""] = kept();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length / 2));
    expect(report(start())).toBe(report(first));
    expect(readFileSync(file).length).toBeGreaterThan(bytes.length / 2 + 1);
  });

  it("and loads configurations, plugins and formats of the user as the first start does", () => {
    writeFileSync(path.join(folder, "format.mjs"), "export default () => ({ file: () => '', end: () => 'mine' });");
    const rule = "{ name: 'house/tone', summary: 'Tone', severity: 'warning', messages: {} }";
    const plugin = `import { defineRule } from "stet"; export default defineRule(${rule});`;
    writeFileSync(path.join(folder, "plugin.mjs"), plugin);
    writeFileSync(path.join(folder, "stet.config.mjs"), "export default { plugins: ['./plugin.mjs'] };");
    for (let nth = 0; nth < 2; nth++) {
      const { stdout, stderr } = start({}, ["-f", "./format.mjs"]);
      expect([stdout, stderr]).toEqual(["mine", ""]);
    }
    expect(kept()).toHaveLength(1);
  });

  it("although a start was killed while it wrote, and removes what that left", () => {
    const machine = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
    const { pid } = spawnSync(process.execPath, ["-e", "0"]);
    const code = path.join(folder, "cache", "stet", "code");
    mkdirSync(code, { recursive: true });
    writeFileSync(path.join(code, `.stet-${machine}-${pid}-0123456789abcdef01.tmp`), "half");
    start();
    expect(readdirSync(code).map((name) => path.extname(name))).toEqual([".bin"]);
  });

  it("and does without where it cannot be kept", () => {
    writeFileSync(path.join(folder, "cache"), "no folder");
    expect(start().status).toBe(0);
  });
});
