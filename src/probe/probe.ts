/** The public interface of the probe: queries and settings. `openProbe` in open-probe.ts creates one. */

import type { UrlPattern, UrlReplacement } from "../patterns/url-pattern.js";
import type { Download, Failure } from "./evidence.js";
import type { ProbeCache } from "./evidence-cache.js";
import type { HostSettings } from "./hosts.js";
import type { LedgerEntry } from "./ledger.js";
import type { Placeholder } from "./placeholders.js";
import type { Proxies } from "./proxies.js";
import type { ArchivedCopy, ImageFact, LinkFact, LinkWant, Want } from "./types.js";

/** `url`: an absolute `http:`, `https:`, `data:` or `file:` URL. */
export interface ImageQuery {
  readonly url: string;
  readonly want: Want;
  /** The Referer header to send. Without it, the headers of the policy apply. */
  readonly referer?: string | undefined;
  /** Only explains another result, so it is not in `facts()`. */
  readonly internal?: boolean;
  /**
   * If a request is allowed and answered, the fact must be of this run (`true`), or not older than this moment (milliseconds
   * since 1970), for a run that lasts for hours. What is known otherwise is requested once more.
   */
  readonly fresh?: true | number;
}

export interface ProbePolicy {
  readonly offline: boolean;
  /** Requests in flight, in total and per host. */
  readonly concurrency: number;
  readonly concurrencyPerHost: number;
  readonly timeouts: {
    /** Milliseconds to connect (with TLS), to the response headers, and for one whole request. */
    readonly connect: number;
    readonly headers: number;
    readonly total: number;
    /** Milliseconds for the whole run; 0 for no limit. Later checks are `unchecked`. */
    readonly run: number;
  };
  /** Minimum milliseconds between two requests to one host. stet waits longer for an overloaded host. */
  readonly interval: number;
  /** How often a request is repeated after "too many requests". */
  readonly retries: number;
  /**
   * Maximum milliseconds that a host may demand to wait. A host that demands more gets no more requests in this run.
   */
  readonly maxRetryAfter: number;
  readonly maxRedirects: number;
  /** Maximum number of bytes read to find the size of an image. */
  readonly maxBytes: number;
  readonly userAgent: string;
  /** Extra request headers, e.g. `{ referer: "https://my.site/" }`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Requests to loopback, private and link-local addresses are allowed. */
  readonly allowPrivate: boolean;
  /** Private host names (`images.local`), `host:port`, addresses or CIDR ranges to which requests are allowed. */
  readonly allowHosts: readonly string[];
  /** Images that servers send instead of removed images. */
  readonly placeholders: readonly Placeholder[];
  /** `exclude`: URLs that are not requested. If `include` is not empty, only URLs that match it are requested. */
  readonly exclude: readonly UrlPattern[];
  readonly include: readonly UrlPattern[];
  /** Replaces URLs before a request; the first match applies. All other settings are about the new URL. */
  readonly remap: readonly UrlReplacement[];
  /** Request headers and verdicts for single hosts. */
  readonly hosts: readonly HostSettings[];
  readonly proxies?: Proxies | undefined;
  /** Certificates (PEM) of authorities that are trusted in addition to those of Node. */
  readonly ca: readonly string[];
  /** Certificates are not verified. */
  readonly insecure: boolean;
  /**
   * An image must have been broken for this number of consecutive runs and days before it counts as certainly broken.
   */
  readonly failAfter: { readonly runs: number; readonly days: number };
  /**
   * The API URL of a web archive, compatible with archive.org/wayback/available. Without it, archived copies are not
   * searched.
   */
  readonly archive?: string | undefined;
  /** Images by URL that are known without a request. */
  readonly ledger?: ReadonlyMap<string, LedgerEntry>;
  /** The evidence of earlier runs. Without it, each URL is requested. */
  readonly memory?: {
    /** @param context see `answerContext`. */
    open(context: string): Promise<ProbeCache>;
    /** Milliseconds for which an image that was found is trusted without a request. */
    readonly ttl: number;
  };
}

export interface ProbeProgress {
  /** `requested`: distinct URLs with a check. `resolved`: finished checks. */
  readonly requested: number;
  readonly resolved: number;
  /** The host of the last request. */
  readonly host: string | undefined;
}

export interface Probe {
  /** Never rejects: every failure is a fact. A URL is requested once, and again only for a higher `want`. */
  checkImage(question: ImageQuery): Promise<ImageFact>;
  /**
   * Checks whether anything exists at this HTTP(S) URL, of any type. Evidence for the same URL as an image is reused,
   * and vice versa. `fragment` requests the whole page. Never rejects.
   */
  checkLink(url: string, want?: LinkWant): Promise<LinkFact>;
  /**
   * The archived copy of this URL nearest to a day (`2019-05-01`). `undefined` if there is none, the policy has no
   * archive, or the request failed. Never rejects.
   */
  archivedCopy(url: string, day: string | undefined): Promise<ArchivedCopy | undefined>;
  /** The error of the first request to the archive that failed. */
  archiveError(): string | undefined;
  /**
   * SHA-256 (hexadecimal) of the image at this HTTP(S) URL; `undefined` if it is incomplete or larger than `maxBytes`.
   */
  hash(url: string): Promise<string | undefined>;
  /** The URL that is requested for this one: another one with `images.remap`. */
  requestedFor(url: string): string;
  progress(): ProbeProgress;
  /** All facts so far, sorted by URL, without the images in `skippedUrls`. */
  imageFacts(): readonly ImageFact[];
  /** Counts these URLs as checked if the run is offline and no other setting applies. `false`: each needs a check. */
  skipOffline(urls: readonly string[]): boolean;
  /** URLs of images that were skipped because the run is offline. Unsorted, each once. */
  skippedUrls(): Iterable<string>;
  /** All facts about links so far, sorted by URL. */
  linkFacts(): readonly LinkFact[];
  /** Stops all requests. Unfinished checks are `unchecked` with the reason `interrupted`. */
  interrupt(): void;
  /** Closes every connection. Unfinished checks are `unchecked`. */
  close(): Promise<void>;
}

/** A probe of this thread, which can also fetch whole files. */
export interface DownloadingProbe extends Probe {
  /** The whole file at this HTTP(S) URL, if it has at most `maxBytes`, or why there is none. Never rejects. */
  download(url: string, maxBytes: number): Promise<Download | Failure>;
}
