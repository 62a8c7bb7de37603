import { closeSync, read as readCallback } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { openRegular, RefusedFile } from "../platform/disk.js";
import { t } from "../platform/i18n.js";
import { decode } from "./decode/index.js";
import type { ImageFact } from "./types.js";
import { bytesVerdict, failedFact } from "./verdict.js";

const read = promisify(readCallback);

const firstBytes = 4096;

/** A file up to this size is read and judged as a whole. */
const smallFile = 64 * 1024;

/** The fact about the file of a `file:` URL. Never rejects. */
export async function checkLocalFile(url: string, maxBytes: number): Promise<ImageFact> {
  let path: string;
  try {
    path = fileURLToPath(url);
  } catch (error) {
    return failedFact(
      url,
      "unsupported",
      t("probe.file.url", "not the URL of a local file: {message}", { message: (error as Error).message }),
    );
  }
  try {
    // Waits for no named pipe, not even for one that somebody has put in the place of the image a moment ago.
    const { handle, stats } = openRegular(path);
    const { size } = stats;
    try {
      if (size === 0)
        return failedFact(url, "empty-body", t("probe.emptyFile", "empty file (0 bytes)"), {
          bytes: 0,
          finalUrl: url,
        });
      const start = await readStart(handle, Math.min(size, maxBytes));
      return bytesVerdict(url, start, start.length >= size, { bytes: size, finalUrl: url });
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (error instanceof RefusedFile)
      return failedFact(url, "not-an-image", t("probe.file.notFile", "a folder or device, not a file"));
    const { code = "", message } = error as NodeJS.ErrnoException;
    if (absent.has(code)) return failedFact(url, "no-such-file", t("common.suchFile", "there is no such file"));
    if (code === "EACCES" || code === "EPERM")
      return failedFact(
        url,
        "refused-by-server",
        t("probe.file.permission", "no permission to read the file ({code})", { code }),
      );
    return failedFact(
      url,
      "connection",
      t("probe.file.unreadable", "the file could not be read ({code})", { code: code || message }),
    );
  }
}

const absent = new Set(["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ELOOP"]);

/** Reads as much of the file as the decoder needs, or all if it is small; at most up to `end`. */
async function readStart(handle: number, end: number): Promise<Uint8Array> {
  for (let wanted = end <= smallFile ? end : firstBytes; ; ) {
    const length = Math.min(wanted, end);
    const buffer = new Uint8Array(length);
    const { bytesRead } = await read(handle, buffer, 0, length, 0);
    const start = buffer.subarray(0, bytesRead);
    const decoded = decode(start, false);
    if (decoded.state !== "more" || bytesRead < length || length === end) return start;
    wanted = Math.max(16 * wanted, decoded.until + firstBytes);
  }
}
