/**
 * What is done with one file: linted, fixed, written. It is the same in the program's own thread and in a worker, so the
 * result is plain data.
 */
import { createHash } from "node:crypto";
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
import { t } from "../platform/i18n.js";
import type { FolderCleaner } from "../platform/temporary-files.js";
import { version } from "../platform/version.js";
import type { FileError, FileResult } from "../results.js";
import { articleInfo } from "./article-info.js";
import { serializeAnalysis } from "./cache/stored-analysis.js";
import { addressesIn, onChangedLines } from "./changed-lines.js";
import { fixArticle } from "./fix-article.js";
import { type LintedArticle, type LintedText, type LintTextInput, lintText } from "./lint-text.js";
import type { SerializedResult } from "./serialize.js";

/** What is wanted of every file of a run. */
export interface FileRequest {
  readonly fix: "safe" | "unsafe" | undefined;
  /** Whether fixes are written to where the text came from. */
  readonly write: boolean;
  /** Whether the text stays in the result, for code frames. */
  readonly keepText: boolean;
  /** Whether the result has the article's title and date, and what is known of its images. */
  readonly keepDetails: boolean;
  /** Whether the analysis of the article is wanted, for the next run or for another one that goes on from this. */
  readonly keepAnalysis: boolean;
  /** Whether the names of the rules that have not run are wanted. */
  readonly keepUnchecked: boolean;
  /** Whether violations on lines that are as before are left out; of an article whose `Origin` knows what was before. */
  readonly onlyChangedLines: boolean;
  readonly now: Date;
}

/** What the work on a file needs; the same for all files of a run. */
export interface FileLinter {
  readonly request: FileRequest;
  readonly configs: Configs;
  readonly factResolver: RunFactResolver;
  readonly baseline: Baseline | undefined;
  /** Removes what killed runs have left where fixes are written. */
  readonly cleaner: FolderCleaner;
}

/** A file that was read, or why it could not be. */
export type Loaded = LoadedFile | { readonly error: string };

/** What a text was read from. */
export interface Origin {
  /** When the reading began: milliseconds since 1970. */
  readonly readAt: number;
  /** Whether it is the content of the file: not so of standard input, and of what is staged. */
  readonly isFile: boolean;
  /** Where a change is linted: the text before it, which is `""` for a new article. */
  readonly before?: string | undefined;
  /** Puts another text in its place; `hash` is that of what was read. Absent: it is put into the file. */
  write?(hash: string, text: string): Promise<WriteResult>;
}

/** When a file was read, and what it was like then. */
export interface FileStamp {
  readonly size: number;
  readonly mtimeMs: number;
  /** When the reading began: milliseconds since 1970. */
  readonly readAt: number;
}

export interface FileLint {
  /** Serialized where it comes from another thread or from the cache. */
  readonly result: FileResult | SerializedResult;
  /** What the check of the site needs of the article; absent where no site rule is enabled. */
  readonly article?: LintedArticleData;
  /** Absent without a baseline. */
  readonly baselineCheck?: BaselineCheck;
  /** Shown at the end of the run. */
  readonly note?: string;
  /** Names of enabled rules that have not run; those that check the site are among them. */
  readonly uncheckedRules?: readonly string[];
  readonly analysis?: {
    /** See `serializeAnalysis`. */
    readonly text: string;
    readonly stamp: FileStamp;
    readonly hash: string;
    /** Whether it follows from the article and its plan alone: then it may be cached for another day. */
    readonly steady: boolean;
  };
}

export interface LintedArticleData {
  readonly summaries: Summaries;
  readonly directives: readonly Directive[];
  readonly lines: LineTable;
  /** SHA-256 (hex) of what is in the file. */
  readonly hash: string;
  /** Where the file does not have it: of standard input, or changed by fixes that are not written. */
  readonly text?: string;
  /** Of the file, if the text was read from it and is still in it. */
  readonly stamp?: FileStamp;
}

export const hasSiteRules = ({ rules }: FilePlan): boolean => rules.some(({ rule }) => rule.site);

export async function lintFile(file: FoundFile, loaded: Loaded, origin: Origin, linter: FileLinter): Promise<FileLint> {
  if ("error" in loaded) return failed(file, { kind: "read", message: loaded.error });
  const plan = await linter.configs.planFor(file.path);
  return guarded(file, () => lintAndFix(file, loaded, origin, plan, linter));
}

/** One bad article never ends the run. */
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
  const source: Source = { file, loaded, origin, request, keepsArticle: hasSiteRules(plan) && !encodingProblem };
  // What cannot be read as text must not be written back as text.
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
      const fileLint = fileLintOf(fixed.linted, text, written ? hashOf(text) : hash, source, more);
      return note === undefined ? fileLint : { ...fileLint, note };
    }
  }
}

/** Where the text of an article came from, and what is wanted of it. */
interface Source {
  readonly file: FoundFile;
  readonly loaded: LoadedFile;
  readonly origin: Origin;
  readonly request: FileRequest;
  /** Whether site rules are to check the article later. */
  readonly keepsArticle: boolean;
}

/** @param onDisk SHA-256 (hex) of what is in the file now. */
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
    ...(request.keepUnchecked && { uncheckedRules: [...linted.checkedRules().unchecked] }),
    ...(request.keepAnalysis &&
      isAsRead &&
      !unreadable && {
        analysis: { text: serializeAnalysis(linted), stamp, hash: loaded.hash, steady: isSteady(linted) },
      }),
  };
}

export const resultOf = ({ shown }: FoundFile, { violations, errors, suppressed }: LintedText): FileResult => ({
  path: shown,
  violations,
  errors,
  ...(suppressed > 0 && { suppressed: suppressed }),
});

export const baselineCheckOf = ({ baselineSplit, checkedRules }: LintedText): Pick<FileLint, "baselineCheck"> =>
  baselineSplit ? { baselineCheck: { split: baselineSplit, checkedRules: checkedRules() } } : {};

/** Directives are checked in the article, which must then be read all the same. */
const isSteady = ({ analysis, article }: LintedArticle): boolean =>
  analysis.errors.length === 0 &&
  analysis.directives.length === 0 &&
  !analysis.usesNow &&
  !Object.hasOwn(article.frontMatter?.data ?? {}, "$schema");

/** Puts a fixed text where the text came from. */
export const writeTo = (file: FoundFile, { write }: Pick<Origin, "write">, hash: string, text: string) =>
  write ? write(hash, text) : writeSafely(file.path, hash, text);

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A function that lints texts of this file. Outside of its callers, so that it does not keep their texts in memory. */
export function textLinterFor(
  file: FoundFile,
  { encodingProblem, before }: Pick<LintTextInput, "encodingProblem"> & Pick<Origin, "before">,
  plan: FilePlan,
  linter: FileLinter,
): (text: string) => Promise<LintedArticle> {
  const oldUrls = before ? addressesIn(before, file.shown, plan) : undefined;
  const facts = linter.factResolver.for(file.path, plan, oldUrls);
  const input: Omit<LintTextInput, "text"> = {
    path: file.shown,
    file: file.path,
    encodingProblem,
    now: linter.request.now,
    splitBaseline: baselineSplitter(file, before, linter),
  };
  return (text) => lintText({ ...input, text }, plan, facts.image, facts.link);
}

/** Parts the violations that a baseline accepts, or that are on unchanged lines, from those to report. */
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
