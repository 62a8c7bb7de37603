/**
 * Names of temporary files, and the removal of those that killed runs have left. A name contains the process id of its
 * writer, so that another run can check whether the writer is still running.
 */

import { randomBytes } from "node:crypto";
import { lstatSync, readdirSync, rmSync } from "node:fs";
import { lstat, readdir, realpath, rm } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { sha256Of } from "./sha256.js";

/** Several computers may share a folder. Process ids are only valid on one machine. */
const machine = sha256Of(hostname()).slice(0, 8);
const pattern = /^\.stet-([\da-f]{8})-(\d{1,10})-[\da-f]{18}\.tmp$/;
const day = 24 * 60 * 60 * 1000;

/**
 * A unique name in this folder, also among earlier processes with the same id. It is short and independent of the
 * target's name, which may already have the maximum of 255 bytes.
 */
export const temporaryPath = (folder: string): string =>
  path.join(folder, `.stet-${machine}-${process.pid}-${randomBytes(9).toString("hex")}.tmp`);

/**
 * Removes temporary files of killed runs from a folder: those whose process on this machine has ended, and those older
 * than a day. Files that cannot be removed stay. If a process on another machine writes for more than a day, its write
 * fails with an error and the article stays unchanged.
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

/** `removeAbandoned` for synchronous code. */
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

/** Calls `removeAbandoned` once per folder, since a run fixes many files in few folders. */
export class FolderCleaner {
  readonly #folders = new Map<string, Promise<void>>();

  /** @param file its folder is cleaned. For a symbolic link, the folder of the target is cleaned. */
  async cleanFor(file: string): Promise<void> {
    const folder = path.dirname(await realpath(file).catch(() => file));
    const cleaning = this.#folders.get(folder) ?? removeAbandoned(folder);
    this.#folders.set(folder, cleaning);
    await cleaning;
  }
}

/**
 * Temporary files of this thread that are neither renamed nor removed yet. Module state, because the exit event belongs
 * to the process: `process.exit` during a write leaves no temporary files.
 */
const unfinished = new Set<string>();

export function removeAtExit(file: string): void {
  // One listener for all files: Node warns of more than ten.
  if (unfinished.size === 0) process.on("exit", removeUnfinished);
  unfinished.add(file);
}

export function keepAtExit(file: string): void {
  unfinished.delete(file);
  if (unfinished.size === 0) process.off("exit", removeUnfinished);
}

function removeUnfinished(): void {
  for (const file of unfinished)
    try {
      rmSync(file, { force: true });
    } catch {
      // Its folder is gone, or is no folder any more.
    }
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
    // EPERM: the process exists, but belongs to another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
