/** The sites of a run: one model for each site, made when a question needs it. */
import type { FilePlan } from "../config/types.js";
import type { RouteIndex } from "../generators/routes/types.js";
import { withinOf } from "../platform/tree.js";
import type { SiteModel } from "./model.js";
import { isRouted, openSite, type RoutedPlan } from "./open-site.js";
import { openSiteFiles } from "./site-files.js";

export type {
  GeneratedKind,
  MissingReason,
  Route,
  RoutedArticle,
  SiteModel,
  SiteRoutes,
  Target,
  Unknown,
  UnpublishedReason,
  Writing,
} from "./model.js";

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
  /**
   * Returns the addresses of the site of a file, if another thread reads the files. By default, they are read here.
   *
   * @param root absolute path of the site.
   */
  readonly readIndex?: ((root: string) => Promise<RouteIndex>) | undefined;
}

export function openSites({ tree, now = new Date(), readIndex }: SitesOptions = {}): Sites {
  const sites = new Map<RoutedPlan, SiteModel>();
  const indexes = new Map<RoutedPlan, Promise<RouteIndex>>();
  const indexOf = (plan: RoutedPlan): Promise<RouteIndex> => {
    const { root, routes } = plan;
    const index =
      indexes.get(plan) ??
      (readIndex ? readIndex(root) : routes.index(openSiteFiles(root, plan, withinOf(root, tree)), now));
    indexes.set(plan, index);
    return index;
  };
  return {
    of({ generator, pageContext }) {
      if (!isRouted(generator)) return undefined;
      let site = sites.get(generator);
      if (!site) {
        const origin = pageContext && new URL(pageContext.page).origin;
        site = openSite(generator, { readIndex: () => indexOf(generator), tree, origin });
        sites.set(generator, site);
      }
      return site;
    },
    indexOf: async ({ generator }) => (isRouted(generator) ? indexOf(generator) : undefined),
  };
}
