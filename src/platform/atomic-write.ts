/**
 * The one way in which stet writes files: beside the target, then renamed over it. A reader sees the old file or the new
 * one, never a part of either, whenever the writer is killed.
 */
import { closeSync, mkdirSync, openSync, realpathSync, renameSync, rmSync, writeSync } from "node:fs";
import { type FileHandle, mkdir, open, realpath, rename, rm } from "node:fs/promises";
import path from "node:path";
import { UserError } from "./errors.js";
import { t } from "./i18n.js";
import { keepAtExit, removeAbandoned, removeAbandonedSync, removeAtExit, temporaryPath } from "./temporary-files.js";

export interface AtomicWriteOptions {
  /** Permissions of the new file, before the umask. Default: 0o666. */
  readonly mode?: number;
  /** Makes the folder if it is missing, with these permissions. Default: the folder must be there. */
  readonly folderMode?: number;
  /** False: does not look for temporary files that killed runs have left in the folder. Default: true. */
  readonly clean?: boolean;
}

/**
 * The new content of a file, which takes its name with `commit`. A symbolic link stays one: its target is replaced.
 * Ends with `commit` or `discard`; `discard` after `commit` does nothing.
 */
export class AtomicFile {
  readonly #target: string;
  readonly #handle: FileHandle;
  /** Where the new content is until then; for what must be set before it has its name, such as an owner. */
  readonly temporary: string;
  #isOpen = true;
  #isDone = false;

  private constructor(target: string, temporary: string, handle: FileHandle) {
    this.#target = target;
    this.temporary = temporary;
    this.#handle = handle;
  }

  /** @throws what the system says if there can be no file. */
  static async open(file: string, options: AtomicWriteOptions = {}): Promise<AtomicFile> {
    const { mode = 0o666, folderMode, clean = true } = options;
    const target = await realpath(file).catch(() => path.resolve(file));
    const folder = path.dirname(target);
    if (folderMode !== undefined) await mkdir(folder, { recursive: true, mode: folderMode });
    if (clean) await removeAbandoned(folder);
    const temporary = temporaryPath(folder);
    removeAtExit(temporary);
    try {
      return new AtomicFile(target, temporary, await open(temporary, "wx", mode));
    } catch (error) {
      keepAtExit(temporary);
      throw error;
    }
  }

  /** Appends. */
  async write(content: string | Uint8Array): Promise<void> {
    await this.#handle.writeFile(content);
  }

  /** Waits until the content is on the disk: else a power failure after the rename may leave an empty file. */
  async flush(): Promise<void> {
    await this.#handle.sync();
  }

  async commit(): Promise<void> {
    await this.#close();
    await rename(this.temporary, this.#target);
    this.#isDone = true;
    keepAtExit(this.temporary);
  }

  async discard(): Promise<void> {
    if (this.#isDone) return;
    this.#isDone = true;
    await this.#close().catch(() => {});
    await rm(this.temporary, { force: true });
    keepAtExit(this.temporary);
  }

  async #close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#handle.close();
  }
}

/** The same as `AtomicFile`, for code that cannot wait. */
export class AtomicFileSync {
  readonly #target: string;
  readonly #temporary: string;
  readonly #handle: number;
  #isOpen = true;
  #isDone = false;

  /** @throws what the system says if there can be no file. */
  constructor(file: string, { mode = 0o666, folderMode, clean = true }: AtomicWriteOptions = {}) {
    this.#target = realpathOr(file);
    const folder = path.dirname(this.#target);
    if (folderMode !== undefined) mkdirSync(folder, { recursive: true, mode: folderMode });
    if (clean) removeAbandonedSync(folder);
    this.#temporary = temporaryPath(folder);
    this.#handle = openSync(this.#temporary, "wx", mode);
    removeAtExit(this.#temporary);
  }

  /** Appends. */
  write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#handle, bytes, done);
  }

  commit(): void {
    this.#close();
    renameSync(this.#temporary, this.#target);
    this.#isDone = true;
    keepAtExit(this.#temporary);
  }

  discard(): void {
    if (this.#isDone) return;
    this.#isDone = true;
    this.#close();
    rmSync(this.#temporary, { force: true });
    keepAtExit(this.#temporary);
  }

  #close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#handle);
  }
}

/** Gives a file this content. @throws what the system says; the file is then as it was. */
export async function replaceFile(file: string, content: string | Uint8Array, options?: AtomicWriteOptions) {
  const writing = await AtomicFile.open(file, options);
  try {
    await writing.write(content);
    await writing.commit();
  } finally {
    await writing.discard();
  }
}

/** The same as `replaceFile`, for code that cannot wait. */
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
 * Gives a file of the user's (a baseline, a ledger, a schema) this content; its folder is made.
 *
 * @param what its name in an error, such as `the baseline x.json`.
 * @throws UserError if the system refuses.
 */
export async function replaceUserFile(file: string, text: string, what: string): Promise<void> {
  try {
    await replaceFile(file, text, { folderMode: 0o777 });
  } catch (error) {
    throw new UserError(
      t("file.notWritten", "Cannot write {file}: {reason}.", { file: what, reason: (error as Error).message }),
      undefined,
      { cause: error },
    );
  }
}

function realpathOr(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}
