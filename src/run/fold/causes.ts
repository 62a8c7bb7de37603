/** What causes a violation in many articles. */
import type { ImageFact, LinkFact } from "../../probe/types.js";
import type { Violation } from "../../results.js";

/**
 * Returns the function that finds the cause of a violation: its host if that is dead, otherwise the cause that the rule
 * named. A host is dead if none of the URLs that were requested from it could be fetched.
 *
 * @param facts about images and links. Those that were not requested may be missing.
 * @param requestedFor the URL that was requested instead of this one (`images.remap`).
 */
export function causeFinder(
  facts: Iterable<ImageFact | LinkFact>,
  requestedFor: (url: string) => string = (url) => url,
): (violation: Violation) => string | undefined {
  const alive = new Set<string>();
  const requested = new Set<string>();
  for (const { url, verdict } of facts) {
    const host = hostOf(url);
    if (host === undefined || verdict === "unchecked") continue;
    requested.add(host);
    if (verdict === "ok") alive.add(host);
  }
  return ({ cause, deadHost, url }) => {
    if (deadHost === undefined) return cause;
    const host = (url !== undefined && hostOf(requestedFor(url))) || deadHost;
    return requested.has(host) && !alive.has(host) ? deadHost : cause;
  };
}

const hostOf = (url: string): string | undefined =>
  /^https?:/i.test(url) && URL.canParse(url) ? new URL(url).host : undefined;
