/**
 * Notes what a run asks of its surroundings: the disk, the clock, and what nobody can ask again. If all answers are the
 * same later, so is the result of the run, and a later run may repeat it (`src/run/cache/run-index.ts`).
 *
 * The doors note: `disk.ts` what is read, `observed-fs.ts` all other questions about files.
 */

import { type Dirent, existsSync, lstatSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { settledAfter } from "./file-stamp.js";
import { sha256Of } from "./sha256.js";

/**
 * What is asked about a path. `status`: of what a link leads to, and of a folder without its times. `entries`: the names
 * and kinds in a folder.
 */
export type Question = "exists" | "status" | "own-status" | "modified" | "real-path" | "entries";

/** Question and path. */
export type Asked = `${Question} ${string}`;

export interface Observations {
  readonly answers: ReadonlyMap<Asked, string>;
  /**
   * The answers about the time are the same from the first moment on, and before the second: milliseconds since 1970. `null`:
   * for ever.
   */
  readonly since: number;
  readonly until: number | null;
}

/** The run that is observed. */
let current: Observer | undefined;

export class Observer {
  readonly #startedAt = Date.now();
  /** `undefined` if the run cannot be repeated. */
  #answers: Map<Asked, string> | undefined = new Map();
  #until: number | null = null;

  /** `undefined` if another run is observed, from which this one cannot be told. That run cannot be repeated either. */
  static start(): Observer | undefined {
    if (current) {
      current.spoil();
      return undefined;
    }
    current = new Observer();
    return current;
  }

  get isSpoiled(): boolean {
    return this.#answers === undefined;
  }

  spoil(): void {
    this.#answers = undefined;
  }

  add(question: Question, file: string, answer: string, changedAt = 0): void {
    if (!this.#answers) return;
    const asked: Asked = `${question} ${file}`;
    const known = this.#answers.get(asked);
    // What has just changed may change again without another time (see `isSettled`).
    if ((known ?? answer) !== answer || changedAt > this.#startedAt - settledAfter) this.spoil();
    else this.#answers.set(asked, answer);
  }

  addMoment(at: number): void {
    this.#until = Math.min(this.#until ?? at, at);
  }

  /** Ends the observation. `undefined` if the run cannot be repeated. */
  end(): Observations | undefined {
    if (current === this) current = undefined;
    return this.#answers && { answers: this.#answers, since: this.#startedAt, until: this.#until };
  }
}

/** Call it where a run does what its observer cannot see, such as running a program. */
export function noteUnseen(): void {
  current?.spoil();
}

/** Whether a moment has not come yet: milliseconds since 1970. */
export function isAhead(at: number, now: Date): boolean {
  if (at <= now.getTime()) return false;
  current?.addMoment(at);
  return true;
}

/** Notes the answer of `statSync`; `undefined` if there is nothing. */
export const noteStatus = (file: string, stats: Stats | undefined): void => noteStats("status", file, stats);

/** Notes the answer of `lstatSync`; `undefined` if there is nothing. */
export const noteOwnStatus = (file: string, stats: Stats | undefined): void => noteStats("own-status", file, stats);

function noteStats(question: "status" | "own-status", file: string, stats: Stats | undefined): void {
  current?.add(question, file, statusText(stats), stats && !stats.isDirectory() ? lastChange(stats) : 0);
}

export function noteExists(file: string, exists: boolean): void {
  current?.add("exists", file, String(exists));
}

/** Notes the time of the last change, in milliseconds since 1970; `undefined` if there is nothing. */
export function noteModified(file: string, at: number | undefined): void {
  current?.add("modified", file, modifiedText(at), at);
}

export function noteRealPath(file: string, real: string): void {
  current?.add("real-path", file, real);
}

export function noteEntries(folder: string, entries: readonly Dirent[]): void {
  current?.add("entries", folder, entriesText(entries));
}

/** Notes that a question was answered with an error. What does not exist has a status, and no error. */
export function noteError(question: Question, file: string, error: unknown): void {
  current?.add(question, file, isMissing(error) ? nothing : errorText(error));
}

const nothing = "nothing";

const errorText = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "error";

/** As `throwIfNoEntry` of Node understands it. */
const isMissing = (error: unknown): boolean => /^(?:ENOENT|ENOTDIR)$/.test(errorText(error));

/** Of a folder without its times, which change with everything in it: who asks for its entries gets them. */
function statusText(stats: Stats | undefined): string {
  if (!stats) return nothing;
  const { mode, uid, size, mtimeMs, ctimeMs, ino } = stats;
  return stats.isDirectory() ? `folder ${mode} ${uid}` : `${mode} ${uid} ${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}

const modifiedText = (at: number | undefined): string => (at === undefined ? nothing : String(at));

const lastChange = ({ mtimeMs, ctimeMs }: Stats): number => Math.max(mtimeMs, ctimeMs);

function entriesText(entries: readonly Dirent[]): string {
  const lines = entries.map((one) => `${one.isFile() ? "f" : one.isDirectory() ? "d" : "o"}${one.name}`);
  // A name may have any character but this one.
  return sha256Of(lines.sort().join("\0"));
}

/** The answers as they are now. */
const ask: Readonly<Record<Question, (file: string) => string>> = {
  exists: (file) => String(existsSync(file)),
  status: (file) => statusText(statSync(file, { throwIfNoEntry: false })),
  "own-status": (file) => statusText(lstatSync(file, { throwIfNoEntry: false })),
  modified: (file) => modifiedText(statSync(file, { throwIfNoEntry: false })?.mtimeMs),
  "real-path": (file) => realpathSync(file),
  entries: (folder) => entriesText(readdirSync(folder, { withFileTypes: true })),
};

/** Whether all questions still have the same answers. */
export function isUnchanged({ answers, since, until }: Observations, now: number): boolean {
  if (now < since || (until !== null && now >= until)) return false;
  for (const [asked, answer] of answers) if (answerTo(asked) !== answer) return false;
  return true;
}

function answerTo(asked: Asked): string {
  const end = asked.indexOf(" ");
  try {
    return ask[asked.slice(0, end) as Question](asked.slice(end + 1));
  } catch (error) {
    return isMissing(error) ? nothing : errorText(error);
  }
}
