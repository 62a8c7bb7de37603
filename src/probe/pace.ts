/**
 * How fast each host is asked. A host that says "too many requests" is left alone for as long as it asks, if that is
 * bearable, and asked more slowly from then on; one that answers slowly is asked no faster than it answers; one that
 * keeps refusing, or never answers, is given up for the run, so that 500 pictures of a dead host cost what five cost.
 */
import { t } from "../platform/i18n.js";
import { type Failure, failure } from "./evidence.js";
import type { ProbePolicy } from "./probe.js";

/** What came back, as far as it tells how the host bears us. */
export interface ResponseTiming {
  /** `undefined`: no response came. */
  readonly status: number | undefined;
  readonly ms: number;
  readonly retryAfter?: string | undefined;
  /** No response came, in a way that the next request would meet too (time-out, refused connection). */
  readonly failure?: Failure | undefined;
}

export interface Pace {
  /** Milliseconds until the host may be asked; the caller who gets them has taken that turn. */
  turn(host: string, now: number): number;
  record(host: string, answer: ResponseTiming, now: number): void;
  /** Why the host is not asked any more in this run. */
  isGivenUp(host: string, now: number): Failure | undefined;
}

/** Answers in a row, with no better one between, after which a host is given up. */
const enoughRefusals = 6;
const enoughSilences = 4;

/** The first pause after "too many requests" without a Retry-After; doubled each time (RFC 6585 names no number). */
const firstPause = 1000;

/** An interval never grows beyond this: at that pace a host is as good as given up. */
const longestInterval = 5000;

/** Answers that take longer than this show a host at its limit. */
const slowResponse = 3000;

interface Host {
  /** Milliseconds between two requests. */
  interval: number;
  /** When the next may be sent. */
  next: number;
  refusals: number;
  silences: number;
  /** The last silence, in words. */
  silence: Failure | undefined;
  /** Until when it has asked to be left alone, beyond what we wait for. */
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
        const asked = parseRetryAfter(retryAfter);
        // Jitter, so that waiting requests (and other machines' runs) do not come back all at once.
        const pause = asked ?? firstPause * 2 ** Math.min(host.refusals - 1, 4) * (0.75 + random() / 2);
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
      // One that has answered before may be having a bad minute: it gets more patience.
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
 * Milliseconds of a Retry-After header (RFC 9110, 10.2.3): seconds, or a date. Some servers
 * send "1m30s". `undefined` for anything else.
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
