/** The same input gives the same output, to the byte (milliseconds aside), wherever and however stet runs. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeCorpus } from "../bench/corpus.js";
import { packageRoot } from "../src/platform/package-root.js";
import { directives, encodings, frontMatter, markup, oddNames, printed } from "./support/hostile.js";

const program = path.join(packageRoot(), "bin/stet.js");
let scratch: string;
let site: string;

beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), "stet-determinism-"));
  site = path.join(scratch, "site");
  mkdirSync(path.join(site, "hostile"), { recursive: true });
  cpSync(path.join(packageRoot(), "examples"), path.join(site, "examples"), { recursive: true });
  for (const { file, content } of [...encodings, ...frontMatter, ...markup, ...directives, ...printed])
    if (content.length < 4000) writeFileSync(path.join(site, "hostile", String(file)), content);
  // `npm run test:determinism` asks for thousands, which are not looked at by one thread alone.
  writeCorpus(path.join(site, "articles"), Number(process.env.STET_ARTICLES ?? 50), {});
  writeFileSync(path.join(site, "own.schema.json"), JSON.stringify(ownSchema));
  writeFileSync(
    path.join(site, "stet.config.json"),
    JSON.stringify({
      schemas: { "articles/**": "preset:hexo", "hostile/**": "own.schema.json", "*": "own.schema.json" },
    }),
  );
  for (const name of oddNames) writeFileSync(path.join(site, String(name)), "---\ntitle: 灯塔\n---\n<p>甲<b>乙</p>\n");
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** With patterns that backtrack, and one that is not compared with long values. */
const ownSchema = {
  type: "object",
  properties: {
    title: { pattern: "^(?:\\S+\\s?)+[^!]$" },
    author: { pattern: "^(.+)+(x?)\\2$" },
    tags: { items: { pattern: "^(?:[a-z]+-?)*$" } },
  },
  patternProperties: { "^(?:[a-z]+)*(?:img|image|cover)$": { format: "image-url" } },
};

interface Way {
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Relative to the site; the paths shown are then relative to it as well. */
  readonly cwd?: string;
  /** The second of two runs that share a cache. */
  readonly cached?: true;
  /** In so many parts, of which `stet merge` makes one report. */
  readonly shards?: number;
}

function report(way: Way, paths: readonly string[], format: string): string {
  const { args = [], env = {}, cwd = ".", cached, shards } = way;
  const folder = path.join(site, cwd);
  const given = paths.map((name) => path.relative(folder, path.join(site, name)) || ".");
  const stet = (command: readonly string[], more: NodeJS.ProcessEnv = {}) =>
    spawnSync(process.execPath, [program, ...command], {
      cwd: folder,
      env: { ...process.env, ...env, ...more },
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
  const common = ["--offline", "--preset", "all", ...args];
  const said = () => {
    if (shards !== undefined) {
      const parts = Array.from({ length: shards }, (_, at) => path.join(scratch, `${at + 1}of${shards}.blob`));
      for (const [at, file] of parts.entries())
        stet([...given, ...common, "--no-cache", "--shard", `${at + 1}/${shards}`, "-f", `blob=${file}`]);
      return stet(["merge", ...parts, "--format", format, "--preset", "all"]);
    }
    if (!cached) return stet([...given, ...common, "--no-cache", "--format", format]);
    const cache = { XDG_CACHE_HOME: mkdtempSync(path.join(scratch, "cache-")) };
    stet([...given, ...common], cache);
    return stet([...given, ...common, "--format", format], cache);
  };
  const { stdout, stderr, status } = said();
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  return stdout.replace(/"ms":\d+/g, '"ms":0').replace(/\(\d+\.\d s\)/, "(0.0 s)");
}

const slowMachine = { NODE_OPTIONS: `--require ${path.join(packageRoot(), "test/support/slow-machine.cjs")}` };

/** The sets of arguments and surroundings that must not show in any report. */
const ways: Readonly<Record<string, Way>> = {
  "in the zone of Shanghai": { env: { TZ: "Asia/Shanghai" } },
  "in the zone of Los Angeles": { env: { TZ: "America/Los_Angeles" } },
  "in the C locale": { env: { LANG: "C", LC_ALL: "C" } },
  "in a Turkish locale": { env: { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" } },
  "a second time": {},
  "in the program's own thread": { args: ["--concurrency", "off"] },
  "by one worker": { args: ["--concurrency", "1"] },
  "by two workers": { args: ["--concurrency", "2"] },
  "from the cache": { cached: true },
  "from the cache, by two workers": { cached: true, args: ["--concurrency", "2"] },
  "in three parts that are merged": { shards: 3 },
  "on a slow machine": { env: slowMachine },
  "on a slow machine, by two workers": { env: slowMachine, args: ["--concurrency", "2"] },
};

const everyWay = Object.keys(ways);
// What JSON tells is all that reports can tell; of those that are written for people, the ways that change words or order.
const formats: Readonly<Record<string, readonly string[]>> = {
  json: everyWay,
  github: ["in a Turkish locale", "by two workers", "in three parts that are merged"],
  stylish: [
    "in the zone of Shanghai",
    "in the C locale",
    "from the cache, by two workers",
    "in three parts that are merged",
  ],
};

describe.each(Object.keys(formats))("the report as %s", (format) => {
  let expected: string;
  beforeAll(() => {
    expected = report({ env: { TZ: "UTC", LANG: "en_US.UTF-8" } }, ["."], format);
  });
  it.each(formats[format] ?? [])("is the same %s", (name) => {
    expect(report(ways[name] ?? {}, ["."], format)).toBe(expected);
  });
});

it("speaks of the zh_CN locale's user in the language asked for, and says the same of every article", () => {
  const facts = (text: string) =>
    JSON.parse(text).files.map(
      ({ path: name, violations }: { path: string; violations: Record<string, unknown>[] }) => [
        name,
        violations.map(({ message, suggestions, fix, ...rest }) => rest),
      ],
    );
  const chinese = report({ env: { LANG: "zh_CN.UTF-8", LC_ALL: "zh_CN.UTF-8" } }, ["."], "json");
  expect(facts(chinese)).toEqual(facts(report({}, ["."], "json")));
});

it("says the same of each article from another working directory, by paths relative to it", () => {
  const said = (text: string, folder: string) =>
    (JSON.parse(text).files as { path: string; violations: { rule: string; line: number; column: number }[] }[])
      .map(({ path: name, violations }) => [
        path.relative(site, path.resolve(folder, name)),
        violations
          // What is said of other articles names them by their paths, which differ.
          .map(({ rule, line, column }) => `${line}:${column} ${rule}`),
      ])
      .sort();
  const here = said(report({}, ["."], "json"), site);
  expect(said(report({ cwd: "examples" }, ["."], "json"), path.join(site, "examples"))).toEqual(here);
});

it("says the same of each article in whatever order the paths are given", () => {
  const files = (text: string) => JSON.parse(text).files as { path: string }[];
  const byPath = (list: { path: string }[]) => [...list].sort((a, b) => (a.path < b.path ? -1 : 1));
  const forwards = files(report({}, ["examples", "hostile"], "json"));
  const backwards = files(report({}, ["hostile", "examples"], "json"));
  expect(byPath(backwards)).toEqual(byPath(forwards));
});

it("the same articles in folders that a disk lists otherwise are reported in the same order", () => {
  const other = path.join(scratch, "other");
  mkdirSync(other);
  const names = execFileSync("ls", ["-U", path.join(site, "hostile")], { encoding: "utf8" })
    .split("\n")
    .filter(Boolean);
  for (const name of names.reverse()) cpSync(path.join(site, "hostile", name), path.join(other, name));
  const order = (folder: string) =>
    (JSON.parse(report({}, [folder], "json")).files as { path: string }[]).map((file) => path.basename(file.path));
  expect(order(path.relative(site, other))).toEqual(order("hostile"));
});
