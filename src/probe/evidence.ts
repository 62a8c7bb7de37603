/** What was seen of one URL. Facts are judged from this alone (verdict.ts), so that seeing and judging stay apart. */
import type { Decoded } from "./decode/index.js";
import type { Reason, RequestRecord } from "./types.js";

/** No response, or none that we may follow: why, as a reason and a complete phrase. */
export interface Failure {
  readonly kind: "failure";
  readonly reason: Reason;
  readonly detail: string;
  /** The connection broke in a way that may be different the next time. */
  readonly passing?: boolean;
}

/** The response at the end of the redirects. */
export interface Response {
  readonly kind: "response";
  readonly url: string;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** Where permanent redirects led, up to the first that is not: the URL to use from now on (RFC 9110, 15.4.2 and 15.4.9). */
  readonly movedTo?: string;
  /** Of a GET. */
  readonly body?: Body;
}

export interface Body {
  readonly decoded: Decoded;
  /** Bytes read, from the first of the file on. */
  readonly read: number;
  /** That is all of the file. */
  readonly complete: boolean;
  /** Bytes of the whole file, if known. */
  readonly total: number | undefined;
  /** SHA-256 (hexadecimal) of the first 4,096 bytes, or of all if there are fewer; where so many were read. */
  readonly start?: string;
  /** The first kilobytes of what is no picture, for the marks of bot walls. */
  readonly text: string;
  /** What cut the body short, if it was not us. */
  readonly broken?: Failure;
}

export type Outcome = Response | Failure;

export interface Evidence {
  readonly url: string;
  readonly referer?: string | undefined;
  readonly requests: readonly RequestRecord[];
  readonly head?: Outcome;
  readonly get?: Outcome;
  /**
   * Where redirects led to another file: the URL that the server leads to for a name that cannot exist; empty, if that is
   * no picture.
   */
  readonly control?: string;
  /** Of the whole file, where a placeholder's hash was to be compared. */
  readonly sha256?: string | undefined;
}

export const failure = (reason: Reason, detail: string, passing = false): Failure => ({
  kind: "failure",
  reason,
  detail,
  ...(passing ? { passing } : {}),
});

/** Carries a failure through code that knows errors only (sockets, streams). */
export class ProbeStop extends Error {
  constructor(readonly failure: Failure) {
    super(failure.detail);
  }
}

/** Text that a server may have chosen, kept short. */
export const short = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text);

/** The Content-Type without its parameters, in lower case. */
export function declaredType({ headers }: Pick<Response, "headers">): string | undefined {
  return headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() || undefined;
}
