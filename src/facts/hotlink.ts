/** What readers' browsers get: pictures asked for as the page would ask, and where that fails, the other way. */
import type { ImageReference } from "../article/types.js";
import type { PageContext } from "../config/types.js";
import { t } from "../platform/i18n.js";
import type { ImageQuery, Probe } from "../probe/probe.js";
import { refererFor } from "../probe/referrer.js";
import type { ImageFact, Reason } from "../probe/types.js";

/**
 * The fact as this reference's readers get it. If that is no picture, but asking with or without a Referer instead gives
 * one, it is in `otherwise`.
 *
 * `doubtful`: hosts that answer a Referer they do not like with status 200 and a picture that says so; there, both
 * answers are compared.
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
  // A length alone is not always stated, nor is it all that tells two pictures apart.
  const enough = isDoubtful ? "pixels" : want;
  const fact = await probe.checkImage({ url, want: enough, referer, ...(internal && { internal }) });
  const compare = fact.verdict === "ok" && isDoubtful;
  if (!compare && !(fact.reason && mayDependOnReferer.has(fact.reason))) return fact;
  const other = referer === undefined ? refererFor(page, url, "origin") : undefined;
  const otherwise = await probe.checkImage({ url, want: enough, referer: other, internal: true });
  if (otherwise.verdict !== "ok") return fact;
  if (!compare) return { ...fact, otherwise };
  if (isSamePicture(fact, otherwise)) return fact;
  const [came, instead] = [measures(fact), measures(otherwise)];
  const detail =
    referer === undefined
      ? t(
          "hotlink.withoutRefererServer",
          "without a Referer the server sends another picture ({came} instead of {instead})",
          { came, instead },
        )
      : t(
          "hotlink.refererServerSends",
          'with the Referer "{referer}" the server sends another picture ({came} instead of {instead})',
          { referer, came, instead },
        );
  return { ...fact, verdict: "broken", reason: "placeholder", detail, otherwise };
}

/** Answers that servers give to those whose Referer they do not like. */
const mayDependOnReferer: ReadonlySet<Reason> = new Set<Reason>([
  "refused-by-server",
  "not-found",
  "not-an-image",
  "empty-body",
  "placeholder",
]);

const isOneOf = (hosts: readonly string[], host: string): boolean =>
  hosts.some((one) => host === one || host.endsWith(`.${one}`));

const isSamePicture = (a: ImageFact, b: ImageFact): boolean =>
  a.bytes === b.bytes && a.width === b.width && a.height === b.height;

const measures = ({ bytes, width, height }: ImageFact): string =>
  [width !== undefined && `${width}x${height}`, bytes !== undefined && t("common.bytes", "{bytes} bytes", { bytes })]
    .filter(Boolean)
    .join(", ") || t("hotlink.unknownSize", "one of unknown size");
