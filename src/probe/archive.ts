/** Finds the copy of an image in a web archive, with the API of https://archive.org/help/wayback_api.php. */
import { t } from "../platform/i18n.js";
import { type Failure, failure } from "./evidence.js";
import { follow, type ProbeContext } from "./redirects.js";
import type { Incoming } from "./request.js";
import type { ArchivedCopy } from "./types.js";

const mostBytes = 64 * 1024;

/**
 * The copy nearest to a day (`2019-05-01`; without it, the latest), or `undefined` if the archive has none. A failure
 * if the request failed.
 */
export async function requestArchivedCopy(
  endpoint: string,
  { url, day }: { readonly url: string; readonly day?: string | undefined },
  world: ProbeContext,
): Promise<ArchivedCopy | undefined | Failure> {
  const query = new URL(endpoint);
  query.searchParams.set("url", url);
  if (day !== undefined) query.searchParams.set("timestamp", day.replaceAll("-", ""));
  let text = "";
  const read = {
    maxBytes: mostBytes,
    wants: () => mostBytes,
    describe(incoming: Incoming) {
      text = Buffer.from(incoming.body).toString("utf8");
      return {
        decoded: { state: "other", type: undefined },
        read: text.length,
        complete: true,
        total: undefined,
        text: "",
      } as const;
    },
  };
  const outcome = await follow({ url: query.href, accept: "application/json", read }, world, () => {});
  if (outcome.kind === "failure") return outcome;
  if (outcome.status !== 200) return failure("odd-response", `HTTP ${outcome.status}`);
  const snapshots = parsed(text);
  if (snapshots === undefined)
    return failure("odd-response", t("probe.archive.invalid", "unexpected response of the archive"));
  const { url: copy, timestamp, available = true } = snapshots.closest ?? {};
  const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})\d*$/.exec(String(timestamp ?? "")) ?? [];
  if (!available || typeof copy !== "string" || !/^https?:/i.test(copy) || !URL.canParse(copy) || !year)
    return undefined;
  // The parser leaves no white space and no quotes in a URL.
  return { url: originalImage(new URL(copy).href), day: `${year}-${month}-${date}` };
}

interface Closest {
  readonly available?: boolean;
  readonly url?: unknown;
  readonly timestamp?: unknown;
}

function parsed(text: string): { readonly closest?: Closest } | undefined {
  try {
    const snapshots = (JSON.parse(text) as { archived_snapshots?: unknown }).archived_snapshots;
    return typeof snapshots === "object" && snapshots !== null ? snapshots : undefined;
  } catch {
    return undefined;
  }
}

/**
 * `im_` after the timestamp requests the original file instead of an HTML page that shows it. The API returns `http:`
 * URLs.
 */
const originalImage = (copy: string): string =>
  copy.replace(/^http:(?=\/\/web\.archive\.org\/)/i, "https:").replace(/(\/web\/\d{14})(?=\/)/, "$1im_");
