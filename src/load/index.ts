/** Reads a file as text, or explains why it is not text. */

import { isUtf8 } from "node:buffer";
import { closeSync } from "node:fs";
import type { EncodingProblem } from "../article/types.js";
import { openRegular, RefusedFile, readAtMost } from "../platform/disk.js";
import { t } from "../platform/i18n.js";
import { sha256Of } from "../platform/sha256.js";
import { isSearched } from "../platform/tree.js";

export interface LoadedFile {
  readonly path: string;
  readonly text: string;
  readonly encodingProblem: EncodingProblem | undefined;
  /** SHA-256 of the bytes, in hexadecimal; `""` if the file is too large to read. */
  readonly hash: string;
  /** In bytes. */
  readonly size: number;
  /** When the file was last changed, in milliseconds since 1970; 0 if it was not read from a file. */
  readonly mtimeMs: number;
  /** The permission bits, which a write keeps. */
  readonly mode: number;
}

/** Bytes. Articles have some kilobytes, so a larger file is not an article. */
export const defaultMaxSize = 64 * 1024 * 1024;

/** A path cannot be read as a file. The message contains the path. */
export class LoadError extends Error {
  override readonly name = "LoadError";
}

/** A file to read. */
export interface FileToLoad {
  readonly path: string;
  /**
   * The real path of the folder in which a search found the file. The file is read only if it is really in there,
   * whatever its path leads to now. `undefined`: the user gave the path, and links in it may lead anywhere.
   */
  readonly within?: string | undefined;
}

/**
 * Reads one regular file. Folders, devices, sockets and pipes are refused without blocking. A file of more than
 * `maxSize` bytes is not read: its text is empty and it has an `encodingProblem`.
 *
 * @throws LoadError if the file cannot be read.
 */
export async function load(file: FileToLoad, maxSize = defaultMaxSize): Promise<LoadedFile> {
  return loadNow(file, maxSize);
}

/** The synchronous version of `load`: reading an article takes less time than passing the work to another thread. */
export function loadNow({ path, within }: FileToLoad, maxSize = defaultMaxSize): LoadedFile {
  let handle: number | undefined;
  try {
    const opened = openRegular(path, within === undefined ? undefined : (real) => isSearched(real, within));
    handle = opened.handle;
    const { size, mtimeMs } = opened.stats;
    const mode = opened.stats.mode & 0o7777;
    if (size > maxSize) return { ...tooLarge(path, size, maxSize), mtimeMs, mode };
    const bytes = readAtMost(handle, maxSize + 1, size);
    if (bytes.length > maxSize) return { ...tooLarge(path, bytes.length, maxSize), mtimeMs, mode };
    const hash = sha256Of(bytes);
    return { path, ...decode(bytes), hash, size: bytes.length, mtimeMs, mode };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A listing has U+FFFD for bytes of a name that are not UTF-8. No file is found by such a name.
    const why =
      code === "ENOENT" && path.includes("\ufffd")
        ? t("load.nameNotUtf8", "the file name is not UTF-8; rename the file")
        : reason(error);
    throw new LoadError(`${path}: ${why}`, { cause: error });
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** The file, or an error message. */
export function read(file: FileToLoad): LoadedFile | { readonly error: string } {
  try {
    return loadNow(file);
  } catch (error) {
    if (error instanceof LoadError) return { error: error.message };
    throw error;
  }
}

function tooLarge(path: string, size: number, maxSize: number): Omit<LoadedFile, "mtimeMs" | "mode"> {
  const found =
    size > maxSize
      ? t("load.tooLarge", "{size} bytes (limit: {limit})", { size, limit: maxSize })
      : t("load.growing", "more than {limit} bytes", { limit: maxSize });
  return {
    path,
    text: "",
    encodingProblem: { kind: "too-large", range: { start: 0, end: 0 }, found },
    hash: "",
    size,
  };
}

const refusals: Readonly<Record<RefusedFile["why"], () => string>> = {
  folder: () => t("load.folder", "is a folder, not a file"),
  pipe: () => t("load.pipe", "is a named pipe, not a file"),
  socket: () => t("load.socket", "is a socket, not a file"),
  device: () => t("load.device", "is a device, not a file"),
  "too-large": () => t("load.tooLargeFile", "is too large"),
  foreign: () => t("load.foreign", "belongs to another user"),
  outside: () => t("load.outside", "is a link that leads out of the folder that stet searched"),
};

const reasons: Readonly<Record<string, () => string>> = {
  ENOENT: () => t("load.notFound", "file not found"),
  EACCES: () => t("load.noPermission", "no permission to read the file"),
  EPERM: () => t("load.noPermission", "no permission to read the file"),
  ELOOP: () => t("load.tooManyLinks", "too many symbolic links"),
  ENAMETOOLONG: () => t("load.nameTooLong", "the file name is too long"),
  ENOTDIR: () => t("load.notFolder", "a part of the path is not a folder"),
  EMFILE: () => t("load.tooManyOpen", "too many open files"),
  ENXIO: () => t("load.socketOrDevice", "is a socket or a device, not a file"),
};

function reason(error: unknown): string {
  if (error instanceof RefusedFile) return refusals[error.why]();
  const { code, message } = error as NodeJS.ErrnoException;
  return (code ? reasons[code]?.() : undefined) ?? t("load.notRead", "cannot be read ({reason})", { reason: message });
}

/** Why a file that is not an article could not be read, for the end of a sentence: `file not found`. */
export function readFailure(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof RefusedFile) return message;
  return (code ? reasons[code]?.() : undefined) ?? message;
}

/**
 * Decodes strict UTF-8. The text keeps a byte order mark as U+FEFF. For other bytes, `encodingProblem` has the probable
 * encoding and the range in `text` where it is first seen, and `text` is the best guess.
 */
export function decode(bytes: Uint8Array): { text: string; encodingProblem: EncodingProblem | undefined } {
  const wide = wideEncoding(bytes);
  if (wide) {
    const { kind, found } = wide;
    // TextDecoder does not support UTF-32, and the text is not used.
    const text = kind === "utf-32" ? "" : new TextDecoder(kind === "utf-16le" ? "utf-16le" : "utf-16be").decode(bytes);
    const range = { start: 0, end: Math.min(1, text.length) };
    // Detected by a byte order mark or by the positions of NULs. Only in big-endian order the first byte is NUL.
    const isBigEndian = kind === "utf-32" && bytes[0] === 0;
    return { text, encodingProblem: { kind, range, found, ...(isBigEndian && { isBigEndian }) } };
  }
  const text = utf8(bytes);
  if (text === undefined) return invalid(bytes);
  const nul = text.indexOf("\0");
  if (nul === -1) return { text, encodingProblem: undefined };
  const range = { start: nul, end: nul + 1 };
  return { text, encodingProblem: { kind: "nul", range, found: t("load.nul", "a NUL character") } };
}

/** Number of texts after which a TextDecoder pays off: it is 25% faster, but takes milliseconds to create. */
const textsWithoutDecoder = 50;
let texts = 0;
let decoder: InstanceType<typeof TextDecoder> | undefined;

/** `undefined` if the bytes are not well-formed UTF-8. */
function utf8(bytes: Uint8Array): string | undefined {
  if (++texts <= textsWithoutDecoder)
    return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8") : undefined;
  decoder ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Detects UTF-16 and UTF-32 by byte order mark, or by the positions of NULs in ASCII characters. */
function wideEncoding(bytes: Uint8Array): Pick<EncodingProblem, "kind" | "found"> | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0)
    return { kind: "utf-32", found: t("load.utf32le", "UTF-32 (little-endian)") };
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff)
    return { kind: "utf-32", found: t("load.utf32be", "UTF-32 (big-endian)") };
  if (a === 0xff && b === 0xfe) return { kind: "utf-16le", found: t("load.utf16le", "UTF-16 (little-endian)") };
  if (a === 0xfe && b === 0xff) return { kind: "utf-16be", found: t("load.utf16be", "UTF-16 (big-endian)") };
  // Without a byte order mark, ASCII characters (markup, line breaks) have NULs at every second position, or at three
  // of four.
  const sample = bytes.subarray(0, 4096);
  if (!sample.includes(0)) return undefined;
  const nuls = [0, 0, 0, 0];
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) nuls[i & 3] = (nuls[i & 3] ?? 0) + 1;
  const [n0 = 0, n1 = 0, n2 = 0, n3 = 0] = nuls;
  const quarter = sample.length / 4;
  if (quarter < 1) return undefined;
  const most = (count: number) => count >= quarter * 0.9;
  if (most(n1) && most(n2) && most(n3) && n0 === 0)
    return { kind: "utf-32", found: t("load.utf32le", "UTF-32 (little-endian)") };
  if (most(n0) && most(n1) && most(n2) && n3 === 0)
    return { kind: "utf-32", found: t("load.utf32be", "UTF-32 (big-endian)") };
  // CJK text has NULs only in line breaks, markup and spaces.
  const some = (count: number) => count >= Math.max(2, quarter * 0.1);
  if (some(n1 + n3) && n0 + n2 === 0) return { kind: "utf-16le", found: t("load.utf16le", "UTF-16 (little-endian)") };
  if (some(n0 + n2) && n1 + n3 === 0) return { kind: "utf-16be", found: t("load.utf16be", "UTF-16 (big-endian)") };
  return undefined;
}

function invalid(bytes: Uint8Array): { text: string; encodingProblem: EncodingProblem } {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const at = firstInvalid(bytes);
  const start = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, at)).length;
  const shown = [...bytes.subarray(at, at + 4)].map((byte) => byte.toString(16).toUpperCase().padStart(2, "0"));
  const guess = guessEncoding(bytes);
  const description =
    shown.length === 1
      ? t("load.byte", "byte {bytes}", { bytes: shown.join(" ") })
      : t("load.bytes", "bytes {bytes}", { bytes: shown.join(" ") });
  const found = guess ? `${description} (${guess}?)` : description;
  return { text, encodingProblem: { kind: "invalid-utf-8", range: { start, end: start + 1 }, found } };
}

/** The offset of the first byte that does not start a well-formed UTF-8 sequence (Unicode, table 3-7). */
function firstInvalid(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length) {
    const length = sequenceLength(bytes, i);
    if (length === 0) return i;
    i += length;
  }
  return i;
}

/** The length of the well-formed UTF-8 sequence at `i`, or 0. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const first = bytes[i] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || i + length > bytes.length) return 0;
  const second = bytes[i + 1] ?? 0;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let k = i + 2; k < i + length; k++) if (((bytes[k] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/** Chinese texts that are not UTF-8 are GBK or GB18030; Western texts are Latin-1 or Windows-1252. */
function guessEncoding(bytes: Uint8Array): string | undefined {
  let high = 0;
  let strange = 0;
  let pairs = 0;
  let fours = 0;
  for (let i = 0; i < bytes.length; i++) {
    const first = bytes[i] ?? 0;
    if (first < 0x80) continue;
    high++;
    const second = bytes[i + 1] ?? 0;
    if (first === 0x80 || first === 0xff) {
      strange++;
      continue;
    }
    if (second >= 0x30 && second <= 0x39) {
      const third = bytes[i + 2] ?? 0;
      const fourth = bytes[i + 3] ?? 0;
      if (third >= 0x81 && third <= 0xfe && fourth >= 0x30 && fourth <= 0x39) {
        fours++;
        i += 3;
      }
    } else if (second >= 0x40 && second !== 0x7f && second !== 0xff) {
      // Chinese characters are pairs of two high bytes. An accented letter is followed by ASCII.
      if (second >= 0x80) pairs++;
      i++;
    }
  }
  if (strange > 0 || wellFormedShare(bytes) > 0.5) return undefined;
  const chinese = pairs + fours;
  // A single pair is not enough to decide.
  if (chinese > 1 && chinese >= high * 0.7) return fours > 0 ? "GB18030" : "GBK";
  if (chinese > high * 0.2) return undefined;
  // Latin-1 has control characters there, which no text contains: https://encoding.spec.whatwg.org/#names-and-labels
  return bytes.some((byte) => byte >= 0x80 && byte <= 0x9f) ? "Windows-1252" : "Latin-1";
}

/** The share of non-ASCII bytes that are well-formed UTF-8. If it is high, the text is UTF-8 with a defect. */
function wellFormedShare(bytes: Uint8Array): number {
  let good = 0;
  let bad = 0;
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    if (length > 1) good++;
    if (length === 0) bad++;
    i += Math.max(1, length);
  }
  return good / Math.max(1, good + bad);
}
