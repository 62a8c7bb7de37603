/**
 * A map from strings to texts in one append-only file. Entries may be lost, but never wrong.
 *
 * Reasons against a database: the embedded ones for Node need a compiler or a download at installation, lock out a
 * second process, or map the file into memory, where damage crashes the process. A log avoids this:
 * - Each line has a checksum. Incomplete lines of a killed process, a full disk or an editor are skipped.
 * - Lines are appended whole (O_APPEND), so parallel runs do not corrupt the file. The latest entry of a key wins.
 * - When most lines are outdated, a new file is written and renamed. The old file is still read until the next rewrite,
 * because another run may have appended to it.
 */
import { createHash } from "node:crypto";
import { appendFile, mkdir, readFile, rename, stat } from "node:fs/promises";
import path from "node:path";
import { AtomicFile } from "../platform/atomic-write.js";

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
    for (const [at, key, text] of parse(await readFile(name, "utf8").catch(() => ""))) {
      lines++;
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
        await mkdir(path.dirname(file), { recursive: true });
        // The leading line break ends an incomplete last line.
        await appendFile(file, `\n${batch.join("\n")}\n`);
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

async function compact(
  file: string,
  older: string,
  live: ReadonlyMap<string, { at: number; text: string | null }>,
): Promise<void> {
  const before = await stat(file);
  const writing = await AtomicFile.open(file);
  try {
    const kept = [...live].filter(([, { text }]) => text !== null);
    await writing.write(`${kept.map(([key, { at, text }]) => format([at, key, text])).join("\n")}\n`);
    await writing.flush();
    // Another run may have rewritten the file or appended to it since it was read.
    const now = await stat(file);
    if (now.ino !== before.ino || now.size !== before.size) return;
    await rename(file, older);
    await writing.commit();
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
  return JSON.parse(json) as Line;
}
