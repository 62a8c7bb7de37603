/**
 * Texts by path in one file: the texts, an index of them, and the position of the index. The file is always replaced as
 * a whole, so that parallel and killed runs leave a complete file. Each text and the index have a checksum; damaged
 * entries count as missing.
 */
import { closeSync, fstatSync, readSync } from "node:fs";
import { crc32 } from "node:zlib";
import { AtomicFileSync } from "../../platform/atomic-write.js";
import { openOwn } from "../../platform/disk.js";

/** The data about a text that is available without reading it. */
export interface Entry<M> {
  readonly about: M;
  readonly at: number;
  readonly length: number;
  readonly crc: number;
}

/** Eight bytes. Change the name when the layout changes. */
const magic = "stetres1";
/** The magic, the index's position (six bytes), length (six bytes) and checksum (four bytes). */
const footerLength = 24;
const windowLength = 1024 * 1024;

export class StoreReader<M> {
  readonly entries: ReadonlyMap<string, Entry<M>>;
  readonly #handle: number | undefined;
  /** Used again for each part of the file: a new one takes longer to make than to fill. */
  #buffer: Buffer = Buffer.alloc(0);
  #window: Buffer = Buffer.alloc(0);
  #windowAt = 0;
  #isWhole = false;

  private constructor(entries: ReadonlyMap<string, Entry<M>>, handle: number | undefined) {
    this.entries = entries;
    this.#handle = handle;
  }

  /** @param head must equal the one in the file; otherwise the store is empty. */
  static open<M>(file: string, head: string): StoreReader<M> {
    let handle: number | undefined;
    try {
      handle = openOwn(file).handle;
      const entries = readIndex<M>(handle, head);
      if (entries) return new StoreReader(entries, handle);
    } catch {
      // The file is missing or cannot be read.
    }
    if (handle !== undefined) closeSync(handle);
    return new StoreReader(new Map(), undefined);
  }

  /**
   * `undefined` if the text is damaged. Fastest if texts are read in the order in which they were written.
   *
   * @returns bytes that are valid until the next call.
   */
  read({ at, length, crc }: Entry<M>): Buffer | undefined {
    if (this.#handle === undefined) return undefined;
    if (at < this.#windowAt || at + length > this.#windowAt + this.#window.length) {
      const wanted = Math.max(length, windowLength);
      if (this.#buffer.length < wanted) this.#buffer = Buffer.allocUnsafeSlow(wanted);
      this.#window = readAt(this.#handle, at, this.#buffer.subarray(0, wanted));
      this.#windowAt = at;
    }
    const bytes = this.#window.subarray(at - this.#windowAt, at - this.#windowAt + length);
    return bytes.length === length && (this.#isWhole || crc32(bytes) === crc) ? bytes : undefined;
  }

  /** Whether no text is damaged. What has been checked is not checked again, because an open file does not change. */
  isWhole(): boolean {
    this.#isWhole = [...this.entries.values()].every((entry) => this.read(entry));
    return this.#isWhole;
  }

  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
  }
}

/** Fills the buffer, or as much of it as the file has. */
function readAt(handle: number, at: number, bytes: Buffer): Buffer {
  let read = 0;
  while (read < bytes.length) {
    const now = readSync(handle, bytes, read, bytes.length - read, at + read);
    if (now === 0) break;
    read += now;
  }
  return bytes.subarray(0, read);
}

type Row<M> = readonly [path: string, about: M, at: number, length: number, crc: number];

function readIndex<M>(handle: number, head: string): Map<string, Entry<M>> | undefined {
  const { size } = fstatSync(handle);
  const footer = readAt(handle, Math.max(0, size - footerLength), Buffer.alloc(footerLength));
  if (footer.length !== footerLength || footer.toString("latin1", 0, 8) !== magic) return undefined;
  const at = footer.readUIntBE(8, 6);
  const length = footer.readUIntBE(14, 6);
  if (at + length + footerLength !== size) return undefined;
  const bytes = readAt(handle, at, Buffer.alloc(length));
  if (crc32(bytes) !== footer.readUInt32BE(20)) return undefined;
  const [was, rows] = JSON.parse(bytes.toString()) as [string, Row<M>[]];
  if (was !== head || !rows.every((row) => isIn(row, at))) return undefined;
  return new Map(rows.map(([name, about, start, long, crc]) => [name, { about, at: start, length: long, crc }]));
}

/** Whether the text is before the index. A checksum says that an index is whole, not that stet has written it. */
const isIn = ([name, , start, long]: Row<unknown>, end: number): boolean =>
  typeof name === "string" &&
  Number.isSafeInteger(start) &&
  Number.isSafeInteger(long) &&
  start >= 0 &&
  long >= 0 &&
  start + long <= end;

/** Writes a new store to a temporary file, which replaces an old one when it is complete. */
export class StoreWriter<M> {
  readonly #file: AtomicFileSync;
  readonly #rows: Row<M>[] = [];
  /** Bytes that are not in the file yet. One buffer for all: a new one takes longer to make than to fill. */
  readonly #buffer = Buffer.allocUnsafeSlow(windowLength);
  #waiting = 0;
  #written = 0;

  /** @throws a system error if the file cannot be created. */
  constructor(file: string) {
    this.#file = new AtomicFileSync(file, { mode: 0o600, folderMode: 0o700 });
  }

  /** @param bytes copied, so they need be valid only for this call. */
  add(name: string, about: M, bytes: Buffer): void {
    this.#rows.push([name, about, this.#written + this.#waiting, bytes.length, crc32(bytes)]);
    this.#append(bytes);
  }

  /** @param file another one in the same folder, to be replaced instead. */
  finish(head: string, file?: string): void {
    const index = Buffer.from(JSON.stringify([head, this.#rows]));
    const footer = Buffer.alloc(footerLength);
    footer.write(magic, "latin1");
    footer.writeUIntBE(this.#written + this.#waiting, 8, 6);
    footer.writeUIntBE(index.length, 14, 6);
    footer.writeUInt32BE(crc32(index), 20);
    this.#append(index);
    this.#append(footer);
    this.#flush();
    this.#file.commit(file);
  }

  /** Keeps the old store. Has no effect after `finish`. */
  abandon(): void {
    this.#file.discard();
  }

  #append(bytes: Buffer): void {
    if (this.#waiting + bytes.length > this.#buffer.length) this.#flush();
    if (bytes.length > this.#buffer.length) {
      this.#file.write(bytes);
      this.#written += bytes.length;
    } else {
      this.#waiting += bytes.copy(this.#buffer, this.#waiting);
    }
  }

  #flush(): void {
    this.#file.write(this.#buffer.subarray(0, this.#waiting));
    this.#written += this.#waiting;
    this.#waiting = 0;
  }
}
