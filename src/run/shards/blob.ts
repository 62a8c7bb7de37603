/**
 * The results of a run in a file that another run merges: the result of each file before the site check and the
 * baseline, then the facts about images and links. One line of JSON per file, and one at the end.
 */
import { readFailure } from "../../load/index.js";
import { readData } from "../../platform/disk.js";
import { UserError } from "../../platform/errors.js";
import { t } from "../../platform/i18n.js";
import type { ImageFact, LinkFact } from "../../probe/types.js";
import type { FileLint } from "../lint-file.js";
import { type SerializedResult, serializeResult } from "../serialize.js";

import { isBlobEnd, isBlobLine, isShard } from "../stored-form.js";
import type { Shard } from "./shard.js";

/** Change it when the format of the lines changes. */
const head = "stet blob 2";

export interface BlobFile {
  /** The path for reports. */
  readonly path: string;
  readonly fileLint: FileLint;
}
export interface BlobEnd {
  readonly images: readonly ImageFact[];
  readonly links: readonly LinkFact[];
  readonly notes: readonly string[];
}
export interface Blob extends BlobEnd {
  /** The part of the files; absent: all files. */
  readonly shard?: Shard;
  readonly files: readonly BlobFile[];
}

export const blobHead = (version: string, shard: Shard | undefined): string =>
  `${JSON.stringify([head, version, shard ?? 0])}\n`;

export function blobLine({ path, fileLint }: BlobFile): string {
  const { result, article, analysis, uncheckedRules = [] } = fileLint;
  const lines = article && { ...article.lines, starts: [...article.lines.starts] };
  return `${JSON.stringify([path, serializeResult(result), article ? { ...article, lines } : 0, analysis ?? 0, uncheckedRules])}\n`;
}

export const blobEnd = (end: BlobEnd): string => `${JSON.stringify(end)}\n`;

/** @throws UserError if the file is not a blob, is from another version, or is incomplete. */
export async function readBlob(file: string, shown: string, version: string): Promise<Blob> {
  let text: string;
  try {
    text = readData(file);
  } catch (error) {
    throw new UserError(
      t("blob.notRead", "Cannot read the report {file}: {reason}.", { file: shown, reason: readFailure(error) }),
      t("blob.useReports", "Use reports written with stet --format blob."),
      {
        cause: error,
      },
    );
  }
  const lines = text.split("\n");
  const first = parsed(lines[0], shown);
  const [format, by, shard] = (Array.isArray(first) ? first : []) as [unknown, unknown, Shard | 0];
  if (format !== head || typeof by !== "string") throw notOurs(shown);
  if (by !== version)
    throw new UserError(
      t("blob.otherVersion", "{file} was written by stet {by}, but this is stet {version}.", {
        file: shown,
        by: by.slice(0, 50),
        version,
      }),
      t("blob.useSameVersion", "Use the same version of stet for all shards."),
    );
  const damaged = (line: number) =>
    new UserError(
      t("blob.damaged", "{file}:{line} is not what stet writes into a blob report.", { file: shown, line }),
      t("blob.runAgain", "Run that shard again."),
    );
  if (shard !== 0 && !isShard(shard)) throw damaged(1);
  const end = ((lines.at(-1) === "" && parsed(lines.at(-2), shown)) || {}) as Partial<BlobEnd>;
  if (!end.images || !end.links || !end.notes)
    throw new UserError(
      t("blob.incomplete", "{file} is incomplete: the run that wrote it was interrupted.", { file: shown }),
      t("blob.runAgain", "Run that shard again."),
    );
  if (!isBlobEnd(end)) throw damaged(lines.length - 1);
  const files = lines.slice(1, -2).map((line, index): BlobFile => {
    const written = parsed(line, shown);
    if (!isBlobLine(written)) throw damaged(index + 2);
    const [path, result, article, analysis, uncheckedRules] = written as unknown as [
      string,
      SerializedResult,
      FileLint["article"] | 0,
      FileLint["analysis"] | 0,
      readonly string[],
    ];
    const fileLint: FileLint = { result, uncheckedRules, ...(article && { article }), ...(analysis && { analysis }) };
    return { path, fileLint };
  });
  return { files, images: end.images, links: end.links, notes: end.notes, ...(shard !== 0 && { shard }) };
}

function parsed(line: string | undefined, shown: string): unknown {
  try {
    return JSON.parse(line ?? "");
  } catch {
    throw notOurs(shown);
  }
}

const notOurs = (shown: string) =>
  new UserError(
    t("blob.notBlob", "{file} is not a blob report of stet.", { file: shown }),
    t("blob.useShardReports", "Use the files that the shards wrote with --format blob."),
  );
