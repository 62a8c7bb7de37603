/** A run of stet that is killed in the middle. */
import { spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { packageRoot } from "../../src/platform/package-root.js";
import type { Site } from "./site.js";

/**
 * @param after milliseconds.
 * @returns whether the run was killed before it ended.
 */
export async function runAndKill(site: Site, args: readonly string[], after: number): Promise<boolean> {
  const child = spawn(process.execPath, [path.join(packageRoot(), "bin/stet.js"), ...args], {
    cwd: site.folder,
    env: { ...process.env, XDG_CACHE_HOME: path.join(site.folder, ".cache") },
    stdio: "ignore",
  });
  const ended = new Promise<boolean>((resolve) => child.on("close", (_, signal) => resolve(signal === "SIGKILL")));
  await Promise.race([wait(after), ended]);
  child.kill("SIGKILL");
  return ended;
}
