/** The weekly report of docs/ci.md: the commands of the workflow, as a runner starts them, against GitHub's API on loopback. */
import { spawn } from "node:child_process";
import { mkdir, readFile, symlink } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { parse } from "yaml";
import { packageRoot } from "../../src/platform/package-root.js";
import { type GitHubServer, startGitHub } from "../support/github-server.js";
import { makeSite, type Site } from "../support/site.js";

interface Step {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The scripts of the workflow, except `npm ci`, with whether they get the token. */
async function steps(page: string): Promise<readonly { run: string; hasToken: boolean }[]> {
  const text = await readFile(path.join(packageRoot(), page), "utf8");
  const [, workflow = ""] = /```yaml\n(# \.github\/workflows\/weekly\.yml\n[\s\S]*?)```/.exec(text) ?? [];
  const all = (parse(workflow) as { jobs: { stet: { steps: Step[] } } }).jobs.stet.steps;
  return all.flatMap(({ run, env }) =>
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub.
    run === undefined || run === "npm ci" ? [] : [{ run, hasToken: env?.GITHUB_TOKEN === "${{ github.token }}" }],
  );
}

let site: Site;
let github: GitHubServer;
beforeEach(async () => {
  github = await startGitHub();
  site = await makeSite({ "package.json": "{}" });
  await mkdir(path.join(site.folder, "node_modules/.bin"), { recursive: true });
  await symlink(path.join(packageRoot(), "bin/stet.js"), path.join(site.folder, "node_modules/.bin/stet"));
});
afterEach(async () => {
  await github.close();
  await site.remove();
});

/** The exit code of the first step that fails, like the job. */
async function runWorkflow(page: string): Promise<number | null> {
  for (const { run, hasToken } of await steps(page)) {
    const code = await new Promise<number | null>((resolve, reject) => {
      spawn("bash", ["-e", "-c", run], {
        cwd: site.folder,
        env: {
          PATH: process.env.PATH,
          HOME: site.folder,
          GITHUB_ACTIONS: "true",
          GITHUB_API_URL: github.url,
          GITHUB_REPOSITORY: "town/news",
          ...(hasToken && { GITHUB_TOKEN: "ghs_secret" }),
        },
        stdio: "ignore",
      })
        .on("error", reject)
        .on("close", resolve);
    });
    if (code !== 0) return code;
  }
  return 0;
}

const article = (body: string) => `---\ntitle: 桥\ndate: 2022-05-01T09:30:00+08:00\n---\n\n${body}\n`;
const dirty = article('<div id="a"></div><p id="a">雨</p>');

it("opens an issue, updates it, and closes it when nothing is left", async () => {
  await site.write("content/a.md", dirty);
  expect(await runWorkflow("docs/ci.md")).toBe(0);
  expect(github.issues.map(({ title, labels, state }) => [title, labels, state])).toEqual([
    ["Weekly report", ["articles"], "open"],
  ]);
  expect(github.issues[0]?.body).toContain("html/duplicate-id");

  await site.write("content/a.md", article('<p id="a">雨</p><p id="a">雨</p><p id="a">雨</p>'));
  expect(await runWorkflow("docs/ci.md")).toBe(0);
  expect(github.issues).toHaveLength(1);
  expect(github.issues[0]?.body).toContain("2 warnings");

  await site.write("content/a.md", article("<p>雨</p>"));
  expect(await runWorkflow("docs/ci.md")).toBe(0);
  expect(github.issues.map(({ state, body }) => [state, body.split("\n")[1]])).toEqual([
    ["closed", "## ✅ stet: all settled"],
  ]);
});

it("fails if the issue cannot be written, or if stet cannot lint", async () => {
  await site.write("content/a.md", dirty);
  github.next.push({ status: 410, body: { message: "Issues are disabled for this repo" } });
  expect(await runWorkflow("docs/ci.md")).toBe(2);
  await site.write("stet.config.json", "{");
  // `[ $? -eq 1 ]` is false for 2.
  expect(await runWorkflow("docs/ci.md")).toBe(1);
  expect(github.issues).toEqual([]);
});

it("is the same in Chinese", async () => {
  await site.write("content/a.md", dirty);
  expect(await runWorkflow("docs/zh-CN/ci.md")).toBe(0);
  expect(github.issues[0]?.body).toContain("1 个警告（1 篇文章）");
});
