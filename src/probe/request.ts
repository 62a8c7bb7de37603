/** Sends one HTTP request: waits for its turn, reads as much of the response as needed, and reports failures. */
import { EventEmitter } from "node:events";
import type { Readable } from "node:stream";
import { t } from "../platform/i18n.js";
import { type Connections, openConnections } from "./connections.js";
import { openNames } from "./dns.js";
import { decompressed, encodingsOf, isCompressed, isReadable } from "./encodings.js";
import { type Failure, failure, hasFile, ProbeStop, short } from "./evidence.js";
import { explain } from "./failures.js";
import type { Guard } from "./guard.js";
import { openPace } from "./pace.js";
import type { ProbePolicy } from "./probe.js";
import { proxyFor } from "./proxies.js";
import { openSchedule } from "./schedule.js";

export interface Outgoing {
  readonly method: "HEAD" | "GET";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Maximum number of bytes to read. */
  readonly maxBytes: number;
  /** Receives the bytes read so far and returns the length that is needed. Not called for a status without an image. */
  wants(prefix: Uint8Array): number;
}

export interface Incoming {
  readonly kind: "incoming";
  readonly status: number;
  /**
   * Names in lower case. Multiple values are joined by ", ", those of Set-Cookie by "
   * ".
   */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** The body was read to its end. */
  readonly complete: boolean;
  /** Why the body ended early, unless stet ended it. */
  readonly broken?: Failure;
}

export interface SendResult {
  readonly ms: number;
  readonly result: Incoming | Failure;
  readonly sent: boolean;
  /** The response was malformed, so the request was sent a second time, for `result`. */
  readonly malformed?: Failure;
}

export interface Network {
  /**
   * Waits for its turn, then sends the request. Never rejects. `sent`: false if no request was sent, because the network
   * is stopped or stet has given up the host.
   */
  send(outgoing: Outgoing): Promise<SendResult>;
  /** Resolves after some milliseconds, or when requests are stopped. */
  pause(milliseconds: number): Promise<void>;
  /** Why no more requests are sent. */
  readonly stopped: Failure | undefined;
  /** Cancels the current requests and sends no more. The first reason stays. */
  stop(why: Failure): void;
  close(): Promise<void>;
}

/** Bytes of an error page that are read, for the marks of bot walls. */
const errorPageBytes = 4096;

/** A rest of up to this many bytes is read to the end, so that the connection can be reused. */
const cheapRest = 4096;

export const interrupted = (): Failure =>
  failure("interrupted", t("probe.interrupted", "the run ended before a response arrived"));

/** @param onSend is called with the host of each request. */
export function openNetwork(policy: ProbePolicy, guard: Guard, onSend: (host: string) => void): Network {
  const pace = openPace(policy);
  const turn = async (host: string): Promise<void> => {
    if (pace.isGivenUp(host, performance.now())) return;
    const wait = pace.turn(host, performance.now());
    if (wait > 0) await pause(wait);
  };
  const schedule = openSchedule(policy, turn, pace.concurrency);
  const names = openNames(guard, policy.timeouts.connect);
  const active = new Set<Cancellation>();
  const wakers = new Set<() => void>();
  let connections: Promise<Connections> | undefined;
  let stopped: Failure | undefined;

  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        wakers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, stopped ? 0 : milliseconds);
      wakers.add(wake);
    });

  const stop = (why: Failure): void => {
    stopped ??= why;
    for (const wake of wakers) wake();
    for (const one of active) one.cancel(stopped);
    names.close();
  };

  /** The failure of a HEAD that is not sent, because the host has never answered one. GET follows. */
  const deafness = (method: Outgoing["method"], host: string): Failure | undefined =>
    method === "HEAD" && pace.isDeafToHead(host)
      ? failure("timeout", t("probe.deafToHead", "no HEAD sent: {host} has never answered one", { host }))
      : undefined;

  async function ask(outgoing: Outgoing, keep: boolean, lenient = false): Promise<Incoming | undefined> {
    const signal = new Cancellation();
    active.add(signal);
    const total = setTimeout(() => signal.cancel(tooLong(policy.timeouts.total)), policy.timeouts.total);
    try {
      connections ??= openConnections(policy, guard, names);
      const { method, headers: sent, url } = outgoing;
      const { request, requestLeniently } = await connections;
      const options = { method, headers: sent, signal };
      const response = await (lenient ? requestLeniently(url, options) : request(url, { ...options, keep }));
      if (!response) return undefined;
      refuseContradiction(response.headers);
      const headers = flatten(response.headers);
      const body = await readBody(outgoing, response.statusCode, headers, response.body, policy);
      return { kind: "incoming", status: response.statusCode, headers, ...body };
    } finally {
      clearTimeout(total);
      active.delete(signal);
    }
  }

  /** The response as undici reads it or, if that refuses it, as a browser does. */
  async function askTwice(outgoing: Outgoing, keep: boolean): Promise<Pick<SendResult, "result" | "malformed">> {
    const failed = (error: unknown) => stopped ?? ofProxy(explain(error, policy), outgoing.url, policy);
    const first = (await ask(outgoing, keep).catch(failed)) as Incoming | Failure;
    // The body of an error does not matter.
    const isRead = first.kind === "failure" || hasFile(first.status);
    const malformed = first.kind === "failure" ? first : first.broken;
    if (!isRead || !malformed?.malformed || stopped) return { result: first };
    const second = await ask(outgoing, keep, true).catch(failed);
    return second ? { result: second, malformed } : { result: first };
  }

  return {
    get stopped() {
      return stopped;
    },
    send: (outgoing) =>
      schedule(outgoing.url.host, async (more) => {
        const { host } = outgoing.url;
        const start = performance.now();
        const refused = stopped ?? pace.isGivenUp(host, start) ?? deafness(outgoing.method, host);
        if (refused) return { ms: 0, result: refused, sent: false };
        onSend(host);
        const { result, malformed } = await askTwice(outgoing, more);
        const now = performance.now();
        const ms = Math.round(now - start);
        const came = result.kind === "incoming" ? result : undefined;
        pace.record(
          host,
          {
            status: came?.status,
            ms,
            retryAfter: came?.headers.get("retry-after"),
            method: outgoing.method,
            failure: result.kind === "failure" && isSilence(result) ? result : undefined,
          },
          now,
        );
        return { ms, result, sent: true, ...(malformed && { malformed }) };
      }),
    pause,
    stop,
    async close() {
      stop(interrupted());
      names.close();
      await (await connections)?.destroy();
    },
  };
}

/**
 * A replacement for AbortController, which undici accepts too. AbortController took more time than all other code here.
 */
class Cancellation extends EventEmitter {
  aborted = false;
  reason: ProbeStop | undefined;

  cancel(why: Failure): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = new ProbeStop(why);
    this.emit("abort");
  }
}

/** The failure may be caused by the proxy. */
function ofProxy(trouble: Failure, url: URL, { proxies }: ProbePolicy): Failure {
  const proxy = proxyFor(proxies, url);
  if (!proxy || trouble.reason === "blocked-address") return trouble;
  return {
    ...trouble,
    detail: t("probe.throughProxy", "{detail} (through the proxy {host})", {
      detail: trouble.detail,
      host: proxy.host,
    }),
  };
}

/** Whether the next request to the host would probably fail in the same way. */
const isSilence = ({ reason }: Failure): boolean => reason === "timeout" || reason === "connection" || reason === "tls";

const tooLong = (milliseconds: number) =>
  failure(
    "timeout",
    t("probe.totalTimeout", "no complete response within {seconds} s", {
      seconds: milliseconds / 1000,
    }),
  );

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    flat.set(name.toLowerCase(), Array.isArray(value) ? joined(name.toLowerCase(), value) : value);
  }
  return flat;
}

/** @throws ProbeStop for headers with different values of which browsers refuse the response. */
function refuseContradiction(headers: Readonly<Record<string, string | string[] | undefined>>): void {
  for (const name of ["location", "content-disposition"]) {
    const value = headers[name];
    if (Array.isArray(value) && new Set(value).size > 1)
      throw new ProbeStop(
        failure("odd-response", t("probe.http.contradiction", "different values of {name} in one response", { name })),
      );
  }
}

/** Headers of one value, which some servers repeat. Browsers take equal ones for one. */
const single = new Set(["location", "content-type", "content-length", "content-range", "retry-after", "etag"]);

function joined(name: string, values: readonly string[]): string {
  if (name === "set-cookie") return values.join("\n");
  const [first = ""] = values;
  return single.has(name) && values.every((value) => value === first) ? first : values.join(", ");
}

type ReadResult = Pick<Incoming, "body" | "complete" | "broken">;

async function readBody(
  outgoing: Outgoing,
  status: number,
  headers: ReadonlyMap<string, string>,
  stream: Readable,
  policy: ProbePolicy,
): Promise<ReadResult> {
  const isPicture = hasFile(status);
  const maxBytes = isPicture ? outgoing.maxBytes : errorPageBytes;
  const wants = (prefix: Uint8Array) => (isPicture ? outgoing.wants(prefix) : errorPageBytes);
  // Errors are handled by the loop below. This listener prevents an uncaught error after the loop has ended.
  stream.on("error", () => {});
  if (outgoing.method === "HEAD") {
    stream.resume();
    return { body: new Uint8Array(), complete: true };
  }
  const encodings = encodingsOf(headers.get("content-encoding"));
  if (!isReadable(encodings)) {
    stream.destroy();
    return {
      body: new Uint8Array(),
      complete: false,
      broken: failure(
        "odd-response",
        t("probe.unwantedEncoding", "compressed as {encoding}, which was not requested", {
          encoding: short(encodings.join(", ")),
        }),
      ),
    };
  }
  // The compressed length does not show how many bytes follow after decompression.
  const expected = isCompressed(encodings) ? Number.NaN : Number(headers.get("content-length") ?? Number.NaN);
  const chunks: Uint8Array[] = [];
  let length = 0;
  let lookAgainAt = 1;
  let enough = false;
  try {
    for await (const chunk of decompressed(stream, encodings)) {
      if (length < maxBytes) chunks.push(chunk);
      length += chunk.length;
      if (!enough && length < maxBytes && length >= lookAgainAt) {
        const prefix = join(chunks, length);
        chunks.splice(0, chunks.length, prefix);
        const wanted = wants(prefix);
        enough = wanted <= length;
        // A new check for every few bytes would be slow if the server is slow.
        lookAgainAt = Math.max(wanted, length + 1024, length * 1.25);
      }
      // Leaving the loop ends the stream and closes the connection.
      const cheapToEnd = expected - length <= cheapRest;
      if ((enough || length >= maxBytes) && !cheapToEnd) return { body: join(chunks, maxBytes), complete: false };
    }
    return { body: join(chunks, maxBytes), complete: length <= maxBytes };
  } catch (error) {
    return { body: join(chunks, maxBytes), complete: false, broken: explain(error, policy) };
  }
}

function join(chunks: readonly Uint8Array[], maxBytes: number): Uint8Array {
  const [only] = chunks;
  return chunks.length === 1 && only && only.length <= maxBytes ? only : Buffer.concat(chunks).subarray(0, maxBytes);
}
