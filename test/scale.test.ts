/** The files in docs/scale.md, run as the systems that they are for would run them. */
import { spawn } from "node:child_process";
import { chmod, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { packageRoot } from "../src/platform/package-root.js";
import { makeSite, type Site } from "./support/site.js";
import { writeTown } from "./support/town.js";

let site: Site;
// biome-ignore lint/suspicious/noExplicitAny: three files of three systems, read where they are asked for
let files: Record<string, any>[];
let whole: unknown;
beforeAll(async () => {
  site = await makeSite();
  await writeTown(site, 60);
  await site.write("stet.config.json", JSON.stringify({ images: { exclude: ["https://img.example/**"] } }));
  // `npx stet` is the stet of the site's own packages.
  const bin = path.join(site.folder, "node_modules/.bin");
  await mkdir(bin, { recursive: true });
  await symlink(path.join(packageRoot(), "bin/stet.js"), path.join(bin, "stet"));
  const npm = path.join(bin, "npm");
  await writeFile(npm, "#!/bin/sh\ntrue\n");
  await chmod(npm, 0o755);
  const text = await readFile(path.join(packageRoot(), "docs/scale.md"), "utf8");
  files = [...text.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml = ""]) => parse(yaml));
  whole = JSON.parse((await site.stet(["content", "-f", "json"])).stdout).files;
});
afterAll(() => site.remove());

function shell(
  line: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const bin = path.join(site.folder, "node_modules/.bin");
    const child = spawn("sh", ["-c", line], {
      cwd: site.folder,
      env: {
        ...process.env,
        PATH: `${bin}:${process.env.PATH}`,
        XDG_CACHE_HOME: path.join(site.folder, ".cache"),
        GITHUB_STEP_SUMMARY: "",
        ...env,
      },
    });
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
    });
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    child.on("close", (code) => resolve({ code, said }));
  });
}

/** What stands in the blobs must be what one run of all says. */
async function expectWhole(): Promise<void> {
  const { said } = await shell("stet merge blobs/*.blob -f json");
  expect(JSON.parse(said).files).toEqual(whole);
  await rm(path.join(site.folder, "blobs"), { recursive: true });
}

describe("docs/scale.md", () => {
  it("GitHub's matrix looks at all parts, and its last job reports on the whole", async () => {
    const { part, whole: last } = files[0]?.jobs ?? {};
    const step = part.steps.find(({ run }: { run?: string }) => run?.includes("stet"));
    for (const number of part.strategy.matrix.part) {
      const env = { PART: step.env.PART.replace(/\$\{\{ matrix\.part \}\}/, String(number)) };
      expect(await shell(step.run, env)).toMatchObject({ code: 0 });
    }
    const { code, said } = await shell(last.steps.at(-1).run);
    expect(code).toBe(1);
    expect(said).toMatch(/^::error file=content\//m);
    await expectWhole();
  });

  it("GitLab's parallel jobs do", async () => {
    const { part, whole: last } = files[1] ?? {};
    for (let number = 1; number <= part.parallel; number++) {
      const env = { CI_NODE_INDEX: String(number), CI_NODE_TOTAL: String(part.parallel) };
      for (const line of part.script) expect(await shell(line, env)).toMatchObject({ code: 0 });
    }
    expect((await shell(last.script.at(-1))).code).toBe(1);
    expect(JSON.parse(await site.read(last.artifacts.reports.codequality)).length).toBeGreaterThan(60);
    await expectWhole();
  });

  it("the pods of an Indexed Job do", async () => {
    const { completions, template } = files[2]?.spec ?? {};
    const [container] = template.spec.containers;
    const { PARTS } = Object.fromEntries(
      container.env.map(({ name, value }: { name: string; value: string }) => [name, value]),
    );
    expect(Number(PARTS)).toBe(completions);
    for (let index = 0; index < completions; index++)
      expect(await shell(container.args[0], { PARTS, JOB_COMPLETION_INDEX: String(index) })).toMatchObject({ code: 0 });
    await expectWhole();
  });
});
