/**
 * The files that stet writes beside others before they take their places, and what is left of them when a run was
 * killed in the middle. The name says who is writing, so that another run knows whether anybody still is.
 */
import { createHash, randomBytes } from "node:crypto";
import { lstat, readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";

/** Computers that share a folder do not know each other's processes. */
const machine = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
const pattern = /^\.stet-([\da-f]{8})-(\d{1,10})-[\da-f]{18}\.tmp$/;
const day = 24 * 60 * 60 * 1000;

/** A name that nobody else has, in this folder. Short: the target's may already have the 255 bytes that one can have. */
export const temporaryPath = (folder: string): string =>
  path.join(folder, `.stet-${machine}-${process.pid}-${randomBytes(9).toString("hex")}.tmp`);

/**
 * Removes what killed runs have left in a folder: files of such a name whose process on this machine is gone, or that are
 * more than a day old. What cannot be removed stays. Should another machine still be writing after a day, its write fails
 * and says so; its article is as it was.
 */
export async function removeAbandoned(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const [, where, pid] = pattern.exec(name) ?? [];
    if (pid === undefined) continue;
    const file = path.join(folder, name);
    try {
      const stats = await lstat(file);
      const isOver = where === machine ? !isRunning(Number(pid)) : false;
      if (stats.isFile() && (isOver || Date.now() - stats.mtimeMs > day)) await rm(file, { force: true });
    } catch {
      // Gone by now, or not ours to touch.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
