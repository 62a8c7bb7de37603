/** `stet --watch`: lints all files, then lints changed files and shows the results. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { defaultBaseline } from "../baseline/file.js";
import { configFileIn } from "../config/file.js";
import type { Configs } from "../config/index.js";
import type { FilePlan } from "../config/types.js";
import { IgnoreFiles } from "../discover/ignores.js";
import { discover } from "../discover/index.js";
import { internalLinksOf, summaryOf } from "../facts/run-facts.js";
import { cacheDirectory } from "../platform/cache-directory.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { count } from "../report/count.js";
import type { FileResult, RunEnd, Violation } from "../results.js";
import type { RunRequest } from "../run/request.js";
import { run } from "../run/run.js";
import { configsOf } from "../run/settings.js";
import { Tally } from "../run/tally.js";
import { merge } from "../settle/index.js";
import type { ExitCode } from "./exit-codes.js";
import { explainFailure } from "./failure.js";
import { FolderWatch } from "./folder-watch.js";
import type { LintArguments } from "./lint-arguments.js";
import { standardInput } from "./lint-options.js";
import type { Output } from "./output.js";
import type { Target } from "./output-target.js";
import { isOutputGone } from "./standard-output.js";

/** @throws UserError for options that cannot be used in watch mode. */
export function checkWatch(args: LintArguments, targets: readonly Target[]): void {
  const refuse = (option: string, remedy: string) => {
    throw new UserError(t("cli.watch.conflict", "{option} cannot be used with --watch.", { option }), remedy);
  };
  const removeOne = t("cli.watch.removeOne", "Remove one of the options.");
  const usePaths = t("cli.usePaths", "Use files or folders instead, for example content/.");
  if (args.paths.includes(standardInput) || args.filesFrom === standardInput)
    refuse(t("cli.watch.stdin", "Standard input (-)"), usePaths);
  if (args.fixDryRun)
    refuse("--fix-dry-run", t("cli.watch.useFix", "Remove one of the options. --watch --fix applies fixes on save."));
  if (args.printConfig !== undefined) refuse("--print-config", removeOne);
  if (args.baselineUpdate || args.baselinePrune)
    refuse(
      args.baselineUpdate ? "--baseline-update" : "--baseline-prune",
      t("cli.watch.baselineOnce", "Run stet --baseline-update or --baseline-prune once, without --watch."),
    );
  if (args.staged || args.changed || args.since !== undefined)
    refuse(args.staged ? "--staged" : args.changed ? "--changed" : "--since", usePaths);
  if (args.timing) refuse("--timing", removeOne);
  if (args.shard !== undefined) refuse("--shard", removeOne);
  for (const { name, file } of targets)
    if (!/^(?:stylish|brief)$/.test(name) || file !== undefined)
      refuse(
        `--format ${file === undefined ? name : `${name}=${file}`}`,
        t("cli.watch.useTerminal", "Use -f stylish or -f brief without a file."),
      );
}

export interface WatchOptions {
  /** Opens a new report for each pass. */
  readonly open: () => Promise<Output>;
  /** Selects which part of a result is shown. */
  readonly shown: (result: FileResult) => FileResult;
  readonly interruption: { readonly signal: AbortSignal; exitCode(): ExitCode | undefined };
}

/** Ends only by a signal. @throws UserError if the first run fails. */
export async function watchCommand(request: RunRequest, options: WatchOptions): Promise<ExitCode> {
  const { signal } = options.interruption;
  const folders = new FolderWatch();
  try {
    // Watch before reading, so that changes during the first pass are noticed.
    folders.add(request.cwd);
    for (const folder of await foldersElsewhere(request)) folders.add(folder.path, { below: folder.below });
    const watching = new WatchSession(request, options);
    await watching.pass(undefined);
    while (!signal.aborted && !isOutputGone()) {
      const changed = await folders.next(signal);
      if (signal.aborted) break;
      try {
        await watching.pass(changed);
      } catch (error) {
        // The configuration may be incomplete while it is saved. The next change may complete it.
        if (!(error instanceof UserError)) throw error;
        watching.failed();
        process.stderr.write(explainFailure(error, false));
      }
    }
    return options.interruption.exitCode() ?? (isOutputGone() ? 0 : 130);
  } finally {
    folders.close();
  }
}

/** The folders of paths and configurations outside the working directory. */
async function foldersElsewhere({ cwd, paths, configFile }: RunRequest): Promise<{ path: string; below: boolean }[]> {
  const found: { path: string; below: boolean }[] = [];
  for (const one of [...paths, ...(configFile === undefined ? [] : [configFile])]) {
    const file = path.resolve(cwd, one);
    if (!isIn(cwd, file)) found.push({ path: file, below: true }, { path: path.dirname(file), below: false });
  }
  for (let folder = path.dirname(cwd); configFile === undefined; folder = path.dirname(folder)) {
    if ((await configFileIn(folder)) !== undefined) found.push({ path: folder, below: false });
    if (path.dirname(folder) === folder || found.some(({ path: one }) => one === folder)) break;
  }
  return found;
}

/** Schemas, plugins and extended configurations may have any name with these extensions. */
const settings = /\.(?:json|ya?ml|[cm]?[jt]s)$|[\\/]\.(?:gitignore|stetignore)$/i;
const images = /\.(?:jpe?g|png|gif|webp|avif|svg|bmp|ico)$/i;

class WatchSession {
  readonly #request: RunRequest;
  readonly #options: WatchOptions;
  /** The results by displayed path, without violations of site rules. */
  #articles = new Map<string, FileResult>();
  #site = new Map<string, FileResult>();
  /** The names of the enabled rules that compare articles. */
  #siteRules: ReadonlySet<string> = new Set();
  /** The SHA-256 of files that fixes wrote, which are not changes by the user. */
  readonly #written = new Map<string, string>();
  /** Whether the next pass includes all files. */
  #all = true;

  constructor(request: RunRequest, options: WatchOptions) {
    this.#request = request;
    this.#options = options;
  }

  failed(): void {
    this.#all = true;
  }

  /** @param changed absolute paths; `undefined` for the first pass. */
  async pass(changed: ReadonlySet<string> | undefined): Promise<void> {
    const request = this.#request;
    const started = performance.now();
    if (changed && !this.#all && !(await this.#isOfInterest(changed))) return;
    const configs = await configsOf(request);
    const files = await this.#files(configs);
    this.#siteRules = await siteRulesOf(configs, files);
    const all = this.#all || (changed !== undefined && (await this.#changesAll(changed, files)));
    const wanted = new Set<string>();
    if (!all)
      for (const [shown, file] of files)
        if (!this.#articles.has(shown) || (changed?.has(file) && !(await this.#isOwn(file)))) wanted.add(shown);
    const gone = [...this.#articles.keys()].filter((shown) => !files.has(shown));
    if (!all && wanted.size === 0 && gone.length === 0) return;

    const before = this.#counts();
    const fixed = new Map<string, FileResult["fixed"]>();
    const take = (result: FileResult): void => {
      const { fixed: outcome, ...rest } = result;
      if (outcome) fixed.set(result.path, outcome);
      if (outcome?.written)
        this.#written.set(path.resolve(request.cwd, result.path), hashOf(Buffer.from(outcome.after)));
      this.#store(rest, all);
    };
    let end: RunEnd | undefined;
    if (all) {
      this.#articles = new Map();
      this.#site = new Map();
      end = await this.#run({ ...request, ...(changed && { allowEmpty: true }) }, take);
      this.#all = false;
    } else {
      for (const shown of gone) {
        this.#articles.delete(shown);
        this.#site.delete(shown);
      }
      const paths = [...wanted].map((shown) => path.resolve(request.cwd, shown));
      if (paths.length > 0) end = await this.#run({ ...request, paths, allowEmpty: true }, take);
      if (this.#siteRules.size > 0) await this.#checkSite();
    }
    await this.#show(end, { all, fixed, before: changed && before, ms: performance.now() - started });
  }

  /** Whether any change may affect results. Changes in the cache and by fixes do not. */
  async #isOfInterest(changed: ReadonlySet<string>): Promise<boolean> {
    const cache = cacheDirectory();
    for (const file of changed)
      if (!(cache !== undefined && isIn(cache, file)) && !(await this.#isOwn(file))) return true;
    return false;
  }

  async #isOwn(file: string): Promise<boolean> {
    const hash = this.#written.get(file);
    if (hash === undefined) return false;
    const bytes = await readFile(file).catch(() => undefined);
    return bytes !== undefined && hashOf(bytes) === hash;
  }

  /** Whether any change may affect the violations of all articles. */
  async #changesAll(changed: ReadonlySet<string>, files: ReadonlyMap<string, string>): Promise<boolean> {
    const { cwd, baseline } = this.#request;
    const articles = new Set(files.values());
    const ignores = new IgnoreFiles(cwd);
    const cache = cacheDirectory();
    for (const file of changed) {
      if (articles.has(file) || (cache !== undefined && isIn(cache, file))) continue;
      if (path.basename(file) === defaultBaseline && !baseline) continue;
      if ((settings.test(file) || images.test(file)) && !(await ignores.isIgnored(file, false))) return true;
    }
    return false;
  }

  /** The files that the paths currently match, by displayed path. */
  async #files(configs: Configs): Promise<ReadonlyMap<string, string>> {
    const { cwd, paths, ignore = true } = this.#request;
    const found = new Map<string, string>();
    const files = discover({
      cwd,
      patterns: paths,
      extensions: (folder) => configs.extensions(folder),
      isIgnored: (file, isFolder) => configs.isIgnored(file, isFolder),
      leftOut: (folder) => configs.leftOut(folder),
      ignoreFiles: ignore,
    });
    for await (const { path: file, shown } of files) found.set(shown, file);
    return found;
  }

  async #run(request: RunRequest, take: (result: FileResult) => void): Promise<RunEnd> {
    const stream = run({ ...request, signal: this.#options.interruption.signal });
    for (;;) {
      const next = await stream.next();
      if (next.done) return next.value;
      take(next.value);
    }
  }

  #store(result: FileResult, all: boolean): void {
    const { violations, path: shown } = result;
    const isOfSite = ({ rule }: Violation) => this.#siteRules.has(rule);
    if (all && (result.article === false || violations.some(isOfSite)))
      this.#site.set(shown, { ...result, violations: violations.filter(isOfSite) });
    if (result.article === false) return;
    // In a pass over a few files, site rules only compared these.
    this.#articles.set(shown, { ...result, violations: violations.filter((one) => !isOfSite(one)) });
  }

  /** Site rules need all articles. The other violations of each article are reused from earlier passes. */
  async #checkSite(): Promise<void> {
    const { fix: _, ...request } = this.#request;
    this.#site = new Map();
    const articles = this.#articles;
    this.#articles = new Map();
    await this.#run({ ...request, offline: true, allowEmpty: true }, (result) => this.#store(result, true));
    this.#articles = articles;
  }

  #results(): FileResult[] {
    const all = new Map(this.#articles);
    for (const [shown, site] of this.#site) {
      const own = all.get(shown);
      all.set(shown, own ? { ...own, violations: merge(own.violations, site.violations) } : site);
    }
    return [...all.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** The number of equal violations per file, regardless of lines, which move. */
  #counts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const result of this.#results())
      for (const { rule, message } of this.#options.shown(result).violations) {
        const key = `${result.path}\0${rule}\0${message}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    return counts;
  }

  async #show(
    end: RunEnd | undefined,
    {
      all,
      fixed,
      before,
      ms,
    }: {
      readonly all: boolean;
      readonly fixed: ReadonlyMap<string, FileResult["fixed"]>;
      readonly before: ReadonlyMap<string, number> | undefined;
      readonly ms: number;
    },
  ): Promise<void> {
    const output = await this.#options.open();
    const tally = new Tally();
    // Move to the top left, clear the screen, and clear the scrollback.
    if (process.stdout.isTTY) process.stdout.write("\u001b[H\u001b[2J\u001b[3J");
    for (const result of this.#results()) {
      const outcome = fixed.get(result.path);
      tally.add(outcome ? { ...result, fixed: outcome } : result);
      await output.file(this.#options.shown(result));
    }
    // Facts about some of the files are not a summary of all.
    const facts = all && end ? { images: end.images, links: end.links } : { images: [], links: [] };
    const known = { images: summaryOf(facts.images), links: summaryOf(facts.links), ...internalLinksOf(facts.links) };
    const summary = { ...tally.summary(known), ms };
    await output.end({ notes: [], unused: [], ...end, ...facts, folded: [], summary });
    const time = new Date().toTimeString().slice(0, 8);
    const watched = t("cli.watch.watching", "watching {articles}, press Ctrl-C to stop", {
      articles: count(summary.articles, "article"),
    });
    const status = before
      ? t("cli.watch.line", "{change}; {watching}", { change: difference(before, this.#counts()), watching: watched })
      : watched;
    process.stdout.write(`[${time}] ${status}\n`);
  }
}

/** The names of the rules that compare all of these files. */
async function siteRulesOf(configs: Configs, files: ReadonlyMap<string, string>): Promise<ReadonlySet<string>> {
  const plans = new Set<FilePlan>();
  for (const file of files.values()) plans.add(await configs.planFor(file));
  return new Set([...plans].flatMap(({ rules }) => rules.flatMap(({ rule }) => (rule.site ? [rule.name] : []))));
}

/** `2 fixed, 1 new` */
function difference(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): string {
  let fixed = 0;
  let added = 0;
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const more = (after.get(key) ?? 0) - (before.get(key) ?? 0);
    if (more > 0) added += more;
    else fixed -= more;
  }
  return fixed + added === 0
    ? t("cli.watch.noChange", "no new violations, none fixed")
    : t("cli.watch.change", "{fixed} fixed, {new} new", { fixed, new: added });
}

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

function isIn(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
