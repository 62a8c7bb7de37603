/** Packages whose code stet runs: those that another user has installed are none of them. */
import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { resolvePackage } from "../../src/platform/packages.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-packages-");

const isRoot = process.getuid?.() === 0;
const stranger = 4242;

/** Puts a package into a folder in which everybody can create files. It tells that it ran. */
function plant(name: string, manifest: object = { main: "index.js" }): void {
  put(`shared/node_modules/${name}/package.json`, { name, ...manifest });
  const ran = JSON.stringify(at("ran"));
  put(
    `shared/node_modules/${name}/index.js`,
    "type" in manifest
      ? `import { writeFileSync } from "node:fs"; writeFileSync(${ran}, ""); export default [];`
      : `require("node:fs").writeFileSync(${ran}, ""); module.exports = [];`,
  );
}

function giveAway(): void {
  const all = readdirSync(at("shared/node_modules"), { recursive: true, encoding: "utf8" });
  for (const one of ["", ...all]) chownSync(at("shared/node_modules", one), stranger, stranger);
  chmodSync(at("shared"), 0o1777);
}

const stet = (...args: string[]) =>
  spawnSync(process.execPath, [path.join(packageRoot(), "bin/stet.js"), ...args], {
    cwd: at("shared/site"),
    encoding: "utf8",
    env: { ...process.env, XDG_CACHE_HOME: at("cache") },
  });

describe("a package of another user in a folder above, such as /tmp", () => {
  it.skipIf(!isRoot).each([{ main: "index.js" }, { type: "module", exports: { import: "./index.js" } }])(
    "does not run as a plugin, a base configuration or a format: %j",
    (manifest) => {
      plant("stet-plugin-x", manifest);
      giveAway();
      put("shared/site/a.md", "灯塔\n");
      for (const config of [{ plugins: ["stet-plugin-x"] }, { extends: "stet-plugin-x" }]) {
        put("shared/site/stet.config.json", config);
        const { status, stderr } = stet("a.md", "--offline");
        expect(status).toBe(2);
        expect(stderr).toContain("belongs to another user");
      }
      put("shared/site/stet.config.json", {});
      expect(stet("a.md", "--offline", "--format", "stet-plugin-x").status).toBe(2);
      expect(existsSync(at("ran"))).toBe(false);
    },
  );

  it.skipIf(!isRoot)("is not found: with a scope, and by a link to a package of the user", () => {
    plant("@redis/client");
    giveAway();
    mkdirSync(at("shared/site"));
    const from = at("shared/site/file.js");
    expect(() => resolvePackage("@redis/client", from)).toThrow("belongs to another user");
    // The link belongs to the stranger, who could lead it elsewhere at any time.
    put("own/index.js", "");
    symlinkSync(at("own"), at("shared/node_modules/linked"));
    expect(() => resolvePackage("linked", from)).toThrow("belongs to another user");
  });

  it("is found if it belongs to the user, or to the owner of the folder that needs it", () => {
    plant("mine");
    mkdirSync(at("shared/site"));
    writeFileSync(at("shared/site/file.js"), "");
    const file = at("shared/node_modules/mine/index.js");
    expect(resolvePackage("mine", at("shared/site/file.js"))).toBe(file);
    if (!isRoot) return;
    giveAway();
    chownSync(at("shared/site"), stranger, stranger);
    expect(resolvePackage("mine", at("shared/site/file.js"))).toBe(file);
  });
});
