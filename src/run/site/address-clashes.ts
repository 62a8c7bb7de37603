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

/**
 * So many articles at one address can have to report it: the last ones of the run, aliases after pages. The others are not
 * given the clash, because each would be given all the others.
 */
const reporters = 20;

/**
 * The clashes of an article; `undefined` if the addresses of its site are not known. The addresses of a site are compared once.
 *
 * @param inRun the articles that are linted, by absolute path.
 */
export function clashFinder(
  sites: Sites,
  cwd: string,
  inRun: () => ReadonlySet<string>,
): (file: string, plan: FilePlan) => Promise<readonly AddressClash[] | undefined> {
  const known = new Map<SiteModel, Promise<ReadonlyMap<string, readonly (readonly [string, readonly Claim[]])[]>>>();
  const chosen = new WeakMap<readonly Claim[], { readonly of: ReadonlySet<string>; readonly files: Set<string> }>();
  const mayReport = (file: string, claims: readonly Claim[]): boolean => {
    if (claims.length <= reporters) return true;
    let last = chosen.get(claims);
    if (last?.of !== inRun()) {
      last = { of: inRun(), files: lastOf(claims, inRun()) };
      chosen.set(claims, last);
    }
    return last.files.has(file);
  };
  return async (file, plan) => {
    const site = sites.of(plan);
    if (!site) return undefined;
    const found = known.get(site) ?? clashesIn(site);
    known.set(site, found);
    const shown = (other: string): string => path.relative(cwd, other).replaceAll(path.sep, "/");
    const own = ((await found).get(file) ?? []).filter(([, claims]) => mayReport(file, claims));
    return own.map(([url, claims]) => ({
      url,
      isAlias: claims.find((claim) => claim.file === file)?.isAlias ?? false,
      others: claims
        .filter((claim) => claim.file !== file)
        .map((claim) => ({ path: sitePathOf(plan, claim.file, shown(claim.file)), isAlias: claim.isAlias }))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
    }));
  };
}

const lastOf = (claims: readonly Claim[], inRun: ReadonlySet<string>): Set<string> => {
  const order = (a: Claim, b: Claim): number =>
    Number(a.isAlias) - Number(b.isAlias) || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0);
  const linted = claims.filter(({ file }) => inRun.has(file)).sort(order);
  return new Set(linted.slice(-reporters).map(({ file }) => file));
};

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
    for (const { file } of all) byFile.get(file)?.push([url, all]);
  }
  return byFile;
}
