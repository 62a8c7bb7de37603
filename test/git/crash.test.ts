/** Whatever moment a run is killed at: the index and every file are as they were, or repaired. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { defective, makeRepo, type Repo, repaired } from "./support.js";

const count = 24;
const names = Array.from({ length: count }, (_, at) => `posts/${String(at).padStart(2, "0")}.md`);

let repo: Repo;
afterEach(() => repo.remove());

it("a repair of what is staged, killed at any moment, leaves everything whole, and the next run ends it", async () => {
  repo = await makeRepo();
  const own = (name: string) => defective(name, "改", "三");
  for (const name of names) await repo.write(name, defective(name, "二", "三"));
  await repo.git("add", ".");
  for (const name of names) await repo.write(name, own(name));
  const args = ["--staged", "--fix", "--offline", "--no-cache"];
  const run = () =>
    spawn(process.execPath, [path.join(packageRoot(), "bin/stet.js"), ...args], {
      cwd: repo.folder,
      stdio: "ignore",
      detached: true,
    });
  const whole = run();
  const began = performance.now();
  await once(whole, "close");
  const length = performance.now() - began;

  for (let moment = 1; moment <= 9; moment++) {
    for (const name of names) await repo.write(name, defective(name, "二", "三"));
    await repo.git("add", ".");
    for (const name of names) await repo.write(name, own(name));
    const child = run();
    const ended = once(child, "close");
    // Any moment is as good as another, however fast the machine is; what is written is written in the later half.
    await Promise.race([ended, wait(length * (0.4 + moment / 14))]);
    try {
      // With all the gits that it has started.
      process.kill(-(child.pid as number), "SIGKILL");
    } catch {
      // it is done
    }
    await ended;
    for (const name of names) {
      expect([defective(name, "二", "三"), repaired(name, "二", "三")]).toContain(await repo.staged(name));
      expect([own(name), repaired(name, "改", "三")]).toContain(await repo.read(name));
    }
    expect((await repo.tryGit(["fsck", "--strict", "--no-dangling"])).code).toBe(0);
    // What a killed git leaves is its own to say: https://git-scm.com/docs/git#_files
    await rm(path.join(repo.folder, ".git/index.lock"), { force: true });
  }

  const last = await repo.stet(args);
  expect(last.code).toBe(0);
  for (const name of names) expect(await repo.staged(name)).toBe(repaired(name, "二", "三"));
  expect((await readdir(path.join(repo.folder, ".git"))).filter((name) => name.includes("stet"))).toEqual([]);
}, 300_000);
