/** The sessions of the server, by folder. An editor may open documents in thousands of folders. */
import pLimit from "p-limit";
import type { Session } from "./session.js";

/** Sessions of folders that are not in the workspace. Each takes a quarter of a megabyte. */
const mostSessions = 64;
/** Sessions that are opened at the same time. */
const atOnce = 4;
/** Milliseconds in which whoever got a session has begun to use it. */
const grace = 1000;

type Closable = Pick<Session, "close">;

interface Entry<S> {
  readonly opening: Promise<S>;
  session: S | undefined;
  usedAt: number;
}

export class Sessions<S extends Closable> {
  readonly #open: (folder: string) => Promise<S>;
  readonly #release: (session: S) => boolean;
  readonly #now: () => number;
  readonly #limit = pLimit(atOnce);
  /** The one that was not used for longest is the first. */
  readonly #entries = new Map<string, Entry<S>>();

  /** @param release forgets a session, or returns false if it is in use. */
  constructor(open: (folder: string) => Promise<S>, release: (session: S) => boolean, now: () => number = Date.now) {
    this.#open = open;
    this.#release = release;
    this.#now = now;
  }

  /** The open session of a folder. */
  of(folder: string): S | undefined {
    return this.#entries.get(folder)?.session;
  }

  /**
   * The session of a folder, which is opened if necessary.
   *
   * @param isLasting whether a folder is in the workspace. Sessions of others are closed when too many are open.
   */
  async get(folder: string, isLasting: (folder: string) => boolean): Promise<S> {
    const entry = this.#entries.get(folder) ?? this.#begin(folder);
    entry.usedAt = this.#now();
    this.#entries.delete(folder);
    this.#entries.set(folder, entry);
    const session = await entry.opening;
    this.#closeOldest(isLasting);
    return session;
  }

  /** All of them, also those that are being opened. */
  all(): readonly Promise<S>[] {
    return [...this.#entries.values()].map(({ opening }) => opening);
  }

  clear(): void {
    this.#entries.clear();
  }

  #begin(folder: string): Entry<S> {
    const opening = this.#limit(() => this.#open(folder));
    const entry: Entry<S> = { opening, session: undefined, usedAt: 0 };
    opening.then(
      (session) => {
        entry.session = session;
        entry.usedAt = this.#now();
      },
      () => {
        // The caller reports the error. The next call opens the session again, because not every editor sends file
        // changes.
        if (this.#entries.get(folder) === entry) this.#entries.delete(folder);
      },
    );
    return entry;
  }

  #closeOldest(isLasting: (folder: string) => boolean): void {
    const others = [...this.#entries].filter(([folder]) => !isLasting(folder));
    let excess = others.length - mostSessions;
    for (const [folder, { session, usedAt }] of others) {
      if (excess <= 0) return;
      if (!session || this.#now() - usedAt < grace || !this.#release(session)) continue;
      this.#entries.delete(folder);
      session.close().catch(() => {});
      excess--;
    }
  }
}
