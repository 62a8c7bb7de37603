/** The state that all checks of one run share. */
import type { Evidence, Failure } from "./evidence.js";
import type { History } from "./evidence-cache.js";
import type { ProbePolicy } from "./probe.js";
import type { ProbeContext } from "./redirects.js";
import type { Schedule } from "./schedule.js";
import type { ImageFact, LinkFact, Want } from "./types.js";

export interface ImageEntry {
  want: Want;
  /** Settles when the current `want` is known. */
  pending: Promise<void>;
  fact: ImageFact | undefined;
  evidence: Evidence;
  /** Only other checks need it, so it is not in the facts of the run. */
  internal: boolean;
  /**
   * The same URL as a link, if it was checked before. Read once, at the start: read later, the two checks could wait
   * for each other.
   */
  readonly link: LinkEntry | undefined;
  /** The fact about the URL as a link, from the same evidence. */
  linkFact?: LinkFact;
  /** When the requests for the fact began: milliseconds since 1970. Only if this run sent them. */
  seenAt?: number;
  /** Settles when a fact that was too old for a query has been requested again, and when that last was so. */
  refreshing?: Promise<void>;
  triedAt?: number;
  /** The failures of the image in earlier runs. */
  history?: History | undefined;
}

export interface LinkEntry {
  pending: Promise<void>;
  fact: LinkFact | undefined;
  /** The check of an image at the same URL continues from this evidence. */
  evidence: Evidence | undefined;
  /** The ids of the page, once a check wants them. */
  ids?: Promise<ReadonlySet<string> | undefined>;
}

export class ProbeState {
  /** By URL, or by URL and Referer if there is one. */
  readonly images = new Map<string, ImageEntry>();
  readonly links = new Map<string, LinkEntry>();
  /** Number of finished checks. */
  resolved = 0;

  constructor(
    readonly policy: ProbePolicy,
    readonly context: ProbeContext,
    /** Limits how many local files are read at the same time. */
    readonly files: Schedule,
  ) {}

  /** Why stet sends no more requests: the time limit, or Ctrl-C. */
  get stopped(): Failure | undefined {
    return this.context.network.stopped;
  }

  /** Counts a check when it has finished. */
  async track(work: Promise<void>): Promise<void> {
    await work;
    this.resolved++;
  }
}
