/** The cache: whose it is, what may be loaded from it, and that it may vanish or lie at any time. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { FilePlan } from "../../src/config/types.js";
import { packageRoot } from "../../src/platform/package-root.js";
import { folderStore, openProbeCache } from "../../src/probe/evidence-cache.js";
import { openLog } from "../../src/probe/log.js";
import type { ProbePolicy } from "../../src/probe/probe.js";
import type { ImageFact } from "../../src/probe/types.js";
import { ResultCache } from "../../src/run/cache/result-cache.js";
import { probeWith, serve } from "../probe/support.js";
import { scratch } from "../support/scratch.js";

const { at } = scratch("stet-cache-");

const program = path.join(packageRoot(), "bin/stet.js");
const isRoot = process.getuid?.() === 0;

function stet(args: readonly string[], more: NodeJS.ProcessEnv = {}, user?: number) {
  const { CI: _, NODE_DISABLE_COMPILE_CACHE: __, ...rest } = process.env;
  const env = { ...rest, XDG_CACHE_HOME: at("cache"), ...more };
  return spawnSync(process.execPath, [program, ...args], {
    cwd: at(),
    env,
    encoding: "utf8",
    timeout: 60_000,
    ...(user !== undefined && { uid: user, gid: user }),
  });
}

describe("compiled code", () => {
  /** Makes V8's data for another program of the length of the bundle, which V8 takes for that of the bundle. */
  function plant(): string {
    const source = path.join(packageRoot(), "dist/bundle/stet.cjs");
    const script = `
      const { readFileSync, writeFileSync } = require("node:fs");
      // The flag of bin/program.js, which is part of the key of the data.
      require("node:v8").setFlagsFromString("--no-flush-bytecode");
      const bundle = readFileSync(${JSON.stringify(source)}, "latin1");
      const evil = "require('fs').writeFileSync(" + JSON.stringify(${JSON.stringify(at("ran"))}) + ", '');process.exit(7);";
      const padded = evil + " ".repeat(bundle.length - evil.length);
      const compiled = new (require("node:vm").Script)("(function (exports, require, module, __filename, __dirname) {" + padded + "\\n})");
      const bytes = Buffer.concat([Buffer.alloc(8), compiled.createCachedData()]);
      bytes.writeUInt32BE(100000, 4);
      bytes.writeUInt32BE(require("node:zlib").crc32(bytes.subarray(4)));
      process.stdout.write(bytes.toString("base64"));`;
    const { stdout } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8", maxBuffer: 1 << 26 });
    const folder = at("cache/stet/code");
    mkdirSync(folder, { recursive: true });
    for (const one of [at("cache/stet"), folder]) chmodSync(one, 0o700);
    const digest = readFileSync(path.join(packageRoot(), "dist/build-digest.txt"), "utf8");
    const file = path.join(folder, `${digest}-${process.version}-${process.arch}-stet.bin`);
    writeFileSync(file, Buffer.from(stdout, "base64"), { mode: 0o600 });
    return file;
  }
  beforeEach(() => writeFileSync(at("a.md"), "灯塔\n"));

  it("of this user is loaded, which shows that the planted code would run", () => {
    plant();
    expect(stet(["a.md", "--offline"]).status).toBe(7);
    expect(existsSync(at("ran"))).toBe(true);
  });

  it.each(["--no-cache", "--no-config-code", "--untrusted"])("is not loaded with %s", (option) => {
    plant();
    stet(["a.md", "--offline", option]);
    expect(existsSync(at("ran"))).toBe(false);
  });

  it("is not loaded where others may write to it or to its folders, or where a link leads to it", () => {
    const file = plant();
    chmodSync(file, 0o620);
    stet(["a.md", "--offline"]);
    chmodSync(file, 0o600);
    chmodSync(at("cache/stet/code"), 0o770);
    stet(["a.md", "--offline", "--no-cache"]);
    rmSync(at("cache/stet/code"), { recursive: true });
    plant();
    spawnSync("mv", [at("cache/stet/code"), at("elsewhere")]);
    symlinkSync(at("elsewhere"), at("cache/stet/code"));
    stet(["a.md", "--offline"]);
    expect(existsSync(at("ran"))).toBe(false);
  });

  it("is not loaded where it, or a folder of it, belongs to another user", ({ skip }) => {
    if (!isRoot) skip("NOTE: only root can give a file away: not tested");
    const file = plant();
    for (const given of [file, at("cache/stet/code"), at("cache/stet")]) {
      chownSync(given, 1234, 1234);
      stet(["a.md", "--offline"]);
      expect(existsSync(at("ran")), given).toBe(false);
      chownSync(given, 0, 0);
      plant();
    }
  });
});

describe("a cache folder", () => {
  const article = "---\ntitle: 灯塔\ndate: 2022-05-01T09:30:00+08:00\n---\n\n<p>海边的灯塔亮了。</p>\n";

  it("that belongs to another user is neither read nor written, which is said", ({ skip }) => {
    if (!isRoot) skip("NOTE: only root can give a file away: not tested");
    writeFileSync(at("a.md"), article);
    mkdirSync(at("cache/stet"), { recursive: true });
    chownSync(at("cache/stet"), 1234, 1234);
    const { status, stdout } = stet(["a.md", "--offline", "-f", "json"]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).notes).toEqual([
      `The cache is not used, because the folder "${at("cache/stet")}" is a link or belongs to another user. Delete it, or set XDG_CACHE_HOME to a folder of your own.`,
    ]);
    expect(readdirSync(at("cache/stet"))).toEqual([]);
  });

  it("that is a link leads the deletion of the cache nowhere else", () => {
    mkdirSync(at("mine/images"), { recursive: true });
    mkdirSync(at("cache"));
    symlinkSync(at("mine"), at("cache/stet"));
    const { status, stderr } = stet(["cache", "clean"]);
    expect(status).toBe(2);
    expect(stderr).toContain("is a link or belongs to another user");
    expect(existsSync(at("mine/images"))).toBe(true);
  });

  it("to which others may write is closed to them", async () => {
    mkdirSync(at("stet/images"), { recursive: true });
    chmodSync(at("stet/images"), 0o775);
    const { cacheFolder } = await import("../../src/platform/cache-directory.js");
    vi.stubEnv("XDG_CACHE_HOME", at());
    try {
      expect(cacheFolder("images")).toBe(at("stet/images"));
      expect(statSync(at("stet/images")).mode & 0o777).toBe(0o700);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it.each([
    ["in /proc, where no folder can be made", { XDG_CACHE_HOME: "/proc" }],
    ["that is a file", { XDG_CACHE_HOME: program }],
  ])("%s is done without", (_, env) => {
    writeFileSync(at("a.md"), article);
    const { status, stderr } = stet(["a.md", "--offline"], env);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("is done without where the user has no home", ({ skip }) => {
    if (!isRoot) skip("NOTE: only root can be somebody who is in no list of users: not tested");
    writeFileSync(at("a.md"), article);
    chmodSync(at(), 0o777);
    const nobody = { HOME: undefined, XDG_CACHE_HOME: undefined };
    const { status, stderr } = stet(["a.md", "--offline"], nobody, 54_321);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stet(["cache", "info"], nobody, 54_321).stderr).toContain("this user has no home folder");
  });

  it("may be deleted, or become a file, while a run writes to it", () => {
    const plan = { rules: [], lazyAttributes: [] } as unknown as FilePlan;
    const file = { path: at("a.md"), shown: "a.md" };
    writeFileSync(file.path, article);
    const { size, mtimeMs } = statSync(file.path);
    for (const become of ["nothing", "a file"]) {
      const cache = new ResultCache({ cwd: at(), strategy: "metadata", now: new Date(), folder: at("results") });
      const analysis = {
        text: "x".repeat(3 << 20),
        stamp: { size, mtimeMs, readAt: Date.now() },
        hash: "",
        steady: true,
      };
      cache.put(file, plan, analysis);
      rmSync(at("results"), { recursive: true });
      if (become === "a file") writeFileSync(at("results"), "");
      expect(() => cache.close({ keep: true })).not.toThrow();
    }
  });
});

describe("evidence of an image", () => {
  const hour = 3_600_000;
  async function ask(url: string, policy: Partial<ProbePolicy> = {}): Promise<ImageFact> {
    const open = async (context: string) => openProbeCache(folderStore(at("images")), context);
    const probe = probeWith({ memory: { open, ttl: hour }, ...policy });
    const fact = await probe.checkImage({ url, want: "status" });
    await probe.close();
    return fact;
  }

  it("is not used by a project with other credentials, certificates or addresses", async () => {
    const server = await serve();
    const url = server.url("/400x299.jpg");
    const host = new URL(url).host;
    expect((await ask(url, { hosts: [{ host, headers: { cookie: "a" }, statuses: {} }] })).asOf).toBeUndefined();
    expect((await ask(url, { hosts: [{ host, headers: { cookie: "b" }, statuses: {} }] })).asOf).toBeUndefined();
    expect((await ask(url, { insecure: true })).asOf).toBeUndefined();
    expect((await ask(url)).asOf).toBeUndefined();
    expect((await ask(url)).asOf).toBeDefined();
    expect((await ask(url, { allowPrivate: false })).verdict).not.toBe("ok");
  });

  it("from a clock in the future is asked for again, and the count of its failures begins now", async () => {
    const server = await serve({
      "/gone.jpg": (_: IncomingMessage, response: ServerResponse) => response.writeHead(404).end(),
    });
    const url = server.url("/gone.jpg");
    const failAfter = { runs: 2, days: 0 };
    vi.useFakeTimers({ now: new Date("2099-01-01"), toFake: ["Date"] });
    try {
      await ask(url, { failAfter: { runs: 2, days: 1 } });
    } finally {
      vi.useRealTimers();
    }
    const fact = await ask(url, { failAfter });
    expect(fact.failing?.enough).toBe(true);
    expect(Date.parse(fact.failing?.since ?? "")).toBeLessThanOrEqual(Date.now());
    // The entry of today is the one that the next run reads.
    expect((await ask(url, { failAfter })).failing?.runs).toBe(3);
  });
});

describe("a log", () => {
  const file = () => at("images/a.log");
  const filled = async (keys: readonly string[], text: string) => {
    const log = await openLog(file());
    for (const key of keys) log.set(key, text);
    await log.flush();
  };

  it("takes any entry for newer than one from the future, before and after it is rewritten", async () => {
    vi.useFakeTimers({ now: new Date("2099-01-01"), toFake: ["Date"] });
    try {
      await filled(["a"], "2099");
    } finally {
      vi.useRealTimers();
    }
    expect((await openLog(file())).get("a")).toBe("2099");
    await filled(["a"], "now");
    expect((await openLog(file())).get("a")).toBe("now");
  });

  it("is rewritten although a run was killed between the old and the new file, and whatever is in their place", async () => {
    for (let round = 0; round < 3; round++)
      await filled(
        Array.from({ length: 1200 }, (_, key) => `${key}`),
        `${round}`,
      );
    spawnSync("mv", [file(), `${file()}.old`]);
    await openLog(file());
    expect(readFileSync(file(), "utf8").split("\n").filter(Boolean)).toHaveLength(1200);
    rmSync(`${file()}.old`);
    mkdirSync(`${file()}.old/x`, { recursive: true });
    expect((await openLog(file())).get("1")).toBe("2");
    expect(existsSync(`${file()}.old`)).toBe(false);
  });

  it("adds nothing to what a link or another user has put in its place", async () => {
    mkdirSync(at("images"));
    writeFileSync(at("mine"), "mine");
    symlinkSync(at("mine"), file());
    await filled(["a"], "1").catch(() => {});
    expect(readFileSync(at("mine"), "utf8")).toBe("mine");
  });
});
