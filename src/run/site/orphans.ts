/** Pages to which no page of the built site links: no menu, no list, and no article. */
import type { FilePlan } from "../../config/types.js";
import { readArticle } from "../../lint/read-article.js";
import { loadNow } from "../../load/index.js";
import { turns } from "../../platform/turns.js";
import { pathOf, type SiteModel, type Sites, writtenUrl } from "../../site/index.js";

/** The addresses, by absolute path of the article. */
type Orphans = ReadonlyMap<string, string>;

/**
 * Returns a function that finds the address of an article, if no page of the built site links to it. Each site is read once.
 *
 * @param unbuilt called if there is no built site that is newer than the sources.
 */
export function orphanFinder(
  sites: Sites,
  unbuilt: () => void,
): (file: string, plan: FilePlan) => Promise<string | undefined> {
  const known = new Map<SiteModel, Promise<Orphans>>();
  return async (file, plan) => {
    const site = sites.of(plan);
    if (!site) return undefined;
    const found = known.get(site) ?? orphansIn(site, plan, unbuilt);
    known.set(site, found);
    return (await found).get(file);
  };
}

async function orphansIn(site: SiteModel, plan: FilePlan, unbuilt: () => void): Promise<Orphans> {
  const pages = await site.builtPages();
  if (!pages) {
    unbuilt();
    return new Map();
  }
  const base = typeof site.base === "string" ? site.base : "/";
  const byOutput = new Map<string, string>();
  const aliases = new Set<string>();
  const orphans = new Map<string, string>();
  for (const { file, route } of (await site.routes()).articles) {
    if (route.state !== "page") continue;
    byOutput.set(route.output, file);
    for (const alias of route.aliases) {
      aliases.add(alias);
      byOutput.set(alias, file);
    }
    // A home page is where readers begin, and the server shows the page of an error.
    if (route.url !== base && !/(?:^|\/)40\d(?:\.html|\/index\.html)$/.test(route.output)) orphans.set(file, route.url);
  }
  const asHtml: FilePlan = { ...plan, generator: undefined };
  const turn = turns();
  for (const { file, output } of pages) {
    await turn();
    // It leads on to the page by itself.
    if (aliases.has(output)) continue;
    const own = byOutput.get(output);
    const article = readArticle({ path: output, text: loadNow({ path: file }).text }, asHtml);
    for (const { url } of article.links) {
      const linked = pageOf(url, base + output, site.origin, base, byOutput);
      if (linked !== undefined && linked !== own) orphans.delete(linked);
    }
  }
  return orphans;
}

/** The article that a link on a page leads to. */
function pageOf(
  url: string,
  page: string,
  origin: string | undefined,
  base: string,
  byOutput: ReadonlyMap<string, string>,
): string | undefined {
  const written = writtenUrl(url, origin);
  if (written.kind === "external" || written.kind === "self") return undefined;
  const wanted = pathOf(written.path, page);
  if (!`${wanted}/`.startsWith(base)) return undefined;
  const output = wanted.slice(base.length);
  for (const ending of output === "" || output.endsWith("/") ? ["index.html"] : ["", "/index.html", ".html"]) {
    const found = byOutput.get(output + ending);
    if (found !== undefined) return found;
  }
  return undefined;
}
