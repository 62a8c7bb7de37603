/**
 * The record of images that were brought home: where each came from, and what each article said before. One line of JSON
 * for each image and for each rewritten article, in the order of time. It is committed to Git with the articles.
 */

import { lstatSync } from "node:fs";
import path from "node:path";
import { realPathToBe } from "../platform/disk.js";
import { appendDurably } from "../platform/durable-write.js";
import { t } from "../platform/i18n.js";
import { isRecord } from "../platform/is-record.js";
import { linesOf } from "../platform/json-lines.js";
import { notWritten } from "../platform/not-written.js";
import { isWithin } from "../platform/tree.js";

export const defaultRecord = "stet.localized.ndjson";

/** One image: its original, and the copy. */
export interface ImageLine {
  readonly image: string;
  /** As in the articles. */
  readonly url: string;
  /** The URL of the copy in a web archive, if the original was gone. */
  readonly archive?: string;
  /** UTC. */
  readonly day: string;
  /** Of the whole file, hexadecimal. */
  readonly sha256: string;
  readonly type: string;
  readonly bytes: number;
  readonly width?: number;
  readonly height?: number;
}

/** The changes of one article. Paths are relative to the folder of the record. */
export interface ArticleLine {
  readonly article: string;
  /** SHA-256 of the article before and after. */
  readonly before: string;
  readonly after: string;
  readonly edits: readonly RecordedEdit[];
}

export interface RecordedEdit {
  /** Offset in the new text. */
  readonly at: number;
  readonly was: string;
  readonly is: string;
}

export interface Record {
  readonly images: readonly ImageLine[];
  readonly articles: readonly ArticleLine[];
}

/** Lines that are damaged, such as the last one of a killed process, are left out. */
export function readRecord(file: string): Record {
  const images: ImageLine[] = [];
  const articles: ArticleLine[] = [];
  for (const line of linesOf(file)) {
    if (isImage(line)) images.push(line);
    else if (isArticle(line)) articles.push(line);
  }
  return { images, articles };
}

/**
 * The record of a command, as its path is now: what it leads to later does not matter.
 *
 * @param tree the folder that a record in it must not leave. Any absolute paths.
 * @throws a system error.
 */
export function openRecord(file: string, tree: string): RecordFile {
  const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  return {
    file: isLink ? realPathToBe(file) : file,
    within: isWithin(file, tree) ? realPathToBe(tree) : realPathToBe(path.dirname(file)),
  };
}

/** A record to which lines are added. */
export interface RecordFile {
  /** Absolute path; not a link. */
  readonly file: string;
  /** The real path of the folder that it must really be in. */
  readonly within: string;
}

/** @throws UserError if the lines cannot be written. */
export async function appendRecord({ file, within }: RecordFile, lines: readonly object[]): Promise<void> {
  const texts = lines.map((line) => JSON.stringify(line));
  try {
    await appendDurably(file, texts, within);
  } catch (error) {
    throw notWritten(t("localize.record", "the record {file}", { file: path.basename(file) }), error);
  }
}

const areTexts = (...values: readonly unknown[]): boolean => values.every((value) => typeof value === "string");

const isImage = (line: unknown): line is ImageLine =>
  isRecord(line) && areTexts(line.image, line.url, line.day, line.sha256, line.type);

const isArticle = (line: unknown): line is ArticleLine =>
  isRecord(line) &&
  areTexts(line.article, line.before, line.after) &&
  Array.isArray(line.edits) &&
  line.edits.every((edit) => isRecord(edit) && Number.isInteger(edit.at) && areTexts(edit.was, edit.is));
