/**
 * Requests to the API of one GitHub server. The token is sent to no other origin. A failure is a `Refused`, with a phrase
 * for people that does not contain the token.
 */
import { EventEmitter } from "node:events";
import type { Readable } from "node:stream";
import { t } from "../platform/i18n.js";
import { openConnections } from "../probe/connections.js";
import { openNames } from "../probe/dns.js";
import { decompressed, encodingsOf } from "../probe/encodings.js";
import { ProbeStop, short } from "../probe/evidence.js";
import { explain } from "../probe/failures.js";
import { openGuard } from "../probe/guard.js";
import type { ProbePolicy } from "../probe/probe.js";
import { interrupted } from "../probe/request.js";

/** Milliseconds for one request, and for all of a command. */
const requestTimeout = 20_000;
const mostTime = 120_000;
/** Milliseconds that a command waits if GitHub demands it. A longer wait would only cost minutes of the job. */
const mostWait = 60_000;
/** Requests in a row that lead elsewhere on the same server. */
const mostRedirects = 5;
const mostBytes = 16 * 1024 * 1024;

export type Method = "GET" | "POST" | "PATCH";

/** The request was not successful. */
export class Refused extends Error {
  override readonly name = "Refused";
  constructor(
    /** A phrase: `GitHub responded with 403 (Resource not accessible by integration)`. */
    message: string,
    readonly status: number | undefined,
    /** Milliseconds after which the same request may succeed. */
    readonly again?: number,
  ) {
    super(message);
  }
}

export interface ApiResponse {
  readonly data: unknown;
  /** The URL of the next page of a list. */
  readonly next: string | undefined;
}

export interface GitHubApi {
  /**
   * @param target a path after the URL of the API, or a URL of it.
   * @throws Refused
   */
  request(method: Method, target: string, body?: object): Promise<ApiResponse>;
  /** Waits. `false` if there is no time left for it. */
  pause(milliseconds: number): Promise<boolean>;
  close(): Promise<void>;
}

export interface ApiSettings {
  /** `https://api.github.com`, or that of an Enterprise server. */
  readonly url: URL;
  readonly token: string;
  readonly policy: ProbePolicy;
  /** For tests. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

const realSleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

export async function openGitHub({ url: base, token, policy, sleep = realSleep }: ApiSettings): Promise<GitHubApi> {
  // The user's runner names the server, so it may be in a private network.
  const guard = openGuard({ allowPrivate: false, allowHosts: [base.hostname] });
  const names = openNames(guard, policy.timeouts.connect);
  const connections = await openConnections(policy, guard, names);
  const began = performance.now();
  let waited = 0;
  const left = () => mostTime - waited - (performance.now() - began);
  const root = base.href.replace(/\/$/, "");
  const hidden = (text: string): string => short(text.replaceAll(token, "***"));

  async function send(method: Method, url: URL, body: object | undefined) {
    const signal = new EventEmitter() as EventEmitter & { reason?: Error };
    const time = Math.min(requestTimeout, left());
    const timer = setTimeout(() => {
      signal.reason = new ProbeStop(interrupted());
      signal.emit("abort");
    }, time);
    try {
      const response = await connections.request(url, {
        method,
        keep: false,
        signal,
        headers: {
          accept: "application/vnd.github+json",
          authorization: `Bearer ${token}`,
          "user-agent": policy.userAgent,
          "x-github-api-version": "2022-11-28",
          ...(body && { "content-type": "application/json; charset=utf-8" }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const headers = new Map(Object.entries(response.headers).map(([name, value]) => [name, String(value ?? "")]));
      return { status: response.statusCode, headers, text: await textOf(response.body, headers) };
    } catch (error) {
      if (signal.reason) throw new Refused(t("github.slow", "GitHub did not respond in time"), undefined, 0);
      const { detail } = explain(error, policy);
      throw new Refused(
        t("github.unreachable", "GitHub cannot be reached: {detail}", { detail: hidden(detail) }),
        undefined,
        0,
      );
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async request(method, target, body) {
      let url = new URL(target.startsWith("/") ? `${root}${target}` : target);
      for (let redirects = 0; redirects <= mostRedirects; redirects++) {
        if (url.origin !== base.origin)
          throw new Refused(
            t("github.elsewhere", "GitHub redirects to {host}, to which stet does not send the token", {
              host: url.host || url.protocol,
            }),
            undefined,
          );
        if (left() <= 0) throw new Refused(t("github.slow", "GitHub did not respond in time"), undefined);
        const { status, headers, text } = await send(method, url, body);
        const location = headers.get("location");
        if (
          status >= 301 &&
          status <= 308 &&
          status !== 304 &&
          location !== undefined &&
          URL.canParse(location, url.href)
        ) {
          url = new URL(location, url);
          continue;
        }
        const data = parsed(text);
        if (status >= 200 && status < 300 && data !== undefined)
          return { data, next: nextPage(headers.get("link"), url) };
        throw refusal(status, headers, messageOf(data));
      }
      throw new Refused(t("github.redirects", "GitHub redirects in a circle"), undefined);
    },
    async pause(milliseconds) {
      if (milliseconds > Math.min(mostWait, left())) return false;
      waited += sleep === realSleep ? 0 : milliseconds;
      await sleep(milliseconds);
      return true;
    },
    async close() {
      names.close();
      await connections.destroy();
    },
  };

  function refusal(status: number, headers: ReadonlyMap<string, string>, message: string): Refused {
    const detail = hidden(message === "" ? "-" : message);
    const wait = waitOf(status, headers);
    return wait !== undefined && wait > 0
      ? new Refused(
          t("github.rateLimit", "GitHub refuses more requests for {seconds} s ({status}: {detail})", {
            seconds: Math.ceil(wait / 1000),
            status,
            detail,
          }),
          status,
          wait,
        )
      : new Refused(t("github.refused", "GitHub responded with {status} ({detail})", { status, detail }), status, wait);
  }
}

/**
 * Milliseconds until the request may be sent again: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api.
 * 0 for a failure of the server, `undefined` for a refusal that stays.
 */
function waitOf(status: number, headers: ReadonlyMap<string, string>): number | undefined {
  if (status >= 500 || status === 408) return 0;
  if (status !== 403 && status !== 429) return undefined;
  const after = Number(headers.get("retry-after") ?? Number.NaN);
  if (after >= 0) return Math.max(1, after) * 1000;
  const reset = Number(headers.get("x-ratelimit-reset") ?? Number.NaN);
  if (headers.get("x-ratelimit-remaining") === "0" && reset > 0)
    return Math.max(1000, reset * 1000 - Date.now() + 1000);
  // "If neither header is present, wait at least one minute."
  return status === 429 ? mostWait : undefined;
}

async function textOf(stream: Readable, headers: ReadonlyMap<string, string>): Promise<string> {
  stream.on("error", () => {});
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of decompressed(stream, encodingsOf(headers.get("content-encoding")))) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostBytes) break;
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `message` of an error, with those of its parts: `Validation Failed: body is too long`. */
function messageOf(data: unknown): string {
  const { message, errors } = (data ?? {}) as { readonly message?: unknown; readonly errors?: unknown };
  const parts = Array.isArray(errors) ? errors.map((one) => (one as { message?: unknown } | null)?.message ?? one) : [];
  return [message, ...parts].filter((part) => typeof part === "string").join(": ");
}

/** The target of `rel="next"` in a header `Link` (RFC 8288). */
function nextPage(link: string | undefined, url: URL): string | undefined {
  for (const part of (link ?? "").split(/,(?=\s*<)/)) {
    const [, target] = /^\s*<([^>]{1,2000})>\s*;[^<]{0,500}\brel="?next"?/.exec(part) ?? [];
    if (target !== undefined && URL.canParse(target, url.href)) return new URL(target, url).href;
  }
  return undefined;
}
