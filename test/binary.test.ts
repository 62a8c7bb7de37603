/** The executable of `npm run build:binary`, as a user of Jekyll has it: with git, and without Node. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildBinary } from "../tools/binary.js";
import { startEditor } from "./support/lsp-client.js";
import { makeSite, type Site } from "./support/site.js";

const article = (number: number): string =>
  `---\ntitle: 第 ${number} 篇\ndate: 2024-05-01 08:00:00 +0800\n---\n\n<p id="a" id="b">一。</p>\n`;

describe.skipIf(process.platform !== "linux")("the executable", () => {
  let folder: string;
  let site: Site;
  let env: Record<string, string>;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "stet-binary-"));
    await buildBinary(path.join(folder, "bin"));
    await mkdir(path.join(folder, "path"));
    for (const program of ["git", "sh", "cat"]) {
      const found = execFileSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).trim();
      await symlink(found, path.join(folder, "path", program));
    }
    env = {
      PATH: [path.join(folder, "bin"), path.join(folder, "path")].join(path.delimiter),
      HOME: folder,
      XDG_CACHE_HOME: path.join(folder, "cache"),
    };
    site = await makeSite({
      "_config.yml": "title: News\nurl: https://news.example\nbaseurl: /blog\n",
      Gemfile: 'gem "jekyll"\n',
      "_posts/2024-05-01-a.md": article(1),
      "_posts/2024-05-01-b.md": article(2),
    });
  });
  afterAll(async () => {
    await site?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const run = (program: string, ...args: string[]) => {
    const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: site.folder, env, encoding: "utf8" });
    return { code: status, stdout, stderr, error: (error as NodeJS.ErrnoException | undefined)?.code };
  };

  it("runs without Node: version, help, configuration", async () => {
    expect(run("node", "--version").error).toBe("ENOENT");
    expect(run("stet", "--version")).toMatchObject({ code: 0, stdout: "0.1.0\n", stderr: "" });
    expect(run("stet", "--help", "--locale", "zh-CN").stdout).toContain("选项");
    expect(run("stet", "init", "--yes").stdout).toContain("Detected site generator: Jekyll.");
  });

  it("lints in threads, with a configuration in TypeScript, and writes the HTML report", async () => {
    await site.write("stet.config.ts", 'export default { extends: "stet:recommended" as const };\n');
    await rm(path.join(site.folder, "stet.config.json"));
    const { code, stdout } = run(
      "stet",
      "--offline",
      "--concurrency",
      "2",
      "-f",
      "json",
      "-f",
      "html=r.html",
      "_posts",
    );
    expect(code).toBe(1);
    const { files } = JSON.parse(stdout);
    expect(
      files.map(({ violations }: { violations: { rule: string }[] }) => violations.map(({ rule }) => rule)),
    ).toEqual([["html/duplicate-attribute"], ["html/duplicate-attribute"]]);
    expect(await site.read("r.html")).toContain("html/duplicate-attribute");
    await rm(path.join(site.folder, "stet.config.ts"));
  });

  it("explains rules, and serves editors", async () => {
    expect(run("stet", "explain", "image/alt").stdout).toContain("# image/alt");
    const editor = await startEditor(site.folder, { program: [path.join(folder, "bin/stet")], env });
    await editor.open("_posts/2024-05-01-a.md", article(1));
    const [found] = await editor.diagnostics("_posts/2024-05-01-a.md", (all) => all.length > 0);
    expect(found?.code).toBe("html/duplicate-attribute");
    const page = new URL(found?.codeDescription?.href ?? "");
    expect(await readFile(page, "utf8")).toContain("# html/duplicate-attribute");
    expect(await editor.stop()).toBe(0);
  });

  it("fixes in a Git hook", async () => {
    run("git", "init", "-q");
    run("git", "config", "user.email", "a@news.example");
    run("git", "config", "user.name", "A");
    expect(run("stet", "init", "--yes", "--hook").code).toBe(0);
    expect(await site.read(".git/hooks/pre-commit")).toContain(`exec '${path.join(folder, "bin/stet")}' --staged`);
    await site.write("_posts/2024-05-02-c.md", "\n---\ntitle: 丙\n---\n一。\n");
    run("git", "add", "_posts/2024-05-02-c.md");
    const { code, stderr, stdout } = run("git", "commit", "-q", "-m", "one");
    expect({ code, stderr, stdout }).toMatchObject({ code: 0 });
    expect(run("git", "show", "HEAD:_posts/2024-05-02-c.md").stdout).toBe("---\ntitle: 丙\n---\n一。\n");
  });

  it("does not run files that somebody has changed", async () => {
    const programs = path.join(folder, "cache/stet/program");
    const [name = ""] = await readdir(programs);
    const file = path.join(programs, name, "bin/stet.js");
    const original = await readFile(file, "utf8");
    await writeFile(file, 'console.log("changed");\n');
    expect(run("stet", "--version").stdout).toBe("0.1.0\n");
    expect(await readFile(file, "utf8")).toBe(original);
  });

  it("does not run packages that somebody has put next to its files", async () => {
    const programs = path.join(folder, "cache/stet/program");
    const [name = ""] = await readdir(programs);
    const mark = path.join(folder, "mark");
    for (const at of [path.join(programs, name), programs, path.dirname(programs)]) {
      const sharp = path.join(at, "node_modules/sharp");
      await mkdir(sharp, { recursive: true });
      await writeFile(path.join(sharp, "index.js"), `require("node:fs").writeFileSync(${JSON.stringify(mark)}, "");\n`);
      expect(run("stet", "compress", "--dry-run", "_posts").stderr).toContain('"sharp"');
      expect(existsSync(mark), at).toBe(false);
    }
  });

  it.skipIf(process.getuid?.() !== 0)("runs no package of another user in a folder above its files", async () => {
    const shared = path.join(folder, "shared");
    const sharp = path.join(shared, "node_modules/sharp");
    const mark = path.join(folder, "mark of a stranger");
    await mkdir(sharp, { recursive: true });
    await writeFile(path.join(sharp, "index.js"), `require("node:fs").writeFileSync(${JSON.stringify(mark)}, "");\n`);
    for (const one of [path.dirname(sharp), sharp, path.join(sharp, "index.js")]) await chown(one, 4242, 4242);
    await chmod(shared, 0o1777);
    const program = path.join(folder, "bin/stet");
    for (const more of [
      { XDG_CACHE_HOME: path.join(shared, "cache") },
      { XDG_CACHE_HOME: "/dev/null/no", TMPDIR: shared },
    ])
      for (const option of ["--dry-run", "--untrusted"]) {
        const { stderr } = spawnSync(program, ["compress", option, "_posts"], {
          cwd: site.folder,
          env: { ...env, ...more },
          encoding: "utf8",
        });
        expect(stderr).toContain("belongs to another user");
        expect(existsSync(mark)).toBe(false);
      }
  });

  it("runs where nothing can be stored, and leaves nothing behind", async () => {
    const temporary = path.join(folder, "temporary");
    await mkdir(temporary);
    const { stdout } = spawnSync(path.join(folder, "bin/stet"), ["--version"], {
      env: { TMPDIR: temporary, XDG_CACHE_HOME: "/dev/null/cache" },
      encoding: "utf8",
    });
    expect(stdout).toBe("0.1.0\n");
    expect(await readdir(temporary)).toEqual([]);
  });
});
