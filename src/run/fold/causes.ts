/** What causes a violation in many articles. */
import type { ImageFact, LinkFact } from "../../probe/types.js";
import type { Violation } from "../../results.js";

interface KnownFacts {
  readonly images: readonly ImageFact[];
  readonly links: readonly LinkFact[];
}

/**
 * Returns the function that finds the cause of a violation: its host if that is dead, otherwise the cause that the rule
 * named. A host is dead if none of the URLs that were requested from it could be fetched.
 */
export function causeFinder({ images, links }: KnownFacts): (violation: Violation) => string | undefined {
  const alive = new Set<string>();
  const requested = new Set<string>();
  for (const { url, verdict } of [...images, ...links]) {
    const host = /^https?:/i.test(url) && URL.canParse(url) ? new URL(url).host : undefined;
    if (host === undefined || verdict === "unchecked") continue;
    requested.add(host);
    if (verdict === "ok") alive.add(host);
  }
  return ({ cause, deadHost }) =>
    deadHost !== undefined && requested.has(deadHost) && !alive.has(deadHost) ? deadHost : cause;
}
