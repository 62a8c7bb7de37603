/**
 * Caches the analyses of articles between runs: violations, fact requests and summaries for site rules, but no facts.
 * If nothing has changed, a run reads no article and still reports current facts.
 */

import path from "node:path";
import type { FilePlan } from "../../config/types.js";
import type { FoundFile } from "../../discover/index.js";
import { loadNow } from "../../load/index.js";
import { isSettled } from "../../platform/file-stamp.js";
import { statSync } from "../../platform/observed-fs.js";
import { sha256Of } from "../../platform/sha256.js";
import type { FileLint } from "../lint-file.js";
import type { CacheStrategy } from "../lint-request.js";
import type { CachedAnalysis } from "../lint-stored.js";
import { planKey } from "./key.js";
import { type Entry, StoreReader, StoreWriter } from "./store.js";
import { StoredAnalysis } from "./stored-analysis.js";

/**
 * `key`: of the plan. Size, times and hash are those of the file when it was read, at `readAt`. `day`: the last day of
 * use, in days since 1970.
 */
type About = readonly [
  key: string,
  size: number,
  mtimeMs: number,
  ctimeMs: number,
  readAt: number,
  hash: string,
  day: number,
];

/** Days after which an unused entry is removed. */
const evictAfter = 30;

/** The cache file for runs in `cwd`. */
const resultsFile = (cwd: string, folder: string): string => path.join(folder, `${sha256Of(cwd).slice(0, 32)}.stet`);

export class ResultCache {
  readonly #cwd: string;
  readonly #file: string;
  readonly #strategy: CacheStrategy;
  readonly #before: StoreReader<About>;
  readonly #keys = new Map<FilePlan, string | undefined>();
  readonly #today: number;
  /** Valid entries, by path. */
  readonly #used = new Set<string>();
  #writer: StoreWriter<About> | undefined;
  readonly #replaced = new Set<string>();
  #failed = false;

  /** @param folder the folder of the cache for results. */
  constructor({ cwd, strategy, now, folder }: { cwd: string; strategy: CacheStrategy; now: Date; folder: string }) {
    this.#cwd = cwd;
    this.#file = resultsFile(cwd, folder);
    this.#strategy = strategy;
    this.#today = Math.floor(now.getTime() / 86_400_000);
    this.#before = StoreReader.open(this.#file, cwd);
  }

  /** The cached analysis of a file, if the file and all dependencies of the analysis are unchanged. */
  get(file: FoundFile, plan: FilePlan): CachedAnalysis | undefined {
    const entry = this.#before.entries.get(file.path);
    if (!entry || !isAbout(entry.about)) return undefined;
    const [key, size, mtimeMs, ctimeMs, readAt, hash] = entry.about;
    if (key !== this.#keyOf(plan)) return undefined;
    const state = stateOf(file.path);
    if (state?.size !== size) return undefined;
    const isSame = state.mtimeMs === mtimeMs && state.ctimeMs === ctimeMs && isSettled({ mtimeMs, readAt });
    if ((!isSame || this.#strategy === "content") && hashOf(file) !== hash) return undefined;
    const text = this.#before.read(entry);
    if (!text) return undefined;
    try {
      const analysis = new StoredAnalysis(text.toString());
      if (isSame) this.#used.add(file.path);
      else this.#add(file.path, [key, size, state.mtimeMs, state.ctimeMs, Date.now(), hash, this.#today], text);
      return { analysis, hash, stamp: { size, mtimeMs: state.mtimeMs, readAt } };
    } catch {
      return undefined;
    }
  }

  put(file: FoundFile, plan: FilePlan, { text, stamp, hash, steady }: NonNullable<FileLint["analysis"]>): void {
    if (!steady) return;
    const key = this.#keyOf(plan);
    const state = stateOf(file.path);
    if (key === undefined || state?.size !== stamp.size || state.mtimeMs !== stamp.mtimeMs) return;
    const { size, mtimeMs, readAt } = stamp;
    this.#add(file.path, [key, size, mtimeMs, state.ctimeMs, readAt, hash, this.#today], Buffer.from(text));
  }

  /** Writes the file if there are new entries. It contains these and the old entries that are still in use. */
  close({ keep }: { readonly keep: boolean }): void {
    try {
      const isStale = [...this.#used].some((name) => (this.#before.entries.get(name)?.about[6] ?? 0) + 1 < this.#today);
      if (keep && (this.#writer || isStale) && !this.#failed) {
        this.#writer ??= new StoreWriter(this.#file);
        for (const [name, entry] of this.#before.entries) this.#copy(name, entry);
        this.#writer.finish(this.#cwd);
        this.#writer = undefined;
      }
    } catch {
      this.#failed = true;
    } finally {
      this.#writer?.abandon();
      this.#before.close();
    }
  }

  #copy(name: string, entry: Entry<About>): void {
    if (this.#replaced.has(name) || !isAbout(entry.about)) return;
    const [key, size, mtimeMs, ctimeMs, readAt, hash, day] = entry.about;
    // An entry of a run with a clock in the future is not kept longer than others.
    const last = this.#used.has(name) ? this.#today : Math.min(day, this.#today);
    if (this.#today - last > evictAfter) return;
    const text = this.#before.read(entry);
    if (text) this.#writer?.add(name, [key, size, mtimeMs, ctimeMs, readAt, hash, last], Buffer.from(text));
  }

  #add(name: string, about: About, text: Buffer): void {
    if (this.#failed) return;
    try {
      this.#writer ??= new StoreWriter(this.#file);
      this.#writer.add(name, about, Buffer.from(text));
      this.#replaced.add(name);
    } catch {
      // No space or no permission: this run caches nothing.
      this.#failed = true;
    }
  }

  #keyOf(plan: FilePlan): string | undefined {
    if (!this.#keys.has(plan)) this.#keys.set(plan, planKey(plan, this.#cwd));
    return this.#keys.get(plan);
  }
}

/** Somebody else may have written the file, as in a cache that was restored. */
const isAbout = (value: unknown): value is About =>
  Array.isArray(value) &&
  value.length === 7 &&
  value.every((one, at) => typeof one === (at === 0 || at === 5 ? "string" : "number"));

function stateOf(file: string) {
  return statSync(file, { throwIfNoEntry: false });
}

function hashOf(file: FoundFile): string | undefined {
  try {
    return loadNow(file).hash;
  } catch {
    return undefined;
  }
}
