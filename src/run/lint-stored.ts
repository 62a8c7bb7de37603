/** Computes the result for a file from an existing analysis: from an earlier run, or from a run on another machine. */
import type { BaselineCheck } from "../baseline/index.js";
import type { FoundFile } from "../discover/index.js";
import type { FactResolver } from "../facts/resolve.js";
import { load } from "../load/index.js";
import type { FileStamp } from "../platform/file-stamp.js";
import { offlineFact } from "../probe/verdict.js";
import type { CheckedRules } from "../results.js";
import { merge } from "../settle/index.js";
import { articleInfo } from "./article-info.js";
import { requestOf, StoredAnalysis, unresolvedBy } from "./cache/stored-analysis.js";
import { checkedUrls } from "./final-urls.js";
import {
  baselineCheckOf,
  baselineSplitter,
  type FileLint,
  type FileLinter,
  type FileRequest,
  hasSiteRules,
  resultOf,
} from "./lint-file.js";
import { isDirectiveRule, resolveAnalysis } from "./lint-text.js";
import { deserializeResult, type SerializedResult } from "./serialize.js";

/** The cached analysis of an unchanged article. */
export interface CachedAnalysis {
  readonly analysis: StoredAnalysis;
  readonly stamp: FileStamp;
  /** SHA-256 (hex) of the file. */
  readonly hash: string;
}

/** The result of an article that has not changed since it was cached. `undefined` if its text is needed for a fix. */
export async function lintCachedFile(
  file: FoundFile,
  { analysis, stamp, hash }: CachedAnalysis,
  linter: FileLinter,
): Promise<FileLint | undefined> {
  const { configs, factResolver, baseline, request } = linter;
  const plan = await configs.planFor(file.path);
  const article = hasSiteRules(plan, request)
    ? { article: { summaries: analysis.summaries, directives: [], lines: analysis.lines, hash, stamp } }
    : undefined;
  const facts = factResolver.for(file.path, plan);
  if (!baseline && !request.keepText && !request.keepDetails && !request.keepUnchecked && !request.fix) {
    const violations = await violationsWithoutFacts(analysis, facts);
    if (violations !== undefined) return { result: serializedOf(file.shown, analysis.feed, violations), ...article };
  }
  const text = () => load(file).then((loaded) => loaded.text);
  const input = {
    path: file.shown,
    file: file.path,
    text,
    now: request.now,
    splitBaseline: baselineSplitter(file, undefined, linter),
  };
  const linted = await resolveAnalysis(analysis.open(), undefined, input, plan, facts.image, facts.link);
  if (linted.violations.some(({ fix }) => fix && applies(fix, request))) return undefined;
  return {
    result: {
      ...resultOf(file, linted),
      ...(request.keepText && { text: await text() }),
      ...(request.keepDetails && { details: articleInfo(linted, file.shown) }),
    },
    ...article,
    ...baselineCheckOf(linted),
    ...(request.fix && { checkedUrls: checkedUrls(linted) }),
    ...(request.keepUnchecked && {
      uncheckedRules: [...linted.checkedRules().unchecked],
      analysis: { text: analysis.text, stamp, hash, steady: true },
    }),
  };
}

const applies = ({ safe }: { readonly safe: boolean }, { fix }: FileRequest): boolean =>
  fix === "unsafe" || (fix === "safe" && safe);

/** The violations in JSON, if no fact can be known, so that no violation depends on one: see `unresolvedBy`. */
async function violationsWithoutFacts(analysis: StoredAnalysis, facts: FactResolver): Promise<string | undefined> {
  const { briefs } = analysis;
  const urls: string[] = [];
  for (const brief of briefs) {
    if (brief[0] !== "image" || brief[1].kind !== "remote") return undefined;
    urls.push(brief[1].url);
  }
  if (facts.skipOffline(urls)) return analysis.violationsWithout(unresolvedBy(urls.map(offlineFact)) ?? "");
  const resolved = await Promise.all(
    briefs.map((brief) => (brief[0] === "image" ? facts.image(...requestOf(brief)) : undefined)),
  );
  const why = unresolvedBy(resolved);
  return why === undefined ? undefined : analysis.violationsWithout(why);
}

const serializedOf = (path: string, feed: string | undefined, violations: string): SerializedResult =>
  `${JSON.stringify({ path, feed }).slice(0, -1)},"violations":${violations},"errors":[]}` as SerializedResult;

/**
 * The result of another run that linted a part of the files: unchanged, or with better facts of a third run.
 *
 * @param better these facts; `undefined` if the facts of the run are the best ones.
 */
export async function lintRecordedFile(
  file: FoundFile,
  recorded: FileLint,
  better: FactResolver | undefined,
  linter: FileLinter,
): Promise<FileLint> {
  const { baseline, request, configs } = linter;
  const { article } = recorded;
  const analysis = recorded.analysis && StoredAnalysis.from(recorded.analysis.text);
  const plan = await configs.planFor(file.path);
  let result = deserializeResult(recorded.result);
  let unchecked: ReadonlySet<string> = new Set(recorded.uncheckedRules);
  if (better && analysis) {
    const input = {
      path: file.shown,
      file: file.path,
      text: async () => (await textOf(file, recorded.analysis?.hash)) ?? "",
      now: request.now,
    };
    const linted = await resolveAnalysis(analysis.open(), undefined, input, plan, better.image, better.link);
    // Violations about directives need the article, so they are taken from the other run.
    const ofDirectives = result.violations.filter(({ rule }) => isDirectiveRule(plan, rule));
    result = { ...result, ...resultOf(file, linted), violations: merge(linted.violations, ofDirectives) };
    unchecked = linted.checkedRules().unchecked;
  }
  const hash = recorded.analysis?.hash ?? article?.hash;
  const text = request.keepText || (baseline && result.violations.length > 0) ? await textOf(file, hash) : undefined;
  if (request.keepText && text !== undefined) result = { ...result, text };
  // The facts of single references are not in the blob.
  if (request.keepDetails && analysis)
    result = { ...result, details: articleInfo({ analysis: analysis.open(), facts: [] }, file.shown) };
  // Without the text, violations cannot be compared with the baseline.
  if (!baseline || (text === undefined && result.violations.length > 0)) return { result, ...(article && { article }) };
  const enabled = new Set<string>(plan.rules.map(({ rule }) => rule.name));
  const checkedRules: CheckedRules = { known: plan.ruleNames ?? enabled, enabled, unchecked };
  const split = baseline.split(file.path, result.violations, text ?? "");
  const baselineCheck: BaselineCheck = { split, checkedRules };
  return { result: { ...result, violations: split.new }, ...(article && { article }), baselineCheck };
}

/**
 * `undefined` if the file cannot be read, or is not the one that was linted: a blob report may name any file.
 *
 * @param hash SHA-256 (hex) of the file that was linted.
 */
const textOf = (file: FoundFile, hash: string | undefined): Promise<string | undefined> =>
  load(file).then(
    (loaded) => (loaded.hash === hash ? loaded.text : undefined),
    () => undefined,
  );
