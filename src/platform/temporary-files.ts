/**
 * The names of the files that stet writes beside others before they take their places, and the removal of those that a
 * killed run has left. A name says who is writing, so that another run knows whether anybody still is.
 */
import { createHash, randomBytes } from "node:crypto";
import { lstatSync, readdirSync, rmSync } from "node:fs";
import { lstat, readdir, realpath, rm } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";

/** Computers that share a folder do not know each other's processes. */
const machine = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
const pattern = /^\.stet-([\da-f]{8})-(\d{1,10})-[\da-f]{18}\.tmp$/;
const day = 24 * 60 * 60 * 1000;

/**
 * A name in this folder that nobody else has, not even an earlier process with the same id. Short: the target's may
 * already have the 255 bytes that a name can have.
 */
export const temporaryPath = (folder: string): string =>
  path.join(folder, `.stet-${machine}-${process.pid}-${randomBytes(9).toString("hex")}.tmp`);

/**
 * Removes what killed runs have left in a folder: files of such a name whose process on this machine is gone, or that are
 * more than a day old. What cannot be removed stays. Should another machine still be writing after a day, its write fails
 * and says so; its article is as it was.
 */
export async function removeAbandoned(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const { file, isWriterGone } of temporariesAmong(names, folder)) {
    try {
      const stats = await lstat(file);
      if (stats.isFile() && (isWriterGone || Date.now() - stats.mtimeMs > day)) await rm(file, { force: true });
    } catch {
      // Removed by another run, or not permitted.
    }
  }
}

/** The same as `removeAbandoned`, for code that cannot wait. */
export function removeAbandonedSync(folder: string): void {
  for (const { file, isWriterGone } of temporariesAmong(namesIn(folder), folder)) {
    try {
      const stats = lstatSync(file);
      if (stats.isFile() && (isWriterGone || Date.now() - stats.mtimeMs > day)) rmSync(file, { force: true });
    } catch {
      // Removed by another run, or not permitted.
    }
  }
}

/** Calls `removeAbandoned` for the folders of files, once for each folder: a run fixes many files in few folders. */
export class FolderCleaner {
  readonly #folders = new Map<string, Promise<void>>();

  /** @param file its folder is cleaned, or that of the file that it links to. */
  async cleanFor(file: string): Promise<void> {
    const folder = path.dirname(await realpath(file).catch(() => file));
    const cleaning = this.#folders.get(folder) ?? removeAbandoned(folder);
    this.#folders.set(folder, cleaning);
    await cleaning;
  }
}

/**
 * Temporary files of this thread that have neither taken their place nor been removed. State of the module, because the
 * event that it serves is the process's: a program that ends by `process.exit` while it writes leaves nothing behind.
 */
const unfinished = new Set<string>();

export function removeAtExit(file: string): void {
  // One listener for all: Node warns of more than ten.
  if (unfinished.size === 0) process.on("exit", removeUnfinished);
  unfinished.add(file);
}

export function keepAtExit(file: string): void {
  unfinished.delete(file);
  if (unfinished.size === 0) process.off("exit", removeUnfinished);
}

function removeUnfinished(): void {
  for (const file of unfinished) rmSync(file, { force: true });
}

function* temporariesAmong(names: readonly string[], folder: string) {
  for (const name of names) {
    const [, where, pid] = pattern.exec(name) ?? [];
    if (pid === undefined) continue;
    yield { file: path.join(folder, name), isWriterGone: where === machine && !isRunning(Number(pid)) };
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs as another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
