/** The passes of `stet --watch`: the first over all articles, and one after each change. */

import { statSync } from "node:fs";
import { lstat } from "node:fs/promises";
import path from "node:path";
import { defaultBaseline } from "../baseline/file.js";
import type { Configs } from "../config/index.js";
import { IgnoreFiles } from "../discover/ignores.js";
import { discover } from "../discover/index.js";
import { SessionFacts } from "../facts/session-facts.js";
import { load } from "../load/index.js";
import { cacheDirectory } from "../platform/cache-directory.js";
import { mostDataBytes, readRegular } from "../platform/disk.js";
import { sha256Of } from "../platform/sha256.js";
import { isWithin } from "../platform/tree.js";
import type { FileResult, FixOutcome, RunEnd, Violation } from "../results.js";
import { searchOf } from "../run/inputs.js";
import type { RunRequest } from "../run/request.js";
import { run } from "../run/run.js";
import { configsOf } from "../run/settings.js";
import type { ChangeKind } from "./folder-watch.js";
import type { WatchedFile, WatchedFiles } from "./watch-changes.js";

/** All results after a pass. */
export interface Pass {
  /** By displayed path, in this order. */
  readonly files: WatchedFiles;
  readonly end: RunEnd;
  /** What fixes did in this pass, by displayed path. */
  readonly fixed: ReadonlyMap<string, FixOutcome>;
  readonly ms: number;
}

export interface NextPass extends Pass {
  readonly before: WatchedFiles;
  /** The displayed paths of the files that caused it. */
  readonly causes: readonly string[];
  /** No article has changed. */
  readonly isQuiet: boolean;
}

/** Schemas, plugins and extended configurations may have any name with these extensions. */
const settings = /\.(?:json|ya?ml|toml|[cm]?[jt]s)$|[\\/]\.(?:gitignore|stetignore)$/i;
const images = /\.(?:jpe?g|png|gif|webp|avif|svg|bmp|ico)$/i;
/** Files that editors and stet write for a moment. */
const passing = /^\.|~$|\.(?:sw[a-z]|tmp|bak)$|^4913$|^#.*#$/i;

export class WatchSession {
  readonly #request: RunRequest;
  readonly #facts = new SessionFacts();
  #files: ReadonlyMap<string, WatchedFile> = new Map();
  /** The absolute paths of the articles, by displayed path. */
  #articles: ReadonlyMap<string, string> = new Map();
  /** The SHA-256 of files that fixes wrote, which are not changes by the user. */
  readonly #written = new Map<string, string>();
  /** Whether the next pass includes all files. */
  #all = false;

  constructor(request: RunRequest) {
    this.#request = request;
  }

  failed(): void {
    this.#all = true;
  }

  /** @throws UserError for an invalid configuration. */
  async first(): Promise<Pass> {
    this.#articles = await this.#discover(await configsOf(this.#request));
    return this.#pass(this.#request, undefined);
  }

  /**
   * @param changed by absolute path.
   * @returns `undefined` if none of the changes can affect a result.
   * @throws UserError for an invalid configuration.
   */
  async next(changed: ReadonlyMap<string, ChangeKind>): Promise<NextPass | undefined> {
    const { cwd } = this.#request;
    const own = await this.#ownAmong(changed);
    const foreign = [...changed].filter(([file]) => !own.has(file));
    if (foreign.length === 0 && !this.#all) return undefined;
    const articles = await this.#discover(await configsOf(this.#request));
    const effects = await this.#effectsOf(foreign, articles);
    const before = this.#files;
    const files = new Set(foreign.map(([file]) => file));
    const wanted = [...articles].filter(([shown, file]) => files.has(file) || !this.#articles.has(shown));
    const gone = [...this.#articles.keys()].filter((shown) => !articles.has(shown));
    const isQuiet = wanted.length + gone.length === 0 && effects.settings.length === 0;
    this.#articles = articles;
    if (isQuiet && !effects.isAny && !this.#all) return undefined;
    if (effects.settings.length > 0 || this.#all) this.#facts.clear();
    const all = this.#all || effects.isAll;
    this.#all = false;
    const pass = await this.#pass({ ...this.#request, allowEmpty: true }, all ? undefined : new Map(wanted));
    const shownOf = (file: string) => path.relative(cwd, file).split(path.sep).join("/");
    const changedArticles = [...wanted.map(([shown]) => shown), ...gone];
    const others = isQuiet ? effects.causes : effects.settings;
    return {
      ...pass,
      before,
      causes: [...others.map(shownOf), ...changedArticles],
      isQuiet,
    };
  }

  /** @param wanted the articles that have changed, by displayed path. `undefined`: all may have. */
  async #pass(request: RunRequest, wanted: ReadonlyMap<string, string> | undefined): Promise<Pass> {
    const started = performance.now();
    const { cwd, offline } = request;
    const fixed = new Map<string, FixOutcome>();
    const failed = new Map<string, FileResult["errors"]>();
    const isFirstStepNeeded = wanted ? wanted.size > 0 && (request.fix || !offline) : request.fix;
    if (isFirstStepNeeded) {
      // Articles that have changed: their fixes, and the current state of their images and links.
      const paths = wanted ? [...wanted.values()] : request.paths;
      await collect({ ...request, paths, session: this.#facts.recording }, (result) => {
        const { fixed: outcome, errors } = result;
        const notWritten = errors.filter(({ kind }) => kind === "write");
        if (notWritten.length > 0) failed.set(result.path, notWritten);
        if (!outcome) return;
        fixed.set(result.path, outcome);
        if (outcome.written) this.#written.set(path.resolve(cwd, result.path), sha256Of(outcome.after));
      });
    }
    // A change in one article may make or settle a violation in any other: a link to it, a rule that compares articles.
    const { fix: _, ...reading } = request;
    const results: FileResult[] = [];
    const end = await collect({ ...reading, session: this.#facts.known }, (result) => {
      const notWritten = failed.get(result.path);
      results.push(notWritten ? { ...result, errors: [...result.errors, ...notWritten] } : result);
    });
    const files = new Map<string, WatchedFile>();
    for (const result of results.sort((a, b) => (a.path < b.path ? -1 : 1))) {
      const known = wanted && !wanted.has(result.path) ? this.#files.get(result.path) : undefined;
      files.set(result.path, known && isSame(known.result, result) ? known : await watchedFile(result, cwd));
    }
    this.#files = files;
    return { files, end, fixed, ms: performance.now() - started };
  }

  /** The changed files with content that a fix wrote, and those of the cache. */
  async #ownAmong(changed: ReadonlyMap<string, ChangeKind>): Promise<ReadonlySet<string>> {
    const cache = cacheDirectory();
    const own = new Set<string>();
    for (const file of changed.keys()) {
      const hash = this.#written.get(file);
      const isOwn = (cache !== undefined && isWithin(file, cache)) || (hash !== undefined && hashOf(file) === hash);
      if (isOwn) own.add(file);
    }
    return own;
  }

  /** What the changes may affect, besides the articles themselves. */
  async #effectsOf(
    changed: readonly (readonly [file: string, kind: ChangeKind])[],
    found: ReadonlyMap<string, string>,
  ) {
    const { cwd, baseline } = this.#request;
    const articles = new Set([...found.values(), ...this.#articles.values()]);
    const ignores = new IgnoreFiles(cwd);
    const isIgnored = async (file: string) =>
      (await ignores.isIgnored(file, false)) || (await ignores.isIgnored(file, await isFolder(file)));
    const settingsChanged: string[] = [];
    const others: string[] = [];
    for (const [file, kind] of changed) {
      const name = path.basename(file);
      if (articles.has(file) || (name === defaultBaseline && !baseline)) continue;
      const isSettings = settings.test(file);
      // A link may lead to any file. What it contains does not matter.
      const matters = isSettings || images.test(file) || (kind === "entry" && !passing.test(name));
      if (!matters || (await isIgnored(file))) continue;
      (isSettings ? settingsChanged : others).push(file);
    }
    return {
      settings: settingsChanged,
      /** Whether all articles are fixed again. */
      isAll: settingsChanged.length > 0 || others.some((file) => images.test(file)),
      isAny: settingsChanged.length + others.length > 0,
      causes: [...settingsChanged, ...others],
    };
  }

  /** The files that the paths currently match, by displayed path. */
  async #discover(configs: Configs): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    for await (const { path: file, shown } of discover(searchOf(this.#request, configs, true))) found.set(shown, file);
    return found;
  }
}

async function collect(request: RunRequest, take: (result: FileResult) => void): Promise<RunEnd> {
  const stream = run(request);
  for (;;) {
    const next = await stream.next();
    if (next.done) return next.value;
    take(next.value);
  }
}

/** Whether the same violations are in the same places. */
function isSame(before: FileResult, after: FileResult): boolean {
  const key = ({ violations, errors, suppressed, baselined }: FileResult) =>
    JSON.stringify([
      violations.map((one) => [one.rule, one.severity, one.message, one.range, one.fix?.title, one.fix?.safe]),
      errors,
      suppressed,
      baselined,
    ]);
  return key(before) === key(after);
}

async function watchedFile(result: FileResult, cwd: string): Promise<WatchedFile> {
  const { violations } = result;
  const file = path.resolve(cwd, result.path);
  // On some file systems, it is 0 for all files.
  const inode = statSync(file, { throwIfNoEntry: false })?.ino || undefined;
  const repeated = repeatedAmong(violations);
  const lines = new Map<Violation, string>();
  if (repeated.length > 0) {
    const text =
      result.text ??
      (await load({ path: file }).then(
        (loaded) => loaded.text,
        () => "",
      ));
    const all = text.split(/\r\n?|\n/);
    for (const violation of repeated) lines.set(violation, sha256Of(all[violation.line - 1]?.trim() ?? ""));
  }
  return { result, lines, inode };
}

function repeatedAmong(violations: readonly Violation[]): Violation[] {
  const counts = new Map<string, number>();
  const keyOf = ({ rule, message }: Violation) => `${rule}\n${message}`;
  for (const one of violations) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return violations.filter((one) => (counts.get(keyOf(one)) ?? 0) > 1);
}

const isFolder = (file: string): Promise<boolean> =>
  lstat(file).then(
    (stats) => stats.isDirectory(),
    () => false,
  );

/** Of a file that may be a pipe or a device by now; `undefined` if it cannot be read. */
function hashOf(file: string): string | undefined {
  try {
    return sha256Of(readRegular(file, { most: mostDataBytes }));
  } catch {
    return undefined;
  }
}
