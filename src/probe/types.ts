/** What is true of a picture: the question, the answer, and the evidence for it. Plain data throughout. */

import type { HostSettings } from "./hosts.js";
import type { LedgerEntry } from "./ledger.js";
import type { Memory } from "./memory.js";
import type { Placeholder } from "./placeholders.js";
import type { Proxies } from "./proxies.js";

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
   * `there`; `misspelt`: only where neither case nor the form of accents counts, as on macOS and Windows; `missing`.
   * `page`: no file, but a page may have this address all the same: only its generator knows.
   */
  readonly state: "there" | "misspelt" | "missing" | "page";
  /** `misspelt`: the path as it is really spelled, decoded, with as many parts as the reference has. */
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

/** `url`: an absolute `http:`, `https:`, `data:` or `file:` URL. */
export interface Question {
  readonly url: string;
  readonly want: Want;
  /** The Referer header to send; without it, the policy's headers decide. */
  readonly referer?: string | undefined;
  /** Asked only to explain another answer: not among `facts()`. */
  readonly aside?: boolean;
}

export interface ProbePolicy {
  readonly offline: boolean;
  /** Requests in flight, in all and per host. */
  readonly concurrency: number;
  readonly concurrencyPerHost: number;
  readonly timeouts: {
    /** Milliseconds to connect (with TLS), to the response headers, and for one whole request. */
    readonly connect: number;
    readonly headers: number;
    readonly total: number;
    /** For all questions of the run together; 0: no limit. What is not known by then is `unchecked`. */
    readonly run: number;
  };
  /** Milliseconds between two requests to one host, at least. More for a host that shows that it is too fast. */
  readonly interval: number;
  /** How often a request is sent again to a host that said "too many requests". */
  readonly retries: number;
  /** Milliseconds that a host may ask us to wait; one that asks for more is not asked again in this run. */
  readonly maxRetryAfter: number;
  readonly maxRedirects: number;
  /** Bytes of a picture that are read at most to find its size. */
  readonly maxBytes: number;
  readonly userAgent: string;
  /** Extra request headers, e.g. `{ referer: "https://my.site/" }`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Loopback, private and link-local addresses may be asked. */
  readonly allowPrivate: boolean;
  /** Host names (`images.local`), `host:port`, addresses or CIDR ranges that may be asked although private. */
  readonly allowHosts: readonly string[];
  /** Pictures that stand for pictures that are gone. */
  readonly placeholders: readonly Placeholder[];
  /** URLs not to ask; and if `include` is not empty, only those that it fits. */
  readonly exclude: readonly RegExp[];
  readonly include: readonly RegExp[];
  /** What is asked in the place of a URL: the first that fits. All else here is about the URL that it gives. */
  readonly remap: readonly { readonly from: RegExp; readonly to: string }[];
  /** What single hosts are sent, and what they mean. */
  readonly hosts: readonly HostSettings[];
  readonly proxies?: Proxies | undefined;
  /** Certificates (PEM) of authorities that are trusted beside those that Node trusts. */
  readonly ca: readonly string[];
  /** Certificates are not checked at all. */
  readonly insecure: boolean;
  /** Runs in a row, and days, for which a picture must have been broken before that counts as certain. */
  readonly failAfter: { readonly runs: number; readonly days: number };
  /** Where an archive says what copies it has, as archive.org/wayback/available does; none: it is not asked. */
  readonly archive?: string | undefined;
  /** Pictures by URL that are taken as known without asking. */
  readonly ledger?: ReadonlyMap<string, LedgerEntry>;
  /** What earlier runs have seen; without it, everything is asked anew. */
  readonly memory?: {
    open(): Promise<Memory>;
    /** Milliseconds for which a picture that was there is believed without asking. */
    readonly ttl: number;
  };
}

export interface ProbeProgress {
  /** Distinct URLs asked about, and answered. */
  readonly asked: number;
  readonly answered: number;
  /** The host that a request was last sent to. */
  readonly host: string | undefined;
}

export interface Probe {
  /** Never rejects: whatever goes wrong is a fact. The same URL is asked once, and again only for a higher `want`. */
  ask(question: Question): Promise<ImageFact>;
  /**
   * Whether anything answers at this http(s) URL, of whatever type it is. What was seen of the same URL as a picture
   * counts, and the other way round. Never rejects.
   */
  askPage(url: string): Promise<LinkFact>;
  /**
   * The copy of what was at this URL that is nearest to a day (`2019-05-01`), or `undefined` if there is none or the policy
   * names no archive or it cannot be asked. Never rejects.
   */
  archived(url: string, day: string | undefined): Promise<ArchivedCopy | undefined>;
  /** Why the archive could not be asked, the first time that it could not. */
  archiveTrouble(): string | undefined;
  /** SHA-256 (hexadecimal) of the picture at this http(s) URL; `undefined` if it does not come whole within `maxBytes`. */
  hash(url: string): Promise<string | undefined>;
  progress(): ProbeProgress;
  /** Every fact known so far, sorted by URL; but for those that `unasked` stands for. */
  facts(): readonly ImageFact[];
  /**
   * Counts these URLs as asked about, if all that there is to say of any is that the run is offline. `false`: they are to be
   * asked about one by one.
   */
  passOver(urls: readonly string[]): boolean;
  /** URLs of pictures of which nothing is known but that the run is offline: in no order, each once. */
  unasked(): Iterable<string>;
  /** Those about pages. */
  pages(): readonly LinkFact[];
  /** Stops asking: what is not known yet is `unchecked (interrupted)`. */
  interrupt(): void;
  /** Ends every connection; pending questions are answered `unchecked`. */
  close(): Promise<void>;
}
