/** docs/plugins.md: what it shows compiles, and runs as it is written, with the built package. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { complaints, programOf, readPage, snippetsOf } from "../support/snippets.js";

const page = readPage("docs/plugins.md");
const named = snippetsOf(page).filter(({ info }) => info !== "");
const code = new Map(named.map(({ info, code }) => [info, code]));
const root = packageRoot();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stet-plugins-"));
  mkdirSync(path.join(folder, "node_modules"));
  symlinkSync(root, path.join(folder, "node_modules/stet"), "dir");
  symlinkSync(path.join(root, "node_modules/vitest"), path.join(folder, "node_modules/vitest"), "dir");
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }\n');
  for (const [name, text] of code) writeFileSync(path.join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => {
  // A test runner that finds itself in another one's process keeps quiet.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^(?:VITEST|NODE_TEST|TEST$)/.test(key)),
  );
  return spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", env: { ...env, NO_COLOR: "1" } });
};

describe("docs/plugins.md", () => {
  it("shows a plugin, a configuration and two files of tests", () => {
    expect([...code.keys()]).toEqual(["house.ts", "stet.config.json", "house.test.ts", "image-size.test.ts"]);
  });

  it("shows the plugin of examples/plugin", () => {
    expect(code.get("house.ts")).toBe(readFileSync(path.join(root, "examples/plugin/house.ts"), "utf8"));
  });

  it("shows code that compiles, and every field of a case", () => {
    const files = Object.fromEntries(
      [...code].flatMap(([name, text]) => (name.endsWith(".ts") ? [[`docs/${name}`, text]] : [])),
    );
    const types = 'import type { InvalidCase } from "stet/testing";\nexport declare const one: InvalidCase;\n';
    const program = programOf({ ...files, "docs/types.ts": types });
    expect(complaints(program, Object.keys(files))).toEqual([]);

    const source = program.getSourceFile(path.join(root, "docs/types.ts"));
    const module = source && program.getTypeChecker().getSymbolAtLocation(source);
    const [one] = module ? program.getTypeChecker().getExportsOfModule(module) : [];
    const fields = one ? program.getTypeChecker().getTypeOfSymbol(one).getProperties() : [];
    const [, table = ""] = page.split("### Fields of a case\n");
    const described = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(described.sort()).toEqual(fields.map(({ name }) => name).sort());
  }, 120_000);

  it("shows tests that pass", () => {
    const { stdout, stderr, status } = run("node_modules/vitest/vitest.mjs", "run", "--root", ".");
    expect(stdout + stderr).toMatch(/Tests +8 passed/);
    expect(status).toBe(0);
  }, 120_000);

  it("shows a configuration that turns the rules on", () => {
    writeFileSync(
      path.join(folder, "a.md"),
      "---\ntitle: Ferry!!!\ndate: 2026-01-02\n---\n[here](/a)<a href='/a'>here</a>\n",
    );
    const { stdout, status } = run(path.join(root, "bin/stet.js"), "a.md", "--offline", "--format", "json");
    const { files } = JSON.parse(stdout) as {
      files: { violations: { rule: string; severity: string; message: string }[] }[];
    };
    const found = files.flatMap(({ violations }) => violations.filter(({ rule }) => rule.startsWith("house/")));
    expect(found.map(({ rule, severity, message }) => `${severity} ${rule} ${message}`)).toEqual([
      "error house/calm-title Title has 3 exclamation marks (limit 2). Remove some.",
      'error house/link-here Link text "here" is not descriptive. Describe the target.',
    ]);
    expect(status).toBe(1);
    run(path.join(root, "bin/stet.js"), "a.md", "--offline", "--fix", "--unsafe-fixes");
    expect(readFileSync(path.join(folder, "a.md"), "utf8")).toContain("title: Ferry!!\n");
  }, 60_000);
});
