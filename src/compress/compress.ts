/**
 * Replaces images by smaller files that look the same. The order keeps every reference valid, whenever the process ends:
 * the new file is on the disk before the record names it, the record is before the article changes, and an original
 * leaves its place only when nothing refers to it.
 */

import { lstatSync } from "node:fs";
import path from "node:path";
import { writeSafely } from "../fix/write.js";
import type { Articles } from "../localize/articles.js";
import { appendRecord, type RecordFile } from "../localize/record.js";
import { applyEdits } from "../localize/rewrite.js";
import { fileHash } from "../localize/store.js";
import { mostDataBytes, readRegular, realPathToBe } from "../platform/disk.js";
import { createDurably } from "../platform/durable-write.js";
import { t } from "../platform/i18n.js";
import { sha256Of } from "../platform/sha256.js";
import { isWithin, staysIn } from "../platform/tree.js";
import { type Compression, compressImage, type NotCompressed, type TargetFormat } from "./encode.js";
import { type CompressedLine, readCompressed } from "./record.js";
import { editsFor, type Place, type Replacement } from "./rewrite.js";
import type { Sharp } from "./sharp.js";

/** An image that is too heavy. */
export interface Heavy {
  /** Absolute path. */
  readonly file: string;
  /** Media type. */
  readonly type: string;
  /** Pixels that are enough; `undefined`: all of them, or unknown. */
  readonly fit: { readonly width: number; readonly height: number } | undefined;
  /** Bytes that a new file has to save. */
  readonly minSavings: number;
}

/** An article with the references to images that are too heavy. */
export interface HeavyArticle {
  /** Absolute path. */
  readonly file: string;
  readonly shown: string;
  /** See `FileToLoad`. */
  readonly within?: string | undefined;
  readonly places: readonly Place[];
}

export interface CompressRequest {
  /** Images outside of this folder (absolute path) are left. */
  readonly folder: string;
  readonly sharp: Sharp;
  readonly articles: Articles;
  /** By absolute path. */
  readonly images: ReadonlyMap<string, Heavy>;
  readonly wanted: readonly HeavyArticle[];
  readonly record: RecordFile;
  readonly format: TargetFormat;
  readonly minSsim: number;
  /** Originals stay in their places. */
  readonly keep: boolean;
  /** Nothing is written. */
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  /** See `Interruption`. An encoder cannot be stopped, and nothing is written while it works. */
  readonly pause: () => Promise<() => void>;
  /** Called with each image, once. */
  readonly onImage: (outcome: ImageOutcome) => void;
  /** Called with each article that could not be rewritten. */
  readonly onProblem: (shown: string, problem: string) => void;
}

export interface ImageOutcome {
  readonly file: string;
  readonly bytes: number;
  /** The new file and its size, or why there is none: a phrase. */
  readonly result: { readonly name: string; readonly compression: Compression } | string;
}

export interface CompressResult {
  readonly images: number;
  /** Bytes. */
  readonly saved: number;
  readonly articles: number;
  readonly failed: number;
}

/** The types that stet compresses, and whether they have lost nothing. */
export const compressible: ReadonlyMap<string, boolean> = new Map([
  ["image/png", true],
  ["image/gif", true],
  ["image/jpeg", false],
  ["image/webp", false],
]);

export async function compress(request: CompressRequest): Promise<CompressResult> {
  return new Compressing(request).run();
}

class Compressing {
  readonly #request: CompressRequest;
  /** Files that stet has made before. */
  readonly #made: ReadonlySet<string>;
  /** By the path of the original. `undefined`: it stays. */
  readonly #done = new Map<string, Replacement | undefined>();
  #images = 0;
  #saved = 0;
  #articles = 0;
  #failed = 0;

  /** The real path of the folder whose images are compressed. */
  readonly #real: string;

  constructor(request: CompressRequest) {
    this.#request = request;
    this.#real = realPathToBe(request.folder);
    this.#made = new Set(
      readCompressed(request.record.file).map(({ compressed, sha256 }) => `${compressed}\0${sha256}`),
    );
  }

  async run(): Promise<CompressResult> {
    const { wanted, signal } = this.#request;
    for (const article of wanted) {
      if (signal.aborted) break;
      await this.#article(article);
    }
    return { images: this.#images, saved: this.#saved, articles: this.#articles, failed: this.#failed };
  }

  async #article({ file, shown, within, places }: HeavyArticle): Promise<void> {
    const { articles, record, dryRun, signal, onProblem } = this.#request;
    const replacements = new Map<string, Replacement>();
    for (const image of new Set(places.map((place) => place.file))) {
      if (signal.aborted) return;
      const replacement = await this.#image(image);
      if (replacement) replacements.set(image, replacement);
    }
    if (replacements.size === 0 || dryRun) return;
    const opened = await articles.open({ path: file, within }, shown);
    if (!opened) return;
    const { text, recorded } = applyEdits(opened.article.text, editsFor(opened.article, places, replacements));
    if (recorded.length === 0) return;
    const after = sha256Of(text);
    await appendRecord(record, [{ article: this.#relative(file), before: opened.hash, after, edits: recorded }]);
    const result = await writeSafely(file, opened.hash, text, within);
    if (result.written) this.#articles++;
    else {
      this.#failed++;
      onProblem(shown, result.message);
    }
  }

  async #image(file: string): Promise<Replacement | undefined> {
    if (this.#done.has(file)) return this.#done.get(file);
    const heavy = this.#request.images.get(file);
    const replacement = heavy && (await this.#compress(heavy));
    this.#done.set(file, replacement);
    return replacement;
  }

  async #compress(heavy: Heavy): Promise<Replacement | undefined> {
    const { file, type, fit, minSavings } = heavy;
    const { format, onImage } = this.#request;
    const why = this.#refusal(file);
    if (why !== undefined) {
      onImage({ file, bytes: 0, result: why });
      return undefined;
    }
    let original: Uint8Array = new Uint8Array();
    try {
      original = readRegular(file, { most: mostDataBytes, within: this.#real });
      const sha256 = sha256Of(original);
      // Each generation would lose a little more.
      if (this.#made.has(`${this.#relative(file)}\0${sha256}`)) return undefined;
      const lossless = compressible.get(type) === true;
      const compression = await this.#encode(original, fit, lossless);
      const isBetter = typeof compression === "object" && original.length - compression.bytes.length >= minSavings;
      if (!isBetter) {
        const left = typeof compression === "string" ? compression : "no-better";
        onImage({ file, bytes: original.length, result: reasonOf(left) });
        return undefined;
      }
      const name = await this.#store(file, compression, { sha256, bytes: original.length });
      onImage({ file, bytes: original.length, result: { name, compression } });
      this.#images++;
      this.#saved += original.length - compression.bytes.length;
      const { width, height } = compression;
      const ending = name.slice(path.basename(file, path.extname(file)).length);
      return { ending, type: `image/${format}`, resized: fit && { width, height } };
    } catch (error) {
      this.#failed++;
      const result = (error as Error).message.split("\n")[0] ?? "";
      onImage({ file, bytes: original.length, result });
      return undefined;
    }
  }

  async #encode(original: Uint8Array, fit: Heavy["fit"], lossless: boolean): Promise<Compression | NotCompressed> {
    const { sharp, format, minSsim, pause } = this.#request;
    const encoded = await pause();
    try {
      return await compressImage(sharp, original, { format, fit, minSsim }, lossless);
    } finally {
      encoded();
    }
  }

  /** Why a file is left: a phrase. */
  #refusal(file: string): string | undefined {
    const { folder } = this.#request;
    if (!isWithin(file, folder) || !staysIn(file, folder))
      return t("compress.outside", "it is outside the folder of the site or of the record");
    return lstatSync(file, { throwIfNoEntry: false })?.isFile()
      ? undefined
      : t("compress.link", "it is a link to another file");
  }

  /** Writes the new file next to the original, and the record. Never replaces a file. @returns its name. */
  async #store(
    file: string,
    { bytes, quality, ssim, width, height }: Compression,
    original: { readonly sha256: string; readonly bytes: number },
  ): Promise<string> {
    const { format, record, dryRun, keep } = this.#request;
    const sha256 = sha256Of(bytes);
    const stem = path.basename(file, path.extname(file));
    // An original in the new format has the first name itself.
    for (const suffix of ["", `-${sha256.slice(0, 8)}`, `-${sha256}`]) {
      const name = `${stem}${suffix}.${format}`;
      const target = path.join(path.dirname(file), name);
      if (dryRun) return name;
      const created = await createDurably(target, bytes, this.#real);
      if (!created && fileHash(target, this.#real) !== sha256) continue;
      const line: CompressedLine = {
        compressed: this.#relative(target),
        original: this.#relative(file),
        day: new Date().toISOString().slice(0, 10),
        sha256,
        originalSha256: original.sha256,
        bytes: bytes.length,
        originalBytes: original.bytes,
        width,
        height,
        quality: quality ?? "lossless",
        ssim: Math.round(ssim * 10_000) / 10_000,
        created,
        keep,
      };
      await appendRecord(record, [line]);
      return name;
    }
    throw new Error(t("localize.nameTaken", "all names for the image are taken"));
  }

  #relative(file: string): string {
    return path.relative(path.dirname(this.#request.record.file), file).split(path.sep).join("/");
  }
}

function reasonOf(left: NotCompressed): string {
  switch (left) {
    case "too-large":
      return t("compress.tooLarge", "it has too many pixels to compare");
    case "too-many-frames":
      return t("compress.tooManyFrames", "it has too many frames to compare");
    case "other-size":
      return t("compress.otherSize", "browsers show it in another size than sharp");
    case "animated-avif":
      return t("compress.animatedAvif", "sharp cannot write animations as AVIF");
    case "no-better":
      return t("compress.noBetter", "no smaller file looks the same");
  }
}
