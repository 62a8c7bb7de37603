/** One HTTP request and its response: when it is sent, how much of the answer is read, what went wrong. */
import { EventEmitter } from "node:events";
import { pipeline, type Readable, type Transform } from "node:stream";
import { constants, createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { t } from "../platform/i18n.js";
import { type Connections, openConnections } from "./connections.js";
import { openNames } from "./dns.js";
import { type Failure, failure, ProbeStop } from "./evidence.js";
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
  /** Bytes that are read at most. */
  readonly maxBytes: number;
  /**
   * Is shown what has been read so far, at first as soon as there is anything, and says up to which length it wants more.
   * Not called for a status that has no picture.
   */
  wants(prefix: Uint8Array): number;
}

export interface Incoming {
  readonly kind: "incoming";
  readonly status: number;
  /** Names in lower case; several values joined by ", ", but those of Set-Cookie by "\n". */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** The body ended by itself. */
  readonly complete: boolean;
  /** What cut the body short, if it was not us. */
  readonly broken?: Failure;
}

export interface Network {
  /** Waits for its turn, then asks. Never rejects. `sent`: false if nobody was asked, since nothing was to be expected. */
  send(
    outgoing: Outgoing,
  ): Promise<{ readonly ms: number; readonly result: Incoming | Failure; readonly sent: boolean }>;
  /** Resolves after some milliseconds, or when no more is asked. */
  pause(milliseconds: number): Promise<void>;
  /** Why nothing is asked any more. */
  readonly stopped: Failure | undefined;
  /** Ends what is being asked, and asks no more. The first reason stays. */
  stop(why: Failure): void;
  close(): Promise<void>;
}

/** Bytes of an error page that are read, for the marks of bot walls. */
const errorPageBytes = 4096;

/** So little is read to its end, since the connection can then be used again. */
const cheapRest = 4096;

export const interrupted = (): Failure =>
  failure("interrupted", t("probe.interrupted", "the run ended before a response arrived"));

/** `onSend` is told the host of each request. */
export function openNetwork(policy: ProbePolicy, guard: Guard, onSend: (host: string) => void): Network {
  const pace = openPace(policy);
  const schedule = openSchedule(policy, async (host) => {
    if (pace.isGivenUp(host, performance.now())) return;
    const wait = pace.turn(host, performance.now());
    if (wait > 0) await pause(wait);
  });
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
  };

  async function ask(outgoing: Outgoing, keep: boolean): Promise<Incoming> {
    const signal = new Cancellation();
    active.add(signal);
    const total = setTimeout(() => signal.cancel(tooLong(policy.timeouts.total)), policy.timeouts.total);
    try {
      connections ??= openConnections(policy, guard, names);
      const { method, headers: sent, url } = outgoing;
      const response = await (await connections).request(url, { method, headers: sent, signal, keep });
      const headers = flatten(response.headers);
      const body = await readBody(outgoing, response.statusCode, headers, response.body, policy);
      return { kind: "incoming", status: response.statusCode, headers, ...body };
    } finally {
      clearTimeout(total);
      active.delete(signal);
    }
  }

  return {
    get stopped() {
      return stopped;
    },
    send: (outgoing) =>
      schedule(outgoing.url.host, async (more) => {
        const { host } = outgoing.url;
        const start = performance.now();
        const refused = stopped ?? pace.isGivenUp(host, start);
        if (refused) return { ms: 0, result: refused, sent: false };
        onSend(host);
        const result = await ask(outgoing, more).catch(
          (error: unknown) => stopped ?? ofProxy(explain(error, policy), outgoing.url, policy),
        );
        const now = performance.now();
        const ms = Math.round(now - start);
        const came = result.kind === "incoming" ? result : undefined;
        pace.record(
          host,
          {
            status: came?.status,
            ms,
            retryAfter: came?.headers.get("retry-after"),
            failure: result.kind === "failure" && isSilence(result, outgoing.method) ? result : undefined,
          },
          now,
        );
        return { ms, result, sent: true };
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

/** What an AbortController does, as undici takes it too; that one costs more than all else here. */
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

/** What went wrong may be the proxy's doing. */
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

/** Whether the next request to the host would most likely meet the same. Some servers only never answer to HEAD. */
function isSilence({ reason }: Failure, method: Outgoing["method"]): boolean {
  return reason === "timeout" ? method === "GET" : reason === "connection" || reason === "tls";
}

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
    const text = Array.isArray(value) ? value.join(name === "set-cookie" ? "\n" : ", ") : value;
    flat.set(name.toLowerCase(), text);
  }
  return flat;
}

type ReadResult = Pick<Incoming, "body" | "complete" | "broken">;

async function readBody(
  outgoing: Outgoing,
  status: number,
  headers: ReadonlyMap<string, string>,
  stream: Readable,
  policy: ProbePolicy,
): Promise<ReadResult> {
  const isPicture = status >= 200 && status < 300;
  const maxBytes = isPicture ? outgoing.maxBytes : errorPageBytes;
  const wants = (prefix: Uint8Array) => (isPicture ? outgoing.wants(prefix) : errorPageBytes);
  // Whatever goes wrong reaches the loop below; after the loop was left nobody waits for it.
  stream.on("error", () => {});
  if (outgoing.method === "HEAD") {
    stream.resume();
    return { body: new Uint8Array(), complete: true };
  }
  const encoding = (headers.get("content-encoding") ?? "").trim().toLowerCase();
  if (undecodable.has(encoding)) {
    stream.destroy();
    return {
      body: new Uint8Array(),
      complete: false,
      broken: failure(
        "odd-response",
        t("probe.unwantedEncoding", "compressed as {encoding}, which was not requested", { encoding }),
      ),
    };
  }
  // The length of what is compressed says nothing about how much will come out.
  const expected = decoders.has(encoding) ? Number.NaN : Number(headers.get("content-length") ?? Number.NaN);
  const chunks: Uint8Array[] = [];
  let length = 0;
  let lookAgainAt = 1;
  let enough = false;
  try {
    for await (const chunk of decompressed(stream, encoding)) {
      if (length < maxBytes) chunks.push(chunk);
      length += chunk.length;
      if (!enough && length < maxBytes && length >= lookAgainAt) {
        const prefix = join(chunks, length);
        chunks.splice(0, chunks.length, prefix);
        const wanted = wants(prefix);
        enough = wanted <= length;
        // Looking again at every few bytes would make slow work of a slow server.
        lookAgainAt = Math.max(wanted, length + 1024, length * 1.25);
      }
      // Leaving the loop ends the stream, and with it the connection.
      const cheapToEnd = expected - length <= cheapRest;
      if ((enough || length >= maxBytes) && !cheapToEnd) return { body: join(chunks, maxBytes), complete: false };
    }
    return { body: join(chunks, maxBytes), complete: length <= maxBytes };
  } catch (error) {
    return { body: join(chunks, maxBytes), complete: false, broken: explain(error, policy) };
  }
}

const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = constants;
const inflating = { finishFlush: Z_SYNC_FLUSH };

/** We ask for none, but some servers compress whatever is asked. What is cut off decompresses as far as it goes. */
const decoders: ReadonlyMap<string, () => Transform> = new Map([
  ["gzip", () => createGunzip(inflating)],
  ["x-gzip", () => createGunzip(inflating)],
  ["deflate", () => createInflate(inflating)],
  ["br", () => createBrotliDecompress({ finishFlush: BROTLI_OPERATION_FLUSH })],
]);

/** Anything else (`aws-chunked`, `utf-8`) is a word that servers put there by mistake; browsers take the bytes as they are. */
const undecodable = new Set(["zstd", "compress", "x-compress", "dcb", "dcz"]);

function decompressed(stream: Readable, encoding: string): AsyncIterable<Uint8Array> {
  const decoder = decoders.get(encoding)?.();
  return decoder
    ? pipeline(
        stream,
        decoder.on("error", () => {}),
        () => {},
      )
    : stream;
}

function join(chunks: readonly Uint8Array[], maxBytes: number): Uint8Array {
  const [only] = chunks;
  return chunks.length === 1 && only && only.length <= maxBytes ? only : Buffer.concat(chunks).subarray(0, maxBytes);
}
