import { spawn } from "node:child_process";
import { cp, mkdir, readdir, stat, symlink } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { makeSite } from "../support/site.js";
import { writeTown } from "../support/town.js";

it("what one installation kept, another of the same program uses: CI installs anew for each run", async () => {
  const root = packageRoot();
  const site = await makeSite();
  try {
    await writeTown(site, 100);
    const installed = async (name: string) => {
      const folder = path.join(site.folder, name);
      await mkdir(folder);
      // Times are those of the copying, as when npm installs.
      for (const one of ["bin", "dist", "schemas", "package.json"])
        await cp(path.join(root, one), path.join(folder, one), { recursive: true, preserveTimestamps: false });
      await symlink(path.join(root, "node_modules"), path.join(folder, "node_modules"));
      return path.join(folder, "bin/stet.js");
    };
    const run = async (program: string) => {
      const env = { ...process.env, XDG_CACHE_HOME: path.join(site.folder, ".cache") };
      const child = spawn(process.execPath, [program, "content", "--offline"], {
        cwd: site.folder,
        env,
        stdio: "ignore",
      });
      await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
      const results = path.join(site.folder, ".cache/stet/results");
      const [file = "none", ...more] = await readdir(results);
      expect(more).toEqual([]);
      // The file is written anew when anything in it is of no use.
      return (await stat(path.join(results, file), { bigint: true })).ino;
    };
    const first = await run(await installed("one"));
    expect(await run(await installed("two"))).toBe(first);
  } finally {
    await site.remove();
  }
});
