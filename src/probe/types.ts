/** The facts about an image or a link: verdict, reason and evidence. Plain data. */

/** `status`: whether the image exists. `pixels`: also its size. The higher level includes the lower. */
export type Want = "status" | "pixels";

/**
 * For a link. `status`: whether the page or the path exists. `fragment`: also whether its fragment exists in the file or
 * on the page. The higher level includes the lower.
 */
export type LinkWant = "status" | "fragment";

/** See docs/architecture.md: only `broken` fails a run. */
export type Verdict = "ok" | "broken" | "unverifiable" | "unchecked";

export type Reason =
  // broken: certainly not an image for any reader
  | "not-found"
  | "no-such-host"
  | "not-an-image"
  | "empty-body"
  | "damaged"
  | "placeholder"
  | "blocked-by-server"
  | "no-such-file"
  // unverifiable: stet could not decide
  | "timeout"
  | "refused-by-server"
  | "rate-limited"
  | "server-error"
  | "bot-wall"
  | "tls"
  | "connection"
  | "redirects"
  | "odd-response"
  // unchecked: not requested
  | "offline"
  | "time-budget"
  | "interrupted"
  | "excluded"
  | "blocked-address"
  | "no-root"
  | "unknown-address"
  | "unchanged"
  | "unsupported";

export interface RequestRecord {
  readonly method: "HEAD" | "GET";
  readonly url: string;
  /** `null` if there was no response; `error` has the cause. */
  readonly status: number | null;
  /** Whole milliseconds from sending to the last byte read. */
  readonly ms: number;
  /** The `Range` header that was sent. */
  readonly range?: string;
  /** Bytes of the body that were read. */
  readonly bytes?: number;
  readonly error?: string;
  /**
   * The response headers that the verdict depends on: content-type, content-length, location, headers of bot walls, ...
   */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ImageFact {
  /** The URL of the query. */
  readonly url: string;
  readonly verdict: Verdict;
  /** `undefined` when the verdict is `ok`. */
  readonly reason: Reason | undefined;
  /** The reason as a complete phrase: `"HTTP 404 (HEAD and GET)"`. Empty for `ok`. */
  readonly detail: string;
  /** The type detected from the bytes, e.g. `image/png`; the declared type if no bytes were read. */
  readonly type: string | undefined;
  /** The Content-Type header without parameters, lower-case. */
  readonly declaredType: string | undefined;
  /** The name of the format, if it is one that most browsers do not show: `"HEIC"`. */
  readonly unshown?: string;
  /** The first bytes of a GIF or a PNG say that it is an animation. */
  readonly animated?: true;
  /**
   * What the server says about pages of other sites: `same-origin` and `same-site` are Cross-Origin-Resource-Policy.
   * `nosniff`: the declared type is one that browsers do not take for an image, and the server forbids to look at the
   * bytes.
   */
  readonly onlyFor?: "same-origin" | "same-site" | "nosniff";
  /** As readers see it, after EXIF orientation. Whole pixels. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** The size of the whole file in bytes, if known. */
  readonly bytes: number | undefined;
  /** SHA-256 (hexadecimal) of the first 4,096 bytes, if they were read. Shows whether the image has changed. */
  readonly start?: string;
  /** After redirects; `undefined` if there was no response. */
  readonly finalUrl: string | undefined;
  /** Where permanent redirects (301, 308) led, up to the first that is not. */
  readonly movedTo?: string;
  readonly requests: readonly RequestRecord[];
  /** The Referer header, if the query set one. */
  readonly referer?: string;
  /** When the evidence was collected, if not in this run: ISO 8601, UTC. */
  readonly asOf?: string;
  /**
   * For a remote image that is not found: since when (ISO 8601), in how many consecutive runs (including this one), and
   * whether that is enough for the policy's `failAfter`.
   */
  readonly failing?: { readonly since: string; readonly runs: number; readonly enough: boolean };
  /** For a path of this site. */
  readonly file?: FileFact;
  /** Why the image may not be the intended one, although it exists: a phrase whose subject is the URL. */
  readonly suspect?: string;
  /** From the ledger, without a request. */
  readonly fromLedger?: true;
  /** By URL: possible replacements that rules requested and that exist. */
  readonly instead?: Readonly<Record<string, Alternative>>;
  /** For an image that is not found: the copy in the archive, if one was requested. */
  readonly archived?: ArchivedCopy;
  /** The result of the same request with or without a Referer, if the first one failed. */
  readonly otherwise?: ImageFact;
}

/** A possible replacement for the URL of an image. */
export interface Alternative {
  readonly fact: ImageFact;
  /** The first bytes, the size and the length are the same, as far as known. */
  readonly same: boolean;
}

export interface ArchivedCopy {
  readonly url: string;
  /** The day of the copy: `2019-05-01`. */
  readonly day: string;
}

/** The file or folder at a path of this site, with its spelling on disk. */
export interface FileFact {
  /**
   * `there`; `misspelled`: found only if case and Unicode form are ignored, as on macOS and Windows; `missing`. `page`:
   * not a file, but the generator may create a page at this address.
   */
  readonly state: "there" | "misspelled" | "missing" | "page";
  /** `misspelled`: the path as spelled on disk, decoded, with as many parts as the reference has. */
  readonly spelled?: string;
  /** `missing`, on a site whose addresses stet knows. */
  readonly address?: AddressFact;
}

/** An address of this site that does not exist. */
export interface AddressFact {
  /** The path where the browser looks: `/blog/a/`. */
  readonly looked: string;
  /** `looked` is a file of the sources, which the generator looks for: `docs/img/a.png`. */
  readonly isFile?: true;
  /** `looked` is what a template tag refers to; `inMarkdown`: it has no effect in URLs of Markdown. */
  readonly tag?: { readonly name: string; readonly inMarkdown: boolean };
  /** The base path that the URL lacks. */
  readonly base?: string;
  /** The article at this address, which is not published, and why, as a phrase. */
  readonly unpublished?: { readonly file: string; readonly because: string };
  /** A URL that leads to the page that is surely meant, written as this one. */
  readonly page?: string;
  /** The source file of that page, relative to the site. */
  readonly source?: string;
}

/** The fact about the target of a link. */
export interface LinkFact {
  /** The URL of the query; the `file:` URL for a file. */
  readonly url: string;
  readonly verdict: Verdict;
  /** `undefined` when the verdict is `ok`. */
  readonly reason: Reason | undefined;
  /** The reason as a complete phrase. Empty for `ok`. */
  readonly detail: string;
  /** After redirects; `undefined` if there was no response. */
  readonly finalUrl: string | undefined;
  /** As for images. */
  readonly movedTo?: string;
  readonly requests: readonly RequestRecord[];
  /** For a path of this site. */
  readonly file?: FileFact;
  /** Whether the fragment exists in the file or on the page, if a rule requested it and that could be read. */
  readonly hasFragment?: boolean;
  /** For a page that is not found: the copy in the archive, if one was requested. */
  readonly archived?: ArchivedCopy;
}
