/** Splits the files into parts, so that each machine lints one. Every machine computes the same parts. */
import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import type { FoundFile } from "../../discover/index.js";
import { UserError } from "../../platform/errors.js";
import { t } from "../../platform/i18n.js";

export interface Shard {
  /** From 1 to `of`. */
  readonly part: number;
  readonly of: number;
  /**
   * `path`: by a hash of the name, so that files stay in their part when others are added. `size`: parts of similar
   * size.
   */
  readonly by: "path" | "size";
}

/**
 * Parses a shard such as `2/5`.
 *
 * @throws UserError for an invalid value.
 */
export function readShard(text: string, by: Shard["by"]): Shard {
  const [, part, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { part: Number(part), of: Number(of), by };
  if (part === undefined || shard.part < 1 || shard.part > shard.of)
    throw new UserError(
      t("shard.invalid", 'Invalid value "{value}" for --shard.', { value: text }),
      t("shard.use", "Use a number and a total, for example --shard 2/5 for the second of five shards."),
    );
  return shard;
}

/** The files of a part, in their order. */
export async function* inShard(files: AsyncIterable<FoundFile>, shard: Shard | undefined): AsyncGenerator<FoundFile> {
  if (!shard) yield* files;
  else if (shard.by === "path") {
    for await (const file of files) if (partOf(file.shown, shard.of) === shard.part) yield file;
  } else yield* await heaviestFirst(files, shard);
}

/** SHA-256 distributes similar names evenly. */
const partOf = (name: string, of: number): number =>
  (createHash("sha256").update(name).digest().readUIntBE(0, 6) % of) + 1;

/**
 * Assigns the largest file to the part with the smallest total, and so on (Graham, "Bounds on Multiprocessing Timing
 * Anomalies", 1969).
 */
async function heaviestFirst(files: AsyncIterable<FoundFile>, { part, of }: Shard): Promise<FoundFile[]> {
  const all: { file: FoundFile; size: number; order: number }[] = [];
  for await (const file of files) {
    const size = await stat(file.path).then(
      (found) => found.size,
      () => 0,
    );
    all.push({ file, size, order: all.length });
  }
  const heaviest = [...all].sort((a, b) => b.size - a.size || (a.file.shown < b.file.shown ? -1 : 1));
  const loads = new Array<number>(of).fill(0);
  const mine: typeof all = [];
  for (const one of heaviest) {
    const least = loads.indexOf(Math.min(...loads));
    // The constant represents the cost per file.
    loads[least] = (loads[least] ?? 0) + one.size + 500;
    if (least === part - 1) mine.push(one);
  }
  return mine.sort((a, b) => a.order - b.order).map(({ file }) => file);
}
