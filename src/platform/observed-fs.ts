/**
 * The questions about files and folders that a run asks, noted for its observer: most are the functions of `node:fs` and
 * `node:fs/promises` with the same names. What is read goes through `disk.ts`.
 */
import * as sync from "node:fs";
import * as promises from "node:fs/promises";
import {
  noteEntries,
  noteError,
  noteExists,
  noteModified,
  noteOwnStatus,
  noteRealPath,
  noteStatus,
  type Question,
} from "./observer.js";

function observed<T>(question: Question, file: string, answer: () => T, note: (answer: T) => void): T {
  try {
    const given = answer();
    note(given);
    return given;
  } catch (error) {
    noteError(question, file, error);
    throw error;
  }
}

async function observedLater<T>(
  question: Question,
  file: string,
  answer: Promise<T>,
  note: (answer: T) => void,
): Promise<T> {
  try {
    const given = await answer;
    note(given);
    return given;
  } catch (error) {
    noteError(question, file, error);
    throw error;
  }
}

export function existsSync(file: string): boolean {
  const exists = sync.existsSync(file);
  noteExists(file, exists);
  return exists;
}

export function statSync(file: string): sync.Stats;
export function statSync(file: string, options: { readonly throwIfNoEntry: false }): sync.Stats | undefined;
export function statSync(file: string, options?: { readonly throwIfNoEntry: false }): sync.Stats | undefined {
  return observed(
    "status",
    file,
    () => sync.statSync(file, options),
    (stats) => noteStatus(file, stats),
  );
}

/** As `statSync`; `undefined` if there is nothing, or if the system does not tell: a part of the path is a file, a link leads to itself. */
export function statusOf(file: string): sync.Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

export function lstatSync(file: string): sync.Stats;
export function lstatSync(file: string, options: { readonly throwIfNoEntry: false }): sync.Stats | undefined;
export function lstatSync(file: string, options?: { readonly throwIfNoEntry: false }): sync.Stats | undefined {
  return observed(
    "own-status",
    file,
    () => sync.lstatSync(file, options),
    (stats) => noteOwnStatus(file, stats),
  );
}

/** Of a file or a folder, in milliseconds since 1970; `undefined` if there is nothing. */
export const modifiedAt = (file: string): number | undefined =>
  observed(
    "modified",
    file,
    () => sync.statSync(file, { throwIfNoEntry: false })?.mtimeMs,
    (at) => noteModified(file, at),
  );

export const realpathSync = (file: string): string =>
  observed(
    "real-path",
    file,
    () => sync.realpathSync(file),
    (real) => noteRealPath(file, real),
  );

export const readdirSync = (folder: string): sync.Dirent[] =>
  observed(
    "entries",
    folder,
    () => sync.readdirSync(folder, { withFileTypes: true }),
    (entries) => noteEntries(folder, entries),
  );

export const access = (file: string): Promise<void> =>
  promises.access(file).then(
    () => noteExists(file, true),
    (error: unknown) => {
      noteExists(file, false);
      throw error;
    },
  );

export const stat = (file: string): Promise<sync.Stats> =>
  observedLater("status", file, promises.stat(file), (stats) => noteStatus(file, stats));

export const lstat = (file: string): Promise<sync.Stats> =>
  observedLater("own-status", file, promises.lstat(file), (stats) => noteOwnStatus(file, stats));

export const realpath = (file: string): Promise<string> =>
  observedLater("real-path", file, promises.realpath(file), (real) => noteRealPath(file, real));

export const readdir = (folder: string): Promise<sync.Dirent[]> =>
  observedLater("entries", folder, promises.readdir(folder, { withFileTypes: true }), (entries) =>
    noteEntries(folder, entries),
  );
