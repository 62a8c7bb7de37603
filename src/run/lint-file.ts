/**
 * What is done with one file: looked at, fixed, written. It is the same in the program's own thread and in a worker, so
 * what comes of it is plain data.
 */
import { createHash } from "node:crypto";
import { realpath } from "node:fs/promises";
import path from "node:path";
import type { LineTable } from "../article/lines.js";
import type { Directive } from "../article/types.js";
import type { Baseline, BaselineSplit, CheckedRules } from "../baseline/index.js";
import type { Configs } from "../config/index.js";
import type { FilePlan } from "../config/types.js";
import type { FoundFile } from "../discover/index.js";
import type { FactResolver, RunFactResolver } from "../facts/resolve.js";
import { fixText } from "../fix/passes.js";
import { type WriteResult, writeSafely } from "../fix/write.js";
import type { Summaries } from "../lint/index.js";
import { type LoadedFile, load } from "../load/index.js";
import { t } from "../platform/i18n.js";
import { removeAbandoned } from "../platform/temporary-files.js";
import { version } from "../platform/version.js";
import { offlineFact } from "../probe/verdict.js";
import type { FileError, FileResult } from "../results.js";
import { merge } from "../settle/index.js";
import { articleInfo } from "./article-info.js";
import { questionOf, StoredAnalysis, serializeAnalysis, unresolvedBy } from "./cache/stored-analysis.js";
import { addressesIn, onChangedLines } from "./changed-lines.js";
import {
  type Analysis,
  asFixInput,
  type LintedArticle,
  type LintTextInput,
  lintText,
  resolveAnalysis,
} from "./lint-text.js";
import { deserializeResult, type SerializedResult } from "./serialize.js";

/** What is wanted of every file of a run. */
export interface FileRequest {
  readonly fix: "safe" | "unsafe" | undefined;
  /** Whether fixes are written to where the text came from. */
  readonly write: boolean;
  /** Whether the text stays in the result, for code frames. */
  readonly keepText: boolean;
  /** Whether the result tells what the article says of itself and what is known of its pictures. */
  readonly keepDetails: boolean;
  /** Whether what the article says by itself is wanted, for the next run or for another one that goes on from this. */
  readonly keepAnalysis: boolean;
  /** Whether it is to be known which rules have not had their say. */
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
}

/** A file that was read, or why it could not be. */
export type Loaded = LoadedFile | { readonly error: string };

/** What a text was read from. */
export interface Origin {
  /** When the reading began: milliseconds since 1970. */
  readonly readAt: number;
  /** Whether it is what stands in the file: not so of standard input, and of what is staged. */
  readonly isFile: boolean;
  /** For a change that is looked at: the text before it, which is `""` for a new article. */
  readonly before?: string | undefined;
  /** Puts another text in its place; `hash` says what was read. Absent: it is put into the file. */
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
  /** Sealed where it comes from another thread or from the cache. */
  readonly result: FileResult | SerializedResult;
  /** What the judgement of the site needs of the article; absent where no site rule has a say. */
  readonly article?: LintedArticleData;
  /** What the baseline says, and which rules had their say; absent without one. */
  readonly baselineCheck?: { readonly split: BaselineSplit; readonly checkedRules: CheckedRules };
  /** What is to be said of it at the end of the run. */
  readonly note?: string;
  /** Names of rules that have not had their say; those that judge the site are among them. */
  readonly uncheckedRules?: readonly string[];
  /** What the article says by itself: see `examText`. */
  readonly analysis?: {
    readonly text: string;
    readonly stamp: FileStamp;
    readonly hash: string;
    /** Whether that follows from the article and its plan alone: then it may be kept for another day. */
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

export async function lintFile(file: FoundFile, loaded: Loaded, origin: Origin, bench: FileLinter): Promise<FileLint> {
  if ("error" in loaded) return failed(file, { kind: "read", message: loaded.error });
  const plan = await bench.configs.planFor(file.path);
  return guarded(file, () => lintAndFix(file, loaded, origin, plan, bench));
}

/** What was kept of an article that is still the same. */
export interface CachedAnalysis {
  readonly analysis: StoredAnalysis;
  readonly stamp: FileStamp;
  /** SHA-256 (hex) of the file. */
  readonly hash: string;
}

/** The same from what an earlier look at the same text has found. `undefined` if the text itself is needed: to fix it. */
export async function lintCachedFile(
  file: FoundFile,
  kept: CachedAnalysis,
  bench: FileLinter,
): Promise<FileLint | undefined> {
  const { configs, factResolver, baseline, request } = bench;
  const plan = await configs.planFor(file.path);
  const { analysis: keptExam, stamp, hash } = kept;
  const article = hasSiteRules(plan)
    ? { summaries: keptExam.summaries, directives: [], lines: keptExam.lines, hash, stamp }
    : undefined;
  const site = article && { article };
  const of = factResolver.for(file.path, plan);
  if (!baseline && !request.keepText && !request.keepDetails && !request.keepUnchecked && !request.fix) {
    const found = await foundUnanswered(keptExam, of);
    if (found !== undefined) return { result: serializedOf(file.shown, found), ...site };
  }
  const text = () => load(file.path).then((loaded) => loaded.text);
  const input = { text, now: request.now, sift: baselineSplitter(file, undefined, bench) };
  const seen = await resolveAnalysis(keptExam.open(), undefined, input, plan, of.image, of.link);
  if (seen.violations.some(({ fix }) => fix && applies(fix, request))) return undefined;
  const result = {
    ...resultOf(file, seen),
    ...(request.keepText && { text: await text() }),
    ...(request.keepDetails && { about: articleInfo(seen, file.shown) }),
  };
  const open = [...seen.checkedRules().open];
  const again = { text: keptExam.text, stamp, hash, steady: true };
  return {
    result,
    ...site,
    ...baselineCheckOf(seen),
    ...(request.keepUnchecked && { uncheckedRules: open, analysis: again }),
  };
}

/**
 * What another run, of a part of the files, has found: as it is, or judged anew if it had another answer to something.
 *
 * @param better the answers that count; `undefined` where they are those that the other run had.
 */
export async function lintRecordedFile(
  file: FoundFile,
  sent: FileLint,
  better: FactResolver | undefined,
  bench: FileLinter,
): Promise<FileLint> {
  const { baseline, request, configs } = bench;
  const { article, analysis } = sent;
  const plan = await configs.planFor(file.path);
  let result = deserializeResult(sent.result);
  let unheard = new Set(sent.uncheckedRules);
  if (better && analysis) {
    const kept = new StoredAnalysis(analysis.text).open();
    const input = { text: "", now: request.now };
    const seen = await resolveAnalysis(kept, undefined, input, plan, better.image, better.link);
    // Directives are judged in the article, which the other run had.
    const directives = result.violations.filter(({ rule }) => rule === "source/directives");
    result = { ...result, ...resultOf(file, seen), violations: merge(seen.violations, directives) };
    unheard = new Set(seen.checkedRules().open);
  }
  const text = request.keepText || (baseline && result.violations.length > 0) ? await textOf(file.path) : undefined;
  if (request.keepText && text !== undefined) result = { ...result, text };
  // What the other run knew of single references was not sent.
  if (request.keepDetails && analysis)
    result = {
      ...result,
      about: articleInfo({ analysis: new StoredAnalysis(analysis.text).open(), facts: [] }, file.shown),
    };
  const same = { result, ...(article && { article }) };
  // What the file was like is not known any more: nothing of it is known again.
  if (!baseline || (text === undefined && result.violations.length > 0)) return same;
  const enabled = new Set<string>(plan.rules.map(({ rule }) => rule.name));
  const checkedRules: CheckedRules = { known: plan.ruleNames ?? enabled, enabled, open: unheard };
  const split = baseline.split(file.path, result.violations, text ?? "");
  return { ...same, result: { ...result, violations: split.new }, baselineCheck: { split, checkedRules } };
}

/** `undefined` where there is no such file any more, or it cannot be read. */
const textOf = (file: string): Promise<string | undefined> =>
  load(file).then(
    ({ text }) => text,
    () => undefined,
  );

/** What there is to report if it depends on nothing that anyone knows of pictures. Asks what it must to know that. */
async function foundUnanswered(exam: StoredAnalysis, answers: FactResolver): Promise<string | undefined> {
  const { briefs } = exam;
  const urls: string[] = [];
  for (const brief of briefs) {
    if (brief[0] !== "image" || brief[1].kind !== "remote") return undefined;
    urls.push(brief[1].url);
  }
  if (answers.passOver(urls)) return exam.foundUnanswered(passedOver(urls.length));
  const facts = await Promise.all(
    briefs.map((brief) => (brief[0] === "image" ? answers.image(...questionOf(brief)) : undefined)),
  );
  const why = unresolvedBy(facts);
  return why === undefined ? undefined : exam.foundUnanswered(why);
}

const silences: string[] = [];

/** Why nobody knows anything of so many pictures that were passed over. */
function passedOver(count: number): string {
  silences[count] ??= unresolvedBy(Array.from({ length: count }, () => offlineFact(""))) ?? "";
  return silences[count] ?? "";
}

const serializedOf = (path: string, violations: string): SerializedResult =>
  `{"path":${JSON.stringify(path)},"violations":${violations},"errors":[]}` as SerializedResult;

const applies = ({ safe }: { readonly safe: boolean }, { fix }: FileRequest): boolean =>
  fix === "unsafe" || (fix === "safe" && safe);

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

const resultOf = (
  { shown }: FoundFile,
  { violations, errors, suppressed }: Omit<LintedArticle, "article">,
): FileResult => ({
  path: shown,
  violations,
  errors,
  ...(suppressed > 0 && { silenced: suppressed }),
});

const baselineCheckOf = ({
  baselineSplit,
  checkedRules,
}: Omit<LintedArticle, "article">): Pick<FileLint, "baselineCheck"> =>
  baselineSplit ? { baselineCheck: { split: baselineSplit, checkedRules: checkedRules() } } : {};

const noteOf = ({ summaries, directives, lines }: Analysis) => ({ summaries, directives, lines });

async function lintAndFix(
  file: FoundFile,
  loaded: LoadedFile,
  origin: Origin,
  plan: FilePlan,
  bench: FileLinter,
): Promise<FileLint> {
  const { encodingProblem, hash, size, mtimeMs } = loaded;
  const { request } = bench;
  const { readAt, isFile } = origin;
  const lookAt = linterFor(file, { encodingProblem, before: origin.before }, plan, bench);
  const isHeld = hasSiteRules(plan) && !encodingProblem;
  const stamp: FileStamp = { size, mtimeMs, readAt };
  /** `onDisk`: the hash of what is in the file. */
  const done = (seen: LintedArticle, text: string, onDisk: string, more: Partial<FileResult> = {}): FileLint => {
    const isRead = isFile && text === loaded.text;
    const isOnDisk = isRead || (isFile && more.fixed?.written === true);
    const article: LintedArticleData | undefined = isHeld
      ? { ...noteOf(seen.analysis), hash: onDisk, ...(!isOnDisk && { text }), ...(isRead && { stamp }) }
      : undefined;
    const kept = request.keepAnalysis &&
      isRead &&
      !seen.analysis.unreadable && { text: serializeAnalysis(seen), stamp, hash, steady: isSteady(seen) };
    return {
      result: {
        ...resultOf(file, seen),
        ...(request.keepText && { text }),
        ...(request.keepDetails && !seen.analysis.unreadable && { about: articleInfo(seen, file.shown) }),
        ...more,
      },
      ...(article && { article }),
      ...baselineCheckOf(seen),
      ...(request.keepUnchecked && { uncheckedRules: [...seen.checkedRules().open] }),
      ...(kept && { analysis: kept }),
    };
  };
  // What cannot be read as text must not be written back as text.
  if (!request.fix || encodingProblem) return done(await lookAt(loaded.text), loaded.text, hash);
  if (isFile && request.write) await sweep(file.path, bench);
  const looks = new Map<string, LintedArticle>();
  const lookToFix = async (text: string) => {
    const seen = await lookAt(text);
    looks.set(text, seen);
    return asFixInput(seen);
  };
  const { before, after, count, errors } = await fixText(loaded.text, lookToFix, { unsafe: request.fix === "unsafe" });
  const last = looks.get(after) ?? (await lookAt(after));
  if (after === before) return done(last, after, hash, { errors });
  const fixed = { count, before, after, written: false };
  if (!request.write) return done(last, after, hash, { errors, fixed });
  const outcome = await writeTo(file, origin, hash, after);
  if (outcome.written) {
    const newHash = createHash("sha256").update(after).digest("hex");
    const looked = done(last, after, newHash, { errors, fixed: { ...fixed, written: true } });
    return outcome.note === undefined ? looked : { ...looked, note: outcome.note };
  }
  // Nothing was written, so what was found in the file is still in it.
  const seen = looks.get(before) ?? (await lookAt(before));
  const refused: FileError = { kind: "write", message: outcome.message };
  return done(seen, before, hash, { errors: [...seen.errors, refused] });
}

/** Puts a fixed text where the text came from. */
export const writeTo = (file: FoundFile, { write }: Pick<Origin, "write">, hash: string, text: string) =>
  write ? write(hash, text) : writeSafely(file.path, hash, text);

/** What directives silence is judged in the article, which is then read all the same. */
const isSteady = ({ analysis, article }: LintedArticle): boolean =>
  analysis.errors.length === 0 &&
  analysis.directives.length === 0 &&
  !analysis.usesNow &&
  !Object.hasOwn(article.frontMatter?.data ?? {}, "$schema");

/** A function of its own, so that what is kept until the site is judged holds on to no text. */
export function linterFor(
  file: FoundFile,
  { encodingProblem, before }: Pick<LintTextInput, "encodingProblem"> & Pick<Origin, "before">,
  plan: FilePlan,
  bench: FileLinter,
): (text: string) => Promise<LintedArticle> {
  const old = before ? addressesIn(before, file.shown, plan) : undefined;
  const answers = bench.factResolver.for(file.path, plan, old);
  const input = {
    path: file.shown,
    file: file.path,
    encodingProblem,
    now: bench.request.now,
    sift: baselineSplitter(file, before, bench),
  };
  return (text) => lintText({ ...input, text }, plan, answers.image, answers.link);
}

/** Parts what is accepted, or is on lines that nobody changed, from what is to be reported. */
export function baselineSplitter(
  file: FoundFile,
  before: string | undefined,
  { baseline, request }: Pick<FileLinter, "baseline" | "request">,
): LintTextInput["splitBaseline"] {
  const old = request.onlyChangedLines ? before : undefined;
  if (!baseline && old === undefined) return undefined;
  return (violations, text) => {
    const sifted = baseline?.split(file.path, violations, text) ?? { new: violations, baselined: [], all: [] };
    return old === undefined ? sifted : { ...sifted, new: onChangedLines(sifted.new, old, text) };
  };
}

/** Of each run: the folders rid of what killed runs had left there. */
const sweptFolders = new WeakMap<FileLinter, Map<string, Promise<void>>>();

/** Rids the folder where the fixed text would be written of what killed runs have left, once in a run. */
async function sweep(file: string, bench: FileLinter): Promise<void> {
  const folders = sweptFolders.get(bench) ?? new Map<string, Promise<void>>();
  sweptFolders.set(bench, folders);
  const folder = path.dirname(await realpath(file).catch(() => file));
  const sweeping = folders.get(folder) ?? removeAbandoned(folder);
  folders.set(folder, sweeping);
  await sweeping;
}
