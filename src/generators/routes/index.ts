/** The generators whose addresses stet knows. */
import type { GeneratorId } from "../ids.js";
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
import type { RoutePlan } from "./types.js";
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

export const routesOf = (site: Site): RoutePlan | undefined => routes[site.profile.id]?.(site);
