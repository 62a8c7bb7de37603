/** What is known about an image or a link: verdict, reason and evidence. Plain data throughout. */

/** `status`: is it there and a picture? `pixels`: its size as well. A ladder: the higher includes the lower. */
export type Want = "status" | "pixels";

/**
 * Of a link. `status`: does anything answer, or stand at this path? `fragment`: of a path, also whether its fragment
 * leads to a place in the file. A ladder too.
 */
export type LinkWant = "status" | "fragment";

/** See docs/architecture.md: only `broken` fails a run. */
export type Verdict = "ok" | "broken" | "unverifiable" | "unchecked";

export type Reason =
  // broken: surely not a picture for anyone
  | "not-found"
  | "no-such-host"
  | "not-an-image"
  | "empty-body"
  | "damaged"
  | "placeholder"
  | "no-such-file"
  // unverifiable: we could not know
  | "timeout"
  | "refused-by-server"
  | "rate-limited"
  | "server-error"
  | "bot-wall"
  | "tls"
  | "connection"
  | "redirects"
  | "odd-response"
  // unchecked: not asked
  | "offline"
  | "time-budget"
  | "interrupted"
  | "excluded"
  | "blocked-address"
  | "no-root"
  | "unchanged"
  | "unsupported";

export interface RequestRecord {
  readonly method: "HEAD" | "GET";
  readonly url: string;
  /** `null` when no response came; `error` then says why. */
  readonly status: number | null;
  /** Whole milliseconds from sending to the last byte read. */
  readonly ms: number;
  /** The `Range` header that was sent. */
  readonly range?: string;
  /** Bytes of the body that were read. */
  readonly bytes?: number;
  readonly error?: string;
  /** The response headers that decided: content-type, content-length, location, server challenge headers, ... */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ImageFact {
  /** The URL that was asked about. */
  readonly url: string;
  readonly verdict: Verdict;
  /** `undefined` when the verdict is `ok`. */
  readonly reason: Reason | undefined;
  /** The reason in words, complete: `"HTTP 404 (HEAD and GET)"`, `"text/html instead of a picture"`. Empty for `ok`. */
  readonly detail: string;
  /** The type by its bytes, e.g. `image/png`; else as declared, if nothing was read. */
  readonly type: string | undefined;
  /** The Content-Type header without parameters, lower-case. */
  readonly declaredType: string | undefined;
  /** As shown to a reader: EXIF orientation applied. Whole pixels. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** The size of the whole file, where known. */
  readonly bytes: number | undefined;
  /** SHA-256 (hexadecimal) of the first 4,096 bytes, where they were read: tells whether it is still the same picture. */
  readonly start?: string;
  /** After redirects; `undefined` if nothing answered. */
  readonly finalUrl: string | undefined;
  /** Where permanent redirects (301, 308) led, up to the first that is not. */
  readonly movedTo?: string;
  readonly requests: readonly RequestRecord[];
  /** The Referer header that was sent, where it was decided for this question. */
  readonly referer?: string;
  /** When it was seen, if not in this run: ISO 8601, UTC. */
  readonly asOf?: string;
  /**
   * Of a remote picture that is not there: since when, in how many runs in a row (this one counted), and whether that is
   * enough, by the policy, to be sure of it.
   */
  readonly failing?: { readonly since: string; readonly runs: number; readonly enough: boolean };
  /** Of a path of this site. */
  readonly file?: FileFact;
  /** Why it may be another picture than was meant, although there is one: a phrase that the URL is the subject of. */
  readonly suspect?: string;
  /** Taken from the ledger: nobody was asked. */
  readonly fromLedger?: true;
  /** By URL, where rules wanted to know of URLs that could stand in the place of this one and it is there. */
  readonly instead?: Readonly<Record<string, Alternative>>;
  /** Of a picture that is not there: the copy that an archive has, where one was asked. */
  readonly archived?: ArchivedCopy;
  /** What came where the question was asked again with or without a Referer, since the answer above was none. */
  readonly otherwise?: ImageFact;
}

/** What is true of a URL that could stand in a picture's place. */
export interface Alternative {
  readonly fact: ImageFact;
  /** It is the same picture, as far as its first bytes, its size and its length tell. */
  readonly same: boolean;
}

export interface ArchivedCopy {
  readonly url: string;
  /** When it was made: `2019-05-01`. */
  readonly day: string;
}

/** What stands at a path of this site, as its name is spelled on disk. */
export interface FileFact {
  /**
   * `there`; `misspelled`: only where neither case nor the form of accents counts, as on macOS and Windows; `missing`.
   * `page`: no file, but a page may have this address all the same: only its generator knows.
   */
  readonly state: "there" | "misspelled" | "missing" | "page";
  /** `misspelled`: the path as it is really spelled, decoded, with as many parts as the reference has. */
  readonly spelled?: string;
}

/** What is true of what a link leads to. */
export interface LinkFact {
  /** The URL that was asked about; of a file its `file:` URL. */
  readonly url: string;
  readonly verdict: Verdict;
  /** `undefined` when the verdict is `ok`. */
  readonly reason: Reason | undefined;
  /** The reason in words, complete. Empty for `ok`. */
  readonly detail: string;
  /** After redirects; `undefined` if nothing answered. */
  readonly finalUrl: string | undefined;
  readonly requests: readonly RequestRecord[];
  /** Of a path of this site. */
  readonly file?: FileFact;
  /** Where that was wanted and the file could be read: whether the link's fragment leads to a place in it. */
  readonly hasFragment?: boolean;
}
