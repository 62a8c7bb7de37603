/**
 * Watches folders for changed files, with one watcher per folder. Node's recursive watching uses one watcher per file
 * on Linux, and misses files in new folders.
 */
import { type FSWatcher, lstatSync, readdirSync, watch } from "node:fs";
import path from "node:path";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { neverWalked } from "../platform/tree.js";

/** Changes are reported after this many milliseconds without another change. */
const rest = 100;
/** Changes are reported after this many milliseconds even if there are others all the time, as in a log. */
const mostWait = 2000;

/** `entry`: the file was created, deleted or renamed; `content`: it was written. */
export type ChangeKind = "entry" | "content";

export class FolderWatch {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #changed = new Map<string, ChangeKind>();
  #wake: () => void = () => {};

  /**
   * Watches a folder and, by default, all subfolders.
   *
   * @throws UserError if the system does not allow more watchers.
   */
  add(folder: string, { below = true } = {}): void {
    const stack = [folder];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if (this.#watchers.has(next)) continue;
      try {
        this.#watch(next, below);
        if (!below) continue;
        for (const entry of readdirSync(next, { withFileTypes: true }))
          if (entry.isDirectory() && !neverWalked.has(entry.name)) stack.push(path.join(next, entry.name));
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "ENOSPC" || code === "EMFILE")
          throw new UserError(
            t("cli.watch.tooManyFolders", "--watch cannot watch more than {count} folders on this system ({code}).", {
              code,
              count: this.#watchers.size,
            }),
            t(
              "cli.watch.fewerFolders",
              "Start stet in a subfolder. On Linux, you can also raise fs.inotify.max_user_watches.",
            ),
            { cause: error },
          );
        // Deleted meanwhile, or not readable.
      }
    }
  }

  /**
   * Waits for changes and a quiet period, and returns the paths changed since the last call. Empty after `signal`
   * aborts.
   */
  async next(signal: AbortSignal): Promise<ReadonlyMap<string, ChangeKind>> {
    const stop = () => this.#wake();
    signal.addEventListener("abort", stop);
    try {
      let first = 0;
      for (let seen = 0; !signal.aborted; ) {
        const timer = this.#changed.size > 0 ? setTimeout(() => this.#wake(), rest) : undefined;
        const before = seen;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        clearTimeout(timer);
        seen = this.#events;
        if (timer && seen === before) break;
        if (this.#changed.size === 0) continue;
        first ||= performance.now();
        if (performance.now() - first > mostWait) break;
      }
      const changed = new Map(this.#changed);
      this.#changed.clear();
      return signal.aborted ? new Map() : changed;
    } finally {
      signal.removeEventListener("abort", stop);
      this.#wake = () => {};
    }
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #events = 0;

  #watch(folder: string, below: boolean): void {
    const watcher = watch(folder, (event, name) => {
      const file = name === null ? folder : path.join(folder, name);
      if (event === "rename" && below && name !== null && !neverWalked.has(name)) this.#renew(file);
      this.#mark(file, event === "rename" ? "entry" : "content");
    });
    watcher.on("error", () => {
      watcher.close();
      this.#watchers.delete(folder);
      this.#mark(folder, "entry");
    });
    this.#watchers.set(folder, watcher);
  }

  #mark(file: string, kind: ChangeKind): void {
    this.#events++;
    // A new file is written after it is created.
    if (this.#changed.get(file) !== "entry") this.#changed.set(file, kind);
    this.#wake();
  }

  /** An entry was added or removed. A folder that replaces another needs a new watcher. */
  #renew(file: string): void {
    for (const folder of [...this.#watchers.keys()])
      if (folder === file || folder.startsWith(`${file}${path.sep}`)) {
        this.#watchers.get(folder)?.close();
        this.#watchers.delete(folder);
      }
    try {
      if (lstatSync(file).isDirectory()) this.add(file);
    } catch {
      // It was removed.
    }
  }
}
