/** The images of a run. Each URL is checked once, and again only for a higher `want`. */
import { t } from "../platform/i18n.js";
import { noteUnseen } from "../platform/observer.js";
import { answerContext } from "./answer-context.js";
import type { Evidence } from "./evidence.js";
import type { CachedEvidence, History, ProbeCache } from "./evidence-cache.js";
import { gather, revalidate } from "./gather-evidence.js";
import type { ImageQuery } from "./probe.js";
import type { ImageEntry, ProbeState } from "./probe-state.js";
import type { ImageFact, Want } from "./types.js";
import { failedFact, imageVerdict, linkVerdict } from "./verdict.js";
import { imageWithoutNetwork, remapped, requestKey } from "./without-network.js";

const day = 24 * 60 * 60 * 1000;

export class ImageChecks {
  readonly #state: ProbeState;
  #cache: Promise<ProbeCache> | undefined;

  constructor(state: ProbeState) {
    this.#state = state;
  }

  async check({ url, want, referer, internal = false, fresh }: ImageQuery): Promise<ImageFact> {
    const { images, policy } = this.#state;
    const written = requestKey(url);
    const requested = remapped(written, policy);
    const key = referer === undefined ? requested : `${requested} ${referer}`;
    let entry = images.get(key);
    if (!entry) {
      entry = this.#start(requested, want, referer);
      images.set(key, entry);
    } else if (want === "pixels" && entry.want === "status") this.#raise(entry, want);
    entry.internal &&= internal;
    await entry.pending;
    if (fresh !== undefined && !policy.offline && this.#isOlder(entry, fresh)) {
      entry.refreshing ??= this.#refresh(entry).finally(() => {
        entry.triedAt = Date.now();
        delete entry.refreshing;
      });
      await entry.refreshing;
    }
    const { fact } = entry;
    if (!fact) throw new Error(`no fact for ${key}`);
    if (fact.url === url) return fact;
    // If another URL was requested, `movedTo` is not about this one.
    const { movedTo, ...rest } = fact;
    return { ...rest, ...(movedTo !== undefined && requested === written && { movedTo }), url };
  }

  /** Every fact known so far, sorted by URL. */
  facts(): readonly ImageFact[] {
    return [...this.#state.images.values()]
      .flatMap(({ fact, internal }) => (internal ? [] : (fact ?? [])))
      .sort((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : 0));
  }

  async close(): Promise<void> {
    await (await this.#cache)?.close();
  }

  #start(url: string, want: Want, referer: string | undefined): ImageEntry {
    const evidence = { url, referer, requests: [] };
    const link = referer === undefined ? this.#state.links.get(url) : undefined;
    const entry: ImageEntry = { want, fact: undefined, evidence, link, pending: Promise.resolve(), internal: true };
    entry.pending = this.#state.track(this.#resolve(entry, want));
    return entry;
  }

  /** Raises the `want` of an image that was already checked. */
  #raise(entry: ImageEntry, want: Want): void {
    const { pending } = entry;
    entry.want = want;
    entry.pending = pending.then(() => {
      this.#state.resolved--;
      return this.#state.track(this.#resolve(entry, want));
    });
  }

  async #resolve(entry: ImageEntry, want: Want): Promise<void> {
    const { url, referer } = entry.evidence;
    const { policy, files } = this.#state;
    try {
      entry.fact = (await imageWithoutNetwork(url, want, policy, files)) ?? (await this.#withNetwork(entry, want));
    } catch (error) {
      // A bug in stet must not end the run, and must not be reported as a fact about the image.
      entry.fact = failedFact(
        url,
        "odd-response",
        t("probe.internalError", "internal error of stet: {message}", { message: (error as Error).message }),
      );
    }
    if (referer !== undefined) entry.fact = { ...entry.fact, referer };
    // No higher `want` is possible, so the evidence is removed from memory.
    if (want === "pixels") entry.evidence = { url, referer, requests: [] };
  }

  async #withNetwork(entry: ImageEntry, want: Want): Promise<ImageFact> {
    const { url, referer } = entry.evidence;
    const { policy } = this.#state;
    noteUnseen();
    this.#cache ??= policy.memory?.open(answerContext(policy));
    // A check for a higher `want` continues from the evidence in memory.
    const cached = entry.fact ? undefined : await (await this.#cache)?.get(url, referer);
    entry.history ??= cached?.history;
    const fresh = cached && this.#freshFact(cached, want);
    if (fresh && cached.evidence) {
      entry.evidence = cached.evidence;
      return fresh;
    }
    const { stopped } = this.#state;
    if (stopped) return entry.fact ?? failedFact(url, stopped.reason, stopped.detail);
    if (!entry.fact) {
      await entry.link?.pending;
      entry.evidence = entry.link?.evidence ?? entry.evidence;
    }
    entry.seenAt = Date.now();
    entry.evidence = await this.#gather(entry.evidence, cached?.evidence, want);
    const fact = imageVerdict(entry.evidence, policy);
    if (fact.verdict !== "ok") entry.linkFact = linkVerdict(entry.evidence, policy);
    // A request that stet canceled says nothing about the image.
    const ended = this.#state.stopped;
    if (ended && fact.verdict === "unverifiable")
      return failedFact(url, ended.reason, ended.detail, { requests: fact.requests });
    return this.#store(entry.evidence, fact, entry.history);
  }

  /** Whether the fact is of an earlier run, or older than a moment, and no newer one has been requested in vain. */
  #isOlder({ fact, seenAt, triedAt }: ImageEntry, fresh: true | number): boolean {
    if (fact?.asOf !== undefined) return triedAt === undefined || (fresh !== true && triedAt < fresh);
    return fresh !== true && seenAt !== undefined && Math.max(seenAt, triedAt ?? 0) < fresh;
  }

  /** Requests an image again that was only known from the cache or the ledger, or from long ago. Keeps the fact if nothing new is known. */
  async #refresh(entry: ImageEntry): Promise<void> {
    const { url, referer } = entry.evidence;
    const { policy, stopped } = this.#state;
    if (stopped) return;
    this.#cache ??= policy.memory?.open(answerContext(policy));
    const cached = await (await this.#cache)?.get(url, referer);
    const seenAt = Date.now();
    const evidence = await this.#gather({ url, referer, requests: [] }, cached?.evidence, entry.want);
    const fact = imageVerdict(evidence, policy);
    if (fact.verdict === "unverifiable" || fact.verdict === "unchecked") return;
    const stored = await this.#store(evidence, fact, cached?.history);
    entry.fact = { ...stored, ...(referer !== undefined && { referer }) };
    entry.seenAt = seenAt;
  }

  /** The fact from cached evidence, while it is trusted without a request. */
  #freshFact({ evidence, at }: CachedEvidence, want: Want): ImageFact | undefined {
    if (!evidence) return undefined;
    const { policy } = this.#state;
    const fact = imageVerdict(evidence, policy);
    const age = Date.now() - at;
    const isFresh = age >= 0 && age < (policy.memory?.ttl ?? 0) && fact.verdict === "ok" && suffices(evidence, want);
    return isFresh ? { ...fact, asOf: new Date(at).toISOString() } : undefined;
  }

  async #gather(seen: Evidence, cached: Evidence | undefined, want: Want): Promise<Evidence> {
    const { context } = this.#state;
    if (!cached) return gather(seen, want, context);
    const { evidence, same } = await revalidate(cached, context);
    return same && suffices(evidence, want) ? evidence : gather(evidence, want, context);
  }

  async #store(evidence: Evidence, fact: ImageFact, before: History | undefined): Promise<ImageFact> {
    const { url, referer } = evidence;
    const cache = await this.#cache;
    if (fact.verdict === "ok") await cache?.set(url, referer, { at: Date.now(), evidence });
    if (fact.verdict !== "broken") return fact;
    const now = Date.now();
    // A run with a clock in the future may have written the history.
    const history = { since: Math.min(before?.since ?? now, now), times: (before?.times ?? 0) + 1 };
    await cache?.set(url, referer, { at: now, history });
    const { runs, days } = this.#state.policy.failAfter;
    const enough = history.times >= runs && now - history.since >= days * day;
    return { ...fact, failing: { since: new Date(history.since).toISOString(), runs: history.times, enough } };
  }
}

/** Whether the evidence of a found image is enough for `want`. */
const suffices = ({ get }: Evidence, want: Want): boolean =>
  want === "status" || (get?.kind === "response" && get.body !== undefined && get.body.decoded.state !== "more");
