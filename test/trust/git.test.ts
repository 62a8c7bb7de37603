/** What a repository, or a folder that looks like one, can make Git run for stet. And the doors to what is outside. */
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { lint } from "../../src/index.js";
import { packageRoot } from "../../src/platform/package-root.js";
import { scratch } from "../support/scratch.js";

const { at } = scratch("stet-trust-git-");
const git = (...args: string[]) => execFileSync("git", args, { cwd: at(), encoding: "utf8", stdio: "pipe" });
const sound = "---\ntitle: 渡口\ndate: 2022-05-01T09:30:00+08:00\n---\n\n<p>船来了。</p>\n";
const broken = sound.replace("<p>", "<p><span>").replace("</p>", "</span>").replace("</span>", "</p>");
const ran = () => existsSync(at("ran"));
const changed = (folder = "", more: object = {}) =>
  lint({ cwd: at(folder), paths: [], git: { of: "working-tree" }, cache: false, offline: true, ...more });

beforeEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith("GIT_")) vi.stubEnv(name, undefined);
  vi.stubEnv("GIT_CONFIG_GLOBAL", "/dev/null");
  vi.stubEnv("GIT_CONFIG_NOSYSTEM", "1");
  git("init", "-q", "-b", "main", ".");
  git("config", "user.name", "Wen");
  git("config", "user.email", "wen@example.com");
  writeFileSync(at("a.md"), sound);
  git("add", "-A");
  git("commit", "-qm", "first");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe("Git runs nothing that", () => {
  it("a bare repository in a pull request asks for", async () => {
    execFileSync("git", ["init", "-q", "--bare", at("docs")], { stdio: "pipe" });
    const config = `[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = "touch '${at("ran")}'; false"\n`;
    appendFileSync(at("docs/config"), config);
    writeFileSync(at("docs/a.md"), sound);
    await expect(changed("docs")).rejects.toThrow("looks like a bare Git repository, whose settings stet does not use");
    expect(ran()).toBe(false);
  });

  it("the settings of a repository ask for: a monitor, hooks, programs for differences", async () => {
    const trace = `touch '${at("ran")}'; false`;
    git("config", "core.fsmonitor", trace);
    git("config", "diff.external", trace);
    git("config", "diff.shown.textconv", trace);
    writeFileSync(at(".gitattributes"), "*.md diff=shown\n");
    writeFileSync(at(".git/hooks/post-index-change"), `#!/bin/sh\n${trace}\n`);
    chmodSync(at(".git/hooks/post-index-change"), 0o755);
    writeFileSync(at("a.md"), broken);
    expect((await changed()).files.map((file) => file.path)).toEqual(["a.md"]);
    expect(ran()).toBe(false);
    execFileSync("git", ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "add", "a.md"], { cwd: at() });
    const staged = await changed("", { git: { of: "staged" }, fix: "unsafe" });
    expect(staged.summary.fixed).toBeGreaterThan(0);
    expect(ran()).toBe(false);
  });

  it("needs the secrets of the job: programs of Git do not get them", async () => {
    vi.stubEnv("NPM_TOKEN", "secret");
    vi.stubEnv("GIT_TOKEN", "secret");
    vi.stubEnv("LC_ALL", "C");
    git("config", "filter.dump.clean", `env > '${at("env")}'; cat`);
    writeFileSync(at(".gitattributes"), "*.md filter=dump\n");
    writeFileSync(at("a.md"), sound.replace("船", "舟"));
    utimesSync(at("a.md"), 0, 0);
    await changed();
    expect(existsSync(at("env"))).toBe(true);
    expect(readFileSync(at("env"), "utf8")).toContain("LC_ALL=C");
    expect(readFileSync(at("env"), "utf8")).not.toMatch(/NPM_TOKEN|GIT_TOKEN/);
  });
});

it("an untracked link is not read as a changed article", async () => {
  mkdirSync(at("sub"));
  execFileSync("ln", ["-s", "/etc/hostname", at("sub/leak.md")]);
  writeFileSync(at("sub/b.md"), sound);
  expect((await changed()).files.map((file) => file.path)).toEqual(["sub/b.md"]);
});

describe("there is one door", () => {
  const sources = readdirSync(path.join(packageRoot(), "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.replaceAll(path.sep, "/"));
  const having = (pattern: RegExp) =>
    sources.filter((file) => pattern.test(readFileSync(path.join(packageRoot(), "src", file), "utf8"))).sort();

  it("to the environment", () => {
    expect(having(/process\.env\b/)).toEqual(["platform/environment.ts", "platform/program.ts"]);
  });

  it("to other programs", () => {
    expect(having(/import \{[^}]*\b(?:spawn|exec|fork)\w*\b[^}]*\} from "node:child_process"/)).toEqual([
      "platform/program.ts",
    ]);
  });

  it("to files that arrive from elsewhere: the others read what stet brings, or what the user names", () => {
    expect(having(/\b(?:readFile|readFileSync|createReadStream)\(/)).toEqual([
      // A page of stet, and a page next to a plugin that has run.
      "cli/explain.ts",
      // The list of --files-from, which may be a pipe.
      "cli/lint.ts",
      "cli/rule-infos.ts",
      "cli/stored-help.ts",
      // The open handle of the file to write.
      "fix/write.ts",
      "lsp/hover.ts",
      "platform/build-key.ts",
      "platform/version.ts",
      // NODE_EXTRA_CA_CERTS.
      "probe/connections.ts",
      "report/html/document.ts",
      "report/html/page-script.ts",
    ]);
  });
});
