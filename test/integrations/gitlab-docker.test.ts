/** The template for GitLab, its script run as its runner would, and the Dockerfile, by a linter: no engine runs here. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, symlink } from "node:fs/promises";
import path from "node:path";
import { DockerfileParser } from "dockerfile-ast";
import { validate } from "dockerfile-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { packageRoot } from "../../src/platform/package-root.js";
import { makeSite, type Site } from "../support/site.js";
import { writeTown } from "../support/town.js";

const root = packageRoot();
const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));

describe("templates/stet.gitlab-ci.yml", async () => {
  const { stet, ...others } = parse(await readFile(path.join(root, "templates/stet.gitlab-ci.yml"), "utf8"));
  let site: Site;
  beforeEach(async () => {
    site = await makeSite({
      "posts/2020/a.md": '---\ntitle: 桥\ndate: 2022-05-01T09:30:00+08:00\n---\n\n<b id="a">风</b><p id="a">雨</p>\n',
    });
    await mkdir(path.join(site.folder, ".bin"));
    await symlink(path.join(root, "bin/stet.js"), path.join(site.folder, ".bin/stet"));
  });
  afterEach(() => site.remove());

  it("is one job that installs this version", () => {
    expect(others).toEqual({});
    expect(stet.variables.STET_VERSION).toBe(version);
    expect(stet.before_script[0]).toContain('"stet@$STET_VERSION"');
  });

  it("gives GitLab both reports and the cache whatever comes of the run", () => {
    expect(stet.artifacts).toEqual({
      when: "always",
      reports: { codequality: "stet.codequality.json", junit: "stet.junit.xml" },
    });
    expect(stet.cache.when).toBe("always");
    expect(stet.cache.paths).toEqual([".stet-cache/"]);
    expect(stet.variables.XDG_CACHE_HOME).toBe("$CI_PROJECT_DIR/.stet-cache");
  });

  it("writes the reports, keeps the cache where GitLab looks for it, and ends with the exit code of stet", async () => {
    // Few articles are looked at sooner than a cache is read.
    await writeTown(site, 100);
    const child = spawn("sh", ["-ec", stet.script.join("\n")], {
      cwd: site.folder,
      env: {
        PATH: `${path.join(site.folder, ".bin")}:${process.env.PATH}`,
        HOME: site.folder,
        CI_PROJECT_DIR: site.folder,
        XDG_CACHE_HOME: `${site.folder}/.stet-cache`,
        STET_PATHS: "posts/**/*.md content",
        STET_ARGS: "--offline --rule text/stub=off",
      },
      stdio: "ignore",
    });
    const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
    expect(code).toBe(1);
    const issues = JSON.parse(await site.read("stet.codequality.json"));
    const found: { check_name: string; location: { path: string } }[] = issues;
    const here = found.filter(({ location }) => location.path.startsWith("posts"));
    expect(here.map((one) => [one.check_name, one.location])).toEqual([
      ["html/duplicate-id", { path: "posts/2020/a.md", lines: { begin: 6 } }],
    ]);
    expect(await site.read("stet.junit.xml")).toContain('name="posts/2020/a.md"');
    expect(existsSync(path.join(site.folder, ".stet-cache/stet/results"))).toBe(true);
  });
});

describe("Dockerfile", async () => {
  const text = await readFile(path.join(root, "Dockerfile"), "utf8");
  const instructions = DockerfileParser.parse(text).getInstructions();
  const all = (keyword: string) =>
    instructions.filter((one) => one.getKeyword() === keyword).map((one) => one.getArgumentsContent() ?? "");

  it("is what a linter takes", () => {
    expect(validate(text)).toEqual([]);
    expect(validate(text.replace("WORKDIR /work", "WORKDIR"))).not.toEqual([]);
  });

  it("builds the executable on a pinned line of Node, and runs it without Node as an ordinary user", () => {
    expect(all("FROM").map((from) => from.split(" ")[0])).toEqual(["node:22-slim", "debian:bookworm-slim"]);
    expect(all("RUN").join("\n")).toContain("npm run build:binary");
    expect(all("USER")).toEqual(["stet"]);
    expect(all("ENTRYPOINT")).toEqual(['["stet"]']);
  });

  it("takes no file into the image that the clone has for itself", async () => {
    const ignored = (await readFile(path.join(root, ".dockerignore"), "utf8")).split("\n").filter(Boolean);
    expect(ignored).toEqual([".git", "node_modules", "dist"]);
    for (const name of ["package.json", "package-lock.json"]) expect(existsSync(path.join(root, name))).toBe(true);
  });
});
