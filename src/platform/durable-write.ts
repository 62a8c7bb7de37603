/** Writes that are on the disk when they return, for files on which others depend. */
import { constants } from "node:fs";
import { link, mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { refuseSpecial } from "./disk.js";
import { removeAbandoned, temporaryPath } from "./temporary-files.js";

/**
 * Creates a file that nobody sees before it is complete. Never replaces one.
 *
 * @returns false if there is a file of this name.
 */
export async function createDurably(file: string, content: Uint8Array): Promise<boolean> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true });
  await removeAbandoned(folder);
  const temporary = temporaryPath(folder);
  const handle = await open(temporary, "wx");
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    // A rename would replace a file that appeared meanwhile.
    await link(temporary, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    // Some file systems have no hard links.
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "ENOSYS") throw error;
    await rename(temporary, file);
    return true;
  } finally {
    await rm(temporary, { force: true });
    await syncFolder(folder);
  }
}

/** Appends lines to a file. A line that an earlier process left unfinished stays alone. */
export async function appendDurably(file: string, lines: readonly string[]): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  // Opening a pipe does not wait for its reader.
  const handle = await open(
    file,
    constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0),
  );
  try {
    const stats = await handle.stat();
    refuseSpecial(stats);
    const { size } = stats;
    const last = Buffer.alloc(1);
    if (size > 0) await handle.read(last, 0, 1, size - 1);
    const before = size > 0 && last.toString() !== "\n" ? "\n" : "";
    await handle.writeFile(before + lines.map((line) => `${line}\n`).join(""));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Waits until the names in a folder are on the disk, where the system can do that. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
