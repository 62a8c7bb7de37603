/** `stet init` and `stet migrate` where their files cannot be written as a whole. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-init-disk-");

it.skipIf(process.platform === "win32").each([["init", "--yes"], ["migrate"]])(
  "no part of a configuration is left where the disk is full: stet %s %s",
  (...args: (string | undefined)[]) => {
    put("a.md", "Text.\n");
    put(".markdownlint.json", { MD001: false });
    const before = readdirSync(at()).sort();
    const program = path.join(packageRoot(), "bin/stet.js");
    const options = args.filter((one) => one !== undefined);
    // Files may have no bytes.
    const { status, stderr } = spawnSync(
      "sh",
      ["-c", 'ulimit -f 0; exec "$@"', "sh", process.execPath, program, ...options],
      {
        cwd: at(),
        encoding: "utf8",
        env: { ...process.env, XDG_CACHE_HOME: at("cache"), NODE_DISABLE_COMPILE_CACHE: "1" },
      },
    );
    expect(stderr).toContain("stet: Cannot write stet.config.json: ");
    expect(status).toBe(2);
    expect(existsSync(at("stet.config.json"))).toBe(false);
    expect(
      readdirSync(at())
        .filter((name) => name !== "cache")
        .sort(),
    ).toEqual(before);
  },
);
