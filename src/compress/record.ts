/**
 * The record of compressed images: which file replaces which, and what each article said before. One line of JSON for
 * each image and for each rewritten article, in the order of time. It is committed to Git with the articles.
 */
import { isRecord } from "../platform/is-record.js";
import { linesOf } from "../platform/json-lines.js";

export const defaultRecord = "stet.compressed.ndjson";

/** Paths are relative to the folder of the record. */
export interface CompressedLine {
  readonly compressed: string;
  readonly original: string;
  /** UTC. */
  readonly day: string;
  /** Of the whole files, hexadecimal. */
  readonly sha256: string;
  readonly originalSha256: string;
  readonly bytes: number;
  readonly originalBytes: number;
  readonly width: number;
  readonly height: number;
  readonly quality: number | "lossless";
  readonly ssim: number;
  /** stet wrote the file; otherwise there was an equal one. */
  readonly created: boolean;
  /** The original stays in its place. */
  readonly keep: boolean;
}

/** Lines that are damaged, such as the last one of a killed process, are left out. */
export const readCompressed = (file: string): CompressedLine[] => linesOf(file).filter(isCompressed);

const isCompressed = (line: unknown): line is CompressedLine =>
  isRecord(line) &&
  [line.compressed, line.original, line.sha256, line.originalSha256].every((value) => typeof value === "string");
