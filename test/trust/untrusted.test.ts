// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of configurations, not of JavaScript
/**
 * What a configuration that somebody else wrote may do: one that lies in a folder above, and anything that comes with a
 * pull request.
 */
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { rules as registry } from "../../rules/index.js";
import { openConfigs } from "../../src/config/index.js";
import type { Config, ConfigRequest } from "../../src/config/types.js";
import { type LintOptions, lint } from "../../src/index.js";
import { packageRoot } from "../../src/platform/package-root.js";
import { formatNames } from "../../src/report/index.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-trust-");
beforeEach(() => {
  mkdirSync(at("site"));
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const isRoot = process.getuid?.() === 0;
const sound = "---\ntitle: 灯塔\ndate: 2022-05-01T09:30:00+08:00\n---\n\n<p>海边的灯塔亮了。</p>\n";
const broken = sound.replace("<p>", "<div><p>");
/** Leaves a trace when it runs. */
const code = (exported: string) =>
  `import fs from "node:fs"; fs.writeFileSync(${JSON.stringify(at("ran"))}, ""); export default ${exported};`;
const ran = () => existsSync(at("ran"));
const run = (options: Partial<LintOptions> = {}) =>
  lint({ cwd: at("site"), paths: ["."], cache: false, offline: true, concurrency: "off", ...options });
const untrusted = (options: Partial<LintOptions> = {}) => run({ untrusted: true, ...options });
const configs = (request: Partial<ConfigRequest>) => openConfigs({ cwd: at("site"), registry, ...request });
const stet = (...args: string[]) =>
  spawnSync(process.execPath, [path.join(packageRoot(), "bin/stet.js"), ...args, "--offline"], {
    cwd: at("site"),
    encoding: "utf8",
  });

describe("a configuration of data that another user has put into a folder above", () => {
  beforeEach(() => put("site/a.md", sound));
  const give = (config: Config) => {
    put("stet.config.json", config);
    chownSync(at("stet.config.json"), 1234, 1234);
  };

  it.each([
    ["plugins", { plugins: ["./house.mjs"] }, "it runs the code"],
    ["extends", { extends: ["./house.mjs"] }, "it runs the code"],
    ["headers", { images: { hosts: { "evil.example": { headers: { cookie: "${HOME}" } } } } }, "images.hosts.headers"],
    ["allowPrivate", { images: { allowPrivate: true } }, "images.allowPrivate"],
    ["a shared cache", { images: { sharedCache: "$HOME" } }, "images.sharedCache"],
  ])("is refused with %s", async (_, config, reason) => {
    if (!isRoot) return;
    put("house.mjs", code("[]"));
    give(config as Config);
    await expect(run()).rejects.toThrow(reason);
    expect(ran()).toBe(false);
  });

  it("may set rules", async () => {
    if (!isRoot) return;
    give({ rules: { "html/nesting": "off" } });
    expect((await run()).files).toHaveLength(1);
  });
});

it("a configuration of data in a named folder elsewhere runs no code", async () => {
  put("site/a.md", sound);
  put("elsewhere/a.md", sound);
  put("elsewhere/house.mjs", code("[]"));
  for (const config of [{ plugins: ["./house.mjs"] }, { extends: ["./house.mjs"] }]) {
    put("elsewhere/stet.config.json", config);
    await expect(run({ paths: [at("elsewhere")] })).rejects.toThrow("so stet does not run it");
  }
  expect(ran()).toBe(false);
});

describe("--no-config-code", () => {
  const config = { images: { hosts: { "cdn.example": { headers: { authorization: "Bearer ${NPM_TOKEN}" } } } } };
  beforeEach(() => {
    vi.stubEnv("NPM_TOKEN", "secret");
    put("site/a.md", sound);
    put("site/stet.config.json", config);
  });

  it("reads no environment variable for a configuration that was found", async () => {
    await expect(run({ configCode: false })).rejects.toThrow(
      "stet.config.json reads the environment variable NPM_TOKEN, which --no-config-code does not allow.",
    );
    put("site/stet.config.json", { images: { sharedCache: "$NPM_TOKEN" } });
    await expect(run({ configCode: false })).rejects.toThrow("reads the environment variable NPM_TOKEN");
    put("site/base.json", config);
    put("site/stet.config.json", { extends: ["./base.json"] });
    await expect(run({ configCode: false })).rejects.toThrow("base.json reads the environment variable NPM_TOKEN");
  });

  it("reads it for one that --config names", async () => {
    expect((await run({ configCode: false, configFile: "stet.config.json" })).files).toHaveLength(1);
  });
});

it("an invalid baseline is not quoted, because it may be a link to a secret", async () => {
  put("site/a.md", sound);
  put("secret", "TOPSECRET");
  symlinkSync("../secret", at("site/.stet-baseline.json"));
  const baseline = { file: at("site/.stet-baseline.json"), shown: ".stet-baseline.json", mode: "check" } as const;
  await expect(run({ baseline: { ...baseline, mustExist: false } })).rejects.toThrow(
    ".stet-baseline.json is not a valid baseline: it is not valid JSON.",
  );
});

describe("--untrusted: what came along", () => {
  beforeEach(() => put("site/a.md", sound));

  it.each([
    ["a configuration of code", () => ({ "site/stet.config.mjs": code("{}") })],
    ["a plugin", () => ({ "site/stet.config.json": '{"plugins":["./p.mjs"]}', "site/p.mjs": code("[]") })],
    [
      "a configuration that extends code",
      () => ({ "site/stet.config.json": '{"extends":["./p.mjs"]}', "site/p.mjs": code("{}") }),
    ],
  ])("runs no code: %s", async (_, files) => {
    for (const [name, content] of Object.entries(files())) put(name, content);
    await expect(untrusted()).rejects.toThrow("which --untrusted does not run");
    await expect(untrusted({ configCode: true })).rejects.toThrow("which --untrusted does not run");
    expect(ran()).toBe(false);
  });

  it("runs no format", () => {
    put("site/format.mjs", code("() => ({ file: () => '', end: () => '' })"));
    const { status, stderr } = stet("a.md", "--untrusted", "-f", "./format.mjs");
    expect(status).toBe(2);
    expect(stderr).toContain("The format ./format.mjs is code, which --untrusted does not run.");
    expect(ran()).toBe(false);
  });

  it("neither reads the environment, nor sends credentials, nor relaxes the guard: such settings are ignored, and named", async () => {
    put("site/stet.config.json", {
      images: {
        allowHosts: ["10.0.0.1"],
        allowPrivate: true,
        insecure: true,
        ca: "../ca.pem",
        sharedCache: "$HOME",
        ledger: "../ledger",
        remap: [{ from: "https://a.example/", to: "http://169.254.169.254/" }],
        headers: { "x-a": "b" },
        hosts: { "cdn.example": { headers: { cookie: "${HOME}" }, statuses: { 403: "ok" } } },
        root: "..",
        concurrency: 3,
      },
    });
    const found = await configs({ untrusted: true });
    expect(await found.images()).toEqual({ hosts: { "cdn.example": { statuses: { 403: "ok" } } }, concurrency: 3 });
    const { notes } = await untrusted();
    expect(notes[0]).toBe(
      "--untrusted: ignored images.allowHosts, images.allowPrivate, images.ca, images.headers, images.insecure, images.ledger, images.remap, images.sharedCache, images.hosts.headers, images.root in stet.config.json.",
    );
  });

  it("does the same in a configuration that --config names, if it is in the working directory", async () => {
    put("site/ci.json", { images: { allowPrivate: true } });
    put("trusted.json", { images: { allowPrivate: true }, extends: ["./site/ci.json"] });
    expect(await (await configs({ untrusted: true, configFile: "ci.json" })).images()).toEqual({});
    expect(await (await configs({ untrusted: true, configFile: "../trusted.json" })).images()).toEqual({
      allowPrivate: true,
    });
    put("trusted.json", { extends: ["./site/ci.json"] });
    expect(await (await configs({ untrusted: true, configFile: "../trusted.json" })).images()).toEqual({});
  });

  it("reads nothing outside: configurations, schemas, content of the site", async () => {
    put("outside.json", '{ "secret": 1 }');
    put("site/stet.config.json", { extends: ["../outside.json"] });
    await expect(untrusted()).rejects.toThrow('"../outside.json" is outside the working directory');
    put("site/stet.config.json", { extends: ["../none.json"] });
    await expect(untrusted()).rejects.toThrow('"../none.json" is outside the working directory');
    put("site/stet.config.json", { schemas: { "*.md": "../outside.json" } });
    await expect(untrusted()).rejects.toThrow("outside.json is outside the project");
    rmSync(at("site/stet.config.json"));
    symlinkSync("../outside.json", at("site/stet.config.json"));
    await expect(untrusted()).rejects.toThrow("it is a link that leads out of the folder");
    rmSync(at("site/stet.config.json"));
    put("site/stet.config.json", { site: { content: ["../elsewhere"] }, rules: { "site/unique": "error" } });
    expect((await untrusted()).notes[0]).toBe("--untrusted: ignored site.content in stet.config.json.");
  });

  it("says the same of what a link leads to outside, whether it exists or not", async () => {
    put("outside/is-here.json", "{}");
    put("outside/is-here/b.md", sound);
    symlinkSync("../outside", at("site/lnk"));
    mkdirSync(at("site/node_modules"));
    symlinkSync("../../outside", at("site/node_modules/linked"));
    const said = async (config: (name: string) => object) => {
      const texts: string[] = [];
      for (const name of ["is-here", "not-here"]) {
        symlinkSync(`../outside/${name}.json`, at("site/direct.json"));
        symlinkSync(`../outside/${name}`, at("site/direct"));
        put("site/stet.config.json", config(name));
        const text = await untrusted().then(
          ({ notes }) => notes.join(" "),
          (error: Error) => error.message,
        );
        texts.push(text.replaceAll(name, "NAME"));
        for (const link of ["direct.json", "direct"]) rmSync(at(`site/${link}`));
      }
      return texts;
    };
    for (const config of [
      (name: string) => ({ extends: `./lnk/${name}.json` }),
      (name: string) => ({ extends: `lnk/${name}.json` }),
      (name: string) => ({ extends: `linked/${name}.json` }),
      () => ({ extends: "./direct.json" }),
      () => ({ extends: "direct.json" }),
      (name: string) => ({ schemas: { "*.md": `lnk/${name}.json` } }),
      () => ({ schemas: { "*.md": "direct.json" } }),
      (name: string) => ({ images: { root: `lnk/${name}` } }),
      () => ({ images: { root: "direct" } }),
      (name: string) => ({ site: { content: [`lnk/${name}`, "."] }, rules: { "site/unique": "error" } }),
      () => ({ site: { content: ["direct", "."] }, rules: { "site/unique": "error" } }),
    ]) {
      const [present, absent] = await said(config);
      expect(present, JSON.stringify(config("NAME"))).toBe(absent);
    }
  });

  it("reads no article outside, whatever is named and linked", async () => {
    put("secret.md", broken);
    put("elsewhere/b.md", broken);
    symlinkSync("../secret.md", at("site/leak.md"));
    symlinkSync("../elsewhere", at("site/folder"));
    const { files } = await untrusted({ fix: "unsafe" });
    expect(files.map((file) => file.path)).toEqual(["a.md"]);
    const named = await untrusted({ paths: ["leak.md"], allowEmpty: true, fix: "unsafe" });
    expect(named.files).toEqual([]);
    expect(named.notes[0]).toContain('Path "leak.md" is outside the working directory');
    for (const given of ["folder", "folder/b.md", "folder/*.md", "../elsewhere", at("elsewhere/b.md")])
      await expect(untrusted({ paths: [given] })).rejects.toThrow("is outside the working directory");
    for (const name of ["secret.md", "elsewhere/b.md"]) expect(readFileSync(at(name), "utf8")).toBe(broken);
  });

  it("learns nothing of files outside: their existence, kind and size", async () => {
    put("secret.png", "x");
    symlinkSync("..", at("site/up"));
    const images = ["../secret.png", "up/secret.png", "UP/secret.png", "up/none.png", "../none.png"];
    put(
      "site/a.md",
      `${sound}${images.map((src) => `<p><img src="${src}" alt="灯" width="1" height="1"></p>\n`).join("")}`,
    );
    const facts = async (options: Partial<LintOptions>) =>
      (await run({ rules: { "image/local": "error", "image/dimensions": "error" }, ...options })).images.map(
        ({ verdict, reason }) => `${verdict} ${reason}`,
      );
    expect(await facts({ untrusted: true, images: { root: "." } })).toEqual(Array(5).fill("unchecked no-root"));
  });

  it("accepts nothing by a baseline that was found, and says so", async () => {
    put("site/a.md", broken);
    const baseline = { file: at("site/.stet-baseline.json"), shown: ".stet-baseline.json" } as const;
    await run({ baseline: { ...baseline, mode: "update", mustExist: false } });
    expect((await run({ baseline: { ...baseline, mode: "check", mustExist: false } })).summary.errors).toBe(0);
    const { summary, notes } = await untrusted({ baseline: { ...baseline, mode: "check", mustExist: false } });
    expect(summary.errors).toBeGreaterThan(0);
    expect(notes).toContain(
      "--untrusted: ignored the baseline .stet-baseline.json. If you trust it, name it with --baseline.",
    );
    const named = await untrusted({ baseline: { ...baseline, mode: "check", mustExist: true } });
    expect(named.summary.errors).toBe(0);
    expect(named.notes.join("\n")).toContain("not reported, because the baseline accepts them: ");
  });

  it("chooses no schema of its own", async () => {
    put("site/loose.json", {});
    put("site/a.md", `---\n$schema: ./loose.json\n---\n\n<p>灯塔。</p>\n`);
    expect((await run()).summary.errors).toBe(0);
    expect((await untrusted()).summary.errors).toBeGreaterThan(0);
  });

  it("hides no problem without a note: ignore files, settings, directives", async () => {
    put("site/hidden/b.md", broken);
    put("site/c.md", `<!-- stet-disable html/unclosed-element -->\n${broken}`);
    put("site/c.md", sound.replace("<p>", "<!-- stet-disable-next-line -->\n<div><p>"));
    put("site/.stetignore", "hidden\n");
    put("site/stet.config.json", {
      rules: { "html/nesting": "off" },
      overrides: [{ files: "*.md", rules: { "image/alt": "warn" } }],
      images: { exclude: ["**"] },
    });
    const { notes } = await untrusted();
    expect(notes).toContain(
      "--untrusted: stet.config.json can hide problems, because it sets rules (html/nesting, image/alt), images.exclude.",
    );
    expect(notes).toContain("--untrusted: not checked, because they are ignored: 1 (hidden/).");
    expect(notes.join("\n")).toContain("not reported, because comments in articles disable them: ");
  });

  it("hides no articles in a folder that is never searched, such as node_modules, without a note", async () => {
    put("site/posts/node_modules/b.md", broken);
    put("site/posts/.svn/b.md", broken);
    for (const ignore of [true, false]) {
      const { notes } = await untrusted({ ignore });
      expect(notes).toContain(
        "--untrusted: not checked, because they are ignored: 2 (posts/node_modules/, posts/.svn/).",
      );
    }
  });

  it("changes how images are checked with no setting without a note", async () => {
    put("site/stet.config.json", {
      images: { interval: 3_600_000, concurrency: 1, retries: 0, maxRetryAfter: 0, userAgent: "x" },
      overrides: [{ files: "*.md", images: { lazyAttributes: ["src"] } }],
    });
    const { notes } = await untrusted();
    expect(notes).toContain(
      "--untrusted: stet.config.json can hide problems, because it sets overrides.images, images.concurrency, images.interval, images.maxRetryAfter, images.retries, images.userAgent.",
    );
  });

  it("chooses no way to read articles without a note: a generator by its files, or by a setting", async () => {
    put("site/docs/.vitepress/config.js", "export default {}");
    put("site/docs/b.md", sound);
    put("site/stet.config.json", { overrides: [{ files: "c.md", generator: "docusaurus" }] });
    const { notes } = await untrusted();
    expect(notes).toContain(
      "--untrusted: articles in docs are read as VitePress reads them, because of the files of a site.",
    );
    expect(notes).toContain("--untrusted: stet.config.json can hide problems, because it sets overrides.generator.");
  });

  it("learns nothing of folders outside by the settings of a generator", async () => {
    const generator = async (source: string) => {
      put("site/_config.yml", `source_dir: ${source}\n`);
      return (await (await configs({ untrusted: true })).planFor(at("site/a.md"))).generator?.name;
    };
    put("site/blog/_posts/a.md", sound);
    put("elsewhere/_posts/a.md", sound);
    const inside = await generator("blog");
    expect(await generator("../elsewhere")).toBe(await generator("../nowhere"));
    expect(inside).toBe("Hexo");
  });

  it("does not make a check of nothing: if all articles are ignored, that is an error", async () => {
    for (const [file, ignored] of [
      [".stetignore", "/posts"],
      [".gitignore", "*.md"],
    ] as const) {
      put("site/posts/a.md", broken);
      put(`site/${file}`, ignored);
      await expect(untrusted({ paths: ["posts"] })).rejects.toThrow(
        /no article was checked|No articles found in "posts"/,
      );
      expect((await untrusted({ paths: ["posts"], ignore: false })).summary.errors).toBeGreaterThan(0);
    }
  });

  it("is found in no cache, and left in none, also by threads", async () => {
    vi.stubEnv("XDG_CACHE_HOME", at("cache"));
    vi.stubEnv("NODE_ENV", "test");
    put("site/stet.config.json", { images: { root: ".." } });
    put("secret.png", "x");
    put("site/a.md", `${sound}<p><img src="/secret.png" alt="灯" width="1" height="1"></p>\n`);
    const { images } = await untrusted({ cache: true, concurrency: 1, rules: { "image/local": "error" } });
    expect(images.map(({ verdict, reason }) => `${verdict} ${reason}`)).toEqual(["unchecked no-root"]);
    expect(existsSync(at("cache"))).toBe(false);
  });

  it("asks no shared cache, not even that of a trusted configuration", async () => {
    let connections = 0;
    const cache = createServer(() => void connections++).listen(0, "127.0.0.1");
    await once(cache, "listening");
    const { port } = cache.address() as AddressInfo;
    const images = { allowHosts: ["127.0.0.1"], sharedCache: `redis://127.0.0.1:${port}/0`, timeouts: { total: 300 } };
    put("trusted.json", { images });
    put("site/a.md", `${sound}<p><img src="http://127.0.0.1:9/a.png" alt="灯" width="1" height="1"></p>\n`);
    const asked = { offline: false, configFile: "../trusted.json", cache: true, allowEmpty: true };
    await untrusted(asked);
    expect(connections).toBe(0);
    await run(asked);
    cache.close();
    expect(connections).toBeGreaterThan(0);
  });

  it("is said in every format", () => {
    put("site/.stetignore", "b.md\n");
    put("site/b.md", broken);
    const files = formatNames.map((name) => `${name}=${at(`report.${name}`)}`);
    const { status, stderr } = stet(".", "--untrusted", ...files.flatMap((one) => ["-f", one]));
    expect(status).toBe(0);
    const said = "because they are ignored";
    expect(stderr).toContain(said);
    const silent = formatNames.filter((name) => !readFileSync(at(`report.${name}`), "utf8").includes(said));
    // These have no place for it: standard error has it.
    expect(silent).toEqual(["unix", "checkstyle", "gitlab", "rdjson"]);
  });

  it("leads no report out of the working directory", () => {
    put("mine", "mine");
    symlinkSync("../mine", at("site/report.json"));
    const { status, stderr } = stet("a.md", "--untrusted", "-f", "json=report.json");
    expect(status).toBe(2);
    expect(stderr).toContain("A link leads report.json out of the working directory");
    expect(readFileSync(at("mine"), "utf8")).toBe("mine");
    const previous = stet("a.md", "--untrusted", "-f", "html=new.html", "--previous", "report.json");
    expect(previous.stderr).toContain("A link leads report.json out of the working directory");
  });
});
