/**
 * Files and messages that arrive, changed at random: each is read, or refused with an error that names it. stet reads
 * nothing outside the working directory, shows nothing of it, and goes on. `npm run test:fuzz -- configuration` and so on.
 */
import { spawn } from "node:child_process";
import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { rules as registry } from "../rules/index.js";
import { readBaseline } from "../src/baseline/file.js";
import { type LintOptions, lint } from "../src/index.js";
import { UserError } from "../src/platform/errors.js";
import { packageRoot } from "../src/platform/package-root.js";
import { readLedger } from "../src/probe/ledger.js";
import { openLog } from "../src/probe/log.js";
import { StoreReader, StoreWriter } from "../src/run/cache/store.js";
import { run } from "../src/run/run.js";
import { type BlobFile, blobEnd, blobHead, blobLine, readBlob } from "../src/run/shards/blob.js";
import { merged } from "../src/run/shards/merge.js";
import { scratch } from "./support/scratch.js";

/** The real paths of all files of which stet has read something. */
const read = vi.hoisted(() => new Set<number | string>());
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  const readSync = (...args: Parameters<typeof fs.readSync>) => {
    if (process.platform === "linux") read.add(fs.readlinkSync(`/proc/self/fd/${args[0]}`));
    return fs.readSync(...args);
  };
  return { ...fs, readSync, default: { ...fs, readSync } };
});

const { at, put } = scratch("stet-fuzz-");
const runs = Number(process.env.FUZZ_RUNS ?? 8);
const secret = "CANARY-f00d";
const head = "---\ntitle: 灯塔\ndate: 2022-05-01T09:30:00+08:00\ntags: [a]\n---\n\n";

beforeEach(() => {
  vi.stubEnv("CANARY", secret);
  put("secret.json", `{ "rules": { "${secret}": "off" } }`);
  put("secret.md", `${secret}\n`);
  put("site/a.md", `${head}<p>海边的灯塔亮了。<b>x</p>\n<img src="/x.png"><img src="https://a.example/b.png">\n`);
  put("site/docs/b.md", `${head}# 灯塔\n\n[灯](#none) <Foo/> {{ x }}\n`);
  symlinkSync("../secret.json", at("site/out.json"));
  symlinkSync("../secret.md", at("site/out.md"));
  symlinkSync("..", at("site/up"));
  read.clear();
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Runs an example, which may only fail with an error for the user; `name` must be in it. */
async function harmless(name: string, work: () => Promise<unknown>): Promise<void> {
  let told: unknown;
  try {
    told = await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    told = error.message;
    expect(error.message).toContain(name);
  }
  expect(JSON.stringify(told) ?? "").not.toContain(secret);
  expect({}).not.toHaveProperty("polluted");
  const outside = [...read].filter((file) => String(file).startsWith(at()) && !String(file).startsWith(at("site")));
  expect(outside).toEqual([]);
}
const unlink = (name: string): void => rmSync(at("site", name), { force: true });
const untrusted = (more: Partial<LintOptions> = {}) =>
  lint({ cwd: at("site"), paths: ["."], offline: true, cache: false, untrusted: true, concurrency: "off", ...more });

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the syntax of configurations
/** Words that mean something somewhere. */
const words = [
  ...["../secret.json", "out.json", "up/secret.json", "/etc/passwd", "./stet.config.json", "/dev/zero", "a.md", "**"],
  ...["stet:strict", "stet:all", "image/alt", "off", "error", "${CANARY}", "$CANARY", "/(a+)+$/", "**/*-*-*x*.*", "!a"],
  ...["__proto__", "constructor", "hexo", "preset:hexo", "#/properties/a", "\u001b[31m", "\ud800", "a\n::error::b"],
];
const scalar = fc.oneof(
  fc.constantFrom<unknown>(...words, null, true, 0, -1, 1e308, "", [], {}, { polluted: 1 }),
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(20, 250).map((depth) => JSON.parse(`${"[".repeat(depth)}1${"]".repeat(depth)}`)),
);
const change = fc.record({ place: fc.nat(), how: fc.constantFrom("set", "add", "remove", "repeat"), value: scalar });

/** The value with random parts replaced, added or removed. */
const mutated = (value: unknown) =>
  fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const copy = { root: structuredClone(value) };
    for (const { value, ...rest } of changes) {
      // A value of its own for each place: one that is put into itself would be a circle, which no file has.
      const one = { ...rest, value: structuredClone(value) };
      const places: { holder: Record<string, unknown>; key: string }[] = [];
      const stack: object[] = [copy];
      for (let next = stack.pop(); next && places.length < 10_000; next = stack.pop())
        for (const [key, child] of Object.entries(next)) {
          places.push({ holder: next as Record<string, unknown>, key });
          if (typeof child === "object" && child !== null) stack.push(child);
        }
      const { holder, key } = places[one.place % places.length] as (typeof places)[number];
      const name = typeof one.value === "string" ? one.value : "x";
      if (one.how === "remove" && holder !== copy) delete holder[key];
      else if (one.how === "add")
        Object.defineProperty(holder, name, { value: one.value, enumerable: true, writable: true, configurable: true });
      else if (one.how === "repeat") holder[key] = Array(3).fill(holder[key]);
      else holder[key] = one.value;
    }
    return copy.root;
  });
/** The text with random parts replaced, repeated or removed. */
const garbled = (text: string) =>
  fc
    .array(fc.tuple(fc.nat(), fc.nat(40), fc.oneof(fc.constantFrom(...words), fc.string({ unit: "binary" }))), {
      maxLength: 4,
    })
    .map((cuts) =>
      cuts.reduce((now, [place, length, put]) => {
        const start = place % (now.length + 1);
        return now.slice(0, start) + put + now.slice(start + length);
      }, text),
    );
const asFile = (value: unknown) =>
  fc.oneof(
    { weight: 3, arbitrary: mutated(value).map((one) => JSON.stringify(one, undefined, 1) ?? "") },
    garbled(JSON.stringify(value, undefined, 1)),
  );

const config = {
  extends: ["stet:recommended", "./base.json"],
  ignores: ["drafts/**"],
  extensions: [".md"],
  rules: { "image/alt": "off", "front-matter/schema": "error", "text/invisible": ["warn", {}] },
  schemas: { "*.md": "./schema.json" },
  images: {
    exclude: ["https://a.example/**"],
    remap: [{ from: "/a(b)/", to: "$1" }],
    hosts: { "a.example": { headers: { cookie: "${CANARY}" }, statuses: { "403": "ok" } } },
    root: "static",
    ledger: "ledger.jsonl",
    timeouts: { run: 1000 },
  },
  site: { content: ["**"], url: "https://a.example/" },
  overrides: [{ files: "docs/**", rules: { "image/alt": "error" }, generator: "hugo", schema: "preset:hexo" }],
};
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: the syntax of configurations
const schema = {
  $defs: { tag: { type: "string", pattern: "^[a-z]+$" } },
  type: "object",
  required: ["title"],
  properties: { tags: { items: { $ref: "#/$defs/tag" } }, title: { enum: ["a", "灯塔"] } },
  patternProperties: { "^x-": { anyOf: [{ type: "string" }, { $ref: "other.json" }] } },
};

it("configuration: data, the schema and the file that it extends", async () => {
  const files = fc.oneof(
    fc.record({ "stet.config.json": asFile(config) }),
    fc.record({ "stet.config.yaml": asFile(config) }),
    fc.record({ "package.json": asFile({ stet: config }) }),
    fc.record({ "schema.json": asFile(schema), "stet.config.json": fc.constant(JSON.stringify(config)) }),
    fc.record({ "base.json": asFile(config), "stet.config.json": fc.constant(JSON.stringify(config)) }),
  );
  await fc.assert(
    fc.asyncProperty(files, (all) => {
      for (const name of ["stet.config.json", "stet.config.yaml", "package.json"]) put(`site/${name}`, "{}");
      for (const name of ["stet.config.json", "stet.config.yaml"]) if (!(name in all)) unlink(name);
      put("site/base.json", "{}");
      put("site/schema.json", "{}");
      for (const [name, content] of Object.entries(all)) put(`site/${name}`, content);
      return harmless("", () => untrusted());
    }),
    { numRuns: runs },
  );
});

it("generator: its configuration, also in JavaScript", async () => {
  const yaml =
    "source_dir: source\nskip_render: ['a*']\npermalink: :year/:title\nkramdown: { input: GFM }\ntimezone: UTC\n";
  const code = `const a = { format: "mdx" };\nexport default defineConfig({ markdown: a, srcDir: "docs", presets: [["x", { docs: { path: "docs" } }]] });\n`;
  const name = fc.constantFrom("_config.yml", "mkdocs.yml", "hugo.yaml", "hugo.toml", "_config.toml", "book.toml");
  const files = fc.oneof(
    fc.tuple(name, garbled(yaml)),
    fc.tuple(
      name,
      mutated({ source_dir: "source", skip_render: ["a"], exclude: ["b"] }).map((one) => JSON.stringify(one) ?? ""),
    ),
    fc.tuple(fc.constantFrom("docusaurus.config.js", "astro.config.ts", ".vitepress/config.mts"), garbled(code)),
    fc.tuple(fc.constant("package.json"), asFile({ dependencies: { hexo: "^5", next: "1", astro: "2" }, hexo: {} })),
  );
  await fc.assert(
    fc.asyncProperty(files, ([file, content]) => {
      put(`site/docs/${file}`, content);
      return harmless("", () => untrusted()).finally(() => unlink(`docs/${file}`));
    }),
    { numRuns: runs },
  );
});

it("ignore files", async () => {
  const lines = "*.tmp\n!a.md\n/docs/\n**/b*\n[a-z].md\n\\#x\nfoo/**/bar \n{a,b}\n";
  await fc.assert(
    fc.asyncProperty(garbled(lines), garbled(lines), (git, own) => {
      put("site/.gitignore", git);
      put("site/docs/.stetignore", own);
      return harmless("", () => untrusted({ allowEmpty: true }));
    }),
    { numRuns: runs },
  );
});

it("blob reports", async () => {
  const recorded: BlobFile[] = [];
  const request = { cwd: at("site"), paths: ["a.md", "docs"], registry, offline: true, cache: false, noConfig: true };
  for await (const _ of run({ ...request, record: (file) => recorded.push(file) }));
  const parsed = recorded.map((one) => JSON.parse(blobLine(one)) as unknown[]);
  const line = fc.constantFrom(...parsed).chain((one) => {
    const result = JSON.parse(one[1] as string);
    return fc.oneof(
      mutated(one),
      mutated(result).map((changed) => [one[0], JSON.stringify(changed), ...one.slice(2)]),
    );
  });
  const end = mutated({ images: [{ url: "a", verdict: "ok" }], links: [], notes: ["n"] });
  const lines = fc.tuple(
    fc.array(line, { maxLength: 3 }),
    fc.oneof(fc.constant({ images: [], links: [], notes: [] }), end),
  );
  await fc.assert(
    fc.asyncProperty(lines, ([all, last]) =>
      harmless("", async () => {
        const text = [...all.map((one) => JSON.stringify(one)), blobEnd(last as never)].join("\n");
        put("site/a.blob", blobHead("1", undefined) + text);
        const blob = await readBlob(at("site/a.blob"), "a.blob", "1");
        const merge = merged([{ shown: "a.blob", blob }], at("site"));
        try {
          for await (const _ of run({ ...request, paths: [], merge, allowEmpty: true }));
        } catch (error) {
          // `stet merge` makes an error for the user of it.
          if (!(error instanceof Error)) throw error;
        }
      }),
    ),
    { numRuns: runs },
  );
});

it("ledgers", async () => {
  const entry = {
    url: "https://a.example/b.png",
    type: "png",
    width: 1,
    height: 1,
    bytes: 9,
    start: "ab",
    final: null,
    day: "2026-01-01",
  };
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(mutated(entry), fc.constant(secret)), { maxLength: 4 }), (lines) =>
      harmless("ledger.jsonl", async () => {
        const text = lines.map((one) => (one === secret ? secret : JSON.stringify(one))).join("\n");
        put("site/ledger.jsonl", text);
        const { entries, problems } = readLedger(text);
        for (const { url } of entries.values()) expect(URL.canParse(url)).toBe(true);
        for (const { line } of problems) expect(line).toBeLessThanOrEqual(lines.length);
        await lint({
          cwd: at("site"),
          paths: ["a.md"],
          offline: true,
          cache: false,
          images: { ledger: "ledger.jsonl" },
        });
        return problems;
      }),
    ),
    { numRuns: runs },
  );
});

it("baselines", async () => {
  const content = {
    version: 1,
    files: { "a.md": { "html/a": { "m x": 1 } } },
    folders: { ".": { "image/alt": { missing: 2 } } },
  };
  await fc.assert(
    fc.asyncProperty(asFile(content), (text) =>
      harmless("baseline.json", async () => {
        put("site/baseline.json", text);
        await readBaseline(at("site/baseline.json"), "baseline.json");
        const baseline = { file: at("site/baseline.json"), shown: "baseline.json", mustExist: true } as const;
        for (const mode of ["check", "prune", "check"] as const) await untrusted({ baseline: { ...baseline, mode } });
      }),
    ),
    { numRuns: runs },
  );
});

it("caches: of responses, which can always be written to again", async () => {
  const file = at("site/a.log");
  const log = await openLog(file);
  for (const key of ["a", "b", "c"]) log.set(key, JSON.stringify({ key }));
  await log.flush();
  const text = readFileSync(file, "latin1");
  await fc.assert(
    fc.asyncProperty(garbled(text.repeat(3)), async (content) => {
      writeFileSync(file, content);
      const opened = await openLog(file);
      opened.get("a");
      opened.set("new", "text");
      await opened.flush();
      expect((await openLog(file)).get("new")).toBe("text");
    }),
    { numRuns: runs },
  );
});

it("caches: of results, whose texts are as they were written, or missing", async () => {
  const file = at("site/results");
  const texts = new Map(["a", "b", "c", "d"].map((name) => [name, name.repeat(500)]));
  const writer = new StoreWriter<number>(file);
  for (const [name, text] of texts) writer.add(name, 1, Buffer.from(text));
  writer.finish("head");
  const bytes = readFileSync(file);
  const flips = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(flips, fc.option(fc.nat(bytes.length)), async (all, length) => {
      const changed = Buffer.from(bytes);
      for (const [place, value] of all) changed[place] = value;
      writeFileSync(file, length === null ? changed : changed.subarray(0, length));
      const reader = StoreReader.open<number>(file, "head");
      for (const [name, entry] of reader.entries)
        expect([undefined, texts.get(name)]).toContain(reader.read(entry)?.toString());
      reader.close();
    }),
    { numRuns: runs },
  );
});

it.runIf(process.env.FUZZ_RUNS)("editor: every request is answered, and the server goes on", async () => {
  const uri = fc.constantFrom(`file://${at("site/a.md")}`, "untitled:a", "file:///%ff", "http://a/", "", 1, null);
  const number = fc.oneof(fc.nat(9), fc.integer(), fc.double(), fc.string());
  const place = fc.record({ line: number, character: number });
  const params = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        textDocument: fc.record({ uri, languageId: fc.string(), version: fc.integer(), text: garbled(head) }),
        contentChanges: fc.array(
          fc.record({ text: fc.string(), range: fc.record({ start: place, end: place }) }, { requiredKeys: ["text"] }),
        ),
        position: place,
        range: fc.record({ start: place, end: place }),
        context: fc.record({ diagnostics: fc.array(fc.jsonValue()) }),
        changes: fc.array(fc.record({ uri, type: fc.integer() })),
      },
      { requiredKeys: [] },
    ),
  );
  const notification = ["didOpen", "didChange", "didClose"].map((name) => `textDocument/${name}`);
  const method = fc.constantFrom(
    ...notification,
    "workspace/didChangeWatchedFiles",
    "workspace/didChangeConfiguration",
  );
  const request = fc.constantFrom(
    "textDocument/codeAction",
    "textDocument/hover",
    "textDocument/completion",
    "stet/none",
  );
  const message = fc.oneof(fc.record({ method, params }), fc.record({ id: fc.nat(0), method: request, params }));
  await fc.assert(
    fc.asyncProperty(fc.array(message, { minLength: 20, maxLength: 60 }), async (messages) => {
      const child = spawn(process.execPath, [path.join(packageRoot(), "bin/stet.js"), "lsp", "--stdio"], {
        cwd: at("site"),
        stdio: ["pipe", "pipe", "ignore"],
      });
      const send = (one: object) => {
        const body = Buffer.from(JSON.stringify(one));
        child.stdin.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
      };
      let stdout = "";
      const isAnswered = ({ id }: { id?: number }) => id === undefined || new RegExp(`"id":${id}[,}]`).test(stdout);
      child.stdout.on("data", (chunk) => {
        stdout += chunk;
        // The answer to `shutdown` may come before those to requests that take longer.
        if (numbered.every(isAnswered)) send({ jsonrpc: "2.0", method: "exit" });
      });
      child.stdin.on("error", () => {});
      const ended = new Promise((resolve) => child.on("close", (code) => resolve(code)));
      const numbered: { id?: number; method: string }[] = [
        { id: 0, method: "initialize", params: { processId: null, rootUri: `file://${at("site")}`, capabilities: {} } },
        ...messages,
        { id: 0, method: "shutdown" },
      ].map((one, index) => ({ jsonrpc: "2.0", ...one, ...("id" in one && { id: index + 1 }) }));
      numbered.forEach(send);
      expect(await ended).toBe(0);
      expect(numbered.filter((one) => !isAnswered(one))).toEqual([]);
    }),
    { numRuns: Math.ceil(runs / 100) },
  );
});
