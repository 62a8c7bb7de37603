/** Decides how a file is linted: in this thread, in a worker if there are many files, or from its cached analysis. */
import { availableParallelism } from "node:os";
import path from "node:path";
import type { FilePlan } from "../config/types.js";
import type { FoundFile } from "../discover/index.js";
import { read } from "../load/index.js";
import { cacheFolder } from "../platform/cache-directory.js";
import { longWork } from "../platform/long-work.js";
import { timed } from "../platform/timing.js";
import type { Probe } from "../probe/probe.js";
import type { Sites } from "../site/index.js";
import { ResultCache } from "./cache/result-cache.js";
import type { Input } from "./inputs.js";
import { type FileLint, type FileLinter, type Loaded, lintFile, type Origin } from "./lint-file.js";
import { type CachedAnalysis, lintCachedFile, lintRecordedFile } from "./lint-stored.js";
import { mayTakeLong } from "./long-work.js";
import type { RunRequest } from "./request.js";
import { openPool, type Pool, type ReadSiteIndex } from "./workers/pool.js";
import type { WorkerFacts } from "./workers/protocol.js";

/**
 * With `auto`, one worker starts if there are more files. Each thread has to load the code and to warm it up, so fewer
 * files take longer with it than without. Several workers share the files, and are worthwhile for fewer. On two cores,
 * with one worker, 1,000 articles take 1.1 times as long, 2,000 as long, 18,898 articles 0.78 times as long.
 */
const filesForOneWorker = 2000;
/** So many files are linted before several workers have loaded the code. */
const leastForWorkers = 300;
/** With `auto`, the number of files whose results are not cached after which workers start. */
const filesBeforeWorkers = 100;
/** With more workers, the main thread would be too slow to order the results. */
const maxWorkers = 8;

/** A file that is being linted. */
export interface ScheduledLint {
  /** `undefined` if the run was interrupted before the file was finished. */
  readonly result: Promise<FileLint | undefined>;
  /** Bytes of text that this thread holds until the result is ready. */
  readonly size: number;
}

export class Scheduler {
  readonly #request: RunRequest;
  readonly #linter: FileLinter;
  readonly #probe: Probe;
  readonly #sites: Sites;
  readonly #workerCount: number;
  /** Whether this thread lints what the workers cannot take at once, and starts them only if they are worthwhile. */
  readonly #isAuto: boolean;
  #hasManyFiles = false;
  /** Whether articles are linted one after the other, although there may be another thread. */
  readonly #isOne: boolean;
  /** With `#isOne`: the work that the next article waits for. */
  #longWork: Promise<unknown> | undefined;
  #filesLinted = 0;
  #pool: Pool | undefined;
  /** One thread for single articles that may take long; all others are linted here. */
  #longPool: Pool | undefined;
  #cache: ResultCache | undefined;

  constructor(request: RunRequest, linter: FileLinter, probe: Probe, sites: Sites) {
    this.#request = request;
    this.#sites = sites;
    this.#linter = linter;
    this.#probe = probe;
    this.#workerCount = workerCountOf(request.concurrency);
    this.#isOne = request.concurrency === "one";
    this.#isAuto = request.concurrency === "auto";
  }

  async lint({ file, loaded, origin, recorded }: Input): Promise<ScheduledLint> {
    if (recorded) return { result: this.#lintRecorded(file, recorded), size: 0 };
    if (this.#isOne) await this.#longWork;
    if (loaded && origin) {
      const isLong = this.#takesLong(loaded);
      const isElsewhere = isLong && this.#hasLongPool;
      const result = isElsewhere
        ? this.#lintLong(file, { loaded, origin })
        : this.#lintHere(file, loaded, origin, isLong);
      return { result, size: sizeOf(loaded) };
    }
    // Always needed: configurations record which of their settings apply to a file.
    const plan = await this.#linter.configs.planFor(file.path);
    const cached = timed("cache", () => this.#cache?.get(file, plan));
    if (cached) return { result: this.#lintCached(file, cached, plan), size: 0 };
    return this.#lintAnew(file, plan);
  }

  async #lintRecorded(file: FoundFile, recorded: FileLint): Promise<FileLint> {
    const plan = await this.#linter.configs.planFor(file.path);
    return lintRecordedFile(file, recorded, this.#request.merge?.betterFor(file, recorded, plan), this.#linter);
  }

  async #lintCached(file: FoundFile, cached: CachedAnalysis, plan: FilePlan): Promise<FileLint | undefined> {
    // What somebody else has written, as in a cache that was restored, may have any form.
    const result = await lintCachedFile(file, cached, this.#linter).catch(() => undefined);
    return result ?? (await this.#lintAnew(file, plan)).result;
  }

  async #lintAnew(file: FoundFile, plan: FilePlan): Promise<ScheduledLint> {
    const pool = this.#poolForNext();
    if (pool) return { result: this.#store(file, plan, pool.lint(file)), size: 0 };
    const readAt = Date.now();
    const loaded = timed("read", () => read(file));
    const isLong = this.#takesLong(loaded);
    if (isLong && this.#hasLongPool) return { result: this.#store(file, plan, this.#lintLong(file)), size: 0 };
    const result = this.#lintHere(file, loaded, { readAt, isFile: true }, isLong);
    return { result: this.#store(file, plan, result), size: sizeOf(loaded) };
  }

  /** The pool that lints the next file; `undefined`: this thread does. */
  #poolForNext(): Pool | undefined {
    this.#filesLinted++;
    if (this.#workerCount === 0) return undefined;
    if (this.#isAuto && (!this.#hasManyFiles || this.#filesLinted <= filesBeforeWorkers)) return undefined;
    this.#pool ??= openPool(this.#request, this.#workerCount, this.#probe, this.#siteIndex);
    return !this.#isAuto || this.#pool.hasRoom ? this.#pool : undefined;
  }

  readonly #siteIndex: ReadSiteIndex = async (root, key) => {
    const plan = await this.#linter.configs.planFor(path.join(root, "index.md"));
    const { generator } = plan;
    return generator?.root === root && generator.routes?.key === key ? this.#sites.indexOf(plan) : undefined;
  };

  #lintLong(file: FoundFile, given?: Pick<Required<Input>, "loaded" | "origin">): Promise<FileLint | undefined> {
    this.#longPool ??= openPool(this.#request, 1, this.#probe, this.#siteIndex);
    const result = this.#longPool.lint(file, given);
    this.#longPool.flush();
    if (this.#isOne) this.#longWork = result;
    return result;
  }

  /** Whether another thread may lint an article that takes long. */
  get #hasLongPool(): boolean {
    return this.#workerCount > 0 || this.#isAuto || this.#isOne;
  }

  /** Whether it may take long, if that matters to anybody. */
  #takesLong(loaded: Loaded): boolean {
    return (this.#hasLongPool || this.#request.onLongWork !== undefined) && mayTakeLong(loaded);
  }

  async #lintHere(file: FoundFile, loaded: Loaded, origin: Origin, isLong: boolean): Promise<FileLint> {
    return longWork(isLong, this.#request.onLongWork, () => lintFile(file, loaded, origin, this.#linter));
  }

  /** Removes the analysis from the result and caches it if there is a cache. */
  async #store(file: FoundFile, plan: FilePlan, linting: Promise<FileLint | undefined>): Promise<FileLint | undefined> {
    if (!this.#cache) return linting;
    const fileLint = await linting;
    if (!fileLint) return undefined;
    const { analysis, ...result } = fileLint;
    if (analysis) this.#cache?.put(file, plan, analysis);
    return result;
  }

  /** Opens the result cache, because the number of files makes it worthwhile. */
  expectMany(): void {
    const { cwd, cache = true, cacheStrategy: strategy = "metadata" } = this.#request;
    // The cache of images tells about a folder that cannot be used.
    const folder = cache ? cacheFolder("results") : undefined;
    if (folder !== undefined) this.#cache ??= new ResultCache({ cwd, strategy, now: this.#linter.request.now, folder });
  }

  /** The number of files above which workers are worthwhile. */
  get filesWithoutWorkers(): number {
    return Math.max(leastForWorkers, Math.ceil(filesForOneWorker / Math.max(1, this.#workerCount)));
  }

  /** Lets workers start, because there are more than `filesWithoutWorkers` files. */
  expectWorkers(): void {
    this.#hasManyFiles = true;
  }

  /** No more files follow, so workers need not wait for full batches. */
  endOfFiles(): void {
    this.#pool?.flush();
  }

  /** The facts of the workers, after they have linted all files. */
  async workerFacts(): Promise<readonly WorkerFacts[]> {
    return (await Promise.all(this.#pools().map((pool) => pool.facts()))).flat();
  }

  /** Writes the cache for the next run. Call it only after a complete run. */
  storeCache(): void {
    this.#cache?.close({ keep: true });
    this.#cache = undefined;
  }

  async close(): Promise<void> {
    this.#cache?.close({ keep: false });
    await Promise.all(this.#pools().map((pool) => pool.close()));
  }

  /** Waits no longer for articles that other threads are linting. */
  abandon(): void {
    for (const pool of this.#pools()) pool.abandon();
  }

  #pools(): Pool[] {
    return [this.#pool, this.#longPool].flatMap((pool) => pool ?? []);
  }
}

const sizeOf = (loaded: Loaded): number => ("error" in loaded ? 0 : loaded.size);

function workerCountOf(concurrency: RunRequest["concurrency"] = "off"): number {
  if (concurrency === "off" || concurrency === "one") return 0;
  return concurrency === "auto" ? Math.min(maxWorkers, availableParallelism() - 1) : concurrency;
}
