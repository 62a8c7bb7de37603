/** Moves originals that nothing refers to out of the site, and back. */
import { rmdir } from "node:fs/promises";
import path from "node:path";
import { fileHash } from "../localize/store.js";
import { mostDataBytes, readRegular, realPathToBe } from "../platform/disk.js";
import { createDurably, removeIn } from "../platform/durable-write.js";
import { realTarget } from "../platform/real-target.js";
import { sha256Of } from "../platform/sha256.js";
import { isSearched, staysIn } from "../platform/tree.js";
import { decode } from "../probe/decode/index.js";
import { type CompressedLine, readCompressed } from "./record.js";

/** Next to the record. Generators leave out folders whose names begin with a dot. */
export const originalsFolder = ".stet-originals";

/** Where each of these files (absolute paths) is mentioned: the path of one file. */
export type FindMentions = (files: Iterable<string>) => Promise<ReadonlyMap<string, string>>;

export interface Retired {
  /** Paths relative to the folder of the record. */
  readonly moved: readonly string[];
  /** Originals that stay, and a file that mentions each. */
  readonly mentioned: ReadonlyMap<string, string>;
}

/**
 * Moves the originals of the record whose new file is in its place. Those that a file of the site still mentions stay, and
 * those that the user keeps.
 */
export async function retireOriginals(record: string, mentionsOf: FindMentions): Promise<Retired> {
  const folder = path.dirname(record);
  const real = realPathToBe(folder);
  const moved: string[] = [];
  const mentioned = new Map<string, string>();
  const lines = currentLines(record).filter(
    (line) =>
      !line.keep &&
      isInPlace(folder, real, line.original, line.originalSha256) &&
      isInPlace(folder, real, line.compressed, line.sha256),
  );
  if (lines.length === 0) return { moved, mentioned };
  const found = await mentionsOf(lines.map(({ original }) => path.join(folder, original)));
  for (const { original, originalSha256 } of lines) {
    const mention = found.get(path.join(folder, original));
    if (mention !== undefined) mentioned.set(original, mention);
    else if (await moveDurably(folder, real, original, path.join(originalsFolder, original), originalSha256))
      moved.push(original);
  }
  return { moved, mentioned };
}

/** Moves the originals of the record back. @returns paths relative to the folder of the record. */
export async function bringBack(record: string): Promise<string[]> {
  const folder = path.dirname(record);
  const real = realPathToBe(folder);
  const back: string[] = [];
  for (const { original, originalSha256 } of currentLines(record)) {
    const retired = path.join(originalsFolder, original);
    if (!isInPlace(folder, real, retired, originalSha256)) continue;
    if (await moveDurably(folder, real, retired, original, originalSha256)) back.push(original);
    // Only empty folders can be removed.
    for (let at = path.dirname(retired); at !== "."; at = path.dirname(at))
      await rmdir(path.join(folder, at)).catch(() => {});
  }
  return back;
}

/** Removes the files that stet made and that nothing mentions, if their originals are in place. */
export async function removeCompressed(record: string, mentionsOf: FindMentions): Promise<string[]> {
  const folder = path.dirname(record);
  const real = realPathToBe(folder);
  const lines = currentLines(record).filter(
    (line) =>
      line.created &&
      isInPlace(folder, real, line.compressed, line.sha256) &&
      isInPlace(folder, real, line.original, line.originalSha256),
  );
  if (lines.length === 0) return [];
  const found = await mentionsOf(lines.map(({ compressed }) => path.join(folder, compressed)));
  const removed: string[] = [];
  for (const { compressed } of lines)
    if (!found.has(path.join(folder, compressed)) && (await removeOwn(path.join(folder, compressed))))
      removed.push(compressed);
  return removed;
}

/** The last line for each original and each file. A repeated run has found the file that an earlier one created. */
function currentLines(record: string): CompressedLine[] {
  const lines = new Map<string, CompressedLine>();
  for (const line of readCompressed(record)) {
    const key = `${line.original}\0${line.compressed}\0${line.sha256}`;
    lines.set(key, { ...line, created: line.created || lines.get(key)?.created === true });
  }
  return [...lines.values()];
}

/**
 * Whether the folder has this very file. The record may be anybody's, so it must be an image, in no folder such as `.git`,
 * and no link may lead to it.
 */
function isInPlace(folder: string, real: string, name: string, sha256: string): boolean {
  const file = path.join(folder, name);
  if (!isSearched(file, folder) || !staysIn(file, folder)) return false;
  const bytes = bytesOf(file, real);
  return bytes !== undefined && sha256Of(bytes) === sha256 && decode(bytes, true).state === "picture";
}

function bytesOf(file: string, within: string): Buffer | undefined {
  try {
    return readRegular(file, { most: mostDataBytes, within });
  } catch {
    return undefined;
  }
}

/** @returns false if another file has the new name, or the file has another content now. */
async function moveDurably(folder: string, real: string, from: string, to: string, sha256: string): Promise<boolean> {
  const target = path.join(folder, to);
  if (!isSearched(target, folder) || !staysIn(target, folder)) return false;
  const bytes = readRegular(path.join(folder, from), { most: mostDataBytes, within: real });
  if (sha256Of(bytes) !== sha256) return false;
  if (!(await createDurably(target, bytes, real)) && fileHash(target, real) !== sha256) return false;
  return removeOwn(path.join(folder, from));
}

/**
 * Removes a file. Somebody who can write to one folder of the site could otherwise have files of another removed, by a link
 * in the place of his folder.
 *
 * @returns false if the link of another user leads to it.
 */
async function removeOwn(file: string): Promise<boolean> {
  try {
    const { file: real } = realTarget(file);
    await removeIn(real, path.dirname(real));
    return true;
  } catch {
    return false;
  }
}
