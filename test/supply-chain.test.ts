/** What is installed, what is run when it is, and what documents promise about it. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../src/platform/package-root.js";
import { bundledPackages } from "../tools/notices.js";

const read = (name: string) => readFileSync(path.join(packageRoot(), name), "utf8");
const manifest = JSON.parse(read("package.json"));
const lock = JSON.parse(read("package-lock.json")) as {
  packages: Record<string, { hasInstallScript?: boolean; integrity?: string; resolved?: string; dev?: boolean }>;
};
const installed = Object.entries(lock.packages).filter(([name]) => name !== "");

describe("dependencies", () => {
  it("are each named with their reason in docs/dependencies.md", async () => {
    const page = read("docs/dependencies.md");
    const { dependencies, devDependencies, peerDependencies } = manifest;
    expect(dependencies).toBeUndefined();
    expect(Object.keys(peerDependencies).sort()).toEqual(Object.keys(manifest.peerDependenciesMeta).sort());
    const inUse = (await bundledPackages()).map(({ name }) => name).filter((name) => name in devDependencies);
    const table = page.slice(0, page.indexOf("For tests only"));
    const named = [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = ""]) =>
      cell.split(",").map((name) => name.trim()),
    );
    const others = named.filter((name) => !["package", "---", ...inUse].includes(name));
    expect(others).toEqual(Object.keys(peerDependencies));
    const given = ["yargs", "gray-matter", "ajv", "parse5", "chalk", "p-limit", "undici"];
    expect(inUse).toEqual(expect.arrayContaining(given));
    for (const name of Object.keys(devDependencies)) expect(page, `${name} has no reason`).toContain(name);
  });
  it("are locked, each with the checksum of what is installed, and come from the registry alone", () => {
    for (const [name, { integrity, resolved }] of installed) {
      expect(integrity, name).toMatch(/^sha512-/);
      // Not written down: from the registry.
      if (resolved !== undefined) expect(resolved, name).toMatch(/^https:\/\/registry\.npmjs\.org\//);
    }
  });
  it("run nothing when they are installed, but for two of development that need not: fsevents (macOS) and esbuild", () => {
    const scripts = installed.filter(([, { hasInstallScript }]) => hasInstallScript);
    for (const [name, { dev }] of scripts)
      expect([name, dev]).toEqual([expect.stringMatching(/\/(?:fsevents|esbuild)$/), true]);
  });
});

describe.each(["SECURITY.md", "docs/reliability.md"])("%s", (page) => {
  const text = read(page);
  it("names only tests that exist, by their words", () => {
    const named = [...text.matchAll(/`(test\/[\w./-]+\.test\.ts)`(?: "([^"]+)")?/g)];
    expect(named.length).toBeGreaterThan(8);
    for (const [, file = "", words] of named) {
      expect(existsSync(path.join(packageRoot(), file)), file).toBe(true);
      if (words) expect(read(file), `${file} has no test "${words}"`).toContain(words);
    }
  });
  it("names only scripts that package.json has", () => {
    for (const [, script = ""] of text.matchAll(/`npm run ([\w:-]+)/g))
      expect(Object.keys(manifest.scripts)).toContain(script);
  });
});
