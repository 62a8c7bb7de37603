/** The run index: a run whose surroundings have not changed is repeated, and every other one is not. */
import {
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { rules as registry } from "../../rules/index.js";
import { SessionFacts } from "../../src/facts/session-facts.js";
import { type LintOptions, lint } from "../../src/index.js";
import { catalog } from "../../src/locale/zh-CN/index.js";
import { setLocale } from "../../src/platform/i18n.js";
import { packageRoot } from "../../src/platform/package-root.js";
import { RunIndex } from "../../src/run/cache/run-index.js";
import { StoreReader, StoreWriter } from "../../src/run/cache/store.js";
import { run } from "../../src/run/run.js";
import { startPictureServer } from "../support/picture-server.js";
import { scratch } from "../support/scratch.js";

const { at: top, put: putAt } = scratch("stet-runs-");
/** Far below the folder for temporary files: a missing image is looked for in six folders above. */
const deep = "a/b/c/d/e/f";
const at = (...names: string[]): string => top(deep, ...names);
const put = (name: string, content: string | object): void => putAt(`${deep}/${name}`, content);

/** An hour after the files were written, so that none of them has just changed. */
const later = (): number => Date.now() + 3_600_000;

beforeEach(() => {
  vi.stubEnv("XDG_CACHE_HOME", at("cache"));
  for (let n = 0; n < 70; n++) put(`site/posts/${n}.md`, article(n));
  put("site/posts/images/there.png", "not an image");
  // Where the runs of a test are in time.
  vi.useFakeTimers({ toFake: ["Date"], now: later() });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  setLocale("en", undefined);
});

const article = (n: number, more = "") =>
  `---\ntitle: 灯塔 ${n}\ndate: 2022-05-01T09:30:00+08:00\n---\n\n海边的[灯塔](${(n + 1) % 70}.md#灯)亮了。\n\n![灯](images/there.png)\n\n## 灯\n\n<p>甲<b>乙</p>\n${more}`;

const options = (more: Partial<LintOptions> = {}) => ({
  cwd: at("site"),
  paths: ["."],
  offline: true,
  concurrency: "off" as const,
  ...more,
});

/** Without the time that the run took. */
async function report(more: Partial<LintOptions> = {}) {
  const { summary, ...rest } = await lint(options(more));
  return { ...rest, summary: { ...summary, ms: 0 } };
}

/** Whether the next run repeats a stored one. */
async function repeats(more: Partial<LintOptions> = {}): Promise<boolean> {
  const run = RunIndex.of({ now: new Date(), ...options(more), registry })?.last(() => {
    throw new Error("not repeated");
  });
  await run?.return(undefined as never);
  return run !== undefined;
}

const indexes = () => {
  try {
    return readdirSync(at("cache/stet/runs")).map((name) => at("cache/stet/runs", name));
  } catch {
    return [];
  }
};

describe("a run in which nothing has changed", () => {
  it.each<[string, Partial<LintOptions>]>([
    ["with folded violations", { fold: true }],
    ["with all violations", {}],
    ["with the details of articles", { keepDetails: true }],
    ["with all rules", { preset: "all" }],
  ])("reports the same, %s", async (_, more) => {
    const first = await report({ ...more, cache: false });
    expect(await repeats(more)).toBe(false);
    expect(await report(more)).toEqual(first);
    expect(await repeats(more)).toBe(true);
    expect(await report(more)).toEqual(first);
  });

  it("has problems and facts, so that these tests compare something", async () => {
    const { files, images, links } = await report();
    expect(files.flatMap(({ violations }) => violations).length).toBeGreaterThan(70);
    expect([images.length, links.length]).toEqual([1, 70]);
  });
});

describe("a run is not repeated after", () => {
  const changes: readonly (readonly [what: string, change: () => unknown])[] = [
    ["a change of an article", () => put("site/posts/3.md", article(3, "<i>丙\n"))],
    ["a change that keeps the size", () => put("site/posts/3.md", article(3, "<i>丁\n"))],
    ["an article came", () => put("site/posts/new.md", article(1))],
    ["an article went", () => rmSync(at("site/posts/new.md"))],
    ["an article came in a new folder", () => put("site/notes/deep/new.md", article(1))],
    ["an article became a link", () => [rmSync(at("site/posts/5.md")), symlinkSync("4.md", at("site/posts/5.md"))]],
    ["an image came", () => put("site/posts/images/other.png", "x")],
    ["an image changed", () => put("site/posts/images/there.png", "still not an image")],
    ["an image went", () => rmSync(at("site/posts/images/there.png"))],
    ["a configuration came above", () => put("stet.config.json", { rules: { "image/alt": "off" } })],
    ["package.json got a configuration", () => put("site/package.json", { stet: { rules: { "image/alt": "warn" } } })],
    ["a configuration came in a folder", () => put("site/posts/stet.config.yaml", "rules:\n  image/alt: off\n")],
    ["a configuration changed", () => put("site/posts/stet.config.yaml", "rules:\n  image/alt: warn\n")],
    ["an ignore file came", () => put("site/.gitignore", "posts/3.md\n")],
    ["an ignore file came in a folder", () => put("site/posts/.stetignore", "6.md\n")],
    ["a site generator was set up", () => put("site/_config.yml", "title: Lights\n")],
    ["a schema changed", () => put("site/own.json", { required: ["author"] })],
    ["a baseline changed", () => put("site/base.json", { version: 1, files: {}, folders: {} })],
    ["midnight (UTC)", () => vi.setSystemTime(Date.now() + 86_400_000)],
    ["the clock was set back", () => vi.setSystemTime(Date.now() - 60_000)],
    ["a change of the time zone", () => vi.stubEnv("TZ", "Asia/Shanghai")],
    ["a change of the language", () => setLocale("zh-CN", catalog)],
  ];

  it("anything that it depends on", async () => {
    put("site/own.json", {});
    put("site/base.json", { version: 1, files: {} });
    const baseline = { file: at("site/base.json"), shown: "base.json", mode: "check", mustExist: true } as const;
    const more = { schema: "own.json", baseline };
    for (const [what, change] of changes) {
      // So that the last change is not a recent one.
      vi.setSystemTime(Date.now() + 10_000);
      await report(more);
      expect(await repeats(more), `before ${what}`).toBe(true);
      change();
      expect(await repeats(more), what).toBe(false);
    }
    expect(await report(more)).toEqual(await report({ ...more, cache: false }));
  });

  it.each<[string, Partial<LintOptions>]>([
    ["a rule is set", { rules: { "image/alt": "off" } }],
    ["a preset is chosen", { preset: "all" }],
    ["other paths are given", { paths: ["posts"] }],
    ["ignore files have no effect", { ignore: false }],
    ["nothing is folded", { fold: true }],
  ])("one in which %s: it is another run", async (_, more) => {
    await report();
    expect(await repeats(more)).toBe(false);
  });

  it("the date of an article came, before which its page does not exist", async () => {
    put("site/hugo.toml", 'baseURL = "https://a.example/"\n');
    const date = new Date(Date.now() + 60_000).toISOString();
    put("site/content/posts/later.md", `---\ntitle: 灯\ndate: ${date}\n---\n\n灯\n`);
    for (let n = 0; n < 70; n++)
      put(`site/content/posts/a${n}.md`, `---\ntitle: ${n}\ndate: 2022-05-01\n---\n\n[灯](/posts/later/)\n`);
    vi.setSystemTime(later());
    put(
      "site/content/posts/later.md",
      `---\ntitle: 灯\ndate: ${new Date(Date.now() + 60_000).toISOString()}\n---\n\n灯\n`,
    );
    // front-matter/date reads the time itself.
    const more = { paths: ["content"], rules: { "front-matter/date": "off" } } as const;
    const isBroken = async () => JSON.stringify(await report(more)).includes("link/local");
    expect(await isBroken()).toBe(true);
    expect(await repeats(more)).toBe(true);
    vi.setSystemTime(Date.now() + 61_000);
    expect(await repeats(more)).toBe(false);
    expect(await isBroken()).toBe(false);
  });
});

describe("a run is not stored", () => {
  it.each<[string, Partial<LintOptions>]>([
    ["without the cache", { cache: false }],
    ["if contents decide", { cacheStrategy: "content" }],
    ["with fixes", { fix: "safe", write: false }],
    ["with the text of articles", { keepText: true }],
    ["if it is measured", { timing: true }],
    ["of articles of strangers", { untrusted: true }],
    ["of a part of the files", { shard: { part: 1, of: 1, by: "path" } }],
    ["in several threads", { concurrency: 1 }],
  ])("%s", async (_, more) => {
    await report(more);
    expect(indexes()).toEqual([]);
  });

  it("of few files", async () => {
    await report({ paths: ["posts/1.md", "posts/2.md"] });
    expect(indexes()).toEqual([]);
  });

  it("if a file has just changed, since it may change again in the same moment", async () => {
    vi.useRealTimers();
    put("site/posts/3.md", article(3, "\n"));
    await report();
    expect(indexes()).toEqual([]);
  });

  it("if a file could not be read", async () => {
    symlinkSync("nowhere.md", at("site/posts/gone.md"));
    await report({ paths: [".", "posts/gone.md"] });
    expect(indexes()).toEqual([]);
  });

  it.each<[string, () => void]>([
    ["with a configuration that is a program", () => put("site/stet.config.mjs", "export default {};\n")],
    [
      "with a plugin",
      () => {
        put("site/stet.config.json", { plugins: ["./rule.mjs"] });
        put(
          "site/rule.mjs",
          'export default { name: "own/rule", summary: "An own rule", severity: "error", messages: {} };\n',
        );
      },
    ],
  ])("%s", async (_, prepare) => {
    prepare();
    await report();
    expect(indexes()).toEqual([]);
  });

  it("if rules depend on the time of the run", async () => {
    put("site/posts/3.md", article(3).replace("2022", "2999"));
    await report({ preset: "all" });
    expect(await repeats({ preset: "all" })).toBe(false);
  });

  it("if it would send requests", async () => {
    put("site/posts/3.md", article(3, "\n![灯](http://127.0.0.1:9/a.png)\n"));
    await report({ offline: false });
    expect(indexes()).toEqual([]);
  });

  it("if it takes what an earlier run of the session has learned from servers", async () => {
    const server = await startPictureServer();
    try {
      put("site/stet.config.json", { images: { allowPrivate: true } });
      put("site/posts/3.md", article(3, `\n![灯](${server.url("/60x40.png")})\n`));
      const facts = new SessionFacts();
      const runOnce = async () => {
        const stream = run({ ...options({ offline: false }), registry, session: facts.known });
        while (!(await stream.next()).done);
      };
      await runOnce();
      const before = server.requests.length;
      expect(before).toBeGreaterThan(0);
      await runOnce();
      expect(server.requests.length).toBe(before);
      expect(indexes()).toEqual([]);
    } finally {
      await server.close();
    }
  });
});

describe("a stored run", () => {
  const only = (): string => {
    const [file, ...more] = indexes();
    expect(more).toEqual([]);
    return file as string;
  };

  it("that is damaged at any place, or cut off, counts as missing", async () => {
    const whole = await report();
    const file = only();
    const bytes = readFileSync(file);
    for (let share = 0; share < 1; share += 0.04) {
      const damaged = Buffer.from(bytes);
      const place = Math.floor(bytes.length * share);
      damaged[place] = (damaged[place] ?? 0) ^ 0x20;
      writeFileSync(file, damaged);
      expect(await repeats(), `byte ${place}`).toBe(false);
    }
    expect(await report()).toEqual(whole);
    expect(await repeats()).toBe(true);
    truncateSync(file, bytes.length >> 1);
    expect(await repeats()).toBe(false);
    expect(await report()).toEqual(whole);
  });

  it("of another user counts as missing", async ({ skip }) => {
    if (process.getuid?.() !== 0) skip("NOTE: only root can give a file away: not tested");
    await report();
    chownSync(only(), 1234, 1234);
    expect(await repeats()).toBe(false);
  });

  it("in a folder of another user is neither read nor written", async ({ skip }) => {
    if (process.getuid?.() !== 0) skip("NOTE: only root can give a file away: not tested");
    await report();
    chownSync(path.dirname(only()), 1234, 1234);
    expect(await repeats()).toBe(false);
    await report({ preset: "all" });
    expect(indexes()).toHaveLength(1);
  });

  it("is a whole one when several runs end at once", async () => {
    const alone = await report({ cache: false });
    const together = await Promise.all([report(), report(), report()]);
    for (const one of together) expect(one).toEqual(alone);
    expect(await report()).toEqual(alone);
    expect(await report()).toEqual(alone);
    expect(await repeats()).toBe(true);
    expect(readdirSync(at("cache/stet/runs")).filter((name) => !name.endsWith(".run"))).toEqual([]);
  });

  it("that was left by an interrupted run does not exist", async () => {
    const stop = new AbortController();
    stop.abort();
    await report({ signal: stop.signal });
    mkdirSync(at("cache/stet/runs"), { recursive: true });
    expect(indexes()).toEqual([]);
  });

  it("makes place for others: the cache has those of the last eight", async () => {
    const names = Array.from({ length: 10 }, (_, n) => `only-${n}.md`);
    for (const name of names) await report({ paths: [".", `!${name}`] });
    expect(indexes()).toHaveLength(8);
    expect(await repeats({ paths: [".", "!only-9.md"] })).toBe(true);
  });
});

describe("what a run asks of the disk", () => {
  /** Rooms that a run without requests goes through, and what they may ask without the observer. */
  const rooms = [
    "article",
    "baseline",
    "config",
    "discover",
    "facts",
    "generators",
    "lint",
    "load",
    "schema",
    "settle",
    "site",
  ];
  const allowed = [/^src\/load\/index\.ts: \{ closeSync \}$/, /: (?:type )?\{ (?:type )?Dirent \}$/];

  it("goes through the doors, so that the observer knows it", () => {
    const direct = rooms.flatMap((room) =>
      readdirSync(path.join(packageRoot(), "src", room), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .flatMap((name) => {
          const file = `src/${room}/${name.replaceAll(path.sep, "/")}`;
          const text = readFileSync(path.join(packageRoot(), file), "utf8");
          return [...text.matchAll(/^import (.*) from "node:(?:fs|fs\/promises|child_process)";$/gm)].map(
            ([, what]) => `${file}: ${what}`,
          );
        }),
    );
    expect(direct.filter((one) => !allowed.some((pattern) => pattern.test(one)))).toEqual([]);
  });
});

describe("what somebody else has written into the cache, with right checksums", () => {
  /** Writes a file of the cache again, with other parts. */
  function forge(file: string, change: (name: string, text: string, about: unknown) => [text: string, about: unknown]) {
    const bytes = readFileSync(file);
    const footer = bytes.subarray(-24);
    const [start, length] = [footer.readUIntBE(8, 6), footer.readUIntBE(14, 6)];
    const [head] = JSON.parse(bytes.toString("utf8", start, start + length)) as [string];
    const before = StoreReader.open<unknown>(file, head);
    const parts = [...before.entries].map(([name, entry]) => {
      const text = before.read(entry)?.toString() ?? "";
      return [name, ...change(name, text, entry.about)] as const;
    });
    before.close();
    const writer = new StoreWriter<unknown>(file);
    for (const [name, text, about] of parts) writer.add(name, about, Buffer.from(text));
    writer.finish(head);
  }

  /** Forges all stored analyses, line by line. Without the run indexes, the next run reads them. */
  function forgeAnalyses(change: (lines: string[], about: unknown) => [lines: string[], about: unknown]) {
    for (const file of indexes()) rmSync(file);
    for (const name of readdirSync(at("cache/stet/results")))
      forge(at("cache/stet/results", name), (_, text, about) => {
        const [lines, forged] = change(text.split("\n"), about);
        return [lines.join("\n"), forged];
      });
  }

  const values = ["null", "{}", "[null]", '{"summary":{}}', '{"path":"posts/1.md","violations":[[]],"errors":[]}'];

  it.each(["answers", "end", "results 0"])("ends no run: the %s of a stored run", async (part) => {
    const first = await report({ cache: false });
    for (const value of values) {
      rmSync(at("cache"), { recursive: true, force: true });
      await report();
      for (const file of indexes()) forge(file, (name, text, about) => [name === part ? value : text, about]);
      expect(await report(), value).toEqual(first);
    }
  });

  it("ends no run in the middle of its results: the others are those of a new run", async () => {
    const first = await report({ cache: false });
    await report();
    for (const file of indexes())
      forge(file, (name, text, about) => {
        const lines = text.split("\n");
        if (name === "results 0") lines[5] = '{"path":7}';
        return [lines.join("\n"), about];
      });
    expect(await repeats()).toBe(true);
    expect(await report()).toEqual(first);
  });

  it("ends no run: the facts of a stored run", async () => {
    const { files } = await report({ cache: false });
    for (const value of values) {
      rmSync(at("cache"), { recursive: true, force: true });
      await report();
      for (const file of indexes()) forge(file, (name, text, about) => [name === "facts" ? value : text, about]);
      expect(await report(), value).toMatchObject({ files, images: [], links: [] });
    }
  });

  it("is reported as no violation: those of a stored analysis in another form", async () => {
    const first = await report({ cache: false });
    for (const value of ["[null]", "[[]]", "{}", '[["html/nesting"]]']) {
      rmSync(at("cache"), { recursive: true, force: true });
      await report();
      forgeAnalyses((lines, about) => {
        const found = JSON.parse(lines[3] as string) as 0 | readonly unknown[];
        if (found !== 0) lines[3] = `[${JSON.stringify(found[0])},${value}]`;
        return [lines, about];
      });
      expect(await report(), value).toEqual(first);
    }
  });

  it("crashes no rule of the site: summaries of a stored analysis, which are made again", async () => {
    const more = { preset: "all" } as const;
    const first = await report({ ...more, cache: false });
    await report(more);
    let forged = 0;
    forgeAnalyses((lines, about) => {
      const forgedLines = lines.map((line) => {
        const part = JSON.parse(line);
        const isSummaries = typeof part === "object" && part !== null && "site/unique" in part;
        if (!isSummaries) return line;
        forged++;
        return JSON.stringify(Object.fromEntries(Object.keys(part).map((rule) => [rule, null])));
      });
      return [forgedLines, about];
    });
    expect(forged).toBeGreaterThan(0);
    expect(await report(more)).toEqual(first);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, "data"])("ends no run: part %s of a stored analysis", async (part) => {
    const first = await report({ cache: false });
    for (const value of values) {
      rmSync(at("cache"), { recursive: true, force: true });
      await report();
      forgeAnalyses((lines, about) => {
        if (part === "data") return [lines, value];
        lines[part as number] = value;
        return [lines, about];
      });
      const { files, summary } = await report();
      expect(files.length, value).toBe(first.files.length);
      expect(summary.failures, value).toBe(0);
    }
  });
});
