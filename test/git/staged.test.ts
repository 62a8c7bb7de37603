/** `--staged`: the index is read, and repaired, as the commit of the moment takes it. */
import { chmod, lstat, mkdir, readdir, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clean, defective, found, makeRepo, pathsIn, type Repo, repaired, start, stetIn } from "./support.js";

const json = ["--staged", "--offline", "--format", "json"];
let repo: Repo;
beforeEach(async () => {
  repo = await makeRepo();
});
afterEach(() => repo.remove());

describe("what is read", () => {
  it("is what is staged, not the file", async () => {
    await repo.write("a.md", defective("一"));
    await repo.git("add", "a.md");
    await repo.write("a.md", clean);
    expect(found((await repo.stet(json)).stdout)).toEqual(["a.md:3 front-matter/date", "a.md:8 html/unclosed-element"]);
    await repo.git("add", "a.md");
    await repo.write("a.md", defective("一"));
    expect(found((await repo.stet(json)).stdout)).toEqual([]);
  });

  it("is what differs from the last commit, by its new name where it was renamed", async () => {
    await repo.write("same.md", defective("同"));
    await repo.write("old.md", defective("一", "二", "三", "四"));
    await repo.write("gone.md", defective("没"));
    await repo.git("add", ".");
    await repo.git("commit", "-qm", "first");
    await repo.git("mv", "old.md", "new.md");
    await repo.git("rm", "-q", "gone.md");
    expect(pathsIn((await repo.stet(json)).stdout)).toEqual(["new.md"]);
  });

  it("knows names with quotes, line breaks, CJK, blanks, and one like an option", async () => {
    const names = ['say "a".md', "two\nlines.md", "文章/桥头 有风.md", "-x.md", "tab\t.md", "back\\slash.md"];
    for (const name of names) await repo.write(name, defective("一"));
    await repo.git("add", ".");
    expect(pathsIn((await repo.stet(json)).stdout).sort()).toEqual([...names].sort());
    expect((await repo.stet([...json, "--fix"])).code).toBe(0);
    for (const name of names) {
      expect(await repo.read(name)).toBe(repaired("一"));
      expect(await repo.staged(`./${name}`)).toBe(repaired("一"));
    }
  });

  it("leaves out links, submodules and names that are not to be added yet, and says so of LFS pointers", async () => {
    await repo.write("target.md", clean);
    await repo.write("sub/.keep", "");
    await repo.git("-c", "init.defaultBranch=main", "init", "-q", "sub");
    await start("git", ["commit", "-q", "--allow-empty", "-m", "x"], path.join(repo.folder, "sub"));
    await symlink("target.md", path.join(repo.folder, "link.md"));
    await repo.write(
      "big.md",
      "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n",
    );
    await repo.git("-c", "advice.addEmbeddedRepo=false", "add", "target.md", "link.md", "big.md", "sub");
    await repo.write("later.md", defective("后"));
    await repo.git("add", "-N", "later.md");
    const { stdout, code } = await repo.stet(json);
    expect(pathsIn(stdout)).toEqual(["target.md"]);
    expect(JSON.parse(stdout).notes).toEqual(['Skipped "big.md": it is a Git LFS pointer, not the article.']);
    expect(code).toBe(0);
  });

  it("leaves out what has conflicts, and says so", async () => {
    await repo.write("a.md", clean);
    await repo.git("add", ".");
    await repo.git("commit", "-qm", "first");
    await repo.git("switch", "-qc", "side");
    await repo.write("a.md", clean.replace("船来了", "船走了"));
    await repo.git("commit", "-qam", "side");
    await repo.git("switch", "-q", "main");
    await repo.write("a.md", clean.replace("船来了", "船没来"));
    await repo.git("commit", "-qam", "main");
    expect((await repo.tryGit(["merge", "side"])).code).toBe(1);
    const { stdout } = await repo.stet(json);
    expect(pathsIn(stdout)).toEqual([]);
    expect(JSON.parse(stdout).notes).toEqual(['Skipped "a.md": it has unresolved merge conflicts.']);
  });

  it("leaves out names that are not UTF-8, and says so", async () => {
    await writeFile(
      Buffer.concat([Buffer.from(`${repo.folder}/`), Buffer.from([0xc7, 0xc5]), Buffer.from(".md")]),
      clean,
    );
    await repo.write("a.md", clean);
    await repo.git("add", ".");
    const { stdout } = await repo.stet(json);
    expect(pathsIn(stdout)).toEqual(["a.md"]);
    expect(JSON.parse(stdout).notes).toEqual([expect.stringContaining("the file name is not UTF-8")]);
  });

  it("costs the same few runs of git for many files as for one", async () => {
    const { stdout: real } = await start("sh", ["-c", "command -v git"], repo.folder);
    const log = path.join(repo.folder, ".git/calls");
    await repo.write(".git/counted/git", `#!/bin/sh\necho "$*" >> '${log}'\nexec ${real.trim()} "$@"\n`);
    await chmod(path.join(repo.folder, ".git/counted/git"), 0o755);
    const calls = async () => {
      await rm(log, { force: true });
      await stetIn(repo.folder, json, { PATH: `${path.join(repo.folder, ".git/counted")}:${process.env.PATH}` });
      return (await repo.read(".git/calls")).trim().split("\n").length;
    };
    await repo.write("a.md", clean);
    await repo.git("add", ".");
    const one = await calls();
    for (let at = 0; at < 50; at++) await repo.write(`${at}.md`, clean.replace("渡口", `渡口 ${at}`));
    await repo.git("add", ".");
    expect(await calls()).toBe(one);
    expect(one).toBeLessThan(10);
  });

  it("is limited by paths, globs and exclusions, and is what a search would find", async () => {
    for (const name of ["content/a.md", "content/b.html", "content/c.txt", "drafts/d.md", "e.md"])
      await repo.write(name, defective("一"));
    await repo.write("drafts/.stetignore", "d.md\n");
    await repo.git("add", ".");
    const seen = async (...args: string[]) => pathsIn((await repo.stet([...json, ...args])).stdout);
    expect(await seen()).toEqual(["content/a.md", "content/b.html", "e.md"]);
    expect(await seen("content/")).toEqual(["content/a.md", "content/b.html"]);
    expect(await seen("**/*.txt", "e.md")).toEqual(["content/c.txt", "e.md"]);
    expect(await seen("!content/**")).toEqual(["e.md"]);
    expect(await seen("--no-ignore", "drafts")).toEqual(["drafts/d.md"]);
    expect(await seen("--ext", ".txt")).toEqual(["content/c.txt"]);
  });

  it("is the whole repository from a sub folder, with paths from there", async () => {
    await repo.write("content/a.md", defective("一"));
    await repo.write("b.md", defective("二"));
    await repo.git("add", ".");
    const sub = path.join(repo.folder, "content");
    expect(pathsIn((await stetIn(sub, json)).stdout)).toEqual(["../b.md", "a.md"]);
    expect(pathsIn((await stetIn(sub, [...json, "."])).stdout)).toEqual(["a.md"]);
    await stetIn(sub, [...json, "--fix"]);
    expect([await repo.staged("b.md"), await repo.read("b.md")]).toEqual([repaired("二"), repaired("二")]);
  });

  it("is compared, by rules for a whole site, with all its other articles", async () => {
    await repo.write(
      "stet.config.json",
      JSON.stringify({ extends: [], rules: { "site/unique": "error" }, site: { content: "posts" } }),
    );
    await repo.write("posts/a.md", "---\npermalink: /a/\n---\n");
    await repo.git("add", ".");
    await repo.git("commit", "-qm", "first");
    await repo.write("posts/b.md", "---\npermalink: /a/\n---\n");
    await repo.git("add", ".");
    await repo.write("posts/b.md", "---\npermalink: /b/\n---\n");
    expect(found((await repo.stet(json)).stdout)).toEqual(["posts/b.md:2 site/unique"]);
  });
});

describe("--fix", () => {
  it("repairs what is staged and the file, and leaves unstaged changes as they are, and unstaged", async () => {
    await repo.write("a.md", defective("一", "二", "三"));
    await repo.git("add", "a.md");
    await repo.write("a.md", defective("一", "改了的二", "三"));
    const { code, stdout } = await repo.stet(["--staged", "--fix", "--offline"]);
    expect(stdout).toContain("2 violations fixed");
    expect(code).toBe(0);
    expect(await repo.staged("a.md")).toBe(repaired("一", "二", "三"));
    expect(await repo.read("a.md")).toBe(repaired("一", "改了的二", "三"));
  });

  it("leaves the file alone where unstaged changes stand in the way, and says so", async () => {
    await repo.write("a.md", defective("一"));
    await repo.git("add", "a.md");
    const own = defective("一").replace("<div><span>风</div>", "<div>雨</div>");
    await repo.write("a.md", own);
    const { code, stdout } = await repo.stet(["--staged", "--fix", "--offline"]);
    expect(code).toBe(0);
    expect(stdout).toContain('note: "a.md": fixed in the index but not in the working tree: it has');
    expect(await repo.staged("a.md")).toBe(repaired("一"));
    expect(await repo.read("a.md")).toBe(own);
  });

  it("repairs the file beside unstaged changes in the same long line, tag by tag", async () => {
    const line = (first: string, last: string) =>
      `---\ntitle: 桥\ndate: 2022-05-01T09:30:00+08:00\n---\n\n<div><p>${first}</p><div><span>风\\n</div><p>${last}</p></div>\n`;
    const done = (text: string) => text.replace("风\\n</div>", "风\\n</span></div>");
    await repo.write("a.md", line("一", "末"));
    await repo.git("add", "a.md");
    await repo.write("a.md", line("改了的一", "新的末"));
    expect((await repo.stet(["--staged", "--fix", "--offline"])).code).toBe(0);
    expect(await repo.staged("a.md")).toBe(done(line("一", "末")));
    expect(await repo.read("a.md")).toBe(done(line("改了的一", "新的末")));
  });

  it("keeps the executable bit, and links, folders and nothing in the place of the file", async () => {
    for (const name of ["run.md", "gone.md", "link.md", "folder.md"]) await repo.write(name, defective("一"));
    await chmod(path.join(repo.folder, "run.md"), 0o755);
    await repo.git("add", ".");
    await rm(path.join(repo.folder, "gone.md"));
    await rename(path.join(repo.folder, "link.md"), path.join(repo.folder, "elsewhere.txt"));
    await symlink("elsewhere.txt", path.join(repo.folder, "link.md"));
    await rm(path.join(repo.folder, "folder.md"));
    await mkdir(path.join(repo.folder, "folder.md"));
    expect((await repo.stet(["--staged", "--fix", "--offline"])).code).toBe(0);
    expect(await repo.git("ls-files", "-s", "run.md")).toMatch(/^100755 /);
    expect((await stat(path.join(repo.folder, "run.md"))).mode & 0o777).toBe(0o755);
    for (const name of ["run.md", "gone.md", "link.md", "folder.md"])
      expect(await repo.staged(name)).toBe(repaired("一"));
    expect(await repo.read("elsewhere.txt")).toBe(defective("一"));
    expect((await lstat(path.join(repo.folder, "link.md"))).isSymbolicLink()).toBe(true);
    expect(await readdir(path.join(repo.folder, "folder.md"))).toEqual([]);
    await expect(stat(path.join(repo.folder, "gone.md"))).rejects.toThrow("ENOENT");
  });

  it("keeps what was said of an entry: that it is not checked out, or not looked at", async () => {
    await repo.write("a.md", defective("一"));
    await repo.write("b.md", defective("二"));
    await repo.git("add", ".");
    await repo.git("update-index", "--skip-worktree", "a.md");
    await repo.git("update-index", "--assume-unchanged", "b.md");
    await rm(path.join(repo.folder, "a.md"));
    expect((await repo.stet(["--staged", "--fix", "--offline"])).code).toBe(0);
    expect(await repo.staged("a.md")).toBe(repaired("一"));
    expect(await repo.git("ls-files", "-v")).toBe("S a.md\nh b.md\n");
  });

  it("keeps the ends of lines that a checkout has made", async () => {
    await repo.git("config", "core.autocrlf", "true");
    const crlf = (text: string) => text.replaceAll("\n", "\r\n");
    await repo.write("a.md", crlf(defective("一")));
    await repo.write("b.md", crlf(defective("一", "二", "三")));
    await repo.git("add", ".");
    await repo.write("b.md", crlf(defective("一", "改", "三")));
    await repo.stet(["--staged", "--fix", "--offline"]);
    expect(await repo.staged("a.md")).toBe(repaired("一"));
    expect(await repo.read("a.md")).toBe(crlf(repaired("一")));
    expect(await repo.read("b.md")).toBe(crlf(repaired("一", "改", "三")));
    expect(await repo.git("diff", "--name-only")).toBe("b.md\n");
  });

  it("writes nothing with --fix-dry-run", async () => {
    await repo.write("a.md", defective("一"));
    await repo.git("add", ".");
    const before = await repo.git("ls-files", "-s");
    const { stdout } = await repo.stet(["--staged", "--fix-dry-run", "--offline"]);
    expect(stdout).toContain("+date: 2021-12-11 04:49:15 +0000");
    expect(await repo.git("ls-files", "-s")).toBe(before);
    expect(await repo.read("a.md")).toBe(defective("一"));
  });

  it("repairs hundreds of files", async () => {
    for (let at = 0; at < 200; at++) await repo.write(`posts/${at}.md`, defective(String(at)));
    await repo.git("add", ".");
    const { code } = await repo.stet(["--staged", "--fix", "--offline"]);
    expect(code).toBe(0);
    for (const at of [0, 99, 199]) expect(await repo.staged(`posts/${at}.md`)).toBe(repaired(String(at)));
    expect(await repo.git("diff", "--name-only")).toBe("");
    expect(found((await repo.stet([...json, "--rule", "site/unique=off"])).stdout)).toEqual([]);
  });

  it("says so when the index is locked for long, and writes nothing", async () => {
    await repo.write("a.md", defective("一"));
    await repo.git("add", ".");
    await repo.write(".git/index.lock", "");
    const { code, stdout } = await repo.stet(["--staged", "--fix", "--offline"]);
    expect(code).toBe(2);
    expect(stdout).toContain("failure  Cannot stage the fixed file: Unable to create");
    expect(await repo.read("a.md")).toBe(defective("一"));
    await rm(path.join(repo.folder, ".git/index.lock"));
    expect(await repo.staged("a.md")).toBe(defective("一"));
  });

  it("repairs what only the whole site shows, in the index too", async () => {
    await repo.write(
      "stet.config.json",
      JSON.stringify({ extends: [], rules: { "site/taxonomy": "error" }, site: { content: "posts" } }),
    );
    for (const name of ["a", "b", "c", "d"]) await repo.write(`posts/${name}.md`, "---\ntags: [Node.js]\n---\n");
    await repo.git("add", ".");
    await repo.git("commit", "-qm", "first");
    await repo.write("posts/new.md", "---\ntags: [node.js]\n---\n");
    await repo.git("add", ".");
    const before = found((await repo.stet(json)).stdout);
    expect(before).toEqual(["posts/new.md:2 site/taxonomy"]);
    const { stdout } = await repo.stet([...json, "--fix", "--unsafe-fixes"]);
    expect(found(stdout)).toEqual([]);
    expect(await repo.staged("posts/new.md")).toBe("---\ntags: [Node.js]\n---\n");
    expect(await repo.read("posts/new.md")).toBe("---\ntags: [Node.js]\n---\n");
  });
});

describe("in a hook", () => {
  const hook = "exec stet --staged --fix --offline";
  const commit = (...args: string[]) => repo.tryGit(["commit", "-m", "x", ...args]);

  it("git commit takes the repaired content", async () => {
    await repo.hook("pre-commit", hook);
    await repo.write("a.md", defective("一"));
    await repo.git("add", ".");
    expect((await commit()).code).toBe(0);
    expect(await repo.git("show", "HEAD:a.md")).toBe(repaired("一"));
    expect(await repo.git("status", "--porcelain")).toBe("");
  });

  it("git commit -a takes the repaired content", async () => {
    await repo.write("a.md", clean);
    await repo.git("add", ".");
    await repo.git("commit", "-qm", "first");
    await repo.hook("pre-commit", hook);
    await repo.write("a.md", defective("一"));
    expect((await commit("-a")).code).toBe(0);
    expect(await repo.git("show", "HEAD:a.md")).toBe(repaired("一"));
    expect(await repo.git("status", "--porcelain")).toBe("");
  });

  it("works from a sub folder that the hook goes to", async () => {
    await repo.hook("pre-commit", `cd content && ${hook} .`);
    await repo.write("content/a.md", defective("一"));
    await repo.write("b.md", defective("二"));
    await repo.git("add", ".");
    expect((await commit()).code).toBe(0);
    expect(await repo.git("show", "HEAD:content/a.md")).toBe(repaired("一"));
    expect(await repo.git("show", "HEAD:b.md")).toBe(defective("二"));
  });

  it("git commit -- path takes the repaired content, and what else is staged stays staged as it was", async () => {
    await repo.write("a.md", clean);
    await repo.write("b.md", clean);
    await repo.git("add", ".");
    await repo.git("commit", "-qm", "first");
    await repo.hook("pre-commit", hook);
    await repo.write("a.md", defective("一"));
    await repo.write("b.md", defective("二"));
    await repo.git("add", "b.md");
    expect((await commit("--", "a.md")).code).toBe(0);
    expect(await repo.git("show", "HEAD:a.md")).toBe(repaired("一"));
    expect(await repo.git("show", "HEAD:b.md")).toBe(clean);
    expect(await repo.git("status", "--porcelain")).toBe("M  b.md\n");
    expect(await repo.staged("b.md")).toBe(defective("二"));
  });

  it("works in a worktree, and with GIT_DIR, GIT_WORK_TREE and GIT_INDEX_FILE set", async () => {
    await repo.write("a.md", clean);
    await repo.git("add", ".");
    await repo.git("commit", "-qm", "first");
    await repo.hook("pre-commit", hook);
    await repo.git("worktree", "add", "-q", "tree", "-b", "side");
    await repo.write("tree/b.md", defective("二"));
    const tree = path.join(repo.folder, "tree");
    const env = { ...process.env, PATH: `${path.join(repo.folder, ".git-test-bin")}:${process.env.PATH}` };
    await start("git", ["add", "."], tree);
    expect((await start("git", ["commit", "-m", "x"], tree, env)).code).toBe(0);
    expect(await repo.git("show", "side:b.md")).toBe(repaired("二"));

    await repo.write("other/c.md", defective("三"));
    const elsewhere = {
      GIT_DIR: path.join(repo.folder, ".git"),
      GIT_WORK_TREE: path.join(repo.folder, "other"),
      GIT_INDEX_FILE: path.join(repo.folder, ".git/another-index"),
    };
    const other = path.join(repo.folder, "other");
    await start("git", ["add", "c.md"], other, { ...process.env, ...elsewhere });
    expect(pathsIn((await stetIn(other, [...json, "--fix"], elsewhere)).stdout)).toEqual(["c.md"]);
    const { stdout } = await start("git", ["show", ":c.md"], other, { ...process.env, ...elsewhere });
    expect(stdout).toBe(repaired("三"));
    expect((await repo.tryGit(["show", ":c.md"])).code).toBe(128); // the repository's own index does not have it
  });

  it("refuses what cannot be repaired, and --no-verify commits it", async () => {
    await repo.hook("pre-commit", hook);
    await repo.write("a.md", `---\ntitle: [\n---\n\n<p>一</p>\n`);
    await repo.git("add", ".");
    const refused = await commit();
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("skip the check: git commit --no-verify");
    expect((await repo.tryGit(["rev-parse", "-q", "--verify", "HEAD"])).code).toBe(1);
    expect((await commit("--no-verify")).code).toBe(0);
  });

  it("prints a screen at most for an article with a hundred findings, errors first", async () => {
    await repo.hook("pre-commit", "exec stet --staged --offline");
    const lines = Array.from({ length: 100 }, (_, at) => `<div><span>${"很长的一段话".repeat(9)} ${at}</div>\n\n`);
    await repo.write("a.md", `---\ntitle: 桥\ndate: Sat, 11 Dec 2021 04:49:15 GMT\n---\n\n${lines.join("")}`);
    await repo.git("add", ".");
    const { code, stderr, stdout } = await commit();
    expect(code).toBe(1);
    const printed = (stdout + stderr).trimEnd().split("\n");
    expect(printed.length).toBeGreaterThan(10);
    // Every line, as wide as it is in a terminal of 80 columns.
    const wide = (line: string) => [...line].reduce((sum, char) => sum + (/[\u2e80-\uffff]/.test(char) ? 2 : 1), 0);
    const height = printed.reduce((sum, line) => sum + Math.max(1, Math.ceil(wide(line) / 80)), 0);
    expect(height).toBeLessThanOrEqual(24);
    const text = printed.join("\n");
    expect(text).toContain("✖ 100 errors, 1 warning in 1 article");
    expect(text).toMatch(/… and \d+ more: stet --staged --format stylish/);
    expect(text).toContain("101 fixable: stet --staged --fix");
    expect(text).toContain("stet-disable-next-line");
    expect(text).toContain("--baseline-update");
    expect(text).not.toContain("front-matter/date");
  });
});

describe("where there is nothing to ask", () => {
  it("nothing staged, and no commit yet, is no error", async () => {
    const { code, stdout } = await repo.stet(["--staged"]);
    expect([code, stdout]).toEqual([0, "✔ no violations in 0 articles\n"]);
  });

  it("says so of a folder in no repository, a bare one, a missing git and a path that is not there", async () => {
    const outside = await makeRepo();
    await rm(path.join(outside.folder, ".git"), { recursive: true });
    const none = await outside.stet(["--staged"]);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("is not in a Git repository.")]);
    await outside.git("init", "-q", "--bare", "bare.git");
    const bare = await stetIn(path.join(outside.folder, "bare.git"), ["--staged"]);
    expect([bare.code, bare.stderr]).toEqual([2, expect.stringContaining("looks like a bare Git repository")]);
    await outside.remove();
    const noGit = await stetIn(repo.folder, ["--staged"], { PATH: "/nowhere" });
    expect([noGit.code, noGit.stderr]).toEqual([2, expect.stringContaining("Cannot run Git")]);
    const missing = await repo.stet(["--staged", "contnet/"]);
    expect([missing.code, missing.stderr]).toEqual([
      2,
      expect.stringContaining('File or folder "contnet/" not found.'),
    ]);
  });

  it("says which options exclude each other", async () => {
    expect((await repo.stet(["--staged", "--changed"])).stderr).toContain("Use only one of them.");
    expect((await repo.stet(["--only-changed-lines", "."])).stderr).toContain(
      "Add one of these options, for example --since main.",
    );
    expect((await repo.stet(["--since", "", "."])).stderr).toContain("Missing value for --since.");
    expect((await repo.stet(["-", "--staged"])).stderr).toContain(
      "Standard input (-) cannot be used with --staged, --changed or --since.",
    );
  });
});

it("an article that takes long is fixed in the index and in the working tree, like all others", async () => {
  const words = Array.from({ length: 2500 }, (_, at) => `第 ${at} 段`);
  await repo.write("a.md", defective(...words));
  await repo.git("add", "a.md");
  expect((await repo.stet([...json, "--fix"])).code).toBe(0);
  expect(await repo.staged("a.md")).toBe(repaired(...words));
  expect(await repo.read("a.md")).toBe(repaired(...words));
});
