/** Files that come with a pull request and are not articles: each is read, or refused with an error, in bounded time. */

import { spawnSync } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rules } from "../rules/index.js";
import { readBaseline } from "../src/baseline/file.js";
import { LayerLoader } from "../src/config/layers.js";
import { IgnoreFiles } from "../src/discover/ignores.js";
import { UserError } from "../src/platform/errors.js";
import { packageRoot } from "../src/platform/package-root.js";
import { openGuard } from "../src/probe/guard.js";
import { readLedger } from "../src/probe/ledger.js";
import { openLog } from "../src/probe/log.js";
import { redisStore } from "../src/probe/redis-store.js";
import { formatNames } from "../src/report/index.js";
import { shownUrl } from "../src/report/shown-url.js";
import { visible, visibleJson } from "../src/report/visible.js";
import { StoreReader } from "../src/run/cache/store.js";
import { run } from "../src/run/run.js";
import { violationTuple } from "../src/run/serialize.js";
import { blobEnd, blobHead, blobLine, readBlob } from "../src/run/shards/blob.js";
import { merged } from "../src/run/shards/merge.js";
import { loadSchema } from "../src/schema/index.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "stet-hostile-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const write = async (name: string, text: string): Promise<string> => {
  await writeFile(path.join(folder, name), text);
  return path.join(folder, name);
};
const runs = Number(process.env.FUZZ_RUNS ?? 40);

describe("a schema is refused", () => {
  it.each([
    ["that is nested without bound", `${'{"not":'.repeat(5_000)}{}${"}".repeat(5_000)}`, "is nested too deeply"],
    ["that applies itself to the same value", '{"anyOf":[{"$ref":"#"},{"$ref":"#"}]}', "or itself without end"],
  ])("%s", async (_, text, message) => {
    await write("a.json", text);
    await expect(loadSchema("./a.json", folder)).rejects.toThrow(message);
  });

  it("that doubles with each reference", async () => {
    for (let at = 0; at < 30; at++) {
      const next = { $ref: `${at + 1}.json` };
      await write(`${at}.json`, JSON.stringify({ anyOf: [next, next] }));
    }
    await write("30.json", "{}");
    await expect(loadSchema("./0.json", folder)).rejects.toThrow("applies more than 10000 schemas to one value");
  });
});

it("configurations that extend each other twice are read once, and the strongest comes last", async () => {
  for (let at = 0; at < 30; at++)
    await write(`${at}.json`, JSON.stringify({ extends: [`./${at + 1}.json`, `./${at + 1}.json`] }));
  await write("30.json", JSON.stringify({ extends: [], rules: { "image/alt": "off" } }));
  const loader = new LayerLoader(rules, (file) => path.basename(file), folder);
  const { layers } = await loader.load(
    { file: path.join(folder, "0.json"), trust: "no-code", isNamed: false },
    undefined,
  );
  expect(layers.map(({ name }) => name)).toEqual(Array.from({ length: 31 }, (_, at) => `${30 - at}.json`));
});

describe("a schema that takes more work than an article is worth is refused for it, and the article gets one problem", () => {
  const n = { $ref: "#/$defs/n" };
  const doubled = (branches: object) => ({ $defs: { n: { type: "object", properties: { a: branches } } }, ...n });
  const nested = (depth: number, value: unknown = "x"): unknown =>
    depth === 0 ? value : { a: nested(depth - 1, value) };
  const keys = (count: number, name: string) => Array.from({ length: count }, (_, at) => [`${name}${at}`, {}] as const);

  it.each([
    ["allOf that doubles with each level of the data", doubled({ allOf: [n, n] }), nested(90)],
    ["anyOf that does", doubled({ anyOf: [n, n] }), nested(90)],
    ["oneOf that does", doubled({ oneOf: [n, n] }), nested(90)],
    ["if and then that do", doubled({ if: n, else: n }), nested(90)],
    [
      "properties and patternProperties that do",
      { $defs: { n: { properties: { a: n }, patternProperties: { "^a": n } } }, type: "object", ...n },
      nested(90),
    ],
    [
      "patterns for each of many keys",
      { patternProperties: Object.fromEntries(keys(1_100, "^b")) },
      Object.fromEntries(keys(1_000, "a")),
    ],
  ])("%s", async (_, schema, data) => {
    await write("a.json", JSON.stringify(schema));
    const compiled = await loadSchema("./a.json", folder);
    expect(compiled.validate(data).map(({ path: at, message }) => [at, message])).toEqual([
      [[], "takes more than 1000000 steps to compare with its schema. Simplify the schema"],
    ]);
    expect(compiled.warnings(data)).toEqual([]);
  });

  it("but not where the data is honest: 10,000 entries, each of them wrong", async () => {
    const entry = { type: "object", required: ["b"], properties: { a: { pattern: "^[a-z]+(?:-[a-z]+)*$" } } };
    await write("a.json", JSON.stringify({ $defs: { entry }, items: { $ref: "#/$defs/entry" } }));
    const data = Array.from({ length: 10_000 }, () => ({ a: "lamp-by-the-sea" }));
    expect((await loadSchema("./a.json", folder)).validate(data)).toHaveLength(10_000);
  });
});

describe("a blob report", () => {
  const place = { line: 1, column: 1, endLine: 1, endColumn: 2, range: { start: 0, end: 1 } };
  // As it is written, so that a new field is not refused.
  const violation = violationTuple({ rule: "html/a", messageId: "b", severity: "error", message: "m", ...place });
  const result = (one: unknown) => JSON.stringify({ path: "a.md", violations: [one], errors: [] });
  const line = (one: unknown) => JSON.stringify(["a.md", result(one), 0, 0, []]);
  const end = blobEnd({ images: [], links: [], notes: [] });
  const read = async (text: string) => readBlob(await write("a.blob", text), "a.blob", "1");

  it("is read as stet writes it", async () => {
    const fileLint = { result: { path: "a.md", violations: [], errors: [] } };
    const text = blobHead("1", { part: 1, of: 2, by: "path" }) + blobLine({ path: "a.md", fileLint }) + end;
    expect(await read(text)).toMatchObject({ files: [{ path: "a.md" }], shard: { of: 2 } });
    expect((await read(`${blobHead("1", undefined)}${line(violation)}\n${end}`)).files).toHaveLength(1);
  });

  it.each([
    ["more shards than there can be", `["stet blob 2","1",{"part":1,"of":1e9,"by":"path"}]\n${end}`, "a.blob:1"],
    [
      "an escape sequence as a rule",
      `["stet blob 2","1",0]\n${line(["\u001b[31m", ...violation.slice(1)])}\n${end}`,
      "a.blob:2",
    ],
    [
      "a line that is no number",
      `["stet blob 2","1",0]\n${line([...violation.slice(0, 4), "x", ...violation.slice(5)])}\n${end}`,
      "a.blob:2",
    ],
    ["no list of violations", `["stet blob 2","1",0]\n["a.md","{}",0,0,[]]\n${end}`, "a.blob:2"],
    [
      "an unknown verdict",
      '["stet blob 2","1",0]\n{"images":[{"url":"a","verdict":"\\u001b"}],"links":[],"notes":[]}\n',
      "a.blob:2",
    ],
    ["null at its start", "null\n", "is not a blob report"],
    ["a version that is no text", `["stet blob 2",{"toString":1},0]\n${end}`, "is not a blob report"],
    [
      "a version that is nested without bound",
      `["stet blob 2",${"[".repeat(50_000)}${"]".repeat(50_000)},0]\n${end}`,
      "is not a blob report",
    ],
    ["another version, of any length", `["stet blob 2","${"1".repeat(1_000)}",0]\n${end}`, /^.{50,150}$/],
    [
      "a path that no system has",
      `["stet blob 2","1",0]\n${JSON.stringify(["a/".repeat(5_000), result(violation), 0, 0, []])}\n${end}`,
      "a.blob:2",
    ],
    [
      "a path with NUL",
      `["stet blob 2","1",0]\n${JSON.stringify(["a\0.md", result(violation), 0, 0, []])}\n${end}`,
      "a.blob:2",
    ],
  ])("is refused with %s", async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  it("ends the merge with one error if several of its articles cannot be merged", async () => {
    const analysis = { text: "{}", stamp: {}, hash: "x" };
    const lines = ["a.md", "b.md", "c.md"].map((path) => {
      const written = JSON.stringify({ path, violations: [], errors: [] });
      return `${JSON.stringify([path, written, 0, analysis, []])}\n`;
    });
    const blob = await read(`${blobHead("1", undefined)}${lines.join("")}${end}`);
    const request = { cwd: folder, paths: [], registry: rules, offline: true, cache: false, noConfig: true };
    const merge = merged([{ shown: "a.blob", blob }], folder);
    const all = async () => {
      for await (const _ of run({ ...request, merge, allowEmpty: true }));
    };
    await expect(all()).rejects.toThrow("not a stored analysis");
    // Errors that nobody handles are known only then.
    await new Promise((resolve) => setImmediate(resolve));
  });
});

it("the error about a ledger quotes nothing of the file", () => {
  expect(readLedger("root:x:0:0:root:/root:/bin/bash\n").problems).toEqual([
    { line: 1, message: "not a line of JSON (it is not valid JSON)" },
  ]);
});

it("the shared cache of a configuration is not looked for in a private network", async () => {
  const guard = openGuard({ allowPrivate: false, allowHosts: [] });
  for (const host of ["127.0.0.1", "localhost", "[::1]"]) {
    const notes: string[] = [];
    const store = redisStore({ url: `redis://${host}:1/0`, guard, expiry: 1000, note: (text) => notes.push(text) });
    expect(await store.get("a")).toBeUndefined();
    expect(notes.join()).toContain("a loopback address. Add the host to images.allowHosts");
    await store.close();
  }
});

describe("reports", () => {
  it.each([
    "\u00ad",
    "\u034f",
    "\u115f",
    "\u1160",
    "\u17b4",
    "\u180e",
    "\u200b",
    "\u2060",
    "\u3164",
    "\ufe0f\u{e0100}",
    "\uffa0",
    "\ufffe",
    "\u{e0041}",
    "\u{1d173}",
    "\u009b",
    "\u202e",
  ])("show the invisible character in %j", (char) => {
    expect(visible(`a${char}b`)).toMatch(/^a\ufe0f?\\u\{[\da-f]+\}b$/);
    expect(JSON.parse(visibleJson(`a${char}b`))).toBe(`a${char}b`);
    expect(visibleJson(`a${char}b`)).toMatch(/^"a\ufe0f?(?:\\u[\da-f]{4}){1,2}b"$/);
  });

  it("print a configuration without controls, on several lines", () => {
    expect(visibleJson({ a: "\u009b\u202e\n" }, 2)).toBe('{\n  "a": "\\u009b\\u202e\\n"\n}');
  });

  it("cut data URIs", () => {
    expect(shownUrl(`data:image/png;base64,${"A".repeat(7_000_000)}`)).toHaveLength(201);
    expect(shownUrl(`https://a.example/${"A".repeat(300)}`)).toHaveLength(318);
  });

  it("of an article with a data URI of any size are small", async () => {
    const uri = `data:image/png;base64,${"A".repeat(2_000_000)}`;
    await write("a.html", `<p><img src="${uri}"><a href="${uri}">塔</a><a href="${uri}">塔</a></p>\n`);
    const files = formatNames.map((name) => [name, path.join(folder, name)] as const);
    const args = ["a.html", "--offline", "--no-cache", "--preset", "all", "--verbose"];
    const program = path.join(packageRoot(), "bin/stet.js");
    const { status } = spawnSync(
      process.execPath,
      [program, ...args, ...files.flatMap(([name, file]) => ["-f", `${name}=${file}`])],
      { cwd: folder },
    );
    expect(status).toBe(1);
    for (const [name, file] of files) expect((await stat(file)).size, name).toBeLessThan(1_000_000);
  });
});

/** Text near to what a file should be: pieces of it, in any order, and anything. */
const near = (...pieces: string[]) =>
  fc
    .array(fc.oneof(fc.constantFrom(...pieces, "\n", "\0", "\u001b[31m", "{", "[", '"'), fc.string({ unit: "binary" })))
    .map((all) => all.join(""));
/** Only an error for the user may come out. */
const refusesAtMost = async (work: () => unknown): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
};

describe("any text is read, or refused with an error for the user", () => {
  it.each([
    [
      "configuration.json",
      near('{"rules":', '{"image/alt":"off"}', ',"extends":', '["stet:strict"]', "}", "null", "[[]]"),
    ],
    ["configuration.yaml", near("rules:", "  image/alt: off", "extends: [a]", "&a *a", "- ", "? ", "!!js/function x")],
  ])("as a %s", async (name, text) => {
    const loader = new LayerLoader(rules, (file) => path.basename(file), folder);
    await fc.assert(
      fc.asyncProperty(text, (source) =>
        refusesAtMost(async () =>
          loader.load({ file: await write(name, source), trust: "no-code", isNamed: false }, undefined),
        ),
      ),
      { numRuns: runs },
    );
  });

  it("as an ignore file", async () => {
    await write(".git", "");
    await fc.assert(
      fc.asyncProperty(near("*", "**/", "!", "a", "[", "[!a-z]", "\\", "#", " "), (source) =>
        refusesAtMost(async () => {
          await write(".stetignore", source);
          await new IgnoreFiles(folder).isIgnored(path.join(folder, "a/b/c.md"), false);
        }),
      ),
      { numRuns: runs },
    );
  });

  it("as a blob report", async () => {
    const text = near(
      '["stet blob 2","1",0]\n',
      '["a.md",',
      '"{\\"violations\\":[]}"',
      ",0,0,[]]",
      '{"images":[],"links":[],"notes":[]}\n',
    );
    await fc.assert(
      fc.asyncProperty(text, (source) =>
        refusesAtMost(async () => readBlob(await write("a.blob", source), "a.blob", "1")),
      ),
      { numRuns: runs },
    );
  });

  it("as a ledger", () => {
    fc.assert(
      fc.property(near('{"url":"https://a.example/"', ',"day":"2026-01-01"', ',"width":1', "}", "null"), (source) => {
        readLedger(source);
      }),
      { numRuns: runs },
    );
  });

  it("as a baseline", async () => {
    const text = near(
      '{"version":',
      "1,",
      '"files":{',
      '"a.md":{"html/a":{"b":1}}',
      '"folders":[]',
      "}",
      "<<<<<<< HEAD\n",
    );
    await fc.assert(
      fc.asyncProperty(text, (source) =>
        refusesAtMost(async () => readBaseline(await write("baseline.json", source), "baseline.json")),
      ),
      { numRuns: runs },
    );
  });

  it("as a cache of responses", async () => {
    const text = near("\n", "1 ", "a ", '[1,"a","b"]', '{"at":1,"key":"a","text":"b"}', "00000000 ", "null");
    await fc.assert(
      fc.asyncProperty(text, async (source) => {
        const log = await openLog(await write("a.log", source));
        log.get("a");
      }),
      { numRuns: runs },
    );
  });

  it("as a cache of results", async () => {
    const file = path.join(folder, "results");
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 100 }),
      // A footer that points anywhere.
      fc
        .tuple(fc.uint8Array({ maxLength: 60 }), fc.uint8Array({ minLength: 16, maxLength: 16 }))
        .map(([body, footer]) => Buffer.concat([Buffer.from("stetres1"), body, Buffer.from("stetres1"), footer])),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        await writeFile(file, content);
        const reader = StoreReader.open(file, "head");
        for (const entry of reader.entries.values()) reader.read(entry);
        reader.close();
      }),
      { numRuns: runs },
    );
  });
});
