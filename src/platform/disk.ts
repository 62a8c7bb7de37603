/**
 * The door to the disk: every file that arrives from elsewhere (articles, configurations, ignore files, baselines) is
 * opened here. Only regular files are opened, without waiting, and everything is asked of the open handle, because
 * whoever can write to a folder can replace what a path leads to at any time.
 */
import {
  type BigIntStats,
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { t } from "./i18n.js";
import { noteError, noteStatus, noteUnseen } from "./observer.js";
import { isWithin } from "./tree.js";

/** Why a file is not opened, besides the errors of the system. */
export type Refusal = "folder" | "pipe" | "socket" | "device" | "too-large" | "outside" | "foreign";

export class RefusedFile extends Error {
  override readonly name = "RefusedFile";
  constructor(
    readonly why: Refusal,
    /** In bytes, with `too-large`. */
    readonly size = 0,
  ) {
    super(refusalText(why));
  }
}

/** A phrase for the end of a sentence. */
function refusalText(why: Refusal): string {
  switch (why) {
    case "folder":
      return t("disk.folder", "it is a folder");
    case "pipe":
      return t("disk.pipe", "it is a named pipe, not a file");
    case "socket":
      return t("disk.socket", "it is a socket, not a file");
    case "device":
      return t("disk.device", "it is a device, not a file");
    case "too-large":
      return t("disk.tooLarge", "it is too large");
    case "outside":
      return t("disk.outside", "it is a link that leads out of the folder");
    case "foreign":
      return t("disk.foreign", "it belongs to another user");
  }
}

/** Bytes of a file of settings: a configuration, an ignore file, `package.json`. Real ones have some kilobytes. */
export const mostSettingsBytes = 16 * 1024 * 1024;
/** Bytes of a file of data: a baseline, a ledger, a blob report, a list of files. */
export const mostDataBytes = 256 * 1024 * 1024;

export interface ReadLimits {
  /** Bytes. A larger file is refused. */
  readonly most: number;
  /** The folder, by its real path, that the file must really be in; `undefined`: anywhere. */
  readonly within?: string | undefined;
}

/** An open regular file. */
export interface OpenFile {
  readonly handle: number;
  readonly stats: Stats;
}

/**
 * Opens a regular file for reading. The caller closes the handle.
 *
 * @param allows whether the file may be read, by its real path.
 * @throws RefusedFile, or a system error.
 */
export function openRegular(file: string, allows?: (real: string) => boolean): OpenFile {
  try {
    const opened = openUnnoted(file, allows);
    noteStatus(file, opened.stats);
    return opened;
  } catch (error) {
    // What was refused depends on more than the status of the file.
    if (error instanceof RefusedFile) noteUnseen();
    else noteError("status", file, error);
    throw error;
  }
}

/** A file that only saves work, such as a cache, is not among what a run has asked. */
function openUnnoted(file: string, allows?: (real: string) => boolean): OpenFile {
  // Opening some devices has an effect, so they are refused before.
  refuseSpecial(statSync(file));
  const handle = openSync(file, constants.O_RDONLY | waitsForNobody);
  try {
    const stats = fstatSync(handle);
    refuseSpecial(stats);
    if (allows && !allows(realPathOf(handle, file))) throw new RefusedFile("outside");
    return { handle, stats };
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

/** Opening a pipe does not wait for its writer, and a terminal does not become that of this process. Not on Windows. */
const waitsForNobody = (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/**
 * Reads a whole file.
 *
 * @throws RefusedFile, or a system error.
 */
export function readRegular(file: string, { most, within }: ReadLimits): Buffer {
  const { handle, stats } = openRegular(file, within === undefined ? undefined : (real) => isWithin(real, within));
  try {
    if (stats.size > most) throw new RefusedFile("too-large", stats.size);
    const bytes = readAtMost(handle, most + 1, stats.size);
    if (bytes.length > most) throw new RefusedFile("too-large", bytes.length);
    return bytes;
  } finally {
    closeSync(handle);
  }
}

/**
 * Opens a file that stet has written for itself.
 *
 * @throws RefusedFile also if it belongs to another user, or a system error.
 */
export function openOwn(file: string): OpenFile {
  const opened = openUnnoted(file);
  if (!process.getuid || opened.stats.uid === process.getuid()) return opened;
  closeSync(opened.handle);
  throw new RefusedFile("foreign");
}

/** The text of a whole file that stet has written for itself. @throws as `openOwn`. */
export function readOwn(file: string): string {
  const { handle, stats } = openOwn(file);
  try {
    if (stats.size > mostDataBytes) throw new RefusedFile("too-large", stats.size);
    return readAtMost(handle, stats.size, stats.size).toString("utf8");
  } finally {
    closeSync(handle);
  }
}

/** Appends to a file that stet has written for itself, or creates it. @throws as `openOwn`. */
export function appendOwn(file: string, text: string): void {
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW = 0 } = constants;
  const handle = openSync(file, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | waitsForNobody, 0o600);
  try {
    const stats = fstatSync(handle);
    refuseSpecial(stats);
    if (process.getuid && stats.uid !== process.getuid()) throw new RefusedFile("foreign");
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
  } finally {
    closeSync(handle);
  }
}

/** The text of a whole file of settings, without a byte order mark. @throws as `readRegular`. */
export const readSettings = (file: string, within?: string): string =>
  readRegular(file, { most: mostSettingsBytes, within })
    .toString("utf8")
    .replace(/^\uFEFF/, "");

/**
 * The text at the start of a file. It may end in the middle of a character.
 *
 * @throws RefusedFile, or a system error.
 */
export function readStart(file: string, bytes: number, within?: string): { text: string; isWhole: boolean } {
  const { handle, stats } = openRegular(file, within === undefined ? undefined : (real) => isWithin(real, within));
  try {
    const start = bytes <= startBuffer.length ? readShort(handle, bytes) : readAtMost(handle, bytes, stats.size);
    return { text: start.toString("utf8"), isWhole: start.length < bytes };
  } finally {
    closeSync(handle);
  }
}

/** For the starts of thousands of files: to make a buffer takes longer than to read one. */
const startBuffer = Buffer.allocUnsafeSlow(4096);

/** Valid until the next call. */
function readShort(handle: number, most: number): Buffer {
  let length = 0;
  while (length < most) {
    const bytesRead = readSync(handle, startBuffer, length, most - length, null);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return startBuffer.subarray(0, length);
}

/** The text of a whole file of data. @throws as `readRegular`. */
export const readData = (file: string, within?: string): string =>
  readRegular(file, { most: mostDataBytes, within }).toString("utf8");

/** Reads to the end of the file, also if it grows meanwhile, but at most `most` bytes. */
export function readAtMost(handle: number, most: number, expected: number): Buffer {
  let buffer = Buffer.alloc(Math.min(most, expected + 1));
  let length = 0;
  for (;;) {
    if (length === buffer.length) {
      if (length >= most) break;
      const larger = Buffer.alloc(Math.min(most, Math.max(4096, buffer.length * 2)));
      larger.set(buffer);
      buffer = larger;
    }
    const bytesRead = readSync(handle, buffer, length, buffer.length - length, null);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}

interface FileKind {
  isFile(): boolean;
  isDirectory(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
}

/** @throws RefusedFile for what is not a regular file. */
export function refuseSpecial(stats: FileKind): void {
  if (stats.isFile()) return;
  throw new RefusedFile(
    stats.isDirectory() ? "folder" : stats.isFIFO() ? "pipe" : stats.isSocket() ? "socket" : "device",
  );
}

/**
 * The real path of an open file or folder. Linux knows it. Elsewhere it is the real path of `file`, if that is still the
 * same file.
 *
 * @throws RefusedFile if the path leads to another file now.
 */
export function realPathOf(handle: number, file: string): string {
  const known = pathOfHandle(handle);
  if (known !== undefined) return known;
  const real = realpathSync.native(file);
  const is: BigIntStats = statSync(real, { bigint: true });
  const was = fstatSync(handle, { bigint: true });
  if (is.ino !== was.ino || is.dev !== was.dev) throw new RefusedFile("outside");
  return real;
}

/** `/proc` shows the path of each handle. It may be missing in a sandbox. */
export function pathOfHandle(handle: number): string | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    return readlinkSync(`/proc/self/fd/${handle}`);
  } catch {
    return undefined;
  }
}

/** An open folder. */
export interface FolderHandle {
  /**
   * A path of the open folder, for the names in it. On Linux it leads there whatever the folder is called meanwhile.
   */
  readonly path: string;
  close(): void;
}

/**
 * Opens a folder by its real path.
 *
 * @throws RefusedFile if the path is not the real one any more, or a system error.
 */
export function openFolder(real: string): FolderHandle {
  const handle = openSync(real, constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0));
  const close = () => closeSync(handle);
  const is = pathOfHandle(handle);
  if (is === undefined) return { path: real, close };
  if (is === real) return { path: `/proc/self/fd/${handle}`, close };
  close();
  throw new RefusedFile("outside");
}

/**
 * Creates a folder and those above it. (`recursive` of Node tries forever where a file system refuses new folders with
 * ENOENT, such as `/proc`.)
 *
 * @throws a system error.
 */
export function makeFolder(folder: string, mode: number): void {
  const missing: string[] = [];
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    try {
      mkdirSync(at, { mode });
      break;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // A drive or a read-only file system may refuse before it looks whether the folder exists.
      if (code !== "ENOENT" && isFolder(at)) break;
      if (code !== "ENOENT" || path.dirname(at) === at || isFolder(path.dirname(at))) throw error;
      missing.push(at);
    }
  }
  for (let at = missing.pop(); at !== undefined; at = missing.pop())
    try {
      mkdirSync(at, { mode });
    } catch (error) {
      if (!isFolder(at)) throw error;
    }
}

const isFolder = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
