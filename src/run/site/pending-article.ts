import type { BaselineCheck } from "../../baseline/index.js";
import type { FilePlan } from "../../config/types.js";
import type { FoundFile } from "../../discover/index.js";
import type { FileStamp } from "../../platform/file-stamp.js";
import type { SpillFile, SpillRef } from "../../platform/spill-file.js";
import type { LintedArticleData, Origin } from "../lint-file.js";
import type { SiteArticle } from "./sites-request.js";

/** The data of an article that is only needed if a site rule reports a violation in it. */
export type PendingDetails = Pick<LintedArticleData, "directives" | "lines" | "hash" | "text">;

/** The source of an article. */
export type PendingOrigin = Pick<Origin, "before" | "write"> & { readonly isFile?: boolean };

/** An article that waits for the site check. Most of its data is in the spill file, like its result. */
export class PendingArticle implements SiteArticle {
  readonly #texts: SpillFile;
  /** Lines of JSON: the stamp, the summary of each rule, and `PendingDetails`, which are the longest and seldom needed. */
  readonly #parts: SpillRef;
  readonly textLength: number;

  /** @param summarized names of the rules that have a summary of it. */
  constructor(
    readonly file: FoundFile,
    readonly plan: FilePlan,
    readonly summarized: readonly string[],
    { summaries, directives, lines, hash, text, stamp }: LintedArticleData,
    readonly baselineCheck: BaselineCheck | undefined,
    readonly origin: PendingOrigin,
    texts: SpillFile,
  ) {
    const details: PendingDetails = {
      directives,
      lines: { ...lines, starts: [...lines.starts] },
      hash,
      ...(text !== undefined && { text }),
    };
    const parts = [stamp ?? null, ...summarized.map((rule) => summaries[rule]), details];
    this.#texts = texts;
    this.#parts = texts.put(parts.map((part) => JSON.stringify(part)).join("\n"));
    this.textLength = lines.length;
  }

  details(): PendingDetails {
    return this.#part(1 + this.summarized.length);
  }

  stamp(): FileStamp | undefined {
    return this.#part<FileStamp | null>(0) ?? undefined;
  }

  summaryOf(rule: string): unknown {
    return this.#part(1 + this.summarized.indexOf(rule));
  }

  #part<T>(at: number): T {
    return JSON.parse(this.#texts.get(this.#parts).split("\n", at + 1)[at] ?? "");
  }
}
