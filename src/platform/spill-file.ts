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
/** The most bytes that one UTF-16 code unit takes in UTF-8. */
const bytesPerUnit = 3;

export class SpillFile {
  #file: { readonly handle: number; readonly path: string | undefined } | undefined;
  /** Number of bytes in the file. */
  #written = 0;
  /** The texts that are not in the file yet. One buffer for all: a new one takes longer to make than to fill. */
  #buffer: Buffer | undefined;
  #waiting = 0;
  /** A buffered part of the file: texts are read in the order in which they were written. */
  #window: Buffer = Buffer.alloc(0);
  #windowAt = 0;
  #windowBuffer: Buffer | undefined;

  put(text: string): SpillRef {
    const most = text.length * bytesPerUnit;
    this.#buffer ??= Buffer.allocUnsafeSlow(maxInMemory);
    if (this.#waiting + most > this.#buffer.length) this.#flush();
    const at = this.#written + this.#waiting;
    if (most > this.#buffer.length) {
      const bytes = Buffer.from(text);
      this.#write(bytes);
      return { at, length: bytes.length };
    }
    const length = this.#buffer.write(text, this.#waiting);
    this.#waiting += length;
    return { at, length };
  }

  get({ at, length }: SpillRef): string {
    if (at >= this.#written && this.#buffer)
      return this.#buffer.toString("utf8", at - this.#written, at - this.#written + length);
    if (at < this.#windowAt || at + length > this.#windowAt + this.#window.length) {
      const wanted = Math.min(Math.max(length, windowLength), this.#written - at);
      if (!this.#windowBuffer || this.#windowBuffer.length < wanted)
        this.#windowBuffer = Buffer.allocUnsafeSlow(Math.max(wanted, windowLength));
      this.#window = this.#windowBuffer.subarray(0, wanted);
      this.#read(at, this.#window);
      this.#windowAt = at;
    }
    return this.#window.toString("utf8", at - this.#windowAt, at - this.#windowAt + length);
  }

  #read(at: number, bytes: Buffer): void {
    let read = 0;
    while (read < bytes.length) {
      const now = readSync(this.#file?.handle ?? -1, bytes, read, bytes.length - read, at + read);
      if (now === 0) {
        // What is in the window is not a part of the file any more.
        this.#window = Buffer.alloc(0);
        throw new Error("the temporary file of this run was cut short by another program");
      }
      read += now;
    }
  }

  close(): void {
    if (!this.#file) return;
    closeSync(this.#file.handle);
    if (this.#file.path !== undefined) rmSync(this.#file.path, { force: true });
    this.#file = undefined;
  }

  #flush(): void {
    const bytes = this.#buffer?.subarray(0, this.#waiting);
    this.#waiting = 0;
    if (bytes && bytes.length > 0) this.#write(bytes);
  }

  #write(bytes: Buffer): void {
    this.#file ??= openTemporary();
    for (let done = 0; done < bytes.length; )
      done += writeSync(this.#file.handle, bytes, done, bytes.length - done, this.#written + done);
    this.#written += bytes.length;
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
