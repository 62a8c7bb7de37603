/**
 * Stores waiting texts in memory, and in a temporary file above a limit. So the results that wait for the check of a
 * large site use a constant amount of memory.
 */
import { randomBytes } from "node:crypto";
import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** The location of a text, for `get`. */
export interface SpillRef {
  readonly at: number;
  /** In bytes. */
  readonly length: number;
}

const windowLength = 256 * 1024;
/** Bytes in memory before they are written to the file. */
const maxInMemory = 4 * 1024 * 1024;

export class SpillFile {
  #file: { readonly handle: number; readonly path: string | undefined } | undefined;
  /** Number of bytes in the file. */
  #written = 0;
  #chunks: Buffer[] = [];
  #waiting = 0;
  /** A buffered part of the file: texts are read in the order in which they were written. */
  #window: Buffer = Buffer.alloc(0);
  #windowAt = 0;

  put(text: string): SpillRef {
    const bytes = Buffer.from(text);
    const ref = { at: this.#written + this.#waiting, length: bytes.length };
    this.#chunks.push(bytes);
    this.#waiting += bytes.length;
    if (this.#waiting > maxInMemory) this.#flush();
    return ref;
  }

  get({ at, length }: SpillRef): string {
    if (at >= this.#written) {
      // Not flushed since: each chunk is a whole text, found by its start.
      const bytes = this.#chunks.length === 1 ? this.#chunks[0] : this.#joined();
      return (bytes as Buffer).toString("utf8", at - this.#written, at - this.#written + length);
    }
    if (at < this.#windowAt || at + length > this.#windowAt + this.#window.length) {
      this.#window = this.#read(at, Math.min(Math.max(length, windowLength), this.#written - at));
      this.#windowAt = at;
    }
    return this.#window.toString("utf8", at - this.#windowAt, at - this.#windowAt + length);
  }

  #read(at: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    let read = 0;
    while (read < length) {
      const now = readSync(this.#file?.handle ?? -1, bytes, read, length - read, at + read);
      if (now === 0) throw new Error("the temporary file of this run was cut short by another program");
      read += now;
    }
    return bytes;
  }

  close(): void {
    if (!this.#file) return;
    closeSync(this.#file.handle);
    if (this.#file.path !== undefined) rmSync(this.#file.path, { force: true });
    this.#file = undefined;
  }

  #joined(): Buffer {
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }

  #flush(): void {
    const bytes = this.#joined();
    this.#file ??= openTemporary();
    for (let done = 0; done < bytes.length; )
      done += writeSync(this.#file.handle, bytes, done, bytes.length - done, this.#written + done);
    this.#written += bytes.length;
    this.#chunks = [];
    this.#waiting = 0;
  }
}

/**
 * Opens a temporary file and unlinks it at once where the system allows that, so that it disappears with the process in
 * every case.
 */
function openTemporary(): { handle: number; path: string | undefined } {
  const file = path.join(tmpdir(), `stet-${randomBytes(9).toString("hex")}.tmp`);
  const handle = openSync(file, "wx+", 0o600);
  try {
    rmSync(file);
    return { handle, path: undefined };
  } catch {
    return { handle, path: file };
  }
}
