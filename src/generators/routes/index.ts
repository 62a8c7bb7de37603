/** The generators whose addresses stet knows. */
import type { GeneratorId } from "../ids.js";
import { unreadConfig } from "../settings.js";
import type { Site } from "../types.js";
import { astroRoutes } from "./astro.js";
import { docusaurusRoutes } from "./docusaurus.js";
import { eleventyRoutes } from "./eleventy.js";
import { hexoRoutes } from "./hexo.js";
import { hugoRoutes } from "./hugo.js";
import { jekyllRoutes } from "./jekyll.js";
import { mdbookRoutes } from "./mdbook.js";
import { mkdocsRoutes } from "./mkdocs.js";
import { nextRoutes } from "./next.js";
import { isAnotherSite, unknownIndex } from "./static-settings.js";
import type { RoutePlan, Unknown } from "./types.js";
import { vitepressRoutes } from "./vitepress.js";

const routes: Readonly<Partial<Record<GeneratorId, (site: Site) => RoutePlan>>> = {
  astro: astroRoutes,
  docusaurus: docusaurusRoutes,
  hexo: hexoRoutes,
  jekyll: jekyllRoutes,
  hugo: hugoRoutes,
  eleventy: eleventyRoutes,
  mdbook: mdbookRoutes,
  mkdocs: mkdocsRoutes,
  next: nextRoutes,
  vitepress: vitepressRoutes,
};

export function routesOf(site: Site): RoutePlan | undefined {
  const file = unreadConfig(site.settings);
  const made = routes[site.profile.id];
  return made && file !== undefined ? unreadRoutes(site.profile.id, file) : made?.(site);
}

/** The configuration decides about all addresses, and stet cannot read it. */
function unreadRoutes(id: GeneratorId, detail: string): RoutePlan {
  const reason: Unknown = { why: "unread", detail };
  return {
    base: reason,
    origin: undefined,
    outputFolder: undefined,
    key: JSON.stringify([id, reason]),
    sourceLinks: reason,
    rewrite: (url) => (isAnotherSite(url) ? url : reason),
    copiedFrom: () => [],
    index: async () => unknownIndex(reason),
  };
}
