/** The sites of a run: one model for each site, made when a question needs it. */

import type { FilePlan } from "../config/types.js";
import { outputFolderOf } from "../generators/index.js";
import type { RouteIndex } from "../generators/routes/types.js";
import { longWork } from "../platform/long-work.js";
import { withinOf } from "../platform/tree.js";
import { builtOutput } from "./built-output.js";
import { openFrontMatterMemory } from "./front-matter-memory.js";
import type { SiteModel } from "./model.js";
import { isRouted, openSite, type RoutedPlan } from "./open-site.js";
import { redirectsIn } from "./redirects.js";
import { openSiteFiles } from "./site-files.js";

export { pathOf, writtenUrl } from "./address.js";
export type {
  GeneratedKind,
  MissingReason,
  RedirectWay,
  Route,
  RoutedArticle,
  SiteModel,
  SiteRoutes,
  Target,
  Unknown,
  UnpublishedReason,
  Writing,
} from "./model.js";
export { reasonText, unpublishedText } from "./reasons.js";
export { writingOf } from "./writing.js";

export interface Sites {
  /** The site of a file with this plan; `undefined` if it has none whose addresses stet knows. */
  of(plan: FilePlan): SiteModel | undefined;
  /** The addresses of a site, to be sent to another thread. */
  indexOf(plan: FilePlan): Promise<RouteIndex | undefined>;
}

export interface SitesOptions {
  /** See `openDirectoryListings`. */
  readonly tree?: string | undefined;
  readonly now?: Date | undefined;
  /** Whether what front matter says is kept between runs. Default: false. */
  readonly cache?: boolean | undefined;
  /**
   * Returns the addresses of a site, if another thread has read its files. By default, and if it returns `undefined`, they
   * are read here.
   *
   * @param root absolute path of the site.
   * @param key see `RoutePlan`.
   */
  readonly readIndex?: ((root: string, key: string) => Promise<RouteIndex | undefined>) | undefined;
  /** See `RunRequest.onLongWork`. */
  readonly onLongWork?: (() => Promise<() => void>) | undefined;
}

export function openSites({ tree, now = new Date(), cache = false, readIndex, onLongWork }: SitesOptions = {}): Sites {
  const sites = new Map<RoutedPlan, Map<string, SiteModel>>();
  /** The same by plan of a file, which every link asks for. */
  const byPlan = new WeakMap<FilePlan, SiteModel>();
  const indexes = new Map<RoutedPlan, Promise<RouteIndex>>();
  const indexOf = (plan: RoutedPlan): Promise<RouteIndex> => {
    const { root, routes } = plan;
    const read = async () => {
      const within = withinOf(root, tree);
      const memory =
        cache && within === undefined
          ? openFrontMatterMemory(root, JSON.stringify([plan.id, plan.frontMatterKey ?? plan.key, plan.yaml]))
          : undefined;
      const files = openSiteFiles(root, plan, { within, memory });
      const known = await routes.index(files, now);
      const { gaps, ...redirecting } = await redirectsIn(files, routes);
      const index = { ...known, ...redirecting, gaps: [...known.gaps, ...gaps] };
      await memory?.keep();
      const output = outputFolderOf(plan);
      if (output === undefined || within !== undefined) return index;
      return { ...index, ...(await builtOutput(plan, root, output, index)) };
    };
    const index =
      indexes.get(plan) ??
      (readIndex ? readIndex(root, routes.key).then((known) => known ?? read()) : longWork(true, onLongWork, read));
    indexes.set(plan, index);
    return index;
  };
  return {
    of(plan) {
      const { generator, pageContext, siteBase: base } = plan;
      if (!isRouted(generator)) return undefined;
      const known = byPlan.get(plan);
      if (known) return known;
      const origin = pageContext && new URL(pageContext.page).origin;
      // What the configuration of stet states may differ between folders.
      const stated = JSON.stringify([base, origin]);
      const ofPlan = sites.get(generator) ?? new Map<string, SiteModel>();
      sites.set(generator, ofPlan);
      const site =
        ofPlan.get(stated) ?? openSite(generator, { readIndex: () => indexOf(generator), tree, base, origin });
      ofPlan.set(stated, site);
      byPlan.set(plan, site);
      return site;
    },
    indexOf: async ({ generator }) => (isRouted(generator) ? indexOf(generator) : undefined),
  };
}
