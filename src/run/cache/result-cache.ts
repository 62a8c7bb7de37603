/**
 * Caches the analyses of articles between runs: violations, fact requests and summaries for site rules, but no facts.
 * If nothing has changed, a run reads no article and still reports current facts.
 */

import { rmSync } from "node:fs";
import path from "node:path";
import type { FilePlan } from "../../config/types.js";
import type { FoundFile } from "../../discover/index.js";
import { maxModuleSize } from "../../generators/index.js";
import { type FileToLoad, loadNow } from "../../load/index.js";
import { isSettled } from "../../platform/file-stamp.js";
import { statusOf } from "../../platform/observed-fs.js";
import { sha256Of } from "../../platform/sha256.js";
import type { FileLint } from "../lint-file.js";
import type { CacheStrategy } from "../lint-request.js";
import type { CachedAnalysis } from "../lint-stored.js";
import { planKey } from "./key.js";
import { StoreReader, StoreWriter } from "./store.js";
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

/** Days after which an unused entry is removed … */
const evictAfter = 30;
/** … and after which it is noted that an entry is still in use. */
const noteAfter = 7;
/** New entries are written to a file of their own, up to this share of all entries. */
const recentShare = 0.25;

/**
 * The cache files for runs in `cwd`: one with all entries, and one with what has changed since it was written, because
 * most runs find few changed articles and the entries of a large site take seconds to write.
 */
const filesFor = (cwd: string, folder: string): { readonly main: string; readonly recent: string } => {
  const file = path.join(folder, sha256Of(cwd).slice(0, 32));
  return { main: `${file}.stet`, recent: `${file}.recent.stet` };
};

export class ResultCache {
  readonly #cwd: string;
  readonly #files: ReturnType<typeof filesFor>;
  readonly #strategy: CacheStrategy;
  readonly #main: StoreReader<About>;
  readonly #recent: StoreReader<About>;
  readonly #keys = new Map<FilePlan, string | undefined>();
  readonly #today: number;
  /** The hashes of files that articles import, by path. */
  readonly #modules = new Map<string, string | undefined>();
  /** Valid entries, by path. */
  readonly #used = new Set<string>();
  #writer: StoreWriter<About> | undefined;
  readonly #replaced = new Set<string>();
  #failed = false;

  /** @param folder the folder of the cache for results. */
  constructor({ cwd, strategy, now, folder }: { cwd: string; strategy: CacheStrategy; now: Date; folder: string }) {
    this.#cwd = cwd;
    this.#files = filesFor(cwd, folder);
    this.#strategy = strategy;
    this.#today = Math.floor(now.getTime() / 86_400_000);
    this.#main = StoreReader.open(this.#files.main, cwd);
    this.#recent = StoreReader.open(this.#files.recent, cwd);
  }

  /** The cached analysis of a file, if the file and all dependencies of the analysis are unchanged. */
  get(file: FoundFile, plan: FilePlan): CachedAnalysis | undefined {
    const store = this.#storeOf(file.path);
    const entry = store.entries.get(file.path);
    if (!entry || !isAbout(entry.about)) return undefined;
    const [key, size, mtimeMs, ctimeMs, readAt, hash] = entry.about;
    if (key !== this.#keyOf(plan)) return undefined;
    const state = statusOf(file.path);
    if (state?.size !== size) return undefined;
    const isSame = state.mtimeMs === mtimeMs && state.ctimeMs === ctimeMs && isSettled({ mtimeMs, readAt });
    if ((!isSame || this.#strategy === "content") && hashOf(file) !== hash) return undefined;
    const bytes = store.read(entry);
    if (!bytes) return undefined;
    try {
      const analysis = StoredAnalysis.fromBytes(bytes, () => store.read(entry));
      if (!this.#hasSameModules(file, analysis)) return undefined;
      if (isSame) this.#used.add(file.path);
      else this.#add(file.path, [key, size, state.mtimeMs, state.ctimeMs, Date.now(), hash, this.#today], bytes);
      return { analysis, hash, stamp: { size, mtimeMs: state.mtimeMs, readAt } };
    } catch {
      return undefined;
    }
  }

  put(file: FoundFile, plan: FilePlan, { text, stamp, hash, steady }: NonNullable<FileLint["analysis"]>): void {
    if (!steady) return;
    const key = this.#keyOf(plan);
    const state = statusOf(file.path);
    if (key === undefined || state?.size !== stamp.size || state.mtimeMs !== stamp.mtimeMs) return;
    const { size, mtimeMs, readAt } = stamp;
    this.#add(file.path, [key, size, mtimeMs, state.ctimeMs, readAt, hash, this.#today], Buffer.from(text));
  }

  /** Writes the new entries, and now and then all that are still in use. */
  close({ keep }: { readonly keep: boolean }): void {
    try {
      if (keep && !this.#failed) this.#store();
    } catch {
      this.#failed = true;
    } finally {
      this.#writer?.abandon();
      this.#main.close();
      this.#recent.close();
    }
  }

  #hasSameModules(file: FoundFile, { modules }: StoredAnalysis): boolean {
    return modules.every(({ path: relative, hash }) => {
      const absolute = path.resolve(path.dirname(file.path), relative);
      if (!this.#modules.has(absolute)) this.#modules.set(absolute, hashOf({ path: absolute }, maxModuleSize));
      return this.#modules.get(absolute) === hash;
    });
  }

  #store(): void {
    const isStale = [...this.#used].some((name) => {
      const { about } = this.#storeOf(name).entries.get(name) ?? {};
      return isAbout(about) && this.#today - about[6] > noteAfter;
    });
    if (!this.#writer && !isStale) return;
    const writer = this.#openWriter();
    this.#copy(this.#recent, this.#replaced);
    const recent = new Set([...this.#replaced, ...this.#recent.entries.keys()]);
    const isWhole = isStale || recent.size > this.#main.entries.size * recentShare;
    if (isWhole) this.#copy(this.#main, recent);
    writer.finish(this.#cwd, isWhole ? this.#files.main : this.#files.recent);
    // Another run may have written it since: its articles are linted again.
    if (isWhole) rmSync(this.#files.recent, { force: true });
  }

  /** Copies what was used lately, without the entries that have a newer version. */
  #copy(from: StoreReader<About>, newer: ReadonlySet<string>): void {
    for (const [name, entry] of from.entries) {
      if (newer.has(name) || !isAbout(entry.about)) continue;
      const [key, size, mtimeMs, ctimeMs, readAt, hash, day] = entry.about;
      // An entry of a run with a clock in the future is not kept longer than others.
      const last = this.#used.has(name) ? this.#today : Math.min(day, this.#today);
      if (this.#today - last > evictAfter) continue;
      const bytes = from.read(entry);
      if (bytes) this.#openWriter().add(name, [key, size, mtimeMs, ctimeMs, readAt, hash, last], bytes);
    }
  }

  #add(name: string, about: About, bytes: Buffer): void {
    if (this.#failed) return;
    try {
      this.#openWriter().add(name, about, bytes);
      this.#replaced.add(name);
    } catch {
      // No space or no permission: this run caches nothing.
      this.#failed = true;
    }
  }

  #openWriter(): StoreWriter<About> {
    this.#writer ??= new StoreWriter(this.#files.main);
    return this.#writer;
  }

  #storeOf(name: string): StoreReader<About> {
    return this.#recent.entries.has(name) ? this.#recent : this.#main;
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

function hashOf(file: FileToLoad, maxSize?: number): string | undefined {
  try {
    return loadNow(file, maxSize).hash;
  } catch {
    return undefined;
  }
}
