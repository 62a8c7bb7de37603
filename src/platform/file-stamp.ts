/** What tells whether a file has changed since it was read. */

export interface FileStamp {
  /** Bytes. */
  readonly size: number;
  readonly mtimeMs: number;
  /** When the file was read, in milliseconds since 1970. */
  readonly readAt: number;
}

/**
 * Milliseconds. A file that changed less than this before it was read may change again with the same time stamp,
 * because FAT has a resolution of two seconds. So it is not cached (git's "racy" files).
 */
export const settledAfter = 2000;

/** Whether the size and time of a file that was read tell whether it has changed. */
export const isSettled = ({ mtimeMs, readAt }: Pick<FileStamp, "mtimeMs" | "readAt">): boolean =>
  readAt - mtimeMs > settledAfter;
