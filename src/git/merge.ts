/** Applies edits to another version of a text with git's three-way merge. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Repository } from "./repository.js";

export interface Versions {
  readonly base: string;
  /** `base` with the edits to apply. */
  readonly edited: string;
  /** `base` with other edits, which are kept. */
  readonly own: string;
}

/** `own` with the edits between `base` and `edited`; `undefined` if they conflict or a version is not text. */
export async function merge(repository: Repository, { base, edited, own }: Versions): Promise<string | undefined> {
  // A checkout may have converted line endings.
  const isCrlf = /\r\n/.test(own) && !/(?<!\r)\n/.test(own) && !base.includes("\r");
  const asOwn = (text: string) => (isCrlf ? text.replaceAll("\n", "\r\n") : text);
  const texts = [own, asOwn(base), asOwn(edited)];
  const merged = await mergeLines(repository, texts);
  if (merged !== undefined) return merged;
  // The body of a scraped article may be a single line. Then the merge works tag by tag instead of line by line.
  const byTags = await mergeLines(repository, texts.map(onLines));
  return byTags === undefined ? undefined : fromLines(byTags);
}

/** @param texts `own`, `base` and `edited`, in this order. */
async function mergeLines(repository: Repository, texts: readonly string[]): Promise<string | undefined> {
  const folder = await mkdtemp(path.join(tmpdir(), "stet-merge-"));
  try {
    const files = ["own", "base", "edited"].map((name) => path.join(folder, name));
    await Promise.all(files.map((file, at) => writeFile(file, texts[at] ?? "", { mode: 0o600 })));
    const answer = await repository.run(["merge-file", "-p", "-q", ...files]);
    return answer.code === 0 ? answer.stdout.toString() : undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Puts a line break after every tag. The text's own line breaks get a mark. */
const onLines = (text: string): string =>
  text
    .split(/(?<=[>\n])/)
    .map((part) => `${part.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n`)
    .join("");
const fromLines = (lines: string): string =>
  lines.replaceAll("\n", "").replace(/\\(.)/g, (_, char: string) => (char === "n" ? "\n" : char));
