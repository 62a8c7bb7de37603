/** The door to the disk: what a folder that others can write to cannot make stet read, write or wait for. */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { beforeEach, describe, expect, it } from "vitest";
import { discover } from "../../src/discover/index.js";
import { writeSafely } from "../../src/fix/write.js";
import { lint } from "../../src/index.js";
import { load } from "../../src/load/index.js";
import { AtomicFile, replaceFile } from "../../src/platform/atomic-write.js";
import { makeFolder, readSettings } from "../../src/platform/disk.js";
import { packageRoot } from "../../src/platform/package-root.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-disk-");

const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const article = "---\ntitle: 灯塔\ndate: 2022-05-01T09:30:00+08:00\n---\n\n<p>海边的灯塔亮了。</p>\n";
const broken = article.replace("<p>", "<div><p>");
const run = (...paths: string[]) => lint({ cwd: at(), paths, cache: false, offline: true, concurrency: "off" });

describe("a fixed file", () => {
  it("gives its owner and mode to nothing that somebody puts in the place of its new version", async () => {
    put("posts/a.md", "old");
    put("victim", "secret");
    chmodSync(at("posts/a.md"), 0o666);
    chmodSync(at("victim"), 0o600);
    if (process.getuid?.() === 0) chownSync(at("posts/a.md"), 1234, 1234);
    const before = statSync(at("victim"));
    const attacker = new Worker(
      `const fs = require("node:fs"); const { workerData: { folder, victim, stop } } = require("node:worker_threads");
       while (Atomics.load(stop, 0) === 0)
         for (const name of fs.readdirSync(folder).filter((name) => name.startsWith(".stet-")))
           try { fs.rmSync(folder + "/" + name); fs.symlinkSync(victim, folder + "/" + name); } catch {}`,
      {
        eval: true,
        workerData: { folder: at("posts"), victim: at("victim"), stop: new Int32Array(new SharedArrayBuffer(4)) },
      },
    );
    await new Promise((resolve) => attacker.once("online", resolve));
    try {
      for (let round = 0; round < 40; round++) {
        rmSync(at("posts/a.md"), { force: true });
        put("posts/a.md", "old");
        if (process.getuid?.() === 0) chownSync(at("posts/a.md"), 1234, 1234);
        await writeSafely(at("posts/a.md"), hash("old"), "new");
      }
    } finally {
      await attacker.terminate();
    }
    const { mode, uid } = statSync(at("victim"));
    expect({ mode, uid }).toEqual({ mode: before.mode, uid: before.uid });
  });

  it("stays in its folder, whatever the path of the folder leads to meanwhile", async () => {
    put("posts/a.md", "old");
    put("elsewhere/a.md", "old");
    const real = at("posts");
    const file = at("link/a.md");
    symlinkSync("elsewhere", at("link"));
    expect(await writeSafely(file, hash("old"), "new", real)).toMatchObject({ written: false, why: "failed" });
    expect(readFileSync(at("elsewhere/a.md"), "utf8")).toBe("old");
  });

  it("keeps the rights of nobody else where its owner cannot be kept", async ({ skip }) => {
    if (process.getuid?.() === 0) skip("NOTE: root may give a file to anybody: not tested");
    put("a.md", "old");
    chmodSync(at("a.md"), 0o644);
    expect(await writeSafely(at("a.md"), hash("old"), "new")).toEqual({ written: true });
    expect(statSync(at("a.md")).mode & 0o7777).toBe(0o644);
  });
});

describe("a link in a folder that is searched", () => {
  const found = async (...patterns: string[]) => {
    const notes: string[] = [];
    const files: string[] = [];
    const request = {
      cwd: at(),
      patterns,
      extensions: async () => [".md"],
      isIgnored: async () => false,
      ignoreFiles: true,
      note: ({ message }: { message: string }) => notes.push(message),
    };
    for await (const { shown } of discover(request)) files.push(shown);
    return { files, notes };
  };

  it("is followed to an article of the folder, in any of its folders", async () => {
    put("posts/2024/a.md", article);
    symlinkSync("2024/a.md", at("posts/latest.md"));
    expect(await found("posts")).toEqual({ files: ["posts/2024/a.md", "posts/latest.md"], notes: [] });
  });

  it.each([
    ["out of the folder", "../secret.md"],
    ["to the system", "/proc/self/environ"],
    ["to the settings of Git", ".git/config.md"],
    ["to a file that is no article", "token.txt"],
  ])("%s is neither read nor fixed, which is said", async (_, target) => {
    put("posts/a.md", article);
    put("secret.md", broken);
    put("posts/.git/config.md", broken);
    put("posts/token.txt", broken);
    symlinkSync(target, at("posts/leak.md"));
    const result = await lint({ cwd: at(), paths: ["posts"], cache: false, offline: true, fix: "unsafe" });
    expect(result.files.map((file) => file.path)).toEqual(["posts/a.md"]);
    expect(result.notes).toContain(
      'Skipped "posts/leak.md": it is a link, and its target is not an article in "posts". To check the target, add its path.',
    );
    for (const name of ["secret.md", "posts/.git/config.md", "posts/token.txt"])
      expect(readFileSync(at(name), "utf8")).toBe(broken);
  });

  it("is counted where there are many", async () => {
    put("secret.md", article);
    put("posts/z.md", article);
    for (const name of ["a", "b", "c"]) symlinkSync("../secret.md", at(`posts/${name}.md`));
    expect(await found("posts")).toEqual({
      files: ["posts/z.md"],
      notes: [
        'Skipped 3 links, such as "posts/c.md": their targets are not articles in "posts". To check a target, add its path.',
      ],
    });
  });

  it("is followed where its path was given", async () => {
    put("shared/a.md", article);
    mkdirSync(at("posts"));
    symlinkSync("../shared/a.md", at("posts/a.md"));
    expect(await found("posts/a.md")).toEqual({ files: ["posts/a.md"], notes: [] });
  });

  it("is not read where it takes the place of an article after the search", async () => {
    put("posts/a.md", article);
    put("secret.md", "secret");
    const file = { path: at("posts/a.md"), within: at("posts") };
    expect((await load(file)).text).toBe(article);
    rmSync(at("posts/a.md"));
    symlinkSync("../secret.md", at("posts/a.md"));
    await expect(load(file)).rejects.toThrow("is a link that leads out of the folder that stet searched");
    rmSync(at("posts"), { recursive: true });
    put("elsewhere/a.md", "secret");
    symlinkSync("elsewhere", at("posts"));
    await expect(load(file)).rejects.toThrow("is a link that leads out of the folder");
  });
});

describe("a file of settings", () => {
  const kinds = [
    ["a pipe", (file: string) => execFileSync("mkfifo", [file]), "it is a named pipe, not a file"],
    ["a link to a device", (file: string) => symlinkSync("/dev/zero", file), "it is a device, not a file"],
    ["endless", (file: string) => execFileSync("truncate", ["-s", "1T", file]), "it is too large"],
  ] as const;

  it.each(kinds)("that is %s is not waited for: the ignore files", async (_, make, reason) => {
    put("posts/a.md", article);
    for (const name of [".gitignore", ".stetignore"]) make(at("posts", name));
    const { files, notes } = await run("posts");
    expect(files).toHaveLength(1);
    expect(notes).toEqual([
      `Skipped the ignore file "posts/.gitignore": ${reason}.`,
      `Skipped the ignore file "posts/.stetignore": ${reason}.`,
    ]);
  });

  it.each(kinds)("that is %s is not waited for: package.json and _config.yml", async (_, make) => {
    put("posts/a.md", article);
    for (const name of ["package.json", "_config.yml"]) make(at("posts", name));
    expect((await run("posts")).files).toHaveLength(1);
  });

  it.each(kinds)(
    "that is %s is not waited for: the package.json that the parser of the command line finds",
    (_, make) => {
      make(at("package.json"));
      const args = [path.join(packageRoot(), "bin/stet.js"), "ledger", "--help"];
      const { status, signal } = spawnSync(process.execPath, args, {
        cwd: at(),
        timeout: 60_000,
        killSignal: "SIGKILL",
      });
      expect({ status, signal }).toEqual({ status: 0, signal: null });
    },
  );

  it.each(kinds)("that is %s is not waited for: the configuration", async (_, make, reason) => {
    put("posts/a.md", article);
    make(at("stet.config.json"));
    await expect(run("posts")).rejects.toThrow(`Cannot read the configuration stet.config.json: ${reason}.`);
  });

  it.each(kinds)("that is %s is not waited for: a schema, a baseline, a ledger", async (_, make, reason) => {
    put("posts/a.md", article);
    make(at("x"));
    const given = { cwd: at(), paths: ["posts"], cache: false, offline: true } as const;
    await expect(lint({ ...given, schema: "x" })).rejects.toThrow(reason);
    const baseline = { file: at("x"), shown: "x", mode: "check", mustExist: false } as const;
    await expect(lint({ ...given, baseline })).rejects.toThrow(reason);
    await expect(lint({ ...given, images: { ledger: "x" } })).rejects.toThrow(reason);
  });

  it("is read with links in its path", () => {
    put("real.json", "{}");
    symlinkSync("real.json", at("link.json"));
    expect(readSettings(at("link.json"))).toBe("{}");
    expect(() => readSettings(at("link.json"), at("posts"))).toThrow("it is a link that leads out of the folder");
  });
});

describe("in a folder in which everybody can create files", () => {
  beforeEach(() => {
    mkdirSync(at("tmp"));
    chmodSync(at("tmp"), 0o1777);
  });

  it("a link of another user leads no report and no baseline elsewhere", async ({ skip }) => {
    if (process.getuid?.() !== 0) skip("NOTE: only root can give a link away: not tested");
    put("mine", "mine");
    symlinkSync(at("mine"), at("tmp/report.json"));
    await replaceFile(at("tmp/report.json"), "report");
    expect(readFileSync(at("mine"), "utf8")).toBe("report");
    lchownSync(at("tmp/report.json"), 1234, 1234);
    await expect(replaceFile(at("tmp/report.json"), "again")).rejects.toThrow("a link that belongs to another user");
    expect(readFileSync(at("mine"), "utf8")).toBe("report");
  });

  it("a repository of another user hides no articles below it", async ({ skip }) => {
    if (process.getuid?.() !== 0) skip("NOTE: only root can give a folder away: not tested");
    mkdirSync(at("tmp/.git"));
    put("tmp/.gitignore", "*\n");
    put("tmp/posts/a.md", article);
    const files = async () =>
      (await lint({ cwd: at("tmp/posts"), paths: ["."], cache: false, offline: true, allowEmpty: true })).files.length;
    expect(await files()).toBe(0);
    chownSync(at("tmp/.git"), 1234, 1234);
    expect(await files()).toBe(1);
  });

  it("the configuration of a generator of another user hides no articles below it", async ({ skip }) => {
    if (process.getuid?.() !== 0) skip("NOTE: only root can give a file away: not tested");
    put("tmp/_config.yml", "destination: blog/posts\n");
    mkdirSync(at("tmp/_posts"));
    put("tmp/blog/posts/a.md", article);
    put("tmp/blog/b.md", article);
    const files = async () =>
      (await lint({ cwd: at("tmp/blog"), paths: ["."], cache: false, offline: true })).files.map((file) => file.path);
    expect(await files()).toEqual(["b.md"]);
    lchownSync(at("tmp/_config.yml"), 1234, 1234);
    expect(await files()).toEqual(["b.md", "posts/a.md"]);
  });
});

describe("a report, a baseline or a ledger in a folder of another user", () => {
  /** The folder is not one in which everybody can create files. */
  beforeEach(() => {
    put("mine/secret", "mine");
    put("site/a.json", "old");
  });
  const giveAway = (...names: string[]) => {
    for (const name of names) lchownSync(at(name), 1234, 1234);
  };

  it("is not written where his link leads, whether it is that of the file or of a folder", async ({ skip }) => {
    if (process.getuid?.() !== 0) skip("NOTE: only root can give a link away: not tested");
    symlinkSync(at("mine/secret"), at("site/file.json"));
    symlinkSync(at("mine"), at("site/folder"));
    symlinkSync(at("mine/none"), at("site/nothing.json"));
    symlinkSync("folder", at("site/twice"));
    giveAway("site", "site/file.json", "site/folder", "site/nothing.json", "site/twice");
    for (const name of ["file.json", "folder/secret", "folder/new", "folder/new/new", "twice/secret"])
      await expect(replaceFile(at("site", name), "x", { folderMode: 0o777 }), name).rejects.toThrow(
        "a link that belongs to another user",
      );
    await replaceFile(at("site/nothing.json"), "x").catch(() => {});
    expect(readdirSync(at("mine"))).toEqual(["secret"]);
    expect(readFileSync(at("mine/secret"), "utf8")).toBe("mine");
  });

  it("neither is a fix, although the path is named on the command line", async ({ skip }) => {
    if (process.getuid?.() !== 0) skip("NOTE: only root can give a link away: not tested");
    put("mine/a.md", broken);
    symlinkSync(at("mine/a.md"), at("site/a.md"));
    symlinkSync(at("mine"), at("site/folder"));
    giveAway("site", "site/a.md", "site/folder");
    for (const name of ["site/a.md", "site/folder", "site/folder/a.md"]) {
      const { files } = await lint({ cwd: at(), paths: [name], fix: "unsafe", cache: false, offline: true });
      expect(files[0]?.errors.map(({ message }) => message)).toEqual([
        "The file was not written: it is a link that belongs to another user.",
      ]);
    }
    expect(readFileSync(at("mine/a.md"), "utf8")).toBe(broken);
    symlinkSync(at("mine/a.md"), at("site/own.md"));
    await lint({ cwd: at(), paths: ["site/own.md"], fix: "unsafe", cache: false, offline: true });
    expect(readFileSync(at("mine/a.md"), "utf8")).not.toBe(broken);
  });

  it("is written where his link leads to a file of his, and where a link of mine leads", async ({ skip }) => {
    if (process.getuid?.() !== 0) skip("NOTE: only root can give a link away: not tested");
    put("his/report.json", "old");
    symlinkSync("../his/report.json", at("site/report.json"));
    symlinkSync("../his", at("site/folder"));
    giveAway("site", "site/report.json", "site/folder", "his", "his/report.json");
    symlinkSync("../mine", at("site/own"));
    await replaceFile(at("site/report.json"), "1");
    expect(readFileSync(at("his/report.json"), "utf8")).toBe("1");
    await replaceFile(at("site/folder/b/c.json"), "2", { folderMode: 0o777 });
    expect(readFileSync(at("his/b/c.json"), "utf8")).toBe("2");
    await replaceFile(at("site/own/secret"), "3");
    expect(readFileSync(at("mine/secret"), "utf8")).toBe("3");
  });

  it("stays in its folder, whatever takes the place of the folder before it is complete", async ({ skip }) => {
    if (process.platform !== "linux") skip("NOTE: only Linux leads to an open folder by its handle: not tested");
    const file = await AtomicFile.open(at("site/secret"));
    await file.write("report");
    renameSync(at("site"), at("was"));
    symlinkSync("mine", at("site"));
    await file.commit();
    expect(readFileSync(at("mine/secret"), "utf8")).toBe("mine");
    expect(readFileSync(at("was/secret"), "utf8")).toBe("report");
    expect(readdirSync(at("was")).sort()).toEqual(["a.json", "secret"]);
  });
});

describe("a folder", () => {
  it("is made with those above it", () => {
    makeFolder(at("a/b/c"), 0o700);
    makeFolder(at("a/b/c"), 0o700);
    expect(lstatSync(at("a/b")).mode & 0o777).toBe(0o700);
  });
  it("that the system refuses is an error, not an endless try", ({ skip }) => {
    if (process.platform !== "linux") skip("NOTE: only Linux has /proc: not tested");
    expect(() => makeFolder("/proc/stet/images", 0o700)).toThrow("ENOENT");
    put("file", "");
    expect(() => makeFolder(at("file/a"), 0o700)).toThrow("ENOTDIR");
    expect(() => makeFolder(at("file"), 0o700)).toThrow("EEXIST");
  });
});
