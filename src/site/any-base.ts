/** What a URL leads to if the base path of the site is not known, or one of several. */
import type { RoutePlan, Writing } from "../generators/routes/types.js";
import type { Target } from "./model.js";
import { type ResolvedSite, UrlResolver } from "./resolver.js";

/**
 * A reference that does not depend on the base path is resolved without it. One that does is alive if it leads somewhere below
 * any base path that is known, and dead if it leads nowhere below all that are possible.
 */
export function onAnyBase(
  resolver: UrlResolver,
  site: ResolvedSite,
  bases: RoutePlan["bases"],
): (url: string, from: string, as: Writing) => Target {
  let possible: readonly UrlResolver[] | undefined;
  return (url, from, as) => {
    const target = resolver.resolve(url, from, as);
    if (!bases || target.state !== "unknown" || target.reason !== site.base) return target;
    possible ??= bases.known.map((base) => new UrlResolver({ ...site, base }, resolver.raw, resolver.outputs));
    const targets = possible.map((one) => one.resolve(url, from, as));
    const there = targets.find(({ state }) => state === "page" || state === "file");
    const isDead = bases.isAll && targets.every(({ state }) => state === "missing" || state === "misspelled");
    if (there || !isDead) return there ?? target;
    return targets.find(({ state }) => state === "misspelled") ?? targets[0] ?? target;
  };
}
