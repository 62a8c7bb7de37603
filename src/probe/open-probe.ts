/**
 * Checks images and links.
 *
 * - Each URL is requested once a run, however many articles refer to it: HEAD first, then a GET of the first bytes if
 * HEAD is refused, unclear or not enough (gather-evidence.ts). A later query with a higher `want` adds what is missing.
 * - Evidence and verdict are separate: requests give evidence (evidence.ts), and a pure function computes the fact
 * (verdict.ts).
 * - `broken` means that no reader can see the image. If the cause may be this machine, its speed or a block of bots,
 * the verdict is `unverifiable`.
 * - No private address is requested, at any redirect and in any spelling, unless the policy allows it (guard.ts).
 * - Only request.ts uses sockets.
 */
import { t } from "../platform/i18n.js";
import { ArchiveCopies } from "./archive-copies.js";
import { failure } from "./evidence.js";
import { download, hashOf } from "./gather-evidence.js";
import { openGuard } from "./guard.js";
import { ImageChecks } from "./image-checks.js";
import { LinkChecks } from "./link-checks.js";
import type { DownloadingProbe, ProbePolicy } from "./probe.js";
import { ProbeState } from "./probe-state.js";
import type { ProbeContext } from "./redirects.js";
import { interrupted, type Network, openNetwork } from "./request.js";
import { openSchedule } from "./schedule.js";
import { offlineFact } from "./verdict.js";
import { remapped, requestKey } from "./without-network.js";

/** Opens a probe for one run. It keeps sockets open until `close()`. */
export function openProbe(policy: ProbePolicy): DownloadingProbe {
  let host: string | undefined;
  const guard = openGuard(policy);
  const network = openNetwork(policy, guard, (requested) => {
    host = requested;
  });
  const context: ProbeContext = { policy, network, guard, controls: new Map() };
  const state = new ProbeState(policy, context, openSchedule(policy));
  const images = new ImageChecks(state);
  const links = new LinkChecks(state);
  const copies = new ArchiveCopies(state);
  const limit = new TimeLimit(policy.timeouts.run, network);
  /**
   * URLs of which stet only knows that the run is offline. There may be tens of thousands, so they have no fact each.
   */
  const skipped = new Set<string>();
  const maySkip = onlyOffline(policy);
  const skip = (url: string) => {
    if (!skipped.has(url)) skipped.add(copyOf(url));
  };

  return {
    async checkLink(url, want) {
      limit.start();
      return links.check(url, want);
    },
    async checkImage(query) {
      if (maySkip && query.referer === undefined && isWeb.test(query.url)) {
        if (!query.internal) skip(query.url);
        return offlineFact(query.url);
      }
      limit.start();
      return images.check(query);
    },
    archivedCopy: (url, day) => copies.find(url, day),
    archiveError: () => copies.error,
    hash: (url) => hashOf({ url: requestKey(url) }, context, () => {}),
    download: (url, maxBytes) => download(remapped(requestKey(url), policy), maxBytes, context),
    requestedFor: (url) => (policy.remap.length > 0 ? remapped(requestKey(url), policy) : url),
    progress: () => ({
      requested: state.images.size + state.links.size + skipped.size,
      resolved: state.resolved + skipped.size,
      host,
    }),
    imageFacts: () => images.facts(),
    linkFacts: () => links.facts(),
    skippedUrls: () => skipped,
    skipOffline(urls) {
      if (!maySkip || !urls.every((url) => isWeb.test(url))) return false;
      urls.forEach(skip);
      return true;
    },
    interrupt: () => network.stop(interrupted()),
    async close() {
      limit.clear();
      await network.close();
      await images.close();
    },
  };
}

/** The time limit of the whole run. It starts with the first check, so the time before is not counted. */
class TimeLimit {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    /** Milliseconds; 0 for no limit. */
    private readonly ms: number,
    private readonly network: Network,
  ) {}

  start(): void {
    if (this.ms === 0 || this.#timer) return;
    this.#timer = setTimeout(() => {
      const detail = t("probe.timeBudget", "the time limit for all checks was reached ({seconds} s)", {
        seconds: this.ms / 1000,
      });
      this.network.stop(failure("time-budget", detail));
    }, this.ms);
    this.#timer.unref();
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}

/** Whether "offline" is the fact of every web image. */
const onlyOffline = ({ offline, ledger, exclude, include, remap }: ProbePolicy): boolean =>
  offline && !ledger && exclude.length === 0 && include.length === 0 && remap.length === 0;

/** A real copy: V8 keeps the whole article in memory for a slice of its text. */
const copyOf = (text: string): string => JSON.parse(JSON.stringify(text));

/** URLs as references give them: normalized, without a fragment. */
const isWeb = /^https?:\/\/[^#\s]*$/;
