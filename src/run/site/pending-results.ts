/**
 * Results that wait for the judgement of the site. What is kept of each is its findings and what was noted of it; its
 * text stays on the disk and is read again where a fix or a code frame needs it.
 */
import { createHash } from "node:crypto";
import { LineIndex } from "../../article/lines.js";
import type { BaselineSplit } from "../../baseline/index.js";
import type { FilePlan } from "../../config/types.js";
import type { FoundFile } from "../../discover/index.js";
import { fixText, maxPasses } from "../../fix/passes.js";
import { readArticle } from "../../lint/read-article.js";
import { sitePathOf, withFixes } from "../../lint/site.js";
import { load } from "../../load/index.js";
import { t } from "../../platform/i18n.js";
import { SpillFile, type SpillRef } from "../../platform/spill-file.js";
import { timedWait } from "../../platform/timing.js";
import type { FileError, FileResult, FixOutcome, Violation } from "../../results.js";
import { inOrder, settle } from "../../settle/index.js";
import { articleInfo } from "../article-info.js";
import {
  baselineSplitter,
  type FileLint,
  type FileLinter,
  type FileStamp,
  type LintedArticleData,
  linterFor,
  type Origin,
  writeTo,
} from "../lint-file.js";
import { asFixInput, type LintedArticle, suppressionsFor } from "../lint-text.js";
import { deserializeResult, type SerializedResult, serializeResult } from "../serialize.js";
import type { RawSiteViolation, SiteArticle, SiteGroupResults, Sites } from "./sites.js";

/** What is needed of an article only where something is found in it. */
type PendingDetails = Pick<LintedArticleData, "directives" | "lines" | "hash" | "text">;

/** An article that waits for the judgement of its site. What was noted of it waits where its result does. */
class PendingArticle implements SiteArticle {
  readonly #texts: SpillFile;
  /** Lines of JSON: `Aside`, the stamp, and what each of the rules noted. */
  readonly #noted: SpillRef;
  readonly textLength: number;

  constructor(
    readonly file: FoundFile,
    readonly plan: FilePlan,
    readonly summarized: readonly string[],
    { summaries, directives, lines, hash, text, stamp }: LintedArticleData,
    readonly accepted: FileLint["baselineCheck"],
    readonly origin: PendingOrigin,
    texts: SpillFile,
  ) {
    const aside: PendingDetails = {
      directives,
      lines: { ...lines, starts: [...lines.starts] },
      hash,
      ...(text !== undefined && { text }),
    };
    const parts = [aside, stamp ?? null, ...summarized.map((rule) => summaries[rule])];
    this.#texts = texts;
    this.#noted = texts.put(parts.map((part) => JSON.stringify(part)).join("\n"));
    this.textLength = lines.length;
  }

  aside(): PendingDetails {
    return this.#part(0);
  }

  stamp(): FileStamp | undefined {
    return this.#part<FileStamp | null>(1) ?? undefined;
  }

  summaryOf(rule: string): unknown {
    return this.#part(2 + this.summarized.indexOf(rule));
  }

  #part<T>(at: number): T {
    return JSON.parse(this.#texts.get(this.#noted).split("\n", at + 1)[at] ?? "");
  }
}

/** What is known of where an article was read from. */
type PendingOrigin = Pick<Origin, "before" | "write"> & { readonly isFile?: boolean };

interface Entry {
  /** As it is shown. */
  readonly path: string;
  /** The result, sealed: most of what there is to keep. */
  result: SpillRef;
  article: PendingArticle | undefined;
  /** No more fixes: one was refused, and would be again. */
  settled: boolean;
}

interface SiteViolations {
  /** Neither silenced by a directive nor accepted by the baseline. */
  readonly violations: readonly Violation[];
  readonly silenced: number;
  readonly sifted: BaselineSplit | undefined;
  readonly errors: readonly FileError[];
}

export class PendingResults {
  readonly #sites: Sites;
  readonly #bench: FileLinter;
  readonly #entries: Entry[] = [];
  readonly #note: (text: string) => void;
  /** Which rules noted something: few lists, that many articles share. */
  readonly #noted = new Map<string, readonly string[]>();
  readonly #texts = new SpillFile();

  /** @param note told of what is to be said at the end of the run. */
  constructor(sites: Sites, bench: FileLinter, note: (text: string) => void) {
    this.#sites = sites;
    this.#bench = bench;
    this.#note = note;
  }

  get size(): number {
    return this.#entries.length;
  }

  /** @param origin of an article that was not simply read from its file. */
  async add(file: FoundFile, { result, article, baselineCheck }: FileLint, origin: PendingOrigin = {}): Promise<void> {
    this.#entries.push({
      path: file.shown,
      result: this.#texts.put(serializeResult(typeof result === "string" || !article ? result : withoutText(result))),
      article: article && (await this.#pendingArticle(file, article, baselineCheck, origin)),
      settled: article === undefined,
    });
  }

  #resultOf({ result }: Entry): FileResult {
    return deserializeResult(this.#texts.get(result) as SerializedResult);
  }

  close(): void {
    this.#texts.close();
  }

  async #pendingArticle(
    file: FoundFile,
    article: LintedArticleData,
    accepted: FileLint["baselineCheck"],
    origin: PendingOrigin,
  ): Promise<PendingArticle> {
    const plan = await this.#bench.configs.planFor(file.path);
    const rules = Object.keys(article.summaries);
    const noted = this.#noted.get(rules.join()) ?? rules;
    this.#noted.set(rules.join(), noted);
    return new PendingArticle(file, plan, noted, article, accepted, origin, this.#texts);
  }

  /** The results in their order, with what the judgement found; then those of files that are no articles. */
  async *release({ judge }: { readonly judge: boolean }): AsyncGenerator<FileResult, void, void> {
    const nothing: SiteGroupResults = { articles: new Map(), files: new Map(), errors: new Map() };
    const { found, files } = judge
      ? await this.#checkAndFix()
      : { found: new Map<Entry, SiteViolations>(), files: nothing.files };
    for (const entry of this.#entries) {
      const { violations = [], errors = [], silenced = 0, sifted } = found.get(entry) ?? {};
      const { article } = entry;
      const result = this.#resultOf(entry);
      const text = this.#bench.request.keepText && article ? await this.#textOf(article) : undefined;
      const all = silenced + (result.silenced ?? 0);
      const whole: FileResult = {
        ...result,
        violations: violations.length > 0 ? [...result.violations, ...violations].sort(inOrder) : result.violations,
        errors: [...result.errors, ...errors],
        ...(all > 0 && { silenced: all }),
        ...(text !== undefined && { text }),
      };
      yield article?.accepted ? this.#split(whole, article, sifted, judge) : whole;
    }
    const start = new LineIndex("");
    for (const [path, findings] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
      yield { path, article: false, violations: settle(findings, start), errors: [] };
  }

  /** The result without what the baseline accepts, which learns what was found in the file. */
  #split(
    result: FileResult,
    { file, plan, accepted }: PendingArticle,
    more: BaselineSplit | undefined,
    judge: boolean,
  ): FileResult {
    const { baseline } = this.#bench;
    if (!baseline || !accepted) return result;
    const { split, checkedRules } = accepted;
    const both: BaselineSplit = {
      new: [...split.new, ...(more?.new ?? [])],
      baselined: [...split.baselined, ...(more?.baselined ?? [])],
      all: [...split.all, ...(more?.all ?? [])],
    };
    const open = new Set(checkedRules.open);
    if (judge) for (const { rule } of plan.rules) if (rule.site) open.delete(rule.name);
    return baseline.finish(file.path, result, both, { ...checkedRules, open });
  }

  async #checkAndFix() {
    for (let pass = 0; ; pass++) {
      const judgement = await timedWait("site", () =>
        this.#sites.check(this.#entries.flatMap(({ article }) => article ?? [])),
      );
      const found = await this.#violationsOf(judgement);
      let changed = false;
      if (this.#bench.request.fix && pass < maxPasses)
        for (const [entry, { violations }] of found) if (await this.#fix(entry, violations)) changed = true;
      // Whoever follows another article may have to follow it anew.
      if (!changed) return { found, files: judgement.files };
    }
  }

  async #violationsOf({ articles, errors }: SiteGroupResults): Promise<Map<Entry, SiteViolations>> {
    const found = new Map<Entry, SiteViolations>();
    for (const entry of this.#entries) {
      const findings = articles.get(entry.path) ?? [];
      const failures = errors.get(entry.path) ?? [];
      if (!entry.article || (findings.length === 0 && failures.length === 0)) continue;
      const { article } = entry;
      const { directives, lines } = article.aside();
      const silencer = suppressionsFor({ directives }, this.#bench.request.now);
      const loud = findings.filter(({ rule, at }) => !silencer.suppresses(rule, at.start));
      const made = await this.#fixesOf(loud, article);
      const violations = settle(made.findings, LineIndex.from(lines));
      const sift = baselineSplitter(article.file, article.origin.before, this.#bench);
      const text = sift && violations.length > 0 ? await this.#textOf(article) : undefined;
      const sifted = text === undefined ? undefined : sift?.(violations, text);
      found.set(entry, {
        violations: sifted?.new ?? violations,
        silenced: findings.length - loud.length,
        sifted,
        errors: [...failures, ...made.errors],
      });
    }
    return found;
  }

  /** Applies fixes of a judgement as all fixes are applied; whether the text is another one now. */
  async #fix(entry: Entry, found: readonly Violation[]): Promise<boolean> {
    const { article } = entry;
    const unsafe = this.#bench.request.fix === "unsafe";
    if (!article || entry.settled || !found.some(({ fix }) => fix && (fix.safe || unsafe))) return false;
    const text = await this.#textOf(article);
    const result = this.#resultOf(entry);
    const { file, origin } = article;
    if (text === undefined) return this.#refuse(entry, changedMeanwhile());
    const lookAgain = linterFor(file, { encodingProblem: undefined, ...origin }, article.plan, this.#bench);
    const looks = new Map<string, LintedArticle>();
    const lookAt = async (next: string) => {
      const seen = await lookAgain(next);
      looks.set(next, seen);
      const input = asFixInput(seen);
      return next === text ? { ...input, violations: [...input.violations, ...found].sort(inOrder) } : input;
    };
    const { after, count, remaining, errors } = await fixText(text, lookAt, { unsafe });
    const last = looks.get(after);
    if (after === text || !last) {
      entry.settled = true;
      entry.result = this.#texts.put(serializeResult({ ...result, errors }));
      return false;
    }
    const { before = text, count: earlier = 0 } = result.fixed ?? {};
    const fixed: FixOutcome = { count: earlier + count, before, after, written: false };
    let { hash } = article.aside();
    if (this.#bench.request.write) {
      const outcome = await writeTo(file, origin, hash, after);
      if (!outcome.written) return this.#refuse(entry, outcome.message);
      if (outcome.note !== undefined) this.#note(outcome.note);
      hash = createHash("sha256").update(after).digest("hex");
    }
    const { summaries, directives, lines } = last.analysis;
    const isInFile = this.#bench.request.write && origin.isFile !== false;
    entry.article = await this.#pendingArticle(
      file,
      { summaries, directives, lines, hash, ...(!isInFile && { text: after }) },
      last.baselineSplit && { split: last.baselineSplit, checkedRules: last.checkedRules() },
      origin,
    );
    const { silenced: _, ...rest } = result;
    const now: FileResult = {
      ...rest,
      ...(last.suppressed > 0 && { silenced: last.suppressed }),
      violations: remaining,
      errors,
      ...(result.about && { about: articleInfo(last, file.shown) }),
      fixed: { ...fixed, written: this.#bench.request.write },
    };
    entry.result = this.#texts.put(serializeResult(now));
    return true;
  }

  #refuse(entry: Entry, message: string): false {
    entry.settled = true;
    const result = this.#resultOf(entry);
    entry.result = this.#texts.put(
      serializeResult({ ...result, errors: [...result.errors, { kind: "write", message }] }),
    );
    return false;
  }

  /** The text that was judged; `undefined` if the file no longer has it. */
  async #textOf(article: PendingArticle): Promise<string | undefined> {
    const { text, hash } = article.aside();
    if (text !== undefined) return text;
    const loaded = await load(article.file.path).catch(() => undefined);
    return loaded?.hash === hash ? loaded.text : undefined;
  }

  async #fixesOf(findings: readonly RawSiteViolation[], article: PendingArticle) {
    if (!findings.some(({ makeFix }) => makeFix)) return { findings, errors: [] };
    const text = await this.#textOf(article);
    if (text === undefined) return { findings: findings.map(({ makeFix, ...rest }) => rest), errors: [] };
    const { file, plan } = article;
    return withFixes(findings, readArticle({ path: sitePathOf(plan, file.path, file.shown), text }, plan));
  }
}

const withoutText = ({ text: _, ...rest }: FileResult): FileResult => rest;

const changedMeanwhile = () =>
  t("site.fileChangedWhile", "the file changed while stet was looking at it; nothing was written: run stet again");
