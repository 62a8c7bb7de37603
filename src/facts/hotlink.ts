/** Requests images like the browsers of readers: with the Referer of the page and, if that fails, the other way. */
import type { ImageReference } from "../article/types.js";
import type { PageContext } from "../config/types.js";
import { t } from "../platform/i18n.js";
import type { ImageQuery, Probe } from "../probe/probe.js";
import { refererFor } from "../probe/referrer.js";
import type { ImageFact, Reason } from "../probe/types.js";

/**
 * The fact as readers get it. If the response is not an image, but a request without the Referer (or with one) returns
 * one, that fact is in `otherwise`.
 *
 * @param doubtful hosts that respond to a refused Referer with status 200 and another image. For them, both responses
 * are compared.
 */
export async function requestAsReader(
  probe: Probe,
  { url, want, internal, fresh }: Pick<ImageQuery, "url" | "want" | "internal" | "fresh">,
  reference: ImageReference,
  { page, referrerPolicy }: PageContext,
  doubtful: readonly string[],
): Promise<ImageFact> {
  const own = reference.attributes.referrerpolicy?.value;
  const referer = refererFor(page, url, own || referrerPolicy);
  const isDoubtful = isOneOf(doubtful, new URL(url).hostname);
  // A response may have no length, and the length is not enough to compare two images.
  const enough = isDoubtful && referer !== undefined ? "pixels" : want;
  const query = { url, want: enough, referer, ...(internal && { internal }), ...(fresh && { fresh }) } as const;
  const fact = blockedOn(page, await probe.checkImage(query));
  // These hosts mislead pages whose Referer they do not like. Without one, their image is the right one.
  const compare = fact.verdict === "ok" && isDoubtful && referer !== undefined;
  if (!compare && !(fact.reason && mayDependOnReferer.has(fact.reason))) return fact;
  const other = referer === undefined ? refererFor(page, url, "origin") : undefined;
  const otherwise = await probe.checkImage({ ...query, referer: other, internal: true });
  if (otherwise.verdict !== "ok") return fact;
  if (!compare) return { ...fact, otherwise };
  if (isSameImage(fact, otherwise)) return fact;
  const [came, instead] = [sizeOf(fact), sizeOf(otherwise)];
  const detail = t(
    "hotlink.withReferer",
    'with the Referer "{referer}", the server sends another image ({actual} instead of {expected})',
    { referer, actual: came, expected: instead },
  );
  return { ...fact, verdict: "broken", reason: "placeholder", detail, otherwise };
}

/** The fact for the readers of a page: browsers obey a server that refuses its images to other sites. */
function blockedOn(page: string, fact: ImageFact): ImageFact {
  const { verdict, onlyFor, finalUrl, url } = fact;
  if (verdict !== "ok" || onlyFor === undefined) return fact;
  const [from, to] = [new URL(page), new URL(finalUrl ?? url)];
  const isOwn = onlyFor === "same-site" ? siteOf(from) === siteOf(to) : from.origin === to.origin;
  if (isOwn) return fact;
  const detail =
    onlyFor === "nosniff"
      ? t(
          "hotlink.nosniff",
          'browsers block it on other sites: the server declares it as "{type}" with X-Content-Type-Options: nosniff',
          { type: fact.declaredType ?? "" },
        )
      : t(
          "hotlink.resourcePolicy",
          "browsers block it on other sites: the server sends Cross-Origin-Resource-Policy: {policy}",
          { policy: onlyFor },
        );
  return { ...fact, verdict: "broken", reason: "blocked-by-server", detail };
}

/**
 * The site of a URL, about. Which suffixes are public (`co.uk`, `github.io`) is not known here, so hosts with the same
 * last two labels count as one site, and some of them are not reported.
 */
const siteOf = ({ protocol, hostname }: URL): string => `${protocol}//${hostname.split(".").slice(-2).join(".")}`;

/** Possible responses to a refused Referer. */
const mayDependOnReferer: ReadonlySet<Reason> = new Set<Reason>([
  "refused-by-server",
  "not-found",
  "not-an-image",
  "empty-body",
  "placeholder",
]);

const isOneOf = (hosts: readonly string[], host: string): boolean =>
  hosts.some((one) => host === one || host.endsWith(`.${one}`));

const isSameImage = (a: ImageFact, b: ImageFact): boolean =>
  a.bytes === b.bytes && a.width === b.width && a.height === b.height;

const sizeOf = ({ bytes, width, height }: ImageFact): string =>
  [width !== undefined && `${width}x${height}`, bytes !== undefined && t("common.bytes", "{bytes} bytes", { bytes })]
    .filter(Boolean)
    .join(", ") || t("hotlink.unknownSize", "unknown size");
