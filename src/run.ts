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
import type { FilePlan, ImagesConfig, RuleSetting } from "./config/types.js";
import { discover, type FoundFile } from "./discover/index.js";
import { UserError } from "./errors.js";
import { fixText } from "./fix/passes.js";
import { writeSafely } from "./fix/write.js";
import { openLedger } from "./ledger.js";
import { decode, LoadError, type LoadedFile, load } from "./load/index.js";
import { asFixInput, type Look, type LookInput, look } from "./look.js";
import { openProbe } from "./probe/index.js";
import type { LedgerEntry } from "./probe/ledger.js";
import { folderStore, openMemory, type Store } from "./probe/memory.js";
import { redisStore } from "./probe/redis-store.js";
import type { ImageFact, LinkFact, ProbeProgress } from "./probe/types.js";
import type { FactSummary, FileError, FileResult, FixOutcome, RunEnd, Summary, Violation } from "./results.js";
import type { AnyRule } from "./rule.js";
import { type HeldArticle, Hold, held, type Looked } from "./site/hold.js";
import { hasSiteRules, Sites } from "./site/index.js";
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
  const work: Work = {
    now: request.now ?? new Date(),
    baseline,
    request,
    configs,
    answers: openAnswers(probe, images.hotlinkHosts ?? defaultHotlinkHosts),
  };
  const { cwd, fix, ignore = true, cache = true, keepText = false } = request;
  const sites = new Sites({ cwd, configs, ignore, cache, note: (message) => notes.push(message) });
  const hold = new Hold(sites, { fix, write: isWritten(request), keepText, baseline });
  try {
    const queue: { looked: Promise<Looked>; bytes: number }[] = [];
    let bytes = 0;
    let articles = 0;
    const next = async (): Promise<FileResult | undefined> => {
      const first = queue.shift();
      if (!first) throw new Error("nothing is in flight");
      const looked = await first.looked;
      bytes -= first.bytes;
      request.onProgress?.({ articles: ++articles, images: probe.progress() });
      if (!looked.article && hold.size === 0) return tally.add(looked.result);
      hold.add(looked);
      return undefined;
    };
    for await (const { file, loaded, readAt } of inputs(request, configs, notes)) {
      if (request.signal?.aborted) break;
      const size = "error" in loaded ? 0 : loaded.size;
      queue.push({ looked: resultOf(file, loaded, readAt, work), bytes: size });
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
    const facts = work.answers.facts();
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

interface Work {
  readonly now: Date;
  readonly baseline: Baseline | undefined;
  readonly request: RunRequest;
  readonly configs: Configs;
  readonly answers: AnswersOfRun;
}
type Loaded = LoadedFile | { readonly error: string };

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

async function resultOf(file: FoundFile, loaded: Loaded, readAt: number, work: Work): Promise<Looked> {
  const { configs } = work;
  const failed = (error: FileError): Looked => ({ result: { path: file.shown, violations: [], errors: [error] } });
  if ("error" in loaded) return failed({ kind: "read", message: loaded.error });
  const plan = await configs.planFor(file.path);
  try {
    return await lookAndFix(file, loaded, readAt, plan, work);
  } catch (error) {
    // One bad article never ends the run.
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return failed({ kind: "internal", message: `stet ${version} failed here, which is a bug of stet: ${what}` });
  }
}

async function lookAndFix(
  file: FoundFile,
  loaded: LoadedFile,
  readAt: number,
  plan: FilePlan,
  work: Work,
): Promise<Looked> {
  const { encodingProblem, hash, size, mtimeMs } = loaded;
  const { request, baseline } = work;
  const lookAt = lookerFor(file, encodingProblem, plan, work);
  const isHeld = hasSiteRules(plan) && !encodingProblem;
  /** `onDisk`: the hash of what is in the file. */
  const done = (seen: Look, text: string, onDisk: string, more: Partial<FileResult> = {}): Looked => {
    const { violations, errors, silenced, sifted } = seen;
    const result: FileResult = {
      path: file.shown,
      violations,
      errors,
      ...(silenced > 0 && { silenced }),
      ...(request.keepText && { text }),
      ...more,
    };
    if (isHeld) {
      const isOnDisk = !request.stdin && (text === loaded.text || more.fixed?.written === true);
      const stamp = isOnDisk && text === loaded.text ? { size, mtimeMs, readAt } : undefined;
      const source: Pick<HeldArticle, "hash" | "text" | "stamp"> = {
        hash: onDisk,
        text: isOnDisk ? undefined : text,
        stamp,
      };
      return { result, article: held({ file, plan, look: lookAt, ...source }, seen) };
    }
    return { result: sifted && baseline ? baseline.finish(file.path, result, sifted, seen.judged()) : result };
  };
  // What cannot be read as text must not be written back as text.
  if (!request.fix || encodingProblem) return done(await lookAt(loaded.text), loaded.text, hash);
  const looks = new Map<string, Look>();
  const lookToFix = async (text: string) => {
    const seen = await lookAt(text);
    looks.set(text, seen);
    return asFixInput(seen);
  };
  const { before, after, count, errors } = await fixText(loaded.text, lookToFix, { unsafe: request.fix === "unsafe" });
  const last = looks.get(after) ?? (await lookAt(after));
  if (after === before) return done(last, after, hash, { errors });
  const fixed: FixOutcome = { count, before, after, written: false };
  if (!isWritten(request)) return done(last, after, hash, { errors, fixed });
  const outcome = await writeSafely(file.path, hash, after);
  if (outcome.written) {
    const newHash = createHash("sha256").update(after).digest("hex");
    return done(last, after, newHash, { errors, fixed: { ...fixed, written: true } });
  }
  // Nothing was written, so what was found in the file is still in it.
  const seen = looks.get(before) ?? (await lookAt(before));
  const refused: FileError = { kind: "write", message: outcome.message };
  return done(seen, before, hash, { errors: [...seen.errors, refused] });
}

/** A function of its own, so that what is kept until the site is judged holds on to no text. */
function lookerFor(
  file: FoundFile,
  encodingProblem: LookInput["encodingProblem"],
  plan: FilePlan,
  { now, baseline, answers: all }: Work,
): (text: string) => Promise<Look> {
  const answers = all.for(file.path, plan);
  const input = {
    path: file.shown,
    file: file.path,
    encodingProblem,
    now,
    sift: baseline && ((violations: readonly Violation[], text: string) => baseline.sift(file.path, violations, text)),
  };
  return (text) => look({ ...input, text }, plan, answers.image, answers.link);
}

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
