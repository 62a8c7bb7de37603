/** The links of a run. Each URL is checked once. Evidence for the same URL as an image is reused. */
import { t } from "../platform/i18n.js";
import { noteUnseen } from "../platform/observer.js";
import { failure } from "./evidence.js";
import { gatherPage } from "./gather-evidence.js";
import { isAmong, pageIds } from "./page-ids.js";
import type { LinkEntry, ProbeState } from "./probe-state.js";
import type { LinkFact, LinkWant } from "./types.js";
import { linkFactFrom, linkVerdict } from "./verdict.js";
import { linkWithoutNetwork, remapped, requestKey } from "./without-network.js";

export class LinkChecks {
  readonly #state: ProbeState;

  constructor(state: ProbeState) {
    this.#state = state;
  }

  async check(url: string, want: LinkWant = "status"): Promise<LinkFact> {
    const { links, policy, context } = this.#state;
    const key = remapped(requestKey(url), policy);
    let entry = links.get(key);
    if (!entry) {
      entry = { pending: Promise.resolve(), fact: undefined, evidence: undefined };
      links.set(key, entry);
      entry.pending = this.#state.track(this.#resolve(key, entry));
    }
    await entry.pending;
    const { fact } = entry;
    if (!fact) throw new Error(`no fact for ${key}`);
    const { movedTo, ...rest } = fact;
    // If another URL was requested, `movedTo` is not about this one.
    const own = { ...rest, ...(movedTo !== undefined && requestKey(url) === key && { movedTo }), url };
    const [, fragment = ""] = /#(.*)$/s.exec(url) ?? [];
    if (want === "status" || fragment === "" || fact.verdict !== "ok" || this.#state.stopped) return own;
    entry.ids ??= pageIds(key, context);
    const ids = await entry.ids;
    return ids ? { ...own, hasFragment: isAmong(ids, fragment) } : own;
  }

  /** Every fact known so far, sorted by URL. */
  facts(): readonly LinkFact[] {
    return [...this.#state.links.values()].flatMap(({ fact }) => fact ?? []).sort((a, b) => (a.url < b.url ? -1 : 1));
  }

  async #resolve(url: string, entry: LinkEntry): Promise<void> {
    try {
      entry.fact =
        linkWithoutNetwork(url, this.#state.policy) ??
        (await this.#seenAsImage(url)) ??
        (await this.#withNetwork(url, entry));
    } catch (error) {
      entry.fact = linkFactFrom(
        url,
        failure(
          "odd-response",
          t("probe.internalError", "internal error of stet: {message}", { message: (error as Error).message }),
        ),
      );
    }
  }

  async #seenAsImage(url: string): Promise<LinkFact | undefined> {
    const image = this.#state.images.get(url);
    await image?.pending;
    if (image?.fact?.verdict !== "ok") return image?.linkFact;
    const { finalUrl, movedTo, requests } = image.fact;
    return linkFactFrom(url, undefined, { finalUrl, requests, ...(movedTo !== undefined && { movedTo }) });
  }

  async #withNetwork(url: string, entry: LinkEntry): Promise<LinkFact> {
    const { policy, context, stopped } = this.#state;
    if (policy.offline) return linkFactFrom(url, failure("offline", t("probe.offline", "offline, no request sent")));
    noteUnseen();
    if (stopped) return linkFactFrom(url, stopped);
    const evidence = await gatherPage({ url }, context);
    const { requests, head } = evidence;
    entry.evidence = { url, requests, ...(head && { head }) };
    const fact = linkVerdict(evidence, policy);
    // A request that stet canceled says nothing about the page.
    const ended = this.#state.stopped;
    return ended && fact.verdict === "unverifiable" ? linkFactFrom(url, ended, { requests }) : fact;
  }
}
