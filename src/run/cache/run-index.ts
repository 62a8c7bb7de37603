/**
 * The run index: everything that a run has reported, and everything that it has asked of its surroundings. If nothing of
 * that has changed, the next run reads this one file, and neither articles nor their cached results.
 *
 * Only a run without requests is stored, and only if its observer saw all that it asked: it ran in one thread, executed
 * no configuration and no other program, and no file changed while it ran.
 */

import { readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { RunFacts } from "../../facts/run-facts.js";
import { buildKey } from "../../platform/build-key.js";
import { cacheFolder } from "../../platform/cache-directory.js";
import { environment } from "../../platform/environment.js";
import { currentLocale } from "../../platform/i18n.js";
import { type Asked, isUnchanged, type Observations, Observer } from "../../platform/observer.js";
import { sha256Of } from "../../platform/sha256.js";
import type { FileResult, RunEnd, Summary } from "../../results.js";
import type { RunRequest } from "../request.js";
import { serializeResult, violationOf } from "../serialize.js";
import { areStoredFacts, isStoredEnd, isStoredResult } from "../stored-form.js";
import { StoreReader, StoreWriter } from "./store.js";

/** What a run returns at its end. */
export interface FinishedRun {
  /** Few reports need the facts. */
  facts(): RunFacts;
  readonly end: Omit<RunEnd, "images" | "links" | "summary"> & { readonly summary: Omit<Summary, "ms"> };
}

export type RunStream = AsyncGenerator<FileResult, FinishedRun, void>;

/** A run of so few files takes as long as one from the index. */
const leastFiles = 64;
/** Run indexes in the cache: one for each folder and command line. The oldest are removed. */
const mostIndexes = 8;
/** Characters of results that are stored, checked and read together. */
const chunkLength = 256 * 1024;
const extension = ".run";

/**
 * JSON without other characters than those of ASCII, which V8 needs not decode, and keeps and parses with one byte for
 * each.
 */
const asciiJson = (json: string): string =>
  json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

const digest = (data: unknown): string => sha256Of(JSON.stringify(data));

export class RunIndex {
  readonly #file: string;
  readonly #head: string;
  readonly #now: Date;

  private constructor(file: string, head: string, now: Date) {
    this.#file = file;
    this.#head = head;
    this.#now = now;
  }

  /** `undefined` if runs with this request are not stored. */
  static of(given: RunRequest & { readonly now: Date }): RunIndex | undefined {
    // Functions and what only decides how fast a run is. All other settings are in the key.
    const { registry, onProgress, onLongWork, signal, now, concurrency, timing, ...request } = given;
    const { cache = true, cacheStrategy = "metadata", baseline } = request;
    if (!cache || cacheStrategy === "content" || timing || request.untrusted) return undefined;
    // What a run changes, and what it takes from elsewhere than files.
    if (request.fix || request.record || (baseline && baseline.mode !== "check")) return undefined;
    if (request.stdin || request.git || request.merge || request.shard || request.ledger) return undefined;
    if (request.keepText) return undefined;
    const folder = cacheFolder("runs");
    if (folder === undefined) return undefined;
    try {
      const head = digest([buildKey(), currentLocale(), registry.map(({ name }) => name), surroundings(now), request]);
      return new RunIndex(path.join(folder, digest(request).slice(0, 32) + extension), head, now);
    } catch {
      // Not built as a whole.
      return undefined;
    }
  }

  /**
   * The stored run, if it would be the same now.
   *
   * @param otherwise the run that goes on if a result turns out to be none.
   */
  last(otherwise: () => RunStream): RunStream | undefined {
    const store = StoreReader.open<null>(this.#file, this.#head);
    try {
      const answers = textIn(store, "answers");
      const isSame = answers !== undefined && isUnchanged(observationsFrom(answers), this.#now.getTime());
      // A damaged part must not end a report in its middle.
      if (isSame && store.isWhole() && hasEnd(store)) return repeated(store, otherwise);
    } catch {
      // Somebody else has written it, as in a cache that was restored.
    }
    store.close();
    return undefined;
  }

  /** The same run. Stores it if it can be repeated. */
  async *store(run: RunStream): RunStream {
    const observer = Observer.start();
    const writer = new ResultWriter(this.#file);
    try {
      for (;;) {
        const next = await run.next();
        if (next.done) {
          const { end } = next.value;
          const seen = observer?.end();
          if (seen && !end.interrupted && end.summary.failures === 0 && end.summary.articles >= leastFiles)
            this.#write(writer, next.value, seen);
          return next.value;
        }
        if (observer && !observer.isSpoiled) writer.add(next.value);
        yield next.value;
      }
    } finally {
      observer?.end();
      writer.abandon();
      await run.return(undefined as never);
    }
  }

  #write(writer: ResultWriter, { facts, end }: FinishedRun, { answers, since, until }: Observations): void {
    const listed = [...answers].flat();
    writer.finish(this.#head, { answers: [since, until, listed], end, facts: facts().stored() });
    removeOldest(path.dirname(this.#file));
  }
}

/** What rules and generators ask of the machine without a file: the day, the time zone, and the proxies. */
const surroundings = (now: Date): unknown => [
  Math.floor(now.getTime() / 86_400_000),
  [0, 6].map((month) => new Date(now.getFullYear(), month).getTimezoneOffset()),
  environment().TZ,
  Object.entries(environment()).filter(([name]) => /_proxy$/i.test(name)),
];

function textIn(store: StoreReader<null>, name: string): string | undefined {
  const entry = store.entries.get(name);
  return entry && store.read(entry)?.toString("latin1");
}

/** Whether it has all parts but those that are read last. */
const hasEnd = (store: StoreReader<null>): boolean =>
  isStoredEnd(JSON.parse(textIn(store, "end") ?? "null")) &&
  store.entries.has("results 0") &&
  store.entries.has("facts");

function observationsFrom(text: string): Observations {
  const [since, until, listed] = JSON.parse(text) as [number, number | null, string[]];
  const answers = new Map<Asked, string>();
  for (let at = 0; at < listed.length; at += 2) answers.set(listed[at] as Asked, listed[at + 1] as string);
  return { answers, since, until };
}

/** Those of a run without any, if somebody else has written them: its violations are known all the same. */
function factsFrom(text: string): RunFacts {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    // As if they had another form.
  }
  if (!areStoredFacts(stored)) return new RunFacts([], []);
  const { images, links, skipped } = stored;
  return new RunFacts([{ images, links }], [skipped]);
}

/** Only a look at each result says whether stet has written it. The new run yields those that have not been yielded yet. */
async function* repeated(store: StoreReader<null>, otherwise: () => RunStream): RunStream {
  const yielded = new Set<string>();
  try {
    for (const name of store.entries.keys()) {
      if (!name.startsWith("results ")) continue;
      for (const line of (textIn(store, name) ?? "").split("\n")) {
        const result = resultFrom(line);
        if (!result) return yield* without(otherwise(), yielded);
        yielded.add(result.path);
        yield result;
      }
    }
    const facts = textIn(store, "facts") ?? "";
    return { facts: () => factsFrom(facts), end: JSON.parse(textIn(store, "end") ?? "") };
  } finally {
    store.close();
  }
}

async function* without(run: RunStream, paths: ReadonlySet<string>): RunStream {
  try {
    for (;;) {
      const next = await run.next();
      if (next.done) return next.value;
      if (!paths.has(next.value.path)) yield next.value;
    }
  } finally {
    await run.return(undefined as never);
  }
}

/** Most articles have a path and nothing else. */
const lineOf = (result: FileResult): string =>
  asciiJson(isEmpty(result) ? JSON.stringify(result.path) : serializeResult(result));

const isEmpty = ({ path, violations, errors, ...others }: FileResult): boolean =>
  violations.length === 0 && errors.length === 0 && Object.keys(others).length === 0;

/** `undefined` if stet has not written it. */
function resultFrom(line: string): FileResult | undefined {
  try {
    const stored: unknown = JSON.parse(line);
    if (typeof stored === "string") return { path: stored, violations: [], errors: [] };
    return isStoredResult(stored) ? { ...stored, violations: stored.violations.map(violationOf) } : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a new run index to a temporary file. No failure fails the run. */
class ResultWriter {
  readonly #name: string;
  #file: StoreWriter<null> | undefined;
  #failed = false;
  #lines: string[] = [];
  #length = 0;
  #chunks = 0;

  constructor(name: string) {
    this.#name = name;
  }

  add(result: FileResult): void {
    const line = lineOf(result);
    this.#lines.push(line);
    this.#length += line.length;
    if (this.#length > chunkLength) this.#attempt((file) => this.#flush(file));
  }

  finish(head: string, parts: Readonly<Record<string, unknown>>): void {
    this.#attempt((file) => {
      this.#flush(file);
      for (const [name, part] of Object.entries(parts)) {
        file.add(name, null, Buffer.from(asciiJson(JSON.stringify(part)), "latin1"));
      }
      file.finish(head);
      this.#file = undefined;
    });
  }

  abandon(): void {
    this.#file?.abandon();
    this.#file = undefined;
  }

  #flush(file: StoreWriter<null>): void {
    file.add(`results ${this.#chunks++}`, null, Buffer.from(this.#lines.join("\n"), "latin1"));
    this.#lines = [];
    this.#length = 0;
  }

  #attempt(write: (file: StoreWriter<null>) => void): void {
    if (this.#failed) return;
    try {
      this.#file ??= new StoreWriter(this.#name);
      write(this.#file);
    } catch {
      // No space or no permission: this run is not stored.
      this.#failed = true;
      this.abandon();
    }
  }
}

function removeOldest(folder: string): void {
  try {
    const indexes = readdirSync(folder)
      .filter((name) => name.endsWith(extension))
      .map((name) => path.join(folder, name))
      .map((file) => ({ file, time: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
      .sort((a, b) => b.time - a.time);
    for (const { file } of indexes.slice(mostIndexes)) rmSync(file, { force: true });
  } catch {
    // They stay until the next run.
  }
}
