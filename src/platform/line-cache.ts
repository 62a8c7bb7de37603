/** Files in the cache folder that hold one line of JSON per entry, with a head and a checksum. */

import { replaceFile } from "./atomic-write.js";
import { readOwn } from "./disk.js";
import { sha256Of } from "./sha256.js";

/**
 * The values of the lines. None if there is no such file with this head, or if it is damaged, or somebody else has written
 * it, as in a cache that was restored.
 *
 * @param head everything that the lines depend on besides their own content, on one line.
 */
export function readLines<T>(file: string, head: string, isLine: (value: unknown) => value is T): T[] {
  try {
    const text = readOwn(file);
    const end = text.indexOf("\n");
    const lines = text.slice(end + 1);
    if (text.slice(0, end) !== headOf(head, lines)) return [];
    const values: unknown[] = lines.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
    return values.every(isLine) ? values : [];
  } catch {
    return [];
  }
}

/** Replaces the file as a whole, so that parallel runs read a complete file. Without space or permission, it stays. */
export async function writeLines(file: string, head: string, values: Iterable<unknown>): Promise<void> {
  try {
    const lines = Array.from(values, (value) => JSON.stringify(value)).join("\n");
    const text = `${headOf(head, lines)}\n${lines}`;
    await replaceFile(file, text, { mode: 0o600, folderMode: 0o700, follow: false });
  } catch {
    // The next run does without it.
  }
}

const headOf = (head: string, lines: string): string => `${head} ${sha256Of(lines)}`;
