/**
 * Lints, fixes and writes one file. The result is plain data, because this code runs in the main thread or in a worker.
 */

import type { LineTable } from "../article/lines.js";
import type { Directive } from "../article/types.js";
import type { Baseline, BaselineCheck } from "../baseline/index.js";
import type { Configs } from "../config/index.js";
import type { FilePlan } from "../config/types.js";
import type { FoundFile } from "../discover/index.js";
import type { RunFactResolver } from "../facts/resolve.js";
import { type WriteResult, writeSafely } from "../fix/write.js";
import type { Summaries } from "../lint/index.js";
import type { LoadedFile } from "../load/index.js";
import type { FileStamp } from "../platform/file-stamp.js";
import { t } from "../platform/i18n.js";
import { sha256Of } from "../platform/sha256.js";
import type { FolderCleaner } from "../platform/temporary-files.js";
import { version } from "../platform/version.js";
import type { FileError, FileResult } from "../results.js";
import { articleInfo } from "./article-info.js";
import { serializeAnalysis } from "./cache/stored-analysis.js";
import { addressesIn, onChangedLines } from "./changed-lines.js";
import { type CheckedUrls, checkedUrls } from "./final-urls.js";
import { fixArticle } from "./fix-article.js";
import { type HowToFix, type LintedArticle, type LintedText, type LintTextInput, lintText } from "./lint-text.js";
import type { SerializedResult } from "./serialize.js";

/** The settings for every file of a run. */
export interface FileRequest {
  readonly fix: "safe" | "unsafe" | undefined;
  /** Whether fixes are written to the source of the text. */
  readonly write: boolean;
  /** Whether the result contains the text, for code frames. */
  readonly keepText: boolean;
  /** Whether the result contains the article's title, its date and the facts about its images. */
  readonly keepDetails: boolean;
  /** Whether the result contains the analysis, for the next run or for a run that merges results. */
  readonly keepAnalysis: boolean;
  /** Whether the result contains the names of rules that have not run. */
  readonly keepUnchecked: boolean;
  /**
   * Whether violations on unchanged lines are omitted. Applies to articles whose `Origin` has the text before the
   * change.
   */
  readonly onlyChangedLines: boolean;
  /** Whether the addresses of the site are compared with those at a commit. */
  readonly comparesAddresses: boolean;
  readonly now: Date;
}

/** The objects that the work on a file needs. They are the same for all files of a run. */
export interface FileLinter {
  readonly request: FileRequest;
  readonly configs: Configs;
  readonly factResolver: RunFactResolver;
  readonly baseline: Baseline | undefined;
  /** Removes temporary files of killed runs from the folders of fixed files. */
  readonly cleaner: FolderCleaner;
}

/** A file that was read, or an error message. */
export type Loaded = LoadedFile | { readonly error: string };

/** The source of a text. */
export interface Origin {
  /** When reading started: milliseconds since 1970. */
  readonly readAt: number;
  /** Whether the text is the content of the file. False for standard input and staged content. */
  readonly isFile: boolean;
  /** If a change is linted: the text before it; `""` for a new article. */
  readonly before?: string | undefined;
  /** Replaces the text at its source; `hash` is the hash of the text that was read. By default the file is written. */
  write?(hash: string, text: string): Promise<WriteResult>;
}

export interface FileLint {
  /** Serialized if it comes from another thread or from the cache. */
  readonly result: FileResult | SerializedResult;
  /** The data for the site check. Only if a site rule is enabled. */
  readonly article?: LintedArticleData;
  /** Only with a baseline. */
  readonly baselineCheck?: BaselineCheck;
  /** A message for the end of the run. */
  readonly note?: string;
  /** Only if fixes are applied. */
  readonly checkedUrls?: CheckedUrls;
  /** Names of enabled rules that have not run, including site rules. */
  readonly uncheckedRules?: readonly string[];
  readonly analysis?: {
    /** See `serializeAnalysis`. */
    readonly text: string;
    readonly stamp: FileStamp;
    readonly hash: string;
    /** Whether the result depends only on the article and its plan. Then it may be cached for another day. */
    readonly steady: boolean;
  };
}

export interface LintedArticleData {
  readonly summaries: Summaries;
  readonly directives: readonly Directive[];
  readonly lines: LineTable;
  /** SHA-256 (hex) of the content of the file. */
  readonly hash: string;
  /** If the file has another content: for standard input, or if fixes are not written. */
  readonly text?: string;
  /** Of the file, if the text was read from it and has not changed. */
  readonly stamp?: FileStamp;
}

/** Whether site rules have something to check. Without a commit, no address has moved, and no result waits for that. */
export const hasSiteRules = (
  { rules }: FilePlan,
  { comparesAddresses }: Pick<FileRequest, "comparesAddresses">,
): boolean => rules.some(({ rule }) => rule.site && (comparesAddresses || rule.site.addresses !== "moves"));

export async function lintFile(file: FoundFile, loaded: Loaded, origin: Origin, linter: FileLinter): Promise<FileLint> {
  if ("error" in loaded) return failed(file, { kind: "read", message: loaded.error });
  const plan = await linter.configs.planFor(file.path);
  return guarded(file, () => lintAndFix(file, loaded, origin, plan, linter));
}

/** An exception in one article never ends the run. */
async function guarded(file: FoundFile, work: () => Promise<FileLint>): Promise<FileLint> {
  try {
    return await work();
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return failed(file, {
      kind: "internal",
      message: t("run.crash", "stet {version} crashed on this file. This is a bug in stet: {reason}", {
        version,
        reason: what,
      }),
    });
  }
}

const failed = (file: FoundFile, error: FileError): FileLint => ({
  result: { path: file.shown, violations: [], errors: [error] },
});

async function lintAndFix(
  file: FoundFile,
  loaded: LoadedFile,
  origin: Origin,
  plan: FilePlan,
  linter: FileLinter,
): Promise<FileLint> {
  const { encodingProblem, hash } = loaded;
  const { request } = linter;
  const lint = textLinterFor(file, { encodingProblem, before: origin.before }, plan, linter);
  const source: Source = {
    file,
    loaded,
    origin,
    request,
    keepsArticle: hasSiteRules(plan, request) && !encodingProblem,
  };
  // A file that cannot be decoded must not be written as text.
  if (!request.fix || encodingProblem) return fileLintOf(await lint(loaded.text), loaded.text, hash, source);
  if (origin.isFile && request.write) await linter.cleaner.cleanFor(file.path);
  const fixed = await fixArticle(loaded.text, {
    lint,
    unsafe: request.fix === "unsafe",
    write: request.write ? (text) => writeTo(file, origin, hash, text) : undefined,
  });
  switch (fixed.outcome) {
    case "unchanged":
      return fileLintOf(fixed.linted, loaded.text, hash, source, { errors: fixed.errors });
    case "refused": {
      const refused: FileError = { kind: "write", message: fixed.message };
      return fileLintOf(fixed.linted, loaded.text, hash, source, { errors: [...fixed.linted.errors, refused] });
    }
    case "fixed": {
      const { text, count, written, errors, note } = fixed;
      const more = { errors, fixed: { count, before: loaded.text, after: text, written } };
      const fileLint = fileLintOf(fixed.linted, text, written ? sha256Of(text) : hash, source, more);
      return note === undefined ? fileLint : { ...fileLint, note };
    }
  }
}

/** The source of an article's text, and what is needed later. */
interface Source {
  readonly file: FoundFile;
  readonly loaded: LoadedFile;
  readonly origin: Origin;
  readonly request: FileRequest;
  /** Whether site rules check the article later. */
  readonly keepsArticle: boolean;
}

/** @param onDisk SHA-256 (hex) of the current content of the file. */
function fileLintOf(
  linted: LintedArticle,
  text: string,
  onDisk: string,
  { file, loaded, origin, request, keepsArticle }: Source,
  more: Partial<FileResult> = {},
): FileLint {
  const { analysis } = linted;
  const { summaries, directives, lines, unreadable } = analysis;
  const stamp: FileStamp = { size: loaded.size, mtimeMs: loaded.mtimeMs, readAt: origin.readAt };
  const isAsRead = origin.isFile && text === loaded.text;
  const isInFile = isAsRead || (origin.isFile && more.fixed?.written === true);
  const article: LintedArticleData = {
    summaries,
    directives,
    lines,
    hash: onDisk,
    ...(!isInFile && { text }),
    ...(isAsRead && { stamp }),
  };
  return {
    result: {
      ...resultOf(file, linted),
      ...(request.keepText && { text }),
      ...(request.keepDetails && !unreadable && { details: articleInfo(linted, file.shown) }),
      ...more,
    },
    ...(keepsArticle && { article }),
    ...baselineCheckOf(linted),
    ...(request.fix && { checkedUrls: checkedUrls(linted) }),
    ...(request.keepUnchecked && { uncheckedRules: [...linted.checkedRules().unchecked] }),
    ...(request.keepAnalysis &&
      isAsRead &&
      !unreadable && {
        analysis: { text: serializeAnalysis(linted), stamp, hash: loaded.hash, steady: isSteady(linted) },
      }),
  };
}

export const resultOf = (
  { shown }: FoundFile,
  { violations, errors, suppressed, analysis }: LintedText,
): FileResult => ({
  path: shown,
  ...(analysis.feed !== undefined && { feed: analysis.feed }),
  violations,
  errors,
  ...(suppressed > 0 && { suppressed: suppressed }),
});

export const baselineCheckOf = ({ baselineSplit, checkedRules }: LintedText): Pick<FileLint, "baselineCheck"> =>
  baselineSplit ? { baselineCheck: { split: baselineSplit, checkedRules: checkedRules() } } : {};

/** The handlers for directives need the article, so its analysis alone is not enough. */
const isSteady = ({ analysis, article }: LintedArticle): boolean =>
  analysis.errors.length === 0 &&
  analysis.directives.length === 0 &&
  !analysis.usesNow &&
  !Object.hasOwn(article.frontMatter?.data ?? {}, "$schema");

/** Writes a fixed text to the source of the text. */
export const writeTo = (file: FoundFile, { write }: Pick<Origin, "write">, hash: string, text: string) =>
  write ? write(hash, text) : writeSafely(file.path, hash, text, file.within);

/**
 * Returns a function that lints texts of this file. A separate function, so that it does not keep the callers' texts in
 * memory.
 */
export function textLinterFor(
  file: FoundFile,
  { encodingProblem, before }: Pick<LintTextInput, "encodingProblem"> & Pick<Origin, "before">,
  plan: FilePlan,
  linter: FileLinter,
): (text: string, toFix?: HowToFix) => Promise<LintedArticle> {
  const oldUrls = before ? addressesIn(before, file.shown, plan) : undefined;
  const fixes = linter.request.fix !== undefined;
  const facts = linter.factResolver.for(file.path, plan, { old: oldUrls, fixes });
  const input: Omit<LintTextInput, "text"> = {
    path: file.shown,
    file: file.path,
    encodingProblem,
    now: linter.request.now,
    splitBaseline: baselineSplitter(file, before, linter),
  };
  return (text, toFix) => lintText({ ...input, text, toFix }, plan, facts.image, facts.link);
}

/** Separates the violations to report from those that a baseline accepts and those on unchanged lines. */
export function baselineSplitter(
  file: FoundFile,
  before: string | undefined,
  { baseline, request }: Pick<FileLinter, "baseline" | "request">,
): LintTextInput["splitBaseline"] {
  const old = request.onlyChangedLines ? before : undefined;
  if (!baseline && old === undefined) return undefined;
  return (violations, text) => {
    const split = baseline?.split(file.path, violations, text) ?? { new: violations, baselined: [], all: [] };
    return old === undefined ? split : { ...split, new: onChangedLines(split.new, old, text) };
  };
}
