/** Writes fixed contents to the index without changing the working tree. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { t } from "../platform/i18n.js";
import { errorMessage, type GitResult } from "./command.js";
import type { Repository } from "./repository.js";

export interface StagedFix {
  readonly name: string;
  readonly mode: string;
  /** The blob that was read. If the index has another one now, nothing is staged. */
  readonly before: string;
  readonly text: string;
}

export type Staged =
  | { readonly staged: true; readonly blob: string }
  /** `changed`: the index has another content now. */
  | { readonly staged: false; readonly why: "changed" | "failed"; readonly message: string };

interface Waiting {
  readonly fix: StagedFix;
  done(result: Staged): void;
}

/** Milliseconds between tries. Another git process, often an editor's, may lock the index for a moment. */
const patience = [50, 100, 200, 400, 800, 1600];

/**
 * Git replaces an index as a whole, so a killed process leaves either the old or the new index. Fixes that arrive while
 * git is running are staged together, so that a thousand fixes do not rewrite the index a thousand times.
 */
export class Stage {
  readonly #repository: Repository;
  #waiting: Waiting[] = [];
  #isBusy = false;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  add(repair: StagedFix): Promise<Staged> {
    return new Promise((done) => {
      this.#waiting.push({ fix: repair, done });
      void this.#work();
    });
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0);
      try {
        await this.#stage(batch);
      } catch (error) {
        const failed = {
          staged: false,
          why: "failed",
          message: t("git.notStaged", "Cannot stage the fixed file: {reason}.", { reason: (error as Error).message }),
        } as const;
        for (const { done } of batch) done(failed);
      }
    }
    this.#isBusy = false;
  }

  async #stage(batch: readonly Waiting[]): Promise<void> {
    const { index } = this.#repository;
    const entries = await this.#entries(index, batch);
    const same = batch.filter(({ fix, done }) => {
      const isSame = isWhatWasRead(fix, entries);
      if (!isSame) done(changed());
      return isSame;
    });
    if (same.length === 0) return;
    const blobs = await this.#keep(same.map(({ fix }) => fix.text));
    const lines = same.map((one, at) => ({ one, blob: blobs[at] as string }));
    const answer = await this.#replace(index, lines, entries);
    if (answer.code !== 0) throw new Error(errorMessage(answer));
    // `git commit -- path` commits a temporary index and prepares a second one, which replaces the user's index
    // afterwards.
    const next = path.join(this.#repository.gitFolder, "index.lock");
    if (/^next-index-\d+\.lock$/.test(path.basename(index))) {
      const prepared = await this.#entries(next, same);
      await this.#replace(
        next,
        lines.filter(({ one }) => isWhatWasRead(one.fix, prepared)),
        prepared,
      );
    }
    for (const { one, blob } of lines) one.done({ staged: true, blob });
  }

  /** Writes the texts as blobs with one process, from temporary files. */
  async #keep(texts: readonly string[]): Promise<string[]> {
    // Git runs at the top of the working tree, and the variable may have a relative path.
    const folder = await mkdtemp(path.resolve(tmpdir(), "stet-stage-"));
    try {
      const files = texts.map((_, at) => path.join(folder, String(at)));
      for (const [at, file] of files.entries()) await writeFile(file, texts[at] as string, { mode: 0o600 });
      const answer = await this.#repository.run(["hash-object", "-w", "--no-filters", "--stdin-paths"], {
        input: `${files.join("\n")}\n`,
      });
      const blobs = answer.stdout.toString().trim().split("\n");
      if (answer.code !== 0 || blobs.length !== texts.length) throw new Error(errorMessage(answer));
      return blobs;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #entries(index: string, batch: readonly Waiting[]): Promise<Entries> {
    const entries = new Map<string, { is: string; tag: string }>();
    // 100 names fit in every command line.
    for (let at = 0; at < batch.length; at += 100) {
      const names = batch.slice(at, at + 100).map(({ fix }) => fix.name);
      const answer = await this.#repository.run(["ls-files", "-s", "-v", "-z", "--", ...names], {
        env: { GIT_INDEX_FILE: index },
      });
      for (const entry of answer.stdout.toString().split("\0")) {
        const tab = entry.indexOf("\t");
        if (tab !== -1) entries.set(entry.slice(tab + 1), { tag: entry.slice(0, 1), is: entry.slice(2, tab) });
      }
    }
    return entries;
  }

  async #replace(index: string, lines: readonly { one: Waiting; blob: string }[], before: Entries): Promise<GitResult> {
    const input = lines.map(({ one: { fix }, blob }) => `${fix.mode} ${blob} 0\t${fix.name}\0`).join("");
    const answer = await this.#update(index, ["--index-info"], input);
    if (answer.code !== 0) return answer;
    // Flags of the old entry (from the user or a sparse checkout) are lost with a new entry, so they are set again.
    const tagged = (tag: RegExp) =>
      lines.flatMap(({ one: { fix } }) => (tag.test(before.get(fix.name)?.tag ?? "") ? `${fix.name}\0` : []));
    for (const [flag, names] of [
      ["--skip-worktree", tagged(/s/i)],
      ["--assume-unchanged", tagged(/[a-z]/)],
    ] as const)
      if (names.length > 0) await this.#update(index, [flag, "--stdin"], names.join(""));
    return answer;
  }

  async #update(index: string, what: readonly string[], input: string): Promise<GitResult> {
    const update = () =>
      this.#repository.run(["update-index", "-z", ...what], { env: { GIT_INDEX_FILE: index }, input });
    let answer = await update();
    for (const pause of patience) {
      if (answer.code === 0 || !/\.lock': File exists/.test(answer.stderr)) break;
      await wait(pause);
      answer = await update();
    }
    return answer;
  }
}

/** By name: mode, blob and stage, and the tag of `git ls-files -v`. */
type Entries = ReadonlyMap<string, { readonly is: string; readonly tag: string }>;

const isWhatWasRead = ({ name, mode, before }: StagedFix, entries: Entries): boolean =>
  entries.get(name)?.is === `${mode} ${before} 0`;

const changed = (): Staged => ({
  staged: false,
  why: "changed",
  message: t(
    "git.stagedMeanwhile",
    "The staged content changed while stet checked it, so nothing was written. Run stet again.",
  ),
});
