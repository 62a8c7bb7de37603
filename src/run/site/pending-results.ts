/**
 * Results that wait until all articles are known: for the site check, and for folding. Only violations and summaries
 * are stored. The text of an article is read again if a fix or a code frame needs it.
 */

import { LineIndex } from "../../article/lines.js";
import { type BaselineCheck, type BaselineSplit, filterBaselined, withLaterRules } from "../../baseline/index.js";
import type { FoundFile } from "../../discover/index.js";
import { maxPasses } from "../../fix/passes.js";
import { FixWork } from "../../fix/work.js";
import { readArticle } from "../../lint/read-article.js";
import { sitePathOf, withFixes } from "../../lint/site.js";
import { load } from "../../load/index.js";
import { t } from "../../platform/i18n.js";
import { longWork } from "../../platform/long-work.js";
import { sha256Of } from "../../platform/sha256.js";
import { SpillFile, type SpillRef } from "../../platform/spill-file.js";
import { timedWait } from "../../platform/timing.js";
import { turns } from "../../platform/turns.js";
import type { FileError, FileResult, Violation } from "../../results.js";
import { inOrder, settle } from "../../settle/index.js";
import { articleInfo } from "../article-info.js";
import { checkedUrls, type FinalUrls } from "../final-urls.js";
import { fixArticle } from "../fix-article.js";
import type { Fold } from "../fold/fold.js";
import {
  baselineSplitter,
  type FileLint,
  type FileLinter,
  type LintedArticleData,
  textLinterFor,
  writeTo,
} from "../lint-file.js";
import { suppressionsFor } from "../lint-text.js";
import { isLongResult, isLongText } from "../long-work.js";
import { protectAddress } from "../page-address.js";
import type { RunRequest } from "../request.js";
import { deserializeResult, type SerializedResult, serializeResult } from "../serialize.js";
import { PendingArticle, type PendingOrigin } from "./pending-article.js";
import type { RawSiteViolation, SiteGroupResults, Sites } from "./sites.js";

interface Entry {
  readonly file: FoundFile;
  /** Of a result that does not wait for the site check. */
  readonly baselineCheck: BaselineCheck | undefined;
  /** The serialized result. */
  result: SpillRef;
  article: PendingArticle | undefined;
  /** No more fixes: one could not be written, and a second try would fail too. */
  settled: boolean;
  /** The work that is left for the fixes of site rules, however often the site is checked again. */
  fixWork: FixWork | undefined;
}

/** The violations of site rules in one article. */
interface SiteViolations {
  /** The violations that neither a directive suppresses nor the baseline accepts. */
  readonly violations: readonly Violation[];
  readonly suppressed: number;
  readonly baselineSplit: BaselineSplit | undefined;
  readonly errors: readonly FileError[];
}

export class PendingResults {
  readonly #request: Pick<RunRequest, "cwd" | "signal" | "onLongWork">;
  readonly #sites: Sites;
  readonly #linter: FileLinter;
  readonly #entries: Entry[] = [];
  readonly #note: (text: string) => void;
  readonly #finalUrls: FinalUrls;
  /** Names of the rules that have a summary of an article. Many articles share a list. */
  readonly #summarized = new Map<string, readonly string[]>();
  readonly #texts = new SpillFile();

  /**
   * @param note called with messages for the end of the run.
   * @param finalUrls gets the URLs of articles that are fixed here.
   */
  constructor(
    sites: Sites,
    linter: FileLinter,
    request: Pick<RunRequest, "cwd" | "signal" | "onLongWork">,
    note: (text: string) => void,
    finalUrls: FinalUrls,
  ) {
    this.#request = request;
    this.#sites = sites;
    this.#linter = linter;
    this.#note = note;
    this.#finalUrls = finalUrls;
  }

  get size(): number {
    return this.#entries.length;
  }

  /** Whether a result waits for the site check. */
  get hasSiteArticles(): boolean {
    return this.#entries.some(({ article }) => article);
  }

  /** @param origin of an article that was not read from its file. */
  async add(file: FoundFile, { result, article, baselineCheck }: FileLint, origin: PendingOrigin = {}): Promise<void> {
    this.#entries.push({
      file,
      baselineCheck: article ? undefined : baselineCheck,
      result: this.#texts.put(serializeResult(typeof result === "string" || !article ? result : withoutText(result))),
      article: article && (await this.#pendingArticle(file, article, baselineCheck, origin)),
      settled: article === undefined,
      fixWork: undefined,
    });
  }

  close(): void {
    this.#texts.close();
  }

  /**
   * The results in their order, with the violations of site rules; then those of files that are not articles.
   *
   * @param openFold called when all violations are known, if some may be folded.
   */
  async *release({
    checkSite,
    openFold,
  }: {
    readonly checkSite: boolean;
    readonly openFold?: (() => Fold) | undefined;
  }): AsyncGenerator<FileResult, void, void> {
    const checked = checkSite ? await this.#checkAndFix() : undefined;
    const found = checked?.found ?? new Map<Entry, SiteViolations>();
    const turn = turns();
    const fold = openFold?.();
    if (fold) {
      for (const entry of this.#entries) {
        await turn();
        await this.#read(entry, (result) => fold.count(joined(result, found.get(entry), undefined)));
      }
      const scopes = fold.decide();
      this.#linter.baseline?.recordFolded(scopes, this.#request.cwd);
    }
    for (const entry of this.#entries) {
      await turn();
      const { article } = entry;
      const siteViolations = found.get(entry);
      const text = this.#linter.request.keepText && article ? await this.#textOf(article) : undefined;
      const check = checkOf(entry, siteViolations, checked !== undefined);
      yield await this.#read(entry, (own) => {
        const whole = joined(own, siteViolations, text);
        return filterBaselined(this.#linter.baseline, entry.file.path, fold ? fold.take(whole) : whole, check);
      });
    }
    const start = new LineIndex("");
    for (const [path, violations] of [...(checked?.files ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)))
      yield { path, article: false, violations: settle(violations, start), errors: [] };
  }

  /** `undefined` if the run is interrupted meanwhile. */
  async #checkAndFix() {
    const turn = turns();
    for (let pass = 0; ; pass++) {
      const results = await timedWait("site", () =>
        this.#sites.check(this.#entries.flatMap(({ article }) => article ?? [])),
      );
      const found = results && (await this.#violationsOf(results));
      let isChanged = false;
      if (found && this.#linter.request.fix && pass < maxPasses)
        for (const [entry, { violations }] of found) {
          await turn();
          if (this.#request.signal?.aborted) break;
          if (await this.#fix(entry, violations)) isChanged = true;
        }
      if (!found || this.#request.signal?.aborted) return undefined;
      // A fix in one article may cause a violation in another one.
      if (!isChanged) return { found, files: results.files };
    }
  }

  async #violationsOf({ articles, errors }: SiteGroupResults): Promise<Map<Entry, SiteViolations>> {
    const found = new Map<Entry, SiteViolations>();
    const turn = turns();
    for (const entry of this.#entries) {
      await turn();
      const raw = articles.get(entry.file.shown) ?? [];
      const failures = errors.get(entry.file.shown) ?? [];
      const { article } = entry;
      if (!article || (raw.length === 0 && failures.length === 0)) continue;
      const { directives, lines } = article.details();
      const suppressions = suppressionsFor({ directives }, this.#linter.request.now);
      const unsuppressed = raw.filter(({ rule, at }) => !suppressions.suppresses(rule, at.start));
      const made = await this.#withFixes(unsuppressed, article);
      const { file, plan } = article;
      const violations = await protectAddress(settle(made.findings, LineIndex.from(lines)), file.path, plan, async () =>
        readArticle({ path: file.shown, text: (await this.#textOf(article)) ?? "" }, plan),
      );
      const splitBaseline = baselineSplitter(article.file, article.origin.before, this.#linter);
      const text = splitBaseline && violations.length > 0 ? await this.#textOf(article) : undefined;
      const baselineSplit = text === undefined ? undefined : splitBaseline?.(violations, text);
      found.set(entry, {
        violations: baselineSplit?.new ?? violations,
        suppressed: raw.length - unsuppressed.length,
        baselineSplit,
        errors: [...failures, ...made.errors],
      });
    }
    return found;
  }

  /** Fixes an article with violations of site rules. Returns whether its text has changed. */
  async #fix(entry: Entry, siteViolations: readonly Violation[]): Promise<boolean> {
    const { article } = entry;
    const { fix, write } = this.#linter.request;
    const unsafe = fix === "unsafe";
    if (!article || entry.settled || !siteViolations.some((one) => one.fix && (one.fix.safe || unsafe))) return false;
    const text = await this.#textOf(article);
    if (text === undefined) return this.#refuse(entry, changedMeanwhile());
    const { file, origin, plan } = article;
    const { hash } = article.details();
    entry.fixWork ??= FixWork.ofPasses();
    const work = entry.fixWork;
    const fixed = await longWork(isLongText(text), this.#request.onLongWork, () =>
      fixArticle(text, {
        lint: textLinterFor(file, { encodingProblem: undefined, before: origin.before }, plan, this.#linter),
        unsafe,
        siteViolations,
        work,
        write: write ? (after) => writeTo(file, origin, hash, after) : undefined,
      }),
    );
    const result = this.#resultOf(entry);
    switch (fixed.outcome) {
      case "unchanged":
        entry.settled = true;
        this.#replace(entry, { ...result, errors: fixed.errors });
        return false;
      case "refused":
        return this.#refuse(entry, fixed.message);
      case "fixed": {
        const { linted, errors, text: after, count, written, note } = fixed;
        if (note !== undefined) this.#note(note);
        this.#finalUrls.set(file.path, checkedUrls(linted));
        const { summaries, directives, lines } = linted.analysis;
        const isInFile = written && origin.isFile !== false;
        entry.article = await this.#pendingArticle(
          file,
          { summaries, directives, lines, hash: written ? sha256Of(after) : hash, ...(!isInFile && { text: after }) },
          linted.baselineSplit && { split: linted.baselineSplit, checkedRules: linted.checkedRules() },
          origin,
        );
        const { suppressed: _, ...rest } = result;
        const { before = text, count: earlier = 0 } = result.fixed ?? {};
        this.#replace(entry, {
          ...rest,
          ...(linted.suppressed > 0 && { suppressed: linted.suppressed }),
          violations: linted.violations,
          errors,
          ...(result.details && { details: articleInfo(linted, file.shown) }),
          fixed: { count: earlier + count, before, after, written },
        });
        return true;
      }
    }
  }

  #refuse(entry: Entry, message: string): false {
    entry.settled = true;
    const result = this.#resultOf(entry);
    this.#replace(entry, { ...result, errors: [...result.errors, { kind: "write", message }] });
    return false;
  }

  async #pendingArticle(
    file: FoundFile,
    article: LintedArticleData,
    baselineCheck: BaselineCheck | undefined,
    origin: PendingOrigin,
  ): Promise<PendingArticle> {
    const plan = await this.#linter.configs.planFor(file.path);
    const rules = Object.keys(article.summaries);
    const summarized = this.#summarized.get(rules.join()) ?? rules;
    this.#summarized.set(rules.join(), summarized);
    return new PendingArticle(file, plan, summarized, article, baselineCheck, origin, this.#texts);
  }

  #read<T>({ result }: Entry, read: (result: FileResult) => T): Promise<T> {
    const text = this.#texts.get(result) as SerializedResult;
    return longWork(isLongResult(text), this.#request.onLongWork, () => read(deserializeResult(text)));
  }

  #resultOf({ result }: Entry): FileResult {
    return deserializeResult(this.#texts.get(result) as SerializedResult);
  }

  #replace(entry: Entry, result: FileResult): void {
    entry.result = this.#texts.put(serializeResult(result));
  }

  /** The text that was linted; `undefined` if the file has changed. */
  async #textOf(article: PendingArticle): Promise<string | undefined> {
    const { text, hash } = article.details();
    if (text !== undefined) return text;
    const loaded = await load(article.file).catch(() => undefined);
    return loaded?.hash === hash ? loaded.text : undefined;
  }

  async #withFixes(raw: readonly RawSiteViolation[], article: PendingArticle) {
    if (!raw.some(({ makeFix }) => makeFix)) return { findings: raw, errors: [] };
    const text = await this.#textOf(article);
    if (text === undefined) return { findings: raw.map(({ makeFix, ...rest }) => rest), errors: [] };
    const { file, plan } = article;
    return withFixes(raw, readArticle({ path: sitePathOf(plan, file.path, file.shown), text }, plan));
  }
}

/** What the baseline has to know of a result, including the violations of site rules. */
function checkOf(
  { article, baselineCheck }: Entry,
  siteViolations: SiteViolations | undefined,
  checkSite: boolean,
): BaselineCheck | undefined {
  if (!article?.baselineCheck) return baselineCheck;
  const siteRules = article.plan.rules.flatMap(({ rule }) => (checkSite && rule.site ? [rule.name] : []));
  return withLaterRules(article.baselineCheck, siteRules, siteViolations?.baselineSplit);
}

/** A result with the violations of site rules. */
function joined(result: FileResult, found: SiteViolations | undefined, text: string | undefined): FileResult {
  const { violations = [], errors = [], suppressed = 0 } = found ?? {};
  const allSuppressed = suppressed + (result.suppressed ?? 0);
  return {
    ...result,
    violations: violations.length > 0 ? [...result.violations, ...violations].sort(inOrder) : result.violations,
    errors: [...result.errors, ...errors],
    ...(allSuppressed > 0 && { suppressed: allSuppressed }),
    ...(text !== undefined && { text }),
  };
}

const withoutText = ({ text: _, ...rest }: FileResult): FileResult => rest;

const changedMeanwhile = () =>
  t("site.changed", "The file changed while stet checked it, so stet left it unchanged. Run stet again.");
