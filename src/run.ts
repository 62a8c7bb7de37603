/**
 * The whole pipeline on one page: paths -> discover -> load -> look (parse, lint, ask, judge, settle) -> fix -> write.
 * Many files are in flight at once, so that the questions of all of them meet in the probe; results leave in the
 * order in which the files were found.
 */
import { createHash } from "node:crypto";
import path from "node:path";
import { type AnswersOfRun, openAnswers } from "./answers.js";
import { type Baseline, type BaselineRequest, openBaseline } from "./baseline/index.js";
import { cacheFolder } from "./cache-folder.js";
import { type Configs, openConfigs } from "./config/index.js";
import { defaultHotlinkHosts, defaultTtl, milliseconds, probePolicy } from "./config/probe-policy.js";
import type { ImagesConfig, RuleSetting } from "./config/types.js";
import { discover, type FoundFile } from "./discover/index.js";
import { UserError } from "./errors.js";
import { openLedger } from "./ledger.js";
import { decode, LoadError, load } from "./load/index.js";
import { type Bench, type Loaded, type Looked, lookAtFile } from "./one-file.js";
import { openProbe } from "./probe/index.js";
import type { LedgerEntry } from "./probe/ledger.js";
import { folderStore, openMemory, type Store } from "./probe/memory.js";
import { redisStore } from "./probe/redis-store.js";
import type { ImageFact, LinkFact, ProbeProgress } from "./probe/types.js";
import type { FactSummary, FileResult, RunEnd, Summary } from "./results.js";
import type { AnyRule } from "./rule.js";
import { Hold } from "./site/hold.js";
import { Sites } from "./site/index.js";
import { version } from "./version.js";

export interface RunRequest {
  /** Absolute folder that paths are relative to. */
  readonly cwd: string;
  /** Files, folders and globs. */
  readonly paths: readonly string[];
  /** One article from elsewhere than a file; `filename` decides about its configuration and language. */
  readonly stdin?: { readonly bytes: Uint8Array; readonly filename: string };
  readonly registry: readonly AnyRule[];
  readonly configFile?: string;
  readonly noConfig?: boolean;
  /** In the place of the presets that configurations extend. */
  readonly preset?: string;
  /** From the command line; stronger than any configuration. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  readonly schema?: string;
  readonly extensions?: readonly string[];
  readonly images?: ImagesConfig;
  readonly offline?: boolean;
  /** False: `.gitignore`, `.stetignore` and `ignores` are not obeyed. Default true. */
  readonly ignore?: boolean;
  readonly allowEmpty?: boolean;
  readonly fix?: "safe" | "unsafe";
  /** False: fixes are worked out but not written. Default true. */
  readonly write?: boolean;
  /** Keep each file's text in its result, for code frames. */
  readonly keepText?: boolean;
  /** False: nothing is kept between runs for site rules, and nothing that was kept is used. Default true. */
  readonly cache?: boolean;
  /** What was accepted before, or is from now on. */
  readonly baseline?: BaselineRequest;
  /** What rules take for now, and by whose day (in UTC) directives end; default: now. */
  readonly now?: Date;
  /** In the place of the file that the configuration names; `false`: none. */
  readonly ledger?: ReadonlyMap<string, LedgerEntry> | false;
  readonly onProgress?: (progress: Progress) => void;
  /** When it aborts, no more is read or asked; what is known by then is the report. */
  readonly signal?: AbortSignal;
}

export interface Progress {
  readonly articles: number;
  readonly images: ProbeProgress;
}

/** Files whose results are being waited for. Many, so that the network always has enough to do; each is some KB. */
const filesInFlight = 512;
/** Files being read before they are looked at. Few: a file may have up to 64 MB. */
const filesReadAhead = 8;
/** Bytes of text being looked at: a folder of 20 MB articles must not be in memory as a whole. */
const bytesInFlight = 64 * 1024 * 1024;

/** Lints, and fixes where asked to. Yields one result per file; returns the rest of the report. */
export async function* run(request: RunRequest): AsyncGenerator<FileResult, RunEnd, void> {
  const started = performance.now();
  const configs = await openConfigs({
    cwd: request.cwd,
    registry: request.registry,
    ...(request.configFile !== undefined && { configFile: request.configFile }),
    noConfig: request.noConfig ?? false,
    preset: request.preset,
    cli: {
      ...(request.rules && { rules: request.rules }),
      ...(request.schema !== undefined && { schema: request.schema }),
      ...(request.extensions && { extensions: [...request.extensions] }),
      ...(request.images && { images: request.images }),
    },
  });
  const images = await configs.images();
  const baseline = request.baseline && (await openBaseline(request.baseline));
  const ledger = await ledgerFor(request, images);
  const notes: string[] = [];
  const store = request.cache === false ? undefined : storeFor(images, (text) => notes.push(text));
  const memory = store && (async () => openMemory(store));
  const probe = openProbe(probePolicy(images, { offline: request.offline ?? false, version, ledger, memory }));
  const interrupt = () => probe.interrupt();
  request.signal?.addEventListener("abort", interrupt);
  const tally = new Tally();
  const { cwd, fix, ignore = true, cache = true, keepText = false, now = new Date() } = request;
  const answers = openAnswers(probe, images.hotlinkHosts ?? defaultHotlinkHosts);
  const bench: Bench = { request: { fix, write: isWritten(request), keepText, now }, configs, answers, baseline };
  const sites = new Sites({ cwd, configs, ignore, cache, note: (message) => notes.push(message) });
  const hold = new Hold(sites, bench);
  try {
    const queue: { file: FoundFile; looked: Promise<Looked>; bytes: number }[] = [];
    let bytes = 0;
    let articles = 0;
    const next = async (): Promise<FileResult | undefined> => {
      const first = queue.shift();
      if (!first) throw new Error("nothing is in flight");
      const looked = await first.looked;
      bytes -= first.bytes;
      request.onProgress?.({ articles: ++articles, images: probe.progress() });
      const result = looked.article ? looked.result : accept(first.file, looked, baseline);
      if (!looked.article && hold.size === 0) return tally.add(result);
      await hold.add(first.file, { ...looked, result });
      return undefined;
    };
    for await (const { file, loaded, readAt } of inputs(request, configs, notes)) {
      if (request.signal?.aborted) break;
      const size = "error" in loaded ? 0 : loaded.size;
      queue.push({ file, looked: lookAtFile(file, loaded, { readAt, isFile: !request.stdin }, bench), bytes: size });
      bytes += size;
      while (queue.length >= filesInFlight || (bytes > bytesInFlight && queue.length > 0)) {
        const result = await next();
        if (result) yield result;
      }
    }
    while (queue.length > 0) {
      const result = await next();
      if (result) yield result;
    }
    // What was not looked at may be what the rest is the same as, or differs from.
    const judge = hold.size > 0 && !request.signal?.aborted;
    for await (const result of hold.release({ judge })) yield tally.add(result);
    const unused = request.signal?.aborted ? [] : configs.notes();
    if (request.signal?.aborted) notes.push("interrupted: this is what was known by then");
    else notes.push(...unused, ...((await baseline?.close()) ?? []));
    const facts = answers.facts();
    return { ...facts, notes, unused, summary: tally.summary(facts, performance.now() - started) };
  } finally {
    request.signal?.removeEventListener("abort", interrupt);
    await probe.close();
  }
}

/** Where pictures are remembered: for this user, or for all who share a server. */
function storeFor({ sharedCache, ttl }: ImagesConfig, note: (message: string) => void): Store {
  if (sharedCache === undefined) return folderStore(path.join(cacheFolder(), "pictures"));
  const url = sharedCache.startsWith("$") ? (process.env[sharedCache.slice(1)] ?? "") : sharedCache;
  if (url === "" || !URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol))
    throw new UserError(
      `images.sharedCache: ${sharedCache.startsWith("$") ? `the variable ${sharedCache.slice(1)} of the environment` : "it"} holds no URL of a server`,
      "write it like redis://host:6379/0",
    );
  // Kept for longer than it is believed: what is old is confirmed by one request.
  return redisStore({ url, expiry: 4 * milliseconds(ttl ?? defaultTtl) + 60_000, note });
}

async function ledgerFor({ cwd, ledger }: RunRequest, images: ImagesConfig) {
  if (ledger !== undefined) return ledger || undefined;
  return images.ledger === undefined ? undefined : openLedger(images.ledger, path.relative(cwd, images.ledger));
}

/** Fixes of standard input go to standard output. */
const isWritten = ({ stdin, write }: RunRequest): boolean => !stdin && write !== false;

interface Input {
  readonly file: FoundFile;
  readonly loaded: Loaded;
  /** When the reading began: milliseconds since 1970. */
  readonly readAt: number;
}

async function* inputs(request: RunRequest, configs: Configs, notes: string[]): AsyncGenerator<Input> {
  if (request.stdin) {
    const { bytes, filename } = request.stdin;
    const file = { path: path.resolve(request.cwd, filename), shown: filename };
    const hash = createHash("sha256").update(bytes).digest("hex");
    const loaded = { path: file.path, ...decode(bytes), hash, size: bytes.length, mtimeMs: 0, mode: 0 };
    yield { file, loaded, readAt: Date.now() };
  }
  const unmatched: string[] = [];
  const found = discover({
    cwd: request.cwd,
    patterns: request.paths,
    extensions: (folder) => configs.extensions(folder),
    isIgnored: (file, isFolder) => configs.isIgnored(file, isFolder),
    ignoreFiles: request.ignore ?? true,
    note: ({ kind, message }) => (kind === "unmatched" ? unmatched : notes).push(message),
  });
  // Reading a file is waiting, most of the time: some are read while others are looked at.
  const reading: Promise<Input>[] = [];
  for await (const file of found) {
    const input = read(file);
    // Whoever asks for it gets the error; until then nobody has missed it.
    input.catch(() => {});
    reading.push(input);
    if (reading.length < filesReadAhead) continue;
    const [first] = reading.splice(0, 1);
    if (first) yield first;
  }
  for (const input of reading) yield await input;
  if (unmatched.length > 0 && !request.allowEmpty)
    throw new UserError(unmatched.join("\n"), "check the spelling, or say --allow-empty if this is expected");
  notes.push(...unmatched);
}

async function read(file: FoundFile): Promise<Input> {
  const readAt = Date.now();
  const loaded = await load(file.path).catch((error: unknown): Loaded => {
    if (error instanceof LoadError) return { error: error.message };
    throw error;
  });
  return { file, loaded, readAt };
}

/** The result without what the baseline accepts, which learns what was found in the file. */
const accept = ({ path: file }: FoundFile, { result, accepted }: Looked, baseline: Baseline | undefined): FileResult =>
  accepted && baseline ? baseline.finish(file, result, accepted.sifted, accepted.judged) : result;

/** The closing numbers, counted as results pass by. */
class Tally {
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

  summary({ images, links }: ReturnType<AnswersOfRun["facts"]>, ms: number): Summary {
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
      images: summaryOf(images),
      links: summaryOf(links),
      ms: Math.round(ms),
    };
  }
}

function summaryOf(facts: readonly (ImageFact | LinkFact)[]): FactSummary {
  const verdicts = { ok: 0, broken: 0, unverifiable: 0, unchecked: 0 };
  const reasons: Record<string, Record<string, number>> = {};
  for (const { verdict, reason } of facts) {
    verdicts[verdict]++;
    if (reason === undefined) continue;
    const counts = reasons[verdict] ?? {};
    reasons[verdict] = { ...counts, [reason]: (counts[reason] ?? 0) + 1 };
  }
  return { total: facts.length, ...verdicts, reasons };
}
