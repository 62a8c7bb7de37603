/**
 * A map from strings to texts in one append-only file. Entries may be lost, but never wrong.
 *
 * Reasons against a database: the embedded ones for Node need a compiler or a download at installation, lock out a
 * second process, or map the file into memory, where damage crashes the process. A log avoids this:
 * - Each line has a checksum. Incomplete lines of a killed process, a full disk or an editor are skipped.
 * - Lines are appended whole (O_APPEND), so parallel runs do not corrupt the file. The latest entry of a key wins. One
 * from the future, which a wrong clock has written, loses against every other.
 * - When most lines are outdated, a new file is written and renamed. The old file is still read until the next rewrite,
 * because another run may have appended to it.
 */
import { createHash } from "node:crypto";
import { rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { AtomicFile } from "../platform/atomic-write.js";
import { appendOwn, makeFolder, RefusedFile, readOwn } from "../platform/disk.js";

export interface Log {
  get(key: string): string | undefined;
  /** Sets the entry in memory at once, and in the file later. */
  set(key: string, text: string): void;
  delete(key: string): void;
  entries(): IterableIterator<[key: string, text: string]>;
  /** Resolves when all entries are in the file; rejects if they cannot be written. */
  flush(): Promise<void>;
}

/** `[time in ms, key, text]`. A `null` text deletes the key. */
type Line = readonly [at: number, key: string, text: string | null];

/** The file is rewritten when it has more outdated lines than this. */
const spare = 1000;

/** Never rejects because of the content of the file: lines that cannot be read are skipped. */
export async function openLog(file: string): Promise<Log> {
  const older = `${file}.old`;
  const live = new Map<string, { at: number; text: string | null }>();
  let lines = 0;
  for (const name of [older, file]) {
    const content = await readLog(name);
    const now = Date.now();
    for (const [time, key, text] of parse(content)) {
      lines++;
      const at = time <= now ? time : 0;
      const known = live.get(key);
      if (!known || known.at <= at) live.set(key, { at, text });
    }
  }
  let waiting: string[] = [];
  let writing: Promise<void> = Promise.resolve();
  let trouble: unknown;

  const write = (): Promise<void> => {
    writing = writing.then(async () => {
      if (waiting.length === 0) return;
      const batch = waiting;
      waiting = [];
      try {
        makeFolder(path.dirname(file), 0o700);
        // The leading line break ends an incomplete last line.
        appendOwn(file, `\n${batch.join("\n")}\n`);
      } catch (error) {
        trouble ??= error;
      }
    });
    return writing;
  };
  const put = (key: string, text: string | null): void => {
    const at = Date.now();
    live.set(key, { at, text });
    waiting.push(format([at, key, text]));
    if (waiting.length === 1) setImmediate(write);
  };

  if (lines > 2 * live.size + spare) await compact(file, older, live).catch(() => {});
  return {
    get: (key) => live.get(key)?.text ?? undefined,
    set: put,
    delete: (key) => {
      if (live.get(key)?.text != null) put(key, null);
    },
    *entries() {
      for (const [key, { text }] of live) if (text !== null) yield [key, text];
    },
    async flush() {
      await write();
      if (trouble) throw trouble;
    },
  };
}

/** Empty if the file cannot be read. What can never be read makes room. */
async function readLog(file: string): Promise<string> {
  try {
    return readOwn(file);
  } catch (error) {
    if (error instanceof RefusedFile) await rm(file, { recursive: true, force: true }).catch(() => {});
    return "";
  }
}

async function compact(
  file: string,
  older: string,
  live: ReadonlyMap<string, { at: number; text: string | null }>,
): Promise<void> {
  // A run that was killed while it did this may have left the old file alone.
  const stateOf = async () => {
    const found = await stat(file).catch(() => undefined);
    return found && `${found.ino} ${found.size}`;
  };
  const before = await stateOf();
  const writing = await AtomicFile.open(file, { mode: 0o600, follow: false });
  try {
    const kept = [...live].filter(([, { text }]) => text !== null);
    await writing.write(`${kept.map(([key, { at, text }]) => format([at, key, text])).join("\n")}\n`);
    await writing.flush();
    // Another run may have rewritten the file or appended to it since it was read.
    if ((await stateOf()) !== before) return;
    if (before === undefined) await writing.commit();
    else {
      await rename(file, older);
      await writing.commit();
    }
  } finally {
    await writing.discard();
  }
}

const sumOf = (text: string): string => createHash("sha1").update(text).digest("hex").slice(0, 10);

function format(line: Line): string {
  const json = JSON.stringify(line);
  return `${sumOf(json)} ${json}`;
}

function* parse(text: string): Generator<Line> {
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf("\n", start);
    const end = found === -1 ? text.length : found;
    const line = lineOf(text.slice(start, end));
    if (line) yield line;
    start = end + 1;
  }
}

function lineOf(text: string): Line | undefined {
  const json = text.slice(11);
  if (text[10] !== " " || sumOf(json) !== text.slice(0, 10)) return undefined;
  try {
    const line: unknown = JSON.parse(json);
    return isLine(line) ? line : undefined;
  } catch {
    return undefined;
  }
}

/** A checksum says that a line is whole, not that stet has written it. */
const isLine = (value: unknown): value is Line =>
  Array.isArray(value) &&
  value.length === 3 &&
  typeof value[0] === "number" &&
  typeof value[1] === "string" &&
  (value[2] === null || typeof value[2] === "string");
