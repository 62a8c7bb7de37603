/**
 * Limits the request rate per host. stet waits as long as a host demands ("too many requests"), up to `maxRetryAfter`,
 * and sends requests more slowly afterwards. A slow host gets no more requests than it responds to. stet gives up a
 * host that keeps refusing or never responds, so 500 images of a dead host cost no more than five.
 */
import { t } from "../platform/i18n.js";
import { type Failure, failure } from "./evidence.js";
import type { ProbePolicy } from "./probe.js";

/** The outcome of a request, as far as it shows the load of the host. */
export interface ResponseTiming {
  readonly method?: "HEAD" | "GET";
  /** `undefined`: no response. */
  readonly status: number | undefined;
  readonly ms: number;
  readonly retryAfter?: string | undefined;
  /** Why no response came, if the next request would probably fail too (timeout, refused connection). */
  readonly failure?: Failure | undefined;
}

export interface Pace {
  /** Milliseconds to wait before the next request to the host. Reserves that turn for the caller. */
  turn(host: string, now: number): number;
  record(host: string, answer: ResponseTiming, now: number): void;
  /** How many requests the host may have at the same time. */
  concurrency(host: string): number;
  /** Whether the host has never answered a HEAD, so that only GET is worth sending. */
  isDeafToHead(host: string): boolean;
  /** Why the host gets no more requests in this run. */
  isGivenUp(host: string, now: number): Failure | undefined;
}

/**
 * Consecutive refusals or timeouts after which stet gives up a host. Those of requests that were in flight together
 * count once.
 */
const enoughRefusals = 6;
const enoughSilences = 4;

/** Consecutive demands for a pause that is too long. A single URL may have one of its own. */
const enoughClosings = 3;

/** HEAD requests without a response after which only GET is sent, if no HEAD was answered. */
const enoughDeafHeads = 2;

/**
 * Milliseconds of the first pause after "too many requests" without Retry-After. Doubled each time (RFC 6585 does not
 * define a value).
 */
const firstPause = 1000;

/** The maximum interval in milliseconds. */
const longestInterval = 5000;

/** Milliseconds; slower responses show an overloaded host. */
const slowResponse = 3000;

interface Host {
  /** Milliseconds between two requests. */
  interval: number;
  /** Time of the next request. */
  next: number;
  refusals: number;
  silences: number;
  /** The failure of the last request without a response. */
  silence: Failure | undefined;
  /** Consecutive demands for a pause longer than `maxRetryAfter`; the host is closed after some. */
  closings: number;
  closedUntil: number;
  answered: boolean;
  /** When the last refusal or timeout came. Requests sent before belong to the same burst. */
  failedAt: number;
  /** The interval at which the host last refused: requests stay slower than that. */
  floor: number;
  concurrency: number;
  /** HEAD requests that got no response; `undefined` once one was answered. */
  deafHeads: number | undefined;
}

export function openPace(
  {
    interval,
    maxRetryAfter,
    concurrencyPerHost = 6,
  }: Pick<ProbePolicy, "interval" | "maxRetryAfter"> & Partial<Pick<ProbePolicy, "concurrencyPerHost">>,
  random: () => number = Math.random,
): Pace {
  const hosts = new Map<string, Host>();
  const of = (name: string): Host => {
    const known = hosts.get(name);
    if (known) return known;
    const host: Host = {
      interval,
      next: 0,
      refusals: 0,
      silences: 0,
      silence: undefined,
      closings: 0,
      closedUntil: 0,
      answered: false,
      failedAt: Number.NEGATIVE_INFINITY,
      floor: interval,
      concurrency: concurrencyPerHost,
      deafHeads: 0,
    };
    hosts.set(name, host);
    return host;
  };
  return {
    turn(name, now) {
      const host = of(name);
      const at = Math.max(host.next, now);
      host.next = at + host.interval;
      return at - now;
    },
    record(name, answer, now) {
      const host = of(name);
      const { status, ms, retryAfter, failure: silence } = answer;
      if (answer.method === "HEAD") {
        if (status !== undefined) host.deafHeads = undefined;
        else if (silence?.reason === "timeout" && host.deafHeads !== undefined) host.deafHeads++;
      }
      // Whether the request was sent after the last failure: if not, the host could not know better.
      const isNew = now - ms >= host.failedAt;
      if (status === 429 || (status === 503 && retryAfter !== undefined)) {
        const demanded = parseRetryAfter(retryAfter);
        const isTooLong = demanded !== undefined && demanded > maxRetryAfter;
        if (isNew) {
          host.failedAt = now;
          host.refusals++;
          host.silences = 0;
          host.closings = isTooLong ? host.closings + 1 : 0;
          host.floor = Math.max(host.floor, Math.min(host.interval * 1.25, longestInterval));
          host.interval = Math.min(Math.max(host.interval * 2, 250), longestInterval);
          host.concurrency = Math.max(1, Math.floor(host.concurrency / 2));
        }
        if (isTooLong && host.closings >= enoughClosings) host.closedUntil = Math.max(host.closedUntil, now + demanded);
        // Jitter, so that waiting requests (and those of other machines) are not sent at the same moment.
        const own = firstPause * 2 ** Math.min(Math.max(host.refusals - 1, 0), 4) * (0.75 + random() / 2);
        host.next = Math.max(host.next, now + (demanded === undefined || isTooLong ? own : demanded));
      } else if (status === undefined) {
        if (!silence || (answer.method === "HEAD" && silence.reason === "timeout")) return;
        host.silence = silence;
        if (!isNew) return;
        host.failedAt = now;
        host.silences++;
        host.concurrency = Math.max(1, Math.floor(host.concurrency / 2));
      } else {
        host.answered = true;
        host.refusals = 0;
        host.silences = 0;
        host.closings = 0;
        host.concurrency = Math.min(concurrencyPerHost, host.concurrency + 1);
        const eased = host.interval * 0.8;
        host.interval = Math.max(host.floor, eased < 10 ? 0 : eased);
        if (ms > slowResponse) host.interval = Math.max(host.interval, Math.min(ms / 4, longestInterval));
      }
    },
    concurrency: (name) => of(name).concurrency,
    isDeafToHead: (name) => (hosts.get(name)?.deafHeads ?? 0) >= enoughDeafHeads,
    isGivenUp(name, now) {
      const host = hosts.get(name);
      if (!host) return undefined;
      if (host.closedUntil > now) {
        const seconds = Math.ceil((host.closedUntil - now) / 1000);
        return failure(
          "rate-limited",
          t("probe.retryAfter", "no request sent: {host} allows the next request in {seconds} s", {
            host: name,
            seconds,
          }),
        );
      }
      if (host.refusals >= enoughRefusals)
        return failure(
          "rate-limited",
          t("probe.refusals", 'no request sent: {host} responded "too many requests" {count} times in a row', {
            host: name,
            count: host.refusals,
          }),
        );
      // A host that has responded before may have a short outage, so it gets more tries.
      const enough = host.answered ? 3 * enoughSilences : enoughSilences;
      if (host.silence && host.silences >= enough)
        return failure(
          host.silence.reason,
          t("probe.silences", "no request sent: {count} requests to {host} in a row got no response ({detail})", {
            count: host.silences,
            host: name,
            detail: host.silence.detail,
          }),
        );
      return undefined;
    },
  };
}

/**
 * Milliseconds of a Retry-After header (RFC 9110, 10.2.3): seconds, or a date. Some servers send "1m30s". `undefined`
 * for any other value.
 */
export function parseRetryAfter(text: string | undefined, now = Date.now()): number | undefined {
  const value = text?.trim();
  if (!value) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const [, minutes, seconds] = /^(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/i.exec(value) ?? [];
  if (minutes || seconds) return (Number(minutes ?? 0) * 60 + Number(seconds ?? 0)) * 1000;
  const date = /^[A-Z][a-z]{2,8},? /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
