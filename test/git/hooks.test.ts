/** The snippets of docs/hooks.md and the hooks of .pre-commit-hooks.yaml, each in a real repository by a real commit. */
import { existsSync } from "node:fs";
import { chmod, lchown, mkdir, readFile, rm, symlink } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { packageRoot } from "../../src/platform/package-root.js";
import { makeSite, runStet } from "../support/site.js";
import { clean, defective, makeRepo, type Repo, repaired, start } from "./support.js";

const root = packageRoot();
const installed = (name: string) => path.join(root, "node_modules", name);
const docs = await readFile(path.join(root, "docs/hooks.md"), "utf8");

/** The snippet for a file, without the line that names it. */
function snippet(file: string): string {
  const [, text] = docs.split(/^```\w+\n(?:#|\/\/) /m).flatMap((part) => {
    const [name, ...rest] = part.split("\n");
    return name === file ? ["", `${rest.join("\n").split("\n```")[0]}\n`] : [];
  });
  if (text === undefined) throw new Error(`docs/hooks.md has no snippet for ${file}`);
  return text;
}

let repo: Repo;
beforeEach(async () => {
  repo = await makeRepo({ "a.md": clean });
  // As `npm install --save-dev stet` leaves it: npx then asks nobody.
  await mkdir(path.join(repo.folder, "node_modules/.bin"), { recursive: true });
  await symlink(path.join(root, "bin/stet.js"), path.join(repo.folder, "node_modules/.bin/stet"));
  await repo.write("package.json", '{ "name": "site", "private": true }\n');
  await repo.git("add", "package.json");
  await repo.git("commit", "-qm", "package");
});
afterEach(() => repo.remove());

const env = { npm_config_offline: "true", CI: "", LEFTHOOK: "", HUSKY: "" };
const commit = () => repo.tryGit(["commit", "-m", "x"], env);

/** One article staged with defects that can be repaired, and with a change that is not staged. */
async function stageAndGoOn(): Promise<void> {
  await repo.write("a.md", defective("一", "二", "三"));
  await repo.git("add", "a.md");
  await repo.write("a.md", defective("一", "改", "三"));
}

async function expectRepairedCommit(): Promise<void> {
  expect(await repo.git("show", "HEAD:a.md")).toBe(repaired("一", "二", "三"));
  expect(await repo.git("status", "--porcelain", "a.md")).toBe(" M a.md\n");
}

async function expectRefusal(): Promise<void> {
  const head = await repo.git("rev-parse", "HEAD");
  await repo.write("b.md", "---\ntitle: [\n---\n\n<p>一</p>\n");
  await repo.git("add", "b.md");
  const { code, stdout, stderr } = await commit();
  expect(code).not.toBe(0);
  expect(stdout + stderr).toContain("b.md");
  expect(stdout + stderr).toContain("front-matter/syntax");
  expect(await repo.git("rev-parse", "HEAD")).toBe(head);
}

it("a hook without a tool repairs and refuses", async () => {
  await repo.write(".git/hooks/pre-commit", snippet(".git/hooks/pre-commit"));
  await chmod(path.join(repo.folder, ".git/hooks/pre-commit"), 0o755);
  await stageAndGoOn();
  expect((await commit()).code).toBe(0);
  await expectRepairedCommit();
  expect(await repo.read("a.md")).toBe(repaired("一", "改", "三"));
  await expectRefusal();
});

it("husky runs it", async () => {
  const { code } = await start(process.execPath, [path.join(installed("husky"), "bin.js")], repo.folder, {
    ...process.env,
    ...env,
  });
  expect(code).toBe(0);
  expect(await repo.git("config", "core.hooksPath")).toBe(".husky/_\n");
  await repo.write(".husky/pre-commit", snippet(".husky/pre-commit"));
  await stageAndGoOn();
  expect((await commit()).code).toBe(0);
  await expectRepairedCommit();
  expect(await repo.read("a.md")).toBe(repaired("一", "改", "三"));
  await expectRefusal();
});

it("lint-staged runs it on what is staged, and stages what was repaired", async () => {
  await repo.write(".lintstagedrc.json", snippet(".lintstagedrc.json"));
  const program = path.join(installed("lint-staged"), "bin/lint-staged.js");
  await repo.hook("pre-commit", `exec "${process.execPath}" "${program}"`);
  await stageAndGoOn();
  const { code, stderr } = await commit();
  expect(stderr).toContain("stet --fix --offline --format brief");
  expect(code).toBe(0);
  expect(await repo.git("show", "HEAD:a.md")).toBe(repaired("一", "二", "三"));
  await repo.git("restore", "a.md");
  await expectRefusal();
});

// Its package runs a program when it is installed, so it is no dependency; .ci/run gets it.
describe.skipIf(!existsSync(installed("lefthook")))("lefthook", () => {
  it("runs it", async () => {
    await repo.write("lefthook.yml", snippet("lefthook.yml"));
    const program = path.join(installed("lefthook"), "bin/index.js");
    await symlink(program, path.join(repo.folder, "node_modules/.bin/lefthook"));
    const { code } = await start(process.execPath, [program, "install"], repo.folder, { ...process.env, ...env });
    expect(code).toBe(0);
    await stageAndGoOn();
    const done = await commit();
    expect(done.stdout + done.stderr).toContain("2 violations fixed");
    expect(done.code).toBe(0);
    expect(await repo.git("show", "HEAD:a.md")).toBe(repaired("一", "二", "三"));
    await repo.git("restore", "a.md");
    await expectRefusal();
  });
});

interface PreCommitHook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
}
const hooks = parse(await readFile(path.join(root, ".pre-commit-hooks.yaml"), "utf8")) as PreCommitHook[];

describe("pre-commit", () => {
  it("has an offline hook, which the docs name, and an online one", () => {
    expect(hooks.map(({ id }) => id)).toEqual(["stet", "stet-online"]);
    const { repos } = parse(snippet(".pre-commit-config.yaml")) as {
      repos: { hooks: { id: string; args: string[] }[] }[];
    };
    expect(repos[0]?.hooks).toEqual([{ id: "stet", args: ["--fix"] }]);
  });

  /** As pre-commit does it: the entry, the arguments of the user's configuration, the staged files that match. */
  const asHook = async ({ entry, files }: PreCommitHook, ...args: string[]) => {
    const pattern = files.replaceAll("'", "'\\''");
    const list = `git diff --cached --name-only --diff-filter=ACMR -z | grep -zP '${pattern}'`;
    await repo.hook("pre-commit", `${list} | xargs -0 -r ${[entry, ...args].join(" ")}`);
  };

  it.each(hooks)("$id judges the files that it is given, and no others", async (hook) => {
    await asHook(hook);
    await repo.write("notes.txt", "---\ntitle: [\n---\n");
    await repo.write("桥 头.md", clean.replace("船来了", "桥头"));
    await repo.git("add", ".");
    const fine = await commit();
    expect([fine.code, fine.stderr]).toEqual([0, expect.stringContaining("in 1 article")]);
    await expectRefusal();
  });

  it("repairs files with the arguments of the docs", async () => {
    await asHook(hooks[0] as PreCommitHook, "--fix");
    await repo.write("a.md", defective("一"));
    await repo.git("add", "a.md");
    await commit();
    expect(await repo.read("a.md")).toBe(repaired("一"));
  });
});

describe("stet init --hook", () => {
  const init = (...args: string[]) => runStet(repo.folder, ["init", "--yes", "--hook", ...args], "", env);

  it("writes a hook that runs the stet of the site, and a configuration if there is none", async () => {
    const { code, stdout } = await init();
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("Created .git/hooks/pre-commit"),
    });
    expect(await repo.read(".git/hooks/pre-commit")).toBe(
      "#!/bin/sh\nexec npx --no -- stet --staged --fix --offline\n",
    );
    expect(existsSync(path.join(repo.folder, "stet.config.json"))).toBe(true);
    await stageAndGoOn();
    expect((await commit()).code).toBe(0);
    await expectRepairedCommit();
    await expectRefusal();
  });

  it("leaves a hook that exists as it is, and says what to add to it", async () => {
    await repo.write(".git/hooks/pre-commit", "#!/bin/sh\ntrue\n");
    const { code, stderr } = await init();
    expect(code).toBe(2);
    expect(stderr).toContain("The Git hook .git/hooks/pre-commit already exists.");
    expect(stderr).toContain("exec npx --no -- stet --staged --fix --offline");
    expect(await repo.read(".git/hooks/pre-commit")).toBe("#!/bin/sh\ntrue\n");
  });

  it("writes none where Git takes hooks from another folder", async () => {
    await repo.git("config", "core.hooksPath", ".husky/_");
    const { code, stderr } = await init();
    expect(code).toBe(2);
    expect(stderr).toContain("takes hooks from .husky/_");
    expect(existsSync(path.join(repo.folder, ".git/hooks/pre-commit"))).toBe(false);
  });

  it.each(["/dev/null", ""])(
    "writes none where the user has turned hooks off: core.hooksPath is %j",
    async (setting) => {
      await repo.git("config", "core.hooksPath", setting);
      const { code, stderr } = await init();
      expect(code).toBe(2);
      expect(stderr).toContain(`takes hooks from ${setting || '""'}`);
      expect(existsSync(path.join(repo.folder, ".git/hooks/pre-commit"))).toBe(false);
    },
  );

  it("writes it through a link of the user, and not through that of another user", async ({ skip }) => {
    const hooks = path.join(repo.folder, ".git/hooks");
    const other = path.join(repo.folder, "other");
    await mkdir(other);
    await rm(hooks, { recursive: true, force: true });
    await symlink(other, hooks);
    expect((await init()).code).toBe(0);
    expect(existsSync(path.join(other, "pre-commit"))).toBe(true);
    if (process.getuid?.() !== 0) skip("NOTE: only root can give a link away: not tested");
    await rm(path.join(other, "pre-commit"));
    await lchown(hooks, 1234, 1234);
    const { code, stderr } = await init();
    expect(stderr).toContain("Cannot write .git/hooks/pre-commit: it is a link that belongs to another user.");
    expect(code).toBe(2);
    expect(existsSync(path.join(other, "pre-commit"))).toBe(false);
  });

  it("changes to the site in a repository whose top it is not", async () => {
    await mkdir(path.join(repo.folder, "it's here/node_modules/.bin"), { recursive: true });
    await symlink(path.join(root, "bin/stet.js"), path.join(repo.folder, "it's here/node_modules/.bin/stet"));
    const { code } = await runStet(path.join(repo.folder, "it's here"), ["init", "--yes", "--hook"], "", env);
    expect(code).toBe(0);
    expect(await repo.read(".git/hooks/pre-commit")).toBe(
      "#!/bin/sh\ncd 'it'\\''s here/' && exec npx --no -- stet --staged --fix --offline\n",
    );
    await repo.write("it's here/b.md", defective("一", "二", "三"));
    await repo.git("add", "it's here/b.md");
    expect((await commit()).code).toBe(0);
    expect(await repo.git("show", "HEAD:it's here/b.md")).toBe(repaired("一", "二", "三"));
  });

  it("finds the hooks of the repository from a folder with a line break in its name", async () => {
    const folder = path.join(repo.folder, "a\nb");
    await mkdir(path.join(folder, "node_modules/.bin"), { recursive: true });
    await symlink(path.join(root, "bin/stet.js"), path.join(folder, "node_modules/.bin/stet"));
    expect((await runStet(folder, ["init", "--yes", "--hook"], "", env)).code).toBe(0);
    expect(await repo.read(".git/hooks/pre-commit")).toBe(
      "#!/bin/sh\ncd 'a\nb/' && exec npx --no -- stet --staged --fix --offline\n",
    );
  });

  it("says that there is no repository", async () => {
    const site = await makeSite();
    const { code, stderr } = await site.stet(["init", "--yes", "--hook"]);
    expect(code).toBe(2);
    expect(stderr).toContain("This folder is not in a Git repository.");
    await site.remove();
  });
});
