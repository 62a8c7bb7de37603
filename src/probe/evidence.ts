/**
 * The evidence for one URL. The verdict depends on this alone (verdict.ts), so it can be computed without a request.
 */
import type { Decoded } from "./decode/index.js";
import type { Reason, RequestRecord } from "./types.js";

/** The headers that say what a response contains and who may show it. */
export const contentHeaders = [
  "content-type",
  "content-length",
  "content-range",
  "content-encoding",
  "cross-origin-resource-policy",
  "x-content-type-options",
] as const;

/** No response, or a redirect that must not be followed: why, as a reason and a complete phrase. */
export interface Failure {
  readonly kind: "failure";
  readonly reason: Reason;
  readonly detail: string;
  /** The connection failed in a way that a second try may not repeat. */
  readonly passing?: boolean;
  /** The response breaks the rules of HTTP, but a browser may show it. */
  readonly malformed?: true;
}

/** The response after all redirects. */
export interface Response {
  readonly kind: "response";
  readonly url: string;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /**
   * The URL to use from now on: the target of the permanent redirects before the first temporary one (RFC 9110, 15.4.2
   * and 15.4.9).
   */
  readonly movedTo?: string;
  /** Only for GET. */
  readonly body?: Body;
}

export interface Body {
  readonly decoded: Decoded;
  /** Number of bytes read from the start of the file. */
  readonly read: number;
  /** The whole file was read. */
  readonly complete: boolean;
  /** Bytes of the whole file, if known. */
  readonly total: number | undefined;
  /**
   * SHA-256 (hexadecimal) of the first 4,096 bytes, or of the whole file if it is shorter. Only if that much was read.
   */
  readonly start?: string;
  /** The first kilobytes of a file that is not an image, for the marks of bot walls. */
  readonly text: string;
  /** Why the body ended early, unless stet ended it. */
  readonly broken?: Failure;
}

/** A whole file. */
export interface Download {
  readonly kind: "download";
  readonly bytes: Uint8Array;
  /** After redirects. */
  readonly finalUrl?: string;
}

export type Outcome = Response | Failure;

export interface Evidence {
  readonly url: string;
  readonly referer?: string | undefined;
  readonly requests: readonly RequestRecord[];
  readonly head?: Outcome;
  readonly get?: Outcome;
  /**
   * If redirects led to another file: the URL to which the server redirects a name that cannot exist. Empty if it is
   * not an image.
   */
  readonly control?: string;
  /** Of the whole file, if a placeholder's hash was compared. */
  readonly sha256?: string | undefined;
}

export const failure = (reason: Reason, detail: string, passing = false): Failure => ({
  kind: "failure",
  reason,
  detail,
  ...(passing ? { passing } : {}),
});

/** Carries a failure through code that only passes errors (sockets, streams). */
export class ProbeStop extends Error {
  constructor(readonly failure: Failure) {
    super(failure.detail);
  }
}

/** Shortens text from a server, for messages. */
export const short = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text);

/** The Content-Type without its parameters, in lower case. */
export function declaredType({ headers }: Pick<Response, "headers">): string | undefined {
  return headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() || undefined;
}

/**
 * Whether the body may be the image: browsers show what comes with any number, and stet takes errors for what they say. 304
 * has no body, and 999 is a bot wall.
 */
export const hasFile = (status: number): boolean =>
  status < 100 || (status >= 200 && status < 400 && status !== 304) || (status >= 600 && status !== 999);
