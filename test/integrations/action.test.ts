/** action.yml: against GitHub's schema for actions, and its scripts by bash, as a runner starts them. */
import { spawn } from "node:child_process";
import { chmod, mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { validateAction } from "@action-validator/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { packageRoot } from "../../src/platform/package-root.js";
import { type GitHubServer, startGitHub } from "../support/github-server.js";
import { makeSite, type Site } from "../support/site.js";
import { writeTown } from "../support/town.js";

const root = packageRoot();
const text = await readFile(path.join(root, "action.yml"), "utf8");

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: { readonly steps: readonly Step[] };
}
const { inputs, outputs, runs } = parse(text) as Action;

function step(name: string): Step {
  const found = runs.steps.find((one) => one.name === name);
  if (!found) throw new Error(`action.yml has no step "${name}"`);
  return found;
}

describe("action.yml", () => {
  it("is an action as GitHub's schema has it", () => {
    expect(validateAction(text).errors).toEqual([]);
    expect(validateAction(text.replace("using: composite", "using: compost")).errors).not.toEqual([]);
  });

  it("has the inputs and outputs that the documentation names", async () => {
    expect(Object.keys(inputs)).toEqual([
      "paths",
      "args",
      "version",
      "sarif",
      "cache",
      "token",
      "comment-name",
      "working-directory",
    ]);
    expect(Object.keys(outputs)).toEqual(["exit-code", "sarif-file"]);
    const docs = await readFile(path.join(root, "docs/ci.md"), "utf8");
    for (const name of [...Object.keys(inputs), ...Object.keys(outputs)]) expect(docs).toContain(`\`${name}\``);
  });

  it("has no expression in a script, where an input would become a part of it", () => {
    const scripts = runs.steps.flatMap(({ run }) => run ?? []);
    expect(scripts).toHaveLength(4);
    for (const script of scripts) expect(script).not.toContain("${{");
  });

  it("uses other actions by commits that cannot move", () => {
    const used = runs.steps.flatMap(({ uses }) => uses ?? []);
    expect(used).toHaveLength(3);
    for (const one of used) expect(one).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40}$/);
  });

  it("keeps and uploads what was seen before it judges", () => {
    expect(runs.steps.map(({ name }) => name)).toEqual([
      "Install stet",
      "Restore what was seen",
      "Lint",
      "Keep what was seen",
      "Comment",
      "Upload SARIF",
      "Verdict",
    ]);
  });
});

let site: Site;
const dirty =
  '---\ntitle: 桥\ndate: 2022-05-01T09:30:00+08:00\n---\n\n<p><a href="#a">风</a></p>\n<div id="a"></div><p id="a">雨</p>\n';
const clean = "---\ntitle: 渡口\ndate: 2022-05-01T09:30:00+08:00\n---\n\n<p>船来了。</p>\n";

beforeEach(async () => {
  site = await makeSite({ "content/a.md": clean, ".runner/output": "", ".runner/summary": "", ".runner/path": "" });
  await mkdir(path.join(site.folder, ".runner/bin"));
  await symlink(path.join(root, "bin/stet.js"), path.join(site.folder, ".runner/bin/stet"));
});
afterEach(() => site.remove());

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** `GITHUB_OUTPUT`. */
  readonly outputs: string;
  readonly summary: string;
}

/** The step as a runner runs it: `bash -eo pipefail` on a file, expressions in `env` replaced, all else as it stands. */
async function runStep(
  name: string,
  given: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  const { run = "", env: wanted = {} } = step(name);
  const values = Object.entries(wanted).map(([key, value]) => {
    const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1] ?? "";
    if (!inputs[input]) throw new Error(`${name} has ${key}: ${value}, which is no input`);
    return [key, given[input] ?? inputs[input].default];
  });
  const runner = path.join(site.folder, ".runner");
  await writeFile(path.join(runner, "script.sh"), run);
  const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", path.join(runner, "script.sh")], {
    cwd: path.join(site.folder, given["working-directory"] ?? "."),
    env: {
      PATH: `${path.join(runner, "bin")}:${process.env.PATH}`,
      HOME: runner,
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: site.folder,
      GITHUB_OUTPUT: path.join(runner, "output"),
      GITHUB_STEP_SUMMARY: path.join(runner, "summary"),
      GITHUB_PATH: path.join(runner, "path"),
      GITHUB_ACTION_PATH: root,
      RUNNER_TEMP: path.join(runner, "temp"),
      RUNNER_OS: "Linux",
      ...Object.fromEntries(values),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (more: string) => {
      said[stream] += more;
    });
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  return {
    code,
    ...said,
    outputs: await site.read(".runner/output"),
    summary: await site.read(".runner/summary"),
  };
}

const lint = (given: Readonly<Record<string, string>> = {}) => runStep("Lint", { paths: "content", ...given });
const uris = async (file: string): Promise<readonly string[]> => {
  const { runs } = JSON.parse(await site.read(file));
  return runs[0].results.map(
    (one: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
      one.locations[0]?.physicalLocation.artifactLocation.uri,
  );
};

describe("the script that lints", () => {
  it("annotates, sums up, writes SARIF and tells the exit code, without failing before the verdict", async () => {
    await site.write("content/b.md", dirty);
    const { code, stdout, outputs, summary } = await lint();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^::error file=content\/b\.md,line=7,.*title=html\/duplicate-id::/m);
    expect(summary).toContain("html/duplicate-id");
    expect(outputs).toBe("exit-code=1\nsarif-file=./stet.sarif\n");
    expect(await uris("stet.sarif")).toEqual(["content/b.md"]);
  });

  it("ends with 0 where there is nothing to find, and with 2 and no SARIF where a path is wrong", async () => {
    expect((await lint()).outputs).toBe("exit-code=0\nsarif-file=./stet.sarif\n");
    await site.write(".runner/output", "");
    const { outputs, stderr } = await lint({ paths: "nowhere" });
    expect(outputs).toBe("exit-code=2\n");
    expect(stderr).toContain("nowhere");
  });

  it("takes a path a line, with blanks, quotes, a leading dash and what a shell would run", async () => {
    const names = ["two words.md", "it's.md", "-x.md", "$(touch pwned).md", "`touch pwned`;touch pwned.md"];
    for (const name of names) await site.write(name, dirty);
    const { outputs } = await lint({ paths: `${names.join("\n")}\r\n\n` });
    expect(outputs).toContain("exit-code=1\n");
    const found = new Set((await uris("stet.sarif")).map(decodeURIComponent));
    expect([...found].sort()).toEqual([...names].sort());
    await expect(stat(path.join(site.folder, "pwned"))).rejects.toThrow("ENOENT");
  });

  it("leaves globs to stet", async () => {
    await site.write("content/2020/01/b.md", dirty);
    await lint({ paths: "content/**/*.md" });
    expect(await uris("stet.sarif")).toEqual(["content/2020/01/b.md"]);
  });

  it("gives arguments on, and runs none of them", async () => {
    await site.write("content/b.md", dirty);
    const { outputs } = await lint({ args: "--rule html/duplicate-id=off\n --offline  --format=json=$(id).json;id" });
    expect(outputs).toContain("exit-code=0\n");
    expect(JSON.parse(await site.read("$(id).json;id")).summary.articles).toBe(2);
  });

  it("refuses names that would write outputs of their own", async () => {
    const { code, outputs, stdout } = await lint({ sarif: "x\nexit-code=0" });
    expect([code, outputs]).toEqual([2, ""]);
    expect(stdout).toMatch(/^::error title=stet::/);
  });

  it("writes no SARIF where none is wanted", async () => {
    expect((await lint({ sarif: "" })).outputs).toBe("exit-code=0\n");
  });

  it("names files from the workspace on when it runs in a folder of it", async () => {
    await site.write("site/content/b.md", dirty);
    const { stdout, outputs } = await lint({ "working-directory": "site" });
    expect(stdout).toMatch(/^::error file=site\/content\/b\.md,/m);
    expect(outputs).toContain("sarif-file=site/stet.sarif\n");
    expect(await uris("site/stet.sarif")).toEqual(["site/content/b.md"]);
  });

  it("keeps what it saw in the folder that is saved, or nothing at all", async () => {
    const kept = step("Keep what was seen").with?.path;
    expect(kept).toMatch(/^\$\{\{ runner\.temp \}\}\/stet-cache$/);
    expect(step("Restore what was seen").with?.path).toBe(kept);
    await lint({ cache: "false" });
    await expect(stat(path.join(site.folder, ".runner/temp/stet-cache"))).rejects.toThrow("ENOENT");
    // Few articles are looked at sooner than a cache is read.
    await writeTown(site, 100);
    await lint({ args: "--offline" });
    expect((await stat(path.join(site.folder, ".runner/temp/stet-cache/stet/results"))).isDirectory()).toBe(true);
  });
});

describe("the script that comments", () => {
  const token = "ghs_secret0123456789";
  let github: GitHubServer;
  beforeEach(async () => {
    github = await startGitHub();
    await site.write(
      ".runner/event.json",
      JSON.stringify({ pull_request: { number: 7, head: { sha: "a".repeat(40) } } }),
    );
  });
  afterEach(() => github.close());

  const comment = (given: Readonly<Record<string, string>> = {}, env: NodeJS.ProcessEnv = {}) =>
    runStep(
      "Comment",
      { token, ...given },
      {
        GITHUB_API_URL: github.url,
        GITHUB_REPOSITORY: "town/news",
        GITHUB_EVENT_PATH: path.join(site.folder, ".runner/event.json"),
        GITHUB_SERVER_URL: "https://github.example",
        GITHUB_RUN_ID: "42",
        ...env,
      },
    );
  const quiet = ({ stdout, stderr, summary, outputs: written }: Ran) =>
    expect(stdout + stderr + summary + written).not.toContain(token);

  it("posts one comment and updates it, up to the word that all is settled", async () => {
    await site.write("content/b.md", dirty);
    await lint();
    const first = await comment();
    expect([first.code, first.stdout]).toEqual([
      0,
      " Comment created: https://github.example/town/news/pull/7#issuecomment-1001\n",
    ]);
    expect(github.comments[0]?.body).toMatch(/^<!-- stet report -->\n## ❌ stet: 1 error, 0 warnings in 2 articles\n/);
    expect(github.comments[0]?.body).toContain("html/duplicate-id");
    expect(github.comments[0]?.body).toContain(
      "<sub>Commit aaaaaaaaaaaa · [run](https://github.example/town/news/actions/runs/42)</sub>",
    );
    await site.write("content/b.md", clean.replace("渡口", "桥"));
    await lint();
    const second = await comment();
    expect(second.stdout).toMatch(/^ Comment updated: /);
    expect(github.comments.map(({ body }) => body.split("\n").slice(0, 4))).toEqual([
      ["<!-- stet report -->", "## ✅ stet: all settled", "", "no violations in 2 articles"],
    ]);
    quiet(first);
    quiet(second);
  });

  it("ends well and says in a line why there is no comment, if a fork's token may not write", async () => {
    await site.write("content/b.md", dirty);
    await lint();
    github.next.push(undefined, { status: 403, body: { message: "Resource not accessible by integration" } });
    const ran = await comment();
    expect(ran.code).toBe(0);
    expect(ran.stdout).toBe(
      "::notice title=stet::stet did not comment on the pull request: GitHub responded with 403 (Resource not accessible by integration). " +
        "The token needs the permission pull-requests: write, which GitHub does not give to pull requests from forks. The report is in the job summary.\n",
    );
    expect(ran.summary).toContain("html/duplicate-id");
    expect(ran.summary).toContain("> stet did not comment on the pull request: GitHub responded with 403");
    quiet(ran);
  });

  it("ends well if GitHub's answer, the API's address or the name is no good", async () => {
    await lint();
    github.next.push({ status: 404, body: { message: "::error::Not\n::error::Found" } });
    const refused = await comment();
    expect([refused.code, refused.stdout.match(/^::/gm)?.length, refused.stdout.startsWith("::notice ")]).toEqual([
      0,
      1,
      true,
    ]);
    for (const ran of [
      await comment({}, { GITHUB_API_URL: "http://github.example/api/v3" }),
      await comment({ "comment-name": "--> <script>" }),
      await comment({}, { GITHUB_REPOSITORY: "../../x" }),
    ]) {
      expect([ran.code, ran.stdout]).toEqual([
        0,
        "::notice title=stet::stet did not comment on the pull request. The report is in the job summary.\n",
      ]);
      quiet(ran);
    }
    expect(github.comments).toEqual([]);
  });

  it("does nothing for a push, and says so", async () => {
    await lint();
    await site.write(".runner/event.json", JSON.stringify({ ref: "refs/heads/main" }));
    const { code, stdout } = await comment();
    expect([code, stdout]).toEqual([0, " This run belongs to no pull request, so there is nothing to comment on.\n"]);
    expect(github.requests).toEqual([]);
  });

  it("does not use the report of an earlier step if stet could not lint", async () => {
    await site.write("content/b.md", dirty);
    await lint();
    await lint({ paths: "nowhere" });
    const { code, stdout } = await comment();
    expect([code, stdout]).toEqual([
      0,
      "::notice title=stet::There is no report to comment with, because stet could not lint.\n",
    ]);
    expect(github.requests).toEqual([]);
  });

  it("reads no configuration, so that a pull request decides nothing about it", async () => {
    await lint();
    await site.write("stet.config.mjs", 'throw new Error("executed");');
    await site.write("node_modules/stet/package.json", "{");
    expect((await comment()).stdout).toMatch(/^ Nothing to report/);
  });

  it("is the only step that has the token", () => {
    const having = runs.steps.filter((one) => JSON.stringify(one).includes("inputs.token }}"));
    expect(having.map(({ name }) => name)).toEqual(["Comment"]);
  });
});

describe("the script that installs", () => {
  /** Stands in the place of npm, and says what it was called with. */
  beforeEach(async () => {
    const npm = path.join(site.folder, ".runner/bin/npm");
    await writeFile(npm, '#!/bin/sh\nfor one in "$@"; do printf "<%s>" "$one"; done\n');
    await chmod(npm, 0o755);
  });

  it("asks for the version of the action itself, unless another is given", async () => {
    const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
    expect((await runStep("Install stet", {})).stdout).toContain(`<stet@${version}>`);
    expect(await site.read(".runner/path")).toBe(`${site.folder}/.runner/temp/stet/bin\n`);
    const { stdout } = await runStep("Install stet", { version: "1.2.3 --registry=http://evil.example $(id)" });
    expect(stdout).toContain("<stet@1.2.3 --registry=http://evil.example $(id)>");
  });

  it("says what to do where Node is too old", async () => {
    const node = path.join(site.folder, ".runner/bin/node");
    await writeFile(node, "#!/bin/sh\nexit 1\n");
    await chmod(node, 0o755);
    const { code, stdout } = await runStep("Install stet", {});
    expect(code).toBe(2);
    expect(stdout).toContain(
      "::error title=stet::Node.js 20.19 or later is needed; put actions/setup-node before this",
    );
  });
});

it("the verdict is the exit code", async () => {
  expect(step("Verdict").run).toBe('exit "$STET_EXIT_CODE"');
  expect(step("Verdict").env?.STET_EXIT_CODE).toContain("steps.lint.outputs.exit-code");
});
