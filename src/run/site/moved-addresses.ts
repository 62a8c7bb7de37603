/** Addresses that existed at the commit of `--since`, and where the site has nothing now. */
import { existsSync } from "node:fs";
import path from "node:path";
import type { FilePlan } from "../../config/types.js";
import { profileOf } from "../../generators/index.js";
import { append } from "../../platform/lists.js";
import { turns } from "../../platform/turns.js";
import type { MovedAddress } from "../../rule.js";
import type { SiteModel } from "../../site/index.js";
import type { EarlierSites } from "./earlier-sites.js";

export interface Moves {
  /** By absolute path of the article. */
  readonly byFile: ReadonlyMap<string, readonly MovedAddress[]>;
  readonly gone: readonly GoneAddresses[];
}

/** Addresses that are gone because of a change in another file than the article. */
export interface GoneAddresses {
  /** Absolute path of a deleted article, or of a file of settings. */
  readonly file: string;
  readonly isArticle: boolean;
  readonly urls: readonly string[];
}

/** @param linted whether an article, by absolute path, is in the run. */
export async function movesIn(
  site: SiteModel,
  plan: FilePlan,
  earlier: EarlierSites,
  linted: (file: string) => boolean,
): Promise<Moves> {
  const byFile = new Map<string, readonly MovedAddress[]>();
  const gone: GoneAddresses[] = [];
  const bySettings: string[] = [];
  const changes = await earlier.changes();
  const turn = turns();
  for (const { file, urls } of await earlier.pagesOf(site, plan)) {
    await turn();
    const lost = await lostAmong(urls, site);
    if (lost.length === 0) continue;
    if (linted(file)) {
      const route = await site.routeOf(file);
      const to = route.state === "page" ? route.url : undefined;
      const moved = lost.map(async (url) => ({ url, to, redirect: await site.redirectTo(url, to) }));
      byFile.set(file, await Promise.all(moved));
    } else if (!existsSync(file)) gone.push({ file, isArticle: true, urls: lost });
    else if (!changes.has(file)) append(bySettings, lost);
  }
  const { config = [], configFolders = [] } = (plan.generator && profileOf(plan.generator.id)) ?? {};
  const settings = [...config, ...configFolders].map((name) => path.join(site.root, name));
  const changed = [...changes.keys()].find((file) =>
    settings.some((one) => one === file || file.startsWith(one.replace(/[\\/]?$/, path.sep))),
  );
  if (bySettings.length > 0 && changed !== undefined) gone.push({ file: changed, isArticle: false, urls: bySettings });
  return { byFile, gone };
}

/** The addresses where the site has nothing. */
async function lostAmong(urls: readonly string[], site: SiteModel): Promise<string[]> {
  const lost: string[] = [];
  for (const url of new Set(urls)) {
    const written = url.split("/").map(encodeURIComponent).join("/");
    const { state } = await site.resolve(written, path.join(site.root, "index.html"));
    if (state === "missing" || state === "misspelled") lost.push(url);
  }
  return lost;
}
