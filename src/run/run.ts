/**
 * The whole pipeline on one page: paths -> discover -> load -> look (parse, lint, ask, judge, settle) -> fix -> write.
 * Many files are in flight at once, so that the questions of all of them meet in the probe; results leave in the
 * order in which the files were found.
 */

import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { type Baseline, openBaseline } from "../baseline/index.js";
import { type Configs, openConfigs } from "../config/index.js";
import { defaultHotlinkHosts } from "../config/probe-policy.js";
import type { FilePlan } from "../config/types.js";
import type { FoundFile } from "../discover/index.js";
import { openRunProbe } from "../facts/open-run-probe.js";
import { openFactResolver } from "../facts/resolve.js";
import { type Facts, RunFacts } from "../facts/run-facts.js";
import { read } from "../load/index.js";
import { t } from "../platform/i18n.js";
import { clockOf, startClock, timed } from "../platform/timing.js";
import type { Probe } from "../probe/probe.js";
import type { FileResult, RunEnd, Summary } from "../results.js";
import { ResultCache } from "./cache/result-cache.js";
import { type Input, openInputs } from "./inputs.js";
import {
  type CachedAnalysis,
  type FileLint,
  type FileLinter,
  type FileRequest,
  lintCachedFile,
  lintFile,
  lintRecordedFile,
} from "./lint-file.js";
import type { RunRequest } from "./request.js";
import { deserializeResult } from "./serialize.js";
import { PendingResults } from "./site/pending-results.js";
import { Sites } from "./site/sites.js";
import { openPool, type Pool } from "./workers/pool.js";
import type { WorkerFacts } from "./workers/protocol.js";

/**
 * Files whose results are being waited for. Many, so that the network always has enough to do; each is some KB. Where there
 * is none, just enough for all workers: what is in memory for long is costly to clear up.
 */
const filesInFlight = { online: 1024, offline: 256 };
/** Bytes of text being looked at: a folder of 20 MB articles must not be in memory as a whole. */
const bytesInFlight = 64 * 1024 * 1024;
/** Milliseconds after which answers of servers and Ctrl-C are listened to: reading and linting alone would let neither in. */
const longestTurn = 10;
/** Files after which it pays to start workers by oneself: each of them must load and warm up what this thread has by then. */
const filesAlone = 1200;
/** Fewer files are looked at anew in less time than it takes to open what was kept of all. */
const filesUncached = 64;

/** The configurations of a run. @throws UserError for what cannot be used. */
export function configsOf(request: Omit<RunRequest, "paths">): Promise<Configs> {
  return openConfigs({
    cwd: request.cwd,
    registry: request.registry,
    ...(request.configFile !== undefined && { configFile: request.configFile }),
    noConfig: request.noConfig ?? false,
    configCode: request.configCode,
    preset: request.preset,
    cli: {
      ...(request.rules && { rules: request.rules }),
      ...(request.schema !== undefined && { schema: request.schema }),
      ...(request.extensions && { extensions: [...request.extensions] }),
      ...(request.images && { images: request.images }),
    },
  });
}

export const fileRequestOf = ({
  fix,
  stdin,
  write,
  keepText = false,
  keepDetails = false,
  onlyChangedLines = false,
  cache,
  record,
  now = new Date(),
}: Omit<RunRequest, "registry">): FileRequest => ({
  fix,
  // Fixes of standard input go to standard output.
  write: !stdin && write !== false,
  keepText,
  keepDetails,
  keepAnalysis: !fix && (cache !== false || record !== undefined),
  keepUnchecked: record !== undefined,
  onlyChangedLines,
  now,
});

/** Lints, and fixes where asked to. Yields one result per file; returns the rest of the report. */
export async function* run(given: RunRequest): AsyncGenerator<FileResult, RunEnd, void> {
  const started = performance.now();
  if (given.timing) startClock();
  const request = { ...given, now: given.now ?? new Date() };
  const configs = await configsOf(request);
  const images = await configs.images();
  const baseline = request.baseline && !request.record ? await openBaseline(request.baseline) : undefined;
  const notes: string[] = [];
  const note = (message: string): void => void notes.push(message);
  const probe = await openRunProbe(request, images, note);
  const interrupt = () => probe.interrupt();
  request.signal?.addEventListener("abort", interrupt);
  const tally = new Tally();
  const { cwd, ignore = true, cache = true } = request;
  const factResolver = openFactResolver(probe, images.hotlinkHosts ?? defaultHotlinkHosts);
  const linter: FileLinter = { request: fileRequestOf(request), configs, factResolver, baseline };
  const sites = new Sites({ cwd, configs, ignore, cache, note });
  const pending = new PendingResults(sites, linter, note);
  const inputs = openInputs(request, configs, note);
  const scheduler = new Scheduler(request, linter, probe);
  try {
    const queue: { input: Input; looked: Promise<FileLint>; bytes: number }[] = [];
    let bytes = 0;
    let articles = 0;
    const next = async (): Promise<FileResult | undefined> => {
      const first = queue.shift();
      if (!first) throw new Error("nothing is in flight");
      const looked = await first.looked;
      bytes -= first.bytes;
      request.onProgress?.({ articles: ++articles, images: probe.progress() });
      const { file, origin } = first.input;
      if (looked.note !== undefined) note(looked.note);
      if (request.record) {
        request.record({ path: file.shown, looked });
        return tally.add(deserializeResult(looked.result));
      }
      if (looked.article) await pending.add(file, looked, origin);
      else {
        const result = withoutBaselined(file, looked, baseline);
        if (pending.size === 0) return tally.add(result);
        await pending.add(file, { result });
      }
      return undefined;
    };
    const mostInFlight = request.offline ? filesInFlight.offline : filesInFlight.online;
    // Texts that git gave are in memory: they need no cache, and should not wait.
    const list = request.git
      ? inputs.list()
      : withLookahead(inputs.list(), filesUncached, () => scheduler.expectMany());
    let turn = performance.now();
    for await (const input of list) {
      if (performance.now() - turn > longestTurn) {
        await setImmediate();
        turn = performance.now();
      }
      if (request.signal?.aborted) break;
      const { looked, size } = await scheduler.lint(input);
      queue.push({ input, looked, bytes: size });
      bytes += size;
      while (queue.length >= mostInFlight || (bytes > bytesInFlight && queue.length > 0)) {
        const result = await next();
        if (result) yield result;
      }
    }
    scheduler.endOfFiles();
    while (queue.length > 0) {
      const result = await next();
      if (result) yield result;
    }
    const known = await scheduler.workerFacts();
    // What was not looked at may be what the rest is the same as, or differs from.
    const checkSite = pending.size > 0 && !request.signal?.aborted;
    if (request.shard && pending.size > 0)
      note(
        t(
          "run.onlyShard",
          "Only shard {part} of {total} was checked. To run the site rules, write blob reports with --format blob and use stet merge.",
          { part: request.shard.part, total: request.shard.of },
        ),
      );
    for await (const result of pending.release({ judge: checkSite })) yield tally.add(result);
    scheduler.storeCache();
    const unused = request.signal?.aborted ? [] : configs.notes();
    if (request.signal?.aborted)
      notes.push(t("run.interrupted", "Interrupted: the report contains only the results so far."));
    else notes.push(...unused, ...((await baseline?.close()) ?? []));
    const facts = new RunFacts(
      [factResolver.facts(), ...known, request.merge ?? noFacts],
      [factResolver.unasked(), ...known.map(({ uncheckedUrls }) => uncheckedUrls.split("\n").filter(Boolean))],
    );
    if (probe.archiveError() !== undefined)
      notes.push(
        t("run.noArchive", "Not all images were looked up in the web archive, because it did not respond ({reason}).", {
          reason: probe.archiveError() ?? "",
        }),
      );
    const summary = tally.summary(facts.summary(), performance.now() - started);
    const timing = clockOf()?.read();
    return {
      get images() {
        return facts.images;
      },
      links: facts.links,
      // What the parts of a run have noted, the whole may note again.
      notes: notes.filter((one, at) => notes.lastIndexOf(one) === at),
      unused,
      summary,
      ...(request.signal?.aborted && { interrupted: true as const }),
      ...(request.timing && timing && { timing }),
    };
  } finally {
    request.signal?.removeEventListener("abort", interrupt);
    pending.close();
    inputs.close();
    await scheduler.close();
    await probe.close();
  }
}

/** Who looks at the files: this thread, workers once it pays, or nobody where what was kept of a file still holds. */
class Scheduler {
  readonly #request: RunRequest;
  readonly #bench: FileLinter;
  readonly #probe: Probe;
  readonly #workers: number;
  #pool: Pool | undefined;
  #cache: ResultCache | undefined;
  #alone = 0;
  /** Files that this thread looks at before workers are started. */
  readonly #most: number;

  constructor(request: RunRequest, bench: FileLinter, probe: Probe) {
    this.#request = request;
    this.#bench = bench;
    this.#probe = probe;
    this.#workers = workersOf(request.concurrency);
    this.#most = request.concurrency === "auto" ? filesAlone : 0;
  }

  /** `size`: bytes of text that this thread has in hand until it is done. */
  async lint({ file, loaded, origin, sent }: Input): Promise<{ looked: Promise<FileLint>; size: number }> {
    if (sent) return { looked: this.#lintRecorded(file, sent), size: 0 };
    if (loaded && origin) {
      const looked = lintFile(file, loaded, origin, this.#bench);
      return { looked, size: "error" in loaded ? 0 : loaded.size };
    }
    // Told what applies to each file, the configurations know what of them is of use.
    const plan = await this.#bench.configs.planFor(file.path);
    const kept = timed("cache", () => this.#cache?.get(file, plan));
    if (kept) return { looked: this.#lintCached(file, kept, plan), size: 0 };
    return this.#lintAnew(file, plan);
  }

  async #lintRecorded(file: FoundFile, sent: FileLint): Promise<FileLint> {
    const plan = await this.#bench.configs.planFor(file.path);
    return lintRecordedFile(file, sent, this.#request.merge?.betterFor(file, sent, plan), this.#bench);
  }

  async #lintCached(file: FoundFile, kept: CachedAnalysis, plan: FilePlan): Promise<FileLint> {
    const looked = await lintCachedFile(file, kept, this.#bench);
    return looked ?? (await this.#lintAnew(file, plan).looked);
  }

  #lintAnew(file: FoundFile, plan: FilePlan): { looked: Promise<FileLint>; size: number } {
    const cached = (looked: Promise<FileLint>): Promise<FileLint> =>
      this.#cache ? looked.then((done) => this.#store(file, plan, done)) : looked;
    if (this.#workers > 0 && ++this.#alone > this.#most) {
      this.#pool ??= openPool(this.#request, this.#workers, this.#probe);
      return { looked: cached(this.#pool.lint(file)), size: 0 };
    }
    const readAt = Date.now();
    const loaded = timed("read", () => read(file.path));
    const looked = lintFile(file, loaded, { readAt, isFile: true }, this.#bench);
    return { looked: cached(looked), size: "error" in loaded ? 0 : loaded.size };
  }

  #store(file: FoundFile, plan: FilePlan, { analysis, ...looked }: FileLint): FileLint {
    if (analysis) this.#cache?.put(file, plan, analysis);
    return looked;
  }

  /** More files come than this thread looks at in no time. */
  expectMany(): void {
    const { cwd, cache = true, cacheStrategy: strategy = "metadata" } = this.#request;
    if (cache) this.#cache ??= new ResultCache({ cwd, strategy, now: this.#bench.request.now });
  }

  /** No more files come: what waits for company need not wait. */
  endOfFiles(): void {
    this.#pool?.flush();
  }

  /** What the workers know, when they have looked at all files. */
  async workerFacts(): Promise<readonly WorkerFacts[]> {
    return (await this.#pool?.facts()) ?? [];
  }

  /** What was found is true: keeps it for the next run. */
  storeCache(): void {
    this.#cache?.close({ keep: true });
    this.#cache = undefined;
  }

  async close(): Promise<void> {
    this.#cache?.close({ keep: false });
    await this.#pool?.close();
  }
}

function workersOf(concurrency: RunRequest["concurrency"] = "off"): number {
  if (concurrency === "off") return 0;
  return concurrency === "auto" ? Math.min(mostWorkers, availableParallelism()) : concurrency;
}
/** More of them wait for the one thread that puts their results in order. */
const mostWorkers = 8;

const noFacts: Facts = { images: [], links: [] };

/** The same items; `onMany` is called before the first of more than `count`. */
async function* withLookahead<T>(items: AsyncIterable<T>, count: number, onMany: () => void): AsyncGenerator<T> {
  let first: T[] | undefined = [];
  for await (const item of items) {
    if (!first) yield item;
    else {
      first.push(item);
      if (first.length <= count) continue;
      onMany();
      yield* first;
      first = undefined;
    }
  }
  if (first) yield* first;
}

/** The result without what the baseline accepts, which learns what was found in the file. */
const withoutBaselined = (
  { path: file }: FoundFile,
  { result, baselineCheck }: FileLint,
  baseline: Baseline | undefined,
): FileResult =>
  baselineCheck && baseline
    ? baseline.finish(file, deserializeResult(result), baselineCheck.split, baselineCheck.checkedRules)
    : deserializeResult(result);

/** The closing numbers, counted as results pass by. */
export class Tally {
  #articles = 0;
  #errors = 0;
  #warnings = 0;
  #fixable = 0;
  #unsafeFixable = 0;
  #fixed = 0;
  #failures = 0;
  #silenced = 0;
  #accepted = 0;

  add(result: FileResult): FileResult {
    const { violations, errors, fixed, silenced = 0, accepted = 0, article } = result;
    if (article !== false) this.#articles++;
    this.#silenced += silenced;
    this.#accepted += accepted;
    if (errors.length > 0) this.#failures++;
    if (fixed) this.#fixed += fixed.count;
    for (const { severity, fix } of violations) {
      if (severity === "error") this.#errors++;
      else this.#warnings++;
      if (fix?.safe) this.#fixable++;
      else if (fix) this.#unsafeFixable++;
    }
    return result;
  }

  summary(facts: Pick<Summary, "images" | "links">, ms: number): Summary {
    return {
      articles: this.#articles,
      errors: this.#errors,
      warnings: this.#warnings,
      fixable: this.#fixable,
      unsafeFixable: this.#unsafeFixable,
      fixed: this.#fixed,
      failures: this.#failures,
      ...(this.#silenced > 0 && { silenced: this.#silenced }),
      ...(this.#accepted > 0 && { accepted: this.#accepted }),
      ...facts,
      ms: Math.round(ms),
    };
  }
}
