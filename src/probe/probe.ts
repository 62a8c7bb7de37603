/** The probe as others see it: what can be asked for, with which settings. `openProbe` in index.ts makes one. */

import type { ProbeCache } from "./evidence-cache.js";
import type { HostSettings } from "./hosts.js";
import type { LedgerEntry } from "./ledger.js";
import type { Placeholder } from "./placeholders.js";
import type { Proxies } from "./proxies.js";
import type { ArchivedCopy, ImageFact, LinkFact, Want } from "./types.js";

/** `url`: an absolute `http:`, `https:`, `data:` or `file:` URL. */
export interface ImageQuery {
  readonly url: string;
  readonly want: Want;
  /** The Referer header to send; without it, the policy's headers decide. */
  readonly referer?: string | undefined;
  /** Asked only to explain another answer: not among `facts()`. */
  readonly internal?: boolean;
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
    open(): Promise<ProbeCache>;
    /** Milliseconds for which a picture that was there is believed without asking. */
    readonly ttl: number;
  };
}

export interface ProbeProgress {
  /** Distinct URLs asked about, and answered. */
  readonly requested: number;
  readonly resolved: number;
  /** The host that a request was last sent to. */
  readonly host: string | undefined;
}

export interface Probe {
  /** Never rejects: whatever goes wrong is a fact. The same URL is asked once, and again only for a higher `want`. */
  checkImage(question: ImageQuery): Promise<ImageFact>;
  /**
   * Whether anything answers at this http(s) URL, of whatever type it is. What was seen of the same URL as a picture
   * counts, and the other way round. Never rejects.
   */
  checkLink(url: string): Promise<LinkFact>;
  /**
   * The copy of what was at this URL that is nearest to a day (`2019-05-01`), or `undefined` if there is none or the policy
   * names no archive or it cannot be asked. Never rejects.
   */
  archivedCopy(url: string, day: string | undefined): Promise<ArchivedCopy | undefined>;
  /** Why the archive could not be asked, the first time that it could not. */
  archiveError(): string | undefined;
  /** SHA-256 (hexadecimal) of the picture at this http(s) URL; `undefined` if it does not come whole within `maxBytes`. */
  hash(url: string): Promise<string | undefined>;
  progress(): ProbeProgress;
  /** Every fact known so far, sorted by URL; but for those that `unasked` stands for. */
  imageFacts(): readonly ImageFact[];
  /**
   * Counts these URLs as asked about, if all that there is to say of any is that the run is offline. `false`: they are to be
   * asked about one by one.
   */
  skipOffline(urls: readonly string[]): boolean;
  /** URLs of pictures of which nothing is known but that the run is offline: in no order, each once. */
  skippedUrls(): Iterable<string>;
  /** Those about pages. */
  linkFacts(): readonly LinkFact[];
  /** Stops asking: what is not known yet is `unchecked (interrupted)`. */
  interrupt(): void;
  /** Ends every connection; pending questions are answered `unchecked`. */
  close(): Promise<void>;
}
