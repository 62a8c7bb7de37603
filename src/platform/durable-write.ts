/**
 * Writes that are on the disk when they return, for files on which others depend. All of it is done in an open folder, so
 * that whoever can write to the folders above cannot lead it elsewhere.
 */
import { constants } from "node:fs";
import { link, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { type FolderHandle, openFolderIn, refuseSpecial } from "./disk.js";
import { notWritten } from "./not-written.js";
import { keepAtExit, removeAbandoned, removeAtExit, temporaryPath } from "./temporary-files.js";

/**
 * Creates a file that nobody sees before it is complete. Never replaces one.
 *
 * @param within the real path of the folder that the file must really be in; `undefined`: anywhere.
 * @returns false if there is a file of this name.
 * @throws RefusedFile, or a system error.
 */
export async function createDurably(
  file: string,
  content: string | Uint8Array,
  within: string | undefined,
  mode = 0o666,
): Promise<boolean> {
  return inFolderOf(file, within, (own, folder) => createIn(folder, own, content, mode));
}

/**
 * Creates a file for the user as a whole, or not at all.
 *
 * @param shown its path in an error.
 * @param within as in `createDurably`.
 * @returns false if there is a file of this name.
 * @throws UserError if it cannot be written.
 */
export async function createUserFile(
  file: string,
  text: string,
  { shown, within, mode }: { readonly shown: string; readonly within?: string; readonly mode?: number },
): Promise<boolean> {
  try {
    return await createDurably(file, text, within, mode);
  } catch (error) {
    throw notWritten(shown, error);
  }
}

async function createIn(folder: string, file: string, content: string | Uint8Array, mode: number): Promise<boolean> {
  await removeAbandoned(folder);
  const temporary = temporaryPath(folder);
  removeAtExit(temporary);
  try {
    const handle = await open(temporary, "wx", mode);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
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
    keepAtExit(temporary);
    await syncFolder(folder);
  }
}

/**
 * Appends lines to a file, which is no link. A line that an earlier process left unfinished stays alone.
 *
 * @param within as in `createDurably`.
 * @throws RefusedFile, or a system error.
 */
export async function appendDurably(file: string, lines: readonly string[], within: string | undefined): Promise<void> {
  // Opening a pipe does not wait for its reader.
  const { O_RDWR, O_APPEND, O_CREAT, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
  const flags = O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK | O_NOFOLLOW;
  await inFolderOf(file, within, async (own) => {
    const handle = await open(own, flags);
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
  });
}

/** Removes a file, if it is there. @param within as in `createDurably`. @throws RefusedFile, or a system error. */
export async function removeIn(file: string, within: string | undefined): Promise<void> {
  await inFolderOf(file, within, (own) => rm(own, { force: true }));
}

/** Calls a function with the path of the file in its open folder, and the path of that folder. */
async function inFolderOf<T>(
  file: string,
  within: string | undefined,
  work: (own: string, folder: string) => Promise<T>,
): Promise<T> {
  let folder: FolderHandle | undefined;
  try {
    folder = openFolderIn(path.dirname(file), within);
    return await work(path.join(folder.path, path.basename(file)), folder.path);
  } catch (error) {
    // The path of a handle says nothing to a user.
    if (error instanceof Error && folder) error.message = error.message.replaceAll(folder.path, folder.real);
    throw error;
  } finally {
    folder?.close();
  }
}

/** Waits until the names in a folder are on the disk, where the system can do that. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
