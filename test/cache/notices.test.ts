/** One thing is changed at a time; the next run must say what a run without a cache says, and say it from the cache if it may. */
import { spawn } from "node:child_process";
import { readdir, readFile, rename, stat, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type LintOptions, lint } from "../../src/index.js";
import { packageRoot } from "../../src/platform/package-root.js";
import { makeSite, type Site } from "../support/site.js";
import { articleOf, writeOld, writeTown } from "../support/town.js";

let site: Site;
const config = (more: object) => JSON.stringify({ plugins: ["./house.mjs"], rules: { "house/word": "warn" }, ...more });
const plugin = `import { word } from "./word.mjs";
export default {
  name: "house/word", summary: "says no word", severity: "warning", messages: { found: () => "the word " + word },
  source(article, { report }) {
    const start = article.text.indexOf(word);
    if (start !== -1) report("found", { at: { start, end: start + word.length }, data: {} });
  },
};\n`;
const schema = (most: number) =>
  JSON.stringify({ type: "object", properties: { title: { $ref: "./title.json" } }, maxProperties: most });

beforeAll(async () => {
  site = await makeSite();
  vi.stubEnv("XDG_CACHE_HOME", path.join(site.folder, ".cache"));
  await writeTown(site, 80);
  await site.write("house.mjs", plugin);
  await site.write("word.mjs", 'export const word = "雾";\n');
  await site.write("post.schema.json", schema(9));
  await site.write("title.json", JSON.stringify({ type: "string", maxLength: 60 }));
  await site.write("stet.config.json", config({}));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await site.remove();
});

/** The report without what differs from run to run. */
async function report(options: Partial<LintOptions> = {}): Promise<string> {
  const { summary, ...rest } = await lint({
    cwd: site.folder,
    paths: ["content"],
    offline: true,
    concurrency: "off",
    ...options,
  });
  return JSON.stringify({ ...rest, summary: { ...summary, ms: 0 } });
}

const changes: readonly { readonly name: string; readonly change: () => Promise<unknown> }[] = [
  { name: "nothing", change: async () => {} },
  { name: "the text of an article", change: () => writeOld(site, "content/1/1.md", articleOf(2)) },
  {
    name: "the text of an article, its length and the time it says it was changed at being the same",
    change: async () => {
      const file = path.join(site.folder, "content/2/2.md");
      const text = await readFile(file, "utf8");
      const { atime, mtime } = await stat(file);
      await writeFile(file, text.replace("雾很大", "雨很大"));
      await utimes(file, atime, mtime);
    },
  },
  {
    name: "another article that takes its title",
    change: () => writeOld(site, "content/1/8.md", articleOf(11)),
  },
  {
    name: "an article that goes",
    change: () => rename(path.join(site.folder, "content/3/3.md"), path.join(site.folder, "content/3/3.txt")),
  },
  {
    name: "an article that comes",
    change: () => writeOld(site, "content/new.md", articleOf(5)),
  },
  {
    name: "an article that moves",
    change: () => rename(path.join(site.folder, "content/4/4.md"), path.join(site.folder, "content/2021-01-02-4.md")),
  },
  {
    name: "the severity of a rule",
    change: () => site.write("stet.config.json", config({ rules: { "image/alt": "error", "house/word": "warn" } })),
  },
  {
    name: "an option of a rule",
    change: () =>
      site.write(
        "stet.config.json",
        config({ rules: { "link/tracking": ["warn", { parameters: ["other"] }], "house/word": "warn" } }),
      ),
  },
  {
    name: "an override",
    change: () =>
      site.write("stet.config.json", config({ overrides: [{ files: "content/1/**", rules: { "image/alt": "off" } }] })),
  },
  { name: "the preset", change: () => site.write("stet.config.json", config({ extends: "stet:strict" })) },
  {
    name: "which schema applies",
    change: () => site.write("stet.config.json", config({ schemas: { "**": "./post.schema.json" } })),
  },
  { name: "what the schema says", change: () => site.write("post.schema.json", schema(2)) },
  {
    name: "what the schema refers to",
    change: () => site.write("title.json", JSON.stringify({ type: "string", maxLength: 4 })),
  },
  { name: "the code of a plugin", change: () => site.write("house.mjs", plugin.replace("the word", "this word")) },
  { name: "what a plugin imports", change: () => site.write("word.mjs", 'export const word = "大";\n') },
  {
    name: "the version of YAML",
    change: () => site.write("stet.config.json", config({ frontMatter: { yaml: "1.1" } })),
  },
  {
    name: "what lazy attributes are",
    change: () => site.write("stet.config.json", config({ images: { lazyAttributes: ["referrerpolicy"] } })),
  },
];

describe("a run with a cache says what one without says, when it changes:", () => {
  for (const { name, change } of changes)
    it(name, async () => {
      await report();
      await change();
      const cached = await report();
      expect(cached).toBe(await report({ cache: false }));
      expect(await report({ cacheStrategy: "content" })).toBe(cached);
    });
});

/** The files with results: that with all entries, and that with what has changed since, if there is one. */
const stores = async () => {
  const folder = path.join(site.folder, ".cache/stet/results");
  const files = (await readdir(folder)).map((name) => path.join(folder, name));
  const recent = files.find((file) => file.endsWith(".recent.stet"));
  return { main: files.find((file) => file.endsWith(".stet") && file !== recent) ?? "", recent };
};
const store = async () => (await stores()).main;

describe("what was kept", () => {
  it("is used: an unchanged article is not read again", async () => {
    await report();
    await filesRead(["content", "--offline"]);
    const reads = (await filesRead(["content", "--offline"])).filter((name) => name.endsWith(".md"));
    // Articles with directives are looked at anew.
    for (const file of reads) expect(await readFile(file, "utf8")).toContain("stet-disable");
    expect(reads.length).toBeGreaterThan(0);
  });

  it("is not written again where nothing is new", async () => {
    await report();
    const { ino, mtimeMs } = await stat(await store());
    await report();
    expect(await stat(await store())).toMatchObject({ ino, mtimeMs });
  });

  it("is not written again for one changed article, which has a file of its own", async () => {
    await report();
    const { ino, mtimeMs } = await stat(await store());
    await writeOld(site, "content/4/4.md", articleOf(34));
    const changed = await report();
    const { main, recent } = await stores();
    expect(await stat(main)).toMatchObject({ ino, mtimeMs });
    expect((await stat(recent ?? "")).size).toBeLessThan((await stat(main)).size / 4);
    await filesRead(["content", "--offline"]);
    expect((await filesRead(["content", "--offline"])).filter((name) => name.endsWith("/4/4.md"))).toEqual([]);
    expect(await report()).toBe(changed);
    expect(changed).toBe(await report({ cache: false }));
  });

  it("is one file again after many articles have changed", async () => {
    await report();
    await writeOld(site, "content/4/4.md", articleOf(36));
    await report();
    expect((await stores()).recent).toBeDefined();
    for (let at = 0; at < 40; at++) await writeOld(site, `content/more/${at}.md`, articleOf(100 + at));
    const changed = await report();
    expect((await stores()).recent).toBeUndefined();
    expect(await report()).toBe(changed);
    expect(changed).toBe(await report({ cache: false }));
  });

  it("mends itself: a damaged file costs one slower run", async () => {
    await report();
    const file = await store();
    const bytes = await readFile(file);
    for (const broken of [
      bytes.subarray(0, bytes.length >> 1),
      Buffer.from(bytes).fill(0x20, 100, 5000),
      Buffer.alloc(0),
    ]) {
      await writeFile(file, broken);
      expect(await report()).toBe(await report({ cache: false }));
    }
    expect((await readFile(file)).length).toBeGreaterThan(1000);
  });

  it("survives runs side by side", async () => {
    const alone = await report({ cache: false });
    await writeFile(await store(), "");
    expect(new Set(await Promise.all([report(), report(), report()]))).toEqual(new Set([alone]));
    expect(await report()).toBe(alone);
  });
});

/** The files that a run opens, as the system sees it. */
async function filesRead(args: readonly string[]): Promise<string[]> {
  const spy = `import fs from "node:fs"; import { syncBuiltinESMExports } from "node:module";
    const { openSync } = fs; fs.openSync = (file, ...rest) => { process.stderr.write("OPENED " + file + "\\n"); return openSync(file, ...rest); };
    syncBuiltinESMExports();`;
  const child = spawn(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(spy)}`, path.join(packageRoot(), "bin/stet.js"), ...args],
    { cwd: site.folder, stdio: ["ignore", "ignore", "pipe"] },
  );
  let text = "";
  for await (const chunk of child.stderr.setEncoding("utf8")) text += chunk;
  return text.split("\n").flatMap((line) => (line.startsWith("OPENED ") ? [line.slice(7)] : []));
}
