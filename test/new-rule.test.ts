/** `npm run new-rule`, in a copy of the whole: three files that pass, and nothing else by hand. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packageRoot } from "../src/platform/package-root.js";

let copy: string;
beforeAll(() => {
  const root = packageRoot();
  copy = mkdtempSync(path.join(tmpdir(), "stet-new-rule-"));
  const leaveOut = new Set(["node_modules", ".git", "dist"]);
  for (const name of readdirSync(root).filter((one) => !leaveOut.has(one)))
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"), "dir");
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const run = (program: string, ...args: string[]) => {
  const file = path.join(copy, "node_modules", program);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
    cwd: copy,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  return { status, said: `${stdout}${stderr}` };
};
const newRule = (name: string) => run("jiti/lib/jiti-cli.mjs", "tools/new-rule.ts", name);

/** Every file, with its content. */
function files(): Map<string, string> {
  const names = readdirSync(copy, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
  const own = names.filter((name) => !name.startsWith("node_modules"));
  return new Map(
    own
      .filter((name) => statSync(path.join(copy, name)).isFile())
      .map((name) => [name, readFileSync(path.join(copy, name), "latin1")]),
  );
}

it("makes the three files of a rule, which pass, and touches nothing else that is not generated", () => {
  const before = files();
  expect(newRule("html/night-ferry")).toMatchObject({ status: 0 });
  const after = files();
  const changed = [...after].filter(([name, content]) => before.get(name) !== content).map(([name]) => name);
  const generated = [
    "docs/rules.md",
    "rules/index.ts",
    "schemas/config.schema.json",
    "schemas/config.schema.zh-CN.json",
  ];
  const made = ["rules/html/night-ferry.md", "rules/html/night-ferry.ts", "test/rules/html/night-ferry.test.ts"];
  expect(changed.sort()).toEqual([...generated, ...made].sort());
  expect(run("jiti/lib/jiti-cli.mjs", "tools/generate.ts", "--check")).toMatchObject({ status: 0 });
  expect(run("@biomejs/biome/bin/biome", "check", ...made.filter((name) => name.endsWith(".ts"))).said).not.toContain(
    "×",
  );
  const tests = ["test/rules/html/night-ferry.test.ts", "test/pages.test.ts", "test/locale.test.ts"];
  const { status, said } = run("vitest/vitest.mjs", "run", ...tests, "-t", "night-ferry|Chinese");
  expect(status, said).toBe(0);
  expect(said).toContain("night-ferry.test.ts (2 tests)");
  expect(said).toContain("3 passed (3)");
}, 600_000);

it("refuses what is no name, a family that is not there, and a rule that is", () => {
  expect(newRule("Night Ferry")).toMatchObject({ status: 1, said: expect.stringContaining("is not a rule name") });
  expect(newRule("night/ferry").said).toContain('Unknown family "night"');
  expect(newRule("image/alt").said).toContain("rules/image/alt.ts already exists");
}, 60_000);
