/**
 * The whole pipeline: find files, load, lint (parse, rules, facts, settle), fix, write. Many files are processed at the
 * same time, so that the probe has all their requests. Results are returned in the order in which the files were found.
 */
import path from "node:path";
import { type Baseline, filterBaselined, openBaseline } from "../baseline/index.js";
import type { Configs } from "../config/index.js";
import { defaultHotlinkHosts } from "../config/probe-policy.js";
import type { FoldSetting } from "../config/types.js";
import { openRunProbe } from "../facts/open-run-probe.js";
import { openFactResolver, type RunFactResolver } from "../facts/resolve.js";
import { type Facts, RunFacts } from "../facts/run-facts.js";
import { t } from "../platform/i18n.js";
import { append } from "../platform/lists.js";
import { longWork } from "../platform/long-work.js";
import { FolderCleaner } from "../platform/temporary-files.js";
import { clockOf, startClock } from "../platform/timing.js";
import { turns } from "../platform/turns.js";
import type { Probe } from "../probe/probe.js";
import type { FileResult, FoldedViolation, MessageData, RunEnd } from "../results.js";
import { openSites } from "../site/index.js";
import { acceptedNotes, IgnoredEntries, unusedBaseline } from "./accepted.js";
import { RunIndex, type RunStream } from "./cache/run-index.js";
import { FinalUrls } from "./final-urls.js";
import { causeFinder } from "./fold/causes.js";
import { Fold, leastArticles } from "./fold/fold.js";
import { askedOf, type Input, type Inputs, openInputs } from "./inputs.js";
import type { FileLint, FileLinter } from "./lint-file.js";
import { isLongResult } from "./long-work.js";
import type { RunRequest } from "./request.js";
import { rootNotes } from "./root-note.js";
import { Scheduler } from "./scheduler.js";
import { deserializeResult } from "./serialize.js";
import { comparesAddresses, configsOf, fileRequestOf, ignoresBaseline, treeOf } from "./settings.js";
import { type EarlierSites, openEarlierSites } from "./site/earlier-sites.js";
import { PendingResults } from "./site/pending-results.js";
import { Sites } from "./site/sites.js";
import { Tally } from "./tally.js";
import type { WorkerFacts } from "./workers/protocol.js";

/**
 * Number of files in progress. Online many, so that the network is always in use; each takes some KB. Offline just
 * enough for all workers, because garbage collection of objects that live long is expensive.
 */
const filesInFlight = { online: 1024, offline: 256 };
/** Bytes of text in progress. Limits the memory for a folder with 20 MB articles. */
const bytesInFlight = 64 * 1024 * 1024;
/** Milliseconds after an interruption for which the run still waits for articles in other threads. */
const patience = 300;
/** Linting up to this number of files takes less time than opening the cache. */
const filesUncached = 64;

/** Lints files, and fixes them if requested. Yields one result per file; returns the rest of the report. */
export async function* run(given: RunRequest): AsyncGenerator<FileResult, RunEnd, void> {
  const started = performance.now();
  if (given.timing) startClock();
  const request = {
    ...given,
    // What is cached could be read by a run that trusts it.
    ...(given.untrusted && { cache: false, configCode: false }),
    now: given.now ?? new Date(),
  };
  const index = RunIndex.of(request);
  const { facts, end } = yield* index?.last(() => newRun(request)) ?? index?.store(newRun(request)) ?? newRun(request);
  let known: RunFacts | undefined;
  const made = (): RunFacts => {
    known ??= facts();
    return known;
  };
  return {
    get images() {
      return made().images;
    },
    get links() {
      return made().links;
    },
    ...end,
    summary: { ...end.summary, ms: Math.round(performance.now() - started) },
  };
}

async function* newRun(request: RunRequest & { readonly now: Date }): RunStream {
  const opened = await openRun(request);
  const { signal } = opened.request;
  const interrupt = () => {
    opened.probe.interrupt();
    // What other threads have nearly finished is still in the report.
    setTimeout(() => opened.scheduler.abandon(), patience).unref();
  };
  signal?.addEventListener("abort", interrupt);
  try {
    yield* lintAll(opened);
    return yield* finish(opened);
  } finally {
    signal?.removeEventListener("abort", interrupt);
    opened.pending.close();
    opened.inputs.close();
    opened.earlier?.close();
    await opened.scheduler.close();
    await opened.probe.close();
  }
}

/** The resources of a run. */
interface OpenedRun {
  readonly request: RunRequest;
  readonly configs: Configs;
  readonly baseline: Baseline | undefined;
  readonly probe: Probe;
  readonly factResolver: RunFactResolver;
  readonly inputs: Inputs;
  readonly scheduler: Scheduler;
  /** Results that wait until all articles are known. */
  readonly pending: PendingResults;
  readonly tally: Tally;
  /** Whether the run is to fold violations, if it has enough articles. */
  readonly folds: FoldSetting;
  /** Whether it has. Then no result is known before all are. */
  hasManyArticles: boolean;
  readonly finalUrls: FinalUrls;
  readonly ignored: IgnoredEntries;
  readonly earlier: EarlierSites | undefined;
  /** Messages for the end of the run. */
  readonly notes: string[];
}

async function openRun(request: RunRequest & { readonly now: Date }): Promise<OpenedRun> {
  const { ignore = true, cache = true } = request;
  const notes: string[] = [];
  const note = (message: string): void => void notes.push(message);
  const configs = await configsOf(request);
  const images = await configs.images();
  const { baseline: chosen } = request;
  const isUnused = ignoresBaseline(request);
  if (chosen && isUnused) note(unusedBaseline(chosen.shown));
  const baseline = chosen && !isUnused && !request.record ? await openBaseline(chosen) : undefined;
  const ignored = new IgnoredEntries();
  const own = await openRunProbe(request, images, note);
  const probe = request.session?.over(own) ?? own;
  const sites = openSites({ ...request, tree: treeOf(request), cache });
  const factResolver = openFactResolver(probe, images.hotlinkHosts ?? defaultHotlinkHosts, treeOf(request), sites);
  const finalUrls = new FinalUrls();
  const earlier = comparesAddresses(request)
    ? openEarlierSites(request.cwd, request.git.since, request.offline ?? false)
    : undefined;
  const linter: FileLinter = {
    request: fileRequestOf(request),
    configs,
    factResolver,
    baseline,
    cleaner: new FolderCleaner(),
  };
  return {
    request,
    configs,
    baseline,
    probe,
    factResolver,
    inputs: openInputs(request, configs, note, (shown) => ignored.add(shown)),
    ignored,
    earlier,
    scheduler: new Scheduler(request, linter, probe, sites),
    pending: new PendingResults(
      new Sites({
        ...request,
        configs,
        ignore,
        cache,
        note,
        tree: treeOf(request),
        models: sites,
        earlier,
        askedOf: (files) => askedOf(files, request, configs),
      }),
      linter,
      request,
      note,
      finalUrls,
    ),
    tally: new Tally(),
    folds: request.record ? false : await foldSetting(request, configs),
    hasManyArticles: false,
    finalUrls,
    notes,
  };
}

/** Lints all files, and yields the results that need no site check. */
async function* lintAll(opened: OpenedRun): AsyncGenerator<FileResult, void, void> {
  const { request, inputs, scheduler, probe } = opened;
  const queue: { readonly input: Input; readonly result: Promise<FileLint | undefined>; readonly size: number }[] = [];
  let bytes = 0;
  let articles = 0;
  const takeFirst = async (): Promise<FileResult | undefined> => {
    const first = queue.shift();
    if (!first) throw new Error("nothing is in flight");
    const fileLint = await first.result;
    bytes -= first.size;
    if (!fileLint) return undefined;
    request.onProgress?.({ articles: ++articles, images: probe.progress() });
    return settleFile(first.input, fileLint, opened);
  };
  const maxFiles = request.offline ? filesInFlight.offline : filesInFlight.online;
  // Texts from git are already in memory, so they need no cache and should not wait.
  const all = request.git ? inputs.list() : withLookahead(inputs.list(), filesUncached, () => scheduler.expectMany());
  const folding = withLookahead(all, leastArticles - 1, () => {
    opened.hasManyArticles = true;
  });
  const list = withLookahead(folding, scheduler.filesWithoutWorkers, () => scheduler.expectWorkers());
  // Reading and linting would block responses of servers, and Ctrl-C.
  const turn = turns();
  for await (const input of list) {
    await turn();
    if (request.signal?.aborted) break;
    const { result, size } = await scheduler.lint(input);
    // An error ends the run when it is the turn of this file. Until then, Node would take it for one that nobody handles.
    result.catch(() => {});
    queue.push({ input, result, size });
    bytes += size;
    while (queue.length >= maxFiles || (bytes > bytesInFlight && queue.length > 0)) {
      const settled = await takeFirst();
      if (settled) yield settled;
    }
  }
  scheduler.endOfFiles();
  while (queue.length > 0) {
    const settled = await takeFirst();
    if (settled) yield settled;
  }
}

/** The result of a file; `undefined` if it, or an earlier one, waits until all articles are known. */
async function settleFile(
  { file, origin }: Input,
  fileLint: FileLint,
  { request, pending, tally, baseline, notes, folds, hasManyArticles, finalUrls }: OpenedRun,
): Promise<FileResult | undefined> {
  if (fileLint.note !== undefined) notes.push(fileLint.note);
  if (fileLint.checkedUrls) finalUrls.set(file.path, fileLint.checkedUrls);
  if (request.record) {
    request.record({ path: file.shown, fileLint });
    return tally.add(deserializeResult(fileLint.result));
  }
  const waits = fileLint.article !== undefined || pending.size > 0 || (folds !== false && hasManyArticles);
  if (!waits) {
    const { result, baselineCheck } = fileLint;
    return longWork(isLongResult(result), request.onLongWork, () =>
      tally.add(filterBaselined(baseline, file.path, deserializeResult(result), baselineCheck)),
    );
  }
  await pending.add(file, fileLint, origin);
  return undefined;
}

/** Checks the site, yields the results that waited for it, and returns the end of the report. */
async function* finish(opened: OpenedRun): RunStream {
  const { request, configs, baseline, probe, scheduler, pending, tally, folds, hasManyArticles, notes } = opened;
  const isInterrupted = () => request.signal?.aborted === true;
  const workerFacts = await scheduler.workerFacts();
  if (request.shard && pending.hasSiteArticles)
    notes.push(
      t(
        "run.onlyShard",
        "Only shard {part} of {total} was checked. To run the site rules, write blob reports with --format blob and use stet merge.",
        { part: request.shard.part, total: request.shard.of },
      ),
    );
  // A site rule may compare articles with one that was not linted.
  const checkSite = (pending.hasSiteArticles || opened.earlier !== undefined) && !isInterrupted();
  // There may be hundreds of thousands. From the first call on, nothing is added to them.
  let known: RunFacts | undefined;
  const factsNow = (): RunFacts => {
    known ??= runFacts(opened, workerFacts);
    return known;
  };
  let fold: Fold | undefined;
  const openFold =
    folds !== false && hasManyArticles
      ? () => {
          fold = new Fold({
            byFeeds: folds === "feeds",
            causeOf: causeFinder(factsNow().withoutSkipped(), (url) => probe.requestedFor(url)),
            messageOf: (kind, data, path) => foldedMessage(kind, data, path, opened),
          });
          return fold;
        }
      : undefined;
  for await (const result of pending.release({ checkSite, openFold })) yield tally.add(result);
  // With --baseline-update, all violations are accepted.
  const folded = baseline?.acceptsAll ? [] : ((await fold?.folded()) ?? []);
  tally.addFolded(folded);
  scheduler.storeCache();
  const unused = isInterrupted() ? [] : configs.notes();
  if (isInterrupted()) notes.push(t("run.interrupted", "Interrupted: the report contains only the results so far."));
  else notes.push(...unused, ...((await baseline?.close()) ?? []));
  const archiveError = probe.archiveError();
  if (archiveError !== undefined)
    notes.push(
      t("run.noArchive", "Not all images were looked up in the web archive, because it did not respond ({reason}).", {
        reason: archiveError,
      }),
    );
  const facts = factsNow();
  const factSummary = facts.summary();
  if (!request.untrusted && !request.merge && factSummary.images.reasons.unchecked?.["no-root"])
    append(notes, await rootNotes(facts.images, request.cwd));
  const summary = tally.summary(factSummary);
  if (request.untrusted) notes.push(...configs.trustNotes(), ...opened.ignored.notes(), ...acceptedNotes(summary));
  const timing = clockOf()?.read();
  const end = {
    folded,
    // Merged runs may have the same notes. Each is where it came last. There may be one for each of many thousand paths.
    notes: [...new Set(notes.toReversed())].reverse(),
    unused,
    summary,
    ...(isInterrupted() && { interrupted: true as const }),
    ...(request.timing && timing && { timing }),
  };
  return { facts: () => facts, end };
}

/** The facts of all threads so far. */
const runFacts = ({ factResolver, request, finalUrls }: OpenedRun, workerFacts: readonly WorkerFacts[]): RunFacts =>
  new RunFacts(
    [factResolver.facts(), ...workerFacts, request.merge ?? noFacts],
    [factResolver.skippedUrls(), ...workerFacts.map(({ skippedUrls }) => skippedUrls.split("\n").filter(Boolean))],
    request.fix && finalUrls.all(),
  );

async function foldSetting({ fold }: RunRequest, configs: Configs): Promise<FoldSetting> {
  if (!fold) return false;
  const configured = await configs.folds();
  // --fold overrides `fold: false`.
  return fold === "configured" ? configured : configured || true;
}

/** The message of a rule for a folded violation; `undefined` if it has none. `example` is an article that has it. */
async function foldedMessage(
  { rule: name, messageId, cause = "" }: Pick<FoldedViolation, "rule" | "messageId" | "cause">,
  data: MessageData,
  example: string,
  { configs, request: { cwd } }: OpenedRun,
): Promise<string | undefined> {
  const { rules } = await configs.planFor(path.resolve(cwd, example));
  const folded = rules.find(({ rule }) => rule.name === name)?.rule.folded;
  return folded && Object.hasOwn(folded, messageId) ? folded[messageId]?.({ cause, data }) : undefined;
}

const noFacts: Facts = { images: [], links: [] };

/** Yields the same items. Calls `onMany` before the first item if there are more than `count`. */
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
