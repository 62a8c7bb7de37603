/** Requests one URL with one method and follows redirects itself, to record and guard each hop. */
import { t } from "../platform/i18n.js";
import { type Body, contentHeaders, type Failure, failure, type Outcome, short } from "./evidence.js";
import type { Guard } from "./guard.js";
import { headersFor } from "./hosts.js";
import { parseRetryAfter } from "./pace.js";
import type { ProbePolicy } from "./probe.js";
import type { Incoming, Network } from "./request.js";
import type { RequestRecord } from "./types.js";

/** A HEAD, or with `read` a GET. */
export interface FetchTask {
  readonly url: string;
  readonly referer?: string | undefined;
  /** The Accept header, if the target is not an image. */
  readonly accept?: string;
  /** Only for HEAD: the known etag and date, so that the server can respond "not modified". */
  readonly unless?: { readonly etag?: string | undefined; readonly lastModified?: string | undefined };
  readonly read?: {
    /** Value of the Range header. */
    readonly range?: string;
    readonly maxBytes: number;
    /** Up to which length more bytes are needed after this prefix. */
    wants(prefix: Uint8Array): number;
    /** Converts the last response to a body. */
    describe(incoming: Incoming): Body;
  };
}

export interface ProbeContext {
  readonly policy: ProbePolicy;
  readonly network: Network;
  readonly guard: Guard;
  /** Where a nonexistent name redirects to, by folder; see `Evidence.control`. */
  readonly controls: Map<string, Promise<string>>;
}

export async function follow(
  errand: FetchTask,
  { policy, network, guard }: ProbeContext,
  record: (one: RequestRecord) => void,
): Promise<Outcome> {
  const { read } = errand;
  const method = read ? "GET" : "HEAD";
  const cookies = new Cookies();
  const seen = new Set<string>();
  const first = new URL(errand.url);
  let movedTo: string | undefined;
  let forGood = true;
  for (let url = first, hops = 0; ; hops++) {
    url.hash = "";
    // Browsers do not send the credentials of an image URL.
    url.username = "";
    url.password = "";
    const refused = guard.refusesUrl(url);
    if (refused) return failure("blocked-address", refused);
    const cookie = cookies.for(url);
    // The same URL again is a loop, unless the server has set a cookie in between.
    const state = `${url.href} ${cookie}`;
    if (seen.has(state))
      return failure("redirects", t("probe.redirectLoop", "redirect loop at {url}", { url: short(url.href) }));
    seen.add(state);
    if (hops > policy.maxRedirects)
      return failure("redirects", t("probe.manyRedirects", "more than {max} redirects", { max: policy.maxRedirects }));

    const headers = requestHeaders(policy, errand, { url, first }, cookie);
    const request = { method, url: url.href, ...(read?.range ? { range: read.range } : {}) } as const;
    const result = await patiently(policy, async () => {
      const answer = await network.send({ maxBytes: 0, wants: () => 0, ...read, method, url, headers });
      const { ms, malformed } = answer;
      if (malformed) record({ ...request, ms: 0, status: null, error: malformed.detail });
      if (answer.sent) record({ ...request, ms, ...told(answer.result, read !== undefined) });
      return answer;
    });
    if (result.kind === "failure") return result;
    const { status } = result;
    const location = result.headers.get("location");
    if (!redirectStatuses.has(status) || location === undefined) {
      const body = read ? { body: read.describe(result) } : {};
      return {
        kind: "response",
        url: url.href,
        status,
        headers: result.headers,
        ...(movedTo !== undefined && { movedTo }),
        ...body,
      };
    }
    cookies.store(url, result.headers.get("set-cookie") ?? "");
    const next = resolve(location, url);
    if (!next)
      return failure(
        "redirects",
        t("probe.redirectInvalid", 'redirects to "{location}", which is not a URL', { location: short(location) }),
      );
    if (next.protocol !== "http:" && next.protocol !== "https:") {
      return failure(
        "redirects",
        t("probe.redirectProtocol", "redirects to a {protocol} URL", { protocol: next.protocol }),
      );
    }
    forGood &&= status === 301 || status === 308;
    if (forGood) movedTo = next.href;
    url = next;
  }
}

/**
 * Repeats a request, up to the allowed number, while the host responds that it is too busy. `Network` waits for as long
 * as the host demands.
 */
async function patiently(
  { retries, maxRetryAfter }: Pick<ProbePolicy, "retries" | "maxRetryAfter">,
  send: () => Promise<{ readonly result: Incoming | Failure; readonly sent: boolean }>,
): Promise<Incoming | Failure> {
  let { result } = await send();
  for (let left = retries; left > 0 && isBusy(result) && pauseOf(result) <= maxRetryAfter; left--) {
    const again = await send();
    if (!again.sent) break;
    result = again.result;
  }
  return result;
}

const pauseOf = (result: Incoming | Failure): number =>
  (result.kind === "incoming" && parseRetryAfter(result.headers.get("retry-after"))) || 0;

const isBusy = (result: Incoming | Failure): boolean =>
  result.kind === "incoming" && (result.status === 429 || (result.status === 503 && result.headers.has("retry-after")));

function told(result: Incoming | Failure, readsBody: boolean): Pick<RequestRecord, "status"> & Partial<RequestRecord> {
  if (result.kind === "failure") return { status: null, error: result.detail };
  const { status, body, broken, headers } = result;
  return {
    status,
    ...(readsBody ? { bytes: body.length } : {}),
    ...(broken ? { error: broken.detail } : {}),
    headers: decidingHeaders(headers),
  };
}

/** The redirects that browsers follow for images (https://fetch.spec.whatwg.org/#redirect-status). */
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** Some servers send unescaped UTF-8 or GBK. Like in browsers, each such byte is escaped and the server decodes it. */
function resolve(location: string, base: URL): URL | undefined {
  const ascii = location.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
  return URL.canParse(ascii, base.href) ? new URL(ascii, base) : undefined;
}

/** The Accept header of Chrome for an image. Servers select the format by it. */
const acceptImage = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";

/** Headers that stet sets itself; the headers of the policy cannot replace them. */
const ours = new Set([
  "host",
  "range",
  "cookie",
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "upgrade",
  "te",
  "expect",
]);

/** Headers that are safe to send to another server. Any other may contain a secret, e.g. Authorization or X-Api-Key. */
const harmless = new Set(["accept", "accept-language", "accept-encoding", "user-agent", "referer"]);

function requestHeaders(
  policy: ProbePolicy,
  { accept = acceptImage, referer, read, unless }: FetchTask,
  { url, first }: { readonly url: URL; readonly first: URL },
  cookie: string,
): Record<string, string> {
  const headers: Record<string, string> = { accept, "accept-encoding": "identity", "user-agent": policy.userAgent };
  const secrets: string[] = [];
  const add = (more: Readonly<Record<string, string>>, sendsAll: boolean) => {
    for (const [written, value] of Object.entries(more)) {
      const name = written.toLowerCase();
      if (name === "cookie" && sendsAll) secrets.push(value);
      else if (!ours.has(name) && (sendsAll || harmless.has(name))) headers[name] = value;
    }
  };
  add(policy.headers, url.origin === first.origin);
  add(headersFor(policy.hosts, url, first), true);
  const cookies = [...secrets, ...(cookie ? [cookie] : [])].join("; ");
  return {
    ...headers,
    ...(referer !== undefined && { referer }),
    ...(unless?.etag !== undefined && { "if-none-match": unless.etag }),
    ...(unless?.lastModified !== undefined && { "if-modified-since": unless.lastModified }),
    ...(cookies && { cookie: cookies }),
    ...(read?.range && { range: read.range }),
  };
}

/** The response headers that a verdict may depend on, for the record. */
const deciding = [
  ...contentHeaders,
  "location",
  "retry-after",
  "server",
  "cf-mitigated",
  "x-amzn-waf-action",
  "x-datadome",
];

function decidingHeaders(headers: ReadonlyMap<string, string>): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of deciding) {
    const value = headers.get(name);
    if (value !== undefined) picked[name] = short(value);
  }
  return picked;
}

/**
 * The part of RFC 6265 that is needed for servers that redirect until their cookie is sent. Lives for one chain of
 * redirects.
 */
class Cookies {
  readonly #jar = new Map<string, { pair: string; host: string; subdomains: boolean }>();

  store(url: URL, setCookies: string): void {
    for (const line of setCookies.split("\n").slice(0, 20)) {
      const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
      if (!/^[^=]+=/.test(pair) || pair.length > 4096) continue;
      const domain = attributes
        .map((attribute) => /^domain=\.?(.+)$/i.exec(attribute)?.[1]?.toLowerCase())
        .find(Boolean);
      const subdomains = domain?.includes(".") === true && isWithin(url.hostname, domain);
      const host = subdomains ? domain : url.hostname;
      const key = `${host} ${pair.split("=")[0]}`;
      if (isOver(attributes)) this.#jar.delete(key);
      else if (this.#jar.size < 20) this.#jar.set(key, { pair, host, subdomains });
    }
  }

  for(url: URL): string {
    const own = [...this.#jar.values()].filter(({ host, subdomains }) =>
      subdomains ? isWithin(url.hostname, host) : url.hostname === host,
    );
    return own.map(({ pair }) => pair).join("; ");
  }
}

/** Whether a cookie ends at once, which is how servers remove it. Max-Age counts more than Expires. */
function isOver(attributes: readonly string[]): boolean {
  const value = (name: string) =>
    attributes.find((one) => one.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const age = value("max-age");
  if (age !== undefined && /^-?\d+$/.test(age)) return Number(age) <= 0;
  return Date.parse(value("expires") ?? "") <= Date.now();
}

const isWithin = (host: string, domain: string) => host === domain || host.endsWith(`.${domain}`);
