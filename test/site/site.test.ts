/** Rules that see a whole site, by the built program over real folders. */
import { readdir, readFile, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeSite, runStet, type Site } from "../support/site.js";

const article = (...lines: string[]) => `---\n${lines.join("\n")}\n---\n\n<p>桥头有风。</p>\n`;
/** A site rule whose result depends on another file. */
const plugin = `import { defineRule } from "stet";
import { fold } from "./fold.mjs";
export default defineRule({
  name: "house/same-serial", summary: "Require one serial for each article", severity: "error",
  messages: { same: ({ other }) => "the serial of " + other },
  site: {
    summarize({ frontMatter }) {
      const value = frontMatter?.data?.serial;
      return value === undefined ? undefined : { value: fold(value), at: frontMatter.place(["serial"], "value") };
    },
    check(entries, { report }) {
      for (const one of entries)
        for (const { path, summary } of entries)
          if (one.linted && one.path !== path && one.summary.value === summary.value)
            report(one, "same", { at: one.summary.at, data: { other: path } });
    },
  },
});
`;
const config = { extends: [], rules: { "site/unique": "error", "site/taxonomy": "warn" }, site: { content: "posts" } };

let site: Site;
let cacheHome: string | undefined;
beforeEach(async () => {
  site = await makeSite({ "stet.config.json": JSON.stringify(config) });
  cacheHome = process.env.XDG_CACHE_HOME;
  process.env.XDG_CACHE_HOME = path.join(site.folder, ".cache");
});
afterEach(async () => {
  if (cacheHome === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = cacheHome;
  await site.remove();
});

/** An article whose file was changed long ago, so that its time tells the next change of it. */
async function old(name: string, text: string): Promise<void> {
  await site.write(name, text);
  await utimes(path.join(site.folder, name), 1_600_000_000, 1_600_000_000);
}

async function found(...args: string[]): Promise<string[]> {
  const { stdout } = await site.stet(["--format", "json", "--offline", ...args]);
  const { files } = JSON.parse(stdout) as {
    files: { path: string; violations: { rule: string; line: number; message: string }[] }[];
  };
  return files.flatMap((file) => file.violations.map(({ rule, line }) => `${file.path}:${line} ${rule}`));
}

const caches = async () => {
  const folder = path.join(site.folder, ".cache/stet/sites");
  const names = await readdir(folder).catch((): string[] => []);
  return names.map((name) => path.join(folder, name));
};

describe("a run on some files of a site", () => {
  beforeEach(async () => {
    await old("posts/a.md", article("permalink: /a/"));
    await old("posts/b.md", article("permalink: /b/"));
    await old("posts/new.md", article("permalink: /a/"));
  });

  it("is compared with all others, and reports its own files only", async () => {
    await old("posts/other.md", article("permalink: /b/"));
    expect(await found("posts/new.md")).toEqual(["posts/new.md:2 site/unique"]);
    await site.write("list.txt", "posts/new.md\n");
    expect(await found("--files-from", "list.txt")).toEqual(["posts/new.md:2 site/unique"]);
    const { stdout } = await site.stet(["-", "--stdin-filename", "posts/b2.md"], article("permalink: /b/"));
    expect(stdout).toContain('also in "posts/b.md" and "posts/other.md"');
  });

  it("knows a file that has changed since, and one that is gone", async () => {
    expect(await found("posts/new.md")).toHaveLength(1);
    await old("posts/a.md", article("permalink: /changed/"));
    expect(await found("posts/new.md")).toEqual([]);
    await old("posts/c.md", article("permalink: /a/"));
    expect(await found("posts/new.md")).toHaveLength(1);
  });

  it("leaves out what ignore files, content and overrides leave out", async () => {
    await site.write(".stetignore", "posts/a.md\n");
    expect(await found("posts/new.md")).toEqual([]);
    await site.write(".stetignore", "");
    const overrides = [{ files: "posts/a.md", rules: { "site/unique": "off" } }];
    await site.write("stet.config.json", JSON.stringify({ ...config, overrides }));
    expect(await found("posts/new.md")).toEqual([]);
    await site.write("stet.config.json", JSON.stringify({ ...config, site: { content: ["posts", "!posts/new.md"] } }));
    expect(await found("posts")).toEqual([]);
  });

  it("takes a note from the cache only while file, time and options are the same", async () => {
    await found("posts/new.md");
    const [cache = ""] = await caches();
    // The same size and time, other words: only the cache can still know the old ones.
    await old("posts/a.md", article("permalink: /z/"));
    expect(await found("posts/new.md")).toHaveLength(1);
    expect(await found("posts/new.md", "--no-cache")).toEqual([]);
    const rules = { "site/unique": ["error", { titles: false }] };
    await site.write("stet.config.json", JSON.stringify({ ...config, rules }));
    expect(await found("posts/new.md")).toEqual([]);
    expect(await caches()).toEqual([cache]);
  });

  it("does not take a note that was made under another version of YAML", async () => {
    const withYaml = (yaml: string) =>
      site.write(
        "stet.config.json",
        JSON.stringify({ ...config, rules: { "site/unique": "error" }, frontMatter: { yaml } }),
      );
    await withYaml("1.2");
    // 8 in YAML 1.1, 10 in YAML 1.2.
    await old("posts/d.md", article("id: 010"));
    await old("posts/e.md", article("id: 8"));
    expect(await found("posts/e.md")).toEqual([]);
    await withYaml("1.1");
    expect(await found("posts/e.md")).toEqual(["posts/e.md:2 site/unique"]);
  });

  it("does not take a note of a plugin's rule if a file that the plugin imports has changed", async () => {
    await site.write("house.mjs", plugin);
    await site.write("fold.mjs", "export const fold = (text) => text;\n");
    const rules = { "house/same-serial": "error" };
    await site.write("stet.config.json", JSON.stringify({ ...config, plugins: ["./house.mjs"], rules }));
    await old("posts/d.md", article("serial: AB"));
    await old("posts/e.md", article("serial: ab"));
    expect(await found("posts/e.md")).toEqual([]);
    await site.write("fold.mjs", "export const fold = (text) => text.toLowerCase();\n");
    expect(await found("posts/e.md")).toEqual(["posts/e.md:2 house/same-serial"]);
  });

  it("finds the same from every working directory, whichever run was first", async () => {
    await site.write("stet.config.json", JSON.stringify({ ...config, site: { content: "content" } }));
    await old("content/a.md", article("permalink: /a/"));
    // Another language, by the folder.
    await old("content/zh/a.md", article("permalink: /a/"));
    const zh = path.join(site.folder, "content/zh");
    const env = { XDG_CACHE_HOME: path.join(site.folder, ".cache") };
    const foundIn = async (name: string) => {
      const { stdout } = await runStet(zh, [name, "--offline", "--format", "json"], "", env);
      const { files } = JSON.parse(stdout) as { files: { path: string; violations: { message: string }[] }[] };
      return files.flatMap((file) => file.violations.map(({ message }) => `${file.path}: ${message}`));
    };
    expect(await foundIn("a.md")).toEqual([]);
    expect(await found("content/a.md")).toEqual([]);
    await old("content/zh/b.md", article("permalink: /a/"));
    const [only, ...others] = await foundIn("b.md");
    expect(others).toEqual([]);
    expect(only).toMatch(/^b\.md: .*"content\/zh\/a\.md"/);
    expect(only).not.toContain('"content/a.md"');
    expect(await found("content/a.md")).toEqual([]);
    expect(await found("content")).toEqual(["content/zh/b.md:2 site/unique"]);
  });

  it("mends a cache that is damaged, cut off or of another kind", async () => {
    await found("posts/new.md");
    const [cache = ""] = await caches();
    const whole = await readFile(cache, "utf8");
    for (const damaged of ["", "[]", whole.slice(0, -20), whole.replace("/a/", "/q/"), "\0".repeat(100)]) {
      await writeFile(cache, damaged);
      expect(await found("posts/new.md")).toHaveLength(1);
      expect(await readFile(cache, "utf8")).toBe(whole);
    }
  });

  it("runs beside others on the same cache, and without one that can be written", async () => {
    const runs = await Promise.all([found("posts/new.md"), found("posts/new.md"), found("posts/b.md")]);
    expect(runs.map(({ length }) => length)).toEqual([1, 1, 0]);
    expect((await caches()).map((file) => path.extname(file))).toEqual([".jsonl"]);
    process.env.XDG_CACHE_HOME = "/dev/null/nowhere";
    expect(await found("posts/new.md")).toHaveLength(1);
  });
});

describe("findings about a site", () => {
  it("stand among the others of their file, in the order of the run", async () => {
    const rules = { ...config.rules, "html/unclosed-element": "error" };
    await site.write("stet.config.json", JSON.stringify({ extends: [], rules }));
    await site.write("a.md", article("permalink: /a/"));
    await site.write("b.md", `${article("permalink: /a/")}<div>\n`);
    await site.write("c.md", article("permalink: /a/"));
    expect(await found(".")).toEqual(["b.md:2 site/unique", "b.md:6 html/unclosed-element", "c.md:2 site/unique"]);
    expect((await site.stet([".", "--offline", "--verbose"])).stdout).toContain("2 | permalink: /a/");
  });

  it("are fixed with the others, in files, in a diff and on standard input", async () => {
    const before = article("tags: [go, 河]");
    const after = article("tags: [Go, 河]");
    await site.write("posts/a.md", article("tags: [Go]"));
    await site.write("posts/b.md", article("tags: [Go]"));
    await site.write("posts/c.md", before);
    const dry = await site.stet(["posts/c.md", "--fix-dry-run", "--unsafe-fixes"]);
    expect(dry.stdout).toContain("+tags: [Go, 河]\n");
    expect(await site.read("posts/c.md")).toBe(before);
    expect((await site.stet(["-", "--stdin-filename", "posts/d.md", "--fix", "--unsafe-fixes"], before)).stdout).toBe(
      after,
    );
    expect((await site.stet(["posts", "--fix", "--unsafe-fixes"])).stdout).toContain("1 violation fixed");
    expect(await site.read("posts/c.md")).toBe(after);
  });

  it("are silenced by directives and accepted by a baseline", async () => {
    await site.write("posts/a.md", article("permalink: /a/"));
    await site.write("posts/b.md", article("permalink: /a/"));
    expect(await found("posts")).toEqual(["posts/b.md:2 site/unique"]);
    await site.stet(["posts", "--baseline-update"]);
    expect(await found("posts")).toEqual([]);
    await site.write("posts/c.md", article("permalink: /a/"));
    expect(await found("posts")).toEqual(["posts/c.md:2 site/unique"]);
    await site.write("posts/c.md", article("# stet-disable-next-line site/unique", "permalink: /a/"));
    expect(await found("posts")).toEqual([]);
  });

  it("name a picture by its path alone, which is no article", async () => {
    const rules = { "site/unused-image": "error" };
    await site.write("stet.config.json", JSON.stringify({ ...config, rules }));
    await site.write("posts/a.md", article("title: 桥"));
    await site.write("img/1.png", "");
    const { code, stdout } = await site.stet([".", "-f", "github"]);
    expect(code).toBe(1);
    expect(stdout).toContain("::error file=img/1.png,title=site/unused-image::No article uses this image");
    expect(stdout).toContain("1 error, 0 warnings in 1 article");
    await site.write("stet.config.json", JSON.stringify({ extends: [], rules }));
    expect((await site.stet(["."])).stdout).toContain("note: site/unused-image needs to know all articles of the site");
  });
});
