/** What the checks of one run share. */
import type { Evidence, Failure } from "./evidence.js";
import type { History } from "./evidence-cache.js";
import type { ProbePolicy } from "./probe.js";
import type { ProbeContext } from "./redirects.js";
import type { Schedule } from "./schedule.js";
import type { ImageFact, LinkFact, Want } from "./types.js";

export interface ImageEntry {
  want: Want;
  /** Settles when everything wanted so far is known. */
  pending: Promise<void>;
  fact: ImageFact | undefined;
  evidence: Evidence;
  /** Only other checks wanted it, so it is not among the facts of the run. */
  internal: boolean;
  /**
   * The same URL as a link, if that was checked before. It is looked up once, at the start: looked up later, the two could
   * wait for each other.
   */
  readonly link: LinkEntry | undefined;
  /** What the evidence says about the URL as a link. */
  linkFact?: LinkFact;
  /** How the image failed in earlier runs. */
  history?: History | undefined;
}

export interface LinkEntry {
  pending: Promise<void>;
  fact: LinkFact | undefined;
  /** The check of an image at the same URL continues from this evidence. */
  evidence: Evidence | undefined;
}

export class ProbeState {
  /** By URL; with a Referer, by both. */
  readonly images = new Map<string, ImageEntry>();
  readonly links = new Map<string, LinkEntry>();
  /** How many checks are done. */
  resolved = 0;

  constructor(
    readonly policy: ProbePolicy,
    readonly context: ProbeContext,
    /** Bounds how many local files are read at once. */
    readonly files: Schedule,
  ) {}

  /** Why no more requests are sent: the time limit, or Ctrl-C. */
  get stopped(): Failure | undefined {
    return this.context.network.stopped;
  }

  /** Counts a check as done when it is. */
  async track(work: Promise<void>): Promise<void> {
    await work;
    this.resolved++;
  }
}
