/** What is known about a URL without sending a request: exclusions, data and file URLs, the ledger, offline runs. */
import { longestUrl } from "../patterns/url-pattern.js";
import { t } from "../platform/i18n.js";
import { checkDataUrl } from "./data-url.js";
import { type Failure, failure } from "./evidence.js";
import type { LedgerEntry } from "./ledger.js";
import { checkLocalFile } from "./local.js";
import type { ProbePolicy } from "./probe.js";
import type { Schedule } from "./schedule.js";
import type { ImageFact, LinkFact, Want } from "./types.js";
import { failedFact, linkFactFrom, offlineFact, okFact } from "./verdict.js";

/** The URL that is requested. URLs that lead to the same request have the same key. The fragment is never sent. */
export function requestKey(url: string): string {
  if (/^data:/i.test(url) || !URL.canParse(url)) return url.split("#", 1)[0] ?? url;
  const parsed = new URL(url);
  parsed.hash = "";
  return parsed.href;
}

/**
 * The URL that `images.remap` requests instead of this one. If the URL is too long for a pattern, it stays the same and
 * `withoutNetwork` refuses it.
 */
export function remapped(url: string, { remap }: ProbePolicy): string {
  for (const entry of remap) {
    const replaced = entry.replace(url);
    if (typeof replaced === "string") return requestKey(replaced);
    if (replaced === undefined) break;
  }
  return url;
}

/** The fact about an image, or `undefined` if a request is needed. */
export async function imageWithoutNetwork(
  url: string,
  want: Want,
  policy: ProbePolicy,
  files: Schedule,
): Promise<ImageFact | undefined> {
  const excluded = exclusion(url, policy);
  if (excluded) return failedFact(url, excluded.reason, excluded.detail);
  if (/^data:/i.test(url)) return checkDataUrl(url, policy.maxBytes);
  if (!URL.canParse(url)) return failedFact(url, "unsupported", t("probe.notAbsolute", "not an absolute URL"));
  const { protocol } = new URL(url);
  if (protocol === "file:") return files("file", () => checkLocalFile(url, policy.maxBytes));
  if (protocol !== "http:" && protocol !== "https:")
    return failedFact(url, "unsupported", t("probe.protocol", "{protocol} URLs are not checked", { protocol }));
  const known = policy.ledger?.get(url);
  if (known && (want === "status" || known.width !== null || policy.offline)) return okFact(url, fromLedger(known));
  return policy.offline ? offlineFact(url) : undefined;
}

/** The fact about a link, or `undefined` if a request is needed. */
export function linkWithoutNetwork(url: string, policy: ProbePolicy): LinkFact | undefined {
  const isWeb = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  const trouble = isWeb
    ? exclusion(url, policy)
    : failure("unsupported", t("probe.notHttp", "not an absolute HTTP or HTTPS URL"));
  return trouble && linkFactFrom(url, trouble);
}

function exclusion(url: string, { exclude, include, remap }: ProbePolicy): Failure | undefined {
  const refusal = (pattern: { toString(): string }): Failure =>
    failure(
      "unsupported",
      t("probe.notCompared", "the URL has {length} characters, too many to compare it with {pattern}", {
        length: url.length,
        pattern: String(pattern),
      }),
    );
  if (url.length > longestUrl && /^https?:/i.test(url)) {
    const unknown = remap.find((one) => one.replace(url) === undefined);
    if (unknown) return refusal(unknown);
  }
  for (const pattern of exclude) {
    const isExcluded = pattern.test(url);
    if (isExcluded === undefined) return refusal(pattern);
    if (isExcluded)
      return failure("excluded", t("probe.excluded", "excluded by {pattern}", { pattern: String(pattern) }));
  }
  if (include.length === 0 || !/^https?:/i.test(url)) return undefined;
  const answers = include.map((pattern) => pattern.test(url));
  if (answers.includes(true)) return undefined;
  const unknown = include[answers.indexOf(undefined)];
  return unknown ? refusal(unknown) : failure("excluded", t("probe.notIncluded", "not matched by the included URLs"));
}

const fromLedger = ({ url, type, width, height, bytes, start, final, day }: LedgerEntry) => ({
  type: type ?? undefined,
  declaredType: type ?? undefined,
  width: width ?? undefined,
  height: height ?? undefined,
  bytes: bytes ?? undefined,
  ...(start !== null && { start }),
  finalUrl: final ?? url,
  asOf: day,
  fromLedger: true as const,
});
