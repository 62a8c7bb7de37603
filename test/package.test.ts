/** The package as npm would publish it, installed into an empty folder. Needs a build. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../src/platform/package-root.js";

let folder: string;
const inFolder = (name: string) => path.join(folder, name);

function call(command: string, args: readonly string[], cwd = folder) {
  // Without the settings of the npm that runs this test.
  const env = { PATH: process.env.PATH, HOME: folder, LC_ALL: "C", npm_config_offline: "true" };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: "utf8" });
  return { status, stdout, stderr };
}
const stet = (...args: string[]) => call(process.execPath, ["node_modules/stet/bin/stet.js", ...args]);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stet-package-"));
  const packed = call("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], packageRoot());
  expect(packed.status, packed.stderr).toBe(0);
  writeFileSync(inFolder("package.json"), '{ "private": true }\n');
  const [file = ""] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  const installed = call("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", `./${file}`]);
  expect(installed.status, installed.stderr).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("in an empty folder, npm installs", () => {
  it("stet and no other package, although there is no registry", () => {
    expect(readdirSync(inFolder("node_modules")).filter((name) => !name.startsWith("."))).toEqual(["stet"]);
  });

  it("what stet uses, and neither its sources nor its tests", () => {
    const names = readdirSync(inFolder("node_modules/stet"), { recursive: true, encoding: "utf8" });
    expect(readdirSync(inFolder("node_modules/stet")).sort()).toEqual(
      "LICENSE README.md README.zh-CN.md THIRD-PARTY-NOTICES.txt bin dist package.json rules schemas src".split(" "),
    );
    expect(names.filter((name) => /(?<!\.d)\.ts$|\.test\.|\.tsbuildinfo$/.test(name))).toEqual([]);
  });

  it("the commands stet and lint, and no script that npm runs after an installation", () => {
    expect(readdirSync(inFolder("node_modules/.bin")).sort()).toEqual(["lint", "stet"]);
    const { scripts, dependencies } = JSON.parse(readFileSync(inFolder("node_modules/stet/package.json"), "utf8"));
    expect(Object.keys(scripts).filter((name) => /^(?:pre|post)?install$/.test(name))).toEqual([]);
    expect(dependencies).toBeUndefined();
  });

  it("types that need no other package", () => {
    const { exports } = JSON.parse(readFileSync(inFolder("node_modules/stet/package.json"), "utf8"));
    for (const { types } of [exports["."], exports["./testing"]])
      expect(existsSync(path.join(inFolder("node_modules/stet"), types))).toBe(true);
  });
});

describe("what is installed", () => {
  it("lints with a configuration and a plugin in TypeScript, a schema, threads and an HTML report", () => {
    cpSync(path.join(packageRoot(), "examples/plugin/house.ts"), inFolder("house.ts"));
    writeFileSync(inFolder("post.schema.json"), '{ "required": ["date"] }\n');
    writeFileSync(
      inFolder("stet.config.ts"),
      `import { defineConfig } from "stet";
      const severity = "error" as const;
      export default defineConfig({
        plugins: ["./house.ts"],
        schemas: { "*.md": "./post.schema.json" },
        rules: { "house/calm-title": severity },
      });\n`,
    );
    for (const name of ["a", "b"]) writeFileSync(inFolder(`${name}.md`), `---\ntitle: ${name}!!\n---\n\n<b>x\n`);
    const typed = "a.md b.md --offline --concurrency 2 --no-fold -f unix -f html=report.html";
    const { status, stdout, stderr } = stet(...typed.split(" "));
    expect(stderr).toBe("");
    for (const rule of ["house/calm-title", "front-matter/schema", "html/unclosed-element"])
      expect(stdout).toContain(rule);
    expect(status).toBe(1);
    expect(readFileSync(inFolder("report.html"), "utf8")).toContain("</html>");
  });

  it("explains rules, and is an API", () => {
    expect(stet("explain", "image/alt").stdout).toMatch(/^# image\/alt\n/);
    const program = 'import { lint } from "stet"; const { summary } = await lint({ paths: ["a.md"], offline: true });';
    const { stdout, stderr } = call(process.execPath, [
      "--input-type=module",
      "-e",
      `${program} console.log(summary.articles);`,
    ]);
    expect([stdout, stderr]).toEqual(["1\n", ""]);
  });

  it("says how to install sharp, which stet compress needs", () => {
    const { status, stderr } = stet("compress", "a.md");
    expect([status, stderr]).toEqual([2, expect.stringContaining("npm install --save-dev sharp")]);
    expect(stet("compress", "--untrusted", "a.md").stderr).toContain("npm install --global sharp");
  });

  it("names the package that a shared cache needs, and goes on without it", () => {
    writeFileSync(inFolder("shared.json"), '{ "images": { "sharedCache": "redis://127.0.0.1:1/0" } }\n');
    writeFileSync(inFolder("c.md"), "---\ntitle: c\n---\n\n![c](http://127.0.0.1:1/c.png)\n");
    const { stdout, stderr } = stet("c.md", "--config", "shared.json", "--allow-private");
    expect(stdout + stderr).toContain('package "@redis/client" is not installed');
  });
});
