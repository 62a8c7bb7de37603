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
  /** Why the host gets no more requests in this run. */
  isGivenUp(host: string, now: number): Failure | undefined;
}

/** Consecutive refusals or timeouts after which stet gives up a host. */
const enoughRefusals = 6;
const enoughSilences = 4;

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
  /** Set if the host demands a pause longer than `maxRetryAfter`. */
  closedUntil: number;
  answered: boolean;
}

export function openPace(
  { interval, maxRetryAfter }: Pick<ProbePolicy, "interval" | "maxRetryAfter">,
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
      closedUntil: 0,
      answered: false,
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
    record(name, { status, ms, retryAfter, failure: silence }, now) {
      const host = of(name);
      if (status === 429 || (status === 503 && retryAfter !== undefined)) {
        host.refusals++;
        host.silences = 0;
        const retryAfterMs = parseRetryAfter(retryAfter);
        // Jitter, so that waiting requests (and those of other machines) are not sent at the same moment.
        const pause = retryAfterMs ?? firstPause * 2 ** Math.min(host.refusals - 1, 4) * (0.75 + random() / 2);
        if (pause > maxRetryAfter) host.closedUntil = Math.max(host.closedUntil, now + pause);
        else host.next = Math.max(host.next, now + pause);
        host.interval = Math.min(Math.max(host.interval * 2, 250), longestInterval);
      } else if (status === undefined) {
        if (!silence) return;
        host.silences++;
        host.silence = silence;
      } else {
        host.answered = true;
        host.refusals = 0;
        host.silences = 0;
        const eased = host.interval * 0.8;
        host.interval = Math.max(interval, eased < 10 ? 0 : eased);
        if (ms > slowResponse) host.interval = Math.max(host.interval, Math.min(ms / 4, longestInterval));
      }
    },
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
