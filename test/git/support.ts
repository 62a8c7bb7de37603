/** A real repository in a temporary folder, with the built program on the PATH of its hooks. */
import { spawn } from "node:child_process";
import { chmod, mkdir, symlink } from "node:fs/promises";
import path from "node:path";
import { vi } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { makeSite, type Outcome, type Site } from "../support/site.js";

// Each test starts dozens of programs, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** What is around the tests must not tell git, or stet, where to look. */
for (const name of Object.keys(process.env)) if (name.startsWith("GIT_")) delete process.env[name];
Object.assign(process.env, {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Wen",
  GIT_AUTHOR_EMAIL: "wen@example.com",
  GIT_COMMITTER_NAME: "Wen",
  GIT_COMMITTER_EMAIL: "wen@example.com",
});

/** Two defects that a safe fix repairs: the date in line 3, the list item in the last line. */
export const defective = (...paragraphs: string[]): string =>
  `---\ntitle: 桥\ndate: Sat, 11 Dec 2021 04:49:15 GMT\n---\n\n${paragraphs.map((one) => `<p>${one}</p>\n\n`).join("")}<div><span>风</div>\n`;
export const repaired = (...paragraphs: string[]): string =>
  defective(...paragraphs)
    .replace("Sat, 11 Dec 2021 04:49:15 GMT", "2021-12-11 04:49:15 +0000")
    .replace("风</div>", "风</span></div>");
export const clean = "---\ntitle: 渡口\ndate: 2022-05-01T09:30:00+08:00\n---\n\n<p>船来了。</p>\n";

export interface Repo extends Site {
  /** @throws Error if git fails. */
  git(...args: string[]): Promise<string>;
  /** Whatever comes of it. */
  tryGit(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Outcome>;
  hook(name: string, script: string): Promise<void>;
  /** What is staged of a file. */
  staged(name: string): Promise<string>;
}

export async function makeRepo(files: Readonly<Record<string, string>> = {}): Promise<Repo> {
  const site = await makeSite();
  const shims = path.join(site.folder, ".git-test-bin");
  const env = () => ({
    ...process.env,
    XDG_CACHE_HOME: path.join(site.folder, ".cache"),
    PATH: `${shims}:${process.env.PATH}`,
  });
  const tryGit = (args: readonly string[], more: NodeJS.ProcessEnv = {}) =>
    start("git", args, site.folder, { ...env(), ...more });
  const git = async (...args: string[]) => {
    const { code, stdout, stderr } = await tryGit(args);
    if (code !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
    return stdout;
  };
  await git("init", "-q", "-b", "main", ".");
  await mkdir(shims);
  await symlink(path.join(packageRoot(), "bin/stet.js"), path.join(shims, "stet"));
  await site.write(".git/info/exclude", ".git-test-bin\n.cache\nnode_modules\n");
  for (const [name, content] of Object.entries(files)) await site.write(name, content);
  if (Object.keys(files).length > 0) {
    await git("add", ".");
    await git("commit", "-qm", "first");
  }
  return {
    ...site,
    git,
    tryGit,
    hook: async (name, script) => {
      await site.write(`.git/hooks/${name}`, `#!/bin/sh\n${script}\n`);
      await chmod(path.join(site.folder, ".git/hooks", name), 0o755);
    },
    staged: (name) => git("show", `:${name}`),
  };
}

/** Runs a program to its end. */
export function start(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** The built program, in any folder. */
export const stetIn = (cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> =>
  start(process.execPath, [path.join(packageRoot(), "bin/stet.js"), ...args], cwd, {
    ...process.env,
    XDG_CACHE_HOME: path.join(cwd, ".cache"),
    ...env,
  });

/** `path:line rule` of all that a JSON report has. */
export function found(stdout: string): string[] {
  const { files } = JSON.parse(stdout) as {
    files: { path: string; violations: { rule: string; line: number }[]; errors: unknown[] }[];
  };
  return files.flatMap((file) => file.violations.map(({ rule, line }) => `${file.path}:${line} ${rule}`));
}

/** The paths that a JSON report is about. */
export const pathsIn = (stdout: string): string[] =>
  (JSON.parse(stdout) as { files: { path: string }[] }).files.map((file) => file.path);
