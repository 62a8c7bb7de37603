/** Articles that have one address, so that one page takes the place of the other. */
import path from "node:path";
import type { FilePlan } from "../../config/types.js";
import { sitePathOf } from "../../lint/site.js";
import type { AddressClash } from "../../rule.js";
import type { SiteModel, Sites } from "../../site/index.js";

interface Claim {
  /** Absolute path. */
  readonly file: string;
  readonly isAlias: boolean;
}

/** The clashes of an article; `undefined` if the addresses of its site are not known. The addresses of a site are compared once. */
export function clashFinder(
  sites: Sites,
  cwd: string,
): (file: string, plan: FilePlan) => Promise<readonly AddressClash[] | undefined> {
  const known = new Map<SiteModel, Promise<ReadonlyMap<string, readonly (readonly [string, readonly Claim[]])[]>>>();
  return async (file, plan) => {
    const site = sites.of(plan);
    if (!site) return undefined;
    const found = known.get(site) ?? clashesIn(site);
    known.set(site, found);
    const shown = (other: string): string => path.relative(cwd, other).replaceAll(path.sep, "/");
    return ((await found).get(file) ?? []).map(([url, claims]) => ({
      url,
      isAlias: claims.find((claim) => claim.file === file)?.isAlias ?? false,
      others: claims
        .filter((claim) => claim.file !== file)
        .map((claim) => ({ path: sitePathOf(plan, claim.file, shown(claim.file)), isAlias: claim.isAlias }))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
    }));
  };
}

async function clashesIn(site: SiteModel) {
  const claims = new Map<string, Claim[]>();
  const byFile = new Map<string, (readonly [string, readonly Claim[]])[]>();
  for (const { file, route } of (await site.routes()).articles) {
    if (route.state !== "page") continue;
    byFile.set(file, []);
    for (const output of new Set([route.output, ...route.aliases])) {
      const claim = { file, isAlias: output !== route.output };
      const list = claims.get(output);
      if (list) list.push(claim);
      else claims.set(output, [claim]);
    }
  }
  for (const [output, all] of claims) {
    if (new Set(all.map(({ file }) => file)).size < 2) continue;
    const url = site.urlOf(output);
    for (const { file } of all) byFile.set(file, [...(byFile.get(file) ?? []), [url, all]]);
  }
  return byFile;
}
