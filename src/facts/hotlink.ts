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
  { url, want, internal }: Pick<ImageQuery, "url" | "want" | "internal">,
  reference: ImageReference,
  { page, referrerPolicy }: PageContext,
  doubtful: readonly string[],
): Promise<ImageFact> {
  const own = reference.attributes.referrerpolicy?.value;
  const referer = refererFor(page, url, own || referrerPolicy);
  const isDoubtful = isOneOf(doubtful, new URL(url).hostname);
  // A response may have no length, and the length is not enough to compare two images.
  const enough = isDoubtful && referer !== undefined ? "pixels" : want;
  const fact = await probe.checkImage({ url, want: enough, referer, ...(internal && { internal }) });
  // These hosts mislead pages whose Referer they do not like. Without one, their image is the right one.
  const compare = fact.verdict === "ok" && isDoubtful && referer !== undefined;
  if (!compare && !(fact.reason && mayDependOnReferer.has(fact.reason))) return fact;
  const other = referer === undefined ? refererFor(page, url, "origin") : undefined;
  const otherwise = await probe.checkImage({ url, want: enough, referer: other, internal: true });
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
