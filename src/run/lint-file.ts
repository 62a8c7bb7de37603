/**
 * What is done with one file: looked at, fixed, written. It is the same in the program's own thread and in a worker, so
 * what comes of it is plain data.
 */
import { createHash } from "node:crypto";
import { realpath } from "node:fs/promises";
import path from "node:path";
import type { LineTable } from "../article/lines.js";
import type { Directive } from "../article/types.js";
import type { Baseline, Judged, Sifted } from "../baseline/index.js";
import type { Configs } from "../config/index.js";
import type { FilePlan } from "../config/types.js";
import type { FoundFile } from "../discover/index.js";
import type { Answers, AnswersOfRun } from "../facts/resolve.js";
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
import { aboutOf } from "./article-info.js";
import { examText, KeptExam, questionOf, unansweredBy } from "./cache/record.js";
import { addressesIn, onChangedLines } from "./changed-lines.js";
import { type ArticleLook, asFixInput, conclude, type Exam, type LookInput, look } from "./lint-text.js";
import { open, type SealedResult } from "./serialize.js";

/** What is wanted of every file of a run. */
export interface FileRequest {
  readonly fix: "safe" | "unsafe" | undefined;
  /** Whether fixes are written to where the text came from. */
  readonly write: boolean;
  /** Whether the text stays in the result, for code frames. */
  readonly keepText: boolean;
  /** Whether the result tells what the article says of itself and what is known of its pictures. */
  readonly keepAbout: boolean;
  /** Whether what the article says by itself is wanted, for the next run or for another one that goes on from this. */
  readonly keepExam: boolean;
  /** Whether it is to be known which rules have not had their say. */
  readonly keepOpen: boolean;
  /** Whether violations on lines that are as before are left out; of an article whose `Origin` knows what was before. */
  readonly onlyChangedLines: boolean;
  readonly now: Date;
}

/** What the work on a file needs; the same for all files of a run. */
export interface Bench {
  readonly request: FileRequest;
  readonly configs: Configs;
  readonly answers: AnswersOfRun;
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
export interface Stamp {
  readonly size: number;
  readonly mtimeMs: number;
  /** When the reading began: milliseconds since 1970. */
  readonly readAt: number;
}

export interface Looked {
  /** Sealed where it comes from another thread or from the cache. */
  readonly result: FileResult | SealedResult;
  /** What the judgement of the site needs of the article; absent where no site rule has a say. */
  readonly article?: LookedArticle;
  /** What the baseline says, and which rules had their say; absent without one. */
  readonly accepted?: { readonly sifted: Sifted; readonly judged: Judged };
  /** What is to be said of it at the end of the run. */
  readonly note?: string;
  /** Names of rules that have not had their say; those that judge the site are among them. */
  readonly open?: readonly string[];
  /** What the article says by itself: see `examText`. */
  readonly exam?: {
    readonly text: string;
    readonly stamp: Stamp;
    readonly hash: string;
    /** Whether that follows from the article and its plan alone: then it may be kept for another day. */
    readonly steady: boolean;
  };
}

export interface LookedArticle {
  readonly summaries: Summaries;
  readonly directives: readonly Directive[];
  readonly lines: LineTable;
  /** SHA-256 (hex) of what is in the file. */
  readonly hash: string;
  /** Where the file does not have it: of standard input, or changed by fixes that are not written. */
  readonly text?: string;
  /** Of the file, if the text was read from it and is still in it. */
  readonly stamp?: Stamp;
}

export const hasSiteRules = ({ rules }: FilePlan): boolean => rules.some(({ rule }) => rule.site);

export async function lookAtFile(file: FoundFile, loaded: Loaded, origin: Origin, bench: Bench): Promise<Looked> {
  if ("error" in loaded) return failed(file, { kind: "read", message: loaded.error });
  const plan = await bench.configs.planFor(file.path);
  return guarded(file, () => lookAndFix(file, loaded, origin, plan, bench));
}

/** What was kept of an article that is still the same. */
export interface Kept {
  readonly exam: KeptExam;
  readonly stamp: Stamp;
  /** SHA-256 (hex) of the file. */
  readonly hash: string;
}

/** The same from what an earlier look at the same text has found. `undefined` if the text itself is needed: to fix it. */
export async function lookAtKept(file: FoundFile, kept: Kept, bench: Bench): Promise<Looked | undefined> {
  const { configs, answers, baseline, request } = bench;
  const plan = await configs.planFor(file.path);
  const { exam: keptExam, stamp, hash } = kept;
  const article = hasSiteRules(plan)
    ? { summaries: keptExam.summaries, directives: [], lines: keptExam.lines, hash, stamp }
    : undefined;
  const site = article && { article };
  const of = answers.for(file.path, plan);
  if (!baseline && !request.keepText && !request.keepAbout && !request.keepOpen && !request.fix) {
    const found = await foundUnanswered(keptExam, of);
    if (found !== undefined) return { result: sealedOf(file.shown, found), ...site };
  }
  const text = () => load(file.path).then((loaded) => loaded.text);
  const input = { text, now: request.now, sift: siftOf(file, undefined, bench) };
  const seen = await conclude(keptExam.open(), undefined, input, plan, of.image, of.link);
  if (seen.violations.some(({ fix }) => fix && applies(fix, request))) return undefined;
  const result = {
    ...resultOf(file, seen),
    ...(request.keepText && { text: await text() }),
    ...(request.keepAbout && { about: aboutOf(seen, file.shown) }),
  };
  const open = [...seen.judged().open];
  const again = { text: keptExam.text, stamp, hash, steady: true };
  return { result, ...site, ...acceptedOf(seen), ...(request.keepOpen && { open, exam: again }) };
}

/**
 * What another run, of a part of the files, has found: as it is, or judged anew if it had another answer to something.
 *
 * @param better the answers that count; `undefined` where they are those that the other run had.
 */
export async function lookAtSent(
  file: FoundFile,
  sent: Looked,
  better: Answers | undefined,
  bench: Bench,
): Promise<Looked> {
  const { baseline, request, configs } = bench;
  const { article, exam } = sent;
  const plan = await configs.planFor(file.path);
  let result = open(sent.result);
  let unheard = new Set(sent.open);
  if (better && exam) {
    const kept = new KeptExam(exam.text).open();
    const input = { text: "", now: request.now };
    const seen = await conclude(kept, undefined, input, plan, better.image, better.link);
    // Directives are judged in the article, which the other run had.
    const directives = result.violations.filter(({ rule }) => rule === "source/directives");
    result = { ...result, ...resultOf(file, seen), violations: merge(seen.violations, directives) };
    unheard = new Set(seen.judged().open);
  }
  const text = request.keepText || (baseline && result.violations.length > 0) ? await textOf(file.path) : undefined;
  if (request.keepText && text !== undefined) result = { ...result, text };
  // What the other run knew of single references was not sent.
  if (request.keepAbout && exam)
    result = { ...result, about: aboutOf({ exam: new KeptExam(exam.text).open(), facts: [] }, file.shown) };
  const same = { result, ...(article && { article }) };
  // What the file was like is not known any more: nothing of it is known again.
  if (!baseline || (text === undefined && result.violations.length > 0)) return same;
  const enabled = new Set<string>(plan.rules.map(({ rule }) => rule.name));
  const judged: Judged = { known: plan.ruleNames ?? enabled, enabled, open: unheard };
  const sifted = baseline.sift(file.path, result.violations, text ?? "");
  return { ...same, result: { ...result, violations: sifted.fresh }, accepted: { sifted, judged } };
}

/** `undefined` where there is no such file any more, or it cannot be read. */
const textOf = (file: string): Promise<string | undefined> =>
  load(file).then(
    ({ text }) => text,
    () => undefined,
  );

/** What there is to report if it depends on nothing that anyone knows of pictures. Asks what it must to know that. */
async function foundUnanswered(exam: KeptExam, answers: Answers): Promise<string | undefined> {
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
  const why = unansweredBy(facts);
  return why === undefined ? undefined : exam.foundUnanswered(why);
}

const silences: string[] = [];

/** Why nobody knows anything of so many pictures that were passed over. */
function passedOver(count: number): string {
  silences[count] ??= unansweredBy(Array.from({ length: count }, () => offlineFact(""))) ?? "";
  return silences[count] ?? "";
}

const sealedOf = (path: string, violations: string): SealedResult =>
  `{"path":${JSON.stringify(path)},"violations":${violations},"errors":[]}` as SealedResult;

const applies = ({ safe }: { readonly safe: boolean }, { fix }: FileRequest): boolean =>
  fix === "unsafe" || (fix === "safe" && safe);

/** One bad article never ends the run. */
async function guarded(file: FoundFile, work: () => Promise<Looked>): Promise<Looked> {
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

const failed = (file: FoundFile, error: FileError): Looked => ({
  result: { path: file.shown, violations: [], errors: [error] },
});

const resultOf = (
  { shown }: FoundFile,
  { violations, errors, silenced }: Omit<ArticleLook, "article">,
): FileResult => ({
  path: shown,
  violations,
  errors,
  ...(silenced > 0 && { silenced }),
});

const acceptedOf = ({ sifted, judged }: Omit<ArticleLook, "article">): Pick<Looked, "accepted"> =>
  sifted ? { accepted: { sifted, judged: judged() } } : {};

const noteOf = ({ summaries, directives, lines }: Exam) => ({ summaries, directives, lines });

async function lookAndFix(
  file: FoundFile,
  loaded: LoadedFile,
  origin: Origin,
  plan: FilePlan,
  bench: Bench,
): Promise<Looked> {
  const { encodingProblem, hash, size, mtimeMs } = loaded;
  const { request } = bench;
  const { readAt, isFile } = origin;
  const lookAt = lookerFor(file, { encodingProblem, before: origin.before }, plan, bench);
  const isHeld = hasSiteRules(plan) && !encodingProblem;
  const stamp: Stamp = { size, mtimeMs, readAt };
  /** `onDisk`: the hash of what is in the file. */
  const done = (seen: ArticleLook, text: string, onDisk: string, more: Partial<FileResult> = {}): Looked => {
    const isRead = isFile && text === loaded.text;
    const isOnDisk = isRead || (isFile && more.fixed?.written === true);
    const article: LookedArticle | undefined = isHeld
      ? { ...noteOf(seen.exam), hash: onDisk, ...(!isOnDisk && { text }), ...(isRead && { stamp }) }
      : undefined;
    const kept = request.keepExam &&
      isRead &&
      !seen.exam.unreadable && { text: examText(seen), stamp, hash, steady: isSteady(seen) };
    return {
      result: {
        ...resultOf(file, seen),
        ...(request.keepText && { text }),
        ...(request.keepAbout && !seen.exam.unreadable && { about: aboutOf(seen, file.shown) }),
        ...more,
      },
      ...(article && { article }),
      ...acceptedOf(seen),
      ...(request.keepOpen && { open: [...seen.judged().open] }),
      ...(kept && { exam: kept }),
    };
  };
  // What cannot be read as text must not be written back as text.
  if (!request.fix || encodingProblem) return done(await lookAt(loaded.text), loaded.text, hash);
  if (isFile && request.write) await sweep(file.path, bench);
  const looks = new Map<string, ArticleLook>();
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
const isSteady = ({ exam, article }: ArticleLook): boolean =>
  exam.errors.length === 0 &&
  exam.directives.length === 0 &&
  !exam.usesNow &&
  !Object.hasOwn(article.frontMatter?.data ?? {}, "$schema");

/** A function of its own, so that what is kept until the site is judged holds on to no text. */
export function lookerFor(
  file: FoundFile,
  { encodingProblem, before }: Pick<LookInput, "encodingProblem"> & Pick<Origin, "before">,
  plan: FilePlan,
  bench: Bench,
): (text: string) => Promise<ArticleLook> {
  const old = before ? addressesIn(before, file.shown, plan) : undefined;
  const answers = bench.answers.for(file.path, plan, old);
  const input = {
    path: file.shown,
    file: file.path,
    encodingProblem,
    now: bench.request.now,
    sift: siftOf(file, before, bench),
  };
  return (text) => look({ ...input, text }, plan, answers.image, answers.link);
}

/** Parts what is accepted, or is on lines that nobody changed, from what is to be reported. */
export function siftOf(
  file: FoundFile,
  before: string | undefined,
  { baseline, request }: Pick<Bench, "baseline" | "request">,
): LookInput["sift"] {
  const old = request.onlyChangedLines ? before : undefined;
  if (!baseline && old === undefined) return undefined;
  return (violations, text) => {
    const sifted = baseline?.sift(file.path, violations, text) ?? { fresh: violations, accepted: [], all: [] };
    return old === undefined ? sifted : { ...sifted, fresh: onChangedLines(sifted.fresh, old, text) };
  };
}

/** Of each run: the folders rid of what killed runs had left there. */
const swept = new WeakMap<Bench, Map<string, Promise<void>>>();

/** Rids the folder where the fixed text would be written of what killed runs have left, once in a run. */
async function sweep(file: string, bench: Bench): Promise<void> {
  const folders = swept.get(bench) ?? new Map<string, Promise<void>>();
  swept.set(bench, folders);
  const folder = path.dirname(await realpath(file).catch(() => file));
  const sweeping = folders.get(folder) ?? removeAbandoned(folder);
  folders.set(folder, sweeping);
  await sweeping;
}
