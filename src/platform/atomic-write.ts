/**
 * Writes files atomically: to a temporary file in the same folder, which is then renamed. Readers see the old or the
 * new file, never a part, even if the process is killed. stet writes all files with this module.
 */
import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { type FolderHandle, makeFolder, openFolder, openFolderIn } from "./disk.js";
import { notWritten } from "./not-written.js";
import { realTarget } from "./real-target.js";
import { keepAtExit, removeAbandoned, removeAbandonedSync, removeAtExit, temporaryPath } from "./temporary-files.js";

export interface AtomicWriteOptions {
  /** Permissions of the new file, before the umask. Default: 0o666. */
  readonly mode?: number;
  /**
   * Creates a missing folder, with these permissions where `follow` is false. By default, a missing folder is an error.
   */
  readonly folderMode?: number;
}

export interface AtomicFileOptions extends AtomicWriteOptions {
  /** False: does not remove temporary files of killed runs in the folder. Default: true. */
  readonly clean?: boolean;
  /** False: the path is real, or one of an open folder, and is used as it is. Default: true. */
  readonly follow?: boolean;
}

/**
 * A new version of a file, which replaces it with `commit`. If the file is a symbolic link, its target is replaced.
 * Call `commit` or `discard`; `discard` after `commit` has no effect.
 */
export class AtomicFile {
  readonly #target: string;
  readonly #handle: FileHandle;
  readonly #temporary: string;
  readonly #folder: FolderHandle | undefined;
  #isOpen = true;
  #isDone = false;

  private constructor(target: string, temporary: string, handle: FileHandle, folder: FolderHandle | undefined) {
    this.#target = target;
    this.#temporary = temporary;
    this.#handle = handle;
    this.#folder = folder;
  }

  /**
   * Nobody can lead the file elsewhere from here on: its folder stays open.
   *
   * @throws RefusedFile, or a system error if the temporary file cannot be created.
   */
  static async open(file: string, options: AtomicFileOptions = {}): Promise<AtomicFile> {
    const { follow = true, folderMode } = options;
    if (!follow) {
      if (folderMode !== undefined) makeFolder(path.dirname(file), folderMode);
      return AtomicFile.#openIn(file, undefined, options);
    }
    const { file: real, existing } = realTarget(file);
    const above = path.dirname(real);
    const folder = folderMode === undefined ? openFolder(above) : openFolderIn(above, existing);
    try {
      return await AtomicFile.#openIn(path.join(folder.path, path.basename(real)), folder, options);
    } catch (error) {
      folder.close();
      throw shownFor(error, folder);
    }
  }

  static async #openIn(
    target: string,
    folder: FolderHandle | undefined,
    { mode = 0o666, clean = true }: AtomicFileOptions,
  ): Promise<AtomicFile> {
    if (clean) await removeAbandoned(path.dirname(target));
    const temporary = temporaryPath(path.dirname(target));
    removeAtExit(temporary);
    try {
      return new AtomicFile(target, temporary, await open(temporary, "wx", mode), folder);
    } catch (error) {
      keepAtExit(temporary);
      throw error;
    }
  }

  /** Appends to the temporary file. */
  async write(content: string | Uint8Array): Promise<void> {
    await this.#handle.writeFile(content);
  }

  async chmod(mode: number): Promise<void> {
    await this.#handle.chmod(mode);
  }

  async chown(uid: number, gid: number): Promise<void> {
    await this.#handle.chown(uid, gid);
  }

  /** Waits until the content is on the disk. Without this, a power failure after the rename may leave an empty file. */
  async flush(): Promise<void> {
    await this.#handle.sync();
  }

  async commit(): Promise<void> {
    await this.#close();
    try {
      await rename(this.#temporary, this.#target);
    } catch (error) {
      throw shownFor(error, this.#folder);
    }
    this.#isDone = true;
    keepAtExit(this.#temporary);
    this.#folder?.close();
  }

  async discard(): Promise<void> {
    if (this.#isDone) return;
    this.#isDone = true;
    await this.#close().catch(() => {});
    await rm(this.#temporary, { force: true }).catch(() => {});
    keepAtExit(this.#temporary);
    this.#folder?.close();
  }

  async #close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#handle.close();
  }
}

/** The path of a handle says nothing to a user. */
function shownFor(error: unknown, folder: FolderHandle | undefined): unknown {
  if (error instanceof Error && folder) error.message = error.message.replaceAll(folder.path, folder.real);
  return error;
}

/** `AtomicFile` for synchronous code, in a folder of stet: the path is used as it is. */
export class AtomicFileSync {
  readonly #target: string;
  readonly #temporary: string;
  readonly #handle: number;
  #isOpen = true;
  #isDone = false;

  /** @throws a system error if the temporary file cannot be created. */
  constructor(file: string, { mode = 0o666, folderMode }: AtomicWriteOptions = {}) {
    this.#target = file;
    const folder = path.dirname(file);
    if (folderMode !== undefined) makeFolder(folder, folderMode);
    removeAbandonedSync(folder);
    this.#temporary = temporaryPath(folder);
    this.#handle = openSync(this.#temporary, "wx", mode);
    removeAtExit(this.#temporary);
  }

  /** Appends to the temporary file. */
  write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#handle, bytes, done);
  }

  /** @param target another file in the same folder, to be replaced instead. */
  commit(target = this.#target): void {
    this.#close();
    renameSync(this.#temporary, target);
    this.#isDone = true;
    keepAtExit(this.#temporary);
  }

  discard(): void {
    if (this.#isDone) return;
    this.#isDone = true;
    try {
      this.#close();
      rmSync(this.#temporary, { force: true });
    } catch {
      // Its folder is gone, or is no folder any more.
    }
    keepAtExit(this.#temporary);
  }

  #close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#handle);
  }
}

/**
 * Replaces the content of a file.
 *
 * @throws a system error; the file is then unchanged.
 */
export async function replaceFile(file: string, content: string | Uint8Array, options?: AtomicFileOptions) {
  const writing = await AtomicFile.open(file, options);
  try {
    await writing.write(content);
    await writing.commit();
  } finally {
    await writing.discard();
  }
}

/** `replaceFile` for synchronous code, as in `AtomicFileSync`. bin/program.js stores compiled code with it. */
export function replaceFileSync(file: string, content: Uint8Array, options?: AtomicWriteOptions): void {
  const writing = new AtomicFileSync(file, options);
  try {
    writing.write(content);
    writing.commit();
  } finally {
    writing.discard();
  }
}

/**
 * Replaces the content of a user's file (a baseline, a ledger, a schema). Creates its folder if necessary.
 *
 * @param what the file's description in an error, such as `the baseline x.json`.
 * @throws UserError for a system error.
 */
export async function replaceUserFile(file: string, text: string, what: string): Promise<void> {
  try {
    await replaceFile(file, text, { folderMode: 0o777 });
  } catch (error) {
    throw notWritten(what, error);
  }
}
