/** The same edits on two versions of a text, by git's own three-way merge. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Repository } from "./repository.js";

export interface Versions {
  readonly base: string;
  /** `base` with the edits that are wanted. */
  readonly edited: string;
  /** `base` with other edits, which are kept. */
  readonly own: string;
}

/** `own` with the edits between `base` and `edited`; `undefined` where both changed the same, or are no texts. */
export async function merge(repository: Repository, { base, edited, own }: Versions): Promise<string | undefined> {
  // A checkout may have written the lines of the same text with other ends.
  const isCrlf = /\r\n/.test(own) && !/(?<!\r)\n/.test(own) && !base.includes("\r");
  const asOwn = (text: string) => (isCrlf ? text.replaceAll("\n", "\r\n") : text);
  const texts = [own, asOwn(base), asOwn(edited)];
  const merged = await mergeLines(repository, texts);
  if (merged !== undefined) return merged;
  // The body of a scraped article is one line: there its tags are what lines are elsewhere.
  const byTags = await mergeLines(repository, texts.map(onLines));
  return byTags === undefined ? undefined : fromLines(byTags);
}

/** @param texts our own one, the base, the edited one. */
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

/** Every tag at the end of a line of its own; the text's own line breaks are told by a mark. */
const onLines = (text: string): string =>
  text
    .split(/(?<=[>\n])/)
    .map((part) => `${part.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n`)
    .join("");
const fromLines = (lines: string): string =>
  lines.replaceAll("\n", "").replace(/\\(.)/g, (_, char: string) => (char === "n" ? "\n" : char));
