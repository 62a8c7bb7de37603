/**
 * What is true of pictures: questions in, facts out.
 *
 * - Each distinct URL is asked once a run, however many ask for it: HEAD first, then a GET of the first bytes where HEAD
 *   is refused, unclear, or says too little (chain.ts). A later, higher `want` adds only what is missing.
 * - Seeing and judging are apart: requests give evidence (evidence.ts), a pure function makes the fact (verdict.ts).
 * - `broken` is said only of what no reader can see; whatever may be our place, our haste or our being a program is
 *   `unverifiable`.
 * - No address within private networks is asked, at any hop and by any spelling, unless the policy allows it (guard.ts).
 * - request.ts alone touches sockets.
 */
import { t } from "../platform/i18n.js";
import { askArchive } from "./archive.js";
import { gather, gatherPage, hashOf, revalidate } from "./chain.js";
import { lookAtData } from "./data-url.js";
import { type Evidence, type Failure, failure } from "./evidence.js";
import { openGuard } from "./guard.js";
import type { LedgerEntry } from "./ledger.js";
import { lookAtFile } from "./local.js";
import type { History, Memory } from "./memory.js";
import type { World } from "./redirects.js";
import { interrupted, openNetwork } from "./request.js";
import { openSchedule } from "./schedule.js";
import type { ArchivedCopy, ImageFact, LinkFact, Probe, ProbePolicy, Question, Want } from "./types.js";
import { judge, judgePage, met, offlineFact, page, unmet } from "./verdict.js";

const day = 24 * 60 * 60 * 1000;

interface Entry {
  want: Want;
  /** Settles when everything asked so far is known. */
  pending: Promise<void>;
  fact: ImageFact | undefined;
  evidence: Evidence;
  aside: boolean;
  /** The same URL as a link, if that was asked before. (Not looked up later: one of them must not wait for the other.) */
  readonly linked: Page | undefined;
  /** What this evidence says of the URL as something to be linked. */
  page?: LinkFact;
  /** How it was failing before this run. */
  history?: History | undefined;
}

/** A URL that is linked. */
interface Page {
  pending: Promise<void>;
  fact: LinkFact | undefined;
  /** What was asked for it, which a question about a picture there goes on from. */
  evidence: Evidence | undefined;
}

/** Opens a probe for one run. It holds sockets open until `close()`. */
export function openProbe(policy: ProbePolicy): Probe {
  const guard = openGuard(policy);
  let host: string | undefined;
  const network = openNetwork(policy, guard, (asked) => {
    host = asked;
  });
  const world: World = { policy, network, guard, controls: new Map() };
  const files = openSchedule(policy);
  const whyStopped = () => network.stopped;
  const { run } = policy.timeouts;
  // The clock starts with the first question: what a run does before is not the network's time.
  let alarm: NodeJS.Timeout | undefined;
  const startClock = () => {
    if (run === 0 || alarm) return;
    alarm = setTimeout(
      () =>
        network.stop(
          failure(
            "time-budget",
            t("probe.timeBudget", "the time limit for all checks was reached ({seconds} s)", { seconds: run / 1000 }),
          ),
        ),
      run,
    );
    alarm.unref();
  };
  const ttl = policy.memory?.ttl ?? 0;
  let memory: Promise<Memory> | undefined;
  const entries = new Map<string, Entry>();
  /** Offline there is only one thing to say of a URL, and tens of thousands that it is said of. */
  const isSilent =
    policy.offline &&
    !policy.ledger &&
    policy.exclude.length === 0 &&
    policy.include.length === 0 &&
    policy.remap.length === 0;
  const unasked = new Set<string>();
  const pages = new Map<string, Page>();
  const copies = new Map<string, Promise<ArchivedCopy | undefined>>();
  let archiveTrouble: string | undefined;
  let answered = 0;

  async function answer(entry: Entry, want: Want): Promise<void> {
    const { url, referer } = entry.evidence;
    try {
      entry.fact = (await withoutNetwork(url, want, policy, files)) ?? (await withNetwork(entry, want));
    } catch (error) {
      // A bug of ours must not take the run down with it, nor pass for a fact about the picture.
      entry.fact = unmet(
        url,
        "odd-response",
        t("probe.internalError", "internal error of stet: {message}", { message: (error as Error).message }),
      );
    }
    if (referer !== undefined) entry.fact = { ...entry.fact, referer };
    // Nothing more can be asked: what was seen need not be kept.
    if (want === "pixels") entry.evidence = { url, referer, requests: [] };
  }

  async function withNetwork(entry: Entry, want: Want): Promise<ImageFact> {
    const { url, referer } = entry.evidence;
    memory ??= policy.memory?.open();
    // A raised question has been remembered before, and goes on from what was seen since.
    const remembered = entry.fact ? undefined : await (await memory)?.recall(url, referer);
    entry.history ??= remembered?.history;
    if (remembered?.evidence) {
      const fact = judge(remembered.evidence, policy);
      const age = Date.now() - remembered.at;
      if (age >= 0 && age < ttl && fact.verdict === "ok" && knows(remembered.evidence, want)) {
        entry.evidence = remembered.evidence;
        return { ...fact, asOf: new Date(remembered.at).toISOString() };
      }
    }
    const stopped = whyStopped();
    if (stopped) return entry.fact ?? unmet(url, stopped.reason, stopped.detail);
    if (!entry.fact) {
      await entry.linked?.pending;
      entry.evidence = entry.linked?.evidence ?? entry.evidence;
    }
    if (remembered?.evidence) {
      const { evidence, same } = await revalidate(remembered.evidence, world);
      entry.evidence = evidence;
      if (!same || !knows(evidence, want)) entry.evidence = await gather(evidence, want, world);
    } else entry.evidence = await gather(entry.evidence, want, world);
    const fact = judge(entry.evidence, policy);
    if (fact.verdict !== "ok") entry.page = judgePage(entry.evidence, policy);
    // A request that we ended ourselves says nothing of the picture.
    const ended = whyStopped();
    if (ended && fact.verdict === "unverifiable")
      return unmet(url, ended.reason, ended.detail, { requests: fact.requests });
    return remember(entry.evidence, fact, entry.history);
  }

  async function remember(evidence: Evidence, fact: ImageFact, before: History | undefined): Promise<ImageFact> {
    const { url, referer } = evidence;
    const opened = await memory;
    if (fact.verdict === "ok") await opened?.remember(url, referer, { at: Date.now(), evidence });
    if (fact.verdict !== "broken") return fact;
    const now = Date.now();
    const history = { since: before?.since ?? now, times: (before?.times ?? 0) + 1 };
    await opened?.remember(url, referer, { at: now, history });
    const { runs, days } = policy.failAfter;
    const enough = history.times >= runs && now - history.since >= days * day;
    return { ...fact, failing: { since: new Date(history.since).toISOString(), runs: history.times, enough } };
  }

  function start(url: string, want: Want, referer: string | undefined): Entry {
    const evidence = { url, referer, requests: [] };
    const linked = referer === undefined ? pages.get(url) : undefined;
    const entry: Entry = { want, fact: undefined, evidence, linked, pending: Promise.resolve(), aside: true };
    entry.pending = track(answer(entry, want));
    return entry;
  }

  async function track(work: Promise<void>): Promise<void> {
    await work;
    answered++;
  }

  async function answerPage(url: string, entry: Page): Promise<void> {
    try {
      entry.fact = linkWithoutNetwork(url, policy) ?? (await seenAsPicture(url)) ?? (await askForPage(url, entry));
    } catch (error) {
      entry.fact = page(
        url,
        failure(
          "odd-response",
          t("probe.internalError", "internal error of stet: {message}", { message: (error as Error).message }),
        ),
      );
    }
  }

  async function seenAsPicture(url: string): Promise<LinkFact | undefined> {
    const picture = entries.get(url);
    await picture?.pending;
    if (picture?.fact?.verdict !== "ok") return picture?.page;
    const { finalUrl, requests } = picture.fact;
    return page(url, undefined, { finalUrl, requests });
  }

  async function askForPage(url: string, entry: Page): Promise<LinkFact> {
    if (policy.offline) return page(url, failure("offline", t("probe.offline", "offline, no request sent")));
    const stopped = whyStopped();
    if (stopped) return page(url, stopped);
    const evidence = await gatherPage({ url }, world);
    const { requests, head } = evidence;
    entry.evidence = { url, requests, ...(head && { head }) };
    const fact = judgePage(evidence, policy);
    // A request that we ended ourselves says nothing of the page.
    const ended = whyStopped();
    return ended && fact.verdict === "unverifiable" ? page(url, ended, { requests }) : fact;
  }

  return {
    async askPage(url: string): Promise<LinkFact> {
      const key = remapped(keyOf(url), policy);
      startClock();
      let entry = pages.get(key);
      if (!entry) {
        entry = { pending: Promise.resolve(), fact: undefined, evidence: undefined };
        pages.set(key, entry);
        entry.pending = track(answerPage(key, entry));
      }
      await entry.pending;
      const { fact } = entry;
      if (!fact) throw new Error(`no fact for ${key}`);
      return fact.url === url ? fact : { ...fact, url };
    },
    async ask({ url, want, referer, aside = false }: Question): Promise<ImageFact> {
      if (isSilent && referer === undefined && isWeb.test(url)) {
        if (!aside && !unasked.has(url)) unasked.add(ownText(url));
        return offlineFact(url);
      }
      const written = keyOf(url);
      const asked = remapped(written, policy);
      const key = referer === undefined ? asked : `${asked} ${referer}`;
      let entry = entries.get(key);
      startClock();
      if (!entry) {
        entry = start(asked, want, referer);
        entries.set(key, entry);
      } else if (want === "pixels" && entry.want === "status") {
        const { pending } = entry;
        const raised = entry;
        raised.want = want;
        raised.pending = pending.then(() => {
          answered--;
          return track(answer(raised, want));
        });
      }
      entry.aside &&= aside;
      await entry.pending;
      const { fact } = entry;
      if (!fact) throw new Error(`no fact for ${key}`);
      if (fact.url === url) return fact;
      // Where another URL was asked, it is not this one that has moved.
      const { movedTo, ...rest } = fact;
      return { ...rest, ...(movedTo !== undefined && asked === written && { movedTo }), url };
    },
    archiveTrouble: () => archiveTrouble,
    async archived(url, day) {
      const { archive } = policy;
      if (archive === undefined) return undefined;
      if (network.stopped) return undefined;
      const key = `${url} ${day ?? ""}`;
      let copy = copies.get(key);
      if (!copy) {
        copy = askArchive(archive, { url, day }, world).then(
          (found) => {
            if (!found || !("kind" in found)) return found;
            archiveTrouble ??= found.detail;
            return undefined;
          },
          (error: unknown) => {
            archiveTrouble ??= t("probe.internalError", "internal error of stet: {message}", {
              message: (error as Error).message,
            });
            return undefined;
          },
        );
        copies.set(key, copy);
      }
      return copy;
    },
    hash: (url) => hashOf({ url: keyOf(url) }, world, () => {}),
    progress: () => ({ asked: entries.size + pages.size + unasked.size, answered: answered + unasked.size, host }),
    facts: () =>
      [...entries.values()]
        .flatMap(({ fact, aside }) => (aside ? [] : (fact ?? [])))
        .sort((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : 0)),
    unasked: () => unasked,
    passOver(urls) {
      if (!isSilent || !urls.every((url) => isWeb.test(url))) return false;
      for (const url of urls) if (!unasked.has(url)) unasked.add(ownText(url));
      return true;
    },
    pages: () => [...pages.values()].flatMap(({ fact }) => fact ?? []).sort((a, b) => (a.url < b.url ? -1 : 1)),
    interrupt: () => network.stop(interrupted()),
    async close() {
      clearTimeout(alarm);
      await network.close();
      await (await memory)?.close();
    },
  };
}

/** Whether what was seen of a picture that is there tells as much as is wanted. */
const knows = ({ get }: Evidence, want: Want): boolean =>
  want === "status" || (get?.kind === "response" && get.body !== undefined && get.body.decoded.state !== "more");

/** Spellings of a URL that ask for the same thing; the fragment is never sent. */
function keyOf(url: string): string {
  if (/^data:/i.test(url) || !URL.canParse(url)) return url.split("#", 1)[0] ?? url;
  const parsed = new URL(url);
  parsed.hash = "";
  return parsed.href;
}

const fromLedger = ({ url, type, width, height, bytes, start, final, day }: LedgerEntry) => ({
  type: type ?? undefined,
  declaredType: type ?? undefined,
  width: width ?? undefined,
  height: height ?? undefined,
  bytes: bytes ?? undefined,
  ...(start !== null && { start }),
  finalUrl: final ?? url,
  asOf: day,
  fromLedger: true as const,
});

function exclusion(url: string, { exclude, include }: ProbePolicy): Failure | undefined {
  const fits = (one: RegExp) => url.search(one) >= 0;
  const pattern = exclude.find(fits);
  if (pattern) return failure("excluded", t("probe.excluded", "excluded by {pattern}", { pattern: String(pattern) }));
  return include.length === 0 || !/^https?:/i.test(url) || include.some(fits)
    ? undefined
    : failure("excluded", t("probe.notIncluded", "not matched by the included URLs"));
}

/** The URL that is asked in the place of this one. */
function remapped(url: string, { remap }: ProbePolicy): string {
  const entry = remap.find(({ from }) => url.search(from) >= 0);
  return entry ? keyOf(url.replace(entry.from, entry.to)) : url;
}

function linkWithoutNetwork(url: string, policy: ProbePolicy): LinkFact | undefined {
  const isWeb = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  const trouble = isWeb
    ? exclusion(url, policy)
    : failure("unsupported", t("probe.notHttp", "not an absolute HTTP or HTTPS URL"));
  return trouble && page(url, trouble);
}

/** The fact, if it can be known without asking anyone. */
async function withoutNetwork(
  url: string,
  want: Want,
  policy: ProbePolicy,
  files: ReturnType<typeof openSchedule>,
): Promise<ImageFact | undefined> {
  const excluded = exclusion(url, policy);
  if (excluded) return unmet(url, excluded.reason, excluded.detail);
  if (/^data:/i.test(url)) return lookAtData(url, policy.maxBytes);
  if (!URL.canParse(url)) return unmet(url, "unsupported", t("probe.notAbsolute", "not an absolute URL"));
  const { protocol } = new URL(url);
  if (protocol === "file:") return files("file", () => lookAtFile(url, policy.maxBytes));
  if (protocol !== "http:" && protocol !== "https:")
    return unmet(url, "unsupported", t("probe.protocol", "{protocol} URLs are not checked", { protocol }));
  const known = policy.ledger?.get(url);
  if (known && (want === "status" || known.width !== null || policy.offline)) return met(url, fromLedger(known));
  return policy.offline ? offlineFact(url) : undefined;
}

/** A copy that holds on to nothing: a part of a string keeps the whole of it, which is an article, in memory. */
const ownText = (text: string): string => JSON.parse(JSON.stringify(text));
/** As references name them, normalised and without a fragment. */
const isWeb = /^https?:\/\/[^#\s]*$/;
